//! The one gate through which new knowledge comes: made ready, tried on the folder's cases, then taken up, or not.
//!
//! Knows nothing of who noticed that the folder has changed, and of what is said of it.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use jiff::civil::Date;

use super::{
    corrections::AnswerCorrections,
    regression::{Regression, RegressionSetting, regression},
};
use crate::{
    article::{ArticleId, PlacePath},
    cancellation,
    knowledge_base::{KnowledgeBase, LoadReport, OpenError, PreparedReload},
    reply, telemetry,
};

/// Lets new knowledge in.
pub(super) struct ReloadGate {
    knowledge: Arc<KnowledgeBase>,
    /// Where the residents are.
    home: Option<PlacePath>,
    /// Called when other knowledge serves.
    changed: Arc<dyn Fn() + Send + Sync>,
    answers: AnswerCorrections,
    state: Mutex<GateState>,
    /// One reload at a time, from the look at the folder to the outcome.
    at_work: Mutex<()>,
}

/// What is remembered between two looks.
#[derive(Default)]
struct GateState {
    pending: Option<PendingReload>,
    asked: u64,
    last: Option<LastLook>,
    /// Since when the folder is being looked through.
    looking: Option<Instant>,
}

/// Knowledge that waits for an operator's word.
struct PendingReload {
    number: u64,
    prepared: PreparedReload,
}

/// The last look through the folder.
#[derive(Clone)]
pub(super) struct LastLook {
    pub(super) at: Instant,
    pub(super) well: bool,
    pub(super) report: LoadReport,
}

/// What came of a look through the folder.
pub(super) enum ReloadOutcome {
    /// The old knowledge goes on serving, for this reason.
    Failed(String),
    /// The new knowledge serves.
    TakenUp(LoadReport),
    /// Nothing has changed.
    Same(LoadReport),
    /// The new knowledge is worse, and waits for an operator's word.
    Worse(WorseKnowledge),
}

/// Knowledge that answers the folder's cases worse than the one that serves.
pub(super) struct WorseKnowledge {
    /// Under this number it waits.
    pub(super) number: u64,
    pub(super) report: LoadReport,
    pub(super) regression: Regression,
}

/// A look through the folder, and what it brought for those who were answered before.
pub(super) struct LookOutcome {
    pub(super) outcome: ReloadOutcome,
    /// Messages that were corrected.
    pub(super) corrected: usize,
}

impl ReloadGate {
    pub(super) fn new(
        knowledge: Arc<KnowledgeBase>,
        home: Option<PlacePath>,
        changed: Arc<dyn Fn() + Send + Sync>,
        answers: AnswerCorrections,
    ) -> Self {
        Self { knowledge, home, changed, answers, state: Mutex::default(), at_work: Mutex::default() }
    }

    /// Looks through the folder, and corrects what was answered with what has been taken back; `meant` are the notices
    /// that an operator has just taken back by name.
    pub(super) fn look_through(&self, today: Date, meant: &BTreeSet<ArticleId>) -> LookOutcome {
        let outcome = self.looked_through(today, meant);
        // Also where nothing is new: a process may have ended before it came to that.
        let corrected = match outcome {
            ReloadOutcome::Worse(_) => 0,
            ReloadOutcome::Failed(_) | ReloadOutcome::TakenUp(_) | ReloadOutcome::Same(_) => {
                self.answers.correct(today)
            }
        };
        LookOutcome { outcome, corrected }
    }

    fn looked_through(&self, today: Date, meant: &BTreeSet<ArticleId>) -> ReloadOutcome {
        let _one = self.one_at_a_time();
        self.state().looking = Some(Instant::now());
        let _until = LookUnderWay(self);
        let outcome = self.judged(today, meant);
        let (well, report) = match &outcome {
            ReloadOutcome::Failed(_) => (false, LoadReport::default()),
            ReloadOutcome::Worse(WorseKnowledge { report, regression, .. }) => {
                tracing::warn!(
                    lost = regression.lost.len(),
                    cases = regression.cases,
                    "the new knowledge answers the folder's cases worse; it waits for an operator's word"
                );
                (true, report.clone())
            }
            ReloadOutcome::TakenUp(report) | ReloadOutcome::Same(report) => {
                log(report);
                (true, report.clone())
            }
        };
        telemetry::reloaded(well);
        self.state().last = Some(LastLook { at: Instant::now(), well, report });
        outcome
    }

    fn judged(&self, today: Date, meant: &BTreeSet<ArticleId>) -> ReloadOutcome {
        let prepared = match self.knowledge.prepare() {
            Ok(prepared) => prepared,
            Err(error) => return ReloadOutcome::Failed(not_taken_up(&error)),
        };
        let report = prepared.report().clone();
        let changes = report.words || report.added + report.changed + report.removed > 0;
        // Beside no knowledge at all, none is worse.
        if changes && self.knowledge.is_made() {
            let setting = RegressionSetting { home: self.home.as_ref(), today, meant };
            let regression = regression(&self.knowledge, &prepared, &setting);
            if regression.is_worse() {
                let number = self.wait(prepared);
                return ReloadOutcome::Worse(WorseKnowledge { number, report, regression });
            }
        }
        // What was given up meanwhile is not taken up behind the back of whoever asked.
        cancellation::check();
        self.state().pending = None;
        match self.switch(prepared) {
            Ok(report) if changes => ReloadOutcome::TakenUp(report),
            Ok(report) => ReloadOutcome::Same(report),
            Err(reason) => ReloadOutcome::Failed(reason),
        }
    }

    /// Keeps knowledge until an operator has decided; gives the number under which it waits.
    fn wait(&self, prepared: PreparedReload) -> u64 {
        let mut state = self.state();
        state.asked += 1;
        let number = state.asked;
        state.pending = Some(PendingReload { number, prepared });
        number
    }

