//! Characters of Word's symbol fonts → characters that every font has.
//!
//! Knows nothing of documents.

/// Where symbol fonts keep their characters.
const PRIVATE: u32 = 0xf000;

/// What a reader sees of character `code` of `font`; nothing where no ordinary character looks like it.
pub(super) fn shown(code: u32, font: &str) -> Option<char> {
    if !(PRIVATE..PRIVATE + 0x100).contains(&code) {
        return char::from_u32(code).filter(|character| !matches!(u32::from(*character), 0xe000..=0xf8ff));
    }
    if font.starts_with("Wingdings 2") {
        return match code - PRIVATE {
            0x50 | 0x97 => Some('✓'),
            0x52 | 0x54 => Some('☑'),
            0xa3 | 0x2a => Some('☐'),
            _ => None,
        };
    }
    if font.starts_with("Wingdings") {
        return match code - PRIVATE {
            0x28 => Some('☎'),
            0x2a => Some('✉'),
            0x6c | 0x9f => Some('●'),
            0x6e => Some('■'),
            0x75 => Some('◆'),
            0x6f | 0x71 | 0xa8 => Some('☐'),
            0xfb | 0xfd => Some('☒'),
            0xfc => Some('✓'),
            0xfe => Some('☑'),
            0xd8 => Some('➢'),
            0xe0 => Some('→'),
            _ => None,
        };
    }
    match code - PRIVATE {
        0xb7 => Some('·'),
        0xb4 => Some('×'),
        0xb8 => Some('÷'),
        0xb0 => Some('°'),
        0xb1 => Some('±'),
        0xa3 => Some('≤'),
        0xb3 => Some('≥'),
        // Letters, digits and marks of the font Symbol that are those of ASCII.
        ascii @ (0x20..=0x3f) => char::from_u32(ascii),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_are_shown_or_left_out() {
        let cases = [
            (0x2610, "MS Gothic", Some('☐')),
            (0xf0fe, "Wingdings", Some('☑')),
            (0xf052, "Wingdings 2", Some('☑')),
            (0xf0b7, "Symbol", Some('·')),
            (0xf031, "Symbol", Some('1')),
            (0xf0ee, "Wingdings", None),
            (0xe001, "方正", None),
            (0xd800, "", None),
        ];
        for (code, font, expected) in cases {
            assert_eq!(shown(code, font), expected, "{code:x} {font}");
        }
    }
}
