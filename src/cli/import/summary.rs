//! What an import gave, for people: a line an article, what to look at, and a summary.
//!
//! Knows nothing of how pages are split.

use std::{
    io::{self, Write},
    path::Path,
};

use super::Input;
use crate::{
    article::{Article, ArticleKind, PublishedFrom},
    intake::write_notices::{WriteOutcome, WrittenNotice},
    text::spans::first_chars,
};

/// Characters of a headline in the table.
const HEADLINE: usize = 26;

/// The sums over all pages.
#[derive(Default)]
pub(super) struct ImportSummary {
    pages: usize,
    articles: usize,
    doubtful: usize,
    new: usize,
    same: usize,
    kept: usize,
    pub(super) unreadable: usize,
}

impl ImportSummary {
    pub(super) fn count(&mut self, articles: &[Article], written: &[WrittenNotice]) {
        self.pages += 1;
        self.articles += articles.len();
        self.doubtful += articles.iter().filter(|article| !article.warnings.is_empty()).count();
        for file in written {
            match file.outcome {
                WriteOutcome::New => self.new += 1,
                WriteOutcome::Same => self.same += 1,
                WriteOutcome::KeptEdited => self.kept += 1,
            }
        }
    }

    /// The articles of a page, a line each, with what is doubtful below.
    pub(super) fn page(&self, input: &Input, articles: &[Article], out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}  {} 篇", input.path.display(), articles.len())?;
        for (index, article) in articles.iter().enumerate() {
            writeln!(out, "{:>4}  {}", index + 1, about(article))?;
            for warning in &article.warnings {
                writeln!(out, "      → 请核对：{warning}")?;
            }
        }
        Ok(())
    }

    pub(super) fn text(&self, into: Option<&Path>) -> String {
        let mut parts = vec![format!("共 {} 版，{} 篇", self.pages, self.articles)];
        if self.doubtful > 0 {
            parts.push(format!("{} 篇要核对", self.doubtful));
        }
        if self.unreadable > 0 {
            parts.push(format!("{} 个文件读不了", self.unreadable));
        }
        match into {
            Some(folder) => {
                parts.push(format!("写进 {}：新写 {}，没变 {}", folder.display(), self.new, self.same));
                if self.kept > 0 {
                    parts.push(format!("{} 个改过的没有动", self.kept));
                }
            }
            None if self.articles > 0 => parts.push("加上 --into 文件夹 就写成一篇一个文件".to_owned()),
            None => {}
        }
        format!("{}。", parts.join("；"))
    }
}

/// Headline · date · place · services.
fn about(article: &Article) -> String {
    let headline = match &article.title {
        Some(title) => first_chars(title.trim(), HEADLINE).to_owned(),
        None => format!("（题目丢了）{}", first_chars(article.headline().trim(), HEADLINE)),
    };
    let published = article.published.as_ref().map_or_else(
        || "没有日期".to_owned(),
        |published| match published.from {
            PublishedFrom::Inferred => format!("大约 {}", published.date),
            _ => published.date.to_string(),
        },
    );
    let place = article.places.first().map_or("没有地方", |place| place.name());
    let kind = match article.kind {
        ArticleKind::Advert => Some("广告"),
        ArticleKind::Photo => Some("图片"),
        _ => None,
    };
    let services = article.services.join("、");
    let parts = [Some(headline.as_str()), Some(&published), Some(place), Some(&services), kind];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}
