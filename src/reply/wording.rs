//! Every sentence that a resident can read: 您, everyday words, short lines.
//!
//! Knows nothing of messages or of when something is said. Everything here is plain text: marks are added elsewhere.

use crate::answer::AnswerType;

pub(crate) mod editors;
pub(crate) mod labels;
pub(crate) mod news;
pub(crate) mod notices;
pub(crate) mod operators;
pub(crate) mod settings;
pub(crate) mod sharing;
pub(crate) mod state;
pub(crate) mod submissions;
pub(crate) mod talk;

// ---- Where an event stands

pub(crate) const REPORTED: &str = "这是活动报道，当时已经办过；现在还办不办，报上没写。";
pub(crate) const ONGOING: &str = "正在办。";
pub(crate) const STANDING_IN_OLD_PAPER: &str = "报上说一直办着，现在还办不办，请您先问一声。";
pub(crate) const WHOLE_COUNTRY: &str = "全国";
pub(crate) const LIST_REPORTED: &str = "办过的";
pub(crate) const LIST_ENDED: &str = "已经结束";
pub(crate) const LIST_ONGOING: &str = "正在办";
pub(crate) const LIST_UPCOMING: &str = "还没开始";

pub(crate) fn ended(day: Option<&str>) -> String {
    day.map_or_else(|| "已经结束。".to_owned(), |day| format!("已经结束（{day}）。"))
}

pub(crate) fn upcoming(day: Option<&str>) -> String {
    day.map_or_else(|| "还没开始。".to_owned(), |day| format!("还没开始（{day}起）。"))
}

pub(crate) fn ongoing_until(day: &str) -> String {
    format!("正在办（到{day}）。")
}

pub(crate) fn ongoing_since(day: &str) -> String {
    format!("正在办（{day}开始的）。")
}

pub(crate) fn in_brackets(status: &str) -> String {
    format!("（{status}）")
}

pub(crate) fn bracketed_reported(when: Option<&str>) -> String {
    when.map_or_else(|| "办过了".to_owned(), |when| format!("办过了，{when}"))
}

pub(crate) fn bracketed_ended(day: Option<&str>) -> String {
    day.map_or_else(|| "已经结束".to_owned(), |day| format!("已经结束，{day}"))
}

pub(crate) fn bracketed_from(day: &str) -> String {
    format!("还没开始，{day}起")
}

pub(crate) fn bracketed_until(day: &str) -> String {
    format!("正在办，到{day}")
}

pub(crate) fn years_ago(years: i16) -> String {
    format!("{}年前的报纸", count(years))
}

pub(crate) const NOW_UNKNOWN: &str = "现在还办不办，报上没写。";
pub(crate) const ASK_WHETHER_STILL: &str = "现在还办不办，请您先问一声。";

pub(crate) fn old_paper(years: i16) -> String {
    format!("这是{}年前的报纸。", count(years))
}

pub(crate) fn inferred_date(date: &str, years: Option<i16>) -> String {
    let age = years.map(|years| format!("，{}年前了", count(years))).unwrap_or_default();
    format!("报上没印日期，看内容大约是{date}{age}。")
}

pub(crate) fn wider_whole(whole: &str) -> String {
    format!("这条说的是{whole}。")
}

pub(crate) fn whole(suffix: char) -> String {
    format!("全{suffix}")
}

pub(crate) fn whole_of(name: &str) -> String {
    format!("整个{name}")
}

pub(crate) fn inside(place: &str) -> String {
    format!("这条是{place}的。")
}

