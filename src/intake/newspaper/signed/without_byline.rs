//! Articles that nobody signed: briefs under one column head, photographs with a text, notices with an office below them.
//!
//! Knows nothing of reading order.

use super::{
    drafts::{DraftItem, LINES_FOR_WORDS, SignedDraft},
    openings::HeadlineGroup,
};
use crate::intake::newspaper::{
    headlines::is_notice,
    indices::{ItemIndex, ListIndex},
    lines::PageLine,
    ngrams,
    page::NewspaperPage,
    punctuation,
    signs::LineSign,
};
use crate::text::spans::char_count;

/// One bulleted paragraph is no series.
const LEAST_BRIEFS: usize = 2;
/// Half characters of a bulleted line that is a text, and of one that is no headline.
const BRIEF_WIDTH: usize = 50;
const BRIEF_HEAD_WIDTH: usize = 44;
/// Blank lines where a photograph was.
const PHOTO_GAP: u32 = 3;
/// Characters of the shortest text of a photograph that is more than a caption.
const PHOTO_TEXT_CHARS: usize = 50;
/// Share of its character triples that the text of a photograph may have in common with the article above it.
const SHARED_WITH_ABOVE: f64 = 0.12;
/// Lines above a signature among which one says that this is a notice.
const NOTICE_REACH: usize = 8;
/// Characters of the longest date below a notice, and of the longest name of an office.
const NOTICE_DATE_CHARS: usize = 14;
const OFFICE_CHARS: usize = 24;

/// Bulleted paragraphs that follow a column head, or stand in an article without byline: each is a brief.
pub(super) fn briefs(page: &NewspaperPage<'_>, draft: &SignedDraft) -> Vec<HeadlineGroup> {
    let Some((first, sign)) = draft.lines(page).find_map(|item| Some((item, bullet(item.line)?))) else {
        return Vec::new();
    };
    let own = page.below_column_head(first.line.index) || draft.byline.is_none() && draft.head.is_empty();
    let before = draft.line_before(page, first.item);
    let listed = before.is_some_and(|before| before.text.ends_with([':', '：']));
    let starts: Vec<DraftItem<'_>> =
        draft.lines(page).filter(|item| item.item >= first.item && bullet(item.line) == Some(sign)).collect();
    if !own || listed || starts.len() < LEAST_BRIEFS {
        return Vec::new();
    }
    let is_whole = |start: &&DraftItem<'_>| start.line.width >= BRIEF_WIDTH || start.line.column.is_some();
    let is_headed = |start: &DraftItem<'_>| {
        start.line.column.is_none()
            && start.line.width < BRIEF_HEAD_WIDTH
            && !start.line.ends_closed()
            && start.item.next() < draft.items.end()
    };
    let whole = starts.iter().filter(is_whole).count();
    let headed = starts.iter().filter(|start| is_headed(start)).count();
    if whole * 2 < starts.len() && headed * 2 < starts.len() {
        return Vec::new();
    }
    let group = |start: DraftItem<'_>| HeadlineGroup {
        from: start.item,
        to: if is_headed(&start) { start.item.next() } else { start.item },
    };
    starts.into_iter().map(group).collect()
}

fn bullet(line: &PageLine<'_>) -> Option<char> {
    line.text.chars().next().filter(|first| punctuation::BULLETS.contains(first) && line.is_text())
}

/// A text of its own between a finished article and a photographer's credit.
pub(super) fn photographs(page: &NewspaperPage<'_>, draft: &SignedDraft) -> Vec<HeadlineGroup> {
    let mut found = Vec::new();
    let mut body_before: Vec<&PageLine<'_>> = Vec::new();
    for DraftItem { item, line } in draft.lines(page) {
        let picture_above =
            line.gap >= PHOTO_GAP || draft.line_before(page, item).is_some_and(PageLine::belongs_to_photo);
        let finished = body_before.last().is_some_and(|before| before.ends_closed());
        let after = draft.line(page, item.next());
        let credited = after.is_some_and(|after| after.sign == LineSign::PhotoCredit);
        let foreign = || {
            let near: String = body_before
                .iter()
                .skip(body_before.len().saturating_sub(LINES_FOR_WORDS))
                .map(|line| line.text)
                .collect();
            ngrams::overlap(&near, line.text) < SHARED_WITH_ABOVE
        };
        if picture_above && finished && credited && is_whole_text(line) && foreign() {
            found.push(HeadlineGroup::none_before(item));
        }
        if line.is_body() {
            body_before.push(line);
        }
    }
    found
}

fn is_whole_text(line: &PageLine<'_>) -> bool {
    line.is_text() && line.ends_closed() && char_count(line.text) >= PHOTO_TEXT_CHARS && !line.starts_open()
}

/// 「清河自来水服务站」 below a notice: the office that gives it, not the headline of what follows.
pub(super) fn signs_notice(page: &NewspaperPage<'_>, draft: &SignedDraft, at: ItemIndex) -> bool {
    const OFFICES: [&str; 22] = [
        "公司",
        "站",
        "局",
        "委员会",
        "办公室",
        "街道办事处",
        "中心",
        "医院",
        "学校",
        "社区",
        "居委会",
        "村委会",
        "物业",
        "管理处",
        "大队",
        "支队",
        "所",
        "政府",
        "协会",
        "集团",
        "服务部",
        "银行",
    ];
    let Some(line) = draft.line(page, at) else { return false };
    let text = line.text;
    let above = page.texts(draft.items.up_to(at)).rev().take(NOTICE_REACH);
    let mut above = above.chain(page.texts(&draft.head));
    let finished = || draft.line_before(page, at).is_some_and(PageLine::ends_closed);
    let dated = text.ends_with('日') && text.contains('月') && char_count(text) <= NOTICE_DATE_CHARS;
    let office = char_count(text) <= OFFICE_CHARS && OFFICES.iter().any(|end| text.ends_with(end));
    (dated || office && finished()) && above.any(|text| is_notice(text) || text.contains("特此"))
}
