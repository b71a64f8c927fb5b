//! What operators do: take up new knowledge or not, go back, take a notice back, see what was asked in vain, decide on
//! what is handed in.
//!
//! Knows nothing of any network's library or of residents' conversations. What is said to the bot is heard here first
//! ([`Operators::hear`]): what is no operator's business goes on to `conversation`. Each feature is an object of its own. New
//! knowledge has one way in, the reload gate: whoever noticed that the folder has changed goes through it.

use std::path::Path;
use std::sync::Arc;

use jiff::civil::{Date, DateTime};

mod correct;
mod corrections;
mod files;
mod operator;
mod regression;
mod reload;
mod reload_gate;
mod status;
mod typed_labels;
mod unanswered;
mod watcher;
mod withdraw;

pub use reload::Trigger;
pub(crate) use watcher::{Watch, Watcher};

use crate::{
    article::PlacePath,
    knowledge_base::KnowledgeBase,
    messaging::{Action, ChatKind, Incoming, MediaKind, Message, OperatorAction, Outgoing, Said},
    reply::wording::{operators, submissions, talk},
    review::{Catalogue, RenderQueued, Review, ReviewOptions},
    store::Store,
};
use correct::NoticeCorrections;
use corrections::AnswerCorrections;
use operator::Operator;
use reload::Reloads;
use reload_gate::ReloadGate;
use status::StatusPage;
use typed_labels::TypedLabels;
use unanswered::Unanswered;
use withdraw::Withdrawals;

/// Sends a message to every operator.
pub(crate) type NotifyOperators = Arc<dyn Fn(Message) + Send + Sync>;

/// Tells the operators, where they can be reached.
fn notify(operators: Option<&NotifyOperators>, message: Message) {
    if let Some(notify) = operators {
        notify(message);
    }
}

/// What it is built on.
#[derive(Clone)]
pub struct OperatorsOptions {
    /// Where the residents are.
    pub home: Option<PlacePath>,
    /// Reaches the operators when they have not asked; none in a terminal, or when there are none.
    pub notify: Option<NotifyOperators>,
    /// A message to a chat as it is queued, or the change of one that is there; nothing where none can be queued.
    pub queued: RenderQueued,
    /// Called when other knowledge serves.
    pub changed: Arc<dyn Fn() + Send + Sync>,
}

/// The operators' side: each feature by itself, and who may call it.
pub struct Operators {
    knowledge: Arc<KnowledgeBase>,
    reloads: Arc<Reloads>,
    review: Review,
    withdrawals: Withdrawals,
    corrections: NoticeCorrections,
    unanswered: Unanswered,
    status: StatusPage,
    labels: TypedLabels,
}

impl Operators {
    /// For the knowledge that serves.
    #[must_use]
    pub fn new(knowledge: Arc<KnowledgeBase>, store: Store, options: OperatorsOptions) -> Self {
        let OperatorsOptions { home, notify, queued, changed } = options;
        let answers = AnswerCorrections::new(Arc::clone(&knowledge), store.clone(), Arc::clone(&queued));
        let gate = Arc::new(ReloadGate::new(Arc::clone(&knowledge), home.clone(), changed, answers));
        let reloads = Arc::new(Reloads::new(Arc::clone(&gate), Arc::clone(&knowledge), notify.clone()));
        let taking_up = Arc::clone(&reloads);
        let review = Review::new(ReviewOptions {
            store: store.clone(),
            catalogue: Arc::clone(&knowledge) as Arc<dyn Catalogue>,
            folder: knowledge.folder(),
            home: home.clone(),
            queued,
            take_up: Arc::new(move |today| taking_up.take_up_submitted(today)),
        });
        Self {
            review,
            withdrawals: Withdrawals::new(Arc::clone(&knowledge), store.clone(), Arc::clone(&reloads), home),
            corrections: NoticeCorrections::new(Arc::clone(&knowledge), store.clone(), Arc::clone(&reloads)),
            unanswered: Unanswered::new(Arc::clone(&knowledge), store.clone(), Arc::clone(&reloads), notify),
            status: StatusPage::new(Arc::clone(&knowledge), store, gate),
            labels: TypedLabels::default(),
            reloads,
            knowledge,
        }
    }

    /// The folder that is looked through.
    #[must_use]
    pub(crate) fn folder(&self) -> &Path {
        self.knowledge.folder()
    }

    /// There is something to answer from, even if the last look at the folder has failed.
    #[must_use]
    pub(crate) fn is_ready(&self) -> bool {
        self.knowledge.is_made()
    }

    /// Looks through the folder because somebody or something outside the chat wants it; tells the operators what
    /// they should know.
    pub fn look(&self, trigger: Trigger, today: Date) {
        self.reloads.look(trigger, today);
    }

