//! Cases against the articles that they name.
//!
//! Knows nothing of how questions are answered.

use super::CasesFile;
use crate::{
    article::{Article, ArticleId},
    diagnostic::Diagnostic,
    intake::{
        ReadFile,
        cases::{Case, read_cases},
        diagnostics::{Diagnostics, Finding},
    },
    text::spans::squeezed,
};

pub(super) fn check(file: &CasesFile, files: &[ReadFile]) -> Vec<Diagnostic> {
    let mut diagnostics = Diagnostics::new(&file.file);
    let (cases, mut problems) = read_cases(&file.file, &file.text);
    for case in &cases {
        check_articles(case, files, &mut diagnostics);
    }
    problems.extend(diagnostics.into_problems());
    problems
}

fn check_articles(case: &Case, files: &[ReadFile], diagnostics: &mut Diagnostics) {
    let ids = case.expected.articles();
    let find =
        |id: &ArticleId| files.iter().flat_map(|file| &file.articles).find(|article| article.id == *id);
    for id in ids.iter().filter(|id| find(id).is_none()) {
        let finding = Finding::new(
            format!("没有编号是“{id}”的通知"),
            "编号是 articles 里的路径，不带 .md；版面上的写 pages/001#1",
        );
        diagnostics.error(case.line, finding);
    }
    let articles: Vec<&Article> = ids.iter().filter_map(find).collect();
    if let (Some(answer), Some(first)) = (&case.answer, articles.first())
        && !articles.iter().any(|article| squeezed(&article.body).contains(&squeezed(answer)))
    {
        let finding = Finding::new(
            format!("“{}”的正文里没有 answer 这句话", first.id),
            "请从正文里原样复制，一个字都不要改",
        );
        diagnostics.error(case.line, finding);
    }
}
