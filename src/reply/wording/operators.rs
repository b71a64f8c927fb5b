//! What an operator reads: what a reload did, what to mend in which file, how the bot is.
//!
//! Knows nothing of how files are read.

use crate::diagnostic::{Diagnostic, Severity};

pub(crate) const HELP_TITLE: &str = "您是管理的人，还能做这些：";
pub(crate) const HELP: &str = "添内容：把文件直接发给我（.txt .docx .html .md，有文字的 .pdf），我一篇一篇给您看，您点“收下”或“不要”\n\
    /drafts，看看等您定的文件和来稿\n\
    撤下登错的：回复我答错的那一条，发 /withdraw\n\
    更正：回复我答错的那一条，发“/correct 改过的话”\n\
    /rollback，退回上一次的资料\n\
    /reload，重新读一遍资料\n\
    /status，看看现在怎么样、哪个文件有毛病\n\
    /gaps，看看哪些没答上来、哪些点了“不对”\n\
    /link 平城区，做二维码用的网址";

pub(crate) fn loaded(added: usize, changed: usize, removed: usize, total: usize) -> String {
    format!("重新读完了。新添{added}条，改了{changed}条，去掉{removed}条，现在一共{total}条。")
}

pub(crate) fn took(seconds: f64) -> String {
    format!("用了{seconds:.1}秒。")
}

pub(crate) const NO_PROBLEMS: &str = "没发现问题。";

pub(crate) fn problems(count: usize, shown: usize) -> String {
    if count > shown {
        format!("有{count}处要看看，先列{shown}处：")
    } else {
        format!("有{count}处要看看：")
    }
}

pub(crate) fn problem(problem: &Diagnostic) -> String {
    let line = problem.line.map(|line| format!("第{line}行")).unwrap_or_default();
    let weight = match problem.severity {
        Severity::Error => "没用上",
        Severity::Warning => "提醒",
    };
    format!("{}{line}（{weight}）：{}\n　怎么办：{}", problem.file, problem.problem, problem.remedy)
}

pub(crate) fn reload_failed(reason: &str) -> String {
    format!("没换成，现在用的还是原来的内容。\n原因：{reason}")
}

pub(crate) fn failed_files(count: usize) -> String {
    format!("有{count}个文件没用上，别的都用上了。")
}

pub(crate) const WORDS_CHANGED: &str = "词表也换成新的了。";

// ---- Worse than before: the operator decides

pub(crate) fn worse(lost: usize, cases: usize) -> String {
    format!("资料改过了，先没换上：试了{cases}个问题，有{lost}个换上以后答得不如以前。")
}

pub(crate) fn lost(question: &str) -> String {
    format!("· {question}")
}

pub(crate) fn lost_more(more: usize) -> String {
    format!("还有{more}个。")
}

pub(crate) fn would_change(added: usize, changed: usize, removed: usize) -> String {
    format!("换上的话：新添{added}条，改{changed}条，去掉{removed}条。")
}

pub(crate) const SWITCH_OR_KEEP: &str = "换不换？不点的话，用的还是原来的。";
pub(crate) const SWITCH: &str = "换上";
pub(crate) const KEEP: &str = "不换";
pub(crate) const KEPT: &str = "好，不换，用的还是原来的。资料改好了，我会再看一遍。";
pub(crate) const DECIDED_ALREADY: &str = "这一回已经定过了，或者资料又变了。想再看一遍，发 /reload。";

// ---- One step back

pub(crate) fn rolled_back(articles: usize) -> String {
    format!(
        "退回上一次了，现在一共{articles}条。\n资料再有变动，我先不换，重新开机也不换。改好了发 /reload。"
    )
}

pub(crate) const NOTHING_TO_ROLL_BACK: &str = "没有可退的：只能退一步，再往前的没留着。";

// ---- What takes its time

/// An operator pressed a button.
pub(crate) const CARRYING_OUT: &str = "正在换上，好了告诉您。";
/// An operator sent a file.
pub(crate) const READING: &str = "正在读这个文件，好了给您看。";
pub(crate) const UNDER_WAY: &str = "正在办，好了告诉您。";
pub(crate) const GIVEN_UP: &str = "办了太久还没办完，先停下了。现在怎么样，发 /status 看看。";

