//! Bylines: 「本报讯(记者 …)」 at the beginning of a report, 「本报记者 …」 on a line of its own, 「(张三)」 at the end.
//!
//! Knows nothing of headlines or of where an article stands.

use std::ops::Range;

use super::{
    byline_names::{BylineNames, names},
    punctuation,
};
use crate::text::spans::{char_count, first_chars, is_han, slice, squeezed};

/// A byline with which a report opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct OpeningByline {
    /// Where the report's own words begin.
    pub(crate) end: usize,
    /// The names in it.
    pub(crate) reporters: Vec<String>,
    /// True when its bracket is not closed on this line.
    pub(crate) unclosed: bool,
}

/// A byline, or a photographer's credit, that fills a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct StandaloneByline {
    /// The names in it.
    pub(crate) reporters: Vec<String>,
    /// Names only who took the picture.
    pub(crate) photo: bool,
}

/// A writer's name in the bracket behind a report's last sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ClosingByline {
    /// Where its bracket opens.
    pub(crate) start: usize,
    /// The names in it.
    pub(crate) reporters: Vec<String>,
}

/// Characters of the longest name and place in front of 讯 or 电: 「新华社记者…河东10月8日」.
const AGENCY_CHARS: usize = 24;
/// Characters of 「本报」, 「本台」: no more may stand in front of 讯 where no blank follows.
const OWN_CHARS: usize = 2;
/// Characters in which a bracket of names closes, and those of them in which its first role stands.
const BRACKET_CHARS: usize = 80;
const FIRST_ROLE_CHARS: usize = 16;
/// Characters of the report that must stand behind a byline which no 「报道」 ends.
const REPORT_CHARS: usize = 20;
/// Characters in which the name of a paper and the first role behind it stand.
const PAPER_AND_ROLE_CHARS: usize = 14;
/// Characters of the longest byline that fills a line, and of the longest in a bracket at the end.
const STANDALONE_CHARS: usize = 44;
const CLOSING_CHARS: usize = 30;
/// One Han character in front of 本报讯 is the end of another word, not a line of another article.
const LEAST_BEFORE: usize = 2;

/// Where another report opens inside a line, if one does.
pub(super) fn inner_start(line: &str) -> Option<usize> {
    let first = line.chars().next()?.len_utf8();
    line.match_indices("本报讯").map(|(at, _)| at).filter(|at| *at >= first).find(|at| {
        let before = slice(line, 0..*at).trim_end();
        let follows = slice(line, *at + "本报讯".len()..line.len()).trim_start();
        let bracket = follows.strip_prefix(['(', '（']).is_some_and(|inner| {
            ["记者", "通讯员", "本报记者", "首席记者", "见习记者", "实习"]
                .iter()
                .any(|role| inner.trim_start().starts_with(role))
        });
        bracket && !before.ends_with(['“', '"', '《', '「']) && punctuation::han_count(before) >= LEAST_BEFORE
    })
}

/// The byline with which `text` opens a report.
pub(super) fn opening(text: &str) -> Option<OpeningByline> {
    let start = text.len()
        - text
            .trim_start_matches(|first: char| first.is_whitespace() || punctuation::BULLETS.contains(&first))
            .len();
    let rest = slice(text, start..text.len());
    let found = agency(rest).or_else(|| reporter_reports(rest)).or_else(|| bracketed(rest))?;
    Some(OpeningByline { end: start + found.end, ..found })
}

/// 「本报讯」「××晚报讯(记者 …)」「新华社北京2月3日电(记者 …)」
fn agency(text: &str) -> Option<OpeningByline> {
    let word = agency_word(text)?;
    let agency = squeezed(slice(text, 0..word.start));
    let own = ["本报", "本网", "本刊", "本台", "本社"].iter().any(|word| agency.starts_with(word));
    let paper = ["报", "网", "社", "刊", "台", "端", "媒体", "头条"].iter().any(|word| agency.contains(word));
    let dated = agency.contains('月') && agency.contains('日');
    let dispatch = slice(text, word.clone()) == "电";
    if !paper || (dispatch && !dated && !agency.contains('社') && !own) {
        return None;
    }
    let follows = slice(text, word.end..text.len());
    let spaced = follows.trim_start_matches(|character: char| character.is_whitespace() || character == '*');
    let after = word.end + (follows.len() - spaced.len());
    if let Some(close) = bracket(spaced) {
        let inside = slice(spaced, 1..close.end);
        return Some(OpeningByline {
            end: after + close.end,
            reporters: names(inside).reporters,
            unclosed: close.unclosed,
        });
    }
    if spaced.starts_with("记者") || spaced.starts_with("通讯员") || spaced.starts_with("首席记者") {
        let read = names(spaced);
        if !read.reporters.is_empty() || !read.others.is_empty() {
            return Some(OpeningByline { end: after + read.end, reporters: read.reporters, unclosed: false });
        }
    }
    let separated = follows.is_empty() || follows.starts_with(char::is_whitespace);
    let bare_own = own && char_count(&agency) <= OWN_CHARS;
    (separated || bare_own || dispatch && own).then_some(OpeningByline {
        end: after,
        reporters: Vec::new(),
        unclosed: false,
    })
}

