//! What an operator reads about what was handed in: its articles one by one, what was decided, what went wrong.
//!
//! Knows nothing of how files are read and written.

use std::borrow::Cow;

use crate::{article::ArticleKind, diagnostic::Doubt, messaging::SubmittedArticleId};

pub(crate) const ACCEPT: &str = "收下";
pub(crate) const REJECT: &str = "不要";
pub(crate) const ACCEPT_AFTER_ALL: &str = "还是收下";
pub(crate) const PUT_BACK: &str = "放回去";
pub(crate) const PUT_LAST_BACK: &str = "放回上一篇";
pub(crate) const PUT_ALL_BACK: &str = "都放回去";
pub(crate) const BEFORE: &str = "看前一篇";
pub(crate) const AFTER: &str = "看后一篇";
pub(crate) const ACCEPT_ALL: &str = "剩下的都收下";
pub(crate) const REJECT_ALL: &str = "剩下的都不要";
pub(crate) const LOOK_AGAIN: &str = "从头再看";

pub(crate) const EDIT_TITLE: &str = "改标题";
pub(crate) const EDIT_DATE: &str = "改日期";
pub(crate) const EDIT_PLACE: &str = "改地点";
pub(crate) const EDIT_SOURCE: &str = "改出处";

pub(crate) const ALL_THIS_DATE: &str = "整份都用这个日期";
pub(crate) const ALL_THIS_PLACE: &str = "整份都用这个地点";
pub(crate) const ALL_THIS_SOURCE: &str = "整份都用这个出处";

/// 《001.txt》第3篇，一共12篇，还有9篇没定
pub(crate) fn position(name: &str, at: usize, of: usize, left: usize) -> String {
    match (of, left) {
        (1, _) => format!("《{name}》，就这一篇"),
        (_, 0) => format!("《{name}》第{at}篇，一共{of}篇"),
        _ => format!("《{name}》第{at}篇，一共{of}篇，还有{left}篇没定"),
    }
}

pub(crate) const FROM_RESIDENT: &str = "有人交来一条通知，您看收不收。";
pub(crate) const SO_IT_READS: &str = "收下以后，居民问到了看见的是这样：";

pub(crate) fn places(places: &[String]) -> String {
    if places.is_empty() {
        "地点：没认出来，请点“改地点”".to_owned()
    } else {
        format!("地点：{}", places.join("，"))
    }
}

pub(crate) fn kind(kind: ArticleKind, services: &[String]) -> String {
    let kind = match kind {
        ArticleKind::News => "消息",
        ArticleKind::Feature => "长文章",
        ArticleKind::Brief => "短消息",
        ArticleKind::Photo => "图片说明",
        ArticleKind::Advert => "广告",
    };
    match services {
        [] => format!("哪一类：{kind}，没认出是哪种服务"),
        services => format!("哪一类：{kind}，{}", services.join("，")),
    }
}

/// Keys of a resident's file that were not used, in words; none when there are none worth a word.
pub(crate) fn left_out(keys: &[String]) -> Option<String> {
    let names: Vec<&str> = keys.iter().filter_map(|key| key_name(key)).collect();
    (!names.is_empty()).then(|| format!("交来的文件里还写着：{}，都没有采用。", names.join("，")))
}

/// Keys that nobody reads have no name: they do nothing in any file.
fn key_name(key: &str) -> Option<&'static str> {
    Some(match key {
        "source" => "出处（source）",
        "url" => "网址（url）",
        "phone" => "电话（phone）",
        "valid" => "有效期（valid）",
        "events" => "什么时候办（events）",
        "supersedes" => "代替哪一条（supersedes）",
        "replaces" => "顶替哪一条（replaces）",
        "withdrawn" => "已撤下（withdrawn）",
        "wording" => "是不是原话（wording）",
        "kind" => "哪一类（kind）",
        "published_from" => "日期打哪儿来（published_from）",
        "inference" => "日期怎么推的（inference）",
        "title_from" => "题目打哪儿来（title_from）",
        "kicker" => "肩题（kicker）",
        "subtitle" => "副题（subtitle）",
        "byline" => "记者署名（byline）",
        "reporters" => "记者（reporters）",
        "page" => "哪一版（page）",
        "lines" => "哪几行（lines）",
        _ => return None,
    })
}

/// “题目”（2024/free-haircuts）
fn other(id: &str, title: Option<&str>) -> String {
    match title {
        Some(title) => format!("“{title}”（{id}）"),
        None => format!("{id}（资料里没有这一条，请核对）"),
    }
}

pub(crate) fn supersedes(id: &str, title: Option<&str>) -> String {
    format!("这一条会代替{}：那一条不再拿来回答，答过的地方会更正。", other(id, title))
}

