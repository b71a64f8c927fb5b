//! The command line: one file per command.
//!
//! Knows nothing of how answers are found. Output for people goes to standard output, everything else to standard error. The
//! modules above are put together here: `serve` for the bot on its networks, `chat` for the terminal.

use std::{
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

use anyhow::Context;
use clap::{Parser, Subcommand, error::ErrorKind};
use jiff::{Timestamp, civil::Date};
use tracing_subscriber::EnvFilter;

mod ask;
mod backup;
mod chat;
mod check;
mod eval;
mod import;
mod index;
mod latest;
mod restore;
mod serve;
mod session;

use session::Session;

use crate::{
    config::Config,
    diagnostic::Diagnostic,
    intake::{ForeignReader, reader},
    telemetry,
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
    /// Run the Telegram bot
    Serve,
    /// Hold the bot's conversation in the terminal
    Chat,
    /// Answer questions as Telegram would show it: each argument, or each line of standard input
    Ask(ask::AskArguments),
    /// List the newest notices
    Latest(latest::LatestArguments),
    /// Split newspaper pages into articles
    Import(import::ImportArguments),
    /// Report every problem of the knowledge folder with its remedy
    Check,
    /// Run cases and count what was answered rightly
    Eval(eval::EvalArguments),
    /// Bring the index up to date with the folder
    Index,
    /// Copy the database into a new file, whole, also while the bot serves
    Backup(backup::BackupArguments),
    /// Put such a copy in the place of the database, while the bot is stopped
    Restore(restore::RestoreArguments),
    /// Read one file for another process of this program
    #[command(name = reader::COMMAND, hide = true)]
    ReadFile,
}

/// Reads the arguments, runs the command and says how it ended: 0 done, 1 something was found wanting, 2 cannot run.
#[must_use]
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return not_understood(&error),
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
    // Before any setting is read: this process is to know nothing.
    if matches!(arguments.command, Command::ReadFile) {
        reader::serve()?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut config = Config::from_env()?;
    telemetry::start(log_filter(&arguments, &config));
    if let Some(state) = arguments.state {
        config.state = state;
    }
    let session = Session {
        knowledge: arguments.knowledge.unwrap_or_else(|| config.knowledge.clone()),
        state: config.state.clone(),
        today: arguments.today.unwrap_or_else(|| Timestamp::now().to_zoned(config.time_zone.clone()).date()),
        json: arguments.json,
        fresh: arguments.fresh,
        home: config.home_place.clone(),
        reader: ForeignReader::default(),
    };
    let out = &mut io::stdout().lock();
    match arguments.command {
        Command::Serve => serve::run(&session, config, arguments.today),
        Command::Chat => chat::run(&session, &config.database(), out),
        Command::Ask(arguments) => ask::run(&session, &arguments, out),
        Command::Latest(arguments) => latest::run(&session, &arguments, out),
        Command::Import(arguments) => import::run(&session, &arguments, out),
        Command::Check => check::run(&session, out),
        Command::Eval(arguments) => eval::run(&session, &arguments, out),
        Command::Index => index::run(&session, out),
        Command::Backup(arguments) => backup::run(&session, &config.database(), &arguments, out),
        Command::Restore(arguments) => {
            let stamp =
                Timestamp::now().to_zoned(config.time_zone.clone()).strftime("%Y%m%d-%H%M%S").to_string();
            let target = restore::RestoreTarget { database: &config.database(), stamp: &stamp };
            restore::run(&session, &target, &arguments, out)
        }
        Command::ReadFile => Ok(ExitCode::SUCCESS),
    }
}

/// `-v` counts before `LINLI_LOG`; without either the bot logs its doings and the other commands only what is wrong.
fn log_filter(arguments: &Arguments, config: &Config) -> EnvFilter {
    let filter = match (arguments.verbose, &config.log, &arguments.command) {
        (0, Some(filter), _) => filter.as_str(),
        (0, None, Command::Serve) => "info",
        (0, None, _) => "warn",
        (1, _, Command::Serve) | (2, ..) => "info,linli=debug",
        (1, ..) => "info",
        _ => "debug,linli=trace",
    };
    EnvFilter::new(filter)
}

/// Help goes to standard output; what is wrong with the arguments is said in one line.
fn not_understood(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() || error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        let _ = error.print();
        return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
    }
    let text = error.to_string();
    let fault: Vec<&str> = text.lines().map(str::trim).take_while(|line| !line.is_empty()).collect();
    let fault = fault.join(" ");
    let fault = fault.strip_prefix("error: ").unwrap_or(&fault);
    let _ = writeln!(io::stderr(), "linli: {fault} (`linli --help` says more)");
    ExitCode::from(2)
}

fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "give a day like 2026-11-23".to_owned())
}

fn json_line<T: serde::Serialize>(out: &mut dyn Write, value: &T) -> anyhow::Result<()> {
    let line = serde_json::to_string(value).context("cannot write JSON")?;
    writeln!(out, "{line}")?;
    Ok(())
}

fn in_a_line(problem: &Diagnostic) -> String {
    let line = problem.line.map(|line| format!(":{line}")).unwrap_or_default();
    format!("{}{line}: {}（{}）", problem.file, problem.problem, problem.remedy)
}

/// `linli … | head` ends quietly.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    })
}
