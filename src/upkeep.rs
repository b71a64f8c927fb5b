//! What operators do: take up new knowledge or not, go back, take a notice back, see what was asked in vain.
//!
//! Knows nothing of Telegram's library or of residents' conversations. What is said to the bot is heard here first:
//! what is no operator's business goes on to `conversation`.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::civil::Date;

mod changing;
mod corrections;
mod deciding;
mod files;
mod gaps;
mod gate;
mod parcels;
mod status;
mod trial;
mod watcher;
mod withdrawing;

pub use gate::By;
use gate::State;
pub use watcher::{Watch, Watcher};

use crate::{
    article::PlacePath,
    knowledge_base::KnowledgeBase,
    messaging::{
        Action, ChatKey, ChatKind, Incoming, MediaKind, Message, MessageId, OperatorAction, Outgoing, Press,
        Said,
    },
    reply::wording::{operators, parcels as parcels_wording, talk},
    store::{QueuedMessage, Store},
};

/// Sends a message to every operator.
pub type Tell = Arc<dyn Fn(Message) + Send + Sync>;

/// Makes of a message to a chat, or of the change of one that is there, what is queued.
pub type Queued = Arc<dyn Fn(ChatKey, Option<MessageId>, &Message) -> Vec<QueuedMessage> + Send + Sync>;

/// What it is built on.
#[derive(Clone)]
pub struct Options {
    /// Where the residents are.
    pub home: Option<PlacePath>,
    /// Reaches the operators when they have not asked; none in a terminal, or when there are none.
    pub tell: Option<Tell>,
    /// A message to a chat as it is queued, or the change of one that is there; nothing where none can be queued.
    pub queued: Queued,
    /// Called when other knowledge serves.
    pub changed: Arc<dyn Fn() + Send + Sync>,
}

/// The operators' desk.
pub struct Upkeep {
    knowledge: Arc<KnowledgeBase>,
    store: Store,
    options: Options,
    state: Mutex<State>,
    /// One reload at a time, from the look at the folder to the verdict.
    at_work: Mutex<()>,
}

/// An operator, as far as it matters.
struct Operator {
    chat: ChatKey,
    today: Date,
    /// The message that this one replies to.
    about: Option<MessageId>,
}

impl Upkeep {
    /// For the knowledge that serves.
    #[must_use]
    pub fn new(knowledge: Arc<KnowledgeBase>, store: Store, options: Options) -> Self {
        Self { knowledge, store, options, state: Mutex::default(), at_work: Mutex::default() }
    }

