//! A resident's words → service types, places, period, wants and content words; or talk, or an emergency.
//!
//! Knows nothing of the index, of ranking or of replies. A [`QuestionRequest`] goes in, with what was said before; a
//! `Question` comes out. Total: any text gives a question. The words come from the folder's tables (`Lexicon`).

use std::sync::OnceLock;

use jiff::civil::Date;

use crate::{
    acts::{Act, ActExplanation, Acts},
    article::{ArticleId, PlacePath},
    diagnostic::Diagnostic,
    places::{Covered, Places},
    services::Services,
    text::{normalize::fold, spans::first_chars},
};

mod choice;
mod content;
mod emergencies;
mod help;
mod parse;
mod several;
mod slots;
mod spelling;
mod thesaurus;
mod verbs;
mod wants;

use parse::QuestionParser;
use spelling::Spelling;

pub use choice::ActChoice;
pub(crate) use choice::likeliest;
pub(crate) use content::{QueryToken, SearchTerms};
pub(crate) use emergencies::Emergencies;
pub(crate) use help::HelpNeeded;
pub(crate) use several::{divide, is_detail_word};
pub(crate) use slots::{
    Advice, AnswerType, AskedPeriod, AskedPlace, HelpCertainty, Interpretation, PlaceFrom, Slot,
};
pub(crate) use thesaurus::{Expansion, Thesaurus, common_words, shipped_synonyms};

/// Of a very long message this much is read.
const READ_CHARS: usize = 1_000;

/// The words with which questions are understood: the knowledge folder's, or those that ship with the program.
#[derive(Debug)]
pub(crate) struct Lexicon {
    /// The place tree and its aliases.
    pub(crate) places: Places,
    /// Service types.
    pub(crate) services: Services,
    /// Residents' words → printed words.
    thesaurus: Thesaurus,
    /// What needs help at once.
    emergencies: Emergencies,
    /// What is done with a turn.
    acts: Acts,
    /// How its words sound; read when first asked for.
    spelling: OnceLock<Spelling>,
}

impl Lexicon {
    /// Reads the data files of a knowledge folder (`name`, `text`); what is absent comes from the program.
    #[must_use]
    pub(crate) fn from_files(files: &[(&str, &str)]) -> (Self, Vec<Diagnostic>) {
        let file = |wanted: &str| files.iter().find(|(name, _)| *name == wanted).map(|(_, text)| *text);
        let mut problems = Vec::new();
        let tables: Vec<(&str, &str)> = files
            .iter()
            .filter_map(|(name, text)| name.strip_prefix("places/").map(|name| (name, *text)))
            .collect();
        let (places, found) = Places::from_files(&tables);
        problems.extend(
            found
                .into_iter()
                .map(|problem| Diagnostic { file: format!("places/{}", problem.file), ..problem }),
        );
        let services = file("services.toml").map(Services::from_toml).map(keep(&mut problems));
        let thesaurus = file("synonyms.toml").map(Thesaurus::from_toml).map(keep(&mut problems));
        let emergencies = file("emergencies.toml").map(Emergencies::from_toml).map(keep(&mut problems));
        let emergencies = emergencies.unwrap_or_else(Emergencies::builtin);
        let (acts, found) = Acts::new(file("acts.toml"), &emergencies.names());
        problems.extend(found);
        let lexicon = Self {
            acts,
            spelling: OnceLock::new(),
            places,
            services: services.unwrap_or_else(Services::builtin),
            thesaurus: thesaurus.unwrap_or_else(Thesaurus::builtin),
            emergencies,
        };
        (lexicon, problems)
    }

    /// Learns what sentences do, now rather than at the first question.
    pub(crate) fn warm_up(&self) {
        self.acts.warm_up();
        self.spelling();
    }

    /// Why a text is taken for what it is taken for.
    pub(crate) fn explain_act(&self, text: &str) -> ActExplanation {
        self.acts.explain(text)
    }

    fn spelling(&self) -> &Spelling {
        self.spelling.get_or_init(|| Spelling::of(&self.services))
    }
}

/// Takes what was read and puts its problems to the others.
fn keep<T>(problems: &mut Vec<Diagnostic>) -> impl FnOnce((T, Vec<Diagnostic>)) -> T {
    |(table, found)| {
        problems.extend(found);
        table
    }
}

/// What was said before in the same conversation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PreviousTurn {
    /// The last question that was searched for, as asked.
    pub(crate) question: String,
    /// Its places.
    pub(crate) places: Vec<AskedPlace>,
    /// Its service types.
    pub(crate) services: Vec<String>,
    /// The article that was shown first.
    pub(crate) article: Option<ArticleId>,
}

/// One question with its surroundings.
#[derive(Clone, Debug)]
pub struct QuestionRequest<'a> {
    /// The resident's words.
    pub text: &'a str,
    /// What was said before (none after 30 minutes).
    pub before: Option<&'a PreviousTurn>,
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
    /// What the turn does, where the conversation knows it.
    pub act: Option<ActChoice>,
}

