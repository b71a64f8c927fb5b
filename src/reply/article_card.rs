//! An article that was handed in, as an operator sees it: as residents would read it, with what may be done.
//!
//! Knows nothing of where articles are kept and written.

use jiff::civil::Date;

use super::{
    passage::{PassageStyle, block},
    places, rows,
    shared::opening,
    submissions::NAME,
    understood::shortened,
    wording::{labels, submissions as wording},
};
use crate::{
    article::{Article, ArticleId, ArticleKind, PlacePath, PublishedFrom},
    diagnostic::Doubt,
    messaging::{
        Button, Message, Overflow, RichText, SubmissionAction, SubmissionId, SubmittedArticleId,
        SubmittedField, bold, plain,
    },
    passage, privacy,
};

/// The longest id and the longest address.
const ID: usize = 80;
const URL: usize = 200;

/// An article as it is to be shown to an operator.
#[derive(Clone, Debug)]
pub(crate) struct ArticleCard<'a> {
    /// Its number.
    pub(crate) id: SubmittedArticleId,
    /// The number of its submission.
    pub(crate) submission: SubmissionId,
    /// The name of its submission.
    pub(crate) name: &'a str,
    /// A resident handed it in.
    pub(crate) resident: bool,
    /// The article.
    pub(crate) article: &'a Article,
    /// What is odd about it.
    pub(crate) doubts: &'a [Doubt],
    /// Keys of a resident's file that were not taken over.
    pub(crate) left_out: &'a [String],
    /// The notices on which it acts, where its file says so.
    pub(crate) acts_on: &'a ActsOn,
    /// Where it stands among the articles of its submission.
    pub(crate) position: CardPosition,
    /// What was decided.
    pub(crate) decision: CardDecision<'a>,
    /// Articles on which nothing is decided, this one included.
    pub(crate) pending: usize,
    /// What was just done, on top.
    pub(crate) note: Option<&'a str>,
    /// An article that was just accepted and may be taken back.
    pub(crate) just_accepted: Option<SubmittedArticleId>,
    /// What the whole submission may take from this article.
    pub(crate) for_all: Option<SubmittedField>,
    /// The file of the knowledge that has the same headline and opening.
    pub(crate) known: Option<&'a str>,
    /// Where the residents are: offered where no place is known.
    pub(crate) home: Option<&'a PlacePath>,
    /// The day.
    pub(crate) today: Date,
}

/// Where an article stands among those of its submission.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CardPosition {
    /// Counted from 1.
    pub(crate) at: usize,
    /// How many there are.
    pub(crate) of: usize,
    /// The one before it.
    pub(crate) before: Option<SubmittedArticleId>,
    /// The one after it.
    pub(crate) after: Option<SubmittedArticleId>,
}

/// Headlines of the notices on which an article acts; none where there is no such notice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ActsOn {
    /// Of the one that it changes.
    pub(crate) supersedes: Option<String>,
    /// Of the one for which it stands.
    pub(crate) replaces: Option<String>,
}

/// What was decided on an article, as it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CardDecision<'a> {
    /// Nothing yet.
    Pending,
    /// It is in this file.
    Accepted(&'a str),
    /// It is not wanted.
    Rejected,
}

pub(super) fn button(label: &str, action: SubmissionAction) -> Option<Button> {
    Some(Button::new(label, action))
}

/// One article with its buttons.
#[must_use]
pub(crate) fn article_card(card: &ArticleCard<'_>) -> Message {
    let mut lines: Vec<RichText> = Vec::new();
    if let Some(note) = card.note {
        lines.push(plain(note));
        lines.push(RichText::new());
    }
    if card.resident && card.note.is_none() && card.decision == CardDecision::Pending {
        lines.push(plain(wording::FROM_RESIDENT));
    }
    lines.push(bold(&position_line(card)));
    lines.push(match card.decision {
        CardDecision::Pending => plain(wording::SO_IT_READS),
        CardDecision::Accepted(file) => plain(&wording::is_accepted(file)),
        CardDecision::Rejected => plain(wording::IS_REJECTED),
    });
    // Above the passage: however long the rest is, this is not cut off.
    lines.extend(effects(card).iter().map(|line| plain(line)));
    lines.push(RichText::new());
    let shown = as_shown(card.article);
    let passage = opening(&shown, "", card.today);
    let headline = shown.title.as_deref().map(str::trim).filter(|title| !title.is_empty());
    lines.extend(headline.map(|title| plain(&super::wording::headline(&shortened(title, 80)))));
    lines.push(block(&passage, PassageStyle { longest: usize::MAX, ..PassageStyle::unasked(card.today) }));
    let all: Vec<String> = shown.places.iter().map(places::in_list).collect();
    lines.push(plain(&wording::places(&all)));
    lines.push(plain(&wording::kind(shown.kind, &shown.services)));
    let doubts = doubts(card);
    if card.decision == CardDecision::Pending && !doubts.is_empty() {
        lines.push(RichText::new());
        lines.push(bold(wording::PLEASE_LOOK));
        lines.extend(doubts.iter().map(|doubt| plain(&wording::doubt(doubt))));
    }
    // No article is so long, but what it doubts may be.
    let overflow = Some(Overflow { longer_than: 1, shown: 1, instead: None });
    Message { text: RichText::lines(lines), buttons: buttons(card), overflow, ..Message::default() }
}

fn position_line(card: &ArticleCard<'_>) -> String {
    let CardPosition { at, of, .. } = card.position;
    wording::position(&shortened(card.name, NAME), at, of, card.pending)
}

