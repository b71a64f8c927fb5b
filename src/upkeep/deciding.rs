//! 收下, 不要, 放回去: an article that was sent is filed, passed over, or taken out again.
//!
//! Knows nothing of how articles look. Each step is noted before and after it is done, so that a process that ends in
//! the middle goes on where it was: a file is written once, and only what was written here is removed.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

use jiff::civil::Date;

use super::{
    Operator, Upkeep,
    gate::{self, Verdict},
    parcels::turned,
};
use crate::{
    cancellation,
    conversation::{Beside, read_piece},
    intake::{
        self,
        into::{self, Outcome},
    },
    messaging::{ChatKey, Message, Outgoing, Recipient, SubmissionAction},
    parcel,
    reply::{
        self, headline_of,
        wording::{editors, operators, parcels as wording},
    },
    store::{self, Decided, Decision, StoreError},
};

/// Failures that are told of many.
const FAILURES: usize = 3;

/// Why an article was not filed or not taken out.
enum Hindered {
    /// In words for the operator.
    Because(String),
    Store(StoreError),
}

impl From<StoreError> for Hindered {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl Upkeep {
    /// A button below an article that was sent, or below the file that brought it.
    pub(super) fn press_below_article(
        &self,
        operator: &Operator,
        action: SubmissionAction,
    ) -> Result<Outgoing, StoreError> {
        let today = operator.today;
        match action {
            SubmissionAction::Accept(seq) => self.take(seq, today),
            SubmissionAction::Reject(seq) => self.leave(seq, today),
            SubmissionAction::TakeBack(seq) => self.take_back(seq, today),
            SubmissionAction::See(seq) => Ok(turned(self.pieces(today).see(seq, &Beside::default()))),
            SubmissionAction::ReadWhole(seq) => self.whole(seq, today),
            SubmissionAction::Change(seq, field) => self.ask_to_change(operator, seq, field),
            SubmissionAction::ChangeAll(seq, field) => self.change_all(seq, field, today),
            SubmissionAction::AtHome(seq) => self.at_home(seq, today),
            SubmissionAction::LeaveUnchanged => self.not_changed(operator),
            SubmissionAction::OpenFile(parcel) => Ok(self.open(parcel, today)),
            SubmissionAction::AcceptAll(parcel) => self.take_all(parcel, today),
            SubmissionAction::RejectAll(parcel) => self.leave_all(parcel, today),
            SubmissionAction::TakeAllBack(parcel) => self.take_all_back(parcel, today),
        }
    }

    fn take(&self, seq: i64, today: Date) -> Result<Outgoing, StoreError> {
        let Some(row) = self.store.piece(seq)? else {
            return Ok(turned(self.pieces(today).see(seq, &Beside::default())));
        };
        let Ok(piece) = read_piece(&row) else {
            return Ok(turned(self.pieces(today).see(seq, &Beside::default())));
        };
        let title = headline_of(&piece.article);
        match self.file(&row, today) {
            Ok(file) => {
                let note = Some(wording::taken(&title, &file));
                let looked = self.look_after(today);
                let not_yet = looked.0.is_some();
                let beside = Beside { note, last: Some(seq), not_yet, ..Beside::default() };
                let message = self.pieces(today).next_of(row.parcel, (seq, &beside))?;
                Ok(self.with_thanks(&row, looked.below(message)))
            }
            Err(Hindered::Because(why)) => Ok(turned(self.pieces(today).see(seq, &Beside::note(&why)))),
            Err(Hindered::Store(error)) => Err(error),
        }
    }

    fn leave(&self, seq: i64, today: Date) -> Result<Outgoing, StoreError> {
        let Some(row) = self.store.piece(seq)? else {
            return Ok(turned(self.pieces(today).see(seq, &Beside::default())));
        };
        // A button of before: what is filed has a way back of its own.
        if row.decision == Decision::Filed {
            return Ok(turned(self.pieces(today).see(seq, &Beside::default())));
        }
        self.store.decide_piece(seq, plain(Decision::Left))?;
        let note = match read_piece(&row) {
            Ok(piece) => wording::left(&headline_of(&piece.article)),
            Err(_) => wording::LEFT_UNREADABLE.to_owned(),
        };
        Ok(turned(self.pieces(today).next_of(row.parcel, (seq, &Beside::note(&note)))))
    }

