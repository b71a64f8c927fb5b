//! Tells by its words whether a sentence reports what was done, announces what comes, or describes what always holds.
//!
//! Knows nothing of dates.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::text::spans::slice;

use super::resolve::Lean;

/// What the words of a sentence say about its time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tone {
    /// Surely told as done.
    pub(super) done: bool,
    /// A perfective 了 or 已.
    pub(super) perfect: bool,
    /// Announced, or still to be signed up for.
    pub(super) ahead: bool,
    /// Holds until further notice.
    pub(super) standing: bool,
    /// Says what is offered, when and to whom; makes a rhythm a service.
    pub(super) offers: bool,
    /// Asks for something before a last day.
    pub(super) deadline: bool,
}

impl Tone {
    /// In which direction the sentence's dates lie.
    pub(super) fn lean(self) -> Lean {
        match (self.done || self.perfect, self.ahead || self.deadline) {
            (true, false) => Lean::Past,
            (false, true) => Lean::Future,
            _ => Lean::Nearest,
        }
    }

    /// Told as done, with nothing in it that still comes.
    pub(super) fn is_report(self) -> bool {
        (self.done || self.perfect) && !self.ahead
    }
}

#[derive(Clone, Copy)]
enum Mark {
    Done,
    Perfect,
    Ahead,
    Standing,
    Offers,
    Deadline,
    /// A longer word that must not be taken for the shorter one in it.
    Nothing,
}

/// Words by what they say, separated by blanks; the longest at a place counts.
const WORDS: [(Mark, &str); 7] = [
    (
        Mark::Done,
        "近日 日前 前不久 连日来 昨日 昨天 圆满 落幕 闭幕 收官 告一段落 举办了 开展了 \
         组织了 举行了 召开了 慰问了 送去 送上 送来 走进 来到 走访 吸引了 顺利完成 成功举 \
         参观了 参加了 发放了 揭牌 看望了 探望了 办过 办完 送过 做过 来过 去过 开过 讲过 \
         发过 查过 搞过 举行过 举办过 开展过 组织过 进行过 慰问过 看望过 曾经 纷纷 \
         活动现场 活动当天 已经结束 已结束 结束了 当天上午 当天下午 当日上午 当日下午 \
         启动仪式 热烈反响 一致好评 赢得",
    ),
    (Mark::Perfect, "了 已经 已累计 已为 已有 过了 当天 当日"),
    (
        Mark::Nothing,
        "为了 除了 了解 了如指掌 不了 极了 罢了 算了 得了 了不起 明了 末了 长期以来 \
         报名参加 踊跃报名 积极报名 积极申报 将近 截止目前 截至目前 长期坚持 长期从事 \
         长期关注 欢迎和 受欢迎 到欢迎 表示欢迎 的欢迎 受到欢迎 开通仪式",
    ),
    (
        Mark::Ahead,
        "将于 将在 将会 将从 将举 将开 将免费 将对 将推出 还会 即将 定于 拟于 拟定 预计 \
         届时 敬请 欢迎 请于 请在 请到 请提前 请携带 可于 即日起 今起 逾期 计划于 招募 \
         有效期 尽快 提前预约 明天 下周 本周末 起施行 起实施 起执行 还没开始",
    ),
    (Mark::Deadline, "报名 截止 申请 申报 申领 征集 办理 预约 领取 缴纳 缴费 登记 提交"),
    (
        Mark::Standing,
        "全部启用 开门使用 已经开门 投用 开通了 已开通 热线开通 开通热线 正式开通 投入使用 正式启用 已启用 启用了 已开放 \
         对外开放 免费开放 常态化开放 群众开放 市民开放 居民开放 社会开放 全年开放 全天开放 \
         长期 常年 全年 服务热线 热线电话 均可 都可以 都可 可以拨打 可拨打 可免费 可以免费 \
         可申请 可以申请 可领取 可以领取 可享受 可以享受 可办理 可以办理 可前往 可随时 随时 \
         每人每月 每人每年 开放时间 服务时间 办公时间 营业时间 受理时间 接待时间 一直有 \
         一直在 常设 设有 配有 不收费 一律免 实行免费 免费乘 免费使用 打电话 凡是 凡符合 \
         凡年满 凡在",
    ),
    (
        Mark::Offers,
        "开放 服务 办理 免费 理发 义诊 坐诊 门诊 上课 开课 接待 受理 营业 上午 下午 \
         晚上 咨询 活动 值班 热线 可以 培训 就餐 用餐 供应 开门 轮流 到时",
    ),
];

/// What finds the words, and what each of them says.
struct ToneWords {
    finder: AhoCorasick,
    marks: Vec<Mark>,
}

static TONE_WORDS: LazyLock<Option<ToneWords>> = LazyLock::new(|| {
    let marks = WORDS.iter().flat_map(|(mark, words)| words.split_whitespace().map(|_| *mark)).collect();
    let words = WORDS.iter().flat_map(|(_, words)| words.split_whitespace());
    let finder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(words).ok()?;
    Some(ToneWords { finder, marks })
});

/// The tone of one folded sentence.
pub(super) fn tone(sentence: &str) -> Tone {
    let mut tone = Tone::default();
    let Some(ToneWords { finder, marks }) = &*TONE_WORDS else { return tone };
    for found in finder.find_iter(sentence) {
        // 8月1日前 is an end, not 日前.
        let after_digit = slice(sentence, 0..found.start()).ends_with(|before: char| before.is_ascii_digit());
        if after_digit && slice(sentence, found.range()) == "日前" {
            continue;
        }
        match marks.get(found.pattern().as_usize()) {
            Some(Mark::Done) => tone.done = true,
            Some(Mark::Perfect) => tone.perfect = true,
            Some(Mark::Ahead) => tone.ahead = true,
            Some(Mark::Standing) => tone.standing = true,
            Some(Mark::Offers) => tone.offers = true,
            Some(Mark::Deadline) => tone.deadline = true,
            Some(Mark::Nothing) | None => {}
        }
    }
    tone
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_give_the_tone() {
        let cases = [
            ("社区举办了义诊。", Lean::Past),
            ("志愿者把饺子送去老人家。", Lean::Past),
            ("这场讲座已经办完。", Lean::Past),
            ("讲座将于下午开始。", Lean::Future),
            ("为了方便居民。", Lean::Nearest),
            ("欢迎居民来听。", Lean::Future),
            ("活动受到欢迎。", Lean::Nearest),
            ("长期以来缺少车位。", Lean::Nearest),
        ];
        for (text, expected) in cases {
            assert_eq!(tone(text).lean(), expected, "{text}");
        }
        for (text, expected) in [("食堂常年开放", true), ("长期以来缺少车位", false), ("热线已开通", true)]
        {
            assert_eq!(tone(text).standing, expected, "{text}");
        }
    }
}