    /// The folder that is looked through.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.knowledge.folder()
    }

    /// There is something to answer from, even if the last look at the folder has failed.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.knowledge.is_made()
    }

    /// Hears what is an operator's business; none when it is for the conversation. May take a while.
    pub fn hear(&self, incoming: &Incoming) -> Option<Outgoing> {
        let outgoing = self.heard(incoming);
        if is_own(incoming) {
            // What is typed next may be one of these labels, unless something else is talked of meanwhile.
            let buttons = outgoing.as_ref().map(labels_of).unwrap_or_default();
            let mut state = self.state();
            if buttons.is_empty() {
                state.buttons.remove(&incoming.chat);
            } else {
                state.buttons.insert(incoming.chat, buttons);
            }
        }
        outgoing
    }

    /// The button with this label below what the operator was told last.
    fn typed_label(&self, incoming: &Incoming, text: &str) -> Option<OperatorAction> {
        let state = self.state();
        let buttons = state.buttons.get(&incoming.chat).filter(|_| is_own(incoming))?;
        buttons.iter().find(|(label, _)| label == text).map(|(_, action)| action.clone())
    }

    fn heard(&self, incoming: &Incoming) -> Option<Outgoing> {
        let operator = Operator { chat: incoming.chat, today: incoming.today, about: incoming.about };
        match &incoming.said {
            Said::Text(text) => {
                let awaited = incoming.operator.then(|| self.changed(&operator, text.trim())).flatten();
                if awaited.is_some() {
                    return awaited;
                }
                if let Some(action) = self.typed_label(incoming, text.trim()) {
                    return Some(Outgoing { edit: false, ..self.press(&action, &operator) });
                }
                let Some(command) = text.trim().strip_prefix('/') else {
                    return incoming.operator.then(|| self.synonym(&operator, text)).flatten();
                };
                let (name, rest) = command.split_once(char::is_whitespace).unwrap_or((command, ""));
                let deed = Deed::named(&name.to_lowercase())?;
                Some(refusal(incoming, false).unwrap_or_else(|| self.run(deed, &operator, rest.trim())))
            }
            Said::Pressed(Action::Operator(action)) => {
                Some(refusal(incoming, true).unwrap_or_else(|| self.press(action, &operator)))
            }
            // Whoever comes by a link is about something else.
            Said::Arrived(_) if incoming.operator => self.awaits_no_more(&operator),
            // What anybody else sends goes to the conversation.
            Said::File(file) if is_own(incoming) => Some(self.receive(&operator, file)),
            Said::Other(MediaKind::Photo) if is_own(incoming) => Some(line(parcels_wording::PHOTO)),
            _ => None,
        }
    }

    fn run(&self, deed: Deed, operator: &Operator, words: &str) -> Outgoing {
        match deed {
            Deed::Reload => self.reload(operator.today),
            Deed::RollBack => self.roll_back(),
            Deed::Status => self.status(operator.today),
            Deed::Withdraw => self.withdraw(operator, words),
            Deed::Correct => self.ask_to_correct(operator, words),
            Deed::Gaps => self.gaps(operator),
            Deed::Drafts => self.waiting(),
        }
    }

    fn press(&self, action: &OperatorAction, operator: &Operator) -> Outgoing {
        match action {
            OperatorAction::Switch(number) => self.decide(*number, true, operator.today),
            OperatorAction::Keep(number) => self.decide(*number, false, operator.today),
            OperatorAction::Correct(number) => self.correct_now(operator, *number),
            OperatorAction::AddSynonym(key) => self.ask_for_synonym(operator, key),
            OperatorAction::PassOver(key) => self.pass_over(operator, key),
            OperatorAction::Table => self.table(),
            OperatorAction::ChooseToWithdraw(link) => self.withdraw_chosen(link),
            OperatorAction::Withdraw(link) => self.withdraw_now(operator, link),
            OperatorAction::LeaveAsItIs => instead(Message::of_text(operators::LEFT_AS_IT_IS)),
            OperatorAction::Submission(action) => {
                self.press_below_article(operator, *action).unwrap_or_else(|error| parcels::stuck(&error))
            }
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells the operators something that they have not asked for.
    fn tell(&self, message: Message) {
        if let Some(tell) = &self.options.tell {
            tell(message);
        }
    }
}

/// A command of operators.
#[derive(Clone, Copy)]
enum Deed {
    Reload,
    RollBack,
    Status,
    Withdraw,
    Correct,
    Gaps,
    Drafts,
}

impl Deed {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "reload" => Self::Reload,
            "rollback" => Self::RollBack,
            "status" => Self::Status,
            "withdraw" => Self::Withdraw,
            "correct" => Self::Correct,
            "gaps" => Self::Gaps,
            "drafts" => Self::Drafts,
            _ => return None,
        })
    }
}

/// The operators' buttons below what is said, with their labels.
fn labels_of(outgoing: &Outgoing) -> Vec<(String, OperatorAction)> {
    let buttons = outgoing.messages.iter().flat_map(|message| message.buttons.iter().flatten());
    let own = buttons.filter_map(|button| match &button.press {
        Press::Do(Action::Operator(action)) => Some((button.label.clone(), action.clone())),
        Press::Do(Action::Resident(_)) | Press::Open(_) | Press::Start(_) => None,
    });
    own.collect()
}

/// An operator's own chat.
fn is_own(incoming: &Incoming) -> bool {
    incoming.operator && incoming.kind == ChatKind::Private
}

/// What somebody hears who is no operator, or is one among others.
fn refusal(incoming: &Incoming, pressed: bool) -> Option<Outgoing> {
    if !incoming.operator {
        tracing::warn!("an operator's command was refused: it came from somebody else");
        return Some(if pressed {
            Outgoing::toast(talk::OPERATORS_ONLY)
        } else {
            line(talk::OPERATORS_ONLY)
        });
    }
    // A group would read along.
    (incoming.kind == ChatKind::Group).then(|| line(operators::IN_PRIVATE_PLEASE))
}

fn line(text: &str) -> Outgoing {
    Outgoing::line(text)
}

fn said(message: Message) -> Outgoing {
    Outgoing::of(message)
}

/// In place of the message whose button was pressed.
fn instead(message: Message) -> Outgoing {
    Outgoing::instead(message)
}
