//! Blocks: runs of text that are read on end, the headlines between them, and what else a page's articles are made of.
//!
//! Knows nothing of which block belongs to which article.

use super::{
    indices::{BlockIndex, HeadIndex, IndexedList, LineIndex},
    labels::Label,
    page::NewspaperPage,
    signs::LineSign,
};

/// Lines of text that are read one after the other.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct TextBlock {
    /// Its lines in printed order, heads of sections among them.
    pub(crate) lines: Vec<LineIndex>,
    /// Those of them that head sections.
    pub(crate) sections: Vec<LineIndex>,
    /// Its first and last line of text.
    pub(crate) first: LineIndex,
    pub(crate) last: LineIndex,
    /// The byline on a line of its own above it.
    pub(crate) byline: Option<LineIndex>,
    /// Captions and credits printed in it or right behind it.
    pub(crate) photo: Vec<LineIndex>,
}

/// The lines of one headline.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct HeadGroup {
    pub(crate) lines: Vec<LineIndex>,
    /// The block in or behind which it stands.
    pub(crate) behind: Option<BlockIndex>,
    /// The text goes on right below it.
    pub(crate) above_text: bool,
}

/// What a page's articles are made of, in page order.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct PageParts {
    pub(crate) blocks: IndexedList<BlockIndex, TextBlock>,
    pub(crate) heads: IndexedList<HeadIndex, HeadGroup>,
    /// Captions and credits above the first block.
    pub(crate) photo: Vec<LineIndex>,
}

/// A line that goes on from the one above it with less than this probability begins a block.
const CUT: f32 = 0.9;

/// Reads the labels of a page.
pub(super) fn of_page(page: &NewspaperPage<'_>) -> PageParts {
    let mut parts = PageParts::default();
    let mut pending = Pending::default();
    for line in page.lines() {
        let at = line.index;
        let seen = page.label(at);
        match seen.label {
            Label::Furniture | Label::Advert | Label::ColumnHead => {}
            label if label.is_head() => {
                pending.flush(&mut parts);
                head_line(&mut parts, &mut pending, at, seen.label);
                continue;
            }
            Label::Byline => pending.bylines.push(at),
            Label::SectionHead => pending.sections.push(at),
            Label::Caption | Label::Credit => match parts.blocks.last_mut() {
                Some(block) => block.photo.push(at),
                None => parts.photo.push(at),
            },
            _ => {
                let opens = matches!(line.sign, LineSign::Opening(_));
                let cut = opens || seen.label != Label::Body || seen.starts + seen.resumes > 1.0 - CUT;
                text_line(&mut parts, &mut pending, at, cut);
            }
        }
        if seen.label.is_text() || seen.label == Label::ColumnHead {
            pending.head_open = None;
        }
    }
    pending.flush(&mut parts);
    if parts.blocks.is_empty() {
        whole(page, &mut parts);
    }
    if let Some(block) = parts.blocks.get_mut(BlockIndex::default()) {
        block.photo.splice(0..0, std::mem::take(&mut parts.photo));
    }
    parts
}

/// A page on which no text was found is one text: of what is no furniture and no headline, or else of the headlines.
fn whole(page: &NewspaperPage<'_>, parts: &mut PageParts) {
    let of = |wanted: &dyn Fn(Label) -> bool| -> Vec<LineIndex> {
        page.lines().iter().map(|line| line.index).filter(|at| wanted(page.label(*at).label)).collect()
    };
    let mut lines = of(&|label| !label.is_head() && label != Label::Furniture);
    parts.photo.clear();
    if lines.is_empty() {
        parts.heads = IndexedList::default();
        lines = of(&Label::is_head);
    }
    if let (Some(first), Some(last)) = (lines.first().copied(), lines.last().copied()) {
        parts.blocks.push(TextBlock { lines, first, last, ..TextBlock::default() });
    }
}

/// Lines that belong to the text below them, or to that above.
#[derive(Default)]
struct Pending {
    bylines: Vec<LineIndex>,
    sections: Vec<LineIndex>,
    /// The label of the last line of the headline that more lines may join.
    head_open: Option<Label>,
}

impl Pending {
    /// What waits belongs to the block above.
    fn flush(&mut self, parts: &mut PageParts) {
        let Some(block) = parts.blocks.last_mut() else { return };
        block.sections.extend(&self.sections);
        block.lines.append(&mut self.sections);
        block.lines.append(&mut self.bylines);
        block.lines.sort();
    }
}

fn head_line(parts: &mut PageParts, pending: &mut Pending, at: LineIndex, label: Label) {
    let joins = match pending.head_open {
        None => false,
        Some(Label::Kicker) => true,
        Some(_) => matches!(label, Label::HeadlineRest | Label::Subtitle),
    };
    let behind = parts.blocks.indices().next_back();
    match parts.heads.last_mut() {
        Some(head) if joins => head.lines.push(at),
        _ => {
            parts.heads.push(HeadGroup { lines: vec![at], behind, above_text: false });
        }
    }
    pending.head_open = Some(label);
}

fn text_line(parts: &mut PageParts, pending: &mut Pending, at: LineIndex, cut: bool) {
    if pending.head_open.is_some()
        && let Some(head) = parts.heads.last_mut()
    {
        head.above_text = cut;
    }
    if cut || parts.blocks.is_empty() {
        // A byline behind a text signs it; one below a headline opens the next.
        let below_head = pending.head_open.is_some();
        let byline = if below_head { pending.bylines.pop() } else { None };
        let sections = if below_head { std::mem::take(&mut pending.sections) } else { Vec::new() };
        pending.flush(parts);
        let mut lines = sections.clone();
        lines.push(at);
        parts.blocks.push(TextBlock { lines, sections, first: at, last: at, byline, ..TextBlock::default() });
    } else if let Some(block) = parts.blocks.last_mut() {
        block.sections.extend(&pending.sections);
        block.lines.append(&mut pending.sections);
        block.lines.append(&mut pending.bylines);
        block.lines.push(at);
        block.last = at;
    }
}
