//! Continuity: how well one printed line goes on in another.
//!
//! Knows nothing of where on the page the lines stand.

use super::punctuation;
use crate::text::{
    segment,
    spans::{char_count, first_chars, is_han, last_chars, slice},
};

/// How well two lines fit; more is better, 0 says nothing either way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Continuity {
    /// Tenths.
    pub(crate) score: i32,
    /// A word of the dictionary, or a number, begins in the one line and ends in the other.
    pub(crate) spans: bool,
}

/// Characters within which a quotation or bracket that crosses a border is looked for.
const PAIRED: usize = 600;

/// A line that goes on so badly, in tenths, behind the end of a sentence cannot begin a paragraph.
pub(super) const CANNOT_BEGIN: i32 = -8;

/// What speaks for or against two lines, in tenths.
mod weight {
    /// What cannot begin a sentence stands behind the end of one.
    pub(super) const OPEN_START_BEHIND_END: i32 = -20;
    /// A quotation or bracket closes that nobody opened.
    pub(super) const UNOPENED_BEHIND_END: i32 = -8;
    pub(super) const UNOPENED: i32 = -6;
    /// A sentence begins behind the end of one.
    pub(super) const START_BEHIND_END: i32 = 2;
    /// A quotation or bracket opens in the one line and closes in the other.
    pub(super) const PAIR: i32 = 8;
    /// A comma may stand at a line's beginning only in a careless setting; a sentence's end may not.
    pub(super) const OPEN_START: i32 = -2;
    /// A paragraph seems to begin inside a sentence, behind a pause or behind none.
    pub(super) const BEGINNING_BEHIND_PAUSE: i32 = -4;
    pub(super) const BEGINNING: i32 = -8;
    /// A clause begins behind a pause.
    pub(super) const CLAUSE_BEHIND_PAUSE: i32 = 2;
    /// Half a word stands alone at the beginning, or at the end.
    pub(super) const LONE_START: i32 = -8;
    pub(super) const LONE_END: i32 = -4;
    /// A word of the dictionary lies across the border, but other words fit better.
    pub(super) const POSSIBLE_WORD: i32 = 4;
    /// Words that lie across the border: rare and common ones of two characters, rare and common longer ones.
    pub(super) const RARE_PAIR: i32 = 8;
    pub(super) const USUAL_PAIR: i32 = 14;
    pub(super) const COMMON_PAIR: i32 = 20;
    pub(super) const RARE_WORD: i32 = 10;
    pub(super) const WORD: i32 = 26;
    /// Digits go on, find their unit, or find a word that is none.
    pub(super) const DIGITS: i32 = 8;
    pub(super) const UNIT: i32 = 12;
    pub(super) const NO_UNIT: i32 = -3;
}

/// In the dictionary's counts: fewer make a long word a rare one, more make a word of two characters a usual or a common
/// one.
const RARE: usize = 40;
const USUAL: usize = 300;
const COMMON: usize = 3000;
/// Characters of the shortest long word.
const LONG_WORD: usize = 3;
/// Characters on either side of a border that are cut into words, and those of them in which a word may begin or end.
const WORDS_READ: usize = 7;
const WORD_REACH: usize = 4;
/// Characters at a line's end or beginning that are cut into words to see whether the outer one is a word of its own.
const OUTER_READ: usize = 6;

/// Words with which a paragraph begins rather than goes on.
const BEGINNINGS: [&str; 46] = [
    "近日",
    "日前",
    "据悉",
    "据了解",
    "据介绍",
    "此外",
    "同时,",
    "同时，",
    "另外",
    "下一步",
    "今后",
    "目前",
    "活动现场",
    "活动中",
    "活动期间",
    "当天",
    "当日",
    "昨日",
    "昨天",
    "连日来",
    "近年来",
    "今年以来",
    "为了",
    "为进一步",
    "为切实",
    "为深入",
    "为加强",
    "为丰富",
    "为提高",
    "为营造",
    "为弘扬",
    "为更好",
    "通过此次",
    "通过本次",
    "此次活动",
    "本次活动",
    "记者了解到",
    "记者从",
    "一方面",
    "首先",
    "其次",
    "随后",
    "本报讯",
    "截至",
    "在此次",
    "与此同时",
];

