//! What a question is about: its text without the words of asking, as character bigrams and words.
//!
//! Knows nothing of the index, of articles, or of weights.

use std::ops::Range;

use crate::text::{
    segment,
    spans::{occurrences, slice},
};

/// Words of asking and politeness, cut before searching; a break stands in their place. Longer ones come first where
/// one holds another.
const ASKING: &[&str] = &[
    "请问一下",
    "想问一下",
    "问一下",
    "想知道",
    "想了解",
    "想打听",
    "打听一下",
    "咨询一下",
    "了解一下",
    "告诉我",
    "帮我查",
    "帮我看看",
    "请问",
    "请教",
    "想问",
    "问问",
    "打听",
    "麻烦您",
    "麻烦你",
    "麻烦",
    "您好",
    "你好",
    "谢谢",
    "有没有",
    "有无",
    "有木有",
    "是不是",
    "是否",
    "能不能",
    "能否",
    "可不可以",
    "可否",
    "行不行",
    "要不要",
    "会不会",
    "用不用",
    "需不需要",
    "什么地方",
    "啥地方",
    "甚地方",
    "什么时候",
    "什么时间",
    "啥时候",
    "啥时间",
    "甚时候",
    "甚会儿",
    "多会儿",
    "多会",
    "几时",
    "何时",
    "哪里",
    "哪儿",
    "哪块儿",
    "哪个",
    "哪些",
    "哪家",
    "哪位",
    "哪天",
    "哪年",
    "哪几",
    "哪种",
    "哪",
    "何处",
    "何地",
    "多少钱",
    "多少",
    "多大",
    "多久",
    "多长时间",
    "几点钟",
    "几点",
    "几号",
    "几月",
    "几个",
    "几家",
    "几种",
    "几",
    "怎么样",
    "怎么办",
    "怎么",
    "怎样",
    "咋样",
    "咋办",
    "咋弄",
    "咋",
    "如何",
    "为什么",
    "为啥",
    "为何",
    "什么",
    "甚么",
    "啥",
    "谁",
    "吗",
    "呢",
    "吧",
    "啊",
    "呀",
    "嘛",
    "么",
    "行不",
    "没",
];

/// Words that carry nothing by themselves; they count neither as matched nor as missed.
const EMPTY_WORDS: &[&str] = &[
    "的", "了", "是", "在", "有", "我", "你", "您", "他", "她", "它", "我们", "咱们", "咱", "你们", "他们",
    "和", "与", "及", "或", "也", "都", "就", "还", "又", "被", "把", "给", "对", "对于", "向", "从", "到",
    "要", "想", "会", "能", "可以", "可", "能够", "应该", "应当", "需要", "需", "一", "一个", "个", "这",
    "那", "这个", "那个", "这些", "那些", "这儿", "那儿", "里", "上", "下", "中", "不", "不是", "没有", "去",
    "来", "用", "让", "请", "之", "其", "以", "为", "于", "着", "过", "地", "得", "很", "最", "做", "干",
    "弄", "搞", "做些", "时候", "地方", "东西", "情况", "事", "事儿", "进行", "关于", "相关", "有关", "方面",
    "问题", "哪些", "目前", "现在", "时", "等", "那边", "这边", "一下", "一些", "有些", "人", "大家", "家里",
    "老", "号", "月", "日", "年", "点",
];

/// One token of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct QueryToken {
    /// Its folded characters.
    pub(crate) text: String,
    /// Where it stands in the folded question.
    pub(crate) range: Range<usize>,
    /// It belongs to the name of a place.
    pub(crate) place: bool,
}

/// The searchable part of a question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct SearchTerms {
    /// Distinct character bigrams.
    pub(crate) bigrams: Vec<QueryToken>,
    /// Content words, in order.
    pub(crate) words: Vec<QueryToken>,
}

/// What is already known of a folded question: byte ranges of it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Marked<'a> {
    /// Names of places.
    pub(super) places: &'a [Range<usize>],
    /// Words of the thesaurus: each is one word, however it would be cut.
    pub(super) phrases: &'a [Range<usize>],
    /// Left out altogether.
    pub(super) cut: &'a [Range<usize>],
}

