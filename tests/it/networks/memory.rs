//! A network that is nowhere but in memory: what is said is brought as JSON, what is answered is kept to be looked at.

use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

use linli::delivery::{
    Answering, Arrived, Attempt, Content, Envelope, Handled, Network, NetworkError, Placement, Reception,
    Sent, Speech, Work,
};
use linli::messaging::{
    Action, ChatKey, ChatKind, Message, MessageId, NetworkId, Press, Said, UpdateId, UserId,
};
use serde_json::{Value, json};
use tokio::sync::{mpsc, watch};
use tokio_util::sync::CancellationToken;

/// A message that has arrived.
#[derive(Clone, Debug)]
pub(crate) struct Shown {
    pub(crate) chat: ChatKey,
    pub(crate) number: i64,
    pub(crate) text: String,
    pub(crate) buttons: Vec<Choice>,
    /// The message whose place it took.
    pub(crate) edit: Option<i64>,
}

/// A button, by its place among all that were ever shown.
#[derive(Clone, Debug)]
pub(crate) struct Choice {
    pub(crate) label: String,
    at: usize,
}

pub(crate) struct Memory {
    brought: mpsc::UnboundedSender<Value>,
    waiting: tokio::sync::Mutex<mpsc::UnboundedReceiver<Value>>,
    numbers: AtomicI64,
    actions: Mutex<Vec<Action>>,
    shown: watch::Sender<Vec<Shown>>,
    away: AtomicBool,
}

impl Default for Memory {
    fn default() -> Self {
        let (brought, waiting) = mpsc::unbounded_channel();
        Self {
            brought,
            waiting: tokio::sync::Mutex::new(waiting),
            numbers: AtomicI64::new(1),
            actions: Mutex::default(),
            shown: watch::Sender::new(Vec::new()),
            away: AtomicBool::new(false),
        }
    }
}

impl Memory {
    /// The next attempt to send comes to nothing.
    pub(crate) fn is_away_once(&self) {
        self.away.store(true, Ordering::Relaxed);
    }

    pub(crate) fn says(&self, chat: i64, kind: ChatKind, text: &str) {
        self.bring(json!({"chat": chat, "group": kind == ChatKind::Group, "text": text}));
    }

    /// Presses a button below a message.
    pub(crate) fn press(&self, shown: &Shown, label: &str) {
        let choice = shown.buttons.iter().find(|choice| choice.label == label);
        let choice = choice.unwrap_or_else(|| panic!("no {label} below {shown:?}"));
        self.bring(json!({"chat": shown.chat.id, "press": choice.at, "below": shown.number}));
    }

    /// The message with that number, from 1, that comes to the chat.
    pub(crate) async fn said(&self, chat: i64, number: usize) -> Shown {
        let mut shown = self.shown.subscribe();
        let own = |all: &Vec<Shown>| all.iter().filter(|one| one.chat.id == chat).nth(number - 1).cloned();
        let all = shown.wait_for(|all| own(all).is_some()).await.unwrap();
        own(&all).unwrap()
    }

    fn bring(&self, mut update: Value) {
        update["number"] = self.next().into();
        self.brought.send(update).unwrap();
    }

    fn next(&self) -> i64 {
        self.numbers.fetch_add(1, Ordering::Relaxed)
    }

    async fn handled(&self, update: &str, answering: &Answering) -> Handled {
        let update: Value = serde_json::from_str(update).unwrap();
        let envelope = self.envelope(&update).unwrap();
        let pressed = update["press"].as_u64().and_then(|at| usize::try_from(at).ok());
        let said = match pressed.and_then(|at| self.actions.lock().unwrap().get(at).cloned()) {
            Some(action) => Said::Pressed(action),
            None => Said::Text(update["text"].as_str().unwrap().to_owned()),
        };
        let speech = Speech {
            chat: envelope.chat.unwrap(),
            kind: envelope.kind,
            user: envelope.user.unwrap(),
            operator: false,
            said,
            about: None,
        };
        let edit = update["below"].as_i64().map(MessageId);
        let placement = Placement { edit, ..Placement::default() };
        Handled { outgoing: answering.answer(speech).await, placement, ..Handled::default() }
    }

    fn arrived(&self, chat: ChatKey, body: &str) -> Sent {
        if self.away.swap(false, Ordering::Relaxed) {
            return Sent::Later(None);
        }
        let body: Value = serde_json::from_str(body).unwrap();
        let number = body["edit"].as_i64().unwrap_or_else(|| self.next());
        let choice = |button: &Value| Choice {
            label: button["label"].as_str().unwrap().to_owned(),
            at: usize::try_from(button["at"].as_u64().unwrap()).unwrap(),
        };
        let shown = Shown {
            chat,
            number,
            text: body["text"].as_str().unwrap().to_owned(),
            buttons: body["buttons"].as_array().unwrap().iter().map(choice).collect(),
            edit: body["edit"].as_i64(),
        };
        self.shown.send_modify(|all| all.push(shown));
        Sent::Arrived(Arrived {
            message: MessageId(number),
            shows: Vec::new(),
            is_edit: body["edit"].is_i64(),
        })
    }

    fn button(&self, label: &str, press: &Press) -> Option<Value> {
        let Press::Do(action) = press else { return None };
        let mut actions = self.actions.lock().unwrap();
        actions.push(action.clone());
        Some(json!({"label": label, "at": actions.len() - 1}))
    }
}

impl Network for Memory {
    fn id(&self) -> NetworkId {
        NetworkId::named("memory")
    }

    fn connect<'a>(&'a self, _: &'a CancellationToken) -> Work<'a, Result<Option<UserId>, NetworkError>> {
        Box::pin(async { Ok(Some(UserId(1))) })
    }

    fn receive(&self, mut reception: Reception) -> Work<'_, Result<(), NetworkError>> {
        Box::pin(async move {
            if !reception.wait_for_turn().await {
                return Ok(());
            }
            let mut waiting = self.waiting.lock().await;
            while let Some(Some(update)) = reception.stop.run_until_cancelled(waiting.recv()).await {
                reception.inbox.receive(self.id(), vec![update]).await?;
            }
            Ok(())
        })
    }

    fn envelope(&self, update: &Value) -> Option<Envelope> {
        let chat = update["chat"].as_i64()?;
        Some(Envelope {
            update: UpdateId(update["number"].as_i64()?),
            chat: Some(self.id().chat(chat)),
            kind: if update["group"] == true { ChatKind::Group } else { ChatKind::Private },
            user: Some(UserId(chat.abs())),
            content: Content::Other,
        })
    }

    fn handle<'a>(&'a self, update: &'a str, answering: &'a Arc<Answering>) -> Work<'a, Handled> {
        Box::pin(self.handled(update, answering))
    }

    fn turn_away(&self, _press: &str, _toast: &str) {}

    fn render(&self, message: &Message, placement: &Placement) -> Vec<String> {
        let buttons = message.buttons.iter().flatten();
        let buttons: Vec<Value> =
            buttons.filter_map(|button| self.button(&button.label, &button.press)).collect();
        let edit = placement.edit.map(|message| message.0);
        vec![json!({"text": message.text.to_plain(), "buttons": buttons, "edit": edit}).to_string()]
    }

    fn send<'a>(&'a self, chat: ChatKey, attempt: Attempt<'a>) -> Work<'a, Sent> {
        Box::pin(async move { self.arrived(chat, attempt.body) })
    }
}