/// How well `after` goes on where `before` ends. Both are whole lines.
pub(super) fn between(before: &str, after: &str) -> Continuity {
    let open_start = punctuation::starts_open(after);
    let unopened = punctuation::open_pairs(first_chars(after, PAIRED)).unopened > 0;
    if punctuation::ends_closed(before) {
        let score = if open_start || lone_start(after) {
            weight::OPEN_START_BEHIND_END
        } else if unopened {
            weight::UNOPENED_BEHIND_END
        } else {
            weight::START_BEHIND_END
        };
        return Continuity { score, spans: false };
    }
    let (word, number) = (spanning_word(before, after), numbers(before, after));
    let spans = is_spanned(word, number);
    let left_open = punctuation::open_pairs(last_chars(before, PAIRED)).open > 0;
    let pause = punctuation::ends_with_pause(before);
    let signs = [
        (left_open && unopened, weight::PAIR),
        (!left_open && unopened, weight::UNOPENED),
        (!spans && open_start, weight::OPEN_START),
        (!spans && pause && begins(after), weight::BEGINNING_BEHIND_PAUSE),
        (!spans && !pause && begins(after), weight::BEGINNING),
        (pause && !open_start, weight::CLAUSE_BEHIND_PAUSE),
        (!spans && (!pause || open_start) && lone_start(after), weight::LONE_START),
        (!spans && (!pause || open_start) && breaks_off(before), weight::LONE_END),
    ];
    let grammar: i32 = signs.iter().filter(|(seen, _)| *seen).map(|(_, weight)| weight).sum();
    Continuity { score: word + number + grammar, spans }
}

/// True when a word or a number leads over from `before` to `after`: `between` says the same at a higher price.
pub(super) fn spans(before: &str, after: &str) -> bool {
    !punctuation::ends_closed(before) && is_spanned(spanning_word(before, after), numbers(before, after))
}

fn is_spanned(word: i32, number: i32) -> bool {
    word > weight::POSSIBLE_WORD || number >= weight::DIGITS
}

/// True when a new paragraph may well begin with `text`.
pub(super) fn begins(text: &str) -> bool {
    BEGINNINGS.iter().any(|word| text.starts_with(word)) || text.starts_with(['“', '「'])
}

/// 「系,形成了…」: one character and a pause do not begin a paragraph, nor do the little words that lean on what went before.
pub(super) fn lone_start(text: &str) -> bool {
    let mut characters = text.chars();
    let (first, second) = (characters.next(), characters.next());
    let leaning = first
        .is_some_and(|first| matches!(first, '的' | '了' | '着' | '们' | '和' | '与' | '及' | '等' | '得'));
    let lone = first.is_some_and(is_han)
        && second.is_some_and(|second| matches!(second, ',' | '，' | '。' | '、' | '；' | ';'));
    lone || leaning
        && ![
            "和谐", "和平", "与会", "与此", "等到", "了解", "的确", "得知", "着力", "着眼", "及时", "和睦",
            "得益", "和声", "着重",
        ]
        .iter()
        .any(|word| text.starts_with(word))
}

/// True when `text` ends in a single character that is hardly a word of its own: 「历史文」「三级实践体」.
pub(super) fn breaks_off(text: &str) -> bool {
    const FREE: &str = "的了着在是和与及等将已也还都又就要会能对向从由为把被让使以到给后前中上下内外时年月日人我你他她它们不很最更再来去有无个名位种次元米里家天路号楼\
做说看走送用办开共并且而但或区市县省镇乡村街各该其此本每某多少大小新老好高一二三四五六七八九十";
    let tail: Vec<char> =
        text.chars().rev().filter(|character| !character.is_whitespace()).take(OUTER_READ).collect();
    if !tail.first().copied().is_some_and(is_han) {
        return false;
    }
    let tail: String = tail.iter().rev().collect();
    let last = segment::words(&tail).pop().map(|word| slice(&tail, word));
    last.is_some_and(|last| char_count(last) == 1 && !FREE.contains(last))
}

/// True when `text` begins with a single character that is hardly a word of its own: 「居说说话」.
pub(super) fn breaks_on(text: &str) -> bool {
    const FREE: &str = "在是和与及将已也还都又就要会能对向从由为把被让使以到给有无每各该其此本我你他她它们不很最更再来去做说看走送用办开共并且而但或如若当据经按这那一二三四五六七八九十\
同自随因多少大小新老好高全今昨明前后原市区县省镇乡村街";
    let head: String = text.chars().filter(|character| !character.is_whitespace()).take(OUTER_READ).collect();
    let first = segment::words(&head)
        .into_iter()
        .next()
        .filter(|word| word.start == 0)
        .map(|word| slice(&head, word));
    first.is_some_and(|first| char_count(first) == 1 && first.chars().all(is_han) && !FREE.contains(first))
}

