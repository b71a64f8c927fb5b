//! A page as a list of printed lines whose roles, columns and indents are known.
//!
//! Knows nothing of articles.

use super::{
    columns,
    furniture::Furniture,
    joints::{self, Joint},
    lines::Line,
    marks,
    roles::{self, Role},
};

/// A page whose lines know their roles. Positions in all three lists agree.
pub(super) struct Page<'a> {
    /// The printed lines.
    pub lines: Vec<Line<'a>>,
    /// What each is.
    pub roles: Vec<Role>,
    /// Column width of each hard-wrapped line.
    pub columns: Vec<Option<usize>>,
    /// How its hard-wrapped columns begin a paragraph.
    pub indent_style: IndentStyle,
    /// Whether each line's first printed line is indented as a paragraph's beginning is, where its wraps tell.
    pub indents: Vec<Option<bool>>,
}

/// How the first line of a paragraph is told from the others in a hard-wrapped column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum IndentStyle {
    /// By blank characters in front of it.
    Printed,
    /// By being two characters short: the blanks were lost.
    Lost,
    /// Not at all.
    Flush,
}

fn indent_style(lines: &[Line<'_>], columns: &[Option<usize>]) -> IndentStyle {
    let (mut printed, mut lost, mut flush) = (0, 0, 0);
    for at in 1..lines.len() {
        let Some(column) = columns[at]
            .filter(|_| marks::ends_closed(lines[at - 1].text) && !marks::ends_closed(lines[at].text))
        else {
            continue;
        };
        match column.saturating_sub(lines[at].width) {
            _ if lines[at].indented => printed += 1,
            0..=1 => flush += 1,
            3..=5 => lost += 1,
            _ => {}
        }
    }
    if printed > 0 && printed * 2 >= lost {
        IndentStyle::Printed
    } else if lost >= flush {
        IndentStyle::Lost
    } else {
        IndentStyle::Flush
    }
}

impl<'a> Page<'a> {
    /// Reads the roles of `lines`.
    pub(super) fn new(lines: Vec<Line<'a>>) -> Self {
        let roles = roles::of_lines(&lines);
        let body: Vec<bool> =
            roles.iter().map(|role| matches!(role, Role::Text | Role::Opening(_))).collect();
        let columns = columns::wrapped(&lines, &body);
        let indents = columns::indents(&lines, &columns);
        let indent_style = indent_style(&lines, &columns);
        Self { lines, roles, columns, indent_style, indents }
    }

    /// Adds a line that was cut from another; its position.
    pub(super) fn push(&mut self, line: Line<'a>) -> usize {
        self.lines.push(line);
        self.roles.push(Role::Text);
        self.columns.push(None);
        self.indents.push(None);
        self.lines.len() - 1
    }

    /// The text of a line.
    pub(super) fn text(&self, at: usize) -> &'a str {
        self.lines[at].text
    }

    /// A line of headline or body.
    pub(super) fn is_text(&self, at: usize) -> bool {
        self.roles[at] == Role::Text
    }

    /// A line whose words are the report's own: body, or a byline with words behind it.
    pub(super) fn is_body(&self, at: usize) -> bool {
        matches!(self.roles[at], Role::Text | Role::Opening(_))
    }

    /// A name between marks stands right above the line.
    pub(super) fn below_column_head(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|above| self.roles[above] == Role::Furniture(Furniture::ColumnHead))
    }

    /// True when `at` looks like the first line of a paragraph in a hard-wrapped column.
    pub(super) fn begins_paragraph(&self, at: usize) -> bool {
        let Some(column) = self.columns[at] else {
            return self.lines[at].indented && self.indent_style == IndentStyle::Printed;
        };
        let missing = column.saturating_sub(self.lines[at].width);
        match self.indent_style {
            IndentStyle::Printed => self.lines[at].indented || self.continues_column(at) && missing <= 1,
            IndentStyle::Lost => (3..=5).contains(&missing) || self.continues_column(at) && missing <= 1,
            IndentStyle::Flush => missing <= 5,
        }
    }

    /// True when `at` carries on a hard-wrapped paragraph from the line before.
    pub(super) fn continues_column(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let alike =
            matches!((self.columns[before], self.columns[at]), (Some(a), Some(b)) if a.abs_diff(b) <= 3);
        alike && self.is_body(before) && !marks::ends_closed(self.text(before))
    }

    /// How well line `after` goes on where line `before` ends.
    pub(super) fn joint(&self, before: usize, after: usize) -> Joint {
        let joint = joints::joint(self.text(before), self.text(after));
        let closed = marks::ends_closed(self.text(before));
        let indent = match (closed, self.indents[after]) {
            (true, Some(true)) => 2,
            (true, Some(false)) => -3,
            (false, Some(true)) if !joint.spans => -8,
            (false, Some(false)) => 2,
            _ => 0,
        };
        Joint { score: joint.score + indent, ..joint }
    }
}
