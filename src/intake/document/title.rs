//! The title of a document: the line that its properties name, or the first lines that head it.
//!
//! Knows nothing of the body but where it may begin.

use std::{collections::BTreeSet, ops::Range};

use super::{DocumentLine, furniture, words};
use crate::{
    calendar,
    intake::formats::Properties,
    text::spans::{char_count, squeezed},
};

/// Share of a line's pairs of characters, in hundredths, that a named title must hold, and the other way round.
const SAME: usize = 60;
/// Lines that one title may be broken over.
const BROKEN_OVER: usize = 6;
/// Characters of the shortest title that is believed though no line shows it.
const UNSHOWN: usize = 6;
/// Characters of the longest name of a paper.
const PAPER: usize = 8;
/// Lines above the block of prose among which a heading is its own.
const ABOVE: usize = 12;

/// A document's title, and the lines that print it; none where only the markup names it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct DocumentTitle {
    pub(super) text: Option<String>,
    pub(super) lines: Range<usize>,
}

/// Finds the title: what the markup names and a line prints is surest; then a heading; then how notices begin; then what
/// the markup names alone.
pub(super) fn find(lines: &[DocumentLine<'_>], properties: &Properties) -> DocumentTitle {
    let named: Vec<String> =
        properties.titles.iter().flat_map(|title| readings(title, properties.site.as_deref())).collect();
    let start = start(lines);
    let headed = heading(lines, start).or_else(|| opening(lines, start));
    let printed = named.iter().filter_map(|title| printed(lines, title)).next();
    let unshown = || {
        let title = named.iter().find(|title| char_count(title) >= UNSHOWN)?;
        Some(DocumentTitle { text: Some(title.clone()), lines: start..start })
    };
    let found = match (printed, headed) {
        // A file's own title may be half of what heads the text.
        (Some(printed), Some(headed)) if headed.covers(&printed) => Some(headed),
        (Some(printed), _) => Some(printed),
        (None, Some(headed)) if headed.text.as_deref().is_some_and(words::ends_as_title) => Some(headed),
        (None, headed) => unshown().or(headed).or_else(|| first_sentence(lines)),
    };
    found.unwrap_or(DocumentTitle { text: None, lines: start..start })
}

impl DocumentTitle {
    fn of(lines: &[DocumentLine<'_>], range: Range<usize>) -> Self {
        let parts: Vec<&str> =
            lines.get(range.clone()).unwrap_or_default().iter().map(|line| line.text).collect();
        let is_word = |character: char| character.is_ascii_alphanumeric();
        let mut text = String::new();
        for part in parts {
            if text.ends_with(is_word) && part.starts_with(is_word) {
                text.push(' ');
            }
            text.push_str(part);
        }
        Self { text: Some(text.trim_matches(['《', '》', ' ', '#', '*']).to_owned()), lines: range }
    }

    fn covers(&self, other: &Self) -> bool {
        self.lines.start <= other.lines.start && other.lines.end <= self.lines.end
    }
}

/// 「免费理发_通知公告_某某网」 read as a title: the whole, without what names the site or a column of it.
fn readings(title: &str, site: Option<&str>) -> Vec<String> {
    const BETWEEN: &[&str] = &["_", "|", "--", "——", " - ", "-", " "];
    let mut readings = vec![title.to_owned()];
    for between in BETWEEN {
        let mut rest = title;
        while let Some((before, behind)) = rest.rsplit_once(between) {
            if !(words::is_site(behind) || Some(behind.trim()) == site || behind.trim().is_empty()) {
                break;
            }
            rest = before.trim();
            readings.push(rest.to_owned());
        }
    }
    readings.retain(|reading| !words::is_site(reading) && Some(reading.as_str()) != site);
    readings.sort_by_key(|reading| char_count(reading));
    readings
}

/// The line, or the lines one below another, that print the named title.
fn printed(lines: &[DocumentLine<'_>], title: &str) -> Option<DocumentTitle> {
    let wanted = pairs(title);
    let shared = |line: &DocumentLine<'_>| {
        let own = pairs(line.text);
        let both = own.intersection(&wanted).count();
        (both * 100 >= own.len() * SAME && both > 0 && !line.mark.is_linked && char_count(line.text) >= 4)
            .then_some(both)
    };
    let prose = lines.iter().position(|line| line.is_prose() && line.mark.is_main).unwrap_or(lines.len());
    let found = lines.iter().enumerate().take(prose + 3).filter_map(|(at, line)| Some((shared(line)?, at)));
    let (_, at) = found.max_by_key(|(both, at)| (*both, std::cmp::Reverse(*at)))?;
    let mut range = at..at + 1;
    let more = |line: Option<&DocumentLine<'_>>| {
        line.is_some_and(|line| shared(line).is_some() && char_count(line.text) * 4 >= char_count(title))
    };
    while more(lines.get(range.end))
        && range.len() < BROKEN_OVER
        && !same_line(lines, range.end - 1, range.end)
    {
        range.end += 1;
    }
    let both: BTreeSet<[char; 2]> =
        lines.get(range.clone())?.iter().flat_map(|line| pairs(line.text)).collect();
    (both.intersection(&wanted).count() * 100 >= wanted.len() * SAME).then(|| DocumentTitle::of(lines, range))
}

fn same_line(lines: &[DocumentLine<'_>], one: usize, other: usize) -> bool {
    lines.get(one).map(|line| line.text) == lines.get(other).map(|line| line.text)
}

/// Where the document may begin: some lines above the block of prose, where a reader view knows it.
fn start(lines: &[DocumentLine<'_>]) -> usize {
    let is_web = lines.iter().any(|line| line.mark.is_linked);
    let prose = || lines.iter().position(DocumentLine::is_prose).filter(|_| is_web);
    let main = lines.iter().position(|line| line.mark.is_main).or_else(prose).unwrap_or(0);
    let above = lines.get(..main).unwrap_or_default().iter().rev().take(ABOVE);
    // Not beyond a menu.
    main - above.take_while(|line| !line.mark.is_linked && !line.is_prose()).count()
}

/// The heading nearest the top of the prose, of the highest level.
fn heading(lines: &[DocumentLine<'_>], start: usize) -> Option<DocumentTitle> {
    let prose =
        lines.iter().skip(start).position(DocumentLine::is_prose).map_or(lines.len(), |at| start + at);
    let headings = lines.iter().enumerate().take(prose).skip(start).filter_map(|(at, line)| {
        let level = line.mark.heading.filter(|_| {
            !line.mark.is_linked && words::may_be_title(line.text) && char_count(line.text) >= 4
        })?;
        Some((level, at))
    });
    let (level, at) = headings.min_by_key(|(level, at)| (*level, *at))?;
    let more = lines
        .iter()
        .skip(at + 1)
        .take_while(|line| line.mark.heading == Some(level) && level == 1 && words::may_be_title(line.text))
        .count();
    Some(DocumentTitle::of(lines, at..at + 1 + more.min(1)))
}

/// How notices begin: a title over one or more lines, before the first sentence, salutation or numbered part.
fn opening(lines: &[DocumentLine<'_>], start: usize) -> Option<DocumentTitle> {
    let stops = |line: &DocumentLine<'_>| {
        line.is_prose() && !words::ends_as_title(line.text) && !words::may_be_headline(line.text)
            || words::is_salutation(line.text)
            || words::is_numbered(line.text)
    };
    let head = lines.iter().skip(start).take_while(|line| !stops(line)).count();
    let skipped = |line: &DocumentLine<'_>| {
        furniture::is_furniture(line)
            || is_letterhead(line.text)
            || !words::may_be_title(line.text) && char_count(line.text) > 1
    };
    let free = |(at, line): &(usize, &DocumentLine<'_>)| !skipped(line) && !is_paper(lines, *at);
    let at = lines.iter().enumerate().skip(start).take(head).find(free).map(|(at, _)| at)?;
    let mut range = at..at + 1;
    // A title goes on until a line that ends as titles do; single characters are one word, printed large.
    let block = lines.get(at..start + head).unwrap_or_default().iter().take(BROKEN_OVER + 2);
    let length =
        block.clone().take_while(|line| words::may_be_title(line.text) || char_count(line.text) == 1).count();
    let mut text = String::new();
    for (count, line) in block.take(length).enumerate() {
        text.push_str(line.text);
        if words::ends_as_title(&text) && (count > 0 || char_count(&text) > 1) {
            range.end = at + count + 1;
            break;
        }
    }
    Some(DocumentTitle::of(lines, range))
        .filter(|title| title.text.as_deref().is_some_and(|text| !text.is_empty()))
}

/// 「邻里报」 above its day names who printed the notice.
fn is_paper(lines: &[DocumentLine<'_>], at: usize) -> bool {
    let [line, below] = lines.get(at..at + 2).unwrap_or_default() else { return false };
    line.text.ends_with('报')
        && char_count(line.text) <= PAPER
        && calendar::page_date(&[below.text]).is_some()
}

/// A short sentence alone above long ones heads them.
fn first_sentence(lines: &[DocumentLine<'_>]) -> Option<DocumentTitle> {
    const LONGEST: usize = 30;
    let [first, next, ..] = lines else { return None };
    let is_short = char_count(first.text) <= LONGEST && char_count(next.text) > char_count(first.text);
    let one = first.text.matches(['。', '！', '？']).count() <= 1 && first.text.ends_with(['。', '！', '？']);
    (is_short && one && first.is_prose() && !words::is_salutation(first.text))
        .then(|| DocumentTitle::of(lines, 0..1))
}

/// 柳林镇人民政府文件, 柳政发〔2022〕18号.
fn is_letterhead(text: &str) -> bool {
    let text = squeezed(text);
    text.ends_with("文件") && char_count(&text) > 4
        || text.ends_with('号') && text.contains(['〔', '[', '【', '（'])
}

fn pairs(text: &str) -> BTreeSet<[char; 2]> {
    let text: Vec<char> =
        squeezed(text).to_lowercase().chars().filter(|character| character.is_alphanumeric()).collect();
    text.windows(2).filter_map(|pair| pair.try_into().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, named: &[&str], title: &str) {
        let lines = super::super::fixture(text);
        let titles = named.iter().map(|title| (*title).to_owned()).collect();
        let found = find(&lines, &Properties { titles, ..Properties::default() });
        assert_eq!(found.text.unwrap_or_default(), title, "{text}");
    }

    #[test]
    fn a_notice_is_headed_by_its_title() {
        check(
            "柳林镇人民政府文件\n柳政发〔2022〕18号\n关于做好缴费工作的\n通知\n各村民委员会：\n现通知如下，请照办。",
            &[],
            "关于做好缴费工作的通知",
        );
        check("停水通知\n各位居民：\n明天停水，请储水。", &[], "停水通知");
        check("柳林村养鱼项目\n实\n施\n方\n案\n项目名称：养鱼\n一、概要", &[], "柳林村养鱼项目实施方案");
        check(
            "2020年柳林社区\n加装电梯实施方案\n柳林社区居民委员会",
            &["加装电梯"],
            "2020年柳林社区加装电梯实施方案",
        );
        check("明天停水，请大家储水，水务公司会派车送水。", &["PowerPoint 演示文稿"], "PowerPoint 演示文稿");
    }

    #[test]
    fn markup_names_what_a_line_prints() {
        let page = "首页\n社区免费理发\n发布时间：2024-06-18\n每周三上午，社区请来理发师傅。";
        check(page, &["社区免费理发_通知公告_柳林街道办事处"], "社区免费理发");
        check(page, &["社区免费理发 柳林街道办事处"], "社区免费理发");
        check(page, &["柳林街道办事处"], "社区免费理发");
    }
}