    /// Tells the operators that the index was found damaged at the start, and is whole again.
    pub(crate) fn notify_made_anew(&self) {
        self.reloads.notify_made_anew();
    }

    /// On Mondays the operators read what was asked in vain without asking, once.
    pub fn on_mondays(&self, now: DateTime) {
        self.unanswered.on_mondays(now);
    }

    /// Submissions on which nobody has decided are not kept for ever.
    pub fn forget_old(&self, today: Date) {
        self.review.forget_old(today);
    }

    /// Hears what is an operator's business; none when it is for the conversation. May take a while.
    pub fn hear(&self, incoming: &Incoming) -> Option<Outgoing> {
        let outgoing = self.heard(incoming);
        if is_own(incoming) {
            self.labels.remember(incoming.chat, outgoing.as_ref());
        }
        outgoing
    }

    fn heard(&self, incoming: &Incoming) -> Option<Outgoing> {
        let operator = Operator { chat: incoming.chat, today: incoming.today, about: incoming.about };
        match &incoming.said {
            Said::Text(text) => self.typed(incoming, &operator, text),
            Said::Pressed(Action::Operator(action)) => {
                Some(refusal(incoming, true).unwrap_or_else(|| self.press(action, &operator)))
            }
            // Whoever comes by a link is about something else.
            Said::Arrived(_) if incoming.operator => self.review.give_up_edit(operator.chat),
            // What anybody else sends goes to the conversation.
            Said::File(file) if is_own(incoming) => {
                Some(self.review.receive(operator.chat, file, operator.today))
            }
            Said::Other(MediaKind::Photo) if is_own(incoming) => Some(Outgoing::line(submissions::PHOTO)),
            _ => None,
        }
    }

    fn typed(&self, incoming: &Incoming, operator: &Operator, text: &str) -> Option<Outgoing> {
        let trimmed = text.trim();
        if incoming.operator
            && let Some(awaited) = self.review.hear(operator.chat, trimmed, operator.today)
        {
            return Some(awaited);
        }
        if is_own(incoming)
            && let Some(action) = self.labels.action(operator.chat, trimmed)
        {
            return Some(Outgoing { edit: false, ..self.press(&action, operator) });
        }
        let Some(typed) = trimmed.strip_prefix('/') else {
            return incoming.operator.then(|| self.unanswered.synonym(operator, text)).flatten();
        };
        let (name, rest) = typed.split_once(char::is_whitespace).unwrap_or((typed, ""));
        let command = OperatorCommand::named(&name.to_lowercase())?;
        Some(refusal(incoming, false).unwrap_or_else(|| self.run(command, operator, rest.trim())))
    }

    fn run(&self, command: OperatorCommand, operator: &Operator, words: &str) -> Outgoing {
        match command {
            OperatorCommand::Reload => self.reloads.reload(operator.today),
            OperatorCommand::RollBack => self.reloads.roll_back(),
            OperatorCommand::Status => self.status.report(operator.today),
            OperatorCommand::Withdraw => self.withdrawals.ask(operator, words),
            OperatorCommand::Correct => self.corrections.ask(operator, words),
            OperatorCommand::Gaps => self.unanswered.show(operator),
            OperatorCommand::Drafts => self.review.pending(),
        }
    }

    fn press(&self, action: &OperatorAction, operator: &Operator) -> Outgoing {
        match action {
            OperatorAction::Switch(number) => self.reloads.switch(*number, operator.today),
            OperatorAction::Keep(number) => self.reloads.keep(*number),
            OperatorAction::Correct(number) => self.corrections.correct(operator, *number),
            OperatorAction::AddSynonym(key) => self.unanswered.ask_for_synonym(operator, key),
            OperatorAction::PassOver(key) => self.unanswered.pass_over(operator, key),
            OperatorAction::Table => self.unanswered.table(),
            OperatorAction::ChooseToWithdraw(link) => self.withdrawals.choose(link),
            OperatorAction::Withdraw(link) => self.withdrawals.withdraw(operator, link),
            OperatorAction::LeaveAsItIs => Outgoing::instead(Message::of_text(operators::LEFT_AS_IT_IS)),
            OperatorAction::Submission(action) => self.review.press(operator.chat, *action, operator.today),
        }
    }
}

/// A command of operators.
#[derive(Clone, Copy)]
enum OperatorCommand {
    Reload,
    RollBack,
    Status,
    Withdraw,
    Correct,
    Gaps,
    Drafts,
}

impl OperatorCommand {
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
            Outgoing::line(talk::OPERATORS_ONLY)
        });
    }
    // A group would read along.
    (incoming.kind == ChatKind::Group).then(|| Outgoing::line(operators::IN_PRIVATE_PLEASE))
}
