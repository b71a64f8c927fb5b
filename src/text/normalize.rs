//! Folding before any comparison: width (NFKC), case, Traditional → Simplified; with a map back to the original bytes.
//!
//! Knows nothing of words or sentences.

use std::{
    ops::Range,
    sync::{
        LazyLock,
        atomic::{AtomicU8, Ordering},
    },
};

use ferrous_opencc::{OpenCC, config::BuiltinConfig};
use unicode_normalization::UnicodeNormalization;

/// Folded text that remembers where each of its characters came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Folded {
    /// The folded text.
    pub(crate) text: String,
    /// For each character of `text`; ascending.
    origins: Vec<CharOrigin>,
}

/// Where a folded character came from.
#[derive(Clone, Debug, PartialEq, Eq)]
struct CharOrigin {
    /// Its byte offset in the folded text.
    at: u32,
    /// The original bytes.
    from: Range<u32>,
}

impl Folded {
    /// The original byte range of the folded range; empty where the folded range is empty.
    #[must_use]
    pub(crate) fn original(&self, range: Range<usize>) -> Range<usize> {
        let first = self.origins.partition_point(|origin| (origin.at as usize) < range.start);
        let last = self.origins.partition_point(|origin| (origin.at as usize) < range.end);
        match (self.origins.get(first), last.checked_sub(1).and_then(|last| self.origins.get(last))) {
            (Some(start), Some(end)) if first < last => start.from.start as usize..end.from.end as usize,
            _ => 0..0,
        }
    }
}

/// The block of common Han characters: each is its own compatibility form.
const COMMON_HAN_FIRST: char = '\u{4e00}';
const COMMON_HAN_LAST: char = '\u{9fff}';

/// Folds `text` and keeps the map back.
#[must_use]
pub(crate) fn fold_mapped(text: &str) -> Folded {
    let mut characters: Vec<(char, Range<u32>)> = Vec::with_capacity(text.len() / 3);
    for (at, character) in text.char_indices() {
        let origin = at as u32..(at + character.len_utf8()) as u32;
        match character {
            COMMON_HAN_FIRST..=COMMON_HAN_LAST => characters.push((character, origin)),
            _ if character.is_ascii() => characters.push((character.to_ascii_lowercase(), origin)),
            _ => {
                let wide = std::iter::once(character).nfkc().flat_map(char::to_lowercase);
                characters.extend(wide.map(|lower| (lower, origin.clone())));
            }
        }
    }
    let plain: String = characters.iter().map(|(character, _)| *character).collect();
    let simplified = simplify(&plain);
    let mut folded = Folded { text: simplified, origins: Vec::with_capacity(characters.len()) };
    for ((at, _), (_, origin)) in folded.text.char_indices().zip(characters) {
        folded.origins.push(CharOrigin { at: at as u32, from: origin });
    }
    folded
}

/// Folds `text`.
#[must_use]
pub(crate) fn fold(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            // Most of Chinese text: nothing but the script can change here.
            COMMON_HAN_FIRST..=COMMON_HAN_LAST => plain.push(character),
            _ if character.is_ascii() => plain.push(character.to_ascii_lowercase()),
            _ => plain.extend(std::iter::once(character).nfkc().flat_map(char::to_lowercase)),
        }
    }
    simplify(&plain)
}

static CONVERTER: LazyLock<Option<OpenCC>> = LazyLock::new(|| OpenCC::from_config(BuiltinConfig::T2s).ok());

/// Traditional → Simplified, character for character (a phrase that would change the length is converted singly).
fn simplify(text: &str) -> String {
    if text.chars().all(is_simplified) {
        return text.to_owned();
    }
    // One Traditional name in a table of thousands is no reason to convert them all.
    if text.trim_end_matches('\n').contains('\n') {
        return text.split_inclusive('\n').map(simplify).collect();
    }
    let Some(converter) = CONVERTER.as_ref() else { return text.to_owned() };
    let whole = converter.convert(text);
    if whole.chars().count() == text.chars().count() {
        return burning(&whole);
    }
    let single = |character: char| {
        let mut converted = converter.convert(character.encode_utf8(&mut [0; 4])).chars().collect::<Vec<_>>();
        if converted.len() == 1 { converted.pop() } else { None }.unwrap_or(character)
    };
    text.chars().map(single).collect()
}

