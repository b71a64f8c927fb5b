//! `linli serve`: the bot on its networks, on the folder's knowledge.
//!
//! Knows nothing of what the parts do: it puts the knowledge, the conversations, the operators' side and the networks
//! together.

mod counted;
mod supervisor;

use std::{process::ExitCode, sync::Arc, thread, time::Duration};

use anyhow::bail;
use jiff::civil::Date;

use super::Session;
use crate::{
    config::Config,
    conversation::{ConversationOptions, Conversations},
    delivery::{self, Network, Networks, Today},
    knowledge_base::RefreshPolicy,
    messaging::{ChatKey, Message},
    operators::{NotifyOperators, Operators, OperatorsOptions, Trigger, Watch, Watcher},
    store::Store,
    telegram::Telegram,
    telemetry,
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
    let Some(telegram) = config.telegram_options() else {
        bail!(
            "`TELOXIDE_TOKEN` is not set; @BotFather in Telegram gives a token (/newbot), put it into `.env`"
        );
    };
    telemetry::silence_panics();
    let (knowledge, report) = session.open(RefreshPolicy::Later)?;
    if knowledge.is_made() {
        tracing::info!(articles = report.articles, "knowledge opened");
    } else {
        tracing::info!("the folder is read for the first time; only emergencies are answered meanwhile");
    }
    let knowledge = Arc::new(knowledge);
    let delivery = config.delivery_options();
    let editors = !delivery.operators.is_empty();
    let options = ConversationOptions { home: session.home.clone(), editors };
    let store = Store::open(&delivery.database)?;
    let networks = Networks::new([Arc::new(Telegram::new(telegram, delivery.tuning)?) as Arc<dyn Network>]);
    let senders = networks.clone();
    let counted = Arc::new(Counted(Arc::clone(&knowledge)));
    let conversations = Arc::new(Conversations::new(counted, store.clone(), options));
    let others = Arc::clone(&conversations);
    let options = OperatorsOptions {
        home: session.home.clone(),
        notify: notifier(&delivery, &networks, &store),
        queued: Arc::new(move |chat, edit, message| senders.notification(chat, edit, message)),
        changed: Arc::new(move || others.forget_examples()),
    };
    let operators = Arc::new(Operators::new(Arc::clone(&knowledge), store.clone(), options));
    if report.made_anew {
        operators.notify_made_anew();
    }
    let clock = Today { fixed: today, ..delivery.today };
    let calendar = clock.clone();
    let day = move || calendar.date();

    let (asked, now) = (Arc::clone(&operators), day.clone());
    let reload: delivery::Reload = Arc::new(move || asked.look(Trigger::Signal, now()));
    // Residents are answered from the last commit, be it an empty one, while the folder is looked through.
    let (looking, now) = (Arc::clone(&operators), day);
    begin("folder", LOOKING, move |part| {
        let folder = looking.folder().to_owned();
        let mut watcher = Watcher::new(Watch { folder, rest: REST, anyway: ANYWAY });
        // A look that panics, or leaves nothing to answer from, is owed until it was well.
        let mut owed = Some(Trigger::Start);
        supervise(part, Duration::ZERO, slept, || {
            if owed.is_none() && watcher.changed() {
                owed = Some(Trigger::Folder);
            }
            if let Some(trigger) = owed {
                looking.look(trigger, now());
                owed = owed.filter(|_| !looking.is_ready());
            }
            owed.is_none()
        });
    })?;
    let (weekly, wall) = (Arc::clone(&operators), clock.clone());
    begin("weekly", NOW_AND_THEN, move |part| {
        supervise(part, WEEKLY, slept, || {
            // A day that is given stands still, at noon.
            let now = today.map_or_else(|| wall.now(), |day| day.at(12, 0, 0, 0));
            weekly.on_mondays(now);
            weekly.forget_old(now.date());
            true
        });
    })?;

    let (conversing, wall) = (Arc::clone(&conversations), clock.clone());
    let news: delivery::FindNews = Arc::new(move |network| conversing.due_notifications(network, wall.now()));
    let options = delivery::DeliveryOptions {
        today: clock,
        reload: Some(reload),
        news: Some(news),
        store: Some(store.clone()),
        ..delivery
    };
    let hear: delivery::Hear =
        Arc::new(move |incoming| operators.hear(&incoming).unwrap_or_else(|| conversations.hear(incoming)));
    let ran = delivery::run(options, networks, hear);
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
    work: impl FnOnce(&telemetry::Heartbeat) + Send + 'static,
) -> anyhow::Result<()> {
    let part = telemetry::heartbeat(name, patience);
    thread::Builder::new().name(format!("linli-{name}")).spawn(move || work(&part))?;
    Ok(())
}

/// A pause; there is another round after it.
fn slept(pause: Duration) -> bool {
    thread::sleep(pause);
    true
}

/// Reaches the operators, if there are any.
fn notifier(
    delivery: &delivery::DeliveryOptions,
    networks: &Networks,
    store: &Store,
) -> Option<NotifyOperators> {
    if delivery.operators.is_empty() {
        return None;
    }
    let operators: Vec<ChatKey> = delivery.operators.iter().copied().collect();
    let (networks, store) = (networks.clone(), store.clone());
    Some(Arc::new(move |message: Message| {
        if let Err(error) = delivery::announce_now(&store, &networks, &operators, &message) {
            tracing::error!(%error, "the operators could not be told of something");
        }
    }))
}
