//! What files say of each other: the same id, the same notice, links that lead nowhere or in circles.
//!
//! Knows nothing of what an article is about.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    article::{Article, ArticleId},
    diagnostic::Diagnostic,
    intake::{
        ReadFile,
        diagnostics::{Diagnostics, Finding},
    },
    text::{normalize::fold, spans::first_chars},
};

/// Opening words that tell two notices of one title apart.
const OPENING: usize = 60;

pub(super) fn check(files: &[ReadFile]) -> Vec<Diagnostic> {
    let mut by_id: BTreeMap<&ArticleId, &Article> = BTreeMap::new();
    let mut by_words: BTreeMap<String, &Article> = BTreeMap::new();
    let mut problems = Vec::new();
    let articles = || files.iter().flat_map(|file| file.articles.iter().map(move |article| (file, article)));
    for (file, article) in articles() {
        let mut diagnostics = Diagnostics::new(&file.file);
        if let Some(first) = by_id.insert(&article.id, article) {
            let problem = format!("编号“{}”和“{}”的重复", article.id, first.file);
            diagnostics.error(None, Finding::new(problem, "请给其中一个文件改名"));
        }
        problems.extend(diagnostics.into_problems());
        match by_words.get(&words(article)).copied().filter(|first| is_double(article, first)) {
            Some(first) if is_written(article) => problems.extend(double(article, first)),
            // The page is print; the file beside it is what an editor can change.
            Some(first) => problems.extend(double(first, article)),
            None => drop(by_words.insert(words(article), article)),
        }
    }
    for (file, article) in articles() {
        let mut diagnostics = Diagnostics::new(&file.file);
        let line = |key: &str| file.key_lines.get(key).copied();
        if let Some(id) = &article.supersedes {
            if let Some(finding) = superseding_finding(article, id, &by_id) {
                diagnostics.error(line("supersedes"), finding);
            } else if let Some(finding) = order_finding(article, id, &by_id) {
                diagnostics.warning(line("supersedes"), finding);
            }
        }
        if let Some(finding) = article.replaces.as_ref().and_then(|id| replacing_finding(article, id, &by_id))
        {
            diagnostics.error(line("replaces"), finding);
        }
        problems.extend(diagnostics.into_problems());
    }
    problems
}

fn superseding_finding(
    article: &Article,
    id: &ArticleId,
    by_id: &BTreeMap<&ArticleId, &Article>,
) -> Option<Finding> {
    if !by_id.contains_key(id) {
        return Some(Finding::new(format!("supersedes 指向的“{id}”不存在"), nearest(id, by_id)));
    }
    let mut seen = BTreeSet::from([&article.id]);
    let mut next = Some(id);
    while let Some(id) = next {
        if !seen.insert(id) {
            // Only the notices on the circle are to blame, not those that lead to it.
            return (*id == article.id).then(|| {
                Finding::new(
                    format!("supersedes 绕成了圈：“{id}”又改了自己"),
                    "请只在新通知里写 supersedes，旧通知里的删掉",
                )
            });
        }
        next = by_id.get(id).and_then(|article| article.supersedes.as_ref());
    }
    None
}

fn order_finding(
    article: &Article,
    id: &ArticleId,
    by_id: &BTreeMap<&ArticleId, &Article>,
) -> Option<Finding> {
    let own = article.published.as_ref()?.date.last_day();
    let earlier = by_id.get(id)?.published.as_ref()?.date;
    (own < earlier.first_day()).then(|| {
        Finding::new(
            format!("supersedes 指向的“{id}”（{earlier}）比这条还新"),
            "请核对两条通知的日期，旧的不能代替新的",
        )
    })
}

fn replacing_finding(
    article: &Article,
    id: &ArticleId,
    by_id: &BTreeMap<&ArticleId, &Article>,
) -> Option<Finding> {
    if !id.as_str().contains('#') {
        return Some(Finding::new(
            format!("replaces 写成了“{id}”，没有说是版面上的第几篇"),
            "请写成 pages/001#1；要代替另一条通知请用 supersedes",
        ));
    }
    if *id == article.id {
        return Some(Finding::new("replaces 指向了自己", "请写版面上那一篇的编号，例如 pages/001#1"));
    }
    (!by_id.contains_key(id))
        .then(|| Finding::new(format!("replaces 指向的“{id}”不存在"), nearest(id, by_id)))
}

/// A remedy that names an id with the same file name, or of the same page.
fn nearest(id: &ArticleId, by_id: &BTreeMap<&ArticleId, &Article>) -> String {
    let name = |id: &str| id.rsplit('/').next().unwrap_or(id).split('#').next().unwrap_or(id).to_lowercase();
    let wanted = name(id.as_str());
    match by_id.keys().find(|known| name(known.as_str()) == wanted) {
        Some(known) => format!("是不是想写“{known}”？"),
        None => "请写那条通知在 articles 里的路径，不带 .md，例如 2024/free-haircuts".to_owned(),
    }
}

/// Title and opening words, folded.
fn words(article: &Article) -> String {
    let letters =
        |text: &str| fold(text).chars().filter(|character| character.is_alphanumeric()).collect::<String>();
    format!("{}\n{}", letters(article.headline()), letters(first_chars(&article.body, OPENING)))
}

/// The same notice of the same paper, where neither says that it stands for the other; what two papers print is one
/// answer with two sources.
fn is_double(one: &Article, other: &Article) -> bool {
    let stands_for = |one: &Article, other: &Article| {
        one.withdrawn
            || one.replaces.as_ref() == Some(&other.id)
            || one.supersedes.as_ref() == Some(&other.id)
    };
    let written = is_written(one) || is_written(other);
    written && one.source == other.source && !stands_for(one, other) && !stands_for(other, one)
}

fn double(article: &Article, other: &Article) -> Vec<Diagnostic> {
    let remedy = if is_written(other) {
        "请留一份，其余的删掉".to_owned()
    } else {
        format!("如果这个文件是改正过的，请在文件头加一行 replaces: {}；不然请删掉", other.id)
    };
    let mut diagnostics = Diagnostics::new(&article.file);
    let line = article.lines.first().map(|[from, _]| *from);
    diagnostics.warning(line, Finding::new(format!("和“{}”是同一条通知", other.id), remedy));
    diagnostics.into_problems()
}

/// A notice that an editor wrote, not an article of a page.
fn is_written(article: &Article) -> bool {
    article.file.ends_with(".md")
}
