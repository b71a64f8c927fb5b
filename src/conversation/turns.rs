//! One typed turn, read against what is on the table first, then as a question of its own.
//!
//! Knows nothing of how acts are recognised, or of how anything is found. The order of harm decides ties: help now, what
//! is not for a newspaper, what goes on from what was shown, a question, small talk.

use jiff::civil::Date;

use super::{
    Conversations,
    about::TurnAfterNotice,
    chat::{Chat, LastTurn},
    following::Pointed,
    questions::{AloneAnswer, PLACE_NAME, QuestionInput},
    turn_act::{TurnAct, in_context},
};
use crate::{
    acts::Act,
    answer::Advice,
    messaging::{Message, Outgoing, ResidentAction},
    question::{ActChoice, TurnReading},
    reply::{self, wording::talk},
    text::spans::char_count,
};

/// Small talk this likely is not looked for in the papers.
const SURELY_TALK: f32 = 0.8;
/// What cannot be taken back must be this likely.
const FORGETS: f32 = 0.8;
/// Where one sentence of a turn ends.
const SENTENCE_ENDS: [char; 7] = ['。', '！', '？', '!', '?', '；', '\n'];
/// A sentence of so few characters asks nothing.
const VERY_SHORT: usize = 4;

impl Conversations {
    /// What is said to a typed turn that is neither a command nor the label of a button.
    pub(super) fn take_turn(&self, chat: &mut Chat, text: &str, today: Date) -> Outgoing {
        let outgoing = self.answered_turn(chat, text, today);
        chat.last_turn = outgoing.account.act.map(|act| LastTurn { act, said: text.to_owned() });
        outgoing
    }

    fn answered_turn(&self, chat: &mut Chat, text: &str, today: Date) -> Outgoing {
        let reading = self.questions.retriever.read_turn(text);
        let the_same =
            |advice: &Advice| chat.emergency.as_ref().is_some_and(|known| known.advice.name == advice.name);
        if reading.needs_help() && !reading.help.as_ref().is_some_and(|help| the_same(&help.advice)) {
            return self.ask_as(chat, text, None, today).of_act(Act::HelpNow);
        }
        if let Some(outgoing) = self.after_emergency(chat, &reading, text, today) {
            return outgoing;
        }
        let alone = self.questions.alone(chat, text, today);
        let names = reading.asks()
            || reading.is_first(Act::OtherPlace)
            || char_count(text) <= PLACE_NAME && !self.questions.retriever.find_places(text).is_empty();
        if names && let Some(outgoing) = self.bare_place(chat, text, &alone, today) {
            return outgoing.of_act(Act::Question);
        }
        self.refocus(chat, text);
        let turn = in_context(chat, &reading, text);
        let turn = self.weighed(chat, turn, &reading, text, &alone, today);
        let outgoing = self.done(chat, turn, text, &alone, today);
        let outgoing = outgoing
            .unwrap_or_else(|| self.ask_as(chat, text, Some(question()), today).of_act(Act::Question));
        match &outgoing.account.act {
            Some(_) => outgoing,
            None => outgoing.of_act(turn.act),
        }
    }

    /// A detail or a question of its own? What either would find decides.
    fn weighed(
        &self,
        chat: &Chat,
        turn: TurnAct,
        reading: &TurnReading,
        text: &str,
        alone: &AloneAnswer<'_>,
        today: Date,
    ) -> TurnAct {
        // The papers may print what these ask for, never what belongs to the conversation itself.
        let talk = turn.act.is_refused()
            || matches!(turn.act, Act::OutOfScope | Act::Anger | Act::Chat | Act::Lonely | Act::WhoAreYou);
        // What the notice on the table says is no matter for others.
        if talk
            && turn.probability < SURELY_TALK
            && turn.detail > 0.0
            && self.says(chat, turn.which, text, today)
        {
            return TurnAct { act: turn.which, ..turn };
        }
        // 我看不清字。体检在哪儿: what asks in it is answered.
        if turn.act.is_talk() && self.asks_beside(text) {
            return TurnAct { act: Act::Question, ..turn };
        }
        let beside = turn.act.is_talk() || turn.act == Act::Submit;
        if beside && reading.names_service && turn.probability < SURELY_TALK && !turn.act.is_refused() {
            return TurnAct { act: Act::Question, ..turn };
        }
        if talk && turn.probability < SURELY_TALK {
            let asks = alone.as_ref().is_some_and(|answer| chat.answers_elsewhere(answer));
            return if asks { TurnAct { act: Act::Question, ..turn } } else { turn };
        }
        if !turn.act.is_detail() && turn.act != Act::Question {
            return turn;
        }
        let Some(topic) = &chat.topic else { return turn };
        let own_place = chat.own_place();
        let after = TurnAfterNotice {
            notice: topic.article(),
            said: text,
            own_place: own_place.as_ref(),
            home: self.questions.home.as_ref(),
            today,
        };
        match after.is_about_it(&*self.questions.retriever, reading, alone) {
            // The same question once more gets its answer once more.
            Some(true) if chat.before.as_ref().is_some_and(|before| before.question == text) => {
                TurnAct { act: Act::Question, ..turn }
            }
            Some(true) => TurnAct { act: turn.which, ..turn },
            Some(false) => TurnAct { act: Act::Question, ..turn },
            None => turn,
        }
    }

