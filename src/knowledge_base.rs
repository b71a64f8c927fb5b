//! SKELETON for compiling only; the lead's file replaces it.
use std::{path::Path, time::Duration};
use jiff::civil::Date;
use crate::{answer::{Answer, Passage}, article::{Article, ArticleId, PlacePath}, problem::Problem, question::Asked};
/// The facade.
#[derive(Debug)]
pub struct KnowledgeBase;
/// Filter of the newest notices.
#[derive(Clone, Debug, Default)]
pub struct Newest { /// place
    pub place: Option<PlacePath>, /// service
    pub service: Option<String>, /// how many
    pub limit: usize, /// skip
    pub offset: usize, }
/// What a reload did.
#[derive(Clone, Debug, Default)]
pub struct LoadReport { /// counts of articles
    pub added: usize, /// changed
    pub changed: usize, /// removed
    pub removed: usize, /// total
    pub articles: usize, /// problems
    pub problems: Vec<Problem>, /// time
    pub took: Duration, }
impl KnowledgeBase {
    /// Answers every question in the text (several questions in one message: several answers, at least one).
    pub fn answer(&self, _asked: &Asked<'_>) -> Vec<Answer> { unimplemented!() }
    /// Newest notices first.
    pub fn latest(&self, _newest: &Newest, _today: Date) -> Vec<Passage> { unimplemented!() }
    /// A whole article.
    pub fn article(&self, _id: &ArticleId) -> Option<Article> { unimplemented!() }
    /// Brings the knowledge up to date.
    pub fn reload(&self) -> Result<LoadReport, String> { unimplemented!() }
    /// Places named as an operator or resident writes them.
    pub fn find_places(&self, _text: &str) -> Vec<PlacePath> { unimplemented!() }
    /// Names of the service types that have articles.
    pub fn services(&self) -> Vec<String> { unimplemented!() }
    /// Path.
    pub fn folder(&self) -> &Path { unimplemented!() }
}
