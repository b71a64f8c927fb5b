//! The measures of a page: size of its text, height of its lines, width of its columns. All others follow from them.
//!
//! Knows nothing of what the lines say.

use crate::{intake::line_box::BoxedLine, text::spans::char_count};

/// Parts of the text's size: larger characters are a headline's, and text of one block differs by less.
const HEADLINE: f32 = 1.09;
const ALIKE: f32 = 0.08;
/// The share of lines that are not wider than a full one.
const FULL_SHARE: f32 = 0.7;

/// The measures of a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct PageScale {
    /// Size of the text that most characters have.
    pub(crate) text: f32,
    /// From one line of text to the next below it.
    pub(crate) pitch: f32,
    /// Width of a full line.
    pub(crate) column: f32,
}

impl PageScale {
    /// Of the lines of one page; none without lines.
    pub(super) fn of(lines: &[&BoxedLine]) -> Option<Self> {
        let mut sizes: Vec<(f32, usize)> =
            lines.iter().map(|line| (line.place.size, char_count(&line.text))).collect();
        sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
        let half = sizes.iter().map(|(_, count)| count).sum::<usize>() / 2;
        let mut counted = 0;
        let text = sizes
            .iter()
            .find(|(_, count)| {
                counted += count;
                counted > half
            })?
            .0;
        let is_text = |line: &&BoxedLine| (line.place.size / text - 1.0).abs() <= ALIKE;
        let mut widths: Vec<f32> =
            lines.iter().copied().filter(is_text).map(|line| line.place.width()).collect();
        widths.sort_by(f32::total_cmp);
        let column = widths.get((widths.len() as f32 * FULL_SHARE) as usize).copied().unwrap_or(text);
        Some(Self { text, pitch: pitch(lines.iter().copied().filter(is_text), text), column })
    }

    pub(super) fn is_headline(&self, size: f32) -> bool {
        size >= self.text * HEADLINE
    }

    /// Two sizes of one block.
    pub(super) fn alike(a: f32, b: f32) -> bool {
        (a - b).abs() <= ALIKE * a.max(b)
    }

    /// White space above and below which two blocks have nothing to do with each other.
    pub(super) fn wide_gap(&self) -> f32 {
        // A blank line less what setting a page to its foot takes away.
        (self.pitch - self.text) + 0.7 * self.pitch
    }
}

/// The most usual step from a line down to the next one that begins near its edge.
fn pitch<'l>(lines: impl Iterator<Item = &'l BoxedLine>, text: f32) -> f32 {
    let mut lines: Vec<(f32, f32)> = lines.map(|line| (line.place.left, line.place.top)).collect();
    let column = |left: f32| (left / text).round();
    lines.sort_by(|a, b| column(a.0).total_cmp(&column(b.0)).then(a.1.total_cmp(&b.1)));
    let steps = lines.windows(2).filter_map(|pair| match pair {
        [(above, top), (below, next)] if column(*above) == column(*below) => Some(next - top),
        _ => None,
    });
    let mut steps: Vec<f32> = steps.filter(|step| (0.9 * text..2.5 * text).contains(step)).collect();
    steps.sort_by(f32::total_cmp);
    // Wider steps are several lines, so that the lower middle is the one.
    steps.get(steps.len() / 3).copied().unwrap_or(1.4 * text)
}