/// Somebody, or the change of a file, has begun it.
pub(crate) fn looking_already(seconds: u64) -> String {
    format!("正在看文件夹（第{seconds}秒），这一遍看完再发 /reload。")
}

pub(crate) fn looking(seconds: u64) -> String {
    format!("正在看文件夹（第{seconds}秒）。")
}

// ---- How the bot is

pub(crate) fn knows(articles: usize, newest: Option<&str>) -> String {
    let newest = newest.map(|date| format!("，最新的是{date}的")).unwrap_or_default();
    format!("现在一共{articles}条{newest}。")
}

pub(crate) fn looked(minutes: u64, well: bool) -> String {
    let ago = match minutes {
        0 => "刚才".to_owned(),
        1..120 => format!("{minutes}分钟前"),
        120..2880 => format!("{}小时前", minutes / 60),
        _ => format!("{}天前", minutes / 1440),
    };
    if well {
        format!("资料是{ago}看过的。")
    } else {
        format!("{ago}看资料没看成，用的还是原来的。")
    }
}

pub(crate) const NO_FIGURES: &str = "还有多少等着回、等着发，这会儿数不出来：数据库没应声。";
pub(crate) const NOT_LOOKED: &str = "开机以后还没看过资料。";
pub(crate) const IS_HELD: &str = "退回过一步，资料再变也先不换，等您发 /reload。";
pub(crate) const IS_ASKING: &str = "有改动等您定：换上还是不换。";
pub(crate) const IS_READER: &str = "另一个程序正在更新资料，我先用上一次的。";

pub(crate) fn queues(inbox: usize, outbox: usize) -> String {
    if inbox + outbox == 0 {
        "没有等着回的话。".to_owned()
    } else {
        format!("等着回的有{inbox}句，等着发出去的有{outbox}条。")
    }
}

pub(crate) fn drafts_wait(articles: usize) -> String {
    format!("有{articles}篇等您定收不收，发 /drafts 看。")
}

pub(crate) const IN_PRIVATE_PLEASE: &str = "这个请您单独发给我，不在群里说。";

// ---- Taking back and correcting

pub(crate) const WITHDRAW: &str = "撤下";
pub(crate) const CORRECT: &str = "发更正";
pub(crate) const LEAVE: &str = "不动";
pub(crate) const LEFT_AS_IT_IS: &str = "好，不动它。";
pub(crate) const WITHDRAW_WHICH: &str = "撤哪一条？";
pub(crate) const NOTHING_TO_WITHDRAW: &str =
    "没找着要撤的。回复我答错的那一条，发 /withdraw；或者发“/withdraw 平城区 理发”这样的。";
pub(crate) const HOW_TO_CORRECT: &str =
    "回复我答错的那一条，发“/correct 改过的话”，比如“/correct 改到周五上午九点”。最多一千字。";
pub(crate) const SAY_IT_AGAIN: &str = "这一条更正我没记住，请您再发一遍。";
pub(crate) const GONE_ALREADY: &str = "这一条已经不在了。";

pub(crate) fn withdraw_this(title: &str, file: &str, date: Option<&str>) -> String {
    let date = date.map(|date| format!("，{date}")).unwrap_or_default();
    format!("要撤下这一条吗？\n“{title}”（{file}{date}）\n撤下以后不再拿它回答，答过的地方会改成【已更正】。")
}

pub(crate) fn withdraw_nth(number: usize) -> String {
    format!("撤第{number}条")
}

pub(crate) fn withdrawn(title: &str) -> String {
    format!("撤下来了：“{title}”。")
}

pub(crate) fn correct_this(title: &str, words: &str) -> String {
    format!("“{title}”更正成这样，对吗？\n\n{words}\n\n发了以后，答过的地方会改过来，问过的人各告诉一声。")
}

pub(crate) fn corrected(title: &str) -> String {
    format!("更正好了：“{title}”。")
}

pub(crate) fn correction_of(source: &str) -> String {
    format!("更正（原来登在{source}）")
}

