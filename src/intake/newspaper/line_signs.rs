//! What a line says of itself, for those who know where it stands.
//!
//! Knows nothing of the lines around it.

use super::{
    bylines, captions,
    furniture::{self, Furniture, PagePosition},
    punctuation,
};
use crate::text::spans::{first_chars, slice};

/// The sentence is complete at the end of the line.
pub(crate) fn ends_closed(text: &str) -> bool {
    punctuation::ends_closed(text)
}

/// Names who wrote the report that begins here.
pub(crate) fn is_byline(text: &str) -> bool {
    bylines::opening(text).is_some()
        || bylines::standalone(text).is_some_and(|byline| !byline.photo)
        || OWN.iter().any(|own| text.starts_with(own))
        || names_writer(text)
}

const OWN: [&str; 3] = ["本报讯", "本报记者", "本报通讯员"];
/// Characters of the longest name of a paper.
const PAPER_CHARS: usize = 12;

/// 「今日河东讯（记者 王小河）」: whatever the paper is called.
fn names_writer(text: &str) -> bool {
    let head = first_chars(text, PAPER_CHARS);
    let Some((name, _)) = head.split_once('讯') else { return false };
    let behind = slice(text, name.len() + '讯'.len_utf8()..text.len()).trim_start();
    let inside = behind.strip_prefix(['（', '(']).map(str::trim_start);
    !name.contains(['，', '。', '、'])
        && inside.is_some_and(|inside| ["记者", "通讯员", "本报"].iter().any(|who| inside.starts_with(who)))
}

/// Stands under a photograph.
pub(crate) fn is_caption(text: &str) -> bool {
    captions::is_caption(text) || captions::is_credit(text) || text.starts_with(['▲', '△', '▼', '▽'])
}

/// Names the paper, its day or its makers, where it stands at the top or the bottom of a page.
pub(crate) fn is_masthead(text: &str, top: bool) -> bool {
    let position = if top { PagePosition::Top } else { PagePosition::Bottom };
    matches!(furniture::of_text(text, position), Some(Furniture::DateLine | Furniture::Masthead))
}
