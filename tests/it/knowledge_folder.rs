//! The folder that ships with the program, as data: whole, honest, and consistent with itself.

use std::collections::BTreeSet;

use linli::{
    article::{Article, PublishedFrom, Wording},
    intake::{self, Expected, FileRole, ReadContext},
    knowledge_base,
    places::Places,
    services::Services,
};

use crate::workplace::{TODAY, reader, shipped};

fn articles() -> Vec<Article> {
    let (places, services) = (Places::builtin(), Services::builtin());
    let reading = ReadContext { places: &places, services: &services };
    let scan = intake::scan(&shipped()).unwrap();
    let notices = scan.files.iter().filter(|file| matches!(file.role, FileRole::Notice | FileRole::Page));
    notices.flat_map(|file| reader().read_file(&shipped(), file, &reading).articles).collect()
}

/// Fails with the ids of all articles that are not as they must be.
fn all(what: &str, fits: impl Fn(&Article) -> bool) {
    let articles = articles();
    assert!(articles.len() > 20, "nothing was read");
    let wrong: Vec<&str> =
        articles.iter().filter(|article| !fits(article)).map(|article| article.id.as_str()).collect();
    assert!(wrong.is_empty(), "{what}: {wrong:?}");
}

#[test]
fn the_check_finds_nothing() {
    let problems = knowledge_base::check(&shipped(), TODAY.parse().unwrap(), &reader()).unwrap();
    assert!(problems.is_empty(), "{problems:#?}");
}

#[test]
fn ids_are_unique() {
    let articles = articles();
    let ids: BTreeSet<&str> = articles.iter().map(|article| article.id.as_str()).collect();
    assert_eq!(ids.len(), articles.len());
}

#[test]
fn every_notice_has_a_source_and_a_date() {
    all("no source or date", |article| {
        article.source.as_deref().is_some_and(|source| !source.is_empty()) && article.published.is_some()
    });
}

#[test]
fn an_inferred_date_says_why() {
    all("a guess without its reason", |article| {
        article.published.as_ref().is_none_or(|published| {
            published.from != PublishedFrom::Inferred || published.inference.is_some()
        })
    });
}

#[test]
fn every_notice_is_retold() {
    all("not marked as retold", |article| article.wording == Wording::Retold);
}

#[test]
fn every_notice_has_a_place_and_a_known_service() {
    let services = Services::builtin();
    all("no place, or a service that is not in services.toml", |article| {
        !article.places.is_empty()
            && !article.services.is_empty()
            && article.services.iter().all(|service| services.get(service).is_some())
    });
}

#[test]
fn every_case_names_an_article_and_its_words() {
    let articles = articles();
    let scan = intake::scan(&shipped()).unwrap();
    let mut wrong = Vec::new();
    let (mut answerable, mut unanswerable) = (0, 0);
    for file in scan.files.iter().filter(|file| file.role == FileRole::Cases) {
        let text = intake::read_text(&shipped(), file).0.unwrap();
        let (cases, problems) = intake::read_cases(&file.path, &text);
        assert!(problems.is_empty(), "{problems:#?}");
        for case in cases {
            let Expected::Articles(ids) = &case.expected else {
                unanswerable += usize::from(case.expected == Expected::Nothing);
                continue;
            };
            answerable += 1;
            let answer = case.answer.as_deref().unwrap_or_default();
            let holds = |article: &&Article| ids.contains(&article.id) && article.body.contains(answer);
            if answer.is_empty() || !articles.iter().any(|article| holds(&article)) {
                wrong.push(format!("{}:{} {}", file.path, case.line, case.question));
            }
        }
    }
    assert!(wrong.is_empty(), "no such article, or words that it does not say:\n{}", wrong.join("\n"));
    assert!(answerable >= 50 && unanswerable >= 20, "{answerable} and {unanswerable} cases");
}
