//! Features: what is seen of a line and of those around it, as small numbers that a model can weigh.
//!
//! No feature is a word. Training and reading use the same ones, because the trainer reads what is printed from here.

use super::{
    borders,
    classes::{
        clause_class, count_of, digits_share, echo_class, end_class, gap_class, indent_class, is_numbered,
        join_class, pauses, place_class, quotes_class, sign_class, start_class, step,
    },
    continuity::{self, Continuity},
    echoes::{self, Echo},
    headlines,
    indices::{IndexedList, LineIndex, ListIndex},
    lines::PageLine,
    page::NewspaperPage,
    shapes::{self, LineShape, PageMeasure},
};

/// A feature of a line: one of a few values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Feature {
    /// What is seen.
    pub(crate) name: &'static str,
    /// What it is like.
    pub(crate) value: u16,
}

/// How many features a line has.
pub(super) const FEATURES: usize = 57;
/// All features of a line.
pub(super) type LineFeatures = [Feature; FEATURES];

/// Lines around one among which another is looked for that goes on better.
const REACH: usize = 40;
/// The same for what is looked at for each line.
const GAIN_REACH: usize = 16;

/// Reads the features of the lines of a page.
pub(super) struct FeatureReader<'p> {
    page: &'p NewspaperPage<'p>,
    measure: PageMeasure,
    shapes: IndexedList<LineIndex, LineShape>,
    echoes: IndexedList<LineIndex, Echo>,
    /// How each line goes on from the line of text above it.
    joins: IndexedList<LineIndex, Join>,
    /// Lines of text that break off, and those that begin in the middle, in page order.
    tails: Vec<LineIndex>,
    heads: Vec<LineIndex>,
    /// How many of them around a line are looked at.
    reach: usize,
}

/// How a line goes on from the line of text above it.
#[derive(Clone, Copy, Debug, Default)]
struct Join {
    before: Option<LineIndex>,
    continuity: Option<Continuity>,
}

impl<'p> FeatureReader<'p> {
    pub(super) fn new(page: &'p NewspaperPage<'p>) -> Self {
        let lines = page.all();
        let measure = PageMeasure::of(lines);
        let shapes = shapes::of_lines(lines, &measure);
        let echoes = echoes::of_lines(lines.as_slice());
        let mut joins: IndexedList<LineIndex, Join> = IndexedList::default();
        let mut before: Option<LineIndex> = None;
        for line in lines.iter() {
            let continuity = before.map(|before| page.continuity(before, line.index));
            joins.push(Join { before, continuity });
            if line.is_body() {
                before = Some(line.index);
            }
        }
        let broken = |at: LineIndex| {
            joins.get(at).and_then(|join| join.continuity).is_none_or(|continuity| !continuity.spans)
        };
        let heads: Vec<LineIndex> =
            lines.indices().filter(|at| page.line(*at).is_text() && broken(*at)).collect();
        let tails = heads.iter().filter_map(|head| joins.get(*head)?.before);
        let tails = tails.filter(|tail| !page.line(*tail).ends_closed()).collect();
        Self {
            page,
            measure,
            shapes,
            echoes,
            joins,
            tails,
            heads,
            reach: if page.is_whole_issue() { 0 } else { REACH },
        }
    }

