//! Chinese text as data: byte ranges on character borders, folding, sentences, words, what may be shown.
//!
//! Knows nothing of articles, places or questions.

pub mod normalize;
pub mod printable;
pub mod segment;
pub mod sentences;
pub mod spans;
