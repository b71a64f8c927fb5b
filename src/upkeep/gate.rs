//! The one gate through which new knowledge comes: made ready, tried on the folder's cases, then taken up, or not.
//!
//! Knows nothing of who noticed that the folder has changed.

use std::{
    collections::{BTreeSet, HashMap},
    mem,
    sync::PoisonError,
    time::{Duration, Instant},
};

use jiff::civil::Date;

use super::withdrawing::Correction;
use super::{
    Upkeep, instead, line, said,
    trial::{Terms, Trial, trial},
};
use crate::{
    article::ArticleId,
    cancellation,
    knowledge_base::{LoadReport, OpenError, Prepared},
    messaging::{ChatKey, Message, OperatorAction, Outgoing},
    reply::{
        self, WorseAfter,
        wording::{operators, state},
    },
    telemetry,
};

/// Who wants the knowledge to be looked through, other than an operator in the chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The program has started.
    Start,
    /// The folder has changed.
    Folder,
    /// Somebody at the machine (SIGHUP): as good as `/reload`.
    Signal,
}

/// What is remembered between two looks.
#[derive(Default)]
pub(super) struct State {
    pending: Option<Pending>,
    pub(super) asked: u64,
    pub(super) correction: Option<Correction>,
    /// The buttons that each operator was shown last, with their labels.
    pub(super) buttons: HashMap<ChatKey, Vec<(String, OperatorAction)>>,
    /// The chat from which a synonym is awaited.
    pub(super) synonym_from: Option<ChatKey>,
    pub(super) last: Option<Last>,
    /// Since when the folder is being looked through.
    pub(super) looking: Option<Instant>,
    /// The trouble that the operators were told of last.
    told: Option<String>,
}

/// Knowledge that waits for an operator's word.
struct Pending {
    number: u64,
    prepared: Prepared,
}

/// The last look through the folder.
#[derive(Clone)]
pub(super) struct Last {
    pub(super) at: Instant,
    pub(super) well: bool,
    pub(super) report: LoadReport,
}

pub(super) enum Verdict {
    Failed(String),
    TakenUp(LoadReport),
    Same(LoadReport),
    Asked { number: u64, report: LoadReport, trial: Trial },
}

impl Upkeep {
    /// `/reload`.
    pub(super) fn reload(&self, today: Date) -> Outgoing {
        // A second one would wait for the first, and say the same.
        if let Some(since) = self.looking() {
            return line(&operators::looking_already(since.as_secs()));
        }
        match self.look_through_and_correct(today, &BTreeSet::new()).0 {
            Verdict::Failed(reason) => said(reply::reload_failed(&reason)),
            Verdict::TakenUp(report) | Verdict::Same(report) => said(reply::reloaded(&report)),
            Verdict::Asked { number, report, trial } => said(question(number, &report, &trial)),
        }
    }

    /// Looks through the folder because somebody or something outside the chat wants it; tells the operators what
    /// they should know.
    pub fn look(&self, by: By, today: Date) {
        if by != By::Signal && self.knowledge.is_held() {
            tracing::info!("an operator went back to former knowledge: the folder waits for /reload");
            return;
        }
        let first = !self.knowledge.is_made();
        if by == By::Start {
            self.knowledge.read_through();
        }
        let (verdict, _) = self.look_through_and_correct(today, &BTreeSet::new());
        let trouble = match &verdict {
            Verdict::Failed(reason) => Some(reason.clone()),
            Verdict::TakenUp(_) | Verdict::Same(_) | Verdict::Asked { .. } => None,
        };
        let known = mem::replace(&mut self.state().told, trouble.clone()) == trouble;
        match verdict {
            // The same trouble at every look is told once.
            Verdict::Failed(_) if known => {}
            Verdict::Failed(reason) => self.tell(reply::reload_failed(&reason)),
            // Somebody at the machine wants it, and there is nobody else to ask.
            Verdict::Asked { number, .. } if by == By::Signal && self.options.tell.is_none() => {
                self.decide(number, true, today);
            }
            Verdict::Asked { number, report, trial } => self.tell(question(number, &report, &trial)),
            Verdict::Same(_) => {}
            Verdict::TakenUp(report) => {
                if by != By::Start || first || report.made_anew {
                    self.tell(reply::reloaded(&report));
                }
            }
        }
    }

    /// Tells the operators that the index was found damaged at the start, and is whole again.
    pub fn tell_made_anew(&self) {
        self.tell(Message::of_text(state::INDEX_MADE_ANEW));
    }

