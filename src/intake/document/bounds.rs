//! Where the article begins and ends among the lines of a document.
//!
//! Knows nothing of titles.

use std::ops::Range;

use super::{DocumentLine, furniture, signature};

/// Share of the prose, in hundredths, that a reader view must hold to be trusted with the end: of a page in cards it
/// shows one card.
const TRUSTED: usize = 60;

/// So many lines of links one below another are a menu or a list of other articles.
const MENU: usize = 3;

/// The article's lines, the title not among them; `from` is the line below the title.
pub(super) fn body(lines: &[DocumentLine<'_>], from: usize) -> Range<usize> {
    let mut said = false;
    let end = lines.iter().enumerate().skip(from).find_map(|(at, line)| {
        let ends = said && furniture::ends_article(line);
        said |= line.is_prose() || line.mark.is_main;
        ends.then_some(at)
    });
    let menu = lines.windows(MENU).enumerate().skip(from).find_map(|(at, run)| {
        let is_menu = run.iter().all(|line| line.mark.is_linked && !furniture::names_attachment(line.text));
        // A list of contents stands above most of the text, other articles below it.
        let said = || prose(lines.get(from..at)) * 2 > prose(lines.get(from..));
        (is_menu && said()).then_some(at)
    });
    let end = end.into_iter().chain(menu).min();
    let all = from..end.unwrap_or(lines.len());
    let inside = lines.get(all.clone()).unwrap_or_default();
    let prose = prose(Some(inside));
    let main = inside
        .iter()
        .filter(|line| line.is_prose() && line.mark.is_main)
        .map(|line| line.text.len())
        .sum::<usize>();
    let last = inside.iter().rposition(|line| line.mark.is_main);
    let Some(last) = last.filter(|_| main * 100 >= prose * TRUSTED) else { return all };
    // Below the block of prose: who signs, what is attached, and sentences that the reader view took for less.
    let belongs = |line: &DocumentLine<'_>| {
        line.is_prose() || signature::may_sign(line.text) || furniture::names_attachment(line.text)
    };
    let tail = inside.iter().skip(last + 1).rposition(belongs).map_or(0, |at| at + 1);
    all.start..all.start + last + 1 + tail
}

/// Bytes of the sentences among `lines`.
fn prose(lines: Option<&[DocumentLine<'_>]>) -> usize {
    lines.unwrap_or_default().iter().filter(|line| line.is_prose()).map(|line| line.text.len()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::document::fixture;

    /// Lines that begin with `+` are in the reader view, those with `>` lead elsewhere.
    fn check(text: &str, expected: Range<usize>) {
        let mut lines = fixture(text);
        for line in &mut lines {
            line.mark.is_main = line.text.starts_with('+');
            line.mark.is_linked = line.text.starts_with('>');
        }
        assert_eq!(body(&lines, 1), expected, "{text}");
    }

    #[test]
    fn an_article_ends_where_the_site_begins() {
        let article =
            "社区免费理发\n+每周三上午，社区请来理发师傅。\n+六十岁以上的老人免费理发，请带老年证。";
        check(article, 1..3);
        check(&format!("{article}\n上一篇：修鞋\n每周四上午，社区请来修鞋师傅。"), 1..3);
        check(&format!("{article}\n柳林社区\n2024年5月1日\n手机看\n一天 一周"), 1..5);
        check(&format!("{article}\n>修鞋\n>义诊\n>讲座\n扫码下载，看更多的本地新闻。"), 1..3);
        check(&format!("{article}\n按照社区要求，每栋楼要有一位代表。"), 1..4);
    }
}
