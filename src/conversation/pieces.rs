//! What was sent, article by article, as those see it who decide on it.
//!
//! Knows nothing of how a decision is carried out.

use jiff::{ToSpan, civil::Date};

use super::Retriever;
use crate::{
    article::{ArticleId, PlacePath},
    messaging::Message,
    parcel::{Field, Piece},
    reply::{self, ActsOn, AllDecided, PieceView, Standing, wording::parcels as wording},
    store::{self, Decision, Store, StoreError},
};

/// Files on which nobody decides are kept for so many days.
const PARCEL_DAYS: i32 = 14;

/// What came before this day and is still undecided is forgotten.
pub(crate) fn undecided_before(today: Date) -> Date {
    today.saturating_sub(PARCEL_DAYS.days())
}

/// An article that was kept.
///
/// # Errors
/// It cannot be read back.
pub(crate) fn read_piece(row: &store::Piece) -> Result<Piece, StoreError> {
    Piece::read(&row.body).ok_or_else(|| StoreError::unreadable("pieces", Some(row.seq)))
}

/// What is said beside an article.
#[derive(Clone, Debug, Default)]
pub(crate) struct Beside {
    /// What was just done.
    pub(crate) note: Option<String>,
    /// An article that was just filed.
    pub(crate) last: Option<i64>,
    /// What the whole file may take from this article.
    pub(crate) for_all: Option<Field>,
    /// What was filed does not serve yet.
    pub(crate) not_yet: bool,
}

impl Beside {
    pub(crate) fn note(note: &str) -> Self {
        Self { note: Some(note.to_owned()), ..Self::default() }
    }
}

/// The articles that were sent, on one day.
pub(crate) struct Pieces<'a> {
    pub(crate) store: &'a Store,
    pub(crate) knowledge: &'a dyn Retriever,
    /// Where the residents are.
    pub(crate) home: Option<&'a PlacePath>,
    pub(crate) today: Date,
}

impl Pieces<'_> {
    /// One article, whatever was decided on it.
    pub(crate) fn see(&self, seq: i64, beside: &Beside) -> Result<Message, StoreError> {
        let Some(piece) = self.store.piece(seq)? else { return Ok(Message::of_text(wording::GONE)) };
        let all = self.store.pieces(piece.parcel)?;
        Ok(self.shown(&all, seq, beside))
    }

    /// The next article on which something is to be decided, after this one and then from the beginning; or what was
    /// decided, when it was the last.
    pub(crate) fn next_of(
        &self,
        parcel: i64,
        (after, beside): (i64, &Beside),
    ) -> Result<Message, StoreError> {
        let all = self.store.pieces(parcel)?;
        let waits = |piece: &&store::Piece| piece.decision == Decision::Waits;
        let next = all.iter().filter(waits).find(|piece| piece.seq > after).or(all.iter().find(waits));
        Ok(match next {
            Some(next) => self.shown(&all, next.seq, beside),
            None => decided(&all, parcel, beside),
        })
    }

    fn shown(&self, all: &[store::Piece], seq: i64, beside: &Beside) -> Message {
        let Some((at, row)) = all.iter().enumerate().find(|(_, piece)| piece.seq == seq) else {
            return Message::of_text(wording::GONE);
        };
        let Ok(piece) = read_piece(row) else {
            return reply::unreadable_piece(row.seq, row.decision == Decision::Waits);
        };
        let standing = match (row.decision, &row.path) {
            (Decision::Waits, _) => Standing::Waits,
            (Decision::Filed, path) => Standing::Filed(path.as_deref().unwrap_or_default()),
            (Decision::Left, _) => Standing::Left,
        };
        let known = self
            .knowledge
            .linked(&piece.article.fingerprint().link())
            .and_then(|id| self.knowledge.article(&id))
            .map(|article| article.file);
        let headline = |id: &Option<ArticleId>| {
            let there = id.as_ref().and_then(|id| self.knowledge.article(id));
            there.map(|article| reply::headline_of(&article))
        };
        let acts_on = ActsOn {
            supersedes: headline(&piece.article.supersedes),
            replaces: headline(&piece.article.replaces),
        };
        let seq_at = |at: Option<usize>| at.and_then(|at| all.get(at)).map(|piece| piece.seq);
        reply::piece(&PieceView {
            piece: &piece,
            numbers: (row.seq, row.parcel),
            name: &row.name,
            resident: row.resident,
            acts_on: &acts_on,
            position: (at + 1, all.len()),
            standing,
            left: all.iter().filter(|piece| piece.decision == Decision::Waits).count(),
            beside: (seq_at(at.checked_sub(1)), seq_at(Some(at + 1))),
            note: beside.note.as_deref(),
            last: beside.last,
            for_all: beside.for_all,
            known: known.as_deref(),
            home: self.home,
            today: self.today,
        })
    }
}

fn decided(all: &[store::Piece], parcel: i64, beside: &Beside) -> Message {
    let Some(first) = all.first() else { return Message::of_text(wording::GONE) };
    let filed: Vec<&store::Piece> = all.iter().filter(|piece| piece.decision == Decision::Filed).collect();
    let files: Vec<String> = filed.iter().filter_map(|piece| piece.path.clone()).collect();
    reply::all_decided(&AllDecided {
        name: &first.name,
        parcel,
        note: beside.note.as_deref(),
        not_yet: beside.not_yet,
        files: &files,
        left: all.len() - filed.len(),
        only: filed.first().filter(|_| filed.len() == 1).map(|piece| piece.seq),
        first: Some(first.seq),
    })
}