/// Where 讯 or 电 stands behind the name of an agency.
fn agency_word(text: &str) -> Option<Range<usize>> {
    for (count, (at, character)) in text.char_indices().enumerate() {
        if count > AGENCY_CHARS
            || matches!(character, '，' | ',' | '。' | '、' | '“' | '”' | '？' | '！' | '；' | ';')
        {
            return None;
        }
        if matches!(character, '讯' | '电')
            && !slice(text, 0..at).trim_end().ends_with(['通', '资', '喜', '腾', '音', '视'])
        {
            return Some(at..at + character.len_utf8());
        }
    }
    None
}

/// A bracket with names in it.
struct NameBracket {
    end: usize,
    unclosed: bool,
}

/// The bracket with which `text` begins, when it names people; an unclosed one ends after its last name.
fn bracket(text: &str) -> Option<NameBracket> {
    let opener = text.chars().next().filter(|first| matches!(first, '(' | '（' | '【' | '['))?;
    let roles = ["记者", "通讯员", "文", "图", "实习", "编辑"];
    let near = first_chars(text, BRACKET_CHARS);
    let limit = near.find(['。', '，', ',', '“', '；']).unwrap_or(near.len());
    let inside = slice(text, opener.len_utf8()..limit);
    if !roles.iter().any(|role| first_chars(inside, FIRST_ROLE_CHARS).contains(role)) {
        return None;
    }
    let closer = slice(near, 0..limit)
        .char_indices()
        .find(|(_, character)| matches!(character, ')' | '）' | '】' | ']'));
    if let Some((at, character)) = closer {
        return Some(NameBracket { end: at + character.len_utf8(), unclosed: false });
    }
    let end = opener.len_utf8() + names(slice(text, opener.len_utf8()..text.len())).end;
    Some(NameBracket { end, unclosed: true })
}

/// 「本报记者 张三 报道 近日,…」「××日报记者张三 通讯员李四 报道」 with words of the report behind it.
fn reporter_reports(text: &str) -> Option<OpeningByline> {
    let start = after_paper(text)?;
    let read = names(slice(text, start..text.len()));
    let end = start + read.end;
    let rest = slice(text, end..text.len());
    // 「本报记者 张三 近日,…」: behind a paper's own reporter the report may begin at once.
    let own = slice(text, 0..start).contains('报')
        && rest.starts_with(char::is_whitespace)
            | text.get(..end).is_some_and(|read| read.ends_with(char::is_whitespace));
    let begins = read.reports || own && char_count(rest) >= REPORT_CHARS;
    let reports = begins && !read.reporters.is_empty() && !rest.trim().is_empty();
    reports.then_some(OpeningByline { end, reporters: read.reporters, unclosed: false })
}

/// 「(记者 张三)近日,…」
fn bracketed(text: &str) -> Option<OpeningByline> {
    let found = bracket(text).filter(|found| !found.unclosed)?;
    let read = names(slice(text, 0..found.end));
    let rest = slice(text, found.end..text.len());
    let named = !read.reporters.is_empty() && !rest.trim().is_empty();
    named.then_some(OpeningByline { end: found.end, reporters: read.reporters, unclosed: false })
}

/// Where the roles begin behind an optional paper's name: 「太原晚报记者」 → at 「记者」.
fn after_paper(text: &str) -> Option<usize> {
    let near = first_chars(text, PAPER_AND_ROLE_CHARS);
    let role = near.find("记者").or_else(|| near.find("通讯员"))?;
    let paper = slice(near, 0..role).trim();
    let fits = paper.is_empty()
        || paper.chars().all(|character| is_han(character) || character.is_whitespace())
            && ["报", "网", "社", "台", "报首席", "报见习", "报实习", "媒体", "首席", "见习", "实习", "特约"]
                .iter()
                .any(|end| paper.ends_with(end));
    fits.then_some(role)
}

/// The byline or credit that fills the whole line.
pub(super) fn standalone(line: &str) -> Option<StandaloneByline> {
    if char_count(line) > STANDALONE_CHARS || line.contains(['。', '，', '“', '！', '？']) {
        return None;
    }
    let trimmed = line.trim_matches(|character: char| {
        character.is_whitespace()
            || punctuation::BULLETS.contains(&character)
            || matches!(character, '(' | ')' | '（' | '）' | '/' | '◼')
    });
    let start = after_paper(trimmed).unwrap_or(0);
    let BylineNames { end, reporters, others, photo, text: wrote, credited, .. } =
        names(slice(trimmed, start..trimmed.len()));
    let whole = slice(trimmed, start + end..trimmed.len()).trim().is_empty();
    let named = credited && (!reporters.is_empty() || !others.is_empty());
    (whole && named).then_some(StandaloneByline { photo: photo && !wrote, reporters })
}

