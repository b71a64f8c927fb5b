//! `/status`: what the bot knows, how it is, what waits.
//!
//! Knows nothing of wording.

use jiff::civil::Date;

use super::{Upkeep, said};
use crate::{
    conversation::Outgoing,
    knowledge_base::{self, Newest},
    problem::Severity,
    reply::{self, Status},
};

/// In a larger folder only what was read last is looked at.
const LOOKED_THROUGH: usize = 2_000;

impl Upkeep {
    pub(super) fn status(&self, today: Date) -> Outgoing {
        let last = self.state().last.clone();
        let newest = self.knowledge.latest(&Newest { limit: 1, ..Newest::default() }, today);
        let problems = if self.knowledge.len() <= LOOKED_THROUGH {
            knowledge_base::check(self.knowledge.folder(), today).ok()
        } else {
            last.as_ref().map(|last| last.report.problems.clone())
        };
        let mut problems = problems.unwrap_or_default();
        problems.sort_by_key(|problem| problem.severity != Severity::Error);
        // A database that does not answer is a figure that is missing, not a status that is.
        let waiting = self.store.waiting().unwrap_or_default();
        let drafts = self.store.parcels_waiting().unwrap_or_default();
        said(reply::status(&Status {
            articles: self.knowledge.len(),
            newest: newest.first().and_then(|passage| passage.published.clone()),
            looked: last.as_ref().map(|last| (last.at.elapsed(), last.well)),
            problems: &problems,
            asking: self.is_asking(),
            held: self.knowledge.is_held(),
            reader: !self.knowledge.is_writer(),
            inbox: waiting.0,
            outbox: waiting.1,
            drafts: drafts.iter().map(|waits| waits.pieces).sum(),
        }))
    }
}
