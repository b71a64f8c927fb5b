//! Articles that open without a byline of their own: features signed at the end, photographs with a text, notices.
//!
//! Knows nothing of reading order.

use super::{
    bylines,
    drafts::Draft,
    headlines, joints, marks,
    page::{IndentStyle, Page},
    roles::Role,
    unsigned,
};

/// A run of headline-like lines among the items of a draft: positions `from..to` in `items`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Group {
    pub from: usize,
    pub to: usize,
}

/// A byline stands no more lines below the text that it closes; photographs and their captions may lie between.
const NEAR: usize = 32;

/// Cuts each draft where another article opens in it; marks the heads of sections.
pub(super) fn cut(page: &Page<'_>, drafts: Vec<Draft>) -> Vec<Draft> {
    let bylines = page.roles.iter().filter(|role| matches!(role, Role::Opening(_))).count();
    drafts.into_iter().flat_map(|draft| cut_draft(page, draft, bylines > 0)).collect()
}

fn cut_draft(page: &Page<'_>, draft: Draft, page_has_bylines: bool) -> Vec<Draft> {
    let groups = head_groups(page, &draft, true);
    let mut cuts: Vec<Group> = Vec::new();
    let ends: Vec<usize> = (0..draft.items.len()).filter(|at| ends_article(page, &draft, *at)).collect();
    let mut region_start = 0;
    for end in ends.iter().copied().chain([draft.items.len()]) {
        let signed = end < draft.items.len();
        // The bracket with a name stands in the last line of the text itself.
        let bracket = signed && page.is_body(draft.items[end]);
        let end = if bracket { end + 1 } else { end };
        let mut inside: Vec<Group> = within(&groups, region_start, end).to_vec();
        let follows_end = region_start > 0;
        if follows_end {
            let first = (region_start..end).find(|at| page.is_text(draft.items[*at]));
            if let Some(first) = first {
                match inside.first().copied().filter(|group| group.from == first) {
                    Some(group) => {
                        cuts.push(group);
                        inside.remove(0);
                    }
                    None => cuts.push(Group { from: first, to: first }),
                }
            }
        }
        let has_start = draft.byline.is_some() && !follows_end;
        if signed && has_start {
            // Two bylines, one at the top and one at the bottom: an article without a byline of its own lies between.
            let longest =
                |group: &Group| (group.to - group.from, std::cmp::Reverse(sameness(page, &draft, *group)));
            let found = inside.iter().copied().max_by_key(longest);
            cuts.extend(found.or_else(|| {
                let relaxed = (!bracket).then(|| head_groups(page, &draft, false));
                relaxed
                    .into_iter()
                    .flatten()
                    .filter(|group| group.from > 0 && group.to <= end)
                    .max_by_key(longest)
            }));
        } else {
            let context = Context { page, draft: &draft, page_has_bylines, region_start };
            let opening: Vec<Group> =
                inside.into_iter().filter(|group| context.opens_article(*group)).collect();
            cuts.extend(opening);
        }
        region_start = if bracket { end } else { end + 1 };
    }
    cuts.extend(unsigned::briefs(page, &draft));
    cuts.extend(unsigned::photographs(page, &draft));
    cuts.sort_by_key(|group| (group.from, std::cmp::Reverse(group.to)));
    cuts.dedup_by_key(|group| group.from);
    divide(draft, &cuts, &groups)
}

/// A byline below a finished text, or at the very end; or a writer's name in a bracket behind the last sentence.
fn ends_article(page: &Page<'_>, draft: &Draft, at: usize) -> bool {
    let line = draft.items[at];
    if page.is_body(line) {
        return bylines::closing(page.text(line)).is_some();
    }
    let before = draft.items[..at].iter().rev().take(NEAR).find(|item| page.is_body(**item));
    matches!(page.roles[line], Role::Alone(_))
        && before.is_some_and(|before| marks::ends_closed(page.text(*before)) || at + 1 == draft.items.len())
}

/// Headline-like lines that stand between a finished text and the beginning of another; `strict` leaves out those that
/// may as well begin a paragraph.
fn head_groups(page: &Page<'_>, draft: &Draft, strict: bool) -> Vec<Group> {
    let mut groups = Vec::new();
    let mut at = 0;
    while at < draft.items.len() {
        let from = at;
        while at < draft.items.len() && at - from < 4 && is_head(page, draft.items[at], strict) {
            at += 1;
        }
        let mut group = Group { from, to: at };
        if at > from && unsigned::signs_notice(page, draft, from) && at > from + 1 {
            group.from += 1;
        }
        if at > from && stands_between(page, draft, group, strict) {
            groups.push(group);
        }
        at = at.max(from + 1);
    }
    groups
}