    /// Looks through the folder, and corrects what was answered with what has been taken back; `meant` are the notices
    /// that an operator has just taken back by name.
    pub(super) fn look_through_and_correct(
        &self,
        today: Date,
        meant: &BTreeSet<ArticleId>,
    ) -> (Verdict, usize) {
        let verdict = self.look_through(today, meant);
        // Also where nothing is new: a process may have ended before it came to that.
        let corrected = if matches!(verdict, Verdict::Asked { .. }) { 0 } else { self.correct(today) };
        (verdict, corrected)
    }

    fn look_through(&self, today: Date, meant: &BTreeSet<ArticleId>) -> Verdict {
        let _one = self.at_work.lock().unwrap_or_else(PoisonError::into_inner);
        self.state().looking = Some(Instant::now());
        let _until = Looking(self);
        let verdict = self.judged(today, meant);
        let (well, report) = match &verdict {
            Verdict::Failed(_) => (false, LoadReport::default()),
            Verdict::Asked { report, trial, .. } => {
                tracing::warn!(
                    lost = trial.lost.len(),
                    cases = trial.cases,
                    "the new knowledge answers the folder's cases worse; it waits for an operator's word"
                );
                (true, report.clone())
            }
            Verdict::TakenUp(report) | Verdict::Same(report) => {
                log(report);
                (true, report.clone())
            }
        };
        telemetry::reloaded(well);
        self.state().last = Some(Last { at: Instant::now(), well, report });
        verdict
    }

    fn judged(&self, today: Date, meant: &BTreeSet<ArticleId>) -> Verdict {
        let prepared = match self.knowledge.prepare() {
            Ok(prepared) => prepared,
            Err(error) => return Verdict::Failed(not_taken_up(&error)),
        };
        let report = prepared.report().clone();
        let changes = report.words || report.added + report.changed + report.removed > 0;
        // Beside no knowledge at all, none is worse.
        if changes && self.knowledge.is_made() {
            let terms = Terms { home: self.options.home.as_ref(), today, meant };
            let trial = trial(&self.knowledge, &prepared, &terms);
            if trial.is_worse() {
                let mut state = self.state();
                state.asked += 1;
                let number = state.asked;
                state.pending = Some(Pending { number, prepared });
                return Verdict::Asked { number, report, trial };
            }
        }
        // What was given up meanwhile is not taken up behind the back of whoever asked.
        cancellation::check();
        self.state().pending = None;
        match self.switch(prepared) {
            Ok(report) if changes => Verdict::TakenUp(report),
            Ok(report) => Verdict::Same(report),
            Err(reason) => Verdict::Failed(reason),
        }
    }

    fn switch(&self, prepared: Prepared) -> Result<LoadReport, String> {
        let report = self.knowledge.switch(prepared).map_err(|error| not_taken_up(&error))?;
        (self.options.changed)();
        Ok(report)
    }

    /// 换上 or 不换.
    pub(super) fn decide(&self, number: u64, take: bool, today: Date) -> Outgoing {
        let _one = self.at_work.lock().unwrap_or_else(PoisonError::into_inner);
        let pending = {
            let mut state = self.state();
            match state.pending.take() {
                Some(pending) if pending.number == number => pending,
                other => {
                    state.pending = other;
                    return line(operators::DECIDED_ALREADY);
                }
            }
        };
        if !take {
            tracing::info!("an operator keeps the old knowledge");
            return instead(Message::of_text(operators::KEPT));
        }
        match self.switch(pending.prepared) {
            Ok(report) => {
                log(&report);
                self.correct(today);
                instead(reply::reloaded(&report))
            }
            Err(reason) => instead(reply::reload_failed(&reason)),
        }
    }

    /// `/rollback`.
    pub(super) fn roll_back(&self) -> Outgoing {
        let _one = self.at_work.lock().unwrap_or_else(PoisonError::into_inner);
        self.state().pending = None;
        match self.knowledge.roll_back() {
            Ok(true) => {
                (self.options.changed)();
                tracing::info!(articles = self.knowledge.len(), "an operator went back to former knowledge");
                line(&operators::rolled_back(self.knowledge.len()))
            }
            Ok(false) => line(operators::NOTHING_TO_ROLL_BACK),
            Err(error) => said(reply::reload_failed(&not_taken_up(&error))),
        }
    }

    /// For how long the folder is being looked through.
    pub(super) fn looking(&self) -> Option<Duration> {
        self.state().looking.map(|since| since.elapsed())
    }

