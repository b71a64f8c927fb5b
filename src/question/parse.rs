//! One text of a question read by itself, or as the follow-up of the question before it.
//!
//! Knows nothing of talk, emergencies and wants.

use std::ops::Range;

use super::{
    AskedPeriod, AskedPlace, Expansion, Lexicon, PlaceFrom, PreviousTurn, QuestionRequest, READ_CHARS,
    SearchTerms,
    content::{self, Marked},
    verbs,
};
use crate::{
    article::PlacePath,
    calendar::{self, AskedKind},
    places::{Covered, PlaceContext, QuestionPlace, unknown_name},
    text::{
        normalize::fold,
        spans::{first_chars, slice},
    },
};

/// What one text says by itself.
#[derive(Default)]
pub(super) struct ParsedQuestion {
    pub(super) places: Vec<AskedPlace>,
    place_ranges: Vec<Range<usize>>,
    pub(super) ambiguous: Option<(String, Vec<PlacePath>)>,
    pub(super) corrected: Option<String>,
    pub(super) time: Option<AskedPeriod>,
    /// A name that nobody has entered.
    pub(super) unknown_place: Option<String>,
    /// The words for it.
    pub(super) time_words: Option<String>,
    /// Where the question says a date by its numbers: it is understood as time, not as what is asked about.
    pub(super) when: Option<Range<usize>>,
    pub(super) recent: bool,
    pub(super) content: SearchTerms,
    pub(super) expansions: Vec<Expansion>,
    /// The folded text that `content` refers to, when it is not the question's own.
    pub(super) searched: Option<String>,
}

/// Reads texts in the surroundings of one question.
#[derive(Clone, Copy)]
pub(super) struct QuestionParser<'a> {
    pub(super) asked: &'a QuestionRequest<'a>,
    pub(super) lexicon: &'a Lexicon,
    pub(super) covered: &'a Covered,
}

impl QuestionParser<'_> {
    /// What a folded text says.
    pub(super) fn parse(&self, folded: &str) -> ParsedQuestion {
        let Self { asked, lexicon, covered } = *self;
        let mut read = ParsedQuestion::default();
        let near = asked
            .before
            .and_then(|before| before.places.first().map(|place| &place.path))
            .or(asked.own_place)
            .or(asked.home);
        for place in lexicon.places.asked(folded, &PlaceContext { home: near, covered }) {
            read.place_ranges.push(place.range.clone());
            // 我不去平城，就要云冈的.
            if ["不去", "不要", "不是", "不在", "别去"]
                .iter()
                .any(|not| slice(folded, 0..place.range.start).ends_with(not))
            {
                continue;
            }
            if self.is_far_fetched(&place, near) {
                read.place_ranges.pop();
                continue;
            }
            read.corrected = read.corrected.take().or(place.corrected);
            let as_written = place.as_written;
            match place.options.as_slice() {
                [] => {}
                [path] => {
                    let known = read.places.iter().any(|known| known.path == *path);
                    if !known {
                        let path = path.clone();
                        read.places.push(AskedPlace { path, as_written, from: PlaceFrom::Question });
                    }
                }
                options => read.ambiguous = Some((as_written, options.to_vec())),
            }
        }
        read.unknown_place = unknown_name(folded, &read.place_ranges);
        // 大同市 beside 平城区: the narrower one is meant.
        let paths: Vec<PlacePath> = read.places.iter().map(|place| place.path.clone()).collect();
        read.places
            .retain(|place| !paths.iter().any(|other| *other != place.path && other.is_within(&place.path)));
        let mut cut = Vec::new();
        if let Some(recency) = calendar::recency(folded) {
            read.recent = true;
            cut.push(recency.range);
        }
        if let Some(time) = calendar::asked_time(folded, asked.today) {
            let sharp = matches!(time.kind, AskedKind::Day | AskedKind::Days | AskedKind::Month);
            read.time = Some(AskedPeriod { from: time.from, to: time.to, sharp });
            read.when = Some(time.range.clone()).filter(|_| !time.relative);
            // 今年 and 上周 tell only when; 重阳 and 过年 tell also what.
            let spoken = slice(folded, time.range.clone());
            read.time_words = Some(spoken.to_owned());
            if time.relative
                && ["今", "昨", "明", "去", "前", "这", "本", "下", "上", "最近"]
                    .iter()
                    .any(|word| spoken.starts_with(word))
            {
                cut.push(time.range);
            }
        }
        let places = &read.place_ranges;
        let touches = |range: &Range<usize>| {
            places.iter().any(|place| place.start < range.end && range.start < place.end)
        };
        read.expansions = lexicon.thesaurus.expand(folded);
        read.expansions.retain(|expansion| !touches(&expansion.range));
        let phrases: Vec<_> = read.expansions.iter().map(|expansion| expansion.range.clone()).collect();
        read.content = content::content(folded, &Marked { places, phrases: &phrases, cut: &cut });
        read
    }

    /// A district, a street or a village of another province, by its bare name, is hardly what a resident means: 绿园 is an
    /// estate here, not a district of 长春.
    fn is_far_fetched(&self, place: &QuestionPlace, home: Option<&PlacePath>) -> bool {
        let [path] = place.options.as_slice() else { return false };
        let Some(province) = home.and_then(|home| home.steps().next()) else { return false };
        let elsewhere = path.steps().next() != Some(province);
        let named_above = path.steps().rev().skip(1).any(|above| {
            let stem = above.trim_end_matches(['省', '市', '区', '县']);
            stem.chars().count() >= 2 && place.as_written.contains(stem)
        });
        elsewhere && path.depth() >= 3 && !named_above && !self.covered.holds(path)
    }

    /// Takes over what the question before was about; the places said now come first.
    pub(super) fn follow(&self, read: &mut ParsedQuestion, before: &PreviousTurn) {
        let folded = verbs::joined(&fold(first_chars(&before.question, READ_CHARS)));
        let earlier = self.parse(&folded);
        if read.places.is_empty() && read.ambiguous.is_none() {
            read.places = before.places.clone();
            for place in &mut read.places {
                place.from = PlaceFrom::Conversation;
            }
            read.content = earlier.content;
        } else {
            // Another place: the earlier place's name is no longer part of what is searched for.
            let phrases: Vec<_> =
                earlier.expansions.iter().map(|expansion| expansion.range.clone()).collect();
            let marked = Marked { phrases: &phrases, cut: &earlier.place_ranges, ..Marked::default() };
            read.content = content::content(&folded, &marked);
        }
        read.expansions = earlier.expansions;
        read.when = earlier.when;
        if read.time.is_none() {
            read.time = earlier.time;
        }
        read.searched = Some(folded);
    }
}
