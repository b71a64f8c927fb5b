//! What a resident's file may say of a notice: its words, and what they suggest of where, when and what about.
//!
//! Knows nothing of who decides on it. Nothing but what is named here is taken over, so that a field of an article that
//! is added later stays out until somebody has thought about it: a file must not act on other notices, nor make itself
//! look more reliable than what a resident sends is.

use std::collections::BTreeMap;

use super::{READ, ReadSubmission, TITLE};
use crate::{
    article::{Article, ArticleKind, Published, PublishedFrom},
    calendar,
    intake::ReadFile,
    text::spans::first_chars,
};

/// Keys that are taken as suggestions: the operator sees each of them below the notice.
const SUGGESTIONS: [&str; 6] = ["title", "published", "places", "place", "services", "service"];
/// Places, and service types, that a file may suggest: what an operator can take in at a glance.
const SUGGESTED: usize = 5;

impl ReadSubmission {
    /// The articles of a resident's file as [`ReadSubmission::of_file`] gives them, cut down to what a resident may
    /// say; `source` is printed below them.
    pub(crate) fn of_resident(mut file: ReadFile, source: &str) -> Self {
        let mut left_out = std::mem::take(&mut file.key_lines);
        left_out.retain(|key, _| !SUGGESTIONS.contains(&key.as_str()));
        // What is wrong with a line that is not used need not be mended.
        file.problems
            .retain(|problem| !problem.line.is_some_and(|line| left_out.values().any(|left| *left == line)));
        let articles = file.articles.into_iter().map(|article| Article {
            source: Some(source.to_owned()),
            ..words_only(without_claims(article, &left_out))
        });
        // A notice that says that it is withdrawn may be empty.
        file.articles = articles.filter(|article| !article.body.trim().is_empty()).collect();
        let mut read = Self::of_file(file);
        read.articles
            .iter_mut()
            .for_each(|submitted| submitted.left_out = left_out.keys().cloned().collect());
        read
    }
}

/// The words of an article, what they suggest, and the source that stands there.
pub(crate) fn words_only(article: Article) -> Article {
    let Article { id, title, label, kind, body, line_starts, file, lines, .. } = article;
    let Article { published, source, mut places, mut services, warnings, .. } = article;
    places.truncate(SUGGESTED);
    services.truncate(SUGGESTED);
    let published = published.map(|published| match published.from {
        PublishedFrom::Inferred => published,
        // No page was seen that prints it.
        PublishedFrom::Printed | PublishedFrom::Given => {
            Published { date: published.date, from: PublishedFrom::Given, inference: None }
        }
    });
    let events = calendar::events(first_chars(&body, READ), published.as_ref());
    let title = title.map(|title| first_chars(&title, TITLE).to_owned());
    Article {
        id,
        title,
        label,
        kind,
        body,
        line_starts,
        file,
        lines,
        published,
        source,
        places,
        services,
        events,
        warnings,
        ..Article::default()
    }
}

