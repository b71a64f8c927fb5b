//! How deep a web page is nested, told before a parser sees it: in one pass, whatever the page holds.
//!
//! Knows nothing of what the tags mean, only of how they open and close.

use crate::text::spans::slice;

/// No real page is nested like that, and the parsers' time grows with its square.
const DEEPEST: usize = 200;

/// Elements without content, and those that the next one of their kind closes: they may stay open without nesting.
const FLAT: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr", "frame", "p", "li", "dt", "dd", "option", "optgroup", "rt", "rp", "tr", "td", "th", "thead",
    "tbody", "tfoot", "colgroup", "html", "head", "body",
];

/// Elements whose content is text, up to their own end.
const TEXT: &[&str] = &["script", "style", "textarea", "title", "xmp", "noembed", "noframes", "iframe"];

/// Whether more elements are open at a time than any page needs.
pub(super) fn is_too_deep(html: &str) -> bool {
    let mut open: Vec<Name> = Vec::new();
    // The end that is searched for next; once one is missing, nothing after it counts.
    let mut from = 0;
    while let Some(at) = slice(html, from..html.len()).find('<').map(|at| from + at) {
        from = at + 1;
        if html.as_bytes().get(from..from + 3).is_some_and(|next| next == b"!--") {
            let Some(end) = slice(html, from + 1..html.len()).find("-->") else { return false };
            from += 1 + end;
            continue;
        }
        let closing = html.as_bytes().get(from) == Some(&b'/');
        let name = Name::at(html.as_bytes(), from + usize::from(closing));
        if name.is_empty() || FLAT.contains(&name.as_str()) {
            continue;
        }
        if closing {
            if let Some(at) = open.iter().rposition(|opened| *opened == name) {
                open.truncate(at);
            }
        } else if TEXT.contains(&name.as_str()) {
            let Some(end) = end_of(html.as_bytes(), from, &name) else { return false };
            from = end;
        } else {
            open.push(name);
            if open.len() > DEEPEST {
                return true;
            }
        }
    }
    false
}

/// Where `</name` begins.
fn end_of(html: &[u8], from: usize, name: &Name) -> Option<usize> {
    let rest = html.get(from..)?;
    let ends = rest.windows(2 + name.as_str().len()).position(|window| {
        window.starts_with(b"</")
            && window.get(2..).is_some_and(|letters| letters.eq_ignore_ascii_case(name.as_str().as_bytes()))
    });
    ends.map(|at| from + at)
}

/// The first letters of a tag's name, in lower case: enough to tell one from another.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Name {
    letters: [u8; 12],
    length: usize,
}

impl Name {
    fn at(html: &[u8], at: usize) -> Self {
        let mut name = Self { letters: [0; 12], length: 0 };
        let letters = html.iter().skip(at).take_while(|byte| byte.is_ascii_alphanumeric());
        for (place, letter) in name.letters.iter_mut().zip(letters) {
            *place = letter.to_ascii_lowercase();
            name.length += 1;
        }
        // 3 < 5 opens nothing.
        if !name.letters[0].is_ascii_alphabetic() {
            name.length = 0;
        }
        name
    }

    fn is_empty(&self) -> bool {
        self.length == 0
    }

    fn as_str(&self) -> &str {
        let letters = self.letters.get(..self.length).unwrap_or_default();
        std::str::from_utf8(letters).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_tag_nests_and_what_closes_by_itself_does_not() {
        let many = 1_000;
        let cases = [
            ("<s>".repeat(many), true),
            ("<S>".repeat(many), true),
            ("<my-box>".repeat(many), true),
            ("<s></i>".repeat(many), true),
            ("<ol><li>".repeat(many), true),
            ("<table><tr><td>".repeat(many), true),
            ("<s></s>".repeat(many), false),
            ("<div><span></div>".repeat(many), false),
            ("<p>".repeat(many), false),
            ("<li>一<br>".repeat(many), false),
            ("<td>".repeat(many), false),
            ("<".repeat(many), false),
            ("3 <5 ".repeat(many), false),
            (format!("<script>{}</SCRIPT>", "if (a<b) {} ".repeat(many)), false),
            (format!("<!-- {} -->", "<s>".repeat(many)), false),
            (format!("<script></script>{}", "<s>".repeat(many)), true),
            (format!("<!-- -->{}", "<s>".repeat(many)), true),
            ("<s>".repeat(DEEPEST), false),
        ];
        for (html, expected) in cases {
            assert_eq!(is_too_deep(&html), expected, "{}", slice(&html, 0..40));
        }
    }

    #[test]
    fn large_pages_take_one_pass() {
        // Each would take hours if every tag looked through the rest.
        for part in ["<", "<s></s>", "<p>", "<!--", "</script", "<script></script>"] {
            assert!(!is_too_deep(&part.repeat(400_000)), "{part}");
        }
    }
}
