//! A detail of the article on the table: the sentence that says it, or that it is not printed.
//!
//! Knows nothing of how the sentence was found.

use jiff::civil::Date;

use super::{AnswerType, Hotline, Passage, decision::lacks, emphasis};
use crate::{
    acts::Act,
    question::{PlaceFrom, Question, is_detail_word},
    ranking::{DetailMatch, cues, has_address, has_age, has_condition, has_hour},
    text::spans::slice,
};

/// The number for what has no number of its own.
const GENERAL: &str = "12345";
/// Words of the asker that are said back.
const WORDS: usize = 2;

/// What the article says of a detail.
#[derive(Clone, Debug, PartialEq)]
pub struct Detail {
    /// The sentence that comes nearest.
    pub(crate) passage: Passage,
    /// It says what was asked.
    pub(crate) says: bool,
    /// The kind of detail; none where it is of no known kind.
    pub(crate) want: Option<AnswerType>,
    /// What of that kind is asked.
    pub(crate) aspect: Aspect,
    /// What the turn is about beside the kind of detail; may be empty.
    pub(crate) words: String,
    /// The turn, as it was typed.
    pub(crate) said: String,
    /// A public number that may help where the article has none.
    pub(crate) hotline: Option<Hotline>,
    /// What the turn has in common with the whole article.
    pub(crate) overlap: ArticleOverlap,
}

/// What a turn has in common with an article.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct ArticleOverlap {
    /// How much of the turn's words the article has, 0–1; none where there is no word.
    pub(crate) shared: Option<f32>,
    /// Weight of the heaviest word that it does not have, in units of BM25's idf.
    pub(crate) unmet: f32,
    /// Both are of one service.
    pub(crate) service: bool,
    /// Both name the same place.
    pub(crate) place: bool,
}

/// What of a kind of detail is asked: an article that says when something begins says nothing of its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Aspect {
    /// Anything.
    Any,
    /// The hour.
    Hour,
    /// The day.
    Day,
    /// On which weekdays.
    Weekday,
    /// Until when.
    Deadline,
    /// When it comes again.
    NextTime,
    /// What to bring.
    Bring,
    /// Whether and how to book.
    Booking,
}

/// The signs of an aspect in a question, the more particular first.
const ASPECTS: &[(Aspect, AnswerType, &[&str])] = &[
    (Aspect::NextTime, AnswerType::Time, &["下次", "下回", "下一次", "下一回", "以后还", "往后还", "再办"]),
    (
        Aspect::Deadline,
        AnswerType::Time,
        &["截止", "截至", "到几号", "到哪天", "到什么时候", "到啥时候", "几号前", "最晚"],
    ),
    (
        Aspect::Weekday,
        AnswerType::Time,
        &[
            "星期",
            "周一",
            "周二",
            "周三",
            "周四",
            "周五",
            "周六",
            "周日",
            "周天",
            "周几",
            "周末",
            "礼拜",
            "节假日",
        ],
    ),
    (
        Aspect::Hour,
        AnswerType::Time,
        &["几点", "钟点", "开门", "关门", "上午", "下午", "中午", "晚上", "早上", "早晨", "半夜"],
    ),
    (Aspect::Day, AnswerType::Time, &["哪天", "几号", "哪一天", "多会", "几月", "啥时候", "什么时候"]),
    (Aspect::Bring, AnswerType::How, &["带", "证", "材料", "手续", "户口", "拿什么", "拿啥", "拿甚"]),
    (Aspect::Booking, AnswerType::How, &["预约", "报名", "登记", "排队", "申请", "加入"]),
];

/// Words of whoever wants a number to call, or somebody to ask.
const PHONE: &[&str] = &[
    "电话",
    "号",
    "打",
    "联系",
    "热线",
    "座机",
    "手机",
    "微信",
    "找谁",
    "问谁",
    "寻谁",
    "谁管",
    "还能找",
    "还能问",
];
/// Words of whoever asks for a price.
const MONEY: &[&str] = &["钱", "费", "价", "块", "元", "票", "收", "贵", "补"];

