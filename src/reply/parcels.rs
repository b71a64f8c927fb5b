//! A file that was sent, as an operator sees it: article by article as residents would read it, with what may be done.
//!
//! Knows nothing of where articles are kept and filed.

use jiff::civil::Date;

use super::{
    passage::block,
    places, rows,
    shared::opening,
    status,
    understood::shortened,
    wording::{labels, parcels as wording},
};
use crate::{
    article::{Article, ArticleId, Kind, PlacePath, PublishedFrom},
    messaging::{Button, Message, Overflow, RichText, SubmissionAction, bold, plain},
    parcel::{Field, Piece},
    passage, privacy,
    problem::Problem,
};

/// The longest headline and the longest name.
const HEADLINE: usize = 40;
const NAME: usize = 40;
/// The longest id and the longest address.
const ID: usize = 80;
const URL: usize = 200;
/// Files in one list.
const LISTED: usize = 10;

/// An article as it is to be shown to an operator.
#[derive(Clone, Debug)]
pub struct PieceView<'a> {
    /// The article.
    pub piece: &'a Piece,
    /// Its number, and that of its file.
    pub numbers: (i64, i64),
    /// The name of its file.
    pub name: &'a str,
    /// A resident handed it in.
    pub resident: bool,
    /// The notices on which it acts, where its file says so.
    pub acts_on: &'a ActsOn,
    /// Its position from 1, and how many there are.
    pub position: (usize, usize),
    /// What was decided.
    pub standing: Standing<'a>,
    /// Articles on which nothing is decided, this one included.
    pub left: usize,
    /// The articles before and after it.
    pub beside: (Option<i64>, Option<i64>),
    /// What was just done, on top.
    pub note: Option<&'a str>,
    /// An article that was just filed and may be taken back.
    pub last: Option<i64>,
    /// What the whole file may take from this article.
    pub for_all: Option<Field>,
    /// The file of the knowledge that has the same headline and opening.
    pub known: Option<&'a str>,
    /// Where the residents are: offered where no place is known.
    pub home: Option<&'a PlacePath>,
    /// The day.
    pub today: Date,
}

/// Headlines of the notices on which an article acts; none where there is no such notice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActsOn {
    /// Of the one that it changes.
    pub supersedes: Option<String>,
    /// Of the one for which it stands.
    pub replaces: Option<String>,
}

/// What was decided on an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing<'a> {
    /// Nothing yet.
    Waits,
    /// It is in this file.
    Filed(&'a str),
    /// It is not wanted.
    Left,
}

/// The result of all decisions on a file.
#[derive(Clone, Debug)]
pub struct AllDecided<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its number.
    pub parcel: i64,
    /// What was just done.
    pub note: Option<&'a str>,
    /// What was filed does not serve yet.
    pub not_yet: bool,
    /// The files that were written.
    pub files: &'a [String],
    /// How many articles are not wanted.
    pub left: usize,
    /// The only article that may be taken back.
    pub only: Option<i64>,
    /// The first article.
    pub first: Option<i64>,
}

fn button(label: &str, action: SubmissionAction) -> Option<Button> {
    Some(Button::new(label, action))
}

/// A headline, or how a text without one begins.
#[must_use]
pub fn headline_of(article: &Article) -> String {
    let headline = article.headline().trim();
    shortened(if headline.is_empty() { article.body.trim() } else { headline }, HEADLINE)
}

/// An article that was kept and cannot be read back; one on which nothing is decided may be passed over.
#[must_use]
pub fn unreadable_piece(seq: i64, waits: bool) -> Message {
    let leave = button(wording::LEAVE, SubmissionAction::Reject(seq)).filter(|_| waits);
    Message { buttons: rows([leave], 1), ..Message::of_text(&wording::unreadable_piece(seq)) }
}

