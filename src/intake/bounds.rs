//! No field of an article is longer than anything that is printed: what goes beyond is cut or dropped, and said.
//!
//! Knows nothing of where the article comes from. Everything behind it may rely on these lengths.

use super::{
    diagnostics::{Diagnostics, Finding},
    limits::{ARTICLES, BODY_CHARS, FIELD_CHARS, FIELD_ENTRIES},
    parsed::Parsed,
};
use crate::{
    article::Article,
    text::spans::{char_count, first_chars},
};

/// Cuts what is too long; false when the parts do not fit each other, which nobody who reads files rightly gives.
pub(super) fn bound(parsed: &mut Parsed, diagnostics: &mut Diagnostics) -> bool {
    if parsed.articles.len() > ARTICLES {
        parsed.articles.truncate(ARTICLES);
        let problem = format!("一个文件里的文章太多，只用了前 {ARTICLES} 篇");
        diagnostics.warning(None, Finding::new(problem, "请拆成几个文件，一版报纸一个文件"));
    }
    let Parsed { articles, given, places, key_lines, .. } = parsed;
    let mut fields = FieldLimiter { key_lines, diagnostics };
    fields.cut("source", &mut given.source);
    fields.drop("place", &mut given.place);
    fields.keep_short("places", places);
    articles.iter_mut().all(|article| {
        let sound = is_sound(article);
        fields.bound(article);
        sound
    })
}

/// False, with the reason, where an article is longer than any that is printed: half of it would answer wrongly.
pub(super) fn fits(article: &Article, diagnostics: &mut Diagnostics) -> bool {
    let length = char_count(&article.body);
    if length > BODY_CHARS {
        let problem = format!("文章太长（{length} 个字，最多 {BODY_CHARS} 个字）");
        let line = article.lines.first().map(|[from, _]| *from);
        diagnostics.error(line, Finding::new(problem, "请拆成几篇；不是文章的话请删掉"));
    }
    length <= BODY_CHARS
}

/// Every line begins on a character of the body, in order.
fn is_sound(article: &Article) -> bool {
    let on_characters =
        article.line_starts.iter().all(|start| article.body.is_char_boundary(start.at as usize));
    on_characters && article.line_starts.is_sorted_by_key(|start| start.at)
}

struct FieldLimiter<'a> {
    key_lines: &'a std::collections::BTreeMap<String, u32>,
    diagnostics: &'a mut Diagnostics,
}

impl FieldLimiter<'_> {
    fn bound(&mut self, article: &mut Article) {
        for (key, field) in [
            ("title", &mut article.title),
            ("title", &mut article.label),
            ("kicker", &mut article.kicker),
            ("subtitle", &mut article.subtitle),
            ("byline", &mut article.byline),
            ("source", &mut article.source),
            ("phone", &mut article.phone),
        ] {
            self.cut(key, field);
        }
        self.drop("url", &mut article.url);
        for (key, id) in [("supersedes", &mut article.supersedes), ("replaces", &mut article.replaces)] {
            let mut text = id.take().map(|id| id.0);
            self.drop(key, &mut text);
            *id = text.map(crate::article::ArticleId);
        }
        self.keep_short("services", &mut article.services);
        self.keep_short("reporters", &mut article.reporters);
        self.shorten("events", &mut article.events);
        article.warnings.truncate(FIELD_ENTRIES);
    }

    /// What people read stays as far as it goes.
    fn cut(&mut self, key: &str, field: &mut Option<String>) {
        let Some(text) = field.as_mut().filter(|text| char_count(text) > FIELD_CHARS) else { return };
        let kept = first_chars(text, FIELD_CHARS).len();
        text.truncate(kept);
        let problem = format!("“{key}”太长，只用了前 {FIELD_CHARS} 个字");
        self.diagnostics.warning(self.line(key), Finding::new(problem, "请写短，其余的放进正文"));
    }

    /// Half an address or half a place means something else.
    fn drop(&mut self, key: &str, field: &mut Option<String>) {
        if field.take_if(|text| char_count(text) > FIELD_CHARS).is_some() {
            self.too_long(key);
        }
    }

    fn keep_short(&mut self, key: &str, list: &mut Vec<String>) {
        let before = list.len();
        list.retain(|text| char_count(text) <= FIELD_CHARS);
        if list.len() < before {
            self.too_long(key);
        }
        self.shorten(key, list);
    }

    fn shorten<T>(&mut self, key: &str, list: &mut Vec<T>) {
        if list.len() > FIELD_ENTRIES {
            list.truncate(FIELD_ENTRIES);
            let problem = format!("“{key}”写得太多，只用了前 {FIELD_ENTRIES} 项");
            self.diagnostics.warning(self.line(key), Finding::new(problem, "请只留要紧的"));
        }
    }

    fn too_long(&mut self, key: &str) {
        let problem = format!("“{key}”超过 {FIELD_CHARS} 个字，没有用");
        self.diagnostics.error(self.line(key), Finding::new(problem, "请写短，例如 places: [\"平城区\"]"));
    }

    fn line(&self, key: &str) -> Option<u32> {
        let singular = key.strip_suffix('s').unwrap_or(key);
        self.key_lines.get(key).or_else(|| self.key_lines.get(singular)).copied()
    }
}
