//! Chinese text as data: byte ranges on character borders, folding, sentences, words, what may be shown.
//!
//! Knows nothing of articles, places or questions. Text goes in; out come ranges of it, so that what is found in folded
//! text is shown as it was written ([`normalize::Folded`] leads back).

pub(crate) mod normalize;
pub(crate) mod printable;
pub(crate) mod segment;
pub(crate) mod sound;
pub(crate) mod sentences;
pub(crate) mod spans;
