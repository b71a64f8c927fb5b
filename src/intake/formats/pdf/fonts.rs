//! Fonts: the bytes of a string → characters with their widths.
//!
//! Knows nothing of where they are drawn.

use hayro_cmap::{BfString, CMap};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};

use super::{
    encodings::{Code, CodeForm, named},
    widths::Widths,
};

/// What is shown where nothing tells the character.
const UNKNOWN: char = '\u{fffd}';

/// A font as far as its text and the places of its characters go.
pub(super) struct Font {
    form: CodeForm,
    /// What the font itself says about its characters.
    characters: Option<CMap>,
    /// Glyph numbers of an encoding that the file brings along.
    glyphs: Option<CMap>,
    /// Characters that the font puts in other places than its standard does.
    differences: Vec<(u32, char)>,
    widths: Widths,
    /// Is written from top to bottom.
    pub(crate) vertical: bool,
}

/// A character with what it takes.
pub(super) struct Shown {
    pub(crate) text: String,
    /// Parts of the font's size.
    pub(crate) width: f32,
    /// A blank of one byte, which may be stretched.
    pub(crate) is_blank: bool,
}

impl Font {
    /// Reads the font `dict`.
    pub(super) fn read(dict: &Dict<'_>) -> Self {
        let characters = dict.get::<Stream<'_>>("ToUnicode").and_then(|table| parsed(&table));
        if dict.get::<Name<'_>>("Subtype").is_some_and(|kind| kind.as_str() == "Type0") {
            return Self::composite(dict, characters);
        }
        // Drawn glyphs have a unit of their own.
        let matrix = dict.get::<Array<'_>>("FontMatrix").and_then(|matrix| matrix.iter::<f32>().next());
        let unit = matrix.map_or(1.0, |scale| scale * 1000.0);
        Self {
            form: CodeForm::Byte,
            characters,
            glyphs: None,
            differences: differences(dict),
            widths: Widths::of_simple(dict, unit),
            vertical: false,
        }
    }

    fn composite(dict: &Dict<'_>, characters: Option<CMap>) -> Self {
        let inner =
            dict.get::<Array<'_>>("DescendantFonts").and_then(|fonts| fonts.iter::<Dict<'_>>().next());
        let inner = inner.unwrap_or_else(Dict::empty);
        let named = dict.get::<Name<'_>>("Encoding");
        let name = named.as_ref().map_or("", Name::as_str);
        let form = CodeForm::of_name(name);
        let glyphs = dict.get::<Stream<'_>>("Encoding").and_then(|table| parsed(&table));
        let widths =
            if form == CodeForm::Glyph { Widths::of_glyphs(&inner) } else { Widths::of_code_length(&inner) };
        let vertical = name.ends_with("-V");
        Self { form, characters, glyphs, differences: Vec::new(), widths, vertical }
    }

    /// The characters of a string.
    pub(super) fn shown<'s>(&'s self, bytes: &'s [u8]) -> impl Iterator<Item = Shown> + 's {
        self.form.codes(bytes).map(|code| {
            let text = self.character(&code);
            let glyph = self.glyph(&code);
            let narrow = text.is_ascii();
            let width = self.widths.of(glyph, narrow) / 1000.0;
            Shown { text, width, is_blank: code.bytes == b" " }
        })
    }

    fn glyph(&self, code: &Code<'_>) -> u32 {
        let length = u8::try_from(code.bytes.len()).unwrap_or(2);
        let told = self.glyphs.as_ref().and_then(|glyphs| glyphs.lookup_cid_code(code.value, length));
        told.unwrap_or(code.value)
    }

    fn character(&self, code: &Code<'_>) -> String {
        let told = self.characters.as_ref().and_then(|table| table.lookup_bf_string(code.value));
        let different = || {
            let found = self.differences.iter().rev().find(|(at, _)| *at == code.value);
            found.map(|(_, character)| character.to_string())
        };
        let told = told.map(|told| match told {
            BfString::Char(character) => character.to_string(),
            BfString::String(text) => text,
        });
        // Some tables name zero for what they do not know.
        let told = told.filter(|told| !told.starts_with('\0'));
        told.or_else(different).or_else(|| self.form.character(code)).unwrap_or(UNKNOWN.to_string())
    }
}

fn parsed(table: &Stream<'_>) -> Option<CMap> {
    CMap::parse(&table.decoded_data().ok()?, |_| None)
}

/// `[32 /space 48 /zero /one …]`.
fn differences(dict: &Dict<'_>) -> Vec<(u32, char)> {
    let listed =
        dict.get::<Dict<'_>>("Encoding").and_then(|encoding| encoding.get::<Array<'_>>("Differences"));
    let mut at = 0;
    let mut found = Vec::new();
    for entry in listed.iter().flat_map(|listed| listed.iter::<Object<'_>>()).take(1024) {
        match entry {
            Object::Name(name) => {
                found.extend(named(name.as_str()).map(|character| (at, character)));
                at += 1;
            }
            entry => at = entry.into_i32().and_then(|code| u32::try_from(code).ok()).unwrap_or(at),
        }
    }
    found
}
