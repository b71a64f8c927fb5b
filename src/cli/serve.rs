//! `linli serve`: the Telegram bot, on the folder's knowledge.
//!
//! Knows nothing of Telegram: it puts the knowledge, the conversations, the operators' desk and the bot together.

mod counted;
mod supervisor;

use std::{process::ExitCode, sync::Arc, thread, time::Duration};

use anyhow::bail;
use jiff::{Timestamp, civil::Date};

use super::Session;
use crate::{
    bot,
    config::Config,
    conversation::{self, Conversations},
    knowledge_base::Look,
    reply::Message,
    store::Store,
    telemetry,
    upkeep::{self, By, Tell, Upkeep, Watch, Watcher},
};

use counted::Counted;
use supervisor::supervise;

/// How long the stop waits for the database to be closed, after what is under way had its time.
const CLOSE_WITHIN: Duration = Duration::from_secs(5);
/// A folder that is being edited comes to rest before it is read.
const REST: Duration = Duration::from_secs(2);
/// Whether it is Monday morning is looked at so often.
const WEEKLY: Duration = Duration::from_secs(600);
/// A folder that cannot be watched is looked at so often.
const ANYWAY: Duration = Duration::from_secs(300);
/// A look through a large folder takes its time; one that takes longer has come to a stop.
const LOOKING: Duration = Duration::from_secs(3 * 3600);
/// The same for what is done now and then.
const NOW_AND_THEN: Duration = Duration::from_secs(3600);

pub(super) fn run(session: &Session, config: Config, today: Option<Date>) -> anyhow::Result<ExitCode> {
    let Some(bot) = config.bot_options() else {
        bail!(
            "`TELOXIDE_TOKEN` is not set; @BotFather in Telegram gives a token (/newbot), put it into `.env`"
        );
    };
    telemetry::silence_panics();
    let (knowledge, report) = session.open(Look::Later)?;
    if knowledge.is_made() {
        tracing::info!(articles = report.articles, "knowledge opened");
    } else {
        tracing::info!("the folder is read for the first time; only emergencies are answered meanwhile");
    }
    let knowledge = Arc::new(knowledge);
    let options = conversation::Options { home: session.home.clone(), editors: !bot.operators.is_empty() };
    let store = Store::open(&bot.database)?;
    let counted = Arc::new(Counted(Arc::clone(&knowledge)));
    let conversations = Arc::new(Conversations::new(counted, store.clone(), options));
    let others = Arc::clone(&conversations);
    let desk = upkeep::Options {
        home: session.home.clone(),
        tell: teller(&bot, &store),
        letters: bot::letters,
        changed: Arc::new(move || others.forget_examples()),
    };
    let upkeep = Arc::new(Upkeep::new(Arc::clone(&knowledge), store.clone(), desk));
    if report.made_anew {
        upkeep.tell_made_anew();
    }
    let time_zone = bot.time_zone.clone();
    let day = move || today.unwrap_or_else(|| Timestamp::now().to_zoned(time_zone.clone()).date());

    let (asked, now) = (Arc::clone(&upkeep), day.clone());
    let reload: bot::Reload = Arc::new(move || asked.look(By::Signal, now()));
    // Residents are answered from the last commit, be it an empty one, while the folder is looked through.
    let (looking, now) = (Arc::clone(&upkeep), day);
    begin("folder", LOOKING, move |part| {
        let folder = looking.folder().to_owned();
        let mut watcher = Watcher::new(Watch { folder, rest: REST, anyway: ANYWAY });
        // A look that panics, or leaves nothing to answer from, is owed until it was well.
        let mut owed = Some(By::Start);
        supervise(part, Duration::ZERO, slept, || {
            if owed.is_none() && watcher.changed() {
                owed = Some(By::Folder);
            }
            if let Some(by) = owed {
                looking.look(by, now());
                owed = owed.filter(|_| !looking.is_ready());
            }
            owed.is_none()
        });
    })?;
    let (weekly, time_zone) = (Arc::clone(&upkeep), bot.time_zone.clone());
    begin("weekly", NOW_AND_THEN, move |part| {
        supervise(part, WEEKLY, slept, || {
            // A day that is given stands still, at noon.
            let clock = || Timestamp::now().to_zoned(time_zone.clone()).datetime();
            let now = today.map_or_else(clock, |day| day.at(12, 0, 0, 0));
            weekly.on_mondays(now);
            weekly.tidy_up(now.date());
            true
        });
    })?;

    let (news, time_zone) = (Arc::clone(&conversations), bot.time_zone.clone());
    let tidings: bot::TellNews =
        Arc::new(move || news.tidings(Timestamp::now().to_zoned(time_zone.clone()).datetime()));
    let kept = Some(store.clone());
    let options = bot::Options { today, reload: Some(reload), tidings: Some(tidings), store: kept, ..bot };
    let hear: bot::Hear =
        Arc::new(move |incoming| upkeep.hear(&incoming).unwrap_or_else(|| conversations.hear(incoming)));
    let ran = bot::run(options, hear);
    // Now the file is whole by itself: whoever copies it after the stop has everything.
    if !store.close(CLOSE_WITHIN) {
        tracing::warn!("the database was not closed in time; nothing of it is lost");
    }
    ran?;
    Ok(ExitCode::SUCCESS)
}

/// Begins a part on a thread of its own; `/healthz` tells when it is dead.
fn begin(
    name: &'static str,
    patience: Duration,
    work: impl FnOnce(&telemetry::Part) + Send + 'static,
) -> anyhow::Result<()> {
    let part = telemetry::part(name, patience);
    thread::Builder::new().name(format!("linli-{name}")).spawn(move || work(&part))?;
    Ok(())
}

/// A pause; there is another round after it.
fn slept(pause: Duration) -> bool {
    thread::sleep(pause);
    true
}

/// Reaches the operators, if there are any.
fn teller(bot: &bot::Options, store: &Store) -> Option<Tell> {
    if bot.operators.is_empty() {
        return None;
    }
    let (operators, store) = (bot.operators.iter().copied().collect::<Vec<i64>>(), store.clone());
    Some(Arc::new(move |message: Message| {
        if let Err(error) = bot::announce_now(&store, &operators, &message) {
            tracing::error!(%error, "the operators could not be told of something");
        }
    }))
}
