//! Encodings of fonts: bytes → codes, and codes → characters where the encoding itself tells them.
//!
//! Knows nothing of widths. Of the predefined Chinese encodings only the form of the code counts: national standards
//! and Unicode are decoded as such, no table of glyph numbers is needed.

use encoding_rs::{BIG5, EUC_KR, Encoding, GB18030, SHIFT_JIS, WINDOWS_1252};

/// How a font's strings are to be read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum CodeForm {
    /// One byte a character.
    Byte,
    /// Two bytes that are the number of a glyph.
    Glyph,
    /// UTF-16, big end first; two bytes a character of UCS-2.
    Utf16,
    Utf8,
    Utf32,
    /// One, two or four bytes of a national standard.
    National(&'static Encoding),
}

/// One character code of a string.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Code<'b> {
    pub(crate) bytes: &'b [u8],
    pub(crate) value: u32,
}

impl CodeForm {
    /// The form of a predefined encoding; every unknown one numbers glyphs.
    pub(super) fn of_name(name: &str) -> Self {
        let national = [
            ("GB", GB18030),
            ("B5", BIG5),
            ("ETen", BIG5),
            ("HKscs", BIG5),
            ("KSC", EUC_KR),
            ("83pv", SHIFT_JIS),
            ("90", SHIFT_JIS),
        ];
        match name {
            _ if name.starts_with("Identity") => Self::Glyph,
            _ if name.contains("UTF16") || name.contains("UCS2") => Self::Utf16,
            _ if name.contains("UTF8") => Self::Utf8,
            _ if name.contains("UTF32") => Self::Utf32,
            _ => national
                .iter()
                .find(|(start, _)| name.starts_with(start))
                .map_or(Self::Glyph, |(_, encoding)| Self::National(encoding)),
        }
    }

    /// The codes of a string.
    pub(super) fn codes<'b>(self, bytes: &'b [u8]) -> impl Iterator<Item = Code<'b>> {
        let mut rest = bytes;
        std::iter::from_fn(move || {
            let length = self.length(rest).min(rest.len());
            let (code, after) = rest.split_at_checked(length).filter(|(code, _)| !code.is_empty())?;
            rest = after;
            let value = code.iter().fold(0, |value, byte| value << 8 | u32::from(*byte));
            Some(Code { bytes: code, value })
        })
    }

    fn length(self, bytes: &[u8]) -> usize {
        let first = bytes.first().copied().unwrap_or_default();
        match self {
            Self::Byte => 1,
            Self::Glyph => 2,
            Self::Utf16 if matches!(first, 0xd8..=0xdb) => 4,
            Self::Utf16 => 2,
            Self::Utf8 => match first {
                0..0xc0 => 1,
                0xc0..0xe0 => 2,
                0xe0..0xf0 => 3,
                _ => 4,
            },
            Self::Utf32 => 4,
            Self::National(_) if first <= 0x80 => 1,
            Self::National(encoding) if encoding == SHIFT_JIS && matches!(first, 0xa1..=0xdf) => 1,
            Self::National(encoding)
                if encoding == GB18030 && bytes.get(1).is_some_and(u8::is_ascii_digit) =>
            {
                4
            }
            Self::National(_) => 2,
        }
    }

    /// The character of a code; none where only the font knows it.
    pub(super) fn character(self, code: &Code<'_>) -> Option<String> {
        let decoded = |encoding: &'static Encoding| {
            encoding
                .decode_without_bom_handling_and_without_replacement(code.bytes)
                .map(|decoded| decoded.into_owned())
        };
        match self {
            Self::Byte => decoded(WINDOWS_1252),
            Self::Glyph => None,
            Self::Utf16 => {
                let units = code.bytes.chunks_exact(2).map(|pair| match pair {
                    [high, low] => u16::from_be_bytes([*high, *low]),
                    _ => 0,
                });
                char::decode_utf16(units).collect::<Result<String, _>>().ok()
            }
            Self::Utf8 => std::str::from_utf8(code.bytes).ok().map(str::to_owned),
            Self::Utf32 => char::from_u32(code.value).map(String::from),
            Self::National(encoding) => decoded(encoding),
        }
    }
}

