//! Reloads as operators see them: `/reload`, 换上 or 不换, `/rollback`, and what they are told of looks that they have
//! not asked for.
//!
//! Knows nothing of how new knowledge is tried.

use std::{
    collections::BTreeSet,
    mem,
    sync::{Arc, Mutex, PoisonError},
};

use jiff::civil::Date;

use super::{
    NotifyOperators, notify,
    reload_gate::{LookOutcome, ReloadGate, ReloadOutcome, WorseKnowledge},
};
use crate::{
    article::ArticleId,
    knowledge_base::KnowledgeBase,
    messaging::{Message, Outgoing},
    reply::{
        self, WorseAfter,
        wording::{operators, state},
    },
};

/// Who wants the knowledge to be looked through, other than an operator in the chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trigger {
    /// The program has started.
    Start,
    /// The folder has changed.
    Folder,
    /// Somebody at the machine (SIGHUP): as good as `/reload`.
    Signal,
}

/// Looks through the folder for operators.
pub(super) struct Reloads {
    pub(super) gate: Arc<ReloadGate>,
    knowledge: Arc<KnowledgeBase>,
    notify: Option<NotifyOperators>,
    /// The trouble that the operators were told of last.
    told: Mutex<Option<String>>,
}

impl Reloads {
    pub(super) fn new(
        gate: Arc<ReloadGate>,
        knowledge: Arc<KnowledgeBase>,
        notify: Option<NotifyOperators>,
    ) -> Self {
        Self { gate, knowledge, notify, told: Mutex::default() }
    }

    /// `/reload`.
    pub(super) fn reload(&self, today: Date) -> Outgoing {
        // A second one would wait for the first, and say the same.
        if let Some(since) = self.gate.looking() {
            return Outgoing::line(&operators::looking_already(since.as_secs()));
        }
        Outgoing::of(match self.gate.look_through(today, &BTreeSet::new()).outcome {
            ReloadOutcome::Failed(reason) => reply::reload_failed(&reason),
            ReloadOutcome::TakenUp(report) | ReloadOutcome::Same(report) => reply::reloaded(&report),
            ReloadOutcome::Worse(worse) => question(&worse),
        })
    }

    /// Looks through the folder because of what happened outside the chat; tells the operators what they should know.
    pub(super) fn look(&self, trigger: Trigger, today: Date) {
        if trigger != Trigger::Signal && self.knowledge.is_held() {
            tracing::info!("an operator went back to former knowledge: the folder waits for /reload");
            return;
        }
        let first = !self.knowledge.is_made();
        if trigger == Trigger::Start {
            self.knowledge.read_through();
        }
        let outcome = self.gate.look_through(today, &BTreeSet::new()).outcome;
        let known = self.is_known_trouble(&outcome);
        match outcome {
            // The same trouble at every look is told once.
            ReloadOutcome::Failed(_) if known => {}
            ReloadOutcome::Failed(reason) => notify(self.notify.as_ref(), reply::reload_failed(&reason)),
            // Somebody at the machine wants it, and there is nobody else to ask.
            ReloadOutcome::Worse(worse) if trigger == Trigger::Signal && self.notify.is_none() => {
                self.switch(worse.number, today);
            }
            ReloadOutcome::Worse(worse) => notify(self.notify.as_ref(), question(&worse)),
            ReloadOutcome::Same(_) => {}
            ReloadOutcome::TakenUp(report) => {
                if trigger != Trigger::Start || first || report.made_anew {
                    notify(self.notify.as_ref(), reply::reloaded(&report));
                }
            }
        }
    }

    /// Whether the operators know of this already: the same trouble, or none.
    fn is_known_trouble(&self, outcome: &ReloadOutcome) -> bool {
        let trouble = match outcome {
            ReloadOutcome::Failed(reason) => Some(reason.clone()),
            ReloadOutcome::TakenUp(_) | ReloadOutcome::Same(_) | ReloadOutcome::Worse(_) => None,
        };
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        mem::replace(&mut *told, trouble.clone()) == trouble
    }

    /// Tells the operators that the index was found damaged at the start, and is whole again.
    pub(super) fn notify_made_anew(&self) {
        notify(self.notify.as_ref(), Message::of_text(state::INDEX_MADE_ANEW));
    }

    /// 换上.
    pub(super) fn switch(&self, number: u64, today: Date) -> Outgoing {
        match self.gate.take_up(number, today) {
            Some(Ok(report)) => Outgoing::instead(reply::reloaded(&report)),
            Some(Err(reason)) => Outgoing::instead(reply::reload_failed(&reason)),
            None => Outgoing::line(operators::DECIDED_ALREADY),
        }
    }

    /// 不换.
    pub(super) fn keep(&self, number: u64) -> Outgoing {
        if !self.gate.drop_pending(number) {
            return Outgoing::line(operators::DECIDED_ALREADY);
        }
        tracing::info!("an operator keeps the old knowledge");
        Outgoing::instead(Message::of_text(operators::KEPT))
    }

    /// `/rollback`.
    pub(super) fn roll_back(&self) -> Outgoing {
        match self.gate.roll_back() {
            Ok(true) => Outgoing::line(&operators::rolled_back(self.knowledge.article_count())),
            Ok(false) => Outgoing::line(operators::NOTHING_TO_ROLL_BACK),
            Err(reason) => Outgoing::of(reply::reload_failed(&reason)),
        }
    }

    /// Takes up what was just written and says what came of it; `meant` are the notices that were taken back by name,
    /// and `done` is said of so many corrected messages.
    pub(super) fn take_up(
        &self,
        today: Date,
        meant: &BTreeSet<ArticleId>,
        done: impl FnOnce(usize) -> Message,
    ) -> Outgoing {
        let LookOutcome { outcome, corrected } = self.gate.look_through(today, meant);
        Outgoing::instead(match outcome {
            ReloadOutcome::Failed(reason) => reply::reload_failed(&reason),
            ReloadOutcome::TakenUp(_) | ReloadOutcome::Same(_) => done(corrected),
            ReloadOutcome::Worse(worse) => question(&worse),
        })
    }

    /// Takes up what was just accepted; says what the operator must know where it does not serve.
    pub(super) fn take_up_submitted(&self, today: Date) -> Option<Message> {
        if self.knowledge.is_held() {
            return Some(Message::of_text(operators::IS_HELD));
        }
        match self.gate.look_through(today, &BTreeSet::new()).outcome {
            ReloadOutcome::TakenUp(_) | ReloadOutcome::Same(_) => None,
            ReloadOutcome::Failed(reason) => Some(reply::reload_failed(&reason)),
            ReloadOutcome::Worse(worse) => Some(question(&worse)),
        }
    }
}

fn question(worse: &WorseKnowledge) -> Message {
    let WorseKnowledge { number, report, regression } = worse;
    let (lost, cases) = (&regression.lost, regression.cases);
    reply::worse_after(&WorseAfter { number: *number, report, lost, cases })
}