/// A question, understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Question {
    /// As asked.
    pub(crate) text: String,
    /// Folded.
    pub(crate) folded: String,
    /// Its slots.
    pub(crate) understood: Interpretation,
    /// What is searched for.
    pub(crate) content: SearchTerms,
    /// Printed words that its words may stand for.
    pub(crate) expansions: Vec<Expansion>,
    /// A place name that means several places.
    pub(crate) ambiguous: Option<(String, Vec<PlacePath>)>,
    /// What it does.
    pub(crate) act: ActChoice,
    /// Something is happening now, or may be.
    pub(crate) help: Option<HelpNeeded>,
    /// A follow-up on this article.
    pub(crate) about: Option<ArticleId>,
    /// Asks for what is new or still going on.
    pub(crate) recent: bool,
}

impl Question {
    /// Something is surely happening now.
    pub(crate) fn needs_help(&self) -> bool {
        self.help.as_ref().is_some_and(HelpNeeded::is_sure)
    }
}

/// What a turn does, as far as its words tell.
#[derive(Clone, Debug, PartialEq)]
pub struct TurnReading {
    /// Help that somebody needs.
    pub(crate) help: Option<HelpNeeded>,
    /// Every act with its probability if nothing is happening, the likeliest first.
    pub(crate) acts: Vec<(Act, f32)>,
    /// It names a service type.
    pub(crate) names_service: bool,
    /// It asks how to prevent something, or where to learn it.
    pub(crate) prevents: bool,
}

/// A clause this likely to be a question is one.
const ASKS: f32 = 0.35;

impl TurnReading {
    /// It is a question, complete in itself.
    pub(crate) fn asks(&self) -> bool {
        self.acts.first().is_some_and(|(act, likely)| *act == Act::Question && *likely >= ASKS)
    }

    /// That is the likeliest act.
    pub(crate) fn is_first(&self, act: Act) -> bool {
        self.acts.first().is_some_and(|(first, _)| *first == act)
    }

    /// Something is surely happening now.
    pub(crate) fn needs_help(&self) -> bool {
        self.help.as_ref().is_some_and(HelpNeeded::is_sure)
    }
}

/// Reads what a turn does.
#[must_use]
pub(crate) fn read_turn(text: &str, lexicon: &Lexicon) -> TurnReading {
    let text = first_chars(text.trim(), READ_CHARS);
    let mended = lexicon.spelling().mended(&fold(text));
    let spoken = mended.as_ref().map_or(text, |mended| mended.text.as_str());
    let reading = lexicon.acts.read(spoken);
    let help = help::help_needed(text, &reading, lexicon);
    TurnReading {
        help,
        acts: match choice::without_reading(text) {
            Some(act) => vec![(act, 1.0)],
            None => reading.acts,
        },
        prevents: lexicon.emergencies.is_prevention(text),
        names_service: !lexicon.services.of_question(&verbs::joined(&fold(text))).is_empty(),
    }
}

/// Reads a question. `covered` are the places that the knowledge speaks of; they decide between namesakes.
#[must_use]
pub(crate) fn understand(asked: &QuestionRequest<'_>, lexicon: &Lexicon, covered: &Covered) -> Question {
    let text = first_chars(asked.text.trim(), READ_CHARS);
    let mut question =
        Question { text: text.to_owned(), folded: verbs::joined(&fold(text)), ..Question::default() };
    let reading = lexicon.acts.read(text);
    // Who spoke of dying keeps the number and the kind words, whatever is pressed.
    question.help =
        help::help_needed(text, &reading, lexicon).filter(|help| help.advice.self_harm || !asked.just_asking);
    question.act = asked.act.unwrap_or_else(|| ActChoice::of_question(&reading, text));
    let parser = QuestionParser { asked, lexicon, covered };
    let mut read = parser.parse(&question.folded);
    if let Some(mended) = lexicon.spelling().mended(&question.folded) {
        let again = parser.parse(&mended.text);
        // What names a place is no slip.
        if again.places.len() >= read.places.len() {
            read = again;
            read.corrected = read.corrected.or(Some(mended.word));
            question.folded = mended.text;
        }
    }
    let swaps = matches!(question.act.act, Act::OtherPlace | Act::OtherTime);
    let follows = swaps
        || question.act.is_searched_for()
            && !question.needs_help()
            && read
                .content
                .words
                .iter()
                .all(|word| word.place || several::FOLLOWING.contains(&word.text.as_str()));
    if let (true, Some(before)) = (follows, asked.before.filter(|before| !before.question.is_empty())) {
        if read.places.is_empty() && read.ambiguous.is_none() {
            question.about.clone_from(&before.article);
        }
        parser.follow(&mut read, before);
    }
    question.understood.corrected = read.corrected;
    question.understood.time = read.time;
    question.understood.time_words = read.time_words;
    question.understood.unknown_place = read.unknown_place;
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
    let is_topic = |word: &&QueryToken| {
        let dated =
            when.as_ref().is_some_and(|when| when.start < word.range.end && word.range.start < when.end);
        !word.place && !dated
    };
    question.understood.topic =
        read.content.words.iter().filter(is_topic).map(|word| word.text.clone()).collect();
    question.content = read.content;
    question
}

/// The place that is meant where none is named.
fn inherited(asked: &QuestionRequest<'_>) -> Vec<AskedPlace> {
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
