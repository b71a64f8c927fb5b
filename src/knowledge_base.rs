//! The facade of the retrieval layer: open, reload, answer, latest, article.
//!
//! Knows nothing of networks, the terminal or wording. Its callers know nothing of the index. A folder goes in
//! ([`KnowledgeBase::open`]), and its changes (`KnowledgeBase::prepare`, `KnowledgeBase::switch`); answers come out. What
//! serves is immutable and swapped as one: a question sees the knowledge before a reload or after it, never a mixture.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use arc_swap::ArcSwap;
use jiff::civil::Date;

mod check;
mod generations;
mod knowledge;
mod links;
mod reload;
mod seal;
mod sent;
mod state;

pub use check::check;
use generations::Generations;
pub(crate) use knowledge::Fate;
use knowledge::Knowledge;
pub(crate) use links::Recent;
pub(crate) use reload::PreparedReload;
use seal::Depth;
pub use state::OpenError;
use state::WriteLock;

use crate::{
    acts::ActExplanation,
    answer::{Answer, Detail, OutcomeKind, Passage, decide, detail},
    article::{Article, ArticleId, PlacePath},
    cancellation,
    diagnostic::Diagnostic,
    index::Filter,
    intake::ForeignReader,
    passage, privacy,
    question::{
        self, AskedPlace, PlaceFrom, PreviousTurn, Question, QuestionRequest, TurnReading, divide, understand,
    },
    ranking::{self, Ranking},
    text::segment,
};

/// Folders of more files are not looked through before every command.
const LOOKED_THROUGH: usize = 50_000;

/// Where the knowledge is and how it is opened.
#[derive(Clone, Debug)]
pub struct KnowledgeBaseOptions {
    /// The knowledge folder.
    pub knowledge: PathBuf,
    /// Where the index is kept; it can be rebuilt.
    pub state: PathBuf,
    /// Whether to look for changes at opening.
    pub refresh: RefreshPolicy,
    /// Where the residents are: its streets and communities are known by their short names.
    pub home: Option<PlacePath>,
    /// Who reads the files.
    pub reader: ForeignReader,
}

/// Whether to look for changes at opening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefreshPolicy {
    /// Answer from the last commit, even where there is none yet.
    Later,
    /// Look, unless the folder is very large.
    IfQuick,
    /// Look, however large the folder.
    Always,
}

/// What a reload did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LoadReport {
    /// Articles that are new.
    pub added: usize,
    /// Articles of changed files.
    pub changed: usize,
    /// Articles that are gone.
    pub removed: usize,
    /// The word lists have changed, and with them perhaps how every article is read.
    pub(crate) words: bool,
    /// Articles there are now.
    pub articles: usize,
    /// The index was damaged and has been made anew from the folder.
    pub made_anew: bool,
    /// What is wrong with the files that were read.
    pub problems: Vec<Diagnostic>,
    /// Things the one who started the program should know, in English.
    pub notes: Vec<String>,
    /// How long it took.
    pub(crate) took: Duration,
}

/// Which notices [`KnowledgeBase::latest`] lists.
#[derive(Clone, Debug, Default)]
pub struct Newest {
    /// In this place, or about a wider whole that contains it.
    pub place: Option<PlacePath>,
    /// Of this service type.
    pub service: Option<String>,
    /// At most so many.
    pub limit: usize,
    /// After so many newer ones.
    pub offset: usize,
}

/// The knowledge of one folder, ready to answer.
#[derive(Debug)]
pub struct KnowledgeBase {
    folder: PathBuf,
    home: Option<PlacePath>,
    reader: ForeignReader,
    generations: Generations,
    lock: WriteLock,
    current: ArcSwap<Knowledge>,
    /// How often the knowledge was swapped.
    revision: AtomicU64,
    /// Not every byte of the index was looked at when it was opened: it is large.
    unread: AtomicBool,
    /// The index that serves is damaged: the next reload makes it anew.
    damaged: AtomicBool,
    /// One reload at a time.
    gate: Mutex<()>,
}

/// A question as it was understood, and the articles ranked for it.
#[derive(Debug)]
pub(crate) struct RankedQuestion {
    /// What was understood.
    pub(crate) question: Question,
    /// The articles, best first.
    pub(crate) ranking: Ranking,
}