/// One article with its buttons.
#[must_use]
pub fn piece(view: &PieceView<'_>) -> Message {
    let (at, of) = view.position;
    let mut lines: Vec<RichText> = Vec::new();
    if let Some(note) = view.note {
        lines.push(plain(note));
        lines.push(RichText::new());
    }
    if view.resident && view.note.is_none() && view.standing == Standing::Waits {
        lines.push(plain(wording::FROM_RESIDENT));
    }
    lines.push(bold(&wording::position(&shortened(view.name, NAME), at, of, view.left)));
    match view.standing {
        Standing::Waits => lines.push(plain(wording::SO_IT_READS)),
        Standing::Filed(file) => lines.push(plain(&wording::is_taken(file))),
        Standing::Left => lines.push(plain(wording::IS_LEFT)),
    }
    // Above the passage: however long the rest is, this is not cut off.
    lines.extend(deeds(view).iter().map(|line| plain(line)));
    lines.push(RichText::new());
    let shown = as_shown(&view.piece.article);
    let passage = opening(&shown, "", view.today);
    let status = status::lines(&passage, &[], view.today);
    lines.extend(status.iter().map(|line| plain(line)));
    lines.extend((!status.is_empty()).then(RichText::new));
    lines.push(block(&passage));
    let all: Vec<String> = shown.places.iter().map(places::in_list).collect();
    lines.push(plain(&wording::places(&all)));
    lines.push(plain(&wording::kind(shown.kind, &shown.services)));
    let doubts = doubts(view);
    if view.standing == Standing::Waits && !doubts.is_empty() {
        lines.push(RichText::new());
        lines.push(bold(wording::PLEASE_LOOK));
        lines.extend(doubts.iter().map(|(problem, remedy)| plain(&wording::doubt(problem, remedy))));
    }
    // No article is so long, but what it doubts may be.
    let overflow = Some(Overflow { longer_than: 1, shown: 1, instead: None });
    Message { text: RichText::lines(lines), buttons: buttons(view), overflow, ..Message::default() }
}

impl PieceView<'_> {
    /// There is more of the article than is shown.
    fn is_cut(&self) -> bool {
        let article = &self.piece.article;
        opening(&as_shown(article), "", self.today).text.trim() != article.body.trim()
    }
}

