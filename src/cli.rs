//! The command line: one file per command.
//!
//! Knows nothing of how answers are found. Output for people goes to standard output, everything else to standard error.

use std::{
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

use anyhow::Context;
use clap::{Parser, Subcommand};
use jiff::{Timestamp, civil::Date};

mod ask;
pub mod chat;
mod eval;
mod import;
mod latest;

use crate::{
    article::PlacePath,
    config::Config,
    knowledge_base::{KnowledgeBase, LoadReport, Look, OpenError, Options},
};

/// 邻里: finds the printed passage that answers a resident's question, word for word, with source and date.
#[derive(Debug, Parser)]
#[command(name = "linli", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// The knowledge folder [default: LINLI_KNOWLEDGE or `knowledge`]
    #[arg(long, global = true, value_name = "DIR")]
    knowledge: Option<PathBuf>,
    /// Where the index and the database are kept [default: LINLI_STATE or `state`]
    #[arg(long, global = true, value_name = "DIR")]
    state: Option<PathBuf>,
    /// The day of asking [default: today in LINLI_TIMEZONE]
    #[arg(long, global = true, value_name = "YYYY-MM-DD", value_parser = day)]
    today: Option<Date>,
    /// One JSON object a line instead of text for people
    #[arg(long, global = true)]
    json: bool,
    /// Look for changed files, however large the folder
    #[arg(long, global = true)]
    fresh: bool,
    /// Log more (twice: still more)
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    verbose: u8,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Answer questions as Telegram would show it: each argument, or each line of standard input
    Ask(ask::Arguments),
    /// List the newest notices
    Latest(latest::Arguments),
    /// Split newspaper pages into articles
    Import(import::Arguments),
    /// Run cases and count what was answered rightly
    Eval(eval::Arguments),
    /// Bring the index up to date with the folder
    Index,
}

/// What every command needs.
struct Session {
    knowledge: PathBuf,
    state: PathBuf,
    today: Date,
    json: bool,
    fresh: bool,
    home: Option<PlacePath>,
}

/// Reads the arguments, runs the command and says how it ended: 0 done, 1 something was found wanting, 2 cannot run.
#[must_use]
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    match dispatch(arguments) {
        Ok(code) => code,
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "linli: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn dispatch(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let config = Config::from_env()?;
    let session = Session {
        knowledge: arguments.knowledge.unwrap_or_else(|| config.knowledge.clone()),
        state: arguments.state.unwrap_or_else(|| config.state.clone()),
        today: arguments.today.unwrap_or_else(|| Timestamp::now().to_zoned(config.time_zone.clone()).date()),
        json: arguments.json,
        fresh: arguments.fresh,
        home: config.home_place.clone(),
    };
    let out = &mut io::stdout().lock();
    match arguments.command {
        Command::Ask(arguments) => ask::run(&session, &arguments, out),
        Command::Latest(arguments) => latest::run(&session, &arguments, out),
        Command::Import(arguments) => import::run(&session, &arguments, out),
        Command::Eval(arguments) => eval::run(&session, &arguments, out),
        Command::Index => index(&session, out),
    }
}

impl Session {
    /// The knowledge, brought up to date as the command wants it; what the operator should know goes to standard error.
    fn open(&self, look: Look) -> Result<(KnowledgeBase, LoadReport), OpenError> {
        let look = if self.fresh { Look::Always } else { look };
        let options = Options { knowledge: self.knowledge.clone(), state: self.state.clone(), look, home: self.home.clone() };
        let opened = KnowledgeBase::open(&options)?;
        for note in &opened.1.notes {
            let _ = writeln!(io::stderr(), "linli: {note}");
        }
        Ok(opened)
    }
}

fn index(session: &Session, out: &mut dyn Write) -> anyhow::Result<ExitCode> {
    let (_, report) = session.open(Look::Always)?;
    writeln!(
        out,
        "共 {} 篇；新增 {}，改动 {}，移除 {}，用时 {:.1} 秒",
        report.articles,
        report.added,
        report.changed,
        report.removed,
        report.took.as_secs_f64()
    )?;
    Ok(ExitCode::SUCCESS)
}

fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "give a day like 2026-11-23".to_owned())
}

fn json_line<T: serde::Serialize>(out: &mut dyn Write, value: &T) -> anyhow::Result<()> {
    let line = serde_json::to_string(value).context("cannot write JSON")?;
    writeln!(out, "{line}")?;
    Ok(())
}

/// `linli … | head` ends quietly.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    })
}
