//! `/status`: what the bot knows, how it is, what waits.
//!
//! Knows nothing of wording.

use jiff::civil::Date;

use super::{Upkeep, said};
use crate::{
    knowledge_base::Newest,
    messaging::Outgoing,
    problem::Severity,
    reply::{self, Status},
    store::StoreError,
    telemetry,
};

/// In a larger folder only what was read last is looked at.
const LOOKED_THROUGH: usize = 2_000;

impl Upkeep {
    pub(super) fn status(&self, today: Date) -> Outgoing {
        let last = self.state().last.clone();
        let newest = self.knowledge.latest(&Newest { limit: 1, ..Newest::default() }, today);
        let looking = self.looking();
        // Never behind a look that is under way, nor beside it.
        let problems = if looking.is_none() && self.knowledge.len() <= LOOKED_THROUGH {
            self.knowledge.check(today).ok()
        } else {
            last.as_ref().map(|last| last.report.problems.clone())
        };
        let problems = problems.map(|mut problems| {
            problems.sort_by_key(|problem| problem.severity != Severity::Error);
            problems
        });
        // A database that does not answer is a figure that is missing, not a status that is.
        let waiting = figure(self.store.waiting());
        let drafts = figure(self.store.parcels_waiting());
        said(reply::status(&Status {
            articles: self.knowledge.len(),
            newest: newest.first().and_then(|passage| passage.published.as_ref()).map(|known| known.date),
            looking,
            looked: last.as_ref().map(|last| (last.at.elapsed(), last.well)),
            problems: problems.as_deref(),
            asking: self.is_asking(),
            held: self.knowledge.is_held(),
            reader: !self.knowledge.is_writer(),
            queues: waiting,
            drafts: drafts.map(|drafts| drafts.iter().map(|waits| waits.pieces).sum()),
        }))
    }
}

fn figure<T>(counted: Result<T, StoreError>) -> Option<T> {
    counted
        .map_err(|error| {
            telemetry::failed("status");
            tracing::error!(%error, "a figure of the status is missing");
        })
        .ok()
}
