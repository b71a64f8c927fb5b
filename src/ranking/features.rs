//! An article made ready for comparing with questions: units, character bigrams and known words, section by section.
//!
//! Knows nothing of questions or weights.

use std::{
    hash::{BuildHasher, BuildHasherDefault, DefaultHasher},
    ops::Range,
    sync::OnceLock,
};

use super::cues::cues;
use crate::{
    article::Article,
    index::SectionWords,
    meaning::{Vectors, WordId},
    passage,
    privacy::{self, Exposure},
    question::AnswerType,
    text::{normalize::fold, segment, spans::slice},
};

/// Section 0 is the headline, section n + 1 the n-th unit of the body.
#[derive(Debug)]
pub(super) struct ArticleFeatures {
    pub(super) article: Article,
    /// Byte ranges of the units in the body.
    pub(super) units: Vec<Range<usize>>,
    /// The windows that may be its passage, as runs of units: the longest from each unit on. None holds what is never
    /// shown.
    pub(super) windows: Vec<Range<usize>>,
    /// What each unit shows of private persons.
    pub(super) exposures: Vec<Exposure>,
    /// How many signs of each thing that may be wanted stand in each unit; counted when first asked for.
    cues: [OnceLock<Vec<u16>>; AnswerType::COUNT],
    /// Folded text of all sections, one a line.
    folded: String,
    sections: Vec<Range<usize>>,
    /// Distinct hashes of the bigrams, ascending, and for each the end of its sections in `bigram_sections`.
    hashes: Vec<u32>,
    ends: Vec<u32>,
    /// Sections of all bigrams, those of one bigram ascending, one for each occurrence.
    bigram_sections: Vec<u16>,
    /// Pairs in each section.
    lengths: Vec<u16>,
    /// The distinct known words.
    vocabulary: Vec<WordId>,
    /// The words of all sections, as positions in the vocabulary, and where each section's end.
    words: Vec<u16>,
    word_ends: Vec<u32>,
}

/// Words weighing less are among the some hundred most common ones (的, 工作, 可以): being near to them means nothing.
const MEANINGFUL: f32 = 0.3;

/// Share of common bigrams from which two articles are the same notice.
const REPRINT: f32 = 0.9;

/// The hash of a bigram, the same in every run.
pub(super) fn hash(text: &str) -> u32 {
    (BuildHasherDefault::<DefaultHasher>::default().hash_one(text) >> 32) as u32
}

/// How a word begins: where its first bigram does not occur, the word does not either.
#[derive(Clone, Copy, Debug)]
pub(super) struct WordPrefix {
    bigram: u32,
    /// The bigram is the whole word.
    alone: bool,
}

impl WordPrefix {
    pub(super) fn of(word: &str) -> Self {
        let bigrams = segment::bigrams(word);
        let first = bigrams.first().cloned().unwrap_or_default();
        Self { alone: first == (0..word.len()), bigram: hash(slice(word, first)) }
    }
}

impl ArticleFeatures {
    pub(super) fn new(article: Article, section_words: &SectionWords) -> Self {
        let vectors = Vectors::builtin();
        let mended = article.mended();
        let mut units = passage::units(&article.body, &mended);
        units.truncate(usize::from(u16::MAX) - 1);
        let exposures = privacy::exposures(&article.body, &units);
        let mut features = Self {
            folded: String::with_capacity(article.body.len() + 100),
            sections: Vec::with_capacity(units.len() + 1),
            hashes: Vec::new(),
            ends: Vec::new(),
            bigram_sections: Vec::new(),
            lengths: Vec::with_capacity(units.len() + 1),
            vocabulary: Vec::new(),
            words: Vec::new(),
            word_ends: Vec::new(),
            windows: windows(
                &exposures,
                &passage::Divided { body: &article.body, units: &units, mended: &mended },
            ),
            units: Vec::new(),
            exposures,
            article: Article::default(),
            cues: Default::default(),
        };
        let head = article.headlines();
        let mut known: Vec<WordId> = Vec::new();
        let mut bigrams: Vec<(u32, u16)> = Vec::with_capacity(article.body.len() / 3);
        let texts =
            std::iter::once(head.as_str()).chain(units.iter().map(|unit| slice(&article.body, unit.clone())));
        for (section, text) in (0_u16..).zip(texts) {
            let start = features.folded.len();
            let text = fold(text);
            features.folded.push_str(&text);
            features.sections.push(start..features.folded.len());
            features.folded.push('\n');
            let before = bigrams.len();
            bigrams.extend(
                segment::bigrams(&text).into_iter().map(|bigram| (hash(slice(&text, bigram)), section)),
            );
            features.lengths.push((bigrams.len() - before) as u16);
            let words = section_words.section(usize::from(section)).iter().copied();
            known.extend(words.filter(|word| vectors.weight(*word) >= MEANINGFUL));
            features.word_ends.push(known.len() as u32);
        }
        bigrams.sort_unstable();
        for same in bigrams.chunk_by(|left, right| left.0 == right.0) {
            features.hashes.extend(same.first().map(|(hash, _)| *hash));
            features.bigram_sections.extend(same.iter().map(|(_, section)| *section));
            features.ends.push(features.bigram_sections.len() as u32);
        }
        features.vocabulary.clone_from(&known);
        features.vocabulary.sort_unstable();
        features.vocabulary.dedup();
        features.vocabulary.truncate(usize::from(u16::MAX));
        let position =
            |word: &WordId| features.vocabulary.binary_search(word).map_or(u16::MAX, |at| at as u16);
        features.words = known.iter().map(position).collect();
        features.units = units;
        features.article = article;
        features
    }