    fn take_back(&self, seq: i64, today: Date) -> Result<Outgoing, StoreError> {
        let Some(row) = self.store.piece(seq)? else {
            return Ok(turned(self.pieces(today).see(seq, &Beside::default())));
        };
        let note = match self.take_out(&row) {
            Ok(note) => note,
            Err(Hindered::Because(why)) => Some(why),
            Err(Hindered::Store(error)) => return Err(error),
        };
        let looked = self.look_after(today);
        let message = self.pieces(today).see(seq, &Beside { note, ..Beside::default() })?;
        Ok(looked.below(message))
    }

    fn take_all(&self, parcel: i64, today: Date) -> Result<Outgoing, StoreError> {
        let rows = self.waiting_of(parcel)?;
        let mut failures = Vec::new();
        for row in &rows {
            cancellation::check();
            match self.file(row, today) {
                Ok(_) => {}
                Err(Hindered::Because(why)) => failures.push(why),
                Err(Hindered::Store(error)) => return Err(error),
            }
        }
        failures.truncate(FAILURES);
        let note = Some(failures.join("\n")).filter(|note| !note.is_empty());
        let looked = self.look_after(today);
        let not_yet = looked.0.is_some();
        let beside = Beside { note, not_yet, ..Beside::default() };
        let message = self.pieces(today).next_of(parcel, (0, &beside))?;
        let outgoing = looked.below(message);
        Ok(rows.first().map(|row| self.with_thanks(row, outgoing.clone())).unwrap_or(outgoing))
    }

    fn leave_all(&self, parcel: i64, today: Date) -> Result<Outgoing, StoreError> {
        for row in self.waiting_of(parcel)? {
            self.store.decide_piece(row.seq, plain(Decision::Left))?;
        }
        Ok(turned(self.pieces(today).next_of(parcel, (0, &Beside::default()))))
    }

    fn take_all_back(&self, parcel: i64, today: Date) -> Result<Outgoing, StoreError> {
        let mut notes = Vec::new();
        for row in self.store.pieces(parcel)? {
            match self.take_out(&row) {
                Ok(note) => notes.extend(note),
                Err(Hindered::Because(why)) => notes.push(why),
                Err(Hindered::Store(error)) => return Err(error),
            }
        }
        notes.truncate(FAILURES);
        let looked = self.look_after(today);
        let message = self.pieces(today).next_of(parcel, (0, &Beside::note(&notes.join("\n"))))?;
        Ok(looked.below(message))
    }

    fn waiting_of(&self, parcel: i64) -> Result<Vec<store::Piece>, StoreError> {
        let mut rows = self.store.pieces(parcel)?;
        rows.retain(|row| row.decision == Decision::Waits);
        Ok(rows)
    }

    /// Writes an article into the folder, once; gives its file.
    fn file(&self, row: &store::Piece, today: Date) -> Result<String, Hindered> {
        if row.decision == Decision::Filed {
            return Ok(row.path.clone().unwrap_or_default());
        }
        let mut piece = read_piece(row).map_err(|_| Hindered::Because(wording::unreadable_piece(row.seq)))?;
        if row.resident {
            // Whatever was kept of it, and by which version: nothing else gets into the folder.
            piece.article = parcel::words_only(piece.article);
        }
        let root = self.knowledge.folder();
        let folder = root.join("articles").join(piece.year(today).to_string());
        let path = match &row.path {
            Some(path) => root.join(path),
            None => into::destination(&folder, &piece.article)
                .map_err(|error| refused(&shown(root, &folder), &error))?,
        };
        let file = shown(root, &path);
        // What is there already was put there by somebody else, unless it was begun here.
        let ours = row.path.is_some() || !path.exists();
        if ours {
            self.store.about_to_file(row.seq, &file)?;
        }
        match into::write_article(&path, &piece.article).map_err(|error| refused(&file, &error))? {
            Outcome::KeptEdited => return Err(Hindered::Because(wording::other_content(&file))),
            Outcome::New | Outcome::Same => {}
        }
        // Of what was meant to be written: whatever else is there is somebody's edit.
        let hash = ours.then(|| hash(intake::write_notice(&piece.article).as_bytes()));
        let messages = self.thanks(row)?;
        let decided = Decided { decision: Decision::Filed, path: Some(file.clone()), hash, messages };
        self.store.decide_piece(row.seq, decided)?;
        tracing::info!(file, "an operator filed an article");
        Ok(file)
    }

