//! The buttons that each operator was shown last: their labels may be typed instead.
//!
//! Knows nothing of what they do.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use crate::messaging::{Action, ChatKey, OperatorAction, Outgoing, Press};

/// A button, by its label.
struct LabelledAction {
    label: String,
    action: OperatorAction,
}

/// The buttons of each chat.
#[derive(Default)]
pub(super) struct TypedLabels {
    shown: Mutex<HashMap<ChatKey, Vec<LabelledAction>>>,
}

impl TypedLabels {
    /// What is typed next may be one of the labels below this, unless something else is talked of meanwhile.
    pub(super) fn remember(&self, chat: ChatKey, outgoing: Option<&Outgoing>) {
        let buttons = outgoing.map(buttons_of).unwrap_or_default();
        if buttons.is_empty() {
            self.shown().remove(&chat);
        } else {
            self.shown().insert(chat, buttons);
        }
    }

    /// What the button with this label does.
    pub(super) fn action(&self, chat: ChatKey, label: &str) -> Option<OperatorAction> {
        let shown = self.shown();
        let button = shown.get(&chat)?.iter().find(|button| button.label == label)?;
        Some(button.action.clone())
    }

    fn shown(&self) -> MutexGuard<'_, HashMap<ChatKey, Vec<LabelledAction>>> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The operators' buttons below what is said.
fn buttons_of(outgoing: &Outgoing) -> Vec<LabelledAction> {
    let buttons = outgoing.messages.iter().flat_map(|message| message.buttons.iter().flatten());
    let own = buttons.filter_map(|button| match &button.press {
        Press::Do(Action::Operator(action)) => {
            Some(LabelledAction { label: button.label.clone(), action: action.clone() })
        }
        Press::Do(Action::Resident(_)) | Press::Open(_) | Press::Start(_) => None,
    });
    own.collect()
}