    /// The same notice, printed again: most character bigrams of the shorter one stand in the other, and neither is much
    /// longer.
    pub(super) fn is_reprint_of(&self, other: &Self) -> bool {
        let (short, long) = if self.length() <= other.length() { (self, other) } else { (other, self) };
        if short.hashes.is_empty() || 10.0 * short.length() < 7.0 * long.length() {
            return false;
        }
        // Most articles differ from the first bigrams on: stop when too many are missing.
        let (mut missing, allowed) = (0, ((1.0 - REPRINT) * short.length()) as usize);
        short.hashes.iter().all(|hash| {
            if long.sections_of_bigram(*hash).is_empty() {
                missing += short.sections_of_bigram(*hash).len();
            }
            missing <= allowed
        })
    }

    /// Number of sections; at least one.
    pub(super) fn sections(&self) -> usize {
        self.sections.len()
    }

    /// Number of bigrams in the article.
    pub(super) fn length(&self) -> f32 {
        self.bigram_sections.len() as f32
    }

    /// Number of bigrams in a section.
    pub(super) fn section_length(&self, section: usize) -> u16 {
        self.lengths.get(section).copied().unwrap_or(0)
    }

    /// Sections in which a bigram occurs, ascending, one for each occurrence.
    pub(super) fn sections_of_bigram(&self, hash: u32) -> &[u16] {
        // Hashes are spread evenly: a bigram stands about where its hash stands among all hashes.
        let guess = ((u64::from(hash) * self.hashes.len() as u64) >> 32) as usize;
        let (below, above) = self.hashes.split_at_checked(guess).unwrap_or_default();
        let at = match above.first() {
            Some(known) if *known < hash => guess + above.iter().take_while(|known| **known < hash).count(),
            _ => guess - below.iter().rev().take_while(|known| **known >= hash).count(),
        };
        if self.hashes.get(at) != Some(&hash) {
            return &[];
        }
        let end = |at: usize| self.ends.get(at).map_or(0, |end| *end as usize);
        self.bigram_sections.get(at.checked_sub(1).map_or(0, end)..end(at)).unwrap_or_default()
    }

    /// Sections in which a folded word occurs.
    pub(super) fn sections_of_word<'a>(
        &'a self,
        word: &'a str,
        prefix: &WordPrefix,
    ) -> impl Iterator<Item = usize> + 'a {
        let alone = prefix.alone;
        let sections = self.sections_of_bigram(prefix.bigram).chunk_by(|left, right| left == right);
        let sections = sections.filter_map(|same| same.first().map(|section| usize::from(*section)));
        sections.filter(move |section| alone || self.text(*section).contains(word))
    }

    /// Folded text of a section.
    pub(super) fn text(&self, section: usize) -> &str {
        self.sections.get(section).map_or("", |range| slice(&self.folded, range.clone()))
    }

    /// How many signs of `want` stand in each unit.
    pub(super) fn cues(&self, want: AnswerType) -> &[u16] {
        let count =
            || (1..self.sections()).map(|section| cues(want, self.text(section)).min(99) as u16).collect();
        self.cues.get(want as usize).map_or(&[], |cues| cues.get_or_init(count))
    }

    /// Folded text of the whole article.
    pub(super) fn folded(&self) -> &str {
        &self.folded
    }

    /// The distinct known words.
    pub(super) fn vocabulary(&self) -> &[WordId] {
        &self.vocabulary
    }

    /// Known words of a section, as positions among the distinct ones.
    pub(super) fn words(&self, section: usize) -> &[u16] {
        let end = |index: usize| self.word_ends.get(index).copied().unwrap_or(0) as usize;
        let start = section.checked_sub(1).map_or(0, end);
        self.words.get(start..end(section)).unwrap_or_default()
    }

    /// Bytes on the heap, about.
    pub(super) fn weight(&self) -> u32 {
        (self.folded.len()
            + 18 * self.units.len()
            + self.article.body.len()
            + 10 * self.bigram_sections.len()
            + 64 * self.units.len()
            + 8 * self.words.len()
            + 500) as u32
    }
}

/// The windows of a divided body.
fn windows(exposures: &[Exposure], divided: &passage::Divided<'_>) -> Vec<Range<usize>> {
    let hidden = |unit: usize| exposures.get(unit) == Some(&Exposure::Exposed);
    let cut = |window: Range<usize>| {
        let end = window.clone().find(|unit| hidden(*unit)).unwrap_or(window.end);
        window.start..end
    };
    let all = passage::windows(divided, passage::PASSAGE_CHARS).into_iter();
    let windows: Vec<Range<usize>> = all.filter(|window| !hidden(window.start)).map(cut).collect();
    // A notice that is short enough is shown whole.
    match windows.first() {
        Some(whole) if *whole == (0..divided.units.len()) => vec![whole.clone()],
        _ => windows,
    }
}
