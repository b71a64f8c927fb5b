//! The lines of a document under construction: every word is written once, however deep its tables are nested.
//!
//! Knows nothing of XML.

/// Finished lines, and the table row that is being written.
#[derive(Default)]
pub(super) struct Lines {
    text: String,
    /// Words of the open row stand at the end of `text`.
    in_row: bool,
}

impl Lines {
    /// Bytes so far.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// A paragraph between tables: each of its lines, with the blanks at their ends gone.
    pub(super) fn paragraph(&mut self, text: &str) {
        for line in text.split('\n') {
            self.text.push_str(line.trim_end());
            self.text.push('\n');
        }
    }

    /// A paragraph in a cell: it goes on in the row's line.
    pub(super) fn cell(&mut self, text: &str) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        if self.in_row {
            self.text.push(' ');
        }
        self.text.extend(text.chars().map(|character| if character == '\n' { ' ' } else { character }));
        self.in_row = true;
    }

    /// The outermost row ends.
    pub(super) fn end_row(&mut self) {
        self.in_row = false;
        self.text.push('\n');
    }

    /// Takes away what was written since `len` bytes.
    pub(super) fn take(&mut self, len: usize) -> String {
        self.in_row = false;
        if self.text.is_char_boundary(len) { self.text.split_off(len) } else { String::new() }
    }

    /// The whole, without a line end after the last line.
    pub(super) fn finish(mut self) -> String {
        if self.text.ends_with('\n') {
            self.text.pop();
        }
        self.text
    }
}