    /// The resident who handed it in hears of the first article that is filed.
    fn thanks(&self, row: &store::Piece) -> Result<Vec<store::QueuedMessage>, StoreError> {
        let all = if row.resident { self.store.pieces(row.parcel)? } else { Vec::new() };
        let first = all.iter().all(|piece| piece.decision != Decision::Filed);
        Ok(if row.resident && first { self.thanks_to(row.chat) } else { Vec::new() })
    }

    fn thanks_to(&self, chat: ChatKey) -> Vec<store::QueuedMessage> {
        (self.options.queued)(chat, None, &Message::of_text(editors::YOURS_WAS_TAKEN))
    }

    /// Where nothing can be queued it is said at once.
    fn with_thanks(&self, row: &store::Piece, outgoing: Outgoing) -> Outgoing {
        if !row.resident || !self.thanks_to(row.chat).is_empty() {
            return outgoing;
        }
        let thanks = (Recipient::Chat(row.chat), Message::of_text(editors::YOURS_WAS_TAKEN));
        Outgoing { elsewhere: vec![thanks], ..outgoing }
    }

    /// Removes the file that was written for an article, if nobody has changed it; says what was done.
    fn take_out(&self, row: &store::Piece) -> Result<Option<String>, Hindered> {
        let (Decision::Filed, Some(file)) = (row.decision, &row.path) else { return Ok(None) };
        let Some(written) = &row.hash else { return Err(Hindered::Because(wording::file_was_there(file))) };
        let path = self.knowledge.folder().join(file);
        match fs::read(&path) {
            Ok(bytes) if hash(&bytes) != *written => {
                return Err(Hindered::Because(wording::file_edited(file)));
            }
            Ok(_) => fs::remove_file(&path).map_err(|error| refused(file, &error))?,
            // Somebody has removed it, or this was begun before.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(refused(file, &error)),
        }
        self.store.decide_piece(row.seq, plain(Decision::Waits))?;
        tracing::info!(file, "an operator took a filed article out again");
        let title = read_piece(row).map_or_else(|_| file.clone(), |piece| headline_of(&piece.article));
        Ok(Some(wording::taken_back(&title, file)))
    }

    /// The gate for what was written; says what the operator must know of it.
    fn look_after(&self, today: Date) -> Looked {
        if self.knowledge.is_held() {
            return Looked(Some(Message::of_text(operators::IS_HELD)));
        }
        Looked(match self.look_through_and_correct(today, &BTreeSet::new()).0 {
            Verdict::TakenUp(_) | Verdict::Same(_) => None,
            Verdict::Failed(reason) => Some(reply::reload_failed(&reason)),
            Verdict::Asked { number, report, trial } => Some(gate::question(number, &report, &trial)),
        })
    }
}

/// What is said below the article after the folder was looked through.
struct Looked(Option<Message>);

impl Looked {
    fn below(self, message: Message) -> Outgoing {
        let messages = std::iter::once(message).chain(self.0).collect();
        Outgoing { messages, edit: true, ..Outgoing::default() }
    }
}

fn plain(decision: Decision) -> Decided {
    Decided { decision, path: None, hash: None, messages: Vec::new() }
}

fn refused(file: &str, error: &io::Error) -> Hindered {
    tracing::error!(%error, file, "an article could not be filed or taken out");
    Hindered::Because(wording::refused(file, &error.to_string()))
}

fn shown(root: &Path, path: &Path) -> String {
    let below: PathBuf = path.strip_prefix(root).unwrap_or(path).to_owned();
    below.iter().map(|step| step.to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}
