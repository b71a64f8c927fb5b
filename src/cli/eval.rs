//! `linli eval`: runs cases and counts what was answered rightly; prints every miss.
//!
//! Knows nothing of how the figures are made (`evaluation`).

mod explain;
mod talks;

use std::{io::Write, path::PathBuf, process::ExitCode, sync::Arc};

use anyhow::Context;
use serde_json::json;
use talks::TurnMiss;

use super::{Session, json_line};
use crate::{
    article::ArticleId,
    diagnostic::{Diagnostic, Severity},
    evaluation::{CaseVerdict, Evaluation, EvaluationSetting, Figures, Judged, evaluate},
    intake::{self, Expected, FileRole, TalkCase, check::CasesFile},
    knowledge_base::{KnowledgeBase, RefreshPolicy},
    question::QuestionRequest,
};

/// Ends the name of a file of conversations.
const TALKS: &str = ".talk.jsonl";

#[derive(Debug, clap::Args)]
pub(super) struct EvalArguments {
    /// Files of cases [default: cases/*.jsonl of the knowledge folder]
    cases: Vec<PathBuf>,
    /// Print, for each case, the signals of the best articles as JSON instead of the figures
    #[arg(long)]
    explain: bool,
}

pub(super) fn run(
    session: &Session,
    arguments: &EvalArguments,
    out: &mut dyn Write,
) -> anyhow::Result<ExitCode> {
    let (knowledge, _) = session.open(RefreshPolicy::IfQuick)?;
    let knowledge = Arc::new(knowledge);
    let files = if arguments.cases.is_empty() { of_folder(&knowledge)? } else { named(&arguments.cases)? };
    let mut sums = Figures::default();
    let mut faults = 0;
    let mut turns = Turns::default();
    for file in &files {
        if arguments.explain {
            explain::explain(session, &knowledge, &file.text, out)?;
            continue;
        }
        if file.file.ends_with(TALKS) {
            let (talks, problems) = intake::read_talks(&file.file, &file.text);
            faults += problems.iter().filter(|problem| tell(session, problem)).count();
            turns += play_all(session, &knowledge, &file.file, &talks, out)?;
            continue;
        }
        let (cases, problems) = intake::read_cases(&file.file, &file.text);
        faults += problems.iter().filter(|problem| tell(session, problem)).count();
        let answer = |asked: &QuestionRequest<'_>| knowledge.answer(asked);
        let setting =
            EvaluationSetting { home: session.home.as_ref(), today: session.today, answer: &answer };
        let evaluation = evaluate(&cases, &setting);
        show(session, &file.file, &evaluation, out)?;
        sums.add(&evaluation.figures);
    }
    if arguments.explain {
        return Ok(ExitCode::SUCCESS);
    }
    if session.json {
        json_line(out, &json!({ "figures": sums, "turns": turns.all, "turns_right": turns.right }))?;
    } else {
        writeln!(out, "{}", in_words(&sums))?;
        if turns.all > 0 {
            writeln!(out, "turns {}", share(turns.right, turns.all))?;
        }
    }
    let missed = sums.right < sums.answerable
        || sums.false_answers > 0
        || sums.helped < sums.emergencies
        || turns.right < turns.all
        || faults > 0;
    Ok(ExitCode::from(u8::from(missed)))
}

fn of_folder(knowledge: &KnowledgeBase) -> anyhow::Result<Vec<CasesFile>> {
    let folder = knowledge.folder();
    let scan = intake::scan(folder).with_context(|| format!("cannot read `{}`", folder.display()))?;
    let stamps = scan.files.iter().filter(|file| matches!(file.role, FileRole::Cases | FileRole::Talks));
    let read = |stamp: &intake::FileStamp| {
        let text = intake::read_text(folder, stamp).0.unwrap_or_default();
        CasesFile { file: stamp.path.clone(), text }
    };
    Ok(stamps.map(read).collect())
}

fn named(paths: &[PathBuf]) -> anyhow::Result<Vec<CasesFile>> {
    let read = |path: &PathBuf| {
        let name = path.display().to_string();
        let bytes = intake::load(&name, path)
            .map_err(|problem| anyhow::anyhow!("cannot read `{name}`: {}", problem.problem))?;
        let text = intake::decode_text(&name, &bytes).0.unwrap_or_default();
        Ok(CasesFile { file: name, text })
    };
    paths.iter().map(read).collect()
}

/// Says what is wrong with a line; true when the line cannot be used.
fn tell(session: &Session, problem: &Diagnostic) -> bool {
    let line = problem.line.map(|line| format!(":{line}")).unwrap_or_default();
    session.note(&format!("{}{line}: {}（{}）", problem.file, problem.problem, problem.remedy));
    problem.severity == Severity::Error
}