/// Whose condition it is.
const PERSON: [&str; 24] = [
    "我",
    "俺",
    "咱",
    "爸",
    "妈",
    "老伴",
    "老头",
    "老汉",
    "孩子",
    "儿",
    "孙",
    "岁",
    "户口",
    "外地",
    "本地",
    "退休",
    "农村",
    "残疾",
    "学生",
    "什么人",
    "谁",
    "人能",
    "人也",
    "十",
];

/// The kind of detail that a turn asks for.
#[must_use]
pub(crate) fn wanted(act: Act, question: &Question) -> Option<AnswerType> {
    let names = |words: &[&str]| words.iter().any(|word| question.folded.contains(word));
    match act {
        Act::DetailTime => Some(AnswerType::Time),
        Act::DetailPlace => Some(AnswerType::Place),
        // What names no telephone or money may be about something else: 查出多少问题.
        Act::DetailPhone => names(PHONE).then_some(AnswerType::Phone),
        Act::DetailCost => (!names(&["多少"]) || names(MONEY)).then_some(AnswerType::Cost),
        // 怎么去 asks for the way there.
        Act::DetailHow
            if ["怎么去", "咋去", "怎么走", "咋走", "几路", "坐车"]
                .iter()
                .any(|word| question.folded.contains(word)) =>
        {
            Some(AnswerType::Place)
        }
        Act::DetailHow => Some(AnswerType::How),
        Act::DetailWho => Some(AnswerType::Who),
        // 有打麻将的屋没有 is no condition of a person.
        Act::Eligibility if PERSON.iter().any(|word| question.folded.contains(word)) => {
            Some(AnswerType::Conditions)
        }
        _ => question.understood.wants.contains(&AnswerType::List).then_some(AnswerType::List),
    }
}

fn aspect(want: Option<AnswerType>, question: &str) -> Aspect {
    let asks = |(_, of, words): &&(Aspect, AnswerType, &[&str])| {
        want == Some(*of) && words.iter().any(|word| question.contains(word))
    };
    ASPECTS.iter().find(asks).map_or(Aspect::Any, |(aspect, _, _)| *aspect)
}

impl Detail {
    /// Of a matched sentence.
    #[must_use]
    pub(crate) fn of(
        found: &DetailMatch,
        want: Option<AnswerType>,
        question: &Question,
        numbers: &[Hotline],
        today: Date,
    ) -> Self {
        let article = &found.article;
        let text = slice(&article.body, found.sentence.clone());
        let mut passage = Passage::of(article, text, found.sentence.start, today);
        passage.emphasis = emphasis::of(text, question);
        let aspect = aspect(want, &question.folded);
        let lacks =
            want.is_some_and(|want| lacks(want, &question.folded, article.phone.as_deref(), &found.folded));
        let says = !lacks && says(found, want, aspect);
        let topic = question
            .understood
            .topic
            .iter()
            .filter(|word| word.chars().count() >= 2 && !is_detail_word(word));
        let words = topic.take(WORDS).map(String::as_str).collect::<Vec<_>>().join("、");
        let helps = |hotline: &&Hotline| {
            // The numbers of emergencies are for nothing else.
            hotline.number.len() >= GENERAL.len()
                && hotline.words.is_empty()
                && hotline.services.iter().any(|service| article.services.contains(service))
        };
        let wants_phone = want == Some(AnswerType::Phone) && !says;
        let hotline = wants_phone
            .then(|| numbers.iter().find(helps).or(numbers.iter().find(|one| one.number == GENERAL)));
        Self {
            passage,
            says,
            want,
            aspect,
            words,
            said: question.text.clone(),
            hotline: hotline.flatten().cloned(),
            overlap: ArticleOverlap {
                shared: found.shared,
                unmet: found.unmet,
                service: question.understood.services.iter().any(|one| article.services.contains(one)),
                place: question.understood.places.iter().any(|place| {
                    place.from == PlaceFrom::Question && found.folded.contains(&place.as_written)
                }),
            },
        }
    }
}

