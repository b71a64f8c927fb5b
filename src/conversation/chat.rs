//! What is remembered of one conversation: the last question, what was shown, and which buttons were offered.
//!
//! Knows nothing of how questions are answered.

use std::collections::VecDeque;

use jiff::civil::Date;

use super::{
    daily_count::DailyCount,
    filter::NoticeFilter,
    preferences::Preferences,
    topic::{OngoingEmergency, Topic, TopicAnswer},
};
use crate::{
    acts::Act,
    answer::{Answer, Outcome, OutcomeKind, Passage, PlaceFrom},
    article::{ArticleId, PlacePath},
    messaging::{Action, ChatKey, ChatKind, ContextId, Message, Press, ResidentAction, SubmissionId, UserId},
    question::PreviousTurn,
    reply::{self, wording::labels},
    text::normalize::fold,
};

/// Answers and lists whose buttons still work.
const SHOWN: usize = 4;
/// Passages kept of an answer: more than anybody pages through.
const PASSAGES: usize = 6;

/// In a group, passages that one answer may lead to.
const SHOWN_IN_A_GROUP: usize = 3;
/// What a resident may hand in on one day.
const HANDED_IN: u8 = 3;
/// Files of a resident that are read on one day: reading one may take a while.
const BROUGHT: u8 = 10;

/// Who speaks in which chat: one conversation each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Speaker {
    /// The chat.
    pub(super) chat: ChatKey,
    /// The person.
    pub(super) user: UserId,
}

/// One conversation.
#[derive(Debug)]
pub(super) struct Chat {
    /// Who speaks, and where.
    pub(super) speaker: Speaker,
    /// Who reads along.
    kind: ChatKind,
    /// What was said before.
    pub(super) before: Option<PreviousTurn>,
    /// It was said that what is not printed may exist all the same.
    pub(super) comforted: bool,
    /// The notice on the table.
    pub(super) topic: Option<Topic>,
    /// An emergency on the table.
    pub(super) emergency: Option<OngoingEmergency>,
    /// What was said last.
    pub(super) last_reply: Vec<Message>,
    /// The answers to the last message, where it had several questions.
    pub(super) several: Vec<ContextId>,
    /// The last turn.
    pub(super) last_turn: Option<LastTurn>,
    /// What was said last shows no notice.
    pub(super) spoke_last: bool,
    /// What 下一条 goes on with.
    pub(super) next: Option<ResidentAction>,
    /// What the next words are.
    pub(super) awaiting: Option<Awaiting>,
    /// What was set, once it has been looked up.
    pub(super) preferences: Option<Preferences>,
    /// How often something was handed in, and on which day.
    handed_in: DailyCount,
    /// The same for files, whether they could be read or not.
    brought: DailyCount,
    shown: VecDeque<ShownItem>,
    /// The buttons of the last reply, which may be typed as well.
    buttons: Vec<OfferedButton>,
}

/// What the next words are taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Awaiting {
    /// Another place for this answer.
    Elsewhere(ContextId),
    /// The place where they live.
    Home,
    /// A word to the editors.
    Note,
    /// A notice for the editors.
    Notice,
}

/// What was said last, and what it was taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LastTurn {
    pub(super) act: Act,
    pub(super) said: String,
}

/// Something that was shown, at hand for its buttons.
#[derive(Clone, Debug)]
pub(super) enum LoadedContext {
    /// An answer, with what it takes to ask again.
    Answer { answer: Box<Answer>, before: Option<PreviousTurn> },
    /// A page of the newest notices.
    List { filter: NoticeFilter, articles: Vec<ArticleId> },
    /// Places of the same name.
    Places(Vec<PlacePath>),
    /// Words for the editors that wait for a nod.
    Written { text: String, is_notice: bool },
    /// A file for the editors that waits for a nod.
    Submission(SubmissionId),
}

/// The same, under its name.
#[derive(Debug)]
struct ShownItem {
    id: ContextId,
    context: LoadedContext,
}

/// A button that may be typed.
#[derive(Debug)]
struct OfferedButton {
    label: String,
    action: ResidentAction,
}

impl Chat {
    pub(super) fn of(speaker: Speaker, kind: ChatKind) -> Self {
        Self {
            speaker,
            kind,
            before: None,
            comforted: false,
            topic: None,
            emergency: None,
            last_reply: Vec::new(),
            spoke_last: false,
            last_turn: None,
            several: Vec::new(),
            next: None,
            awaiting: None,
            preferences: None,
            handed_in: DailyCount::default(),
            brought: DailyCount::default(),
            shown: VecDeque::new(),
            buttons: Vec::new(),
        }
    }

