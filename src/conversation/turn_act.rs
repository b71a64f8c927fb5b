//! What a turn is taken for in a conversation: its acts, weighed by what is on the table.
//!
//! Knows nothing of how acts are recognised, or of what is done about them.

use super::chat::Chat;
use crate::{
    acts::Act,
    question::{TurnReading, likeliest},
};

/// Small talk and refusals must be this likely; else it is a question.
const TALK: f32 = 0.4;
/// What changes something must be this likely.
const COMMAND: f32 = 0.6;
/// Cannot hear, or cannot get through.
const CANNOT: [&str; 10] =
    ["聋", "哑", "听不", "打不", "不会打", "占线", "没人接", "不通", "没手机", "说不了"];

/// With a notice on the table a turn is likelier to be about it, and less likely to be anything else.
const ON_TABLE: f32 = 2.0;
const ABOUT_TABLE: f32 = 1.5;
const BESIDE_TABLE: f32 = 0.6;
/// Words that point at what was shown, where a turn begins with them.
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

/// The likeliest act in this conversation: what goes on from nothing is a question.
pub(super) fn in_context(chat: &Chat, reading: &TurnReading, text: &str) -> TurnAct {
    let on_table = chat.topic.is_some();
    let points = on_table && points(text);
    let (mut asks, mut detail) = (0.0, 0.0);
    let mut which = Act::DetailWhat;
    let mut best = (Act::Question, 0.0);
    let mut by_itself = 0.0;
    for (act, likely) in &reading.acts {
        let lost = match act {
            Act::Question | Act::HelpNow | Act::NoHelp => true,
            act if act.is_detail() => !on_table,
            Act::OtherPlace | Act::OtherTime => chat.before.is_none(),
            Act::ThatOne | Act::Reject => !on_table,
            act => act.is_after_emergency(),
        };
        let weight = match act {
            act if points && act.is_detail() => ON_TABLE * ON_TABLE,
            act if on_table && act.is_detail() => ON_TABLE,
            Act::Simpler | Act::Again | Act::Reject if on_table => ABOUT_TABLE,
            act if on_table && (act.is_talk() || act.is_refused()) => BESIDE_TABLE,
            _ => 1.0,
        };
        let own = *likely;
        let likely = likely * weight;
        if lost {
            asks += likely;
        } else if act.is_detail() {
            if detail == 0.0 {
                which = *act;
            }
            detail += likely;
        } else if likely > best.1 {
            best = (*act, likely);
            by_itself = own;
        }
    }
    // 非常感谢，再见: whichever it is, it is talk.
    for group in [likeliest(&reading.acts, Act::is_talk), likeliest(&reading.acts, Act::is_refused)] {
        let likely = group.probability * if on_table { BESIDE_TABLE } else { 1.0 };
        if likely > best.1 {
            best = (group.act, likely);
            by_itself = group.probability;
        }
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
        // The notice on the table makes it less likely beside a question, not less sure by its own words.
        turn(best.0, best.1.max(by_itself))
    } else {
        turn(Act::Question, asks)
    }
}

/// Begins with a word that points at what was shown.
fn points(text: &str) -> bool {
    POINTERS.iter().any(|word| text.starts_with(word))
}
