//! Where somebody's own words stand between quotation marks.
//!
//! Knows nothing of who speaks.

use std::ops::Range;

/// Shorter quotations are names of things, not speech.
const SPEECH: usize = 36;

/// Byte ranges of quoted speech, ascending.
#[derive(Clone, Debug, Default)]
pub(super) struct Quotes(Vec<Range<usize>>);

impl Quotes {
    /// Finds the quoted speech of `text`; a mark that is never closed quotes to the end of its line.
    pub(super) fn of(text: &str) -> Self {
        let mut found = Vec::new();
        let mut open: Option<usize> = None;
        for (at, character) in text.char_indices() {
            match (character, open) {
                ('“' | '「', None) | ('"', None) => open = Some(at),
                ('”' | '」', Some(start)) | ('"', Some(start)) | ('\n', Some(start)) => {
                    if at - start >= SPEECH {
                        found.push(start..at);
                    }
                    open = None;
                }
                _ => {}
            }
        }
        Self(found)
    }

    /// True when the middle of `range` is spoken by somebody.
    pub(super) fn hold(&self, range: &Range<usize>) -> bool {
        let middle = range.start.midpoint(range.end);
        let before = self.0.partition_point(|quote| quote.start <= middle);
        before.checked_sub(1).and_then(|last| self.0.get(last)).is_some_and(|quote| middle < quote.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speech_is_longer_than_a_name() {
        let text = "“敬老月”里,老人说:“今天孩子们来陪我说话,我心里特别高兴。”";
        let quotes = Quotes::of(text);
        let at = |word: &str| text.find(word).map(|at| at..at + word.len()).unwrap();
        assert!(quotes.hold(&at("今天")));
        assert!(!quotes.hold(&at("敬老月")));
        assert!(!quotes.hold(&at("老人说")));
    }
}