impl KnowledgeBase {
    /// Opens the folder's index and brings it up to date as `options` say.
    ///
    /// # Errors
    /// There is no such folder, or its index cannot be used.
    pub fn open(options: &KnowledgeBaseOptions) -> Result<(Self, LoadReport), OpenError> {
        // The first question wants the dictionary; it is read while the index is opened.
        std::thread::spawn(segment::warm_up);
        let (knowledge, report) = state::open(options)?;
        let served = knowledge.current.load_full();
        std::thread::spawn(move || served.lexicon.warm_up());
        Ok((knowledge, report))
    }

    /// Answers every question of a message; several questions give several answers, in order, at least one. Each goes on
    /// from the one before.
    #[must_use]
    pub fn answer(&self, asked: &QuestionRequest<'_>) -> Vec<Answer> {
        Self::answers(&self.current.load_full(), asked)
    }

    fn answers(knowledge: &Knowledge, asked: &QuestionRequest<'_>) -> Vec<Answer> {
        let mut answers: Vec<Answer> = Vec::new();
        let mut parts = divide(asked.text, &knowledge.lexicon.services, &|part| {
            question::read_turn(part, &knowledge.lexicon).asks()
        });
        // A message is judged as a whole when it is a matter of life: its parts may sound harmless.
        if parts.len() > 1 && question::read_turn(asked.text, &knowledge.lexicon).needs_help() {
            parts = vec![asked.text];
        }
        let act = asked.act.filter(|_| parts.len() == 1);
        for text in parts {
            cancellation::check();
            let said = answers.last().map(spoken_of);
            let before = said.as_ref().or(asked.before);
            answers
                .push(Self::answer_one(knowledge, &QuestionRequest { text, before, act, ..asked.clone() }));
        }
        answers
    }

    /// Answers a text as one question.
    #[must_use]
    pub fn answer_whole(&self, asked: &QuestionRequest<'_>) -> Answer {
        Self::answer_one(&self.current.load_full(), asked)
    }

    fn answer_one(knowledge: &Knowledge, asked: &QuestionRequest<'_>) -> Answer {
        let RankedQuestion { question, ranking } = Self::ranked(knowledge, asked);
        decide(&question, &ranking, &knowledge.hotlines, asked.today)
    }

    /// What was understood and how the articles rank, for those who want to see the figures.
    #[must_use]
    pub(crate) fn explain(&self, asked: &QuestionRequest<'_>) -> RankedQuestion {
        Self::ranked(&self.current.load_full(), asked)
    }

    /// Why a text is taken for what it is taken for.
    #[must_use]
    pub(crate) fn explain_act(&self, text: &str) -> ActExplanation {
        self.current.load().lexicon.explain_act(text)
    }

    fn ranked(knowledge: &Knowledge, asked: &QuestionRequest<'_>) -> RankedQuestion {
        let question = understand(asked, &knowledge.lexicon, &knowledge.covered);
        let ranking = ranking::rank(&question, &knowledge.snapshot, &knowledge.desk);
        RankedQuestion { question, ranking }
    }

    /// What a turn does, as far as its words tell, and whether somebody needs help now.
    #[must_use]
    pub(crate) fn read_turn(&self, text: &str) -> TurnReading {
        question::read_turn(text, &self.current.load().lexicon)
    }

    /// What an article says of a detail that `asked` wants; none where the article cannot be answered from.
    #[must_use]
    pub(crate) fn detail(&self, asked: &QuestionRequest<'_>, article: &ArticleId) -> Option<Detail> {
        let knowledge = self.current.load_full();
        let question = understand(asked, &knowledge.lexicon, &knowledge.covered);
        let want = detail::wanted(asked.act.unwrap_or_default().act, &question);
        let sign = |sentence: &str| detail::has_sign(want, &question.folded, sentence);
        let found = ranking::detail(&question, want, &sign, article, &knowledge.snapshot, &knowledge.desk)?;
        (!found.article.withdrawn)
            .then(|| Detail::of(&found, want, &question, &knowledge.hotlines, asked.today))
    }

    /// Newest notices first.
    #[must_use]
    pub fn latest(&self, newest: &Newest, today: Date) -> Vec<Passage> {
        let knowledge = self.current.load_full();
        let filter = Filter { place: newest.place.clone(), service: newest.service.clone() };
        knowledge
            .snapshot
            .newest(&filter)
            .into_iter()
            .filter_map(|doc| knowledge.snapshot.article(doc))
            .filter(|article| !article.withdrawn && !knowledge.snapshot.is_replaced(&article.id))
            .skip(newest.offset)
            .take(newest.limit)
            .map(|article| Passage::of(&article, "", 0, today))
            .collect()
    }

