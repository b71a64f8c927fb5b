//! HTML inside Markdown → its text.
//!
//! Knows nothing of what tags mean, but for those that end a line or hide their content.

/// Takes tags away piece by piece; a tag may begin in one piece and end in another.
#[derive(Default)]
pub(super) struct TagStripper {
    /// The open tag so far, without its `<`.
    tag: Option<String>,
    /// `script` or `style`, until it is closed.
    hiding: Option<&'static str>,
}

impl TagStripper {
    /// The text of `html` outside tags, comments, scripts and styles; `\n` where a block ends.
    pub(super) fn strip(&mut self, html: &str) -> String {
        let mut text = String::new();
        let mut characters = html.chars().peekable();
        while let Some(character) = characters.next() {
            match &mut self.tag {
                Some(tag) if character == '>' && (!tag.starts_with("!--") || tag.ends_with("--")) => {
                    text.extend(self.end_tag().then_some('\n'));
                }
                Some(tag) => tag.push(character),
                None if character == '<' && characters.peek().is_some_and(|next| begins_tag(*next)) => {
                    self.tag = Some(String::new());
                }
                None if self.hiding.is_none() => text.push(character),
                None => {}
            }
        }
        text
    }

    /// Text after a `<script>` is not for reading.
    pub(super) fn is_hiding(&self) -> bool {
        self.hiding.is_some()
    }

    /// True when the tag that ends here ends a line.
    fn end_tag(&mut self) -> bool {
        let tag = self.tag.take().unwrap_or_default();
        let closing = tag.starts_with('/');
        let name: String =
            tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        let name = name.to_ascii_lowercase();
        if let Some(hidden) = self.hiding {
            if closing && name == hidden {
                self.hiding = None;
            }
            return false;
        }
        if !closing {
            self.hiding = ["script", "style"].into_iter().find(|hidden| *hidden == name);
        }
        ["br", "p", "div", "li", "tr", "td", "th", "h1", "h2", "h3", "h4", "ul", "ol", "table"]
            .contains(&name.as_str())
    }
}

fn begins_tag(next: char) -> bool {
    next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?')
}
