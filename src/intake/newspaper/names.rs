//! Lists of roles and names as bylines print them: 「记者 王小河 通讯员 李大江 文/图」.
//!
//! Knows nothing of where a byline stands.

use crate::text::spans::{is_han, slice};

/// What a list of roles and names says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Names {
    /// Where the list ends.
    pub end: usize,
    /// Reporters, in order.
    pub reporters: Vec<String>,
    /// Everybody else.
    pub others: Vec<String>,
    /// A role was printed.
    pub credited: bool,
    /// Somebody took pictures.
    pub photo: bool,
    /// Somebody wrote.
    pub text: bool,
    /// 「报道」 was printed.
    pub reports: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Reporter,
    Helper,
    Writing,
    Photo,
    Both,
    Reports,
}

/// Longest first where one word begins another.
const ROLES: [(&str, Role); 33] = [
    ("摄影报道", Role::Both),
    ("图文报道", Role::Both),
    ("文并图", Role::Both),
    ("文、图", Role::Both),
    ("文/图", Role::Both),
    ("图/文", Role::Both),
    ("文/摄", Role::Both),
    ("文图", Role::Both),
    ("图文", Role::Both),
    ("首席记者", Role::Reporter),
    ("见习记者", Role::Reporter),
    ("实习记者", Role::Reporter),
    ("全媒体记者", Role::Reporter),
    ("融媒体记者", Role::Reporter),
    ("融媒记者", Role::Reporter),
    ("本报记者", Role::Reporter),
    ("摄影记者", Role::Photo),
    ("特约记者", Role::Reporter),
    ("记者", Role::Reporter),
    ("特约通讯员", Role::Helper),
    ("通讯员", Role::Helper),
    ("实习生", Role::Helper),
    ("摄影", Role::Photo),
    ("供图", Role::Photo),
    ("供稿", Role::Writing),
    ("采写", Role::Writing),
    ("撰文", Role::Writing),
    ("整理", Role::Writing),
    ("报道", Role::Reports),
    ("本报", Role::Helper),
    ("文/", Role::Writing),
    ("图/", Role::Photo),
    ("摄", Role::Photo),
];

const SEPARATORS: &str = " 　\t、,/|:：·&()（）【】[]□■○●◎◆◇";

/// Family names that open most names; the rest must stand behind a role.
const FAMILY_NAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟\
汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂\
丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉\
房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫苟全褚廉简娄盖符奚木穆党燕郎邸尚禹卞尧晏蔺冀暴郄藏郗亢原逯";

/// Reads roles and names from the start of `text` until something else comes.
pub(super) fn names(text: &str) -> Names {
    let mut read = Names::default();
    let mut role: Option<Role> = None;
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
        if role == Some(Role::Reports) {
            return read;
        }
        // 「记者节快乐」: right behind a role only a family name tells a name from a word.
        let known = role.is_some() && role_end != at;
        let Some((name, taken)) = name_at(bare, known) else { return read };
        if name.chars().count() < 2 {
            // A family name whose rest the page lost.
        } else if role == Some(Role::Reporter) {
            read.reporters.push(name);
        } else {
            read.others.push(name);
        }
        at += taken;
        read.end = at;
    }
}

fn note(read: &mut Names, role: Role) {
    read.credited = true;
    match role {
        Role::Photo => read.photo = true,
        Role::Writing => read.text = true,
        Role::Both => (read.photo, read.text) = (true, true),
        Role::Reports => (read.reports, read.text) = (true, true),
        Role::Reporter | Role::Helper => {}
    }
}

fn role_at(text: &str) -> Option<(&'static str, Role)> {
    let found = ROLES.iter().find(|(word, _)| text.starts_with(word)).copied();
    found.or_else(|| {
        // A bare 文 or 图 is a role only where it stands alone.
        let mut characters = text.chars();
        let first = characters.next()?;
        let alone = characters.next().is_none_or(|next| SEPARATORS.contains(next));
        match first {
            '文' if alone => Some(("文", Role::Writing)),
            '图' if alone => Some(("图", Role::Photo)),
            _ => None,
        }
    })
}

/// The name at the start of `text` and how many bytes it takes. A single character may be the first half
/// of a spaced name; `known` says that names are to be expected here.
fn name_at(text: &str, known: bool) -> Option<(String, usize)> {
    let run_end = text.find(|character: char| !is_han(character) && character != '·').unwrap_or(text.len());
    let mut run = slice(text, 0..run_end);
    for suffix in ["摄影报道", "报道", "摄影", "通讯员", "实习生", "文图", "供图", "整理", "摄", "文", "图"]
    {
        if let Some(at) = run.find(suffix).filter(|at| *at >= 6 && (suffix.len() > 3 || run.len() == at + 3))
        {
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
    let count = run.chars().count();
    let family = run.chars().next().is_some_and(|first| FAMILY_NAMES.contains(first));
    let separated =
        text.len() == run.len() || text.get(run.len()..)?.starts_with(|next| SEPARATORS.contains(next));
    let follows_role = text.get(run.len()..).and_then(role_at).is_some() || separated;
    match count {
        1 if separated && (known || family) => {
            // 「刘 剑」: two single characters make one name.
            let gap = text.get(run.len()..)?;
            let next = gap.trim_start();
            let second: String = next.chars().take_while(|character| is_han(*character)).collect();
            let joined = family && second.chars().count() == 1;
            let taken = if joined { run.len() + (gap.len() - next.len()) + second.len() } else { run.len() };
            Some((if joined { format!("{run}{second}") } else { run.to_owned() }, taken))
        }
        2 | 3 if follows_role && (known || family) => Some((run.to_owned(), run.len())),
        4 if follows_role && (known && family || run.contains('·')) => Some((run.to_owned(), run.len())),
        _ => None,
    }
}