/// 一, 两, 三 … 十二; digits where nobody would say the word.
fn count(number: i16) -> String {
    const WORDS: [&str; 11] = ["零", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十"];
    let word = |number: i16| usize::try_from(number).ok().and_then(|at| WORDS.get(at)).copied();
    match number {
        11 => "十一".to_owned(),
        12 => "十二".to_owned(),
        other => word(other).map_or_else(|| other.to_string(), str::to_owned),
    }
}

// ---- What was understood

/// An estate or a street that nobody has entered.
pub(crate) fn unknown_place(name: &str) -> String {
    format!("“{name}”我不知道在哪儿。")
}

pub(crate) fn place_taken_over(place: &str) -> String {
    format!("按{place}找的。")
}

pub(crate) fn corrected(word: &str) -> String {
    format!("按“{word}”找的。")
}

pub(crate) fn nth_question(number: usize, question: &str) -> String {
    format!("第{number}个问题：{question}")
}

// ---- A passage and where it was printed

pub(crate) fn missing_detail(want: AnswerType) -> &'static str {
    match want {
        AnswerType::Phone => "报上没印电话。",
        AnswerType::Time => "报上没写几点。",
        AnswerType::Place => "报上没写在哪儿办。",
        AnswerType::Cost => "报上没写多少钱。",
        AnswerType::Conditions => "报上没写什么人能办。",
        AnswerType::How => "报上没写怎么报名。",
        AnswerType::Who => "报上没写是谁办的。",
        AnswerType::Number => "报上没写是多少。",
        AnswerType::List => "报上没写全都有哪些。",
    }
}

pub(crate) fn headline(title: &str) -> String {
    format!("题目：{title}")
}

pub(crate) fn phone(number: &str) -> String {
    format!("电话：{number}")
}

/// 报名未印（001） reads like "sign-up not printed" to a resident, so it is explained.
pub(crate) fn source(name: &str) -> String {
    if name.starts_with("报名未印") {
        format!("出处：{name}，这一版上没印是什么报")
    } else if name.starts_with("来源未注明") {
        "出处：没注明".to_owned()
    } else {
        format!("出处：{name}")
    }
}

/// Between parts of a passage.
pub(crate) const LEFT_OUT: &str = "……";

pub(crate) fn titled(title: &str) -> String {
    format!("《{title}》")
}

/// A page that does not print its paper's name is known by its own: 报名未印 reads like "sign-up not printed" to a resident.
fn source_name(name: &str) -> String {
    match name.strip_prefix("报名未印") {
        Some(page) => format!("报纸名没印{page}"),
        None if name.starts_with("来源未注明") => "出处没注明".to_owned(),
        None => name.to_owned(),
    }
}

pub(crate) fn source_in_line(name: &str) -> String {
    format!("{} ", source_name(name))
}

pub(crate) fn retold_from(name: &str) -> String {
    if name.starts_with("来源未注明") {
        "据报道整理 ".to_owned()
    } else {
        format!("据{}报道整理 ", source_name(name))
    }
}

pub(crate) fn about_in_line(date: &str) -> String {
    format!("大约{date}，报上没印日期")
}

pub(crate) const NO_DATE_IN_LINE: &str = "日期没注明";

pub(crate) fn place_in_line(place: &str) -> String {
    format!(" · {place}")
}

pub(crate) fn also_in_line(source: &str) -> String {
    format!(" · 也登在{}", source_name(source))
}

pub(crate) fn printed_on(date: &str) -> String {
    format!("日期：{date}")
}

pub(crate) fn printed_about(date: &str) -> String {
    format!("日期：大约{date}，报上没印")
}

pub(crate) const NO_DATE: &str = "日期：没注明";

pub(crate) fn retold(source: &str) -> String {
    if source.starts_with("报名未印") || source.starts_with("来源未注明") {
        "这是据报纸报道整理的，不是报上原话。".to_owned()
    } else {
        format!("这是据{source}报道整理的，不是原话。")
    }
}

pub(crate) fn position(at: usize, of: usize) -> String {
    format!("第{at}条，一共{of}条。")
}

pub(crate) const WITHDRAWN: &str = "这条已经撤下来了，请别照着办。您再问一遍，看有没有新的。";
pub(crate) const TOO_LONG: &str = "后面还有，太长了，这里放不下。";

// ---- Nothing fits, or not quite

pub(crate) fn near_place(asked: Option<&str>, place: Option<&str>) -> String {
    let asked = asked.map(|asked| format!("{asked}的没登过。")).unwrap_or_default();
    place.map_or_else(
        || format!("{asked}有这样的活动，但是不在您说的地方。"),
        |place| format!("{asked}有这样的活动，但是在{place}。"),
    )
}

