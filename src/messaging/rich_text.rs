//! Text as spans that are shown in one way each: what is said, apart from the marks by which a network says it.
//!
//! Knows nothing of marks, and of how long a text may be.

use super::StartLink;
use crate::text::printable::{is_plain, is_unprintable, printable};

/// How a span is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextStyle {
    /// As it is.
    Plain,
    /// With more weight.
    Bold,
    /// It opens this page.
    Link(String),
    /// Somebody else's words.
    Quote,
    /// To be taken over as it is: a tap copies it where a network can do that.
    Copyable,
    /// In its place stands the address that opens the chat there; where a network has none, the text itself.
    Address(StartLink),
}

/// A piece of text that is shown in one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The words, without anything that cannot be printed.
    pub text: String,
    /// How they are shown.
    pub style: TextStyle,
}

/// A text of any length.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RichText {
    spans: Vec<Span>,
}

/// Text as it is.
pub(crate) fn plain(text: &str) -> RichText {
    RichText::new().plain(text)
}

/// Text with more weight.
pub(crate) fn bold(text: &str) -> RichText {
    RichText::new().bold(text)
}

impl RichText {
    /// No text.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// With this text at its end.
    #[must_use]
    pub fn plain(self, text: &str) -> Self {
        self.styled(text, TextStyle::Plain)
    }

    /// With this text at its end, with more weight.
    #[must_use]
    pub fn bold(self, text: &str) -> Self {
        self.styled(text, TextStyle::Bold)
    }

    /// With this text at its end, shown so.
    #[must_use]
    pub fn styled(mut self, text: &str, style: TextStyle) -> Self {
        text.chars().for_each(|character| self.push(character, &style));
        self
    }

    /// With another text at its end.
    #[must_use]
    pub(crate) fn then(mut self, text: Self) -> Self {
        text.spans.into_iter().for_each(|span| self.append(span));
        self
    }

    /// With another text below it.
    #[must_use]
    pub fn line(self, text: Self) -> Self {
        self.plain("\n").then(text)
    }

    /// With another text below it, after an empty line.
    #[must_use]
    pub(crate) fn paragraph(self, text: Self) -> Self {
        self.plain("\n\n").then(text)
    }

    /// Texts below each other.
    #[must_use]
    pub(crate) fn lines(texts: impl IntoIterator<Item = Self>) -> Self {
        texts.into_iter().reduce(Self::line).unwrap_or_default()
    }

    /// Texts below each other, with empty lines between them.
    #[must_use]
    pub(crate) fn paragraphs(texts: impl IntoIterator<Item = Self>) -> Self {
        texts.into_iter().reduce(Self::paragraph).unwrap_or_default()
    }

    /// Adds a character; what cannot be printed is left out.
    pub(crate) fn push(&mut self, character: char, style: &TextStyle) {
        let character = match character {
            // A reader does not miss them, and some networks refuse a text with them.
            '\t' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
            other if is_unprintable(other) => return,
            other => other,
        };
        match self.spans.last_mut() {
            Some(last) if last.style == *style => last.text.push(character),
            _ => self.spans.push(Span { text: character.to_string(), style: style.clone() }),
        }
    }

    fn append(&mut self, span: Span) {
        match self.spans.last_mut() {
            Some(last) if last.style == span.style => last.text.push_str(&span.text),
            _ => self.spans.push(span),
        }
    }

    /// The spans, none of them empty, no two alike side by side.
    #[must_use]
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// There is nothing in it.
    #[must_use]
    pub(crate) fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// The words alone.
    #[must_use]
    pub fn to_plain(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }

    /// Without blanks and empty lines before and after it.
    #[must_use]
    pub(crate) fn trimmed(mut self) -> Self {
        while let Some(last) = self.spans.last_mut() {
            last.text.truncate(last.text.trim_end().len());
            if !last.text.is_empty() {
                break;
            }
            self.spans.pop();
        }
        let blank = self.spans.iter().take_while(|span| span.text.trim().is_empty()).count();
        self.spans.drain(..blank);
        if let Some(first) = self.spans.first_mut() {
            first.text = first.text.trim_start().to_owned();
        }
        self
    }

    /// The same as it may be shown: what was made of tables and files may hold more than single bad characters.
    pub(crate) fn printable(mut self) -> Self {
        for span in &mut self.spans {
            if !is_plain(&span.text) {
                span.text = printable(&span.text).into_owned();
            }
        }
        self.spans.retain(|span| !span.text.is_empty());
        self
    }
}

impl FromIterator<Span> for RichText {
    fn from_iter<I: IntoIterator<Item = Span>>(spans: I) -> Self {
        let start = Self::new();
        spans.into_iter().fold(start, |text, Span { text: words, style }| text.styled(&words, style))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn texts_are_put_together() {
        let text = RichText::lines([bold("一"), plain("").bold(""), plain("二").plain("三")]);
        assert_eq!(text.to_plain(), "一\n\n二三");
        assert_eq!(text.spans().len(), 2);
        assert!(bold("").is_empty());
        assert_eq!(RichText::paragraphs([plain("一"), plain("二")]).to_plain(), "一\n\n二");
    }

    #[test]
    fn blanks_go_from_both_ends() {
        let cases = [(" \n 一 ", "一"), ("", ""), (" \n", ""), ("一", "一")];
        for (text, expected) in cases {
            assert_eq!(plain(text).trimmed().to_plain(), expected);
            assert_eq!(plain("\n").bold(text).plain(" ").trimmed().to_plain(), expected);
        }
    }

    proptest! {
        #[test]
        fn nothing_unprintable_is_said(text in any::<String>()) {
            let said = bold(&text).plain(&text).to_plain();
            prop_assert!(!said.chars().any(|character| is_unprintable(character) || character == '\t'));
        }
    }
}