/// The sentence says what was asked.
fn says(found: &DetailMatch, want: Option<AnswerType>, aspect: Aspect) -> bool {
    match (want, aspect) {
        (None, _) => found.nearest_word.is_some() && found.meets_words(),
        (_, Aspect::NextTime) => false,
        (_, Aspect::Bring | Aspect::Booking) => found.has_sign && found.meets_words(),
        (Some(AnswerType::Phone), _) => found.has_sign || found.article.phone.is_some(),
        // 报告的题目, 哪个平台: the words themselves are there.
        (Some(AnswerType::Who | AnswerType::How), Aspect::Any) => found.has_sign || found.has_words,
        (Some(_), _) => found.has_sign,
    }
}

/// A folded sentence surely says what `question` wants of a notice.
pub(crate) fn has_sign(want: Option<AnswerType>, question: &str, sentence: &str) -> bool {
    let holds = |words: &[&str]| words.iter().any(|word| sentence.contains(word));
    match (want, aspect(want, question)) {
        (None, _) | (_, Aspect::NextTime) => false,
        (_, Aspect::Deadline) => {
            until_a_day(sentence)
                || holds(&["截止", "截至", "为止", "止", "日前", "号前", "结束"])
                    && cues(AnswerType::Time, sentence) > 0
        }
        (_, Aspect::Weekday) => {
            holds(&["周", "星期", "礼拜", "每天", "每日", "天天", "全年", "工作日", "节假日"])
        }
        (_, Aspect::Hour) => has_hour(sentence),
        (_, Aspect::Day) => cues(AnswerType::Time, sentence) > 0 && sentence.contains(['月', '日', '号']),
        (Some(AnswerType::Place), _) => has_address(sentence),
        (Some(AnswerType::Conditions), _) => {
            // An age is answered by an age.
            let aged = has_age(question) && !sentence.contains('岁');
            has_condition(sentence) && !aged
        }
        (Some(want), _) => cues(want, sentence) > 0,
    }
}

/// 到11月30日, 至月底.
fn until_a_day(sentence: &str) -> bool {
    sentence.split(['到', '至']).skip(1).any(|after| {
        let rest = after.trim_start_matches(|character: char| character.is_ascii_digit());
        rest.len() < after.len() && rest.starts_with(['年', '月', '日', '号'])
            || after.starts_with("月底")
            || after.starts_with("年底")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_says_only_what_was_asked() {
        let time = Some(AnswerType::Time);
        for (want, question, sentence, expected) in [
            (time, "几点开门", "每周三上午9点开始", true),
            (time, "几点开门", "10月18日开始", false),
            (time, "哪天办", "10月18日开始", true),
            (time, "报名到几号截止", "报名截止到11月30日", true),
            (time, "报名到几号截止", "10月18日开始报名", false),
            (time, "办到几号", "从10月16日到11月30日都办", true),
            (time, "办到几号", "每天9点到11点办", false),
            (time, "星期天开不开", "每天都开", true),
            (time, "星期天开不开", "10月18日开", false),
            (time, "下次什么时候", "10月18日开始", false),
            (Some(AnswerType::Place), "在哪儿", "地址在永泰街5号", true),
            (Some(AnswerType::Place), "在哪儿", "社区请来理发师傅", false),
            (Some(AnswerType::Cost), "要钱吗", "一分钱不收", true),
            (Some(AnswerType::Cost), "要钱吗", "带上身份证就行", false),
            (Some(AnswerType::Conditions), "我妈六十九岁能去吗", "面向年满70岁的老人", true),
            (Some(AnswerType::Conditions), "我妈六十九岁能去吗", "面向本市户籍居民", false),
            (None, "有意思吗", "每周三上午9点开始", false),
        ] {
            assert_eq!(has_sign(want, question, sentence), expected, "{question} {sentence}");
        }
    }
}
