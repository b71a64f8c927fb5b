//! What is said when there is nothing to search for: greetings, commands, things that are not text.
//!
//! Knows nothing of when it is said.

use crate::{acts::Act, messaging::UserId};

/// The line for what is not searched for.
pub(crate) fn small(act: Act) -> &'static str {
    match act {
        Act::Greeting => "您好！想打听什么，直接说就行。",
        Act::Thanks => "不客气。有事您再问。",
        Act::Goodbye => "再见，您慢走。有事随时来问。",
        Act::Acknowledge => "好的，有事您再问。",
        Act::WhoAreYou => {
            "我叫邻里，是个查报纸的程序，不是真人，不收钱。报上怎么登，我就怎么念，一个字不编。"
        }
        Act::WhatCanYouDo => {
            "我查本地报纸上登的事：看病、补贴、找工作、办证、活动。您说清地方和事，直接问就行。"
        }
        Act::Praise => "您过奖了。有事随时来问。",
        Act::Anger => "让您着急了，对不住。您把地方和要办的事说一下，我再找找。",
        Act::Lonely => {
            "听您这么说，我明白您心里不好受。我是个程序，不会聊天，可以给您找社区的活动，或者能说说话的热线，您说一声就行。"
        }
        Act::Chat => "我是个程序，只会查报纸，不会聊天。您想打听什么事，直接说就行。",
        Act::CannotRead => {
            "手机“设置”里能把字体调大，Telegram的“聊天设置”里也能。也可以请身边的人念给您听。发“设置”，还能让我说短些。"
        }
        Act::CannotPhone => {
            "不打电话也行：可以去社区当面问，请家里人或社区工作人员替您打，有的事在网上、微信公众号也能办。听不见、说不了话要报警，发短信到12110。"
        }
        Act::Forward => "可以转。按住那条消息，点“转发”发给家里人；也能复制了发到微信。",
        Act::Privacy => "放心，您说的话不会告诉别人，家里人也看不到。想全删掉，发“清除我的记录”。",
        Act::Submit => "要登通知、投稿，发“我有通知”，再把字发过来，编辑部看了再定。",
        Act::ReachEditors => "我是程序，可以替您转话：发“给编辑部留话”，再说您的事，编辑部的人看得到。",
        Act::Mistake => "谢谢您告诉我。发“给编辑部留话”，说说哪条、哪儿不对，编辑部会去核对。",
        Act::Test => "在呢。想打听什么，直接说就行。",
        Act::OutOfScope => "这个我不会，我只管查本地报纸上登的办事、活动和通知。",
        Act::Dose => "吃药的事不能照报上的话来，也不能听我的。请您问大夫，或者药店的药师。",
        Act::Diagnosis => "是什么病、要不要紧，我说不准。请您让大夫看看，报上的话不能当诊断。",
        Act::OwnCase => "您自己那一份办到哪儿了，我查不到。请您问当时给您办的窗口或社区，带上身份证。",
        Act::Law => {
            "您这件事该怎么断，我说不准。请您问律师，或者去司法所、法律援助窗口问，头一回咨询不收钱。"
        }
        Act::Money => "钱的主意我帮不了您。该放哪儿、该不该投，请到银行柜台当面问，别听陌生人的。",
        Act::PrivatePerson => "别人住哪儿、什么情况，我查不到，也不能说。急着找人，请您问社区，或者打110。",
        Act::OtherLanguage => {
            "我只看得懂汉字，拼音也认不出。请您用中文打几个字。\nI can only read Chinese characters."
        }
        Act::Over => "那就好，没事就放心了。",
        // The others are answered from articles, or with what was shown before.
        _ => "这个我没看懂。请您用几个字说说想问什么。",
    }
}

