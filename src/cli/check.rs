//! `linli check`: every problem of the knowledge folder with file, line and remedy.
//!
//! Knows nothing of what makes a problem.

use std::{io::Write, process::ExitCode};

use super::{Session, json_line};
use crate::{
    diagnostic::{Diagnostic, Severity},
    knowledge_base,
    text::printable::printable_line,
};

pub(super) fn run(session: &Session, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let problems = knowledge_base::check(&session.knowledge, session.today, &session.reader)?;
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    for problem in &problems {
        if session.json {
            json_line(out, problem)?;
        } else {
            show(problem, out)?;
        }
    }
    if !session.json {
        match (errors, problems.len() - errors) {
            (0, 0) => writeln!(out, "没有发现问题。")?,
            (errors, warnings) => writeln!(out, "{errors} 处错误，{warnings} 处提醒。")?,
        }
    }
    Ok(ExitCode::from(u8::from(errors > 0)))
}

fn show(problem: &Diagnostic, out: &mut dyn Write) -> std::io::Result<()> {
    let severity = match problem.severity {
        Severity::Error => "错误",
        Severity::Warning => "提醒",
    };
    let line = problem.line.map(|line| format!(":{line}")).unwrap_or_default();
    let [file, remedy] = [&problem.file, &problem.remedy].map(|text| printable_line(text));
    let problem = printable_line(&problem.problem);
    writeln!(out, "{severity}  {file}{line}\n      {problem}\n      → {remedy}")
}