    /// Whether something waits for an operator's word.
    pub(super) fn is_asking(&self) -> bool {
        self.state().pending.is_some()
    }
}

/// The folder is being looked through, however that ends.
struct Looking<'a>(&'a Upkeep);

impl Drop for Looking<'_> {
    fn drop(&mut self) {
        self.0.state().looking = None;
    }
}

pub(super) fn question(number: u64, report: &LoadReport, trial: &Trial) -> Message {
    reply::worse_after(&WorseAfter { number, report, lost: &trial.lost, cases: trial.cases })
}

/// The log hears the error with its causes, the operators what helps.
fn not_taken_up(error: &OpenError) -> String {
    let causes = error as &dyn std::error::Error;
    tracing::warn!(error = causes, "the folder could not be read; the old knowledge goes on serving");
    reply::not_loaded(error)
}

fn log(report: &LoadReport) {
    tracing::info!(
        articles = report.articles,
        added = report.added,
        changed = report.changed,
        removed = report.removed,
        problems = report.problems.len(),
        "the knowledge is up to date"
    );
}

#[cfg(test)]
mod tests {
    use std::{
        panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
        sync::Arc,
    };

    use jiff::civil::date;

    use super::*;
    use crate::{
        intake::ForeignReader,
        knowledge_base::{KnowledgeBase, Look},
        store::Store,
        upkeep,
    };

    fn upkeep() -> (tempfile::TempDir, Upkeep) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("knowledge")).unwrap();
        let options = crate::knowledge_base::Options {
            knowledge: folder.path().join("knowledge"),
            state: folder.path().join("state"),
            look: Look::Later,
            home: None,
            reader: ForeignReader::default(),
        };
        let knowledge = Arc::new(KnowledgeBase::open(&options).unwrap().0);
        let queued: upkeep::Queued = Arc::new(|_, _, _| Vec::new());
        let options = upkeep::Options { home: None, tell: None, queued, changed: Arc::new(|| {}) };
        (folder, Upkeep::new(knowledge, Store::in_memory().unwrap(), options))
    }

    fn read(outgoing: &Outgoing) -> String {
        outgoing.messages.iter().map(|message| message.text.to_plain()).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn nobody_waits_for_a_look_that_is_under_way() {
        let (_folder, upkeep) = upkeep();
        let today = date(2024, 11, 1);
        let _one = upkeep.at_work.lock().unwrap();
        upkeep.state().looking = Some(Instant::now());
        assert!(read(&upkeep.reload(today)).contains("正在看文件夹（第0秒），这一遍看完再发 /reload。"));
        let status = read(&upkeep.status(today));
        assert!(status.contains("正在看文件夹（第0秒）。"), "{status}");
        assert!(!status.contains("没发现问题"), "nobody knows yet: {status}");
    }

    #[test]
    fn a_look_that_panics_is_none_that_is_under_way() {
        let (_folder, upkeep) = upkeep();
        let today = date(2024, 11, 1);
        let panicked = catch_unwind(AssertUnwindSafe(|| {
            let _one = upkeep.at_work.lock().unwrap();
            upkeep.state().looking = Some(Instant::now());
            let _until = Looking(&upkeep);
            resume_unwind(Box::new("as the test wants it"));
        }));
        assert!(panicked.is_err() && upkeep.looking().is_none());
        assert!(read(&upkeep.reload(today)).contains("重新读完了"));
        assert!(read(&upkeep.status(today)).contains("没发现问题"));
    }

    #[test]
    fn a_look_that_was_given_up_is_not_taken_up() {
        let (folder, upkeep) = upkeep();
        std::fs::create_dir(folder.path().join("knowledge/articles")).unwrap();
        let notice = "---\ntitle: \"免费理发\"\n---\n\n每周三上午免费理发。\n";
        std::fs::write(folder.path().join("knowledge/articles/a.md"), notice).unwrap();
        let given_up = cancellation::Cancellation::default();
        let ended = catch_unwind(AssertUnwindSafe(|| {
            given_up.run(|| {
                given_up.cancel();
                upkeep.look(By::Signal, date(2024, 11, 1));
            });
        }));
        assert!(ended.is_err() && upkeep.looking().is_none());
        assert_eq!(upkeep.knowledge.len(), 0);
        upkeep.look(By::Signal, date(2024, 11, 1));
        assert_eq!(upkeep.knowledge.len(), 1);
    }
}
