//! What is said without asking: greetings, thanks, anger; and questions that are not for a newspaper: doses, diagnoses,
//! one's own case.
//!
//! Knows nothing of search or of the replies.

use super::DialogueAct;
use crate::text::normalize::fold;

const GREETINGS: &[&str] = &[
    "你好",
    "您好",
    "你们好",
    "大家好",
    "hi",
    "hello",
    "嗨",
    "哈喽",
    "在吗",
    "在不在",
    "在么",
    "早上好",
    "上午好",
    "下午好",
    "晚上好",
    "早",
    "有人吗",
    "喂",
    "你好啊",
    "您好啊",
    "你好呀",
];
const THANKS: &[&str] = &[
    "谢谢",
    "谢谢你",
    "谢谢您",
    "多谢",
    "谢了",
    "感谢",
    "太感谢了",
    "辛苦了",
    "谢谢啊",
    "好的谢谢",
    "麻烦您了",
    "麻烦你了",
    "thanks",
    "thankyou",
];
const GOODBYES: &[&str] =
    &["再见", "拜拜", "bye", "回见", "回头见", "晚安", "没事了", "不问了", "好的再见", "走了", "886", "88"];
const ACKNOWLEDGED: &[&str] = &[
    "好",
    "好的",
    "嗯",
    "嗯嗯",
    "行",
    "知道了",
    "明白了",
    "收到",
    "哦",
    "噢",
    "ok",
    "好嘞",
    "可以",
    "对",
    "是的",
    "哈哈",
    "呵呵",
    "不错",
];
const WHO: &[&str] = &[
    "你是谁",
    "您是谁",
    "你是什么",
    "你叫什么",
    "你叫啥",
    "你是干什么的",
    "你是干啥的",
    "你是机器人吗",
    "你是真人吗",
    "你能做什么",
    "你能干什么",
    "你能干啥",
    "你会什么",
    "你会干啥",
    "这是什么",
    "怎么用",
    "咋用",
    "你是人吗",
    "你有什么用",
    "邻里是什么",
    "人工",
    "转人工",
    "人工客服",
    "找人工",
    "有人工吗",
    "你听得懂吗",
    "你能听懂吗",
    "你能听懂话不",
    "你听得懂话吗",
    "你懂吗",
    "我也不知道",
    "不知道",
    "不知道问什么",
    "不知道问啥",
    "问啥都行吗",
    "什么都能问吗",
    "能问什么",
    "能问啥",
];
const ANGER: &[&str] = &[
    "傻逼",
    "傻b",
    "sb",
    "操你",
    "草泥马",
    "他妈的",
    "妈的",
    "去死",
    "滚蛋",
    "滚开",
    "滚吧",
    "王八蛋",
    "混蛋",
    "狗屁",
    "放屁",
    "废物",
    "垃圾机器人",
    "垃圾软件",
    "什么破",
    "破机器人",
    "没用的东西",
    "一点用都没有",
    "屁用没有",
    "有个屁用",
    "气死我了",
    "骗人的吧你",
    "胡说八道",
    "答非所问",
    "智障",
    "脑残",
    "蠢货",
    "白痴",
    "有病吧你",
    "烦死了",
];
/// Drugs and doses, and what a doctor must say.
const MEDICAL: &[&str] = &[
    "吃几片",
    "吃几粒",
    "吃几颗",
    "吃多少药",
    "一次吃几",
    "一天吃几",
    "能不能停药",
    "可以停药",
    "停药行不",
    "换成什么药",
    "吃什么药",
    "吃啥药",
    "用什么药",
    "该吃哪种药",
    "药量",
    "剂量",
    "能一起吃吗",
    "能不能一起吃",
    "是不是得了",
    "是不是癌",
    "是什么病",
    "是啥病",
    "得的什么病",
    "要不要紧",
    "严不严重",
    "怎么治",
    "咋治",
    "能治好",
    "要不要做手术",
    "打几单位胰岛素",
    "多少单位胰岛素",
    "化验单帮",
    "看看我的片子",
    "帮我看片子",
    "这个指标高",
    "指标正常吗",
    "降压药",
    "安眠药吃",
];
/// Words that make a medical question one about a service: where, not what.
const MEDICAL_SERVICE: &[&str] = &[
    "哪里",
    "哪儿",
    "在哪",
    "去哪",
    "报销",
    "义诊",
    "讲座",
    "电话",
    "医保",
    "免费",
    "买药",
    "补贴",
    "哪个医院",
    "挂号",
    "活动",
];
const OWN: &[&str] = &[
    "我的",
    "我家的",
    "我妈的",
    "我爸的",
    "我老伴的",
    "我奶奶的",
    "我爷爷的",
    "俺的",
    "我孩子的",
    "我儿子的",
    "我女儿的",
    "我申请的",
    "我交的",
    "我报的",
    "我们家的",
    "我办的",
    "我卡",
    "我账",
    "我存折",
    "我手里",
    "发到我",
    "打到我",
    "转到我",
    "给我发",
    "给我打",
];
const OWN_CASE: &[&str] = &[
    "批下来",
    "批了没",
    "批了吗",
    "批没批",
    "审批到哪",
    "审核到哪",
    "审核通过",
    "到账",
    "到没到",
    "发了没",
    "发下来",
    "打到卡",
    "打卡上",
    "卡上没",
    "卡里没",
    "卡上了没",
    "卡里了没",
    "卡上了吗",
    "卡里了吗",
    "账上没",
    "存折上没",
    "下来没",
    "下来了吗",
    "办好了没",
    "办好了吗",
    "办到哪",
    "进度",
    "通过了没",
    "通过了吗",
    "查一下余额",
    "余额多少",
    "还剩多少钱",
    "欠多少",
    "查查",
    "帮查",
    "排到几号",
    "排到第几",
    "中签",
];

