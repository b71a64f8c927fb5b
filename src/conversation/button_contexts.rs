//! What it takes to show something again when its button is pressed after a restart: the question, never the answer.
//!
//! Knows nothing of buttons. What is kept is given up after a month, after thirty other things, or on demand.

mod stored;

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use jiff::{ToSpan, civil::Date};

use super::{
    Retriever,
    chat::{Chat, LoadedContext},
    filter::NoticeFilter,
};
use crate::{
    article::PlacePath,
    messaging::ContextId,
    question::{PreviousTurn, QuestionRequest},
    store::{ButtonContextRow, Store, StoreError},
};
pub(super) use stored::{ButtonContext, without_numbers};

/// For how many days buttons work.
const DAYS: i32 = 30;
/// Far above every number that the database gives.
const FIRST_SPARE: u64 = 1 << 62;

/// Keeps what buttons refer to, and finds it again.
pub(super) struct ButtonContexts {
    store: Store,
    retriever: Arc<dyn Retriever>,
    home: Option<PlacePath>,
    /// Names for what is shown while the database does not answer.
    next_spare: AtomicU64,
}

impl ButtonContexts {
    pub(super) fn new(store: Store, retriever: Arc<dyn Retriever>, home: Option<PlacePath>) -> Self {
        Self { store, retriever, home, next_spare: AtomicU64::new(FIRST_SPARE) }
    }

    /// Keeps something for its buttons, and gives the name under which they find it.
    pub(super) fn keep(&self, chat: &Chat, context: &ButtonContext, today: Date) -> ContextId {
        let row = ButtonContextRow {
            chat: chat.speaker.chat,
            user: chat.speaker.user,
            day: today,
            forget_before: today.saturating_sub(DAYS.days()),
            body: serde_json::to_string(context)
                .expect("what is kept holds texts, numbers and lists of them"),
        };
        self.store.keep_button_context(row).unwrap_or_else(|error| {
            tracing::error!(%error, "buttons will not outlast this conversation");
            ContextId::new(self.next_spare.fetch_add(1, Ordering::Relaxed))
        })
    }

    /// What was shown under that name; after a restart it is asked for again.
    pub(super) fn load(&self, chat: &Chat, id: ContextId, today: Date) -> Option<LoadedContext> {
        if let Some(shown) = chat.just_shown(id) {
            return Some(shown);
        }
        let kept = match self.kept(chat, id) {
            Ok(kept) => kept?,
            Err(error) => {
                tracing::error!(%error, "what a button stands for could not be looked up");
                return None;
            }
        };
        Some(match kept {
            ButtonContext::Question { text, before, place, just_asking } => {
                let before = before.map(PreviousTurn::from);
                let answers = self.retriever.answer(&QuestionRequest {
                    text: &text,
                    before: before.as_ref(),
                    chosen_place: place.as_ref(),
                    own_place: chat.own_place().as_ref(),
                    home: self.home.as_ref(),
                    just_asking,
                    today,
                    act: None,
                });
                LoadedContext::Answer { answer: Box::new(answers.into_iter().next()?), before }
            }
            ButtonContext::List { place, service, articles } => {
                LoadedContext::List { filter: NoticeFilter { place, service }, articles }
            }
            ButtonContext::Places(places) => LoadedContext::Places(places),
            ButtonContext::Written { text, is_notice } => LoadedContext::Written { text, is_notice },
            ButtonContext::Submission(number) => LoadedContext::Submission(number),
        })
    }

    fn kept(&self, chat: &Chat, id: ContextId) -> Result<Option<ButtonContext>, StoreError> {
        let Some(body) = self.store.button_context(chat.speaker.chat, chat.speaker.user, id)? else {
            return Ok(None);
        };
        let row = i64::try_from(id.number()).ok();
        serde_json::from_str(&body).map(Some).map_err(|_| StoreError::unreadable("shown", row))
    }

    /// What was shown under that name is needed no more.
    pub(super) fn forget(&self, chat: &mut Chat, id: ContextId) {
        chat.drop_shown(id);
        if let Err(error) = self.store.forget_button_context(id) {
            tracing::error!(%error, "something written for the editors could not be deleted");
        }
    }
}
