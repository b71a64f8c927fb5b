//! `/correct`: another notice changes one that was wrong, which is written into the folder.
//!
//! Knows nothing of who was answered with it.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use super::{files, operator::Operator, reload::Reloads};
use crate::{
    article::{Article, ArticleId, PartialDate, Published, PublishedFrom},
    knowledge_base::KnowledgeBase,
    messaging::Outgoing,
    reply::{self, wording::operators},
    store::Store,
    text::spans::char_count,
};

/// The longest correction.
const LONGEST: usize = 1_000;

/// A correction that waits for the operator's nod.
struct CorrectionDraft {
    number: u64,
    of: ArticleId,
    text: String,
}

/// The last draft, and how many there were.
#[derive(Default)]
struct CorrectionDrafts {
    asked: u64,
    last: Option<CorrectionDraft>,
}

/// Corrects notices.
pub(super) struct NoticeCorrections {
    knowledge: Arc<KnowledgeBase>,
    store: Store,
    reloads: Arc<Reloads>,
    drafts: Mutex<CorrectionDrafts>,
}

impl NoticeCorrections {
    pub(super) fn new(knowledge: Arc<KnowledgeBase>, store: Store, reloads: Arc<Reloads>) -> Self {
        Self { knowledge, store, reloads, drafts: Mutex::default() }
    }

    /// `/correct` with the new words, as a reply to the answer that was wrong: shown once more before it is written.
    pub(super) fn ask(&self, operator: &Operator, words: &str) -> Outgoing {
        let ids = operator.replied_to(&self.store);
        let [id] = ids.as_slice() else { return Outgoing::line(operators::HOW_TO_CORRECT) };
        if words.is_empty() || char_count(words) > LONGEST {
            return Outgoing::line(operators::HOW_TO_CORRECT);
        }
        let Some(article) = self.knowledge.article(id) else {
            return Outgoing::line(operators::GONE_ALREADY);
        };
        let number = self.keep(id, words);
        Outgoing::of(reply::correct_this(&article, words, number))
    }

    fn keep(&self, of: &ArticleId, words: &str) -> u64 {
        let mut drafts = self.drafts();
        drafts.asked += 1;
        let number = drafts.asked;
        drafts.last = Some(CorrectionDraft { number, of: of.clone(), text: words.to_owned() });
        number
    }

    /// 发更正.
    pub(super) fn correct(&self, operator: &Operator, number: u64) -> Outgoing {
        let draft = self.drafts().last.take_if(|draft| draft.number == number);
        let Some(CorrectionDraft { of, text, .. }) = draft else {
            return Outgoing::line(operators::SAY_IT_AGAIN);
        };
        let Some(wrong) = self.knowledge.article(&of) else {
            return Outgoing::line(operators::GONE_ALREADY);
        };
        let notice = Article {
            id: ArticleId(format!("{}-{}", operator.today, files::short_hash(&text))),
            file: "articles/correction.md".to_owned(),
            title: Some(wrong.headline().to_owned()),
            body: text,
            published: Some(Published {
                date: PartialDate::Day(operator.today),
                from: PublishedFrom::Given,
                inference: None,
            }),
            source: Some(operators::correction_of(wrong.source_name())),
            places: wrong.places.clone(),
            services: wrong.services.clone(),
            supersedes: Some(of.clone()),
            ..Article::default()
        };
        if let Err(error) = files::add(self.knowledge.folder(), &notice) {
            tracing::error!(%error, "a correction could not be written");
            return Outgoing::line(&operators::not_written("articles", &error.to_string()));
        }
        tracing::info!("an operator corrected a notice");
        let done = |count| reply::done(&operators::corrected(wrong.headline()), count);
        self.reloads.take_up(operator.today, &BTreeSet::from([of]), done)
    }

    fn drafts(&self) -> MutexGuard<'_, CorrectionDrafts> {
        self.drafts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
