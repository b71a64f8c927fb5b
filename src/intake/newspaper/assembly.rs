//! Assembly: the lines of an article become its text, with the page's line behind every part of it.
//!
//! Knows nothing of how the lines were found or put in order.

use std::collections::HashSet;

use super::{
    PageArticle, bylines,
    drafts::ArticleDraft,
    headlines,
    indices::{LineIndex, ListIndex},
    labels::Label,
    lines::PageLine,
    page::NewspaperPage,
    paragraphs::{self, BodyPiece},
    punctuation,
    signs::LineSign,
};
use crate::{
    article::ArticleKind,
    text::spans::{char_count, slice},
};

/// Characters that are fewer than a photograph's text has when it is an article, with a headline and without.
const PHOTO_CHARS: usize = 40;
const UNTITLED_PHOTO_CHARS: usize = 220;
/// Characters from which on a text is a feature, in any case, and where its writer is named below it.
const FEATURE_CHARS: usize = 1600;
const SIGNED_FEATURE_CHARS: usize = 500;
/// Lines that head sections, from which on a text is a feature.
const FEATURE_SECTIONS: usize = 2;
/// Characters of the shortest text that is more than a brief.
const NEWS_CHARS: usize = 160;

/// The finished article; `None` when nothing of it can be read.
pub(super) fn article(page: &NewspaperPage<'_>, draft: &ArticleDraft) -> Option<PageArticle> {
    let ArticleParts { byline, reporters, mut order, mut body, captions } = ArticleParts::of(page, draft);
    let labelled = || draft.head.iter().map(|line| (page.label(*line).label, page.text(*line)));
    let signed = draft.signed.as_ref().map(|signed| signed.headline.clone());
    let headline = signed.unwrap_or_else(|| headlines::divide(labelled()));
    let mut article = PageArticle {
        kicker: headline.kicker,
        title: headline.title,
        subtitle: headline.subtitle,
        byline,
        reporters,
        certainty: draft.certainty,
        ..PageArticle::default()
    };
    order.extend(captions.iter().map(|caption| caption.line.index));
    let readable =
        article.title.is_some() || !captions.is_empty() || body.iter().any(|piece| !piece.text.is_empty());
    let chars: usize = body.iter().map(|piece| char_count(piece.text)).sum();
    body.extend(captions);
    paragraphs::write(page, &mut article, &body);
    article.warnings.extend(draft.unsure.iter().map(|line| paragraphs::doubtful(page.line(*line))));
    article.warnings.dedup();
    if article.byline.is_none() {
        sign_from_end(&mut article);
    }
    if article.title.is_none() {
        article.label = headlines::label(&article.body);
    }
    article.kind = kind(page, draft, &article, chars);
    article.lines = line_runs(page, &order);
    readable.then_some(article)
}

/// What the lines of an article are to it.
#[derive(Default)]
struct ArticleParts<'p> {
    byline: Option<String>,
    reporters: Vec<String>,
    /// Its lines as they are read, without those of `captions`.
    order: Vec<LineIndex>,
    body: Vec<BodyPiece<'p>>,
    captions: Vec<BodyPiece<'p>>,
}

/// The end of a byline that a narrow column wrapped.
#[derive(Clone, Copy)]
struct BylineRest {
    line: LineIndex,
    bytes: usize,
}

