//! The styles of a Word document: which of them hide their text or strike it out.
//!
//! Knows nothing of the text that has them.

use std::collections::HashMap;

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};

/// Word itself stops at ten or so.
const MAX_PARENTS: usize = 32;

/// Whether text is hidden and whether it is struck out, where that is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Visibility {
    pub(super) hidden: Option<bool>,
    pub(super) struck: Option<bool>,
}

impl Visibility {
    /// Takes what the run property `name` says.
    pub(super) fn note(&mut self, name: &str, tag: &BytesStart<'_>) {
        let field = match name {
            "vanish" | "specVanish" | "webHidden" => &mut self.hidden,
            "strike" | "dstrike" => &mut self.struck,
            _ => return,
        };
        // Both kinds of lines: one of them is enough.
        *field = Some(is_on(tag) || *field == Some(true));
    }

    /// What `other` says counts where this says nothing.
    pub(super) fn or(self, other: Self) -> Self {
        Self { hidden: self.hidden.or(other.hidden), struck: self.struck.or(other.struck) }
    }

    /// A character style inside a paragraph style turns the paragraph's property off again.
    pub(super) fn turned_by(self, inner: Self) -> Self {
        let both = |one: Option<bool>, other: Option<bool>| match (one, other) {
            (Some(one), Some(other)) => Some(one != other),
            (one, other) => one.or(other),
        };
        Self { hidden: both(self.hidden, inner.hidden), struck: both(self.struck, inner.struck) }
    }
}

#[derive(Default)]
struct Style {
    visibility: Visibility,
    parent: Option<String>,
}

/// What styles hide and strike out, by their ids.
#[derive(Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Visibility>,
    /// Of paragraphs that name no style.
    default: Visibility,
}

impl Styles {
    /// Reads `styles.xml`, as far as it can be read.
    pub(super) fn read(xml: &str) -> Self {
        let mut reader = Reader::from_str(xml);
        let mut styles: HashMap<String, Style> = HashMap::new();
        let mut default = None;
        // The style that is open, and how deep the reader is inside it.
        let mut open: Option<(String, Style)> = None;
        let mut path: Vec<String> = Vec::new();
        loop {
            let (tag, is_empty) = match reader.read_event() {
                Ok(Event::Start(tag)) => (tag, false),
                Ok(Event::Empty(tag)) => (tag, true),
                Ok(Event::End(_)) => {
                    path.pop();
                    if path.len() == 1 {
                        styles.extend(open.take());
                    }
                    continue;
                }
                Ok(Event::Eof) | Err(_) => break,
                Ok(_) => continue,
            };
            let name = tag.local_name().into_inner();
            match (path.len(), name, &mut open) {
                (1, "style", _) => {
                    let id = attribute(&tag, "styleId").unwrap_or_default();
                    let of_paragraphs = attribute(&tag, "type").is_some_and(|kind| kind == "paragraph");
                    if of_paragraphs && attribute(&tag, "default").is_some_and(|value| is_true(&value)) {
                        default = Some(id.clone());
                    }
                    open = Some((id, Style::default()));
                }
                (2, "basedOn", Some((_, style))) => style.parent = attribute(&tag, "val"),
                (3, _, Some((_, style))) if path.last().is_some_and(|parent| parent == "rPr") => {
                    style.visibility.note(name, &tag);
                }
                _ => {}
            }
            if !is_empty {
                path.push(name.to_owned());
            }
        }
        let by_id: HashMap<String, Visibility> =
            styles.keys().map(|id| (id.clone(), visibility(id, &styles))).collect();
        let default = default.and_then(|id| by_id.get(&id).copied()).unwrap_or_default();
        Self { by_id, default }
    }

    /// What a style hides and strikes out; of paragraphs without one, where `id` is `None`.
    pub(super) fn visibility(&self, id: Option<&str>) -> Visibility {
        match id {
            Some(id) => self.by_id.get(id).copied().unwrap_or_default(),
            None => self.default,
        }
    }
}

/// What a style says, or the nearest of those that it is based on.
fn visibility(id: &str, styles: &HashMap<String, Style>) -> Visibility {
    let mut visibility = Visibility::default();
    let mut next = Some(id);
    for _ in 0..MAX_PARENTS {
        let Some(style) = next.and_then(|id| styles.get(id)) else { break };
        visibility = visibility.or(style.visibility);
        next = style.parent.as_deref();
    }
    visibility
}

/// The value of an attribute, whatever its prefix.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    // Without the check for repeated names, whose time grows with the square of their number.
    let mut attributes = tag.attributes();
    let found = attributes
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().into_inner() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
}

/// `<w:strike/>` and `w:val="true"`, not `w:val="0"`.
pub(super) fn is_on(tag: &BytesStart<'_>) -> bool {
    attribute(tag, "val").is_none_or(|value| is_true(&value))
}

fn is_true(value: &str) -> bool {
    !matches!(value, "0" | "false" | "off")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_looks_like_those_it_is_based_on() {
        let style = |id: &str, inner: &str| {
            format!("<w:style w:type=\"paragraph\" w:styleId=\"{id}\">{inner}</w:style>")
        };
        let xml = format!(
            "<w:styles>{}{}{}{}</w:styles>",
            style("a", "<w:rPr><w:vanish/></w:rPr>"),
            style("b", "<w:basedOn w:val=\"a\"/><w:rPr><w:strike w:val=\"0\"/></w:rPr>"),
            style("c", "<w:basedOn w:val=\"c\"/><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>"),
            style("d", "<w:basedOn w:val=\"a\"/><w:rPr><w:vanish w:val=\"false\"/></w:rPr>"),
        );
        let styles = Styles::read(&xml);
        let visibility = |hidden, struck| Visibility { hidden, struck };
        assert_eq!(styles.visibility(Some("a")), visibility(Some(true), None));
        assert_eq!(styles.visibility(Some("b")), visibility(Some(true), Some(false)));
        assert_eq!(styles.visibility(Some("c")), Visibility::default());
        assert_eq!(styles.visibility(Some("d")), visibility(Some(false), None));
        assert_eq!(styles.visibility(Some("e")), Visibility::default());
        assert_eq!(styles.visibility(None), Visibility::default());
    }
}
