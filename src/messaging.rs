//! The contract between the conversation and the networks that carry it: what comes in, what goes out, what buttons do.
//!
//! Knows nothing of any network: of its marks, its lengths, or the form in which it brings a button back. An [`Incoming`] says
//! who said or pressed what in which chat, an [`Outgoing`] what is said to that: messages of [`RichText`] with
//! buttons, each of which names an [`Action`] in full.

mod action;
mod ids;
mod incoming;
mod message;
mod outgoing;
mod rich_text;
mod start_link;

pub use action::{Action, ContextId, ResidentAction};
pub(crate) use action::{OperatorAction, Preference, Reason, SubmissionAction, SubmittedField};
pub use ids::{ChatKey, ChatKind, MessageId, NetworkId, NoticeId, SubmittedArticleId, UpdateId, UserId};
pub(crate) use ids::{SubmissionId, SubscriptionId};
pub use incoming::{Incoming, Said};
pub(crate) use incoming::{MediaKind, NotFetched, SentFile};
pub use message::{Button, Message, Press};
pub(crate) use message::{Document, Overflow};
pub(crate) use outgoing::Recipient;
pub use outgoing::{InlineResult, Outgoing, TurnAccount};
pub use rich_text::{RichText, Span, TextStyle};
pub(crate) use rich_text::{bold, plain};
pub use start_link::StartLink;
