//! Widths of a font's characters, in thousandths of its size.
//!
//! Knows nothing of characters: of a code, or the number of a glyph.

use std::collections::HashMap;

use hayro_syntax::object::{Array, Dict, Object};

/// A character as wide as it is high: Han characters, and all that no table names.
const FULL: f32 = 1000.0;
/// Latin letters and digits where no table names them.
const HALF: f32 = 500.0;
/// Entries of the longest table that is read: all glyphs that a font can have.
const ENTRIES: usize = 1 << 16;

/// How wide each code is.
#[derive(Clone, Debug)]
pub(super) struct Widths {
    by_code: HashMap<u32, f32>,
    otherwise: f32,
}

impl Widths {
    /// Of a font with one byte a character; `unit` is 1000 but for fonts that are drawn.
    pub(super) fn of_simple(font: &Dict<'_>, unit: f32) -> Self {
        let first = font.get::<u32>("FirstChar").unwrap_or_default();
        let listed = font.get::<Array<'_>>("Widths");
        let widths = listed.iter().flat_map(|listed| listed.iter::<f32>().take(256));
        let by_code = (first..).zip(widths.map(|width| width * unit)).collect();
        let missing = font.get::<Dict<'_>>("FontDescriptor").and_then(|told| told.get::<f32>("MissingWidth"));
        Self { by_code, otherwise: missing.filter(|width| *width > 0.0).unwrap_or(HALF) }
    }

    /// Of a font whose glyphs are numbered.
    pub(super) fn of_glyphs(font: &Dict<'_>) -> Self {
        let mut by_code = HashMap::new();
        let listed = font.get::<Array<'_>>("W");
        let mut listed = listed.iter().flat_map(|listed| listed.iter::<Object<'_>>());
        let mut left = ENTRIES;
        while let (Some(first), Some(second), 1..) = (listed.next(), listed.next(), left) {
            let Some(first) = number(first) else { break };
            if let Object::Array(each) = second {
                let widths = (first as u32..).zip(each.iter::<f32>().take(left));
                by_code.extend(widths.inspect(|_| left -= 1));
            } else if let (Some(last), Some(width)) = (number(second), listed.next().and_then(number)) {
                let codes = (first as u32..=last as u32).take(left);
                by_code.extend(codes.inspect(|_| left -= 1).map(|code| (code, width)));
            }
        }
        Self { by_code, otherwise: font.get::<f32>("DW").unwrap_or(FULL) }
    }

    /// Of a font whose codes do not tell the numbers of its glyphs.
    pub(super) fn of_code_length(font: &Dict<'_>) -> Self {
        Self { by_code: HashMap::new(), otherwise: font.get::<f32>("DW").unwrap_or(FULL) }
    }

    /// The width of a code; `narrow` characters are half as wide where no table names them.
    pub(super) fn of(&self, code: u32, narrow: bool) -> f32 {
        let otherwise = if narrow { HALF.min(self.otherwise) } else { self.otherwise };
        self.by_code.get(&code).copied().unwrap_or(otherwise)
    }
}

fn number(object: Object<'_>) -> Option<f32> {
    object.into_f32()
}
