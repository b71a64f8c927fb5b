//! Text that may be shown: without control characters, without marks that turn the direction of writing, and without
//! towers of accents.
//!
//! Knows nothing of where a text comes from and who reads it.

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;

use super::spans::is_han;

/// Accents on one letter; Vietnamese has two, the tables of phoneticians four.
const MAX_MARKS: usize = 4;

/// A character that could not be read, or that only the font of its file knows: the sign that printers use.
const UNREADABLE: char = '□';

/// A character that nobody is shown, in any text: controls, bidirectional and other format marks, fillers, tags,
/// noncharacters. Line ends and tabs are none.
#[must_use]
pub(crate) fn is_unprintable(character: char) -> bool {
    is_harmful(character) || is_invisible(character)
}

/// A character that has no place in a file's name: it hides what the name is, or breaks the line.
pub(crate) fn misleads(character: char) -> bool {
    is_harmful(character) || matches!(character, '\n' | '\t' | '\u{2028}' | '\u{2029}')
}

/// Controls and what changes how the characters around it are shown.
fn is_harmful(character: char) -> bool {
    match character {
        '\n' | '\t' => false,
        '\u{200e}' | '\u{200f}' | '\u{61c}' => true,
        '\u{202a}'..='\u{202e}' | '\u{2061}'..='\u{206f}' => true,
        // Fillers that look like a blank and count as a letter, and marks of scripts that are not written here.
        '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{3164}' | '\u{ffa0}' => true,
        '\u{180b}'..='\u{180f}' => true,
        // Interlinear annotation, shorthand and music formats, tags; among them the selectors of Han variants stay.
        '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' => true,
        '\u{e0100}'..='\u{e01ef}' => false,
        '\u{e0000}'..='\u{e0fff}' => true,
        '\u{fdd0}'..='\u{fdef}' => true,
        other => other.is_control() || u32::from(other) & 0xfffe == 0xfffe,
    }
}

/// Soft hyphens and blanks without width, which editors and web pages leave inside words: nobody misses them.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}' | '\u{200c}' | '\u{2060}' | '\u{feff}')
}

fn is_private(character: char) -> bool {
    matches!(u32::from(character), 0xe000..=0xf8ff | 0xf_0000..=0xf_fffd | 0x10_0000..=0x10_fffd)
}

/// The text as it may be shown, with `\n` line ends.
#[must_use]
pub(crate) fn printable(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let mut cleaner = Cleaner::default();
    cleaner.push(text);
    Cow::Owned(cleaner.text)
}

/// The same in one line: for names, headlines, labels.
#[must_use]
pub(crate) fn printable_line(text: &str) -> Cow<'_, str> {
    let text = printable(text);
    if text.contains(['\n', '\t']) {
        Cow::Owned(
            text.split(['\n', '\t'])
                .map(str::trim)
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" "),
        )
    } else {
        text
    }
}

/// Nothing in it can need cleaning: told without looking anything up.
pub(crate) fn is_plain(text: &str) -> bool {
    text.chars().all(|character| {
        matches!(character, '\n' | '\t' | ' '..='~' | '\u{4e00}'..='\u{9fff}' | '\u{3000}'..='\u{3029}' | '\u{ff01}'..='\u{ff5e}' | '“' | '”' | '‘' | '’' | '—' | '…' | '·')
    })
}

/// Cleans a text piece by piece, so that what stands where can be followed.
#[derive(Debug, Default)]
pub(crate) struct Cleaner {
    /// What was cleaned so far.
    pub(crate) text: String,
    /// Something was taken away that may have been put there to mislead, or is damage.
    pub(crate) lost: bool,
    /// Combining marks at the end of `text`.
    marks: usize,
    last: Option<char>,
}

