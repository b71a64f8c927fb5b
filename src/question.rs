//! SKELETON for compiling only; the lead's file replaces it.
use crate::{answer::AskedPlace, article::{ArticleId, PlacePath}};
/// What was said before in the same conversation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Before {
    /// The last question that was searched for, as asked.
    pub question: String,
    /// Its places.
    pub places: Vec<AskedPlace>,
    /// Its service types.
    pub services: Vec<String>,
    /// The article that was shown first.
    pub article: Option<ArticleId>,
}
/// One question with its surroundings.
#[derive(Clone, Debug)]
pub struct Asked<'a> {
    /// The resident's words.
    pub text: &'a str,
    /// What was said before (none after 30 minutes).
    pub before: Option<&'a Before>,
    /// A place chosen by button or setting; overrides what the text says when `forced`.
    pub chosen_place: Option<&'a PlacePath>,
    /// The user's own place.
    pub own_place: Option<&'a PlacePath>,
    /// Where the bot's residents live.
    pub home: Option<&'a PlacePath>,
    /// The resident says that it is no emergency.
    pub just_asking: bool,
    /// The day of asking.
    pub today: jiff::civil::Date,
}
