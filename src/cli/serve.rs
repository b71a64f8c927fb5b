//! `linli serve`: the Telegram bot, on the folder's knowledge.
//!
//! Knows nothing of Telegram: it puts the knowledge, the conversations and the bot together.

use std::{process::ExitCode, sync::Arc, thread};

use anyhow::bail;
use jiff::{Timestamp, civil::Date};

use super::Session;
use crate::{
    answer::{Answer, Outcome, Passage},
    article::{Article, ArticleId, PlacePath},
    bot,
    config::Config,
    conversation::{self, Conversations, Knowledge},
    knowledge_base::{KnowledgeBase, LoadReport, Look, Newest, Recent},
    question::Asked,
    store::Store,
    telemetry,
};

pub(super) fn run(session: &Session, config: Config, today: Option<Date>) -> anyhow::Result<ExitCode> {
    let Some(bot) = config.bot_options() else {
        bail!(
            "`TELOXIDE_TOKEN` is not set; @BotFather in Telegram gives a token (/newbot), put it into `.env`"
        );
    };
    telemetry::silence_panics();
    let (knowledge, report) = session.open(Look::Later)?;
    tracing::info!(articles = report.articles, "knowledge opened");
    let knowledge = Arc::new(Counted(knowledge));
    let options = conversation::Options { home: session.home.clone(), editors: !bot.operators.is_empty() };
    let store = Store::open(&bot.database)?;
    let conversations =
        Arc::new(Conversations::new(Arc::clone(&knowledge) as Arc<dyn Knowledge>, store.clone(), options));
    let others = Arc::clone(&conversations);
    let reload: bot::Reload = Arc::new(move || {
        knowledge.look();
        others.forget_examples();
    });
    // Residents are answered from the last commit while the folder is looked through.
    let look = Arc::clone(&reload);
    thread::spawn(move || look());
    let (news, time_zone) = (Arc::clone(&conversations), config.time_zone.clone());
    let tidings: bot::TellNews =
        Arc::new(move || news.tidings(Timestamp::now().to_zoned(time_zone.clone()).datetime()));
    let options =
        bot::Options { today, reload: Some(reload), tidings: Some(tidings), store: Some(store), ..bot };
    bot::run(options, Arc::new(move |incoming| conversations.hear(incoming)))?;
    Ok(ExitCode::SUCCESS)
}

/// Knowledge whose answers and reloads are counted.
struct Counted(KnowledgeBase);

impl Counted {
    /// Brings the knowledge up to date; how it went is logged.
    fn look(&self) {
        match Knowledge::reload(self) {
            Ok(report) => tracing::info!(
                articles = report.articles,
                added = report.added,
                changed = report.changed,
                removed = report.removed,
                problems = report.problems.len(),
                "the knowledge is up to date"
            ),
            Err(reason) => {
                tracing::warn!(reason, "the folder could not be read; the old knowledge goes on serving")
            }
        }
    }
}

impl Knowledge for Counted {
    fn answer(&self, asked: &Asked<'_>) -> Vec<Answer> {
        let answers = self.0.answer(asked);
        for answer in &answers {
            telemetry::question(name_of(answer.outcome));
        }
        answers
    }

    fn latest(&self, newest: &Newest, today: Date) -> Vec<Passage> {
        self.0.latest(newest, today)
    }

    fn article(&self, id: &ArticleId) -> Option<Article> {
        self.0.article(id)
    }

    fn reload(&self) -> Result<LoadReport, String> {
        let result = Knowledge::reload(&self.0);
        telemetry::reloaded(result.is_ok());
        result
    }

    fn find_places(&self, text: &str) -> Vec<PlacePath> {
        self.0.find_places(text)
    }

    fn services(&self) -> Vec<String> {
        self.0.services()
    }

    fn linked(&self, link: &str) -> Option<ArticleId> {
        self.0.linked(link)
    }

    fn link_of(&self, id: &ArticleId) -> Option<String> {
        self.0.link_of(id)
    }

    fn recent(&self, limit: usize, today: Date) -> Vec<Recent> {
        self.0.recent(limit, today)
    }

    fn generation(&self) -> u64 {
        self.0.generation()
    }
}

fn name_of(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Answered => "answered",
        Outcome::NearMiss => "near_miss",
        Outcome::WhichPlace => "which_place",
        Outcome::NotFound => "not_found",
        Outcome::Emergency => "emergency",
        Outcome::Chitchat => "chitchat",
        Outcome::Refused => "refused",
    }
}
