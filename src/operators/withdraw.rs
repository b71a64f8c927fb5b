//! `/withdraw`: a notice is taken back, which is written into the folder.
//!
//! Knows nothing of who was answered with it.

use std::{collections::BTreeSet, sync::Arc};

use super::{files, operator::Operator, reload::Reloads};
use crate::{
    article::{ArticleId, PlacePath},
    knowledge_base::{KnowledgeBase, Newest},
    messaging::{Message, Outgoing},
    question::QuestionRequest,
    reply::{self, LinkedArticle, wording::operators},
    store::Store,
};

/// Notices in one list.
const LISTED: usize = 6;

/// Takes notices back.
pub(super) struct Withdrawals {
    knowledge: Arc<KnowledgeBase>,
    store: Store,
    reloads: Arc<Reloads>,
    /// Where the residents are.
    home: Option<PlacePath>,
}

impl Withdrawals {
    pub(super) fn new(
        knowledge: Arc<KnowledgeBase>,
        store: Store,
        reloads: Arc<Reloads>,
        home: Option<PlacePath>,
    ) -> Self {
        Self { knowledge, store, reloads, home }
    }

    /// What the operator means: the answer that the message replies to, or one of a list.
    pub(super) fn ask(&self, operator: &Operator, words: &str) -> Outgoing {
        let ids = match (operator.replied_to(&self.store), words) {
            (ids, _) if !ids.is_empty() => ids,
            (_, "") => self.newest(operator),
            (_, words) => self.found(operator, words),
        };
        let articles: Vec<LinkedArticle> = ids
            .iter()
            .filter_map(|id| {
                let (article, link) = (self.knowledge.article(id)?, self.knowledge.link_of(id)?);
                Some(LinkedArticle { article, link })
            })
            .filter(|linked| !linked.article.withdrawn)
            .take(LISTED)
            .collect();
        match articles.as_slice() {
            [] => Outgoing::line(operators::NOTHING_TO_WITHDRAW),
            [one] => Outgoing::of(reply::withdraw_this(one)),
            several => Outgoing::of(reply::withdraw_which(several)),
        }
    }

    fn newest(&self, operator: &Operator) -> Vec<ArticleId> {
        let newest = Newest { limit: LISTED, ..Newest::default() };
        self.knowledge.latest(&newest, operator.today).into_iter().map(|passage| passage.article).collect()
    }

    fn found(&self, operator: &Operator, words: &str) -> Vec<ArticleId> {
        let asked = QuestionRequest {
            text: words,
            before: None,
            chosen_place: None,
            own_place: None,
            home: self.home.as_ref(),
            just_asking: false,
            act: None,
            today: operator.today,
        };
        let answer = self.knowledge.answer_whole(&asked);
        answer.passages.into_iter().map(|passage| passage.article).collect()
    }

    /// One of a list was chosen: shown once more before it is taken back.
    pub(super) fn choose(&self, link: &str) -> Outgoing {
        Outgoing::instead(match self.linked(link) {
            Some(linked) => reply::withdraw_this(&linked),
            None => Message::of_text(operators::GONE_ALREADY),
        })
    }

    /// 撤下.
    pub(super) fn withdraw(&self, operator: &Operator, link: &str) -> Outgoing {
        let Some(LinkedArticle { article, .. }) = self.linked(link) else {
            return Outgoing::line(operators::GONE_ALREADY);
        };
        if let Err(error) = files::withdraw(self.knowledge.folder(), &article) {
            tracing::error!(%error, file = article.file, "a notice could not be withdrawn");
            return Outgoing::line(&operators::not_written(&article.file, &error.to_string()));
        }
        tracing::info!(article = %article.id, "an operator withdrew a notice");
        let meant = BTreeSet::from([article.id.clone()]);
        let done = |count| reply::done(&operators::withdrawn(article.headline()), count);
        self.reloads.take_up(operator.today, &meant, done)
    }

    fn linked(&self, link: &str) -> Option<LinkedArticle> {
        let article = self.knowledge.article(&self.knowledge.linked(link)?)?;
        (!article.withdrawn).then(|| LinkedArticle { article, link: link.to_owned() })
    }
}
