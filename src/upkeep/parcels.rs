//! A file that an operator sends is read, kept, and shown article by article.
//!
//! Knows nothing of how it came, and decides nothing.

use jiff::civil::Date;

use super::{Operator, Upkeep, instead, line, said};
use crate::{
    conversation::{Beside, Pieces, called, content_of, read_piece, undecided_before},
    messaging::{Message, Outgoing, SentFile},
    parcel::Piece,
    reply::{self, wording::parcels as wording},
    store::{self, StoreError},
};

/// Articles of one file: nobody looks at more one by one, and no issue of a paper has more.
const ARTICLES: usize = 300;

impl Upkeep {
    /// What was sent, as it is shown on that day.
    pub(super) fn pieces(&self, today: Date) -> Pieces<'_> {
        Pieces { store: &self.store, knowledge: &*self.knowledge, home: self.options.home.as_ref(), today }
    }

    /// A file has come: its articles are kept, then the first is shown.
    pub(super) fn receive(&self, operator: &Operator, file: &SentFile) -> Outgoing {
        let name = called(file);
        let name = name.as_str();
        let bytes = match content_of(file) {
            Ok(bytes) => bytes,
            Err(words) => return line(&words),
        };
        let (pieces, problem) = Piece::all_of(self.knowledge.read_sent(name, bytes, operator.today));
        if pieces.is_empty() {
            return said(reply::unreadable(name, problem.as_ref()));
        }
        if pieces.len() > ARTICLES {
            return line(&wording::too_many(name, pieces.len()));
        }
        let parcel = store::Parcel {
            chat: operator.chat,
            origin: store::Origin::File(file.message),
            resident: false,
            handed: true,
            day: operator.today,
            forget_before: undecided_before(operator.today),
            name: name.to_owned(),
            pieces: pieces.iter().map(Piece::body).collect(),
        };
        let shown = self.store.keep_parcel(parcel).and_then(|parcel| {
            tracing::info!(articles = pieces.len(), "an operator sent a file");
            self.pieces(operator.today).next_of(parcel, (0, &Beside::default()))
        });
        match shown {
            Ok(message) => said(message),
            Err(error) => {
                tracing::error!(%error, "a file that was sent could not be kept");
                line(&wording::not_kept(name))
            }
        }
    }

    /// Files on which nobody has decided are not kept for ever.
    pub fn tidy_up(&self, today: Date) {
        if let Err(error) = self.store.forget_parcels(undecided_before(today)) {
            tracing::error!(%error, "files that were sent long ago could not be forgotten");
        }
    }

    /// `/drafts`.
    pub(super) fn waiting(&self) -> Outgoing {
        match self.store.parcels_waiting() {
            Ok(parcels) => {
                let parcels: Vec<(i64, String, usize)> =
                    parcels.into_iter().map(|waits| (waits.parcel, waits.name, waits.pieces)).collect();
                said(reply::parcels_waiting(&parcels))
            }
            Err(error) => stuck(&error),
        }
    }

    /// 看全文.
    pub(super) fn whole(&self, seq: i64, today: Date) -> Result<Outgoing, StoreError> {
        Ok(match self.store.piece(seq)? {
            Some(row) => said(reply::whole_piece(&read_piece(&row)?, today)),
            None => line(wording::GONE),
        })
    }

    /// One file of that list.
    pub(super) fn open(&self, parcel: i64, today: Date) -> Outgoing {
        self.pieces(today).next_of(parcel, (0, &Beside::default())).map_or_else(|error| stuck(&error), said)
    }
}

/// In place of the message whose button was pressed.
pub(super) fn turned(message: Result<Message, StoreError>) -> Outgoing {
    message.map_or_else(|error| stuck(&error), instead)
}

pub(super) fn stuck(error: &StoreError) -> Outgoing {
    if let StoreError::Unreadable { row: Some(row), .. } = error {
        return line(&wording::unreadable_piece(*row));
    }
    tracing::error!(%error, "what was sent cannot be looked up, or a decision cannot be kept");
    line(reply::notices::APOLOGY)
}