/// What taking the article does besides, and what its file wanted and does not get.
fn deeds(view: &PieceView<'_>) -> Vec<String> {
    let mut lines: Vec<String> = wording::left_out(&view.piece.left_out).into_iter().collect();
    // A resident's file does nothing.
    if view.standing != Standing::Waits || view.resident {
        return lines;
    }
    let article = &view.piece.article;
    let id = |id: &ArticleId| shortened(id.as_str(), ID);
    let ActsOn { supersedes, replaces } = view.acts_on;
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
pub fn whole_piece(piece: &Piece, today: Date) -> Message {
    super::article(&as_shown(&piece.article), today).showing_nothing()
}

/// Without what residents are never shown.
fn as_shown(article: &Article) -> Article {
    let units = passage::units(&article.body, &article.mended());
    Article { body: privacy::shown(&article.body, &units), ..article.clone() }
}

fn doubts(view: &PieceView<'_>) -> Vec<(String, String)> {
    let article = &view.piece.article;
    let own = |(problem, remedy): (&str, &str)| (problem.to_owned(), remedy.to_owned());
    let mut doubts: Vec<(String, String)> = Vec::new();
    doubts.extend(view.known.map(wording::known_already));
    if article.kind == Kind::Advert {
        doubts.push(own(wording::ADVERT));
    }
    if article.title.is_none() {
        doubts.push(own(wording::NO_TITLE));
    }
    match article.published.as_ref().map(|published| published.from) {
        None => doubts.push(own(wording::NO_DATE)),
        Some(PublishedFrom::Inferred) => doubts.push(own(wording::DATE_INFERRED)),
        Some(PublishedFrom::Printed | PublishedFrom::Given) => {}
    }
    doubts.extend(view.piece.doubts.iter().map(|doubt| (doubt.problem.clone(), doubt.remedy.clone())));
    doubts
}

fn buttons(view: &PieceView<'_>) -> Vec<Vec<Button>> {
    use SubmissionAction as A;
    let (piece, parcel) = view.numbers;
    let several = view.position.1 > 1;
    let whole = rows([button(labels::WHOLE, A::ReadWhole(piece)).filter(|_| view.is_cut())], 1);
    let mut all = match view.standing {
        Standing::Waits => {
            let mut all = rows(
                [
                    button(wording::TAKE, A::Accept(piece)),
                    button(wording::LEAVE, A::Reject(piece)),
                    button(wording::CHANGE_TITLE, A::Change(piece, Field::Title)),
                    button(wording::CHANGE_DATE, A::Change(piece, Field::Date)),
                    button(wording::CHANGE_PLACE, A::Change(piece, Field::Place)),
                    button(wording::CHANGE_SOURCE, A::Change(piece, Field::Source)),
                ],
                2,
            );
            let for_all = view.for_all.filter(|_| several).and_then(|field| {
                let label = match field {
                    Field::Title => return None,
                    Field::Date => wording::ALL_THIS_DATE,
                    Field::Place => wording::ALL_THIS_PLACE,
                    Field::Source => wording::ALL_THIS_SOURCE,
                };
                button(label, A::ChangeAll(piece, field))
            });
            all.extend(rows([for_all], 1));
            let home = view.home.filter(|_| view.piece.article.places.is_empty());
            let label = home.map(|home| wording::place_is(&places::in_list(home)));
            all.extend(rows([label.and_then(|label| button(&label, A::AtHome(piece)))], 1));
            all
        }
        Standing::Filed(_) => rows([button(wording::TAKE_BACK, A::TakeBack(piece))], 1),
        Standing::Left => rows([button(wording::TAKE_AFTER_ALL, A::Accept(piece))], 1),
    };
    all.extend(whole);
    let (before, after) = view.beside;
    all.extend(rows(
        [
            before.and_then(|seq| button(wording::BEFORE, A::See(seq))),
            after.and_then(|seq| button(wording::AFTER, A::See(seq))),
        ],
        2,
    ));
    if several && view.left > 1 {
        let both = [
            button(wording::TAKE_ALL, A::AcceptAll(parcel)),
            button(wording::LEAVE_ALL, A::RejectAll(parcel)),
        ];
        all.extend(rows(both, 2));
    }
    all.extend(rows([view.last.and_then(|seq| button(wording::TAKE_LAST_BACK, A::TakeBack(seq)))], 1));
    all
}

/// All is decided: what was filed, with the way back.
#[must_use]
pub fn all_decided(done: &AllDecided<'_>) -> Message {
    let mut lines: Vec<RichText> = done.note.map(plain).into_iter().collect();
    lines.push(bold(&wording::all_decided(&shortened(done.name, NAME), done.files.len(), done.left)));
    if !done.files.is_empty() && !done.not_yet {
        lines.push(plain(wording::SERVES));
    }
    // The note names the only one.
    let listed = if done.files.len() == 1 && done.note.is_some() { 0 } else { LISTED };
    lines.extend(done.files.iter().take(listed).map(|file| plain(&wording::file_line(file))));
    if done.files.len() > LISTED {
        lines.push(plain(&wording::more_files(done.files.len() - LISTED)));
    }
    let back = match (done.only, done.files.len()) {
        (_, 0) => None,
        (Some(only), 1) => button(wording::TAKE_BACK, SubmissionAction::TakeBack(only)),
        (_, _) => button(wording::TAKE_ALL_BACK, SubmissionAction::TakeAllBack(done.parcel)),
    };
    let again = done.first.and_then(|first| button(wording::LOOK_AGAIN, SubmissionAction::See(first)));
    Message { text: RichText::lines(lines), buttons: rows([back, again], 2), ..Message::default() }
}

/// A file that cannot be used: its name, why, and what to do.
#[must_use]
pub fn unreadable(name: &str, problem: Option<&Problem>) -> Message {
    let (why, remedy) = problem.map_or((wording::NOTHING_IN_IT, wording::LOOK_INSIDE), |problem| {
        (problem.problem.as_str(), problem.remedy.as_str())
    });
    Message::of_text(&wording::unreadable(&shortened(name, NAME), why, remedy))
}

/// Files on which something is to be decided: number, name, articles.
#[must_use]
pub fn waiting(parcels: &[(i64, String, usize)]) -> Message {
    if parcels.is_empty() {
        return Message::of_text(wording::NOTHING_WAITS);
    }
    let mut lines = vec![bold(wording::WAITING)];
    let mut buttons = Vec::new();
    for (number, (parcel, name, pieces)) in (1..).zip(parcels.iter().take(LISTED)) {
        lines.push(plain(&wording::waiting(number, &shortened(name, NAME), *pieces)));
        buttons.push(button(&wording::open(number), SubmissionAction::OpenFile(*parcel)));
    }
    if parcels.len() > LISTED {
        lines.push(plain(&wording::more_files(parcels.len() - LISTED)));
    }
    Message { text: RichText::lines(lines), buttons: rows(buttons, 2), ..Message::default() }
}