pub(crate) fn replaces(id: &str, title: Option<&str>) -> String {
    format!("这一条会顶替{}：往后只用这一条。", other(id, title))
}

pub(crate) fn takes_back(id: &str, title: Option<&str>) -> String {
    format!("这一条会撤下{}：不再拿它回答，答过的地方会更正。", other(id, title))
}

pub(crate) const IS_WITHDRAWN: &str = "文件里写着已撤下（withdrawn）：收下了也不会拿来回答。";

pub(crate) fn leads_to(url: &str) -> String {
    format!("网址：{url}（居民点“看原报”会打开）")
}

pub(crate) fn holds(period: &str) -> String {
    format!("有效期按文件里写的算：{period}")
}

pub(crate) const PLEASE_LOOK: &str = "请看一眼：";

pub(crate) fn doubt(Doubt { problem, remedy }: &Doubt) -> String {
    if remedy.is_empty() { format!("· {problem}") } else { format!("· {problem}\n　怎么办：{remedy}") }
}

pub(crate) const NO_TITLE: Doubt = odd("题目没认出来，居民看到的是开头几个字", "知道题目的，点“改标题”");
pub(crate) const NO_DATE: Doubt = odd("没认出是哪天登的", "知道日子的，点“改日期”");
pub(crate) const DATE_INFERRED: Doubt = odd("日期是看内容推出来的，报上没印", "知道日子的，点“改日期”");
pub(crate) const ADVERT: Doubt =
    odd("看着是广告，收下了也不会拿来回答", "不是广告的，请在文件里把 kind 那一行去掉");

const fn odd(problem: &'static str, remedy: &'static str) -> Doubt {
    Doubt { problem: Cow::Borrowed(problem), remedy: Cow::Borrowed(remedy) }
}

pub(crate) fn known_already(file: &str) -> Doubt {
    Doubt {
        problem: format!("资料里已经有一篇题目和开头一样的：{file}").into(),
        remedy: "重了的，点“不要”".into(),
    }
}

// ---- After a decision

pub(crate) fn accepted(title: &str, file: &str) -> String {
    format!("收下了：“{title}”\n文件：{file}")
}

pub(crate) fn rejected(title: &str) -> String {
    format!("没要：“{title}”")
}

pub(crate) fn put_back(title: &str, file: &str) -> String {
    format!("放回去了：“{title}”。文件 {file} 已经拿掉，居民问不到了。")
}

pub(crate) fn file_edited(file: &str) -> String {
    format!("没放回去：{file} 有人改过，我没动它。不要了的话，请用 /withdraw 撤下，或者自己删掉。")
}

pub(crate) fn file_was_there(file: &str) -> String {
    format!("没放回去：{file} 早就在资料里，不是这回放进去的，我没动它。")
}

pub(crate) fn other_content(file: &str) -> String {
    format!(
        "没收下：{file} 已经有了，内容不一样，我没动它。\n要换成这回的，先把那个文件删掉或者改名，再点一次“收下”。"
    )
}

pub(crate) fn is_accepted(file: &str) -> String {
    format!("这一篇已经收下了，文件：{file}")
}

pub(crate) const IS_REJECTED: &str = "这一篇没要。";

/// What became of the articles of a file.
pub(crate) fn all_decided(name: &str, accepted: usize, rejected: usize) -> String {
    match (accepted, rejected) {
        (0, _) => format!("《{name}》定完了，一篇也没要。"),
        (accepted, 0) => format!("《{name}》定完了，收下{accepted}篇。"),
        (accepted, rejected) => {
            format!("《{name}》定完了，收下{accepted}篇，不要{rejected}篇。")
        }
    }
}

pub(crate) const SERVES: &str = "收下的居民现在就问得到。";

pub(crate) fn place_is(place: &str) -> String {
    format!("地点就是{place}")
}

pub(crate) fn file_line(file: &str) -> String {
    format!("· {file}")
}

pub(crate) fn more_files(count: usize) -> String {
    format!("还有{count}个文件。")
}

pub(crate) fn not_written(file: &str, fault: &str) -> String {
    format!(
        "没写成：{file}\n原因：{fault}\n怎么办：请管机器的人看看磁盘满没满、knowledge 文件夹让不让写，再点一次。"
    )
}

pub(crate) fn unreadable_article(SubmittedArticleId(number): SubmittedArticleId) -> String {
    format!(
        "存着的这一篇读不出来了（第{number}号），我没动它。请您把那份文件再发一次；这一篇不用了的，点“不要”。"
    )
}

