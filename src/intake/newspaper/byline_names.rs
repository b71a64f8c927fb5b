//! Lists of roles and names as bylines print them: 「记者 王小河 通讯员 李大江 文/图」.
//!
//! Knows nothing of where a byline stands.

use crate::text::spans::{char_count, is_han, slice};

/// What a list of roles and names says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct BylineNames {
    /// Where the list ends.
    pub(crate) end: usize,
    /// Reporters, in order.
    pub(crate) reporters: Vec<String>,
    /// Everybody else.
    pub(crate) others: Vec<String>,
    /// A role was printed.
    pub(crate) credited: bool,
    /// Somebody took pictures.
    pub(crate) photo: bool,
    /// Somebody wrote.
    pub(crate) text: bool,
    /// 「报道」 was printed.
    pub(crate) reports: bool,
}

/// What a byline says of the people whose names follow.
#[derive(Clone, Copy, PartialEq, Eq)]
enum BylineRole {
    /// On the paper's staff.
    Reporter,
    /// Correspondents, interns, the paper itself.
    Contributor,
    /// Wrote the text.
    Writer,
    /// Took or gave the picture.
    Photographer,
    /// Wrote the text and took the picture.
    WriterAndPhotographer,
    /// 「报道」: no names follow.
    Reports,
}

/// Longest first where one word begins another.
const ROLES: [(&str, BylineRole); 33] = [
    ("摄影报道", BylineRole::WriterAndPhotographer),
    ("图文报道", BylineRole::WriterAndPhotographer),
    ("文并图", BylineRole::WriterAndPhotographer),
    ("文、图", BylineRole::WriterAndPhotographer),
    ("文/图", BylineRole::WriterAndPhotographer),
    ("图/文", BylineRole::WriterAndPhotographer),
    ("文/摄", BylineRole::WriterAndPhotographer),
    ("文图", BylineRole::WriterAndPhotographer),
    ("图文", BylineRole::WriterAndPhotographer),
    ("首席记者", BylineRole::Reporter),
    ("见习记者", BylineRole::Reporter),
    ("实习记者", BylineRole::Reporter),
    ("全媒体记者", BylineRole::Reporter),
    ("融媒体记者", BylineRole::Reporter),
    ("融媒记者", BylineRole::Reporter),
    ("本报记者", BylineRole::Reporter),
    ("摄影记者", BylineRole::Photographer),
    ("特约记者", BylineRole::Reporter),
    ("记者", BylineRole::Reporter),
    ("特约通讯员", BylineRole::Contributor),
    ("通讯员", BylineRole::Contributor),
    ("实习生", BylineRole::Contributor),
    ("摄影", BylineRole::Photographer),
    ("供图", BylineRole::Photographer),
    ("供稿", BylineRole::Writer),
    ("采写", BylineRole::Writer),
    ("撰文", BylineRole::Writer),
    ("整理", BylineRole::Writer),
    ("报道", BylineRole::Reports),
    ("本报", BylineRole::Contributor),
    ("文/", BylineRole::Writer),
    ("图/", BylineRole::Photographer),
    ("摄", BylineRole::Photographer),
];

const SEPARATORS: &str = " 　\t、,/|:：·&()（）【】[]□■○●◎◆◇";

/// Family names that open most names; the rest must stand behind a role.
const FAMILY_NAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟\
汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂\
丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉\
房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫苟全褚廉简娄盖符奚木穆党燕郎邸尚禹卞尧晏蔺冀暴郄藏郗亢原逯";

/// Reads roles and names from the start of `text` until something else comes.
pub(super) fn names(text: &str) -> BylineNames {
    let mut read = BylineNames::default();
    let mut role: Option<BylineRole> = None;
    let mut at = 0;
    let mut role_end = usize::MAX;
    loop {
        let rest = slice(text, at..text.len());
        let bare = rest.trim_start_matches(|character| SEPARATORS.contains(character));
        at += rest.len() - bare.len();
        if bare.is_empty() {
            read.end = at;
            return read;
        }
        if let Some((word, found)) = role_at(bare) {
            at += word.len();
            role_end = at;
            role = Some(found);
            note(&mut read, found);
            read.end = at;
            continue;
        }
        if role == Some(BylineRole::Reports) {
            return read;
        }
        // 「记者节快乐」: right behind a role only a family name tells a name from a word.
        let known = role.is_some() && role_end != at;
        let Some(PrintedName { name, bytes }) = name_at(bare, known) else { return read };
        if char_count(&name) < LEAST_NAME {
            // A family name whose rest the page lost.
        } else if role == Some(BylineRole::Reporter) {
            read.reporters.push(name);
        } else {
            read.others.push(name);
        }
        at += bytes;
        read.end = at;
    }
}

