//! What a person does with one turn: the names that `knowledge/acts.toml` gives its examples under.
//!
//! Knows nothing of how an act is recognised or answered.

use serde::{Serialize, Serializer};

macro_rules! acts {
    ($($(#[$doc:meta])* $act:ident = $name:literal),+ $(,)?) => {
        /// What somebody does with a turn.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub(crate) enum Act { $($(#[$doc])* $act),+ }

        impl Act {
            /// All of them.
            pub(crate) const ALL: &[Self] = &[$(Self::$act),+];

            /// Its name in `acts.toml` and in JSON.
            #[must_use]
            pub(crate) fn name(self) -> &'static str {
                match self { $(Self::$act => $name),+ }
            }
        }
    };
}

acts! {
    /// 着火了: something is happening now. Its examples say which emergency.
    HelpNow = "help_now",
    /// Has words of an emergency, but nothing is happening: 没着火, 生意火了. Only tells what is no emergency; whatever
    /// else it does is not learnt from it.
    NoHelp = "no_help",
    /// Nothing that could be read: emoji, punctuation. Known without examples.
    Unreadable = "unreadable",
    /// Not Chinese. Known without examples.
    OtherLanguage = "other_language",
    /// It is over: 火灭了.
    Over = "over",
    /// It goes on: 还是不醒.
    Still = "still",
    /// Asks for something that a paper may print; complete in itself.
    Question = "question",
    /// 几点
    DetailTime = "detail_time",
    /// 在哪
    DetailPlace = "detail_place",
    /// 电话多少
    DetailPhone = "detail_phone",
    /// 要钱吗
    DetailCost = "detail_cost",
    /// 怎么报名, 带啥
    DetailHow = "detail_how",
    /// 谁办的
    DetailWho = "detail_who",
    /// Any other detail: 管饭吗
    DetailWhat = "detail_what",
    /// 现在还办吗
    StillOn = "still_on",
    /// His own condition against the notice's: 我六十九行不行.
    Eligibility = "eligibility",
    /// 还有吗
    More = "more",
    /// 下一条
    Next = "next",
    /// 上一条
    Previous = "previous",
    /// 第二条
    Nth = "nth",
    /// 那个理发的
    ThatOne = "that_one",
    /// 看全文
    Whole = "whole",
    /// 哪个报上的
    Source = "source",
    /// 再说一遍
    Again = "again",
    /// 太长了, 听不懂
    Simpler = "simpler",
    /// 不是这个
    Reject = "reject",
    /// 那盐湖区呢
    OtherPlace = "other_place",
    /// 那下周呢
    OtherTime = "other_time",
    /// 知道了
    Acknowledge = "ack",
    /// 你好
    Greeting = "greeting",
    /// 谢谢
    Thanks = "thanks",
    /// 再见
    Goodbye = "goodbye",
    /// 你是谁
    WhoAreYou = "who_are_you",
    /// 你会干啥
    WhatCanYouDo = "what_can_you_do",
    /// 真好用
    Praise = "praise",
    /// Anger, insults.
    Anger = "anger",
    /// 家里冷清, 跟我说说话
    Lonely = "lonely",
    /// 吃了没
    Chat = "chat",
    /// 字太小, 不认字
    CannotRead = "cannot_read",
    /// 我聋, 电话打不通
    CannotPhone = "cannot_phone",
    /// 能转给我闺女吗
    Forward = "forward",
    /// 别告诉我儿子
    Privacy = "privacy",
    /// 我要投稿
    Submit = "submit",
    /// 找编辑, 转人工
    ReachEditors = "reach_editors",
    /// 写错了
    Mistake = "mistake",
    /// 在吗
    Test = "test",
    /// 今天报上有啥
    Latest = "latest",
    /// 有新的告诉我
    Subscribe = "subscribe",
    /// 别发了
    Unsubscribe = "unsubscribe",
    /// 设置
    Settings = "settings",
    /// 清除我的记录
    Forget = "forget",
    /// What no paper of services prints: weather, football, stocks.
    OutOfScope = "out_of_scope",
    /// The state of his own affair: 我的低保批下来没.
    OwnCase = "own_case",
    /// How much of which medicine.
    Dose = "dose",
    /// What illness it is.
    Diagnosis = "diagnosis",
    /// His own case at law.
    Law = "law",
    /// His own money.
    Money = "money",
    /// About a private person.
    PrivatePerson = "private_person",
}

impl Act {
    /// The act of that name.
    #[must_use]
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|act| act.name() == name)
    }

    /// Says something about what was shown or said before, and means nothing without it.
    #[must_use]
    pub(crate) fn is_follow_up(self) -> bool {
        self.is_detail()
            || matches!(
                self,
                Self::More
                    | Self::Next
                    | Self::Previous
                    | Self::Nth
                    | Self::ThatOne
                    | Self::Whole
                    | Self::Source
                    | Self::Again
                    | Self::Simpler
                    | Self::Reject
                    | Self::OtherPlace
                    | Self::OtherTime
            )
    }

    /// What is not for a newspaper, but for a doctor, an office, a lawyer: refused, and told whom to ask.
    #[must_use]
    pub(crate) fn is_refused(self) -> bool {
        matches!(
            self,
            Self::OwnCase | Self::Dose | Self::Diagnosis | Self::Law | Self::Money | Self::PrivatePerson
        )
    }

    /// Answered with a line, wherever it is said; nothing is searched for.
    #[must_use]
    pub(crate) fn is_talk(self) -> bool {
        matches!(
            self,
            Self::Unreadable
                | Self::OtherLanguage
                | Self::Acknowledge
                | Self::Greeting
                | Self::Thanks
                | Self::Goodbye
                | Self::WhoAreYou
                | Self::WhatCanYouDo
                | Self::Praise
                | Self::Anger
                | Self::Lonely
                | Self::Chat
                | Self::CannotRead
                | Self::CannotPhone
                | Self::Forward
                | Self::Privacy
                | Self::ReachEditors
                | Self::Mistake
                | Self::Submit
                | Self::Test
                | Self::OutOfScope
        )
    }

    /// Asks for something that a notice may say.
    #[must_use]
    pub(crate) fn is_detail(self) -> bool {
        matches!(
            self,
            Self::DetailTime
                | Self::DetailPlace
                | Self::DetailPhone
                | Self::DetailCost
                | Self::DetailHow
                | Self::DetailWho
                | Self::DetailWhat
                | Self::StillOn
                | Self::Eligibility
        )
    }

    /// Asks for something of the conversation itself, as a command does.
    #[must_use]
    pub(crate) fn is_command(self) -> bool {
        matches!(self, Self::Latest | Self::Subscribe | Self::Unsubscribe | Self::Settings | Self::Forget)
    }

    /// Means something only while an emergency is on the table.
    #[must_use]
    pub(crate) fn is_after_emergency(self) -> bool {
        matches!(self, Self::Over | Self::Still)
    }
}

impl Serialize for Act {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(self.name())
    }
}