impl ArticleCard<'_> {
    /// There is more of the article than is shown.
    fn is_cut(&self) -> bool {
        opening(&as_shown(self.article), "", self.today).text.trim() != self.article.body.trim()
    }
}

/// What taking the article does besides, and what its file wanted and does not get.
fn effects(card: &ArticleCard<'_>) -> Vec<String> {
    let mut lines: Vec<String> = wording::left_out(card.left_out).into_iter().collect();
    // A resident's file does nothing.
    if card.decision != CardDecision::Pending || card.resident {
        return lines;
    }
    let article = card.article;
    let id = |id: &ArticleId| shortened(id.as_str(), ID);
    let ActsOn { supersedes, replaces } = card.acts_on;
    if let Some(other) = &article.supersedes {
        lines.push(wording::supersedes(&id(other), supersedes.as_deref()));
    }
    match &article.replaces {
        Some(other) if article.withdrawn => lines.push(wording::takes_back(&id(other), replaces.as_deref())),
        Some(other) => lines.push(wording::replaces(&id(other), replaces.as_deref())),
        None if article.withdrawn => lines.push(wording::IS_WITHDRAWN.to_owned()),
        None => {}
    }
    lines.extend(article.url.as_deref().map(|url| wording::leads_to(&shortened(url, URL))));
    lines.extend(article.valid.as_ref().map(|valid| wording::holds(&valid.to_string())));
    lines
}

/// The whole of an article that is not in the knowledge yet, as residents would read it.
#[must_use]
pub(crate) fn whole_submitted(article: &Article, today: Date) -> Message {
    super::article(&as_shown(article), today).showing_nothing()
}

/// Without what residents are never shown.
fn as_shown(article: &Article) -> Article {
    let units = passage::units(&article.body, &article.mended());
    Article { body: privacy::shown(&article.body, &units), ..article.clone() }
}

fn doubts(card: &ArticleCard<'_>) -> Vec<Doubt> {
    let article = card.article;
    let mut doubts: Vec<Doubt> = card.known.map(wording::known_already).into_iter().collect();
    if article.kind == ArticleKind::Advert {
        doubts.push(wording::ADVERT);
    }
    if article.title.is_none() {
        doubts.push(wording::NO_TITLE);
    }
    match article.published.as_ref().map(|published| published.from) {
        None => doubts.push(wording::NO_DATE),
        Some(PublishedFrom::Inferred) => doubts.push(wording::DATE_INFERRED),
        Some(PublishedFrom::Printed | PublishedFrom::Given) => {}
    }
    doubts.extend_from_slice(card.doubts);
    doubts
}

fn buttons(card: &ArticleCard<'_>) -> Vec<Vec<Button>> {
    use SubmissionAction as A;
    let (id, submission) = (card.id, card.submission);
    let several = card.position.of > 1;
    let whole = rows([button(labels::WHOLE, A::ReadWhole(id)).filter(|_| card.is_cut())], 1);
    let mut all = match card.decision {
        CardDecision::Pending => pending_buttons(card),
        CardDecision::Accepted(_) => rows([button(wording::PUT_BACK, A::PutBack(id))], 1),
        CardDecision::Rejected => rows([button(wording::ACCEPT_AFTER_ALL, A::Accept(id))], 1),
    };
    all.extend(whole);
    let CardPosition { before, after, .. } = card.position;
    all.extend(rows(
        [
            before.and_then(|id| button(wording::BEFORE, A::See(id))),
            after.and_then(|id| button(wording::AFTER, A::See(id))),
        ],
        2,
    ));
    if several && card.pending > 1 {
        let accept = button(wording::ACCEPT_ALL, A::AcceptAll(submission));
        let reject = button(wording::REJECT_ALL, A::RejectAll(submission));
        all.extend(rows([accept, reject], 2));
    }
    all.extend(rows([card.just_accepted.and_then(|id| button(wording::PUT_LAST_BACK, A::PutBack(id)))], 1));
    all
}

/// What may be done with an article on which nothing is decided.
fn pending_buttons(card: &ArticleCard<'_>) -> Vec<Vec<Button>> {
    use SubmissionAction as A;
    let id = card.id;
    let mut all = rows(
        [
            button(wording::ACCEPT, A::Accept(id)),
            button(wording::REJECT, A::Reject(id)),
            button(wording::EDIT_TITLE, A::Edit(id, SubmittedField::Title)),
            button(wording::EDIT_DATE, A::Edit(id, SubmittedField::Date)),
            button(wording::EDIT_PLACE, A::Edit(id, SubmittedField::Place)),
            button(wording::EDIT_SOURCE, A::Edit(id, SubmittedField::Source)),
        ],
        2,
    );
    let for_all = card.for_all.filter(|_| card.position.of > 1).and_then(|field| {
        let label = match field {
            SubmittedField::Title => return None,
            SubmittedField::Date => wording::ALL_THIS_DATE,
            SubmittedField::Place => wording::ALL_THIS_PLACE,
            SubmittedField::Source => wording::ALL_THIS_SOURCE,
        };
        button(label, A::EditAll(id, field))
    });
    all.extend(rows([for_all], 1));
    let home = card.home.filter(|_| card.article.places.is_empty());
    let label = home.map(|home| wording::place_is(&places::in_list(home)));
    all.extend(rows([label.and_then(|label| button(&label, A::AtHome(id)))], 1));
    all
}
