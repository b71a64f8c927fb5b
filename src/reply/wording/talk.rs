//! What is said when there is nothing to search for: greetings, commands, things that are not text.
//!
//! Knows nothing of when it is said.

use crate::{answer::DialogueAct, messaging::UserId};

pub(crate) fn small(talk: DialogueAct) -> &'static str {
    match talk {
        DialogueAct::Greeting => "您好！想打听什么，直接说就行。",
        DialogueAct::Thanks => "不客气。有事您再问。",
        DialogueAct::Goodbye => "再见，您慢走。有事随时来问。",
        DialogueAct::WhoAreYou => "我叫邻里，是个帮您查报纸的程序。报上怎么登，我就怎么念给您，一个字不编。",
        DialogueAct::Anger => "让您着急了，对不住。您把地方和要办的事说一下，我再找找。",
        DialogueAct::Unreadable => "这个我没看懂。请您用几个字说说想问什么。",
        DialogueAct::Medical => "看病吃药的事，报上的话不能当药方。请您问大夫，或者给社区医院打个电话。",
        DialogueAct::OwnCase => "您自己那一份办到哪儿了，我查不到。请您问当时给您办的地方，带上身份证。",
    }
}

/// An example of a question, after a line that is no answer.
pub(crate) fn example(question: &str) -> String {
    format!("比如问：“{question}”")
}

/// Example questions; those that the knowledge answers are offered.
pub(crate) const EXAMPLES: [&str; 8] = [
    "哪里有免费理发",
    "心里难受找谁说说",
    "上哪儿找工作",
    "哪里给老人体检",
    "老人吃饭有地方吗",
    "暖气不热找谁",
    "重阳节有什么活动",
    "孩子放假去哪儿玩",
];

/// An example made for a notice, when none of the others is answered.
pub(crate) fn example_of_service(place: &str, service: &str) -> String {
    format!("{place}有什么{service}的事")
}

pub(crate) const WELCOME: &str = "您好，我是邻里，帮您查本地报纸上的事。";
pub(crate) const WELCOME_MORE: &str =
    "您用大白话问，我把报上的原话找出来，说清哪天登的。\n报上没有的，我不瞎说。\n点下面的问一句试试：";
pub(crate) const WELCOME_BARE: &str =
    "您用大白话问，我把报上的原话找出来，说清哪天登的。\n报上没有的，我不瞎说。";

pub(crate) const HELP_TITLE: &str = "怎么问都行，说清地方和事就好找。";
pub(crate) const HELP: &str = "比如：“平城区哪里有免费理发”\n\n\
    发“最新”，看新登的消息\n\
    发“最新 平城区”，看那个地方新登的\n\
    发“有新的告诉我 平城区”，新登的我给您发\n\
    发“设置”，定您住的地方\n\
    答得不对，点“不对”告诉我\n\
    发“下一条”，接着往下看\n\
    发“重新问”，前面的不算，从头问\n\n\
    着火、煤气中毒、人昏倒，别等我，直接打119、120。";

pub(crate) const FORGOTTEN: &str = "好，前面的不算了。您重新问吧。";

pub(crate) const OPERATORS_ONLY: &str = "这个只有管理的人能用。您想问什么，直接说就行。";
pub(crate) const UNKNOWN_COMMAND: &str = "这个我不会。您想问什么，直接说就行。";
pub(crate) const NOT_YOUR_WORDS: &str = "这是转来的命令，我没照着做。您要用它，请自己打一遍。";
/// For whoever sets the bot up: the number by which operators are known.
pub(crate) fn your_number(user: UserId) -> String {
    format!("您的数字编号：{}", user.0)
}

pub(crate) const NOT_THIS: &str = "对不住，没找对。您换个说法，说说是哪儿、什么事，我再找。";
pub(crate) const NOTHING_MORE: &str = "后面没有了。您可以换个说法再问。";
pub(crate) const NOTHING_TO_CONTINUE: &str = "还没有可以往下看的。您先问一句，或者发“最新”。";
pub(crate) const NOTHING_SHOWN: &str = "还没有给您看过什么。您先问一句，或者发“最新”。";
pub(crate) const NO_SUCH_NUMBER: &str = "没有这个数字。请您看看上面有几条，再回一次。";
pub(crate) const FORGOTTEN_BUTTON: &str = "隔得久了，我记不得这是哪一条。请您再问一遍。";
pub(crate) fn not_understood_filter(word: &str) -> String {
    format!("“{word}”我没认出是哪儿，也没认出是哪一类事。\n您发“最新 平城区”这样的就行。")
}

pub(crate) const WHERE_ELSE: &str = "您要找哪儿的？把地名发给我，比如“平城区”。";

pub(crate) const NO_VOICE: &str =
    "我还听不了语音。请您打字。\n不想打字，点手机键盘上的话筒，说的话会变成字。";
pub(crate) const NO_PHOTO: &str = "我还看不了照片。请您打几个字，说说想问什么。";
pub(crate) const NO_STICKER: &str = "我看不懂图。请您打几个字，说说想问什么。";
pub(crate) const NO_LOCATION: &str = "我还看不懂位置。请您打地名，比如“平城区”。";
pub(crate) const NO_FILE: &str =
    "我还看不了文件。请您打几个字，说说想问什么。\n有通知要登，发“我有通知”，再把字发过来。";
