//! Articles that nobody signed: briefs under one column head, photographs with a text, notices with an office below them.
//!
//! Knows nothing of reading order.

use std::collections::HashSet;

use super::{drafts::Draft, headlines, marks, openings::Group, page::Page, roles::Role};
use crate::text::spans::char_count;

/// How many lines are enough to know the words of an article.
const KNOWN: usize = 200;

/// Bulleted paragraphs that follow a column head, or stand in an article without byline: each is a brief.
pub(super) fn briefs(page: &Page<'_>, draft: &Draft) -> Vec<Group> {
    let items = &draft.items;
    let Some(first) = items.iter().position(|line| bullet(page, *line).is_some()) else { return Vec::new() };
    let own = page.below_column_head(items[first]) || draft.byline.is_none() && draft.head.is_empty();
    let listed = first.checked_sub(1).is_some_and(|before| page.text(items[before]).ends_with([':', '：']));
    let sign = bullet(page, items[first]);
    let starts: Vec<usize> = (first..items.len()).filter(|at| bullet(page, items[*at]) == sign).collect();
    if !own || listed || starts.len() < 2 {
        return Vec::new();
    }
    let whole = starts
        .iter()
        .filter(|at| page.lines[items[**at]].width >= 50 || page.columns[items[**at]].is_some())
        .count();
    let headed = |at: usize| {
        let line = items[at];
        page.columns[line].is_none()
            && page.lines[line].width < 44
            && !marks::ends_closed(page.text(line))
            && at + 1 < items.len()
    };
    let heads = starts.iter().filter(|at| headed(**at)).count();
    if whole * 2 < starts.len() && heads * 2 < starts.len() {
        return Vec::new();
    }
    starts.into_iter().map(|from| Group { from, to: if headed(from) { from + 1 } else { from } }).collect()
}

fn bullet(page: &Page<'_>, line: usize) -> Option<char> {
    page.text(line).chars().next().filter(|first| marks::BULLETS.contains(first) && page.is_text(line))
}

/// A text of its own between a finished article and a photographer's credit.
pub(super) fn photographs(page: &Page<'_>, draft: &Draft) -> Vec<Group> {
    let items = &draft.items;
    let mut found = Vec::new();
    let mut body_before: Vec<usize> = Vec::new();
    for (at, line) in items.iter().enumerate() {
        let picture_above = page.lines[*line].gap >= 3
            || at
                .checked_sub(1)
                .is_some_and(|before| matches!(page.roles[items[before]], Role::Credit | Role::Caption));
        let finished = body_before.last().is_some_and(|before| marks::ends_closed(page.text(*before)));
        let credited = items.get(at + 1).is_some_and(|after| page.roles[*after] == Role::Credit);
        let text = page.text(*line);
        let whole = page.is_text(*line)
            && marks::ends_closed(text)
            && char_count(text) >= 50
            && !marks::starts_open(text);
        let foreign = || {
            let near = &body_before[body_before.len().saturating_sub(KNOWN)..];
            cohesion(&near.iter().map(|line| page.text(*line)).collect::<String>(), text) < 0.12
        };
        if picture_above && finished && credited && whole && foreign() {
            found.push(Group { from: at, to: at });
        }
        if page.is_body(*line) {
            body_before.push(*line);
        }
    }
    found
}

/// 「清河自来水服务站」 below a notice: the office that gives it, not the headline of what follows.
pub(super) fn signs_notice(page: &Page<'_>, draft: &Draft, at: usize) -> bool {
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
    let text = page.text(draft.items[at]);
    let above = draft.items[..at]
        .iter()
        .rev()
        .take(8)
        .map(|line| page.text(*line))
        .chain(draft.head.iter().map(|line| page.text(*line)));
    let notice = above.clone().any(|text| headlines::is_notice(text) || text.contains("特此"));
    let finished = at.checked_sub(1).is_some_and(|before| marks::ends_closed(page.text(draft.items[before])));
    let dated = text.ends_with('日') && text.contains('月') && char_count(text) <= 14;
    let office = char_count(text) <= 24 && OFFICES.iter().any(|end| text.ends_with(end)) && finished;
    notice && (office || dated)
}

/// Share of the shorter text's character triples that stand in the other too.
pub(super) fn cohesion(one: &str, other: &str) -> f64 {
    let (one, other) = (triples(one), triples(other));
    let least = one.len().min(other.len());
    if least == 0 { 0.0 } else { one.intersection(&other).count() as f64 / least as f64 }
}

fn triples(text: &str) -> HashSet<[char; 3]> {
    let characters: Vec<char> = text.chars().filter(|character| character.is_alphanumeric()).collect();
    characters.windows(3).filter_map(|three| <[char; 3]>::try_from(three).ok()).collect()
}
