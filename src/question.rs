//! A resident's words → service types, places, period, wants and content words; or talk, or an emergency.
//!
//! Knows nothing of the index, of ranking or of replies. Total: any text gives a question.

use jiff::civil::Date;

use content::Marked;

use crate::{
    article::{ArticleId, PlacePath},
    calendar::{self, AskedKind},
    places::{Covered, PlaceContext, Places},
    problem::Problem,
    services::Services,
    text::{
        normalize::fold,
        spans::{first_chars, slice},
    },
};

mod content;
mod emergencies;
mod several;
mod slots;
mod talk;
mod thesaurus;
mod verbs;
mod wants;

pub use content::{Content, Token};
pub use emergencies::Emergencies;
pub use several::{divide, is_detail_word};
pub use slots::{Advice, AskedPeriod, AskedPlace, PlaceFrom, Slot, Talk, Understood, Want};
pub use thesaurus::{Expansion, Thesaurus, common_words, shipped_synonyms};

/// Of a very long message this much is read.
const READ_CHARS: usize = 1_000;

/// The words with which questions are understood: the knowledge folder's, or those that ship with the program.
#[derive(Debug)]
pub struct Lexicon {
    /// The place tree and its aliases.
    pub places: Places,
    /// Service types.
    pub services: Services,
    /// Residents' words → printed words.
    pub thesaurus: Thesaurus,
    /// What needs help at once.
    pub emergencies: Emergencies,
}

impl Lexicon {
    /// What ships with the program.
    #[must_use]
    pub fn builtin() -> Self {
        Self {
            places: Places::builtin(),
            services: Services::builtin(),
            thesaurus: Thesaurus::builtin(),
            emergencies: Emergencies::builtin(),
        }
    }

    /// Reads the data files of a knowledge folder (`name`, `text`); what is absent comes from the program.
    #[must_use]
    pub fn from_files(files: &[(&str, &str)]) -> (Self, Vec<Problem>) {
        let file = |wanted: &str| files.iter().find(|(name, _)| *name == wanted).map(|(_, text)| *text);
        let mut problems = Vec::new();
        let tables: Vec<(&str, &str)> = files
            .iter()
            .filter_map(|(name, text)| name.strip_prefix("places/").map(|name| (name, *text)))
            .collect();
        let (places, found) = Places::from_files(&tables);
        problems.extend(
            found.into_iter().map(|problem| Problem { file: format!("places/{}", problem.file), ..problem }),
        );
        let services = file("services.toml")
            .map_or_else(Services::builtin, |text| keep(Services::from_toml(text), &mut problems));
        let thesaurus = file("synonyms.toml")
            .map_or_else(Thesaurus::builtin, |text| keep(Thesaurus::from_toml(text), &mut problems));
        let emergencies = file("emergencies.toml")
            .map_or_else(Emergencies::builtin, |text| keep(Emergencies::from_toml(text), &mut problems));
        (Self { places, services, thesaurus, emergencies }, problems)
    }
}

fn keep<T>(read: (T, Vec<Problem>), problems: &mut Vec<Problem>) -> T {
    problems.extend(read.1);
    read.0
}

/// What was said before in the same conversation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Before {
    /// The last question that was searched for, as asked.
    pub question: String,
    /// Its places.
    pub places: Vec<AskedPlace>,
    /// Its service types.
    pub services: Vec<String>,
    /// The article that was shown first.
    pub article: Option<ArticleId>,
}

/// One question with its surroundings.
#[derive(Clone, Debug)]
pub struct Asked<'a> {
    /// The resident's words.
    pub text: &'a str,
    /// What was said before (none after 30 minutes).
    pub before: Option<&'a Before>,
    /// A place chosen by button; it stands for every place of the text.
    pub chosen_place: Option<&'a PlacePath>,
    /// The user's own place.
    pub own_place: Option<&'a PlacePath>,
    /// Where the bot's residents live.
    pub home: Option<&'a PlacePath>,
    /// The day of asking.
    pub today: Date,
    /// The asker said that nothing is happening now.
    pub just_asking: bool,
}

/// A question, understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Question {
    /// As asked.
    pub text: String,
    /// Folded.
    pub folded: String,
    /// Its slots.
    pub understood: Understood,
    /// What is searched for.
    pub content: Content,
    /// Printed words that its words may stand for.
    pub expansions: Vec<Expansion>,
    /// A place name that means several places.
    pub ambiguous: Option<(String, Vec<PlacePath>)>,
    /// Something is happening now.
    pub advice: Option<Advice>,
    /// Not a question for the papers.
    pub talk: Option<Talk>,
    /// A follow-up on this article.
    pub about: Option<ArticleId>,
    /// Asks for what is new or still going on.
    pub recent: bool,
}