    /// A whole article as it may be shown: without what ties a named person to illness, poverty or a minor.
    #[must_use]
    pub fn article(&self, id: &ArticleId) -> Option<Article> {
        let knowledge = self.current.load_full();
        let mut article = knowledge.snapshot.article(knowledge.snapshot.find(id)?)?;
        let units = passage::units(&article.body, &article.mended());
        article.body = privacy::shown(&article.body, &units);
        Some(article)
    }

    /// Places as an operator or resident writes them, in the order in which they are meant.
    #[must_use]
    pub(crate) fn find_places(&self, text: &str) -> Vec<PlacePath> {
        self.current.load().lexicon.places.find(text)
    }

    /// Service types that articles have, in the order of `services.toml`.
    #[must_use]
    pub(crate) fn services(&self) -> Vec<String> {
        let knowledge = self.current.load();
        let used = knowledge.snapshot.services();
        let types = knowledge.lexicon.services.types().iter();
        types.map(|service| service.name.clone()).filter(|name| used.contains(name)).collect()
    }

    /// All service types, in the order of `services.toml`.
    #[must_use]
    pub(crate) fn service_names(&self) -> Vec<String> {
        self.current.load().lexicon.services.types().iter().map(|service| service.name.clone()).collect()
    }

    /// Number of articles.
    #[must_use]
    pub fn article_count(&self) -> usize {
        self.current.load().snapshot.articles()
    }

    /// This process brings the index up to date; otherwise another one does.
    #[must_use]
    pub fn is_writer(&self) -> bool {
        self.lock.is_held()
    }

    /// The folder was read at least once; before that there is nothing to answer from, which says nothing of what is printed.
    #[must_use]
    pub(crate) fn is_made(&self) -> bool {
        !self.current.load().snapshot.payload().is_empty()
    }

    /// The knowledge folder.
    #[must_use]
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Brings the knowledge up to date with the folder: all of the change or, when it fails, nothing of it.
    ///
    /// # Errors
    /// The folder is gone, another process writes, or the index cannot be written; the old knowledge goes on serving.
    pub fn reload(&self) -> Result<LoadReport, OpenError> {
        self.switch(self.prepare()?)
    }

    /// Somebody went back: nothing new is taken up before somebody asks for it.
    #[must_use]
    pub fn is_held(&self) -> bool {
        match self.generations.serving() {
            Ok(serving) => serving.is_some_and(|serving| serving.held),
            Err(flaw) => {
                tracing::warn!(%flaw, "whether somebody went back to former knowledge is not known");
                false
            }
        }
    }

    /// Looks at what opening a large index left for later, once. True when it is damaged: the next reload makes it
    /// anew. May take seconds.
    pub(crate) fn read_through(&self) -> bool {
        if !self.unread.swap(false, Ordering::AcqRel) {
            return false;
        }
        let generation = self.current.load().generation;
        let Err(flaw) = self.generations.verify(generation, Depth::Through) else { return false };
        if self.current.load().generation != generation {
            return false;
        }
        tracing::warn!(%flaw, "the index is damaged; it is made anew from the knowledge folder");
        self.damaged.store(true, Ordering::Release);
        true
    }

    /// What has become of an article.
    #[must_use]
    pub(crate) fn fate(&self, id: &ArticleId) -> Fate {
        self.current.load().fate(id)
    }

    fn swap(&self, knowledge: Knowledge) {
        self.current.store(Arc::new(knowledge));
        self.damaged.store(false, Ordering::Release);
        self.revision.fetch_add(1, Ordering::Release);
    }
}

/// What the next question of the same message may refer to.
fn spoken_of(answer: &Answer) -> PreviousTurn {
    let said = |place: &&AskedPlace| matches!(place.from, PlaceFrom::Question | PlaceFrom::Conversation);
    let fits = answer.kind() == OutcomeKind::Answered;
    PreviousTurn {
        question: answer.question.clone(),
        places: answer.understood.places.iter().filter(said).cloned().collect(),
        services: answer.understood.services.clone(),
        article: answer.passages.first().filter(|_| fits).map(|passage| passage.article.clone()),
    }
}