fn show(
    session: &Session,
    file: &str,
    evaluation: &Evaluation<'_>,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    if session.json {
        for judged in &evaluation.judged {
            json_line(out, &as_json(file, judged))?;
        }
        return Ok(());
    }
    for judged in evaluation.misses() {
        let case = judged.case;
        let wanted = case.expected.articles();
        let wanted: Vec<&str> = wanted.iter().map(ArticleId::as_str).collect();
        writeln!(out, "{}:{}  {}", file, case.line, case.question)?;
        writeln!(out, "      {}", fault(judged.verdict))?;
        if !wanted.is_empty() {
            writeln!(out, "      应该是  {}{}", wanted.join(" "), place_in_list(judged))?;
        }
        let came: Vec<String> =
            judged.shown.iter().map(|shown| format!("{} {}", shown.article, shown.headline)).collect();
        let came = if came.is_empty() { "什么也没有".to_owned() } else { came.join("；") };
        writeln!(out, "      来的是  [{} {:.2}] {came}", outcome(judged), judged.confidence)?;
    }
    Ok(())
}

fn fault(verdict: CaseVerdict) -> &'static str {
    match verdict {
        CaseVerdict::Right => "对",
        CaseVerdict::WrongArticle => "答成了别的通知",
        CaseVerdict::WrongPassage => "通知对，但给的那一段里没有要找的话（answer）",
        CaseVerdict::NotAnswered => "没有回答",
        CaseVerdict::FalseAnswer => "不该回答，却回答了",
        CaseVerdict::NotHelped => "是急事，却没有先说打哪个电话",
    }
}

fn place_in_list(judged: &Judged<'_>) -> String {
    judged.position.map_or_else(|| "（没找到）".to_owned(), |position| format!("（排第 {}）", position + 1))
}

fn outcome(judged: &Judged<'_>) -> String {
    let outcome = judged.outcome.name();
    match judged.missing.map(|slot| json!(slot)) {
        Some(slot) => format!("{outcome}/{}", slot.as_str().unwrap_or_default()),
        None => outcome.to_owned(),
    }
}

fn as_json(file: &str, judged: &Judged<'_>) -> serde_json::Value {
    let article = match &judged.case.expected {
        Expected::Articles(ids) => json!(ids),
        Expected::Nothing | Expected::Help => json!(null),
    };
    json!({
        "file": file, "line": judged.case.line, "q": judged.case.question, "article": article,
        "verdict": judged.verdict, "outcome": judged.outcome, "missing": judged.missing,
        "confidence": (judged.confidence * 1e4).round() / 1e4, "shown": judged.shown,
    })
}

/// Turns of conversations.
#[derive(Clone, Copy, Debug, Default)]
struct Turns {
    all: usize,
    right: usize,
}

impl std::ops::AddAssign for Turns {
    fn add_assign(&mut self, other: Self) {
        self.all += other.all;
        self.right += other.right;
    }
}

/// Plays the conversations of a file and prints every turn that is not as it must be.
fn play_all(
    session: &Session,
    knowledge: &Arc<KnowledgeBase>,
    file: &str,
    talks: &[TalkCase],
    out: &mut dyn Write,
) -> anyhow::Result<Turns> {
    let mut turns = Turns::default();
    for talk in talks {
        let misses = talks::play(session, knowledge, talk)?;
        turns += Turns { all: talk.turns.len(), right: talk.turns.len() - misses.len() };
        for TurnMiss { line, said, fault, reply } in misses {
            if session.json {
                let miss =
                    json!({ "file": file, "line": line, "said": said, "fault": fault, "reply": reply });
                json_line(out, &miss)?;
            } else {
                writeln!(out, "{file}:{line}  {said}\n      {fault}\n      来的是  {reply}")?;
            }
        }
    }
    Ok(turns)
}

fn share(part: usize, whole: usize) -> String {
    if whole == 0 { "–".to_owned() } else { format!("{:.3} ({part}/{whole})", part as f64 / whole as f64) }
}

fn in_words(figures: &Figures) -> String {
    let answerable = figures.answerable;
    format!(
        "article@1 {}  article@3 {}  answered {}  right {}  false answers {}  emergencies {}",
        share(figures.first, answerable),
        share(figures.among_three, answerable),
        share(figures.answered, answerable),
        share(figures.right, answerable),
        share(figures.false_answers, figures.unanswerable),
        share(figures.helped, figures.emergencies),
    )
}