impl Cleaner {
    /// Adds the next piece.
    pub(crate) fn push(&mut self, piece: &str) {
        self.text.reserve(piece.len());
        let mut characters = piece.chars().peekable();
        while let Some(character) = characters.next() {
            match character {
                '\r' if characters.peek() == Some(&'\n') => {}
                // Programs put it in front of a page's first line: no line more.
                '\u{b}' | '\u{c}' if self.last.is_none_or(|last| last == '\n') => {}
                '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => self.keep('\n'),
                // Joins the halves of an emoji; between letters it only hides a word from the search.
                '\u{200d}'
                    if self.last.is_some_and(|last| last.is_alphanumeric() || last.is_whitespace()) => {}
                '\u{200d}' if self.last.is_none() => {}
                char::REPLACEMENT_CHARACTER => self.keep(UNREADABLE),
                private if is_private(private) => {
                    let letter = |beside: Option<char>| {
                        beside.is_some_and(|beside| is_han(beside) || beside.is_alphanumeric())
                    };
                    // Within a word a character is missing; elsewhere it was a bullet or an ornament.
                    if letter(self.last) && letter(characters.peek().copied()) {
                        self.keep(UNREADABLE);
                    }
                }
                harmful if is_harmful(harmful) => self.lost = true,
                invisible if is_invisible(invisible) => {}
                mark if is_combining_mark(mark) => {
                    if self.marks < MAX_MARKS {
                        self.text.push(mark);
                        self.marks += 1;
                    } else {
                        self.lost = true;
                    }
                }
                other => self.keep(other),
            }
        }
    }

    fn keep(&mut self, character: char) {
        self.text.push(character);
        self.last = Some(character);
        self.marks = 0;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_nobody_should_see_is_gone() {
        let cases = [
            ("一\n\u{c}二", "一\n二"),
            ("社区\u{0}免费\u{7}理\u{9f}发", "社区免费理发"),
            ("电话\u{202e}0125\u{202c}，\u{2066}x\u{2069}\u{200e}\u{200f}\u{61c}", "电话0125，x"),
            ("一\r\n二\r三\u{2028}四\u{2029}五\u{85}六\u{b}七\u{c}八", "一\n二\n三\n四\n五\n六\n七\n八"),
            ("理\u{200b}发\u{ad}\u{feff}\u{2060}\u{200d}店", "理发店"),
            ("👨\u{200d}👩 ☎\u{fe0f}", "👨\u{200d}👩 ☎\u{fe0f}"),
            ("\u{e0041}旗\u{e007f}\u{fff9}注\u{fffb}", "旗注"),
            ("葛\u{e0100}", "葛\u{e0100}"),
            ("字\u{fffd}", "字□"),
            ("\u{f0b7} 带证件", " 带证件"),
            ("李\u{e5e5}明", "李□明"),
            ("\u{3164}\u{ffff}\u{fdd0}\u{10ffff}", ""),
            ("e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}好", "e\u{301}\u{302}\u{303}\u{304}好"),
            ("一\t二", "一\t二"),
        ];
        for (text, expected) in cases {
            assert_eq!(printable(text), expected, "{text:?}");
        }
        assert_eq!(printable_line("一\u{2028} 二\t三\n"), "一 二 三");
        assert!(matches!(printable("社区（免费）理发，0352-5101234。"), Cow::Borrowed(_)));
    }

    proptest! {
        #[test]
        fn no_text_shows_what_is_unprintable(text in any::<String>(), odd in "[\u{0}-\u{20}\u{7f}-\u{a0}\u{ad}\u{300}-\u{310}\u{200b}-\u{2069}\u{e000}\u{feff}\u{fff0}-\u{ffff}\u{e0000}-\u{e007f}理a👩]{0,60}") {
            for text in [text, odd] {
                let shown = printable(&text);
                prop_assert!(!shown.chars().any(is_unprintable), "{:?}", shown);
                prop_assert!(!shown.contains(['\r', '\u{2028}', '\u{2029}']), "{:?}", shown);
                let marks: String = shown.chars().map(|mark| if is_combining_mark(mark) { 'm' } else { '.' }).collect();
                prop_assert!(!marks.contains("mmmmm"));
                let again = printable(&shown);
                prop_assert_eq!(&again, &shown);
                prop_assert!(!printable_line(&text).contains(['\n', '\t']));
            }
        }
    }
}