/// Reads a question. `covered` are the places that the knowledge speaks of; they decide between namesakes.
#[must_use]
pub fn understand(asked: &Asked<'_>, lexicon: &Lexicon, covered: &Covered) -> Question {
    let text = first_chars(asked.text.trim(), READ_CHARS);
    let mut question =
        Question { text: text.to_owned(), folded: verbs::joined(&fold(text)), ..Question::default() };
    // Who spoke of dying keeps the number and the kind words, whatever is pressed.
    question.advice =
        lexicon.emergencies.recognise(text).filter(|advice| advice.self_harm || !asked.just_asking);
    if question.advice.is_none() {
        question.talk = talk::talk(text);
    }
    let mut read = read(&question.folded, asked, lexicon, covered);
    let follows = question.talk.is_none()
        && question.advice.is_none()
        && read
            .content
            .words
            .iter()
            .all(|word| word.place || several::FOLLOWING.contains(&word.text.as_str()));
    if let (true, Some(before)) = (follows, asked.before.filter(|before| !before.question.is_empty())) {
        follow(&mut question, &mut read, before, asked, lexicon, covered);
    }
    question.understood.corrected = read.corrected;
    question.understood.time = read.time;
    question.understood.wants = wants::wants(&question.folded);
    question.recent = read.recent;
    question.ambiguous = read.ambiguous;
    question.understood.places = if let Some(place) = asked.chosen_place {
        question.ambiguous = None;
        vec![AskedPlace {
            path: place.clone(),
            as_written: place.name().to_owned(),
            from: PlaceFrom::Question,
        }]
    } else if read.places.is_empty() && question.ambiguous.is_none() {
        inherited(asked)
    } else {
        read.places
    };
    let searched = read.searched.as_deref().unwrap_or(&question.folded);
    question.understood.services = lexicon.services.of_question(searched);
    question.expansions = read.expansions;
    let when = read.when;
    let is_topic = |word: &&Token| {
        let dated =
            when.as_ref().is_some_and(|when| when.start < word.range.end && word.range.start < when.end);
        !word.place && !dated
    };
    question.understood.topic =
        read.content.words.iter().filter(is_topic).map(|word| word.text.clone()).collect();
    question.content = read.content;
    question
}

#[derive(Default)]
struct Read {
    places: Vec<AskedPlace>,
    place_ranges: Vec<std::ops::Range<usize>>,
    ambiguous: Option<(String, Vec<PlacePath>)>,
    corrected: Option<String>,
    time: Option<AskedPeriod>,
    /// Where the question says a date by its numbers: it is understood as time, not as what is asked about.
    when: Option<std::ops::Range<usize>>,
    recent: bool,
    content: Content,
    expansions: Vec<Expansion>,
    /// The folded text that `content` refers to, when it is not the question's own.
    searched: Option<String>,
}

fn read(folded: &str, asked: &Asked<'_>, lexicon: &Lexicon, covered: &Covered) -> Read {
    let mut read = Read::default();
    let near = asked
        .before
        .and_then(|before| before.places.first().map(|place| &place.path))
        .or(asked.own_place)
        .or(asked.home);
    for place in lexicon.places.asked(folded, &PlaceContext { home: near, covered }) {
        read.place_ranges.push(place.range.clone());
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
        if time.relative
            && ["今", "昨", "明", "去", "前", "这", "本", "下", "上", "最近"]
                .iter()
                .any(|word| spoken.starts_with(word))
        {
            cut.push(time.range);
        }
    }
    let places = &read.place_ranges;
    let touches = |range: &std::ops::Range<usize>| {
        places.iter().any(|place| place.start < range.end && range.start < place.end)
    };
    read.expansions = lexicon.thesaurus.expand(folded);
    read.expansions.retain(|expansion| !touches(&expansion.range));
    let phrases: Vec<_> = read.expansions.iter().map(|expansion| expansion.range.clone()).collect();
    read.content = content::content(folded, &Marked { places, phrases: &phrases, cut: &cut });
    read
}

/// Takes over what the question before was about; the places said now come first.
fn follow(
    question: &mut Question,
    read: &mut Read,
    before: &Before,
    asked: &Asked<'_>,
    lexicon: &Lexicon,
    covered: &Covered,
) {
    let folded = verbs::joined(&fold(first_chars(&before.question, READ_CHARS)));
    let earlier = self::read(&folded, asked, lexicon, covered);
    if read.places.is_empty() && read.ambiguous.is_none() {
        question.about.clone_from(&before.article);
        read.places = before.places.clone();
        for place in &mut read.places {
            place.from = PlaceFrom::Conversation;
        }
        read.content = earlier.content;
    } else {
        // Another place: the earlier place's name is no longer part of what is searched for.
        let phrases: Vec<_> = earlier.expansions.iter().map(|expansion| expansion.range.clone()).collect();
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

/// The place that is meant where none is named.
fn inherited(asked: &Asked<'_>) -> Vec<AskedPlace> {
    if let Some(before) = asked.before.filter(|before| !before.places.is_empty()) {
        let conversation = |place: &AskedPlace| {
            let from = if place.from == PlaceFrom::Question { PlaceFrom::Conversation } else { place.from };
            AskedPlace { from, ..place.clone() }
        };
        return before.places.iter().map(conversation).collect();
    }
    let of = |place: &PlacePath, from| AskedPlace {
        path: place.clone(),
        as_written: place.name().to_owned(),
        from,
    };
    match (asked.own_place, asked.home) {
        (Some(own), _) => vec![of(own, PlaceFrom::User)],
        (None, Some(home)) => vec![of(home, PlaceFrom::Home)],
        (None, None) => Vec::new(),
    }
}