pub(crate) const REJECTED_UNREADABLE: &str = "读不出来的那一篇没要。";
pub(crate) const GONE: &str = "隔得久了，这份文件我没留着。请您再发一次。";
pub(crate) const DECIDED_ALREADY: &str = "这一篇已经定了，改不了。先放回去，再改。";

// ---- New values

pub(crate) fn new_title(title: &str) -> String {
    format!("“{title}”\n新题目是什么？发给我就行，最多八十个字。\n不改了，发“算了”。")
}

pub(crate) fn new_date(title: &str) -> String {
    format!("“{title}”\n是哪天登的？怎么写都行，比如“2024年10月18日”“昨天”“2024年10月”。\n不改了，发“算了”。")
}

pub(crate) fn new_place(title: &str) -> String {
    format!("“{title}”\n是哪儿的事？比如“大同市平城区”“平城区永泰街道”。\n不改了，发“算了”。")
}

pub(crate) fn new_source(title: &str) -> String {
    format!(
        "“{title}”\n是哪份报、哪家发的？比如“云中晚报”“永泰街道办事处”。最多四十个字。\n不改了，发“算了”。"
    )
}

pub(crate) const EDITED: &str = "改好了。";
pub(crate) const NOT_EDITED: &str = "好，不改。";
pub(crate) const ALL_EDITED: &str = "没定的都改好了。";
pub(crate) const UNFIT: &str = "这个不合适：要写在一行里，别太长。请您再发一遍。不改了，发“算了”。";

pub(crate) fn no_date(typed: &str) -> String {
    format!("“{typed}”我没看懂是哪天。请您写成“2024年10月18日”这样的。不改了，发“算了”。")
}

pub(crate) fn future_date(date: &str) -> String {
    format!("{date}还没到呢。是不是年份写错了？请您再发一遍。不改了，发“算了”。")
}

pub(crate) fn no_place(typed: &str) -> String {
    format!("没找着“{typed}”这个地方。请您从市、区写起，比如“大同市平城区”。不改了，发“算了”。")
}

pub(crate) fn several_places(typed: &str, places: &[String]) -> String {
    format!(
        "叫“{typed}”的地方不止一处：{}。\n请您写全些，从市、区写起。不改了，发“算了”。",
        places.join("，")
    )
}

// ---- Files that cannot be used

pub(crate) fn unreadable(name: &str, problem: &str, remedy: &str) -> String {
    format!("《{name}》没读成。\n原因：{problem}\n怎么办：{remedy}")
}

pub(crate) fn too_large(name: &str, megabytes: u64) -> String {
    format!(
        "《{name}》没读成。\n原因：文件太大，最多{megabytes}MB。\n\
         怎么办：请拆成几个文件，一版报纸一个；或者另存为文本（.txt）再发。"
    )
}

pub(crate) fn too_many(name: &str, articles: usize) -> String {
    format!(
        "《{name}》没读成。\n原因：里面有{articles}篇，太多了，一篇一篇看不过来。\n\
         怎么办：请拆开，一版报纸一个文件；不用看的，直接放进 pages 文件夹。"
    )
}

pub(crate) fn not_fetched(name: &str) -> String {
    format!("《{name}》没读成。\n原因：从 Telegram 没取下来，多半是网不好。\n怎么办：请您过一会儿再发一次。")
}

pub(crate) fn not_kept(name: &str) -> String {
    format!("《{name}》没记下来，请您过一会儿再发一次。")
}

pub(crate) const NOTHING_IN_IT: &str = "里面没有一篇能用的";
pub(crate) const LOOK_INSIDE: &str = "请打开看看有没有字；只有图片的，先在手机上认成字再发";
pub(crate) const NAMELESS: &str = "没名字的文件";
pub(crate) const TYPED_NOTICE: &str = "居民来稿";
/// Where a notice was printed that a resident handed in: nowhere.
pub(crate) const RESIDENT_SOURCE: &str = "居民交来的通知";

pub(crate) const PHOTO: &str = "照片里的字我认不出来。\n怎么办：在手机上长按照片，点“提取文字”（微信、相册里都有），\
    把字复制发给自己存成文件再发给我；\n或者用扫描软件认成字，存成 .txt、.docx 发过来。";

// ---- What waits

pub(crate) const PENDING: &str = "等您定的";
pub(crate) const NOTHING_PENDING: &str =
    "没有等您定的文件和来稿。\n把通知、报纸的文件直接发给我，我一篇一篇给您看。";

pub(crate) fn pending(number: usize, name: &str, articles: usize) -> String {
    format!("{number}. 《{name}》，还有{articles}篇")
}

pub(crate) fn open(number: usize) -> String {
    format!("看第{number}份")
}