/// What the dictionary word that spans the border is worth, in tenths; little when other words fit better, 0 for none.
fn spanning_word(before: &str, after: &str) -> i32 {
    let (mut tail, mut head) = (['\0'; WORDS_READ], ['\0'; WORDS_READ]);
    let printed = |character: &char| !character.is_whitespace();
    let (tail, head) = (
        fill(&mut tail, before.chars().rev().filter(printed)),
        fill(&mut head, after.chars().filter(printed)),
    );
    // Most pairs are spared the cutting into words.
    if !tail.first().zip(head.first()).is_some_and(|(last, first)| is_han(*last) && is_han(*first)) {
        return 0;
    }
    let text: String = tail.iter().rev().chain(head).collect();
    let border = tail.iter().map(|character| character.len_utf8()).sum();
    if !may_span(&text, border) {
        return 0;
    }
    let word = segment::words(&text).into_iter().find(|word| word.start < border && word.end > border);
    let Some(word) = word.map(|word| slice(&text, word)) else { return weight::POSSIBLE_WORD };
    match (char_count(word), segment::word_frequency(word)) {
        (_, 0) => 0,
        (LONG_WORD.., ..RARE) => weight::RARE_WORD,
        (2, COMMON..) => weight::COMMON_PAIR,
        (2, USUAL..) => weight::USUAL_PAIR,
        (2, _) => weight::RARE_PAIR,
        _ => weight::WORD,
    }
}

/// The first of `characters`, as many as there is room for.
fn fill(room: &mut [char], characters: impl Iterator<Item = char>) -> &[char] {
    let mut filled = 0;
    for (place, character) in room.iter_mut().zip(characters) {
        *place = character;
        filled += 1;
    }
    room.get(..filled).unwrap_or_default()
}

/// A word of the dictionary may lie across the border.
fn may_span(text: &str, border: usize) -> bool {
    let starts = slice(text, 0..border).char_indices().rev().take(WORD_REACH);
    let han = |at: usize| slice(text, at..text.len()).chars().next().is_some_and(is_han);
    starts.take_while(|(at, _)| han(*at)).any(|(start, _)| {
        let ends = slice(text, border..text.len())
            .char_indices()
            .take(WORD_REACH)
            .take_while(|(_, character)| is_han(*character));
        ends.map(|(at, character)| border + at + character.len_utf8())
            .any(|end| segment::is_word(slice(text, start..end)))
    })
}

/// Numbers that go on, or find their unit, across the border.
fn numbers(before: &str, after: &str) -> i32 {
    const UNITS: &str = "年月日时分秒个名人次万亿元幅册张户家所位岁天周米公里层号楼栋例起台辆套余多件条项支份届期点届级楼盏场";
    let digit_end = before.trim_end().chars().next_back().is_some_and(|last| last.is_ascii_digit());
    let Some(first) = after.chars().next() else { return 0 };
    match (digit_end, first) {
        (true, first) if first.is_ascii_digit() => weight::DIGITS,
        (true, '%' | '％' | '℃') => weight::UNIT,
        (true, first) if UNITS.contains(first) => weight::UNIT,
        (true, first) if is_han(first) => weight::NO_UNIT,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_span_borders() {
        for (before, after) in
            [("整理社区公共空", "间的杂物"), ("全国人民代表大", "会"), ("老人可以打", "折")]
        {
            assert!(between(before, after).spans, "{before}|{after}");
        }
        for (before, after) in [("社区举办活动", "向居民介绍"), ("走了。", "间的"), ("免费", "abc")]
        {
            assert!(!between(before, after).spans, "{before}|{after}");
        }
    }

    #[test]
    fn grammar_weighs() {
        let better = [
            (("送来图书3", "00册"), ("送来图书3", "社区")),
            (("他说:“大家都", "来了。”"), ("大家都", "来了。”")),
            (("居民们赶到", "活动室排队"), ("居民们赶到", "此外,社区还")),
            (("都来了。", "活动室里"), ("都来了。", "系,形成了")),
        ];
        for ((a, b), (c, d)) in better {
            assert!(between(a, b).score > between(c, d).score, "{a}|{b} over {c}|{d}");
        }
    }
}
