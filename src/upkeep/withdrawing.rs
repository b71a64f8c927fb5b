//! `/withdraw` and `/correct`: a notice is taken back, or another one changes it; both are written into the folder.
//!
//! Knows nothing of who was answered with it.

use std::collections::BTreeSet;

use super::{Operator, Upkeep, files, gate::Verdict, instead, line, said};
use crate::{
    article::{Article, ArticleId, PartialDate, Published, PublishedFrom},
    knowledge_base::Newest,
    messaging::{Message, Outgoing},
    question::Asked,
    reply::{self, wording::operators},
    text::spans::char_count,
};

/// Notices in one list.
const LISTED: usize = 6;
/// The longest correction.
const LONGEST: usize = 1_000;

/// A correction that waits for the operator's nod.
pub(super) struct Correction {
    pub(super) number: u64,
    of: ArticleId,
    text: String,
}

impl Upkeep {
    /// What the operator means: the answer that the message replies to, or one of a list.
    pub(super) fn withdraw(&self, operator: &Operator, words: &str) -> Outgoing {
        let ids = match (self.replied_to(operator), words) {
            (ids, _) if !ids.is_empty() => ids,
            (_, "") => self.newest(operator),
            (_, words) => self.found(operator, words),
        };
        let articles: Vec<(Article, String)> = ids
            .iter()
            .filter_map(|id| Some((self.knowledge.article(id)?, self.knowledge.link_of(id)?)))
            .filter(|(article, _)| !article.withdrawn)
            .take(LISTED)
            .collect();
        match articles.as_slice() {
            [] => line(operators::NOTHING_TO_WITHDRAW),
            [(article, link)] => said(reply::withdraw_this(article, link)),
            several => said(reply::withdraw_which(several)),
        }
    }

    /// The articles shown by the message of ours that this one replies to.
    fn replied_to(&self, operator: &Operator) -> Vec<ArticleId> {
        let Some(message) = operator.about else { return Vec::new() };
        match self.store.shown_in(operator.chat, message) {
            Ok(articles) => articles.into_iter().map(ArticleId).collect(),
            Err(error) => {
                tracing::error!(%error, "what a message showed cannot be looked up");
                Vec::new()
            }
        }
    }

    fn newest(&self, operator: &Operator) -> Vec<ArticleId> {
        let newest = Newest { limit: LISTED, ..Newest::default() };
        self.knowledge.latest(&newest, operator.today).into_iter().map(|passage| passage.article).collect()
    }

    fn found(&self, operator: &Operator, words: &str) -> Vec<ArticleId> {
        let asked = Asked {
            text: words,
            before: None,
            chosen_place: None,
            own_place: None,
            home: self.options.home.as_ref(),
            just_asking: false,
            today: operator.today,
        };
        let answer = self.knowledge.answer_whole(&asked);
        answer.passages.into_iter().map(|passage| passage.article).collect()
    }

    /// One of a list was chosen: shown once more before it is taken back.
    pub(super) fn withdraw_chosen(&self, link: &str) -> Outgoing {
        match self.linked(link) {
            Some(article) => instead(reply::withdraw_this(&article, link)),
            None => instead(Message::of_text(operators::GONE_ALREADY)),
        }
    }

    /// 撤下.
    pub(super) fn withdraw_now(&self, operator: &Operator, link: &str) -> Outgoing {
        let Some(article) = self.linked(link) else { return line(operators::GONE_ALREADY) };
        if let Err(error) = files::withdraw(self.knowledge.folder(), &article) {
            tracing::error!(%error, file = article.file, "a notice could not be withdrawn");
            return line(&operators::not_written(&article.file, &error.to_string()));
        }
        tracing::info!(article = %article.id, "an operator withdrew a notice");
        let meant = BTreeSet::from([article.id.clone()]);
        self.taken_up(operator, &meant, |count| reply::done(&operators::withdrawn(article.headline()), count))
    }

    /// `/correct` with the new words, as a reply to the answer that was wrong: shown once more before it is written.
    pub(super) fn ask_to_correct(&self, operator: &Operator, words: &str) -> Outgoing {
        let ids = self.replied_to(operator);
        let [id] = ids.as_slice() else { return line(operators::HOW_TO_CORRECT) };
        if words.is_empty() || char_count(words) > LONGEST {
            return line(operators::HOW_TO_CORRECT);
        }
        let Some(article) = self.knowledge.article(id) else { return line(operators::GONE_ALREADY) };
        let number = {
            let mut state = self.state();
            state.asked += 1;
            let number = state.asked;
            state.correction = Some(Correction { number, of: id.clone(), text: words.to_owned() });
            number
        };
        said(reply::correct_this(&article, words, number))
    }

    /// 发更正.
    pub(super) fn correct_now(&self, operator: &Operator, number: u64) -> Outgoing {
        let correction = {
            let mut state = self.state();
            state.correction.take_if(|correction| correction.number == number)
        };
        let Some(Correction { of, text, .. }) = correction else { return line(operators::SAY_IT_AGAIN) };
        let Some(wrong) = self.knowledge.article(&of) else { return line(operators::GONE_ALREADY) };
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
            return line(&operators::not_written("articles", &error.to_string()));
        }
        tracing::info!("an operator corrected a notice");
        let meant = BTreeSet::from([of]);
        self.taken_up(operator, &meant, |count| reply::done(&operators::corrected(wrong.headline()), count))
    }

    /// Takes up what was just written and says what came of it.
    pub(super) fn taken_up(
        &self,
        operator: &Operator,
        meant: &BTreeSet<ArticleId>,
        done: impl FnOnce(usize) -> Message,
    ) -> Outgoing {
        let (verdict, corrected) = self.look_through_and_correct(operator.today, meant);
        match verdict {
            Verdict::Failed(reason) => instead(reply::reload_failed(&reason)),
            Verdict::TakenUp(_) | Verdict::Same(_) => instead(done(corrected)),
            Verdict::Asked { number, report, trial } => {
                instead(super::gate::question(number, &report, &trial))
            }
        }
    }

    fn linked(&self, link: &str) -> Option<Article> {
        let article = self.knowledge.article(&self.knowledge.linked(link)?)?;
        (!article.withdrawn).then_some(article)
    }
}
