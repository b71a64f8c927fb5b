//! Watches a folder and says when it has changed and come to rest.
//!
//! Knows nothing of what is in it. A folder may be too large to be watched, may vanish, and may come back as another
//! one under the same name: it is looked at now and then in any case.

use std::{
    path::PathBuf,
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    time::Duration,
};

use notify_debouncer_full::{
    DebounceEventResult, Debouncer, RecommendedCache, new_debouncer,
    notify::{EventKind, RecommendedWatcher, RecursiveMode},
};

use crate::file_identity::FileIdentity;

/// A folder that has gone is looked for so often.
const AWAY: Duration = Duration::from_secs(5);

type Watching = Debouncer<RecommendedWatcher, RecommendedCache>;

/// How a folder is watched.
#[derive(Clone, Debug)]
pub(crate) struct Watch {
    /// The folder.
    pub(crate) folder: PathBuf,
    /// It counts as changed when nothing more has happened for so long.
    pub(crate) rest: Duration,
    /// It is looked at after this time even if nothing was heard of it.
    pub(crate) anyway: Duration,
}

/// A folder that is being watched.
pub(crate) struct Watcher {
    watch: Watch,
    notify: Sender<()>,
    notified: Receiver<()>,
    watching: Option<Watching>,
    identity: Option<FileIdentity>,
}

impl Watcher {
    /// Begins to watch.
    #[must_use]
    pub(crate) fn new(watch: Watch) -> Self {
        let (notify, notified) = channel();
        let watching = begin(&watch, &notify);
        let identity = FileIdentity::of(&watch.folder);
        Self { watch, notify, notified, watching, identity }
    }

    /// Waits for a change, on this thread; false when there was none for so long as it is looked at anyway.
    pub(crate) fn changed(&mut self) -> bool {
        let anyway = self.watch.anyway;
        let patience = if self.identity.is_some() { anyway } else { anyway.min(AWAY) };
        let heard = wait(&self.notified, patience);
        let now = FileIdentity::of(&self.watch.folder);
        if now != self.identity {
            // Another folder under this name, or none: what was watched is no longer it.
            self.identity = now;
            self.watching = begin(&self.watch, &self.notify);
            return true;
        }
        if heard || (self.watching.is_none() && now.is_some()) {
            self.watching = self.watching.take().or_else(|| begin(&self.watch, &self.notify));
            return true;
        }
        false
    }
}

/// True when something has changed; false when it was quiet for so long.
fn wait(notified: &Receiver<()>, anyway: Duration) -> bool {
    match notified.recv_timeout(anyway) {
        Ok(()) => {
            // What has piled up meanwhile is one change.
            while notified.try_recv().is_ok() {}
            true
        }
        Err(RecvTimeoutError::Timeout) => false,
        // The sender is held beside the receiver.
        Err(RecvTimeoutError::Disconnected) => {
            std::thread::sleep(anyway);
            false
        }
    }
}

fn begin(watch: &Watch, notify: &Sender<()>) -> Option<Watching> {
    let notify = notify.clone();
    let handler = move |events: DebounceEventResult| {
        // An error means that something was missed: as good as a change. Reading is none.
        let news = events
            .map_or(true, |events| events.iter().any(|event| !matches!(event.kind, EventKind::Access(_))));
        if news {
            let _ = notify.send(());
        }
    };
    let begun = new_debouncer(watch.rest, None, handler).and_then(|mut watching| {
        watching.watch(&watch.folder, RecursiveMode::Recursive)?;
        Ok(watching)
    });
    match begun {
        Ok(watching) => Some(watching),
        Err(error) => {
            tracing::warn!(%error, every = ?watch.anyway, "the folder cannot be watched; it is looked at now and then");
            None
        }
    }
}