fn is_head(page: &Page<'_>, line: usize, strict: bool) -> bool {
    // In a narrow column a clause is as short as a headline; its commas tell it.
    let clause = page.columns[line].is_some() && page.text(line).contains([',', '，', '、', ';', '；']);
    page.is_text(line)
        && headlines::stands_alone(&page.lines[line])
        && !(strict && page.begins_paragraph(line))
        && !clause
}

fn stands_between(page: &Page<'_>, draft: &Draft, group: Group, strict: bool) -> bool {
    let before = group.from.checked_sub(1).map(|before| draft.items[before]);
    let signed = group.from > 0 && unsigned::signs_notice(page, draft, group.from - 1);
    let finished = signed
        || !strict
        || before.is_none_or(|before| !page.is_body(before) || marks::ends_closed(page.text(before)));
    let Some(after) = draft.items.get(group.to).copied().filter(|after| page.is_text(*after)) else {
        return false;
    };
    let last = draft.items[group.to - 1];
    let text = page.text(after);
    let body = page.lines[after].width >= 48 || marks::ends_closed(text) || page.columns[after].is_some();
    let begins = page.columns[after].is_none()
        || page.begins_paragraph(after) && page.indent_style != IndentStyle::Flush;
    finished
        && begins
        && body
        && !marks::starts_open(text)
        && !joints::lone_start(text)
        && !joints::joint(page.text(last), text).spans
}

struct Context<'a> {
    page: &'a Page<'a>,
    draft: &'a Draft,
    page_has_bylines: bool,
    region_start: usize,
}

impl Context<'_> {
    fn opens_article(&self, group: Group) -> bool {
        let (page, draft) = (self.page, self.draft);
        let last = page.text(draft.items[group.to - 1]);
        let first = page.text(draft.items[group.from]);
        let body_before = draft.items[self.region_start..group.from].iter().any(|item| page.is_body(*item));
        if !body_before {
            return draft.byline.is_none() || self.region_start > 0;
        }
        let after = page.text(draft.items[group.to]);
        if after.starts_with("问:") || after.starts_with("问：") {
            return true;
        }
        if headlines::is_notice(last)
            || headlines::is_notice(first)
            || page.below_column_head(draft.items[group.from])
        {
            return true;
        }
        if headlines::is_numbered(first) || first.starts_with(marks::BULLETS) {
            return false;
        }
        let feature = draft.byline.is_some_and(|byline| matches!(page.roles[byline], Role::Alone(_)));
        if feature && group.to - group.from == 1 {
            return false;
        }
        if group.to - group.from >= 2 {
            return true;
        }
        !self.page_has_bylines && !self.goes_on(group)
    }

    /// True when the text behind the group speaks of what the text before it speaks of.
    fn goes_on(&self, group: Group) -> bool {
        sameness(self.page, self.draft, group) > 60
    }
}

/// How much the texts before and behind a group have in common, in thousandths.
fn sameness(page: &Page<'_>, draft: &Draft, group: Group) -> u32 {
    let before: Vec<&str> =
        draft.items[..group.from].iter().rev().take(8).map(|item| page.text(*item)).collect();
    let after: Vec<&str> = draft.items[group.to..].iter().take(8).map(|item| page.text(*item)).collect();
    (unsigned::cohesion(&before.concat(), &after.concat()) * 1000.0) as u32
}

/// The groups that lie whole in `from..to`.
fn within(groups: &[Group], from: usize, to: usize) -> &[Group] {
    let first = groups.partition_point(|group| group.from < from);
    let end = groups.partition_point(|group| group.to <= to);
    groups.get(first..end).unwrap_or_default()
}

/// Cuts the items of `draft` at `cuts`; the other groups become heads of sections.
fn divide(draft: Draft, cuts: &[Group], groups: &[Group]) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let items = draft.items.clone();
    let draft_sections = draft.sections.clone();
    let mut current = Draft { items: Vec::new(), ..draft };
    let mut from = 0;
    for cut in cuts.iter().copied().chain([Group { from: items.len(), to: items.len() }]) {
        current.items = items[from..cut.from].to_vec();
        let last = current.items.last().copied().unwrap_or_default();
        let first = current.items.first().copied().unwrap_or(last + 1);
        let own = draft_sections.partition_point(|line| *line < first)
            ..draft_sections.partition_point(|line| *line <= last);
        current.sections = within(groups, from, cut.from)
            .iter()
            .filter(|group| {
                let cut = cuts.binary_search_by_key(&group.from, |cut| cut.from);
                !cut.is_ok_and(|at| cuts[at] == **group)
            })
            .flat_map(|group| items[group.from..group.to].iter().copied())
            .chain(draft_sections.get(own).unwrap_or_default().iter().copied())
            .collect();
        if !current.items.is_empty() || current.byline.is_some() {
            drafts.push(std::mem::take(&mut current));
        }
        current = Draft { head: items[cut.from..cut.to].to_vec(), ..Draft::default() };
        from = cut.to;
    }
    drafts
}
