//! How much of a file, of an article and of a field is read at most: the one table of these figures.
//!
//! Knows nothing of what is done with that which goes beyond. What a notice writes is cut twice: a value as it is read,
//! a field, with the fields of every other format, at the end; the narrower figure is the one that holds.

/// Bytes of a file; no notice and no page comes near it.
pub(crate) const FILE_BYTES: u64 = 20 * 1024 * 1024;
/// Bytes of the longest notice with its head and its marks.
pub(super) const NOTICE_BYTES: usize = 2 << 20;
/// Bytes and lines of the longest page: several whole issues of a newspaper.
pub(super) const PAGE_BYTES: usize = 4 << 20;
pub(super) const PAGE_LINES: usize = 100_000;
/// Articles of one file: a year of a weekly paper.
pub(super) const ARTICLES: usize = 10_000;
/// Characters of the longest article: ten times what any newspaper prints in one piece.
pub(super) const BODY_CHARS: usize = 200_000;

/// Characters of a headline, a source, a place: a single field of an article, whatever the file's format.
pub(super) const FIELD_CHARS: usize = 500;
/// Names, dates and places of one article.
pub(super) const FIELD_ENTRIES: usize = 200;

/// Lines of the longest front matter: twenty times what every key takes.
pub(super) const FRONT_MATTER_LINES: usize = 1_000;
/// Characters of the longest value in front matter: links are the longest.
pub(super) const VALUE_CHARS: usize = 2_000;
/// Entries of the longest list in front matter, and characters of one.
pub(super) const LIST_ENTRIES: usize = 50;
pub(super) const ENTRY_CHARS: usize = 100;