/// The kind of talk, if `text` is no question for the papers.
#[must_use]
pub(super) fn talk(text: &str) -> Option<DialogueAct> {
    let folded = fold(text);
    let squeezed: String = folded.chars().filter(|character| character.is_alphanumeric()).collect();
    if squeezed.is_empty() {
        return Some(DialogueAct::Unreadable);
    }
    let bare = squeezed.trim_end_matches(['啊', '呀', '哈', '了', '呢', '吧', '哦']);
    let is = |list: &[&str]| list.contains(&squeezed.as_str()) || list.contains(&bare);
    if is(GREETINGS) {
        return Some(DialogueAct::Greeting);
    }
    if is(THANKS) {
        return Some(DialogueAct::Thanks);
    }
    if squeezed.contains("谢谢") && squeezed.chars().count() <= 8 {
        return Some(DialogueAct::Thanks);
    }
    if is(ACKNOWLEDGED) {
        return Some(DialogueAct::Thanks);
    }
    if is(GOODBYES) {
        return Some(DialogueAct::Goodbye);
    }
    if is(WHO) {
        return Some(DialogueAct::WhoAreYou);
    }
    let holds = |list: &[&str]| list.iter().any(|word| squeezed.contains(word));
    let short = squeezed.chars().count() <= 16;
    if short && holds(ANGER) {
        return Some(DialogueAct::Anger);
    }
    if holds(OWN_CASE) && (holds(OWN) || squeezed.starts_with('我') || squeezed.contains("帮我查")) {
        return Some(DialogueAct::OwnCase);
    }
    if holds(MEDICAL) && !holds(MEDICAL_SERVICE) {
        return Some(DialogueAct::Medical);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn talk_is_told_from_questions() {
        for (text, expected) in [
            ("你好", Some(DialogueAct::Greeting)),
            ("你好，哪里有免费理发", None),
            ("謝謝你！", Some(DialogueAct::Thanks)),
            ("再见啦", None),
            ("拜拜", Some(DialogueAct::Goodbye)),
            ("你是谁？", Some(DialogueAct::WhoAreYou)),
            ("什么破玩意", Some(DialogueAct::Anger)),
            ("楼道垃圾没人管气死我了，找谁反映扔垃圾的事", None),
            ("😀", Some(DialogueAct::Unreadable)),
            ("？？？", Some(DialogueAct::Unreadable)),
            ("", Some(DialogueAct::Unreadable)),
            ("高血压吃几片药", Some(DialogueAct::Medical)),
            ("我的低保批下来没", Some(DialogueAct::OwnCase)),
            ("补贴发到我卡上没有", Some(DialogueAct::OwnCase)),
            ("补贴打到卡里没有", None),
            ("转人工", Some(DialogueAct::WhoAreYou)),
            ("低保什么时候发", None),
            ("哪里能看高血压", None),
        ] {
            assert_eq!(talk(text), expected, "{text}");
        }
    }
}
