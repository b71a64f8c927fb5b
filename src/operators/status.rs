//! `/status`: what the bot knows, how it is, what waits.
//!
//! Knows nothing of wording.

use std::sync::Arc;

use jiff::civil::Date;

use super::reload_gate::ReloadGate;
use crate::{
    diagnostic::{Diagnostic, Severity},
    knowledge_base::{KnowledgeBase, Newest},
    messaging::Outgoing,
    reply::{self, LookAgo, QueueDepths, Status},
    store::{Store, StoreError},
    telemetry,
};

/// In a larger folder only what was read last is looked at.
const LOOKED_THROUGH: usize = 2_000;

/// Says how the bot is.
pub(super) struct StatusPage {
    knowledge: Arc<KnowledgeBase>,
    store: Store,
    gate: Arc<ReloadGate>,
}

impl StatusPage {
    pub(super) fn new(knowledge: Arc<KnowledgeBase>, store: Store, gate: Arc<ReloadGate>) -> Self {
        Self { knowledge, store, gate }
    }

    pub(super) fn report(&self, today: Date) -> Outgoing {
        let last = self.gate.last();
        let newest = self.knowledge.latest(&Newest { limit: 1, ..Newest::default() }, today);
        let looking = self.gate.looking();
        // Never behind a look that is under way, nor beside it.
        let problems = if looking.is_none() && self.knowledge.article_count() <= LOOKED_THROUGH {
            self.knowledge.check(today).ok()
        } else {
            last.as_ref().map(|last| last.report.problems.clone())
        };
        let problems = problems.map(errors_first);
        // A database that does not answer is a figure that is missing, not a status that is.
        let queues = figure(self.store.waiting());
        let drafts = figure(self.store.pending_submissions());
        Outgoing::of(reply::status(&Status {
            articles: self.knowledge.article_count(),
            newest: newest.first().and_then(|passage| Some(passage.published.as_ref()?.date)),
            looking,
            looked: last.as_ref().map(|last| LookAgo { ago: last.at.elapsed(), well: last.well }),
            problems: problems.as_deref(),
            asking: self.gate.is_asking(),
            held: self.knowledge.is_held(),
            reader: !self.knowledge.is_writer(),
            queues: queues.map(|(inbox, outbox)| QueueDepths { inbox, outbox }),
            drafts: drafts.map(|drafts| drafts.iter().map(|draft| draft.articles).sum()),
        }))
    }
}

fn errors_first(mut problems: Vec<Diagnostic>) -> Vec<Diagnostic> {
    problems.sort_by_key(|problem| problem.severity != Severity::Error);
    problems
}

fn figure<T>(counted: Result<T, StoreError>) -> Option<T> {
    counted
        .map_err(|error| {
            telemetry::failed("status");
            tracing::error!(%error, "a figure of the status is missing");
        })
        .ok()
}