/// The bracket with a writer's name at the very end of a report.
pub(super) fn closing(text: &str) -> Option<ClosingByline> {
    let bare = text.trim_end();
    let inner = bare.strip_suffix([')', '）'])?;
    let bracket = inner.rfind(['(', '（'])?;
    let before = slice(bare, 0..bracket);
    let inside = inner.get(bracket..)?.trim_start_matches(['(', '（']).trim();
    if char_count(inside) > CLOSING_CHARS || !punctuation::ends_closed(before) {
        return None;
    }
    let start = after_paper(inside).unwrap_or(0);
    let read = names(slice(inside, start..inside.len()));
    let whole = slice(inside, start + read.end..inside.len()).trim().is_empty();
    let mut reporters = read.reporters;
    if !read.credited {
        reporters.extend(read.others);
    }
    (whole && !reporters.is_empty()).then_some(ClosingByline { start: bracket, reporters })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_open_with_bylines() {
        let cases = [
            ("本报讯(记者 王小河)近日,", "近日,", "王小河"),
            ("本报讯 (记者 王小河 通讯员 李大江) 昨日", "昨日", "王小河"),
            ("本报讯 昨日,社区", "昨日,社区", ""),
            ("本报讯昨日,社区", "昨日,社区", ""),
            ("河东晚报讯(记者王小河 见习记者李大江)昨日", "昨日", "王小河 李大江"),
            ("本报讯 (记者 王小河 孙 为营造气氛、", "为营造气氛、", "王小河"),
            ("新华社北京2月3日电(记者 王小河)国家", "国家", "王小河"),
            ("本报河东10月8日讯 记者王小河报道 昨日", "昨日", "王小河"),
            ("河东日报记者 王小河 报道 昨日,社区", "昨日,社区", "王小河"),
            ("**本报讯**(记者 王小河)昨日,社区", "昨日,社区", "王小河"),
            ("本报讯 记者 王小河 昨日,社区", "昨日,社区", "王小河"),
            (
                "本报记者 王小河 昨日,社区的老人们在活动室里学习剪纸和书法。",
                "昨日,社区的老人们在活动室里学习剪纸和书法。",
                "王小河",
            ),
            ("(记者 王小河)昨日,社区", "昨日,社区", "王小河"),
        ];
        for (text, rest, reporters) in cases {
            let found = opening(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(slice(text, found.end..text.len()).trim(), rest, "{text}");
            assert_eq!(found.reporters.join(" "), reporters, "{text}");
        }
    }

    #[test]
    fn sentences_are_no_bylines() {
        let texts = [
            "记者从市人社局获悉,",
            "记者在现场看到,居民",
            "据本报报道,",
            "用电高峰到来",
            "通讯工具",
            "近日,本报讯息",
            "社区停电通知",
        ];
        for text in texts {
            assert_eq!(opening(text), None, "{text}");
            assert_eq!(standalone(text), None, "{text}");
        }
    }

    #[test]
    fn bylines_fill_lines() {
        let cases = [
            ("本报记者 王小河", "王小河", false),
            ("本报记者王小河 文/图", "王小河", false),
            ("□记者 王小河 李大江 文图", "王小河 李大江", false),
            ("本报记者 王小河摄", "王小河", true),
            ("王小河摄", "", true),
            ("王小河 摄", "", true),
            ("(本报记者 王小河)", "王小河", false),
            ("文/图 本报记者 王小河", "王小河", false),
            ("通讯员 李大江", "", false),
        ];
        for (line, reporters, photo) in cases {
            let found = standalone(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((found.reporters.join(" ").as_str(), found.photo), (reporters, photo), "{line}");
        }
        for line in [
            "现场拍摄",
            "记者走进社区",
            "记者节快乐",
            "社区大手牵小手",
            "平城区总工会",
            "街道志愿者",
            "图文并茂",
        ] {
            assert_eq!(standalone(line), None, "{line}");
        }
    }

    #[test]
    fn names_close_reports() {
        assert_eq!(
            closing("欢迎参加。(王小河)").map(|found| found.reporters.join(" ")),
            Some("王小河".to_owned())
        );
        assert_eq!(
            closing("欢迎参加。(记者 王小河)").map(|found| found.reporters.join(" ")),
            Some("王小河".to_owned())
        );
        assert_eq!(closing("欢迎参加(免费)"), None);
        assert_eq!(closing("欢迎参加。(详见背面)"), None);
    }

    #[test]
    fn a_report_may_open_inside_a_line() {
        assert!(inner_start("社区食堂开张 本报讯(记者 王小河)昨日").is_some());
        assert_eq!(inner_start("本报讯(记者 王小河)昨日"), None);
        assert_eq!(inner_start("他读到本报讯息"), None);
    }
}