/// Reads the content of a folded question.
#[must_use]
pub(super) fn content(folded: &str, marked: &Marked<'_>) -> SearchTerms {
    let places = marked.places;
    let kept = without_asking(folded, places, marked.cut);
    let inside = |range: &Range<usize>| {
        places.iter().any(|place| place.start <= range.start && range.end <= place.end)
    };
    let token = |range: Range<usize>| QueryToken {
        text: slice(&kept, range.clone()).to_owned(),
        place: inside(&range),
        range,
    };
    let mut bigrams: Vec<QueryToken> = Vec::new();
    for bigram in segment::bigrams(&kept).into_iter().map(token) {
        if !bigrams.iter().any(|known| known.text == bigram.text) {
            bigrams.push(bigram);
        }
    }
    let words: Vec<QueryToken> = words(&kept, marked)
        .into_iter()
        .map(token)
        .filter(|word| !word.text.trim().is_empty() && !EMPTY_WORDS.contains(&word.text.as_str()))
        .collect();
    SearchTerms { bigrams, words }
}

/// The words between places and phrases, and the phrases themselves: 号平城区 must not become 号平 and 城区.
fn words(kept: &str, marked: &Marked<'_>) -> Vec<Range<usize>> {
    let mut whole: Vec<Range<usize>> = marked.places.iter().chain(marked.phrases).cloned().collect();
    whole.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    let mut words = Vec::new();
    let mut at = 0;
    for range in whole {
        if range.start < at {
            continue;
        }
        words.extend(shifted(kept, at..range.start));
        if marked.phrases.contains(&range) && !slice(kept, range.clone()).contains(' ') {
            words.push(range.clone());
        } else {
            words.extend(shifted(kept, range.clone()));
        }
        at = range.end;
    }
    words.extend(shifted(kept, at..kept.len()));
    words
}

fn shifted(text: &str, part: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let start = part.start;
    segment::words(slice(text, part)).into_iter().map(move |word| word.start + start..word.end + start)
}

/// The folded question with white space of the same length in place of what is cut, so that positions hold.
fn without_asking(folded: &str, places: &[Range<usize>], cut: &[Range<usize>]) -> String {
    let mut blank = vec![false; folded.len()];
    let hide = |range: Range<usize>, blank: &mut Vec<bool>| {
        if let Some(part) = blank.get_mut(range) {
            part.fill(true);
        }
    };
    for word in ASKING {
        for found in occurrences(folded, word) {
            let in_place = places.iter().any(|place| place.start < found.end && found.start < place.end);
            if !in_place && !blank.get(found.clone()).is_some_and(|part| part.contains(&true)) {
                hide(found, &mut blank);
            }
        }
    }
    for range in cut {
        hide(range.clone(), &mut blank);
    }
    folded
        .char_indices()
        .flat_map(|(at, character)| {
            let blank = blank.get(at).copied().unwrap_or(false);
            let width = if blank { character.len_utf8() } else { 1 };
            std::iter::repeat_n(if blank { ' ' } else { character }, width)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(question: &str, words: &[&str]) {
        let content = content(question, &Marked::default());
        assert_eq!(
            content.words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>(),
            words,
            "{question}"
        );
    }

    #[test]
    fn words_of_asking_are_cut() {
        check("请问哪里有免费理发吗", &["免费", "理发"]);
        check("理发多少钱", &["理发"]);
        check("招聘会什么时候开", &["招聘会", "开"]);
        check("？", &[]);
    }

    #[test]
    fn pairs_do_not_bridge_a_cut() {
        let bigrams = content("理发在哪里办", &Marked::default()).bigrams;
        assert!(bigrams.iter().all(|bigram| bigram.text != "在办"), "{bigrams:?}");
    }

    proptest! {
        #[test]
        fn positions_hold(text in "[请问哪里免费理发吗 a1]{0,30}") {
            for token in content(&text, &Marked::default()).bigrams {
                prop_assert_eq!(text.get(token.range.clone()), Some(token.text.as_str()));
            }
        }
    }
}
