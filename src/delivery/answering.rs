//! Asks the conversation for an answer without letting it hold up or break anything.
//!
//! Knows nothing of any network: `Speech` goes in, `Outgoing` or an apology comes out.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::options::{DeliveryOptions, Today, Tuning};
use super::workers::{Unfinished, Workers};
use crate::messaging::{ChatKey, ChatKind, Incoming, MessageId, Outgoing, Said, UserId};
use crate::reply::notices;
use crate::reply::wording::operators;
use crate::telemetry;

/// The conversation: may take a while, may panic.
pub type Hear = Arc<dyn Fn(Incoming) -> Outgoing + Send + Sync>;

/// Has everything answered that is said.
pub struct Answering {
    hear: Hear,
    today: Today,
    /// Residents' answers are made on these threads, what operators want on those.
    workers: Workers,
    operating: Workers,
    /// Whether there is room for answers at all.
    part: telemetry::Heartbeat,
    tuning: Tuning,
}

/// Who says what, and where.
#[derive(Clone, Debug)]
pub struct Speech {
    /// The chat.
    pub chat: ChatKey,
    /// Who reads along there.
    pub kind: ChatKind,
    /// The person.
    pub user: UserId,
    /// The person may do what operators may.
    pub operator: bool,
    /// What is said.
    pub said: Said,
    /// The message of ours that it replies to.
    pub about: Option<MessageId>,
}

impl Answering {
    pub(super) fn new(options: &DeliveryOptions, hear: Hear) -> Self {
        let tuning = options.tuning;
        Self {
            hear,
            today: options.today.clone(),
            part: telemetry::heartbeat("answers", Duration::MAX),
            workers: Workers::new(tuning.answering + tuning.reading + tuning.given_up),
            operating: Workers::of_operators(tuning.operating + tuning.given_up),
            tuning,
        }
    }

    /// The answer, or an apology when it panics or takes too long: its work is told to end then.
    pub async fn answer(&self, speech: Speech) -> Outgoing {
        let own = speech.operator && speech.kind == ChatKind::Private;
        let workers = if own { &self.operating } else { &self.workers };
        let within = match speech.said {
            Said::File(_) => self.tuning.file_within,
            _ if own => self.tuning.operator_within,
            _ => self.tuning.answer_within,
        };
        let Speech { chat, kind, user, operator, said, about } = speech;
        let incoming = Incoming { chat, kind, user, operator, said, today: self.today.date(), about };
        let hear = Arc::clone(&self.hear);
        let begun = Instant::now();
        let answer = workers.run(chat, within, move || hear(incoming)).await;
        self.part.round(answer != Err(Unfinished::NoRoom));
        let outgoing = match answer {
            Ok(outgoing) => outgoing,
            // It is for the next start to give the answer.
            Err(Unfinished::Stopped) => std::future::pending().await,
            Err(Unfinished::Panicked) => {
                telemetry::panicked("answer");
                Outgoing::line(notices::APOLOGY)
            }
            Err(Unfinished::TooLate) => {
                telemetry::failed("answer_timeout");
                tracing::error!("an answer took too long and was given up; whoever asked was told so");
                Outgoing::line(if own { operators::GIVEN_UP } else { notices::APOLOGY })
            }
            Err(Unfinished::NoRoom | Unfinished::Hung) => {
                telemetry::failed("answer_no_room");
                tracing::error!("answers that were given up have not ended; whoever asked was told so");
                Outgoing::line(notices::APOLOGY)
            }
        };
        telemetry::heard(begun.elapsed());
        outgoing
    }
}
