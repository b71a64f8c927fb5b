//! One typed turn, read against what is on the table first, then as a question of its own.
//!
//! Knows nothing of how acts are recognised, or of how anything is found. The order of harm decides ties: help now, what
//! is not for a newspaper, what goes on from what was shown, a question, small talk.

use jiff::civil::Date;

use super::{
    Conversations,
    chat::{Chat, LastTurn},
    following::Pointed,
    questions::QuestionInput,
};
use crate::{
    acts::Act,
    answer::{Advice, OutcomeKind},
    messaging::{Message, Outgoing, ResidentAction},
    question::{ActChoice, TurnReading, refused},
    reply::{self, wording::talk},
    text::spans::char_count,
};

/// Small talk and refusals must be this likely; else it is a question.
const TALK: f32 = 0.4;
/// What changes something must be this likely.
const COMMAND: f32 = 0.6;
/// Small talk this likely is not looked for in the papers.
const SURELY_TALK: f32 = 0.8;
/// An emergency is over from here on; a question may leave it, and a word of thanks.
const OVER: f32 = 0.3;
const RATHER_QUESTION: f32 = 0.4;
const RATHER_TALK: f32 = 0.5;
/// A question this likely leaves an emergency, whatever is found for it.
const SURELY_QUESTION: f32 = 0.75;
/// From here on a turn says that an emergency goes on: one that was sure, one that was only possible.
const STAYS: f32 = 0.3;
const STAYS_WITH_POSSIBLE: f32 = 0.6;
/// Of this many hundredths on, what may be an emergency stays with the one on the table.
const GOES_ON: u8 = 30;
/// What cannot be taken back must be this likely.
const FORGETS: f32 = 0.8;
/// A detail this likely is one whatever else could be found.
const SURELY_DETAIL: f32 = 0.85;
/// A question is taken for a detail from here on, if nothing else is found for it.
const RATHER_DETAIL: f32 = 0.35;
/// A question may be meant as a detail from here on, if nothing else is found for it.
const PERHAPS_DETAIL: f32 = 0.08;
/// A short turn from here on.
const SHORT_DETAIL: f32 = 0.2;

/// Cannot hear, or cannot get through.
const CANNOT: [&str; 10] =
    ["聋", "哑", "听不", "打不", "不会打", "占线", "没人接", "不通", "没手机", "说不了"];

/// With a notice on the table a turn is likelier to be about it, and less likely to be anything else.
const ON_TABLE: f32 = 2.0;
const ABOUT_TABLE: f32 = 1.5;
const BESIDE_TABLE: f32 = 0.6;
/// A turn of so few characters has hardly a subject of its own.
const SHORT: usize = 8;
/// A turn of so few characters names no place.
const VERY_SHORT: usize = 5;
/// Words that point at what is on the table, where a turn begins with them.
const POINTERS: [&str; 14] =
    ["这个", "那个", "它", "他", "她", "这", "那儿", "那里", "那边", "里头", "里面", "人家", "去那", "上面"];