impl<'p> ArticleParts<'p> {
    fn of(page: &'p NewspaperPage<'_>, draft: &ArticleDraft) -> Self {
        let mut parts = Self { order: draft.head.clone(), ..Self::default() };
        if let Some(byline) = draft.byline.map(|byline| page.line(byline)) {
            parts.order.push(byline.index);
            parts.sign(byline);
        }
        let sections: HashSet<LineIndex> = draft.sections.iter().copied().collect();
        let mut byline_rest: Option<BylineRest> = None;
        for line in draft.lines(page) {
            parts.order.push(line.index);
            let signature = match &draft.signed {
                Some(signed) => signed.signatures.contains(&line.index),
                None => page.label(line.index).label == Label::Byline,
            };
            match &line.sign {
                _ if signature && draft.signed.is_some() => parts.sign(line),
                LineSign::Opening(opening) if parts.byline.is_none() => {
                    parts.reporters.clone_from(&opening.reporters);
                    let end = opening.end.min(line.text.len());
                    let byline = slice(line.text, 0..end);
                    parts.byline = Some(byline.replace('*', "").trim().to_owned());
                    let rest = opening.end - end;
                    if rest > 0 {
                        byline_rest = Some(BylineRest { line: line.index.next(), bytes: rest });
                    }
                    let words = slice(line.text, end..line.text.len()).trim_start();
                    let taken = punctuation::width(byline);
                    let apart = draft.paragraphs;
                    parts.body.push(BodyPiece { taken, apart, ..BodyPiece::new(line, words) });
                }
                _ => {
                    let from =
                        byline_rest.filter(|rest| rest.line == line.index).map_or(0, |rest| rest.bytes);
                    if let Some(byline) = &mut parts.byline {
                        byline.push_str(slice(line.text, 0..from));
                    }
                    let words = slice(line.text, from..line.text.len()).trim_start();
                    if signature {
                        parts.sign(line);
                    }
                    let apart = draft.paragraphs || signature || sections.contains(&line.index);
                    parts.body.push(BodyPiece { apart, ..BodyPiece::new(line, words) });
                }
            }
        }
        let photo = draft.photo.iter().map(|line| page.line(*line));
        parts.captions =
            photo.map(|line| BodyPiece { apart: true, ..BodyPiece::new(line, line.text) }).collect();
        parts
    }

    /// Takes `line` as the byline; the first one counts.
    fn sign(&mut self, line: &PageLine<'_>) {
        if self.byline.is_none() {
            self.byline = Some(line.text.to_owned());
            if let LineSign::Standalone(standalone) = &line.sign {
                self.reporters.clone_from(&standalone.reporters);
            }
        }
    }
}

/// The name in the bracket at the end of a report is its byline.
fn sign_from_end(article: &mut PageArticle) {
    if let Some(closing) = bylines::closing(&article.body) {
        article.byline = Some(slice(&article.body, closing.start..article.body.len()).trim().to_owned());
        article.reporters = closing.reporters;
    }
}

fn kind(page: &NewspaperPage<'_>, draft: &ArticleDraft, article: &PageArticle, chars: usize) -> ArticleKind {
    let photo = !draft.photo.is_empty();
    let feature = draft.byline.is_some() || draft.sections.len() >= FEATURE_SECTIONS;
    let short = chars < PHOTO_CHARS || article.title.is_none() && chars < UNTITLED_PHOTO_CHARS;
    let signed_above =
        draft.byline.is_some() || draft.lines(page).any(|line| matches!(line.sign, LineSign::Opening(_)));
    let signed_below = article.byline.is_some() && !signed_above;
    if headlines::is_advert(article.title.as_deref().unwrap_or("")) {
        ArticleKind::Advert
    } else if photo && draft.byline.is_none() && !feature && short {
        ArticleKind::Photo
    } else if feature || chars >= FEATURE_CHARS || signed_below && chars >= SIGNED_FEATURE_CHARS {
        ArticleKind::Feature
    } else if chars < NEWS_CHARS {
        ArticleKind::Brief
    } else {
        ArticleKind::News
    }
}

/// Line numbers as `[from, to]` runs in reading order; blank lines between do not end a run.
fn line_runs(page: &NewspaperPage<'_>, order: &[LineIndex]) -> Vec<[u32; 2]> {
    let mut runs: Vec<[u32; 2]> = Vec::new();
    let mut last: Option<LineIndex> = None;
    for &at in order {
        let number = page.line(at).number;
        let on_end = last.is_some_and(|last| last.next() == at || last == at);
        match runs.last_mut() {
            // The next column may begin further up.
            Some([_, to]) if on_end && number >= *to => *to = number,
            _ => runs.push([number, number]),
        }
        last = Some(at);
    }
    runs
}
