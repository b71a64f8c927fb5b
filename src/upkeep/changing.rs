//! 改标题, 改日期, 改地点, 改出处: the next words of the operator take the place of what the file said.
//!
//! Knows nothing of which values fit.

use jiff::civil::Date;

use super::{
    Operator, Upkeep, line,
    parcels::{stuck, turned},
    said,
};
use crate::{
    conversation::{Beside, read_piece},
    messaging::{Button, Message, Outgoing, SubmissionAction},
    parcel::{Field, Refused},
    reply::{
        self, headline_of, place_in_words,
        wording::{labels, parcels as wording},
    },
    store::{Decision, StoreError},
};

impl Upkeep {
    /// Asks for a new value.
    pub(super) fn ask_to_change(
        &self,
        operator: &Operator,
        seq: i64,
        field: Field,
    ) -> Result<Outgoing, StoreError> {
        let Some(row) = self.store.piece(seq)? else { return Ok(line(wording::GONE)) };
        if row.decision != Decision::Waits {
            return Ok(line(wording::UNCHANGEABLE));
        }
        self.store.set_changing(operator.chat, Some((seq, field.key())))?;
        let title = headline_of(&read_piece(&row)?.article);
        let words = match field {
            Field::Title => wording::new_title(&title),
            Field::Date => wording::new_date(&title),
            Field::Place => wording::new_place(&title),
            Field::Source => wording::new_source(&title),
        };
        let never = Button::new(labels::NEVER_MIND, SubmissionAction::LeaveUnchanged);
        Ok(said(Message { buttons: vec![vec![never]], ..Message::of_text(&words) }))
    }

    /// Which value of which article is awaited.
    fn awaited(&self, operator: &Operator) -> Option<(i64, String)> {
        self.store.changing(operator.chat).unwrap_or_else(|error| {
            tracing::error!(%error, "whether a new value is awaited cannot be looked up");
            None
        })
    }

    /// No new value is awaited any more: the operator is about something else.
    pub(super) fn awaits_no_more(&self, operator: &Operator) -> Option<Outgoing> {
        self.awaited(operator)?;
        self.store.set_changing(operator.chat, None).err().map(|error| stuck(&error))
    }

    /// The operator's words, when a new value is awaited; none when they are about something else.
    pub(super) fn changed(&self, operator: &Operator, text: &str) -> Option<Outgoing> {
        let (seq, field) = self.awaited(operator)?;
        // A command is no value.
        if text.starts_with('/') {
            return self.awaits_no_more(operator);
        }
        let done = match Field::of(&field) {
            Some(_) if text == labels::NEVER_MIND => self.not_changed(operator),
            Some(field) => self.change(operator, (seq, field), text),
            None => Ok(line(wording::GONE)),
        };
        Some(done.unwrap_or_else(|error| stuck(&error)))
    }

    /// 算了.
    pub(super) fn not_changed(&self, operator: &Operator) -> Result<Outgoing, StoreError> {
        let Some((seq, _)) = self.store.changing(operator.chat)? else { return Ok(line(wording::UNCHANGED)) };
        self.store.set_changing(operator.chat, None)?;
        Ok(said(self.pieces(operator.today).see(seq, &Beside::note(wording::UNCHANGED))?))
    }

    fn change(
        &self,
        operator: &Operator,
        (seq, field): (i64, Field),
        text: &str,
    ) -> Result<Outgoing, StoreError> {
        let Some(row) = self.store.piece(seq)? else {
            self.store.set_changing(operator.chat, None)?;
            return Ok(line(wording::GONE));
        };
        let mut piece = read_piece(&row)?;
        let places = if field == Field::Place { self.knowledge.find_places(text) } else { Vec::new() };
        if let Err(refused) = piece.change(field, text, (&places, operator.today)) {
            return Ok(line(&why_not(&refused, text)));
        }
        self.store.change_piece(seq, piece.body())?;
        self.store.set_changing(operator.chat, None)?;
        let for_all = (field != Field::Title).then_some(field);
        let beside = Beside { for_all, ..Beside::note(wording::CHANGED) };
        Ok(said(self.pieces(operator.today).see(seq, &beside)?))
    }

    /// 地点就是…: where the residents are.
    pub(super) fn at_home(&self, seq: i64, today: Date) -> Result<Outgoing, StoreError> {
        let (Some(row), Some(home)) = (self.store.piece(seq)?, &self.options.home) else {
            return Ok(line(wording::GONE));
        };
        let mut piece = read_piece(&row)?;
        piece.article.places = vec![home.clone()];
        self.store.change_piece(seq, piece.body())?;
        let beside = Beside { for_all: Some(Field::Place), ..Beside::note(wording::CHANGED) };
        Ok(turned(self.pieces(today).see(seq, &beside)))
    }

    /// 整份都用这个: what was changed in one article holds for all on which nothing is decided.
    pub(super) fn change_all(&self, seq: i64, field: Field, today: Date) -> Result<Outgoing, StoreError> {
        let Some(row) = self.store.piece(seq)? else { return Ok(line(wording::GONE)) };
        let own = read_piece(&row)?;
        for other in self.store.pieces(row.parcel)? {
            if other.seq != seq && other.decision == Decision::Waits {
                // One that is damaged is said of when its turn comes.
                let Ok(mut piece) = read_piece(&other) else { continue };
                piece.take_over(field, &own);
                self.store.change_piece(other.seq, piece.body())?;
            }
        }
        Ok(turned(self.pieces(today).see(seq, &Beside::note(wording::ALL_CHANGED))))
    }
}

fn why_not(refused: &Refused, typed: &str) -> String {
    let typed = reply::shortened(typed, 30);
    match refused {
        Refused::Unfit => wording::UNFIT.to_owned(),
        Refused::NoDate => wording::no_date(&typed),
        Refused::NotYet(date) => wording::not_yet(&reply::printed_date(*date)),
        Refused::NoPlace => wording::no_place(&typed),
        Refused::Several(places) => {
            let places: Vec<String> = places.iter().take(4).map(place_in_words).collect();
            wording::several_places(&typed, &places)
        }
    }
}