/// 著 is both 著 (a work) and, in Traditional writing, 着 (睡著, 著火): beside words of writing it stays.
fn burning(text: &str) -> String {
    if !text.contains('著') {
        return text.to_owned();
    }
    let characters: Vec<char> = text.chars().collect();
    let near = |at: Option<usize>, words: &str| {
        at.and_then(|at| characters.get(at)).is_some_and(|near| words.contains(*near))
    };
    let one = |(at, character): (usize, &char)| {
        let written =
            near(at.checked_sub(1), "名原编论专巨译所合显卓昭遗拙") || near(Some(at + 1), "名作者书述称录");
        if *character == '著' && !written { '着' } else { *character }
    };
    characters.iter().enumerate().map(one).collect()
}

/// Not in the block of common Han characters, in GB 2312, the set of the simplified script, or left as it is by the
/// conversion. Spares nearly every text the conversion and its dictionary.
fn is_simplified(character: char) -> bool {
    // 乾 著 徵 … stand in GB 2312 for other readings; they matter only beside Traditional characters.
    static KNOWN: LazyLock<Vec<AtomicU8>> = LazyLock::new(|| {
        let known: Vec<AtomicU8> = (FIRST..=LAST).map(|_| AtomicU8::new(UNKNOWN)).collect();
        // Rows 16 to 87 of the standard hold its Han characters; their bytes in GBK are the same.
        for lead in 0xb0..=0xf7_u8 {
            for trail in 0xa1..=0xfe_u8 {
                let pair = [lead, trail];
                let (text, _, _) = encoding_rs::GBK.decode(&pair);
                let code = text.chars().next().map_or(0, u32::from);
                if let Some(known) = code.checked_sub(FIRST).and_then(|at| known.get(at as usize)) {
                    known.store(SIMPLIFIED, Ordering::Relaxed);
                }
            }
        }
        known
    });
    const FIRST: u32 = COMMON_HAN_FIRST as u32;
    const LAST: u32 = COMMON_HAN_LAST as u32;
    let known = u32::from(character).checked_sub(FIRST).and_then(|at| KNOWN.get(at as usize));
    let Some(known) = known else { return !super::spans::is_han(character) };
    // 峁 and 堌, of many villages, are in no old set and have one form only: asked once each.
    if known.load(Ordering::Relaxed) == UNKNOWN {
        let text = character.to_string();
        let same = CONVERTER.as_ref().is_none_or(|converter| converter.convert(&text) == text);
        known.store(if same { SIMPLIFIED } else { TRADITIONAL }, Ordering::Relaxed);
    }
    known.load(Ordering::Relaxed) == SIMPLIFIED
}

/// What is known of a character.
const UNKNOWN: u8 = 0;
const SIMPLIFIED: u8 = 1;
const TRADITIONAL: u8 = 2;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn width_case_and_script_fold() {
        let cases = [
            ("平城區三級實踐", "平城区三级实践"),
            ("ＡＢＣ１２３", "abc123"),
            ("（周一）", "(周一)"),
            ("電動車充電", "电动车充电"),
            ("㈱", "(株)"),
            ("太原老軍營那邊", "太原老军营那边"),
            ("乾隆年間", "乾隆年间"),
            ("樓道著火了", "楼道着火了"),
            ("著名醫生", "著名医生"),
            ("堌峁村", "堌峁村"),
            ("三級\n区\n實踐\n", "三级\n区\n实践\n"),
            ("堌峁鎮", "堌峁镇"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(fold(text), expected, "{text}");
        }
    }

    #[test]
    fn a_folded_range_leads_back() {
        let text = "平城區（ＡＢ）理髮";
        let folded = fold_mapped(text);
        let at = folded.text.find("理发").unwrap();
        assert_eq!(crate::text::spans::slice(text, folded.original(at..at + "理发".len())), "理髮");
    }

    proptest! {
        #[test]
        fn any_text_folds_with_a_whole_map(text in "\\PC{0,60}") {
            let folded = fold_mapped(&text);
            prop_assert_eq!(folded.original(0..folded.text.len()).end <= text.len(), true);
            prop_assert_eq!(&folded.text, &fold(&text));
            for (at, character) in folded.text.char_indices() {
                let origin = folded.original(at..at + character.len_utf8());
                prop_assert!(text.get(origin.clone()).is_some() && !origin.is_empty());
            }
        }
    }
}