    /// The chat in which it is held.
    pub(super) fn key(&self) -> ChatKey {
        self.speaker.chat
    }

    /// The same conversation, with nothing said yet.
    pub(super) fn anew(&self) -> Self {
        Self::of(self.speaker, self.kind)
    }

    /// Others read along.
    pub(super) fn is_group(&self) -> bool {
        self.kind == ChatKind::Group
    }

    /// What is set, to answer by; nothing in a group, and nothing while it cannot be read.
    pub(super) fn preferences(&self) -> Preferences {
        self.preferences.clone().unwrap_or_default()
    }

    /// Where the one who speaks lives.
    pub(super) fn own_place(&self) -> Option<PlacePath> {
        self.preferences.as_ref()?.place.clone()
    }

    /// Counts something that is handed in; false when it was enough for today.
    pub(super) fn hands_in(&mut self, today: Date) -> bool {
        self.handed_in.add(today) < HANDED_IN
    }

    /// Counts a file that is to be read; false when it was enough for today.
    pub(super) fn brings_file(&mut self, today: Date) -> bool {
        self.brought.add(today) < BROUGHT
    }

    /// Keeps something for its buttons; the oldest is forgotten.
    pub(super) fn show(&mut self, id: ContextId, mut context: LoadedContext) {
        if let LoadedContext::Answer { answer, .. } = &mut context {
            let others = if self.is_group() { SHOWN_IN_A_GROUP - 1 } else { PASSAGES };
            answer.shorten(PASSAGES, others);
        }
        self.shown.push_back(ShownItem { id, context });
        if self.shown.len() > SHOWN {
            self.shown.pop_front();
        }
    }

    /// What was shown under that name.
    pub(super) fn just_shown(&self, id: ContextId) -> Option<LoadedContext> {
        self.shown.iter().find(|shown| shown.id == id).map(|shown| shown.context.clone())
    }

    /// Forgets one thing that was shown.
    pub(super) fn drop_shown(&mut self, id: ContextId) {
        self.shown.retain(|shown| shown.id != id);
    }

    /// Forgets what was said, but not what its buttons stand for.
    pub(super) fn start_anew(&mut self) {
        self.before = None;
        self.topic = None;
        self.emergency = None;
        self.last_reply.clear();
        self.next = None;
        self.awaiting = None;
        self.buttons.clear();
    }

    /// Keeps the buttons of a reply; a reply without any leaves the earlier ones standing.
    pub(super) fn remember_buttons(&mut self, messages: &[Message]) {
        let buttons: Vec<OfferedButton> = messages
            .iter()
            .flat_map(|message| message.buttons.iter().flatten())
            .filter_map(|button| match &button.press {
                Press::Do(Action::Resident(action)) => {
                    Some(OfferedButton { label: button.label.clone(), action: action.clone() })
                }
                Press::Do(Action::Operator(_)) | Press::Open(_) | Press::Start(_) => None,
            })
            .collect();
        if buttons.is_empty() {
            return;
        }
        // Below a whole text from a list the numbers of the list stand on.
        let stands = buttons.iter().all(|button| matches!(button.action, ResidentAction::WrongOpen(..)));
        let earlier = std::mem::replace(&mut self.buttons, buttons);
        if stands {
            self.buttons.extend(earlier.into_iter().filter(|button| button.action.is_choice()));
        }
    }

    /// The button whose label was typed.
    pub(super) fn button_named(&self, text: &str) -> Option<ResidentAction> {
        self.buttons.iter().find(|button| button.label == text).map(|button| button.action.clone())
    }

    /// Nothing but this line was said last.
    pub(super) fn last_said(&self, line: &str) -> bool {
        self.last_reply.first().is_some_and(|message| message.text.to_plain().starts_with(line))
    }

    /// An answer out of another notice than the one on the table.
    pub(super) fn answers_elsewhere(&self, answer: &Answer) -> bool {
        let topic = self.topic.as_ref().map(Topic::article);
        answer.kind() == OutcomeKind::Answered
            && answer.passages.first().map(|passage| &passage.article) != topic
    }

    /// An answer that was shown.
    pub(super) fn answer_shown(&self, id: ContextId) -> Option<&Answer> {
        self.shown.iter().find(|shown| shown.id == id).and_then(|shown| match &shown.context {
            LoadedContext::Answer { answer, .. } => Some(&**answer),
            _ => None,
        })
    }