/// What linli works out itself is taken from the file where the file claims it.
fn without_claims(mut article: Article, keys: &BTreeMap<String, u32>) -> Article {
    if keys.contains_key("kind") {
        article.kind = ArticleKind::News;
    }
    if keys.contains_key("title_from") {
        article.title = article.title.or(article.label.take());
    }
    let claims = keys.contains_key("published_from") || keys.contains_key("inference");
    if let Some(published) = article.published.as_mut().filter(|_| claims) {
        published.from = PublishedFrom::Given;
        published.inference = None;
    }
    article
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::{
        article::{ArticleId, Event, PartialDate, PlacePath, Wording},
        diagnostic::{Diagnostic, Severity},
    };

    /// Every field says something.
    fn full() -> Article {
        let id = ArticleId("2024/other".to_owned());
        let event = Event { from: Some(date(2030, 1, 1)), ..Event::default() };
        Article {
            id: ArticleId("own".to_owned()),
            title: Some("拾到钥匙".to_owned()),
            label: None,
            kicker: Some("重要".to_owned()),
            subtitle: Some("转账认领".to_owned()),
            byline: Some("本报记者".to_owned()),
            reporters: vec!["某某".to_owned()],
            kind: ArticleKind::Advert,
            body: "11月20日拾到一串钥匙。".to_owned(),
            line_starts: Vec::new(),
            file: "articles/own.md".to_owned(),
            lines: vec![[1, 9]],
            published: Some(Published {
                date: PartialDate::Day(date(2024, 11, 18)),
                from: PublishedFrom::Inferred,
                inference: Some("编辑部核过".to_owned()),
            }),
            source: Some("大同日报".to_owned()),
            wording: Wording::Retold,
            url: Some("https://evil.example/pay".to_owned()),
            places: vec![PlacePath::new("山西省/大同市"); 9],
            services: vec!["失物招领".to_owned(); 9],
            events: vec![event.clone()],
            valid: Some(event),
            phone: Some("0352-0000000".to_owned()),
            supersedes: Some(id.clone()),
            withdrawn: true,
            replaces: Some(id),
            certainty: None,
            warnings: Vec::new(),
        }
    }

    fn read(article: Article, keys: &[&str]) -> ReadFile {
        let key_lines = keys.iter().zip(2..).map(|(key, line)| ((*key).to_owned(), line)).collect();
        ReadFile { articles: vec![article], key_lines, ..ReadFile::default() }
    }

    #[test]
    fn a_residents_file_carries_words_and_suggestions() {
        let keys = ["title", "published", "supersedes", "url", "kind", "inference", "source"];
        let ReadSubmission { articles, error } =
            ReadSubmission::of_resident(read(full(), &keys), "居民交来的通知");
        assert_eq!(error, None);
        let [submitted] = articles.as_slice() else { panic!("{articles:?}") };
        let expected = Article {
            id: ArticleId("own".to_owned()),
            title: Some("拾到钥匙".to_owned()),
            body: "11月20日拾到一串钥匙。".to_owned(),
            file: "articles/own.md".to_owned(),
            lines: vec![[1, 9]],
            published: Some(Published {
                date: PartialDate::Day(date(2024, 11, 18)),
                from: PublishedFrom::Given,
                inference: None,
            }),
            source: Some("居民交来的通知".to_owned()),
            places: vec![PlacePath::new("山西省/大同市"); 5],
            services: vec!["失物招领".to_owned(); 5],
            events: submitted.article.events.clone(),
            ..Article::default()
        };
        assert_eq!(submitted.article, expected);
        assert_eq!(submitted.article.events[0].from, Some(date(2024, 11, 20)));
        assert_eq!(submitted.left_out, ["inference", "kind", "source", "supersedes", "url"]);
        assert_eq!(words_only(submitted.article.clone()), submitted.article, "once more changes nothing");
    }

    #[test]
    fn what_linli_works_out_itself_stays() {
        let ReadSubmission { articles, .. } =
            ReadSubmission::of_resident(read(full(), &[]), "居民交来的通知");
        assert_eq!(articles[0].article.kind, ArticleKind::Advert);
        let published = articles[0].article.published.clone().unwrap();
        assert_eq!(published.from, PublishedFrom::Inferred);
        assert!(articles[0].left_out.is_empty());
    }

    #[test]
    fn a_label_that_the_file_claims_is_its_title() {
        let article = Article { title: None, label: Some("开头几个字".to_owned()), ..full() };
        let ReadSubmission { articles, .. } =
            ReadSubmission::of_resident(read(article, &["title", "title_from"]), "来稿");
        let article = &articles[0].article;
        assert_eq!((article.title.as_deref(), article.label.as_deref()), (Some("开头几个字"), None));
    }

    #[test]
    fn faults_of_lines_that_are_not_used_are_nobodys_business() {
        let problem = |line| Diagnostic {
            severity: Severity::Warning,
            file: String::new(),
            line: Some(line),
            problem: format!("第{line}行"),
            remedy: String::new(),
        };
        let file =
            ReadFile { problems: vec![problem(2), problem(3)], ..read(full(), &["title", "supersedes"]) };
        let ReadSubmission { articles, .. } = ReadSubmission::of_resident(file, "来稿");
        let said: Vec<&str> = articles[0].doubts.iter().map(|doubt| doubt.problem.as_ref()).collect();
        assert_eq!(said, ["第2行"]);
    }

    #[test]
    fn a_withdrawn_notice_without_words_is_nothing() {
        let empty = Article { body: String::new(), ..full() };
        assert!(ReadSubmission::of_resident(read(empty, &["withdrawn"]), "来稿").articles.is_empty());
    }
}