    fn switch(&self, prepared: PreparedReload) -> Result<LoadReport, String> {
        let report = self.knowledge.switch(prepared).map_err(|error| not_taken_up(&error))?;
        (self.changed)();
        Ok(report)
    }

    /// Takes up the knowledge that waits under this number, or says why not; none where it waits no more.
    pub(super) fn take_up(&self, number: u64, today: Date) -> Option<Result<LoadReport, String>> {
        let _one = self.one_at_a_time();
        let pending = self.take_pending(number)?;
        let switched = self.switch(pending.prepared);
        if let Ok(report) = &switched {
            log(report);
            self.answers.correct(today);
        }
        Some(switched)
    }

    /// Drops the knowledge that waits under this number; false where it waits no more.
    pub(super) fn drop_pending(&self, number: u64) -> bool {
        let _one = self.one_at_a_time();
        self.take_pending(number).is_some()
    }

    fn take_pending(&self, number: u64) -> Option<PendingReload> {
        self.state().pending.take_if(|pending| pending.number == number)
    }

    /// Goes back to the former knowledge; false where there is none.
    pub(super) fn roll_back(&self) -> Result<bool, String> {
        let _one = self.one_at_a_time();
        self.state().pending = None;
        let rolled_back = self.knowledge.roll_back().map_err(|error| not_taken_up(&error))?;
        if rolled_back {
            (self.changed)();
            tracing::info!(
                articles = self.knowledge.article_count(),
                "an operator went back to former knowledge"
            );
        }
        Ok(rolled_back)
    }

    /// For how long the folder is being looked through.
    pub(super) fn looking(&self) -> Option<Duration> {
        self.state().looking.map(|since| since.elapsed())
    }

    /// The last look that is over.
    pub(super) fn last(&self) -> Option<LastLook> {
        self.state().last.clone()
    }

    /// Whether something waits for an operator's word.
    pub(super) fn is_asking(&self) -> bool {
        self.state().pending.is_some()
    }

    fn state(&self) -> MutexGuard<'_, GateState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn one_at_a_time(&self) -> MutexGuard<'_, ()> {
        self.at_work.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The folder is being looked through, however that ends.
struct LookUnderWay<'a>(&'a ReloadGate);

impl Drop for LookUnderWay<'_> {
    fn drop(&mut self) {
        self.0.state().looking = None;
    }
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
        knowledge_base::{KnowledgeBase, KnowledgeBaseOptions, RefreshPolicy},
        messaging::Outgoing,
        operators::{Operators, OperatorsOptions, Trigger},
        review::RenderQueued,
        store::Store,
    };

    fn operators() -> (tempfile::TempDir, Operators, Arc<ReloadGate>) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("knowledge")).unwrap();
        let options = KnowledgeBaseOptions {
            knowledge: folder.path().join("knowledge"),
            state: folder.path().join("state"),
            refresh: RefreshPolicy::Later,
            home: None,
            reader: ForeignReader::default(),
        };
        let knowledge = Arc::new(KnowledgeBase::open(&options).unwrap().0);
        let queued: RenderQueued = Arc::new(|_, _, _| Vec::new());
        let options = OperatorsOptions { home: None, notify: None, queued, changed: Arc::new(|| {}) };
        let operators = Operators::new(knowledge, Store::in_memory().unwrap(), options);
        let gate = Arc::clone(&operators.reloads.gate);
        (folder, operators, gate)
    }

    fn read(outgoing: &Outgoing) -> String {
        outgoing.messages.iter().map(|message| message.text.to_plain()).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn nobody_waits_for_a_look_that_is_under_way() {
        let (_folder, operators, gate) = operators();
        let today = date(2024, 11, 1);
        let _one = gate.at_work.lock().unwrap();
        gate.state().looking = Some(Instant::now());
        assert!(
            read(&operators.reloads.reload(today))
                .contains("正在看文件夹（第0秒），这一遍看完再发 /reload。")
        );
        let status = read(&operators.status.report(today));
        assert!(status.contains("正在看文件夹（第0秒）。"), "{status}");
        assert!(!status.contains("没发现问题"), "nobody knows yet: {status}");
    }

    #[test]
    fn a_look_that_panics_is_none_that_is_under_way() {
        let (_folder, operators, gate) = operators();
        let today = date(2024, 11, 1);
        let panicked = catch_unwind(AssertUnwindSafe(|| {
            let _one = gate.at_work.lock().unwrap();
            gate.state().looking = Some(Instant::now());
            let _until = LookUnderWay(&gate);
            resume_unwind(Box::new("as the test wants it"));
        }));
        assert!(panicked.is_err() && gate.looking().is_none());
        assert!(read(&operators.reloads.reload(today)).contains("重新读完了"));
        assert!(read(&operators.status.report(today)).contains("没发现问题"));
    }

    #[test]
    fn a_look_that_was_given_up_is_not_taken_up() {
        let (folder, operators, gate) = operators();
        std::fs::create_dir(folder.path().join("knowledge/articles")).unwrap();
        let notice = "---\ntitle: \"免费理发\"\n---\n\n每周三上午免费理发。\n";
        std::fs::write(folder.path().join("knowledge/articles/a.md"), notice).unwrap();
        let given_up = cancellation::Cancellation::default();
        let ended = catch_unwind(AssertUnwindSafe(|| {
            given_up.run(|| {
                given_up.cancel();
                operators.look(Trigger::Signal, date(2024, 11, 1));
            });
        }));
        assert!(ended.is_err() && gate.looking().is_none());
        assert_eq!(operators.knowledge.article_count(), 0);
        operators.look(Trigger::Signal, date(2024, 11, 1));
        assert_eq!(operators.knowledge.article_count(), 1);
    }
}