pub(crate) fn near_time(asked: Option<&str>, period: Option<&str>) -> String {
    let asked = asked.map_or_else(|| "时间对不上。".to_owned(), |asked| format!("报上没登{asked}的。"));
    period.map_or_else(|| format!("{asked}有一条差不多的。"), |period| format!("{asked}登过的是{period}的。"))
}

pub(crate) const OTHER_SERVICE: &str = "没有您问的这一种，有一条差不多的。";

/// Status, place and date of a notice in one line.
pub(crate) fn facts(facts: &[&str]) -> String {
    facts.join("，")
}

pub(crate) const UNREADY: &str = "正在整理报纸，过几分钟再问。";

/// Nothing fits; `subject` in the asker's own words.
pub(crate) fn not_found(subject: Option<&str>) -> String {
    subject.map_or_else(
        || "没找到。报上没登过，不等于没有。".to_owned(),
        |subject| format!("没找到“{subject}”。报上没登过，不等于没有。"),
    )
}

/// The same once more: the comfort was given before.
pub(crate) fn not_found_either(subject: Option<&str>) -> String {
    subject.map_or_else(|| "这个报上也没登过。".to_owned(), |subject| format!("“{subject}”，报上也没登过。"))
}

/// A public number, with the day on which it was last checked.
pub(crate) fn step_call(number: &str, name: &str, checked: &str) -> String {
    format!("可以打 {number}（{name}，{checked}核对过）问问。")
}

pub(crate) fn step_wider(label: &str) -> String {
    format!("点“{label}”，别的地方也找找。")
}

pub(crate) const STEP_REPHRASE: &str = "您换个说法，说说是哪儿、什么事，我再找。";
pub(crate) fn which_place(as_written: Option<&str>) -> String {
    as_written.map_or_else(
        || "这个地名不止一处，您说的是哪一个？".to_owned(),
        |word| format!("叫“{word}”的地方不止一处，您说的是哪一个？"),
    )
}

pub(crate) const CHOOSE: &str = "点一下，或者回个数字就行。";

// ---- Something is happening now

pub(crate) fn if_urgent(number: &str, what: &str) -> String {
    format!("有急事先打{number}（{what}）。")
}

pub(crate) const OR_ELSE_SAY: &str = "不是急事的话，说说是哪儿、想问什么，我再找。";

pub(crate) fn call_first(number: &str, what: &str) -> String {
    format!("马上打 {number}{}", bracketed(what))
}

pub(crate) fn keep_calling(number: &str, what: &str) -> String {
    format!("马上打 {number}{}，打不通就接着打。", bracketed(what))
}

pub(crate) fn call_next(number: &str, what: &str) -> String {
    format!("再打 {number}{}", bracketed(what))
}

fn bracketed(what: &str) -> String {
    if what.is_empty() { String::new() } else { format!("（{what}）") }
}

pub(crate) const CALL_HELP: &str = "有危险马上打 110，人不好了马上打 120。";
pub(crate) const WARNED_BEFORE: &str = "报上登过这样的提醒：";

// ---- The newest, and whole articles

pub(crate) fn newest(place: Option<&str>, service: Option<&str>) -> String {
    format!("{}{}最新的消息", place.unwrap_or_default(), service.unwrap_or_default())
}

pub(crate) fn page(number: usize) -> String {
    format!("第{number}页")
}

pub(crate) fn nothing_new(place: Option<&str>, service: Option<&str>) -> String {
    format!(
        "{}{}还没登过什么。报上没登过，不等于没有。",
        place.unwrap_or_default(),
        service.unwrap_or_default()
    )
}

pub(crate) const NO_MORE_NEWS: &str = "后面没有了。";
pub(crate) const OPEN_BY_NUMBER: &str = "想看哪一条，点一下，或者回个数字。";

// ---- The terminal

pub(crate) const TERMINAL_HINT: &str = "要点按钮，就打它前面的数字。不问了，打“退出”。";
pub(crate) const QUIT: [&str; 5] = ["退出", "quit", "exit", "/quit", "/exit"];

pub(crate) fn numbered_button(number: usize, label: &str) -> String {
    format!("［{number} {label}］")
}

pub(crate) const SEEN_ELSEWHERE: &str = "（别人那边看到的）";