/// What the turn is taken for in this conversation.
#[derive(Clone, Copy, Debug)]
pub(super) struct TurnAct {
    pub(super) act: Act,
    pub(super) probability: f32,
    /// Probability that it asks for any detail.
    pub(super) detail: f32,
    /// The likeliest detail.
    pub(super) which: Act,
    /// It names a service type.
    pub(super) names_service: bool,
}

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
        self.refocus(chat, text);
        let turn = in_context(chat, &reading, text);
        let turn = self.weighed(chat, turn, &reading, text, today);
        let outgoing = self.done(chat, turn, text, today);
        let outgoing = outgoing
            .unwrap_or_else(|| self.ask_as(chat, text, Some(question()), today).of_act(Act::Question));
        match &outgoing.account.act {
            Some(_) => outgoing,
            None => outgoing.of_act(turn.act),
        }
    }

    /// A turn while an emergency is on the table; `None` when it has left it.
    fn after_emergency(
        &self,
        chat: &mut Chat,
        reading: &TurnReading,
        text: &str,
        today: Date,
    ) -> Option<Outgoing> {
        let emergency = chat.emergency.as_ref()?;
        let (advice, sure) = (emergency.advice.clone(), emergency.sure);
        let (act, probability) = reading.acts.first().copied().unwrap_or((Act::Question, 0.0));
        let of =
            |act: Act| reading.acts.iter().find(|(one, _)| *one == act).map_or(0.0, |(_, likely)| *likely);
        let (over, goes_on) = (of(Act::Over), of(Act::Still));
        let likely = reading.help.as_ref().map_or(0, |help| help.percent);
        if over > OVER && over >= goes_on && likely < GOES_ON {
            chat.emergency = None;
            return Some(Outgoing::line(talk::small(Act::Over)).of_act(Act::Over));
        }
        // What was only possible holds a turn less firmly.
        let bar = if sure { STAYS } else { STAYS_WITH_POSSIBLE };
        let in_it = likely >= GOES_ON || goes_on > bar || sure && act == Act::Still;
        if !in_it && !sure {
            return None;
        }
        let leaves = match act {
            _ if reading.prevents && likely < GOES_ON => true,
            Act::Question => probability > RATHER_QUESTION && !in_it,
            Act::Thanks | Act::Goodbye | Act::Acknowledge | Act::OutOfScope => {
                !in_it && probability > RATHER_TALK
            }
            act => act.is_command() && !in_it,
        };
        if leaves {
            if act == Act::Question || reading.prevents {
                // 那平常咋防: its subject is the emergency.
                let subject =
                    if reading.names_service { text.to_owned() } else { format!("{} {text}", advice.name) };
                let outgoing = self.ask_as(chat, &subject, Some(question()), today);
                if outgoing.account.outcomes.iter().any(|outcome| outcome.is_answered()) {
                    chat.emergency = None;
                    return Some(outgoing.of_act(Act::Question));
                }
                let own = reading.names_service || reading.prevents || probability >= SURELY_QUESTION;
                if own || chat.emergency.as_mut().is_some_and(|emergency| !emergency.outlasts_a_turn()) {
                    chat.emergency = None;
                    return Some(outgoing.of_act(Act::Question));
                }
            } else {
                return None;
            }
        }
        let told = matches!(act, Act::Privacy | Act::CannotPhone).then(|| talk::small(act));
        let emergency = chat.emergency.as_mut()?;
        let at =
            self.questions.retriever.nearest_line(text, &advice.steps).filter(|at| *at != emergency.step);
        emergency.step = at.unwrap_or((emergency.step + 1) % advice.steps.len().max(1));
        let message = reply::emergency_goes_on(&advice, emergency.step, told);
        Some(Outgoing::of(message).of_outcome(OutcomeKind::Emergency).of_act(Act::Still))
    }

    /// A detail or a question of its own? What either would find decides.
    fn weighed(&self, chat: &Chat, turn: TurnAct, reading: &TurnReading, text: &str, today: Date) -> TurnAct {
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
        let beside = turn.act.is_talk() || turn.act == Act::Submit;
        if beside && reading.names_service && turn.probability < SURELY_TALK && !turn.act.is_refused() {
            return TurnAct { act: Act::Question, ..turn };
        }
        if talk && turn.probability < SURELY_TALK {
            let asks = self.questions.answered_elsewhere(chat, text, today);
            return if asks { TurnAct { act: Act::Question, ..turn } } else { turn };
        }
        if chat.topic.is_none() || turn.detail < PERHAPS_DETAIL {
            return turn;
        }
        let is_detail = is_detail(turn.act);
        let short = char_count(text) <= SHORT;
        if is_detail
            && turn.detail >= SURELY_DETAIL
            && !reading.names_service
            && char_count(text) <= VERY_SHORT
        {
            return turn;
        }
        if !is_detail && turn.act != Act::Question {
            return turn;
        }
        let alone = self.questions.understood(chat, text, today);
        let elsewhere = alone.as_ref().is_some_and(|answer| chat.answers_elsewhere(answer))
            || alone.as_ref().is_some_and(|answer| chat.leaves_the_place(answer));
        match (is_detail, elsewhere) {
            (true, true) => TurnAct { act: Act::Question, ..turn },
            (false, false)
                if turn.detail >= RATHER_DETAIL && short
                    || (turn.detail >= RATHER_DETAIL
                        || short && turn.detail >= SHORT_DETAIL
                        || points(text))
                        && !reading.names_service
                    || self.says(chat, turn.which, text, today) =>
            {
                TurnAct { act: turn.which, ..turn }
            }
            _ => turn,
        }
    }

    /// Does what the turn asks for; `None` when it is to be asked as a question.
    fn done(&self, chat: &mut Chat, turn: TurnAct, text: &str, today: Date) -> Option<Outgoing> {
        let TurnAct { act, probability, names_service, .. } = turn;
        Some(match act {
            Act::Question | Act::HelpNow | Act::NoHelp | Act::Over | Act::Still => return None,
            act if is_detail(act) => self.detail(chat, act, text, today)?,
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
fn question() -> ActChoice {
    ActChoice::default()
}

/// Asks for something that the notice on the table may say.
pub(super) fn is_detail(act: Act) -> bool {
    matches!(
        act,
        Act::DetailTime
            | Act::DetailPlace
            | Act::DetailPhone
            | Act::DetailCost
            | Act::DetailHow
            | Act::DetailWho
            | Act::DetailWhat
            | Act::StillOn
            | Act::Eligibility
    )
}

/// Begins with a word that points at what was shown.
fn points(text: &str) -> bool {
    POINTERS.iter().any(|word| text.starts_with(word))
}

/// The likeliest act in this conversation: what goes on from nothing is a question.
fn in_context(chat: &Chat, reading: &TurnReading, text: &str) -> TurnAct {
    let on_table = chat.topic.is_some();
    let points = on_table && points(text);
    let (mut asks, mut detail) = (0.0, 0.0);
    let mut which = Act::DetailWhat;
    let mut best = (Act::Question, 0.0);
    for (act, likely) in &reading.acts {
        let lost = match act {
            Act::Question | Act::HelpNow | Act::NoHelp => true,
            act if is_detail(*act) => !on_table,
            Act::OtherPlace | Act::OtherTime => chat.before.is_none(),
            Act::ThatOne | Act::Reject => !on_table,
            act => act.is_after_emergency(),
        };
        let weight = match act {
            act if points && is_detail(*act) => ON_TABLE * ON_TABLE,
            act if on_table && is_detail(*act) => ON_TABLE,
            Act::Simpler | Act::Again | Act::Reject if on_table => ABOUT_TABLE,
            act if on_table && (act.is_talk() || act.is_refused()) => BESIDE_TABLE,
            _ => 1.0,
        };
        let likely = likely * weight;
        if lost {
            asks += likely;
        } else if is_detail(*act) {
            if detail == 0.0 {
                which = *act;
            }
            detail += likely;
        } else if likely > best.1 {
            best = (*act, likely);
        }
    }
    let refused = refused(&reading.acts);
    let likely = refused.probability * if on_table { BESIDE_TABLE } else { 1.0 };
    if likely > best.1 {
        best = (refused.act, likely);
    }
    let turn = |act, probability: f32| TurnAct {
        act,
        probability: probability.min(1.0),
        detail,
        which,
        names_service: reading.names_service,
    };
    // 有电话没有，我打过去问 asks for the number of what was shown.
    if on_table && best.0 == Act::CannotPhone && !CANNOT.iter().any(|word| text.contains(word)) {
        return TurnAct { which: Act::DetailPhone, ..turn(Act::DetailPhone, 1.0) };
    }
    let bar = match best.0 {
        act if act.is_follow_up() => 0.0,
        act if act.is_command() => COMMAND,
        _ => TALK,
    };
    if detail >= asks && detail >= best.1 {
        turn(which, detail)
    } else if best.1 > asks && best.1 >= bar {
        turn(best.0, best.1)
    } else {
        turn(Act::Question, asks)
    }
}