    /// Every passage that was shown or may be turned to, the newest answer first, and the one on the table.
    pub(super) fn passages_shown(&self) -> Vec<(Passage, Option<TopicAnswer>)> {
        let mut passages = Vec::new();
        for shown in self.shown.iter().rev() {
            let LoadedContext::Answer { answer, .. } = &shown.context else { continue };
            if !matches!(answer.kind(), OutcomeKind::Answered | OutcomeKind::NearMiss) {
                continue;
            }
            let sequence = reply::passages_shown(answer).into_iter().enumerate();
            passages.extend(
                sequence.map(|(at, passage)| (passage.clone(), Some(TopicAnswer { id: shown.id, at }))),
            );
        }
        passages.extend(self.topic.iter().map(|topic| (topic.passage.clone(), topic.from)));
        passages
    }

    /// Puts what an answer shows on the table; a miss leaves there what lay there.
    pub(super) fn put_on_table(&mut self, answer: &Answer, id: ContextId) {
        let withheld = reply::asks_back(answer);
        match &answer.outcome {
            Outcome::Emergency(advice) => {
                self.emergency = Some(OngoingEmergency::new(advice.clone(), true));
            }
            Outcome::Answered { .. } | Outcome::DetailMissing { .. } | Outcome::NearMiss { .. }
                if !withheld =>
            {
                if let Some(passage) = answer.passages.first() {
                    self.topic = Some(Topic::new(passage.clone(), Some(TopicAnswer { id, at: 0 })));
                }
            }
            _ => {}
        }
        if let Some(help) = &answer.first_call {
            self.emergency = Some(OngoingEmergency::new(help.advice.clone(), false));
        }
    }

    /// The answer that was shown last, and the article of its first passage.
    pub(super) fn last_article(&self) -> Option<ArticleId> {
        self.shown.iter().rev().find_map(|shown| match &shown.context {
            LoadedContext::Answer { answer, .. } => {
                answer.passages.first().map(|passage| passage.article.clone())
            }
            _ => None,
        })
    }

    /// What these words mean below every answer, even where its last message has no such button.
    pub(super) fn below_last_answer(&self, text: &str) -> Option<ResidentAction> {
        // A line of small talk or a miss in between has nothing below it.
        let is_answer = |shown: &&ShownItem| match &shown.context {
            LoadedContext::Answer { answer, .. } => {
                matches!(text, labels::OTHER_PLACE | labels::TELL)
                    || matches!(answer.kind(), OutcomeKind::Answered | OutcomeKind::NearMiss)
            }
            _ => false,
        };
        let id = self.shown.iter().rev().find(is_answer)?.id;
        match text {
            labels::OTHER_PLACE => Some(ResidentAction::OtherPlace(id)),
            labels::WHOLE => Some(ResidentAction::Whole(id, 0)),
            labels::WRONG => Some(ResidentAction::Wrong(id, 0)),
            labels::TELL => Some(ResidentAction::Tell(id)),
            _ => None,
        }
    }

    /// The things to choose from in the last reply.
    pub(super) fn choices(&self) -> Vec<ResidentAction> {
        self.buttons
            .iter()
            .filter(|button| button.action.is_choice())
            .map(|button| button.action.clone())
            .collect()
    }

    /// Keeps what the next question may refer to.
    pub(super) fn remember(&mut self, answer: &Answer) {
        let searched = matches!(
            answer.kind(),
            OutcomeKind::Answered | OutcomeKind::NearMiss | OutcomeKind::NotFound | OutcomeKind::WhichPlace
        );
        if !searched {
            return;
        }
        // What is said after a near miss is about the article that nearly fits, too.
        let fits = matches!(answer.kind(), OutcomeKind::Answered | OutcomeKind::NearMiss);
        let said = |place: &&crate::answer::AskedPlace| {
            matches!(place.from, PlaceFrom::Question | PlaceFrom::Conversation)
        };
        let earlier = self.before.as_ref().and_then(|before| before.article.clone());
        self.before = Some(PreviousTurn {
            question: self.subject(answer),
            places: answer.understood.places.iter().filter(said).cloned().collect(),
            services: answer.understood.services.clone(),
            article: match answer.passages.first().filter(|_| fits) {
                Some(passage) => Some(passage.article.clone()),
                // A miss does not take from the table what lies there.
                None => earlier,
            },
        });
    }

    /// The question that names the subject: after 「那云冈区呢」 that is still the one before it.
    fn subject(&self, answer: &Answer) -> String {
        let question = fold(&answer.question);
        let topic = &answer.understood.topic;
        let elsewhere = !topic.is_empty() && topic.iter().all(|word| !question.contains(word.as_str()));
        match &self.before {
            Some(before) if elsewhere => before.question.clone(),
            _ => answer.question.clone(),
        }
    }
}