fn note(read: &mut BylineNames, role: BylineRole) {
    read.credited = true;
    match role {
        BylineRole::Photographer => read.photo = true,
        BylineRole::Writer => read.text = true,
        BylineRole::WriterAndPhotographer => (read.photo, read.text) = (true, true),
        BylineRole::Reports => (read.reports, read.text) = (true, true),
        BylineRole::Reporter | BylineRole::Contributor => {}
    }
}

fn role_at(text: &str) -> Option<(&'static str, BylineRole)> {
    let found = ROLES.iter().find(|(word, _)| text.starts_with(word)).copied();
    found.or_else(|| {
        // A bare 文 or 图 is a role only where it stands alone.
        let mut characters = text.chars();
        let first = characters.next()?;
        let alone = characters.next().is_none_or(|next| SEPARATORS.contains(next));
        match first {
            '文' if alone => Some(("文", BylineRole::Writer)),
            '图' if alone => Some(("图", BylineRole::Photographer)),
            _ => None,
        }
    })
}

/// Characters of a family name, which alone names nobody, and of whole names.
const FAMILY_NAME: usize = 1;
const LEAST_NAME: usize = FAMILY_NAME + 1;
const USUAL_NAME: usize = 3;
/// Characters of a name with two family names, or of a transcribed one.
const LONG_NAME: usize = 4;
/// Bytes of a Han character, and of the shortest name: a role behind fewer is a part of the name.
const HAN_BYTES: usize = 3;
const LEAST_NAME_BYTES: usize = LEAST_NAME * HAN_BYTES;

/// A name as a byline prints it.
struct PrintedName {
    /// Without the blanks inside.
    name: String,
    /// How many bytes it takes.
    bytes: usize,
}

impl PrintedName {
    fn new(name: &str) -> Self {
        Self { name: name.to_owned(), bytes: name.len() }
    }
}

/// The name at the start of `text`. A single character may be the first half of a spaced name; `known` says that names
/// are to be expected here.
fn name_at(text: &str, known: bool) -> Option<PrintedName> {
    let run_end = text.find(|character: char| !is_han(character) && character != '·').unwrap_or(text.len());
    let mut run = slice(text, 0..run_end);
    for suffix in ["摄影报道", "报道", "摄影", "通讯员", "实习生", "文图", "供图", "整理", "摄", "文", "图"]
    {
        // A single character is a role only at the end.
        let ends = |at: usize| suffix.len() > HAN_BYTES || run.len() == at + HAN_BYTES;
        if let Some(at) = run.find(suffix).filter(|at| *at >= LEAST_NAME_BYTES && ends(*at)) {
            run = slice(run, 0..at);
        }
    }
    const NO_NAMES: [&str; 18] = [
        "昨日",
        "近日",
        "日前",
        "今日",
        "昨天",
        "今天",
        "当天",
        "当日",
        "今年",
        "去年",
        "目前",
        "获悉",
        "为了",
        "连日来",
        "近年来",
        "上午",
        "下午",
        "日前从",
    ];
    if NO_NAMES.contains(&run) {
        return None;
    }
    let family = run.chars().next().is_some_and(|first| FAMILY_NAMES.contains(first));
    let separated =
        text.len() == run.len() || text.get(run.len()..)?.starts_with(|next| SEPARATORS.contains(next));
    let follows_role = text.get(run.len()..).and_then(role_at).is_some() || separated;
    match char_count(run) {
        FAMILY_NAME if separated && (known || family) => {
            // 「刘 剑」: two single characters make one name.
            let gap = text.get(run.len()..)?;
            let next = gap.trim_start();
            let second: String = next.chars().take_while(|character| is_han(*character)).collect();
            if !family || char_count(&second) != 1 {
                return Some(PrintedName::new(run));
            }
            let bytes = run.len() + (gap.len() - next.len()) + second.len();
            Some(PrintedName { name: format!("{run}{second}"), bytes })
        }
        LEAST_NAME..=USUAL_NAME if follows_role && (known || family) => Some(PrintedName::new(run)),
        LONG_NAME if follows_role && (known && family || run.contains('·')) => Some(PrintedName::new(run)),
        _ => None,
    }
}