    /// One of several sentences is a question by itself.
    fn asks_beside(&self, text: &str) -> bool {
        let sentences: Vec<&str> =
            text.split(SENTENCE_ENDS).filter(|sentence| char_count(sentence) > VERY_SHORT).collect();
        sentences.len() > 1
            && sentences.iter().any(|sentence| self.questions.retriever.read_turn(sentence).asks())
    }

    /// Does what the turn asks for; `None` when it is to be asked as a question.
    fn done(
        &self,
        chat: &mut Chat,
        turn: TurnAct,
        text: &str,
        alone: &AloneAnswer<'_>,
        today: Date,
    ) -> Option<Outgoing> {
        let TurnAct { act, probability, names_service, .. } = turn;
        Some(match act {
            Act::Question | Act::HelpNow | Act::NoHelp | Act::Over | Act::Still => return None,
            act if act.is_detail() => self.detail(chat, act, text, today)?,
            Act::More if chat.topic.is_some() && ["一共", "总共"].iter().any(|word| text.contains(word)) => {
                self.detail(chat, Act::DetailWhat, text, today)?
            }
            Act::More | Act::Next => self.more(chat, today),
            Act::Previous => self.pointed_at(chat, Pointed::Previous, today)?,
            Act::Nth => self.nth(chat, text, today)?,
            Act::ThatOne => self.that_one(chat, text, today)?,
            Act::Whole => self.whole_on_table(chat, today),
            Act::Source => match &chat.topic {
                Some(topic) => Outgoing::of(reply::source(&topic.passage)),
                None => Outgoing::line(talk::NOTHING_SHOWN),
            },
            Act::Again | Act::Simpler => self.simpler(chat, act, today),
            Act::Reject => self.rejected(chat, text, today)?,
            // 北京朝阳区有免费理发吗 has a subject of its own.
            Act::OtherPlace | Act::OtherTime if names_service => return None,
            Act::OtherPlace if self.has_own_subject(chat, text, alone) => return None,
            Act::OtherPlace | Act::OtherTime => self.swapped(chat, turn, text, today)?,
            Act::Latest => self.latest_said(chat, text, today),
            Act::Subscribe => self.subscribe_said(chat, text, today),
            Act::Unsubscribe if ["晚上", "夜里", "半夜"].iter().any(|word| text.contains(word)) => {
                self.settings.quiet_nights(chat)
            }
            Act::Unsubscribe => self.subscriptions.unsubscribe_or_choose(chat),
            Act::Settings => self.settings_said(chat, text, today),
            Act::Forget
                if probability >= FORGETS
                    && ["删", "清", "忘", "抹"].iter().any(|word| text.contains(word)) =>
            {
                self.forgetting.forget(chat)
            }
            Act::Forget => {
                chat.start_anew();
                Outgoing::line(talk::FORGOTTEN)
            }
            Act::Mistake => self.mistake(chat),
            act if (act.is_talk() || act.is_refused()) && chat.last_said(talk::small(act)) => {
                Outgoing::line(talk::small_again(act))
            }
            act => self.ask_as(chat, text, Some(ActChoice { act, probability }), today),
        })
    }

    /// Something is wrong with what was shown: what, and the way to the editors.
    fn mistake(&self, chat: &Chat) -> Outgoing {
        let mut message = Message::of_text(talk::small(Act::Mistake));
        if let Some(topic) = &chat.topic {
            let link = topic.passage.link.clone();
            let because = |reason| ResidentAction::WrongOpen(link.clone(), Some(reason));
            message.buttons = reply::what_is_wrong(because).buttons;
        }
        Outgoing::of(message)
    }

    /// A question after what was said before, taken for `act`.
    pub(super) fn ask_as(
        &self,
        chat: &mut Chat,
        text: &str,
        act: Option<ActChoice>,
        today: Date,
    ) -> Outgoing {
        let input = QuestionInput { before: chat.before.clone(), act, ..QuestionInput::alone(text) };
        self.questions.ask(chat, &input, today)
    }
}

/// A question, whatever its words look like.
pub(super) fn question() -> ActChoice {
    ActChoice::default()
}
