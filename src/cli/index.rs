//! `linli index`: brings the index up to date with the folder, and exits.
//!
//! Knows nothing of what is in the index.

use std::{io::Write, process::ExitCode, time::Duration};

use anyhow::bail;
use indicatif::ProgressBar;
use serde_json::json;

use super::{Session, in_a_line, json_line};
use crate::{diagnostic::Severity, knowledge_base::RefreshPolicy};

pub(super) fn run(session: &Session, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let spinner = ProgressBar::new_spinner().with_message("正在更新索引");
    spinner.enable_steady_tick(Duration::from_millis(200));
    let opened = session.open(RefreshPolicy::Always);
    spinner.finish_and_clear();
    let (knowledge, report) = opened?;
    if !knowledge.is_writer() {
        bail!(
            "another process is updating the index of `{}`; try again when it is done",
            session.knowledge.display()
        );
    }
    // `check` says more; a file that gives nothing is named here, too.
    for problem in report.problems.iter().filter(|problem| problem.severity == Severity::Error) {
        session.note(&in_a_line(problem));
    }
    let seconds = report.took.as_secs_f64();
    if session.json {
        let line = json!({
            "articles": report.articles, "added": report.added, "changed": report.changed,
            "removed": report.removed, "seconds": (seconds * 1e3).round() / 1e3,
        });
        json_line(out, &line)?;
    } else {
        writeln!(
            out,
            "共 {} 篇；新增 {}，改动 {}，移除 {}，用时 {seconds:.1} 秒",
            report.articles, report.added, report.changed, report.removed,
        )?;
    }
    Ok(ExitCode::SUCCESS)
}
