//! 改标题, 改日期, 改地点, 改出处: the next words of the operator take the place of what the submission said.
//!
//! Knows nothing of which values fit.

use std::sync::Arc;

use jiff::civil::Date;

use super::{
    Catalogue,
    card::{CardNotes, Cards},
    read_back, stuck,
    submission::{EditError, NewValue},
};
use crate::{
    article::PlacePath,
    messaging::{Button, ChatKey, Message, Outgoing, SubmissionAction, SubmittedArticleId, SubmittedField},
    reply::{
        self, headline_of, place_in_words,
        wording::{labels, submissions as wording},
    },
    store::{AwaitedEdit, Decision, Store, StoreError},
};

/// Places that are named where several have one name.
const PLACES: usize = 4;

/// A value that was typed.
struct TypedEdit<'a> {
    chat: ChatKey,
    article: SubmittedArticleId,
    field: SubmittedField,
    text: &'a str,
    today: Date,
}

/// Changes what was handed in.
pub(super) struct Edits {
    store: Store,
    catalogue: Arc<dyn Catalogue>,
    cards: Cards,
    /// Where the residents are.
    home: Option<PlacePath>,
}

impl Edits {
    /// For what is kept in `store`.
    pub(super) fn new(
        store: Store,
        catalogue: Arc<dyn Catalogue>,
        cards: Cards,
        home: Option<PlacePath>,
    ) -> Self {
        Self { store, catalogue, cards, home }
    }

    /// Asks the chat for a new value.
    pub(super) fn ask(
        &self,
        chat: ChatKey,
        id: SubmittedArticleId,
        field: SubmittedField,
    ) -> Result<Outgoing, StoreError> {
        let Some(row) = self.store.submitted_article(id)? else { return Ok(Outgoing::line(wording::GONE)) };
        if row.decision != Decision::Pending {
            return Ok(Outgoing::line(wording::DECIDED_ALREADY));
        }
        self.store.await_edit(chat, Some(AwaitedEdit { article: id, field: field.key().to_owned() }))?;
        let title = headline_of(&read_back(&row)?.article);
        let words = match field {
            SubmittedField::Title => wording::new_title(&title),
            SubmittedField::Date => wording::new_date(&title),
            SubmittedField::Place => wording::new_place(&title),
            SubmittedField::Source => wording::new_source(&title),
        };
        let never = Button::new(labels::NEVER_MIND, SubmissionAction::CancelEdit);
        Ok(Outgoing::of(Message { buttons: vec![vec![never]], ..Message::of_text(&words) }))
    }

    fn awaited(&self, chat: ChatKey) -> Option<AwaitedEdit> {
        self.store.awaited_edit(chat).unwrap_or_else(|error| {
            tracing::error!(%error, "whether a new value is awaited cannot be looked up");
            None
        })
    }

    /// No new value is awaited any more: the chat is about something else. Says only where that cannot be noted.
    pub(super) fn give_up(&self, chat: ChatKey) -> Option<Outgoing> {
        self.awaited(chat)?;
        self.store.await_edit(chat, None).err().map(|error| stuck(&error))
    }

    /// The chat's words, when a new value is awaited; none when they are about something else.
    pub(super) fn hear(&self, chat: ChatKey, text: &str, today: Date) -> Option<Outgoing> {
        let AwaitedEdit { article, field } = self.awaited(chat)?;
        // A command is no value.
        if text.starts_with('/') {
            return self.give_up(chat);
        }
        let done = match SubmittedField::of(&field) {
            Some(_) if text == labels::NEVER_MIND => self.cancel(chat, today),
            Some(field) => self.edit(&TypedEdit { chat, article, field, text, today }),
            None => Ok(Outgoing::line(wording::GONE)),
        };
        Some(done.unwrap_or_else(|error| stuck(&error)))
    }

    /// 算了.
    pub(super) fn cancel(&self, chat: ChatKey, today: Date) -> Result<Outgoing, StoreError> {
        let Some(AwaitedEdit { article, .. }) = self.store.awaited_edit(chat)? else {
            return Ok(Outgoing::line(wording::NOT_EDITED));
        };
        self.store.await_edit(chat, None)?;
        Ok(Outgoing::of(self.cards.see(article, &CardNotes::note(wording::NOT_EDITED), today)?))
    }

    fn edit(&self, typed: &TypedEdit<'_>) -> Result<Outgoing, StoreError> {
        let TypedEdit { chat, article, field, text, today } = *typed;
        let Some(row) = self.store.submitted_article(article)? else {
            self.store.await_edit(chat, None)?;
            return Ok(Outgoing::line(wording::GONE));
        };
        let mut submitted = read_back(&row)?;
        let places = match field {
            SubmittedField::Place => self.catalogue.find_places(text),
            SubmittedField::Title | SubmittedField::Date | SubmittedField::Source => Vec::new(),
        };
        if let Err(error) = submitted.edit(&NewValue { field, typed: text, places: &places, today }) {
            return Ok(Outgoing::line(&why_not(&error, text)));
        }
        self.store.edit_submitted(article, submitted.body())?;
        self.store.await_edit(chat, None)?;
        let for_all = (field != SubmittedField::Title).then_some(field);
        let notes = CardNotes { for_all, ..CardNotes::note(wording::EDITED) };
        Ok(Outgoing::of(self.cards.see(article, &notes, today)?))
    }

    /// 地点就是…: where the residents are.
    pub(super) fn at_home(&self, id: SubmittedArticleId, today: Date) -> Result<Outgoing, StoreError> {
        let (Some(row), Some(home)) = (self.store.submitted_article(id)?, &self.home) else {
            return Ok(Outgoing::line(wording::GONE));
        };
        let mut submitted = read_back(&row)?;
        submitted.article.places = vec![home.clone()];
        self.store.edit_submitted(id, submitted.body())?;
        let notes = CardNotes { for_all: Some(SubmittedField::Place), ..CardNotes::note(wording::EDITED) };
        Ok(Outgoing::instead(self.cards.see(id, &notes, today)?))
    }

    /// 整份都用这个: what was changed in one article holds for all on which nothing is decided.
    pub(super) fn edit_all(
        &self,
        id: SubmittedArticleId,
        field: SubmittedField,
        today: Date,
    ) -> Result<Outgoing, StoreError> {
        let Some(row) = self.store.submitted_article(id)? else { return Ok(Outgoing::line(wording::GONE)) };
        let own = read_back(&row)?;
        for other in self.store.submitted_articles(row.submission)? {
            if other.id != id && other.decision == Decision::Pending {
                // One that is damaged is said of when its turn comes.
                let Ok(mut submitted) = read_back(&other) else { continue };
                submitted.take_over(field, &own);
                self.store.edit_submitted(other.id, submitted.body())?;
            }
        }
        Ok(Outgoing::instead(self.cards.see(id, &CardNotes::note(wording::ALL_EDITED), today)?))
    }
}

fn why_not(error: &EditError, typed: &str) -> String {
    let typed = reply::shortened(typed, 30);
    match error {
        EditError::Unfit => wording::UNFIT.to_owned(),
        EditError::NoDate => wording::no_date(&typed),
        EditError::Future(date) => wording::future_date(&reply::printed_date(*date)),
        EditError::UnknownPlace => wording::no_place(&typed),
        EditError::AmbiguousPlace(places) => {
            let places: Vec<String> = places.iter().take(PLACES).map(place_in_words).collect();
            wording::several_places(&typed, &places)
        }
    }
}
