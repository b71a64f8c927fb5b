//! Newspaper page or document with one article: a score of a few signs, each with its weight, in one place.
//!
//! Knows nothing of how either is read.

use super::{furniture, lines, signature, words};
use crate::{
    article::Article,
    calendar,
    intake::{FileFormat, page::PageSource},
    text::spans::char_count,
};

/// Lines at either end of a page among which a masthead stands.
const EDGE: usize = 4;
/// Lines among which a document is headed.
const HEAD: usize = 8;
/// Lines at its end among which it is signed.
const FOOT: usize = 8;

/// A second report with a byline of its own is what documents do not have.
const FURTHER_BYLINE: i32 = 3;
/// 2024年10月18日 星期五 05版 at an edge.
const MASTHEAD: i32 = 2;
/// Several headed articles, as far as the splitter sees.
const ARTICLES: i32 = 1;
/// A title, a salutation, a signature, credits: what notices have.
const NOTICE_SIGN: i32 = 2;
/// What one writes in Word, in Markdown and on the web is mostly one article; a plain text is as often a page.
const PRIOR: i32 = 2;

/// Headed articles from which on, by themselves, something is rather a page.
const SEVERAL: usize = 2;
/// Lines of a text that is a notice where nothing says more: no newspaper page is as short.
const SHORT: usize = 40;
/// Characters of the shortest report: what is shorter beside a byline is a piece of another one.
const REPORT: usize = 30;

/// Whether the lines of a file are a newspaper page, which a splitter would cut into `articles`; everything else is one
/// article.
pub(in crate::intake) fn is_newspaper(
    page: &PageSource,
    format: Option<FileFormat>,
    articles: &[Article],
) -> bool {
    let is_report = |article: &&Article| {
        article.byline.is_some() && char_count(&article.body) >= REPORT && article.body.contains('。')
    };
    let bylines = articles.iter().filter(is_report).count();
    let headed = articles.iter().filter(|article| article.title.is_some()).count();
    let lines = lines(page);
    if bylines == 0 && headed <= SEVERAL && lines.len() <= SHORT {
        return false;
    }
    let head = lines.get(..HEAD.min(lines.len())).unwrap_or_default();
    let foot = lines.get(lines.len().saturating_sub(FOOT)..).unwrap_or_default();
    let edges = lines.iter().take(EDGE).chain(lines.iter().rev().take(EDGE));
    let masthead =
        edges.clone().any(|line| calendar::page_date(&[line.text]).is_some() && is_masthead(line.text));
    let newspaper = FURTHER_BYLINE * i32::try_from(bylines.saturating_sub(1)).unwrap_or(i32::MAX / 8)
        + MASTHEAD * i32::from(masthead)
        + ARTICLES * i32::from(headed > SEVERAL);
    let notice = [
        head.iter().any(|line| words::ends_as_title(line.text) && words::may_be_title(line.text)),
        head.iter().any(|line| words::is_salutation(line.text)),
        foot.iter().any(|line| signature::may_sign(line.text)),
        lines.iter().any(|line| furniture::ends_article(line)),
    ];
    let signs = i32::try_from(notice.iter().filter(|sign| **sign).count()).unwrap_or(0);
    let prior = if format == Some(FileFormat::PlainText) || format.is_none() { 0 } else { PRIOR };
    newspaper >= NOTICE_SIGN * signs + prior
}

/// The lines at the edges of a document that may be a newspaper's.
pub(in crate::intake) fn mastheads(page: &PageSource) -> Vec<&str> {
    let lines = lines(page);
    let edges = lines.iter().take(HEAD).chain(lines.iter().skip(HEAD.max(lines.len().saturating_sub(EDGE))));
    edges.map(|line| line.text).filter(|text| is_masthead(text)).collect()
}

/// A bare date signs a notice as well; a page says its weekday or its number.
fn is_masthead(text: &str) -> bool {
    text.contains("星期") || text.contains('版') || text.contains("周刊") || text.ends_with('报')
}
