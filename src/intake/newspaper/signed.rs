//! Pages whose reports are nearly all signed, and pieces of pages: cut at bylines and by rules.
//!
//! Knows nothing of labels.

use super::{
    bylines,
    drafts::{ArticleDraft, SignedParts},
    page::NewspaperPage,
    signs::LineSign,
};
use crate::text::spans::char_count;
use drafts::{SignedDraft, SignedDrafts};

mod drafts;
mod headlines;
mod interruptions;
mod openings;
mod reading_order;
mod split_report;
mod stray_headlines;
mod without_byline;

/// Bylines that make a page more than one signed report among others.
const LEAST_BYLINES: usize = 2;
/// Lines of the shortest whole page.
const WHOLE_PAGE: usize = 40;
/// Share of a page's text that stands in signed articles, from which on its bylines are better borders than its labels.
/// Chosen by hand: made pages speak for more, the fixtures for less (`docs/quality.md`).
const SIGNED: f64 = 0.8;
/// How sure a byline makes an article whose lines all have a sure place.
const SURE: f32 = 0.95;

/// The articles of a page whose text is nearly all signed, or of a piece of one; `None` of any other.
pub(super) fn articles(page: &mut NewspaperPage<'_>) -> Option<Vec<ArticleDraft>> {
    // Of a piece of a page the labels, which were learnt on whole ones, say little.
    let is_piece = page.lines().len() < WHOLE_PAGE;
    let is_byline = |sign: &LineSign| matches!(sign, LineSign::Opening(_) | LineSign::Standalone(_));
    let bylines = page.lines().iter().filter(|line| is_byline(&line.sign)).count();
    if !is_piece && bylines < LEAST_BYLINES {
        return None;
    }
    let drafts = openings::cut(page, drafts::at_bylines(page));
    if !is_piece && signed_share(page, &drafts) < SIGNED {
        return None;
    }
    let mut drafts = split_report::join(page, drafts);
    stray_headlines::drop_column_heads(page, &mut drafts);
    stray_headlines::drop_bare_names(page, &mut drafts);
    stray_headlines::reassign(page, &mut drafts);
    stray_headlines::reassign_late(page, &mut drafts);
    interruptions::resolve(page, &mut drafts);
    if !page.is_whole_issue() {
        drafts.iter_mut().for_each(|draft| reading_order::restore(page, draft));
    }
    Some(drafts.into_iter().map(|draft| article(page, draft)).collect())
}

/// The share of the text that stands in articles with a byline above or below them.
fn signed_share(page: &NewspaperPage<'_>, drafts: &SignedDrafts) -> f64 {
    let (mut signed, mut all) = (0, 0);
    for draft in drafts {
        let chars = draft.lines(page).filter(|item| item.line.is_body());
        let chars: usize = chars.map(|item| char_count(item.line.text)).sum();
        all += chars;
        if is_signed(page, draft) {
            signed += chars;
        }
    }
    signed as f64 / all.max(1) as f64
}

fn is_signed(page: &NewspaperPage<'_>, draft: &SignedDraft) -> bool {
    let last = || draft.lines(page).map(|item| item.line).rfind(|line| line.is_body());
    draft.byline.is_some()
        || draft.lines(page).any(|item| item.line.is_standalone_byline())
        || last().is_some_and(|last| bylines::closing(last.text).is_some())
}

fn article(page: &NewspaperPage<'_>, draft: SignedDraft) -> ArticleDraft {
    let head: Vec<&str> = page.texts(&draft.head).collect();
    let headline = headlines::divide(&head);
    let lines = draft.lines(page).map(|item| item.line);
    let (photo, text): (Vec<_>, Vec<_>) = lines.partition(|line| line.belongs_to_photo());
    let signatures = text.iter().filter(|line| line.is_standalone_byline()).map(|line| line.index).collect();
    let body: Vec<_> = text.iter().map(|line| line.index).collect();
    let sure = 1.0 - draft.unsure.len() as f32 / body.len().max(1) as f32;
    ArticleDraft {
        byline: draft.byline.filter(|_| draft.is_feature(page)),
        photo: photo.iter().map(|line| line.index).collect(),
        certainty: SURE * sure.max(0.0),
        signed: Some(SignedParts { headline, signatures }),
        head: draft.head,
        sections: draft.sections,
        unsure: draft.unsure,
        body,
        paragraphs: false,
    }
}