    /// The features of the line at `at`.
    pub(super) fn of_line(&self, at: LineIndex) -> LineFeatures {
        let page = self.page;
        let line = page.line(at);
        let text = line.text;
        let (previous, next) = (at.previous(), Some(at.next()).filter(|next| *next < page.end()));
        let (above, below) = (previous.map(|at| page.line(at)), next.map(|at| page.line(at)));
        let (second_above, second_below) =
            (previous.and_then(ListIndex::previous).map(|at| page.line(at)), page.after(at.next()));
        let shape = |line: Option<&PageLine<'_>>| {
            line.and_then(|line| self.shapes.get(line.index)).copied().unwrap_or(LineShape::Edge)
        };
        let [far_above, near_above, own, near_below, far_below] =
            [second_above, above, Some(line), below, second_below].map(shape);
        let echo = self.echoes.get(at).copied().unwrap_or_default();
        let fit = self.fit(line);
        let end = end_class(text);
        let short = matches!(own, LineShape::Short | LineShape::Full | LineShape::Wide);
        let join = self.join(at);
        let follow = next.map_or(9, |next| self.join(next));
        let bridge = self.bridge(at);
        let better = self.better(at);
        let left = self.is_left(at);
        let before = self.joins.get(at).and_then(|join| join.before);
        let after =
            page.range(at.next()..at.ahead(4)).iter().find(|line| line.is_body()).map(|line| line.index);
        let score = |one: Option<LineIndex>, other: Option<LineIndex>| {
            one.zip(other).map(|(one, other)| borders::score(page.text(one), page.text(other)))
        };
        let border_class = |score: Option<f32>| {
            score.map_or(0, |score| 1 + step(score, &[-6.0, -3.0, -1.0, 0.5, 2.0, 4.0, 7.0, 10.0]))
        };
        let (here, over) = (score(before, Some(at)), score(before, after));
        let (border, border_below) = (border_class(here), border_class(score(Some(at), after)));
        let border_over = border_class(over);
        let closed = before.map_or(2, |before| u16::from(page.line(before).ends_closed()));
        let gain = self.border_gain(at, here);
        let across = step(echo.across, &[0.02, 0.05, 0.1, 0.18, 0.3]);
        let leaning = step(echo.below - echo.above, &[-0.2, -0.06, -0.01, 0.01, 0.06, 0.2]);
        let to_byline = self.to_byline(at);
        let gap = gap_class(line.gap, self.measure.gap);
        let gap_below = below.map_or(3, |below| gap_class(below.gap, self.measure.gap));
        let kind = u16::from(self.measure.column.is_some()) * 2 + u16::from(self.measure.openings);
        let width = step(line.width as f32, &[4.0, 8.0, 12.0, 18.0, 24.0, 32.0, 40.0, 52.0, 72.0, 120.0]);
        let paired = |one: LineShape, other: LineShape| one as u16 * 10 + other as u16;
        let sign = sign_class(line);
        let start = start_class(text);
        let one = |name, value| Feature { name, value };
        [
            one("width", width),
            one("fit", fit),
            one("fit,end", fit * 10 + end),
            one("width,end", width * 10 + end),
            one("start", start),
            one("end", end),
            one("end above", above.map_or(9, |above| end_class(above.text))),
            one("end above,start", above.map_or(9, |above| end_class(above.text)) * 10 + start),
            one("start below", below.map_or(10, |below| start_class(below.text))),
            one("sign", sign),
            one("sign above", above.map_or(0, sign_class)),
            one("sign below", below.map_or(0, sign_class)),
            one("sign second below", second_below.map_or(0, sign_class)),
            one("shape", own as u16),
            one("shapes above", paired(near_above, own)),
            one("shapes below", paired(own, near_below)),
            one("shapes around", paired(near_above, own) * 10 + near_below as u16),
            one("shapes far below", paired(near_below, far_below) * 2 + u16::from(short)),
            one("shapes far above", paired(far_above, near_above) * 2 + u16::from(short)),
            one("gap", gap),
            one("gap,shape", gap * 10 + own as u16),
            one("gaps", gap * 4 + gap_below),
            one("indent", u16::from(line.indented) * 2 + u16::from(self.measure.indented)),
            one(
                "indent below",
                below.map_or(4, |b| u16::from(b.indented) * 2 + u16::from(self.measure.indented)),
            ),
            one("inner indent", indent_class(line)),
            one("kind,shape", kind * 10 + own as u16),
            one("pauses", pauses(text)),
            one("stops", count_of(text, &['。', '！', '？', '!', '?'], 3) * 2 + u16::from(short)),
            one("digits", step(digits_share(text), &[0.001, 0.1, 0.25, 0.5])),
            one("parts", (text.split_whitespace().count().min(4)) as u16 * 2 + u16::from(short)),
            one("clause", clause_class(text)),
            one("join", join),
            one("join,fit", join * 10 + fit),
            one("follow", follow),
            one("border", border * 4 + closed),
            one("border,join", border * 10 + join),
            one("border below", border_below * 10 + follow),
            one("border over", border_over * 2 + u16::from(short)),
            one("border gain", gain * 4 + closed),
            one("join,follow", join * 10 + follow),
            one("bridge", bridge),
            one("better", better),
            one("better,join", better * 10 + join),
            one("left", u16::from(left) * 10 + follow),
            one("across", across),
            one("across,join", across * 10 + join),
            one("echo below", echo_class(&echo, echo.below) * 2 + u16::from(short)),
            one("echo near", echo_class(&echo, echo.near) * 2 + u16::from(short)),
            one("echo leaning", leaning * 2 + u16::from(short)),
            one("echo anywhere", echo_class(&echo, echo.anywhere) * 2 + u16::from(short)),
            one("to byline", to_byline * 2 + u16::from(short)),
            one("to byline,end above", to_byline * 10 + above.map_or(9, |above| end_class(above.text))),
            one("to byline,width", to_byline * 11 + width),
            one("quotes", quotes_class(text)),
            one("numbered", u16::from(is_numbered(text)) * 2 + u16::from(short)),
            one("place", place_class(at, page.end())),
            one("notice", u16::from(headlines::is_notice(text)) + 2 * u16::from(headlines::is_advert(text))),
        ]
    }

    /// The width of the line beside that of its column.
    fn fit(&self, line: &PageLine<'_>) -> u16 {
        let Some(column) = line.column.or(self.measure.column) else { return 0 };
        1 + step(line.width as f32 / column as f32, &[0.35, 0.65, 0.84, 0.93, 1.06, 1.3, 1.8])
    }

    /// How the line goes on from the line of text above it, in classes.
    fn join(&self, at: LineIndex) -> u16 {
        match self.joins.get(at) {
            Some(Join { before: Some(before), continuity: Some(continuity) }) => {
                join_class(self.page.line(*before).ends_closed(), *continuity)
            }
            _ => 9,
        }
    }

    /// How the line below goes on from the line above, if this one is taken away.
    fn bridge(&self, at: LineIndex) -> u16 {
        let Some(before) = self.joins.get(at).and_then(|join| join.before) else { return 9 };
        let after = self.page.range(at.next()..at.ahead(4)).iter().find(|line| line.is_body());
        let Some(after) = after else { return 9 };
        join_class(self.page.line(before).ends_closed(), self.page.continuity(before, after.index))
    }

    /// How much better another line than the one above leads over to this one.
    fn border_gain(&self, at: LineIndex, here: Option<f32>) -> u16 {
        let Some(here) = here.filter(|_| self.page.line(at).is_text()) else { return 7 };
        let text = self.page.text(at);
        let middle = self.tails.partition_point(|tail| *tail < at);
        let near = self.tails.iter().skip(middle.saturating_sub(GAIN_REACH)).take(2 * GAIN_REACH);
        let found = near
            .filter(|tail| **tail != at && Some(**tail) != self.joins.get(at).and_then(|join| join.before));
        let best =
            found.map(|tail| borders::score(self.page.text(*tail), text)).fold(f32::NEG_INFINITY, f32::max);
        step(best - here, &[-6.0, -2.0, 1.0, 4.0, 8.0, 12.0])
    }

    /// Whether a line elsewhere breaks off where this one goes on.
    fn better(&self, at: LineIndex) -> u16 {
        let join = self.joins.get(at).copied().unwrap_or_default();
        if !self.page.line(at).is_text() || join.continuity.is_some_and(|continuity| continuity.spans) {
            return 0;
        }
        let middle = self.tails.partition_point(|tail| *tail < at);
        let near = self.tails.iter().skip(middle.saturating_sub(self.reach)).take(2 * self.reach);
        let text = self.page.text(at);
        let found = near.filter(|tail| Some(**tail) != join.before && **tail != at);
        let best = found.filter(|tail| continuity::spans(self.page.text(**tail), text)).count();
        1 + best.min(3) as u16
    }

    /// Whether a line elsewhere goes on where this one breaks off.
    fn is_left(&self, at: LineIndex) -> bool {
        if self.tails.binary_search(&at).is_err() {
            return false;
        }
        let middle = self.heads.partition_point(|head| *head < at);
        let mut near = self.heads.iter().skip(middle.saturating_sub(self.reach)).take(2 * self.reach);
        let text = self.page.text(at);
        near.any(|head| *head != at.next() && *head != at && continuity::spans(text, self.page.text(*head)))
    }

    /// Lines down to the next byline with nothing but short lines between.
    fn to_byline(&self, at: LineIndex) -> u16 {
        for (distance, below) in self.page.range(at.next()..at.ahead(6)).iter().enumerate() {
            match self.shapes.get(below.index) {
                Some(LineShape::Opening) => return 1 + distance as u16,
                Some(LineShape::Byline) => return 6 + distance as u16,
                Some(LineShape::Closed | LineShape::Pause) => return 0,
                _ => {}
            }
        }
        0
    }
}
