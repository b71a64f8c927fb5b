//! The last step of reading: nothing that cannot be printed is left in any text of an article.
//!
//! Knows nothing of the format in which the article stood.

use crate::{
    article::{Article, ArticleId, LineStart, PlacePath},
    text::printable::{Cleaner, is_plain},
};

/// Cleans every text of the article; true when something was lost that its file should not hold.
pub(super) fn clean(article: &mut Article) -> bool {
    // Each field is named: a new one has to be decided on.
    let Article {
        // The path of a file, which the folder's scan looks at.
        id: _,
        file: _,
        title,
        label,
        kicker,
        subtitle,
        byline,
        reporters,
        kind: _,
        body,
        line_starts,
        lines: _,
        published,
        source,
        wording: _,
        url,
        places,
        services,
        events: _,
        valid: _,
        phone,
        supersedes,
        withdrawn: _,
        replaces,
        certainty: _,
        warnings,
    } = article;
    let mut lost = clean_body(body, line_starts);
    for text in [title, label, kicker, subtitle, byline, source, url, phone] {
        if let Some(line) = text.as_mut() {
            lost |= clean_line(line);
        }
        if text.as_ref().is_some_and(|text| text.trim().is_empty()) {
            *text = None;
        }
    }
    for list in [reporters, services, warnings] {
        for text in list.iter_mut() {
            lost |= clean_line(text);
        }
        list.retain(|text| !text.is_empty());
    }
    for place in places {
        let mut path = place.as_str().to_owned();
        if clean_line(&mut path) {
            lost = true;
            *place = PlacePath::new(&path);
        }
    }
    for ArticleId(id) in [supersedes, replaces].into_iter().flatten() {
        lost |= clean_line(id);
    }
    if let Some(inference) = published.as_mut().and_then(|published| published.inference.as_mut()) {
        lost |= clean_line(inference);
    }
    lost
}

fn clean_line(text: &mut String) -> bool {
    if is_plain(text) && !text.contains(['\n', '\t']) {
        return false;
    }
    let mut cleaner = Cleaner::default();
    cleaner.push(text);
    *text = cleaner.text.split_whitespace().collect::<Vec<_>>().join(" ");
    cleaner.lost
}

/// Cleans the body; what stood in which line of the file still does.
fn clean_body(body: &mut String, starts: &mut Vec<LineStart>) -> bool {
    if is_plain(body) {
        return false;
    }
    let mut cleaner = Cleaner::default();
    let mut moved: Vec<LineStart> = Vec::with_capacity(starts.len());
    let mut done = 0;
    for start in starts.iter() {
        cleaner.push(crate::text::spans::slice(body, done..start.at as usize));
        done = start.at as usize;
        // A line of which nothing is left begins nowhere.
        moved.pop_if(|before| before.at as usize == cleaner.text.len());
        moved.push(LineStart { at: cleaner.text.len() as u32, line: start.line });
    }
    cleaner.push(crate::text::spans::slice(body, done..body.len()));
    moved.pop_if(|last| last.at as usize >= cleaner.text.len());
    *body = cleaner.text;
    *starts = moved;
    cleaner.lost
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::{printable::is_unprintable, spans::slice};

    fn article(lines: &[String]) -> Article {
        let mut article = Article::default();
        for (number, line) in (1..).zip(lines.iter().filter(|line| !line.is_empty())) {
            article.line_starts.push(LineStart { at: article.body.len() as u32, line: number });
            article.body.push_str(line);
            article.body.push('\n');
        }
        article
    }

    #[test]
    fn each_text_is_cleaned() {
        let dirty = || Some("理\u{202e}发\n店".to_owned());
        let mut article = Article {
            title: dirty(),
            label: Some("\0".to_owned()),
            source: dirty(),
            url: dirty(),
            phone: dirty(),
            reporters: vec!["张\u{2066}三".to_owned()],
            places: vec![PlacePath::new("山西省/大\u{200f}同市")],
            replaces: Some(ArticleId("a\u{202e}b".to_owned())),
            body: "第一行\u{0}。\n第二行\u{2028}。".to_owned(),
            line_starts: vec![LineStart { at: 0, line: 3 }, LineStart { at: 14, line: 4 }],
            ..Article::default()
        };
        assert!(clean(&mut article));
        assert_eq!(article.title.as_deref(), Some("理发 店"));
        assert_eq!((article.label, article.reporters), (None, vec!["张三".to_owned()]));
        assert_eq!(article.places, [PlacePath::new("山西省/大同市")]);
        assert_eq!(article.body, "第一行。\n第二行\n。");
        assert_eq!(article.line_starts, [LineStart { at: 0, line: 3 }, LineStart { at: 13, line: 4 }]);
        let mut plain =
            Article {
                title: Some("理发é".to_owned()), body: "☎ 见 3 版".to_owned(), ..Article::default()
            };
        let before = plain.clone();
        assert!(!clean(&mut plain));
        assert_eq!(plain, before);
    }

    proptest! {
        #[test]
        fn lines_stay_where_they_were(lines in prop::collection::vec("[理a\u{0}\u{202e}\u{2028}\u{301}\u{fffd}。]{0,8}", 0..8)) {
            let mut article = article(&lines);
            let before = article.clone();
            clean(&mut article);
            prop_assert!(!article.body.chars().any(is_unprintable));
            prop_assert!(article.line_starts.is_sorted_by(|one, other| one.at < other.at));
            prop_assert_eq!(article.body.is_empty(), article.line_starts.is_empty());
            prop_assert!(article.line_starts.first().is_none_or(|start| start.at == 0));
            let ends = article.line_starts.iter().skip(1).map(|next| next.at as usize).chain([article.body.len()]);
            for (start, end) in article.line_starts.iter().zip(ends) {
                let at = before.line_starts.iter().position(|other| other.line == start.line).unwrap();
                let until = before.line_starts.get(at + 1).map_or(before.body.len(), |next| next.at as usize);
                let mut alone = Cleaner::default();
                alone.push(slice(&before.body, before.line_starts[at].at as usize..until));
                prop_assert_eq!(&alone.text, slice(&article.body, start.at as usize..end));
            }
        }
    }
}