pub(crate) fn corrected_messages(count: usize) -> String {
    if count == 0 {
        "最近没有人问到它。".to_owned()
    } else {
        format!("答过的{count}处改过来了，也告诉了问的人。")
    }
}

pub(crate) fn not_written(file: &str, fault: &str) -> String {
    format!("没写成，什么也没变。\n文件：{file}\n原因：{fault}")
}

// ---- What residents read when something that they were told was wrong

pub(crate) fn taken_back(title: &str) -> String {
    format!("【已更正】“{title}”这一条登错了，已经撤下来，请别照着办。")
}

pub(crate) fn was_taken_back(title: &str) -> String {
    format!("跟您说一声：前些天告诉您的“{title}”登错了，已经撤下来，请别照着办。给您添麻烦了，对不住。")
}

pub(crate) fn has_changed(title: &str) -> String {
    format!("【已更正】“{title}”改了，请看新的：")
}

pub(crate) const REST_OF_THE_LIST: &str = "单子上别的没变，发“最新”就能再看。";

pub(crate) fn was_changed(title: &str) -> String {
    format!("跟您说一声：前些天告诉您的“{title}”有更正，请看新的：")
}

// ---- What was asked in vain

pub(crate) const GAPS: &str = "30天里没答上来的";
pub(crate) const NO_GAPS: &str = "都答上来了，没有落下的。";
pub(crate) const MOST_ASKED: &str = "这星期问得最多的";
pub(crate) const MARKED_WRONG: &str = "点了“不对”的";
pub(crate) const GET_TABLE: &str = "要表格";
pub(crate) const TABLE: &str = "30天里没答上来的，都在这张表里。";
pub(crate) const TABLE_HEAD: &str = "\u{feff}日期,哪一类,哪儿,问的话\r\n";
pub(crate) const NO_SUCH_GAP: &str = "这一条已经不在单子上了。想再看，发 /gaps。";
pub(crate) const BAD_SYNONYM: &str =
    "没看懂。两边各写一个词，最多二十个字，中间一个等号，比如“磨刀=磨菜刀”。想再来，点 /gaps。";
pub(crate) const QUESTION_LOG_AWAY: &str = "刚才没查成，请您过一会儿再试。";

/// 平城区 · 家政便民
pub(crate) fn group(place: &str, service: &str) -> String {
    match (place, service) {
        ("", "") => "没说地方，也没认出哪一类".to_owned(),
        ("", service) => service.to_owned(),
        (place, "") => format!("{place}，没认出哪一类"),
        (place, service) => format!("{place}，{service}"),
    }
}

pub(crate) fn gap(number: usize, group: &str, times: usize, lately: usize) -> String {
    format!("{number}. {group}：{times}次，这星期{lately}次")
}

pub(crate) fn gap_words(words: &str) -> String {
    format!("　“{words}”")
}

pub(crate) fn add_synonym(number: usize) -> String {
    format!("{number} 加同义词")
}

pub(crate) fn pass_over(number: usize) -> String {
    format!("{number} 不用管")
}

pub(crate) fn asked_times(group: &str, times: usize) -> String {
    format!("· {group}：{times}次")
}

pub(crate) fn marked_times(title: &str, reason: &str, times: i64) -> String {
    format!("· {title}：{reason}，{times}次")
}

/// The reasons that residents choose from.
pub(crate) fn reason(key: &str) -> &'static str {
    match key {
        "old" => "过时了",
        "place" => "地方不对",
        "phone" => "电话打不通",
        _ => "不是我问的",
    }
}

pub(crate) fn which_synonym(words: &[String]) -> String {
    let asked = words.iter().map(|words| format!("“{words}”")).collect::<Vec<_>>().join("，");
    format!(
        "有人这么问：{asked}\n报上是怎么写的？照这个样子回我：磨刀=磨菜刀\n等号左边是大家的说法，右边是报上的写法。"
    )
}

pub(crate) fn synonym_added(say: &str, print: &str) -> String {
    format!("加上了：有人说“{say}”，我就去找“{print}”。")
}

pub(crate) const MISREAD: &str = "居民说看错了的话";

pub(crate) fn misread(said: &str, act: &str) -> String {
    format!("“{said}”被看成了 {act}。是别的意思，就在 acts.toml 里添一句")
}
