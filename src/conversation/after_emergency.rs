//! Turns while an emergency is on the table: it goes on, it is over, or something else is asked.
//!
//! Knows nothing of how an emergency is recognised.

use jiff::civil::Date;

use super::{Conversations, chat::Chat, turns::question};
use crate::{
    acts::Act,
    answer::OutcomeKind,
    messaging::Outgoing,
    question::TurnReading,
    reply::{self, wording::talk},
};

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

impl Conversations {
    /// A turn while an emergency is on the table; `None` when it has left it.
    pub(super) fn after_emergency(
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
            Act::OtherPlace | Act::OtherTime | Act::ThatOne | Act::Source | Act::Mistake => {
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
}