/// The character that the name of a glyph stands for: `A`, `uni793E`, `comma`.
pub(super) fn named(glyph: &str) -> Option<char> {
    let mut characters = glyph.chars();
    if let (Some(single), None) = (characters.next(), characters.next()) {
        return Some(single);
    }
    let hex = glyph.strip_prefix("uni").or_else(|| glyph.strip_prefix('u'));
    if let Some(found) = hex.and_then(|hex| u32::from_str_radix(hex, 16).ok()).and_then(char::from_u32) {
        return Some(found);
    }
    NAMES.iter().find(|(name, _)| *name == glyph).map(|(_, character)| *character)
}

/// Names of the signs that stand among Chinese text.
const NAMES: &[(&str, char)] = &[
    ("space", ' '),
    ("exclam", '!'),
    ("quotedbl", '"'),
    ("numbersign", '#'),
    ("dollar", '$'),
    ("percent", '%'),
    ("ampersand", '&'),
    ("quotesingle", '\''),
    ("parenleft", '('),
    ("parenright", ')'),
    ("asterisk", '*'),
    ("plus", '+'),
    ("comma", ','),
    ("hyphen", '-'),
    ("period", '.'),
    ("slash", '/'),
    ("zero", '0'),
    ("one", '1'),
    ("two", '2'),
    ("three", '3'),
    ("four", '4'),
    ("five", '5'),
    ("six", '6'),
    ("seven", '7'),
    ("eight", '8'),
    ("nine", '9'),
    ("colon", ':'),
    ("semicolon", ';'),
    ("less", '<'),
    ("equal", '='),
    ("greater", '>'),
    ("question", '?'),
    ("at", '@'),
    ("bracketleft", '['),
    ("backslash", '\\'),
    ("bracketright", ']'),
    ("underscore", '_'),
    ("bar", '|'),
    ("asciitilde", '~'),
    ("quoteleft", '‘'),
    ("quoteright", '’'),
    ("quotedblleft", '“'),
    ("quotedblright", '”'),
    ("endash", '–'),
    ("emdash", '—'),
    ("ellipsis", '…'),
    ("bullet", '•'),
    ("periodcentered", '·'),
    ("degree", '°'),
    ("multiply", '×'),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str, bytes: &[u8]) -> String {
        let form = CodeForm::of_name(name);
        form.codes(bytes).map(|code| form.character(&code).unwrap_or("?".to_owned())).collect()
    }

    #[test]
    fn predefined_encodings_are_read_without_tables() {
        let gbk = [0xc9, 0xe7, b'A', 0xc7, 0xf8];
        let cases: [(&str, &[u8], &str); 8] = [
            ("GBK-EUC-H", &gbk, "社A区"),
            ("GB-EUC-H", &gbk, "社A区"),
            ("GBKp-EUC-H", &gbk, "社A区"),
            ("GBK2K-H", &[0x81, 0x39, 0xee, 0x39, 0xc9, 0xe7], "㐀社"),
            ("UniGB-UCS2-H", &[0x79, 0x3e, 0x53, 0x3a], "社区"),
            ("UniGB-UTF16-H", &[0xd8, 0x40, 0xdc, 0x00, 0x53, 0x3a], "𠀀区"),
            ("UniGB-UTF8-H", "社区".as_bytes(), "社区"),
            ("ETen-B5-H", &[0xaa, 0xc0], "社"),
        ];
        for (name, bytes, text) in cases {
            assert_eq!(read(name, bytes), text, "{name}");
        }
        assert_eq!(read("Identity-H", &[0, 1, 0, 2, 9]), "???");
    }

    #[test]
    fn glyphs_are_named_in_several_ways() {
        let cases = [("A", Some('A')), ("uni793E", Some('社')), ("comma", Some(',')), ("g123x", None)];
        for (name, character) in cases {
            assert_eq!(named(name), character, "{name}");
        }
    }
}