/// The same in other words, where the first were said just before.
pub(crate) fn small_again(act: Act) -> &'static str {
    match act {
        Act::Greeting | Act::Test => "在，我听着呢。您问。",
        Act::Thanks | Act::Praise | Act::Acknowledge => "应该的。还想打听什么，随时说。",
        Act::Goodbye => "好，您慢走。",
        Act::OutOfScope => "这样的事我也答不了，我只会查本地报纸上的办事和活动。",
        Act::Chat | Act::Lonely => "我只会查报纸，陪您说不了太多。想找人说话，社区里常有活动，您问我就行。",
        Act::Anger => "是我没帮上，对不住。您换个说法，说说哪儿、什么事，我再找。",
        Act::WhoAreYou => "我是查报纸的程序，叫邻里。您要打听什么，直接问。",
        Act::Law => "打官司的事还是得问律师，我说了不算。",
        Act::Dose | Act::Diagnosis => "这也得问大夫，我不能替大夫说。",
        Act::OwnCase => "这个我也查不到，只有办的单位查得到，您带身份证去窗口问。",
        Act::Money => "这个主意我也不能替您拿，您到银行柜台当面问。",
        Act::PrivatePerson => "别人的事我还是不能说，也查不到。",
        Act::Submit => "登报的事归编辑部：发“我有通知”，再发要登的字，就交过去了。",
        Act::ReachEditors => "编辑部的人看得到留言：发“给编辑部留话”，再说您的事。",
        Act::Mistake => "发“给编辑部留话”，说说哪儿不对就行，编辑部会去核对。",
        Act::Forward => "能转，按住消息点“转发”就行。",
        Act::WhatCanYouDo => "查报纸上登过的事。您说说想问哪儿、什么事。",
        Act::OtherLanguage => "还是看不懂，得用汉字（中文）。Chinese characters only, please.",
        Act::CannotRead => "请身边的人念给您听，或者把手机的字体调大，这样最省事。",
        Act::CannotPhone => "不打电话，就去社区当面问，或者请人替您打；报警可以发短信到12110。",
        Act::Privacy => "您放心，我不往外说，也没有人能看到。",
        _ => "我还是刚才那句话。您换个说法，说说是哪儿、什么事。",
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

pub(crate) const ASK_BEFORE_GOING: &str = "您合不合条件，我不敢替人家定，去之前问一声。";
pub(crate) const STILL_ON_NOT_PRINTED: &str = "现在还办不办，报上没写。";
pub(crate) const THAT_NOT_PRINTED: &str = "报上没写这个。";
pub(crate) const NOTHING_ELSE: &str = "就这些，报上没登过别的。";
pub(crate) const NO_EARLIER: &str = "前面没有了，这就是头一条。";
pub(crate) const NO_SUCH_ITEM: &str = "没有那一条，给您看过的就这些。";

pub(crate) fn still_that(headline: &str) -> String {
    format!("还是刚才那一条：《{headline}》。不是您要的，说说是哪儿、什么事，我再找。")
}

pub(crate) const SIMPLER_OF_NOTHING: &str = "对不住，我没说清。您想打听哪儿的什么事？我说短些。";
pub(crate) const SAY_IT_OTHERWISE: &str = "我还是刚才那句话。您换个说法，说说是哪儿、什么事。";

pub(crate) fn nothing_printed_then(asked: &str, newest: &str) -> String {
    format!("{asked}没登什么。最近登的是{newest}的：")
}

pub(crate) fn printed_there(origin: &str) -> String {
    format!("登在：{origin}")
}

pub(crate) fn said_not_printed(said: &str) -> String {
    format!("报上没写“{said}”。")
}

/// A detail that is not printed, in the asker's own words.
pub(crate) fn words_not_printed(words: &str) -> String {
    format!("报上没写{words}的事。")
}

pub(crate) fn only_this_place(place: &str) -> String {
    format!("报上只写了{place}，没写具体在哪条街、几号。")
}

pub(crate) const WHAT_TO_BRING_NOT_PRINTED: &str = "报上没写要带什么证件、材料。";
pub(crate) const BOOKING_NOT_PRINTED: &str = "报上没写要不要预约、怎么报名。";
pub(crate) const DAY_NOT_PRINTED: &str = "报上没写是哪天。";
pub(crate) const DEADLINE_NOT_PRINTED: &str = "报上没写到哪天截止。";
pub(crate) const WEEKDAY_NOT_PRINTED: &str = "报上没写星期几、哪天开门。";
pub(crate) const NEXT_TIME_NOT_PRINTED: &str = "下回什么时候办、以后还办不办，报上没写。";
