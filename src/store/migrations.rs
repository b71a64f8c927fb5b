//! The layout of the database, step by step; a step that has been released never changes.
//!
//! Knows nothing of what the tables mean to a conversation.

use rusqlite::{Connection, TransactionBehavior};

/// Marks the file as linli's (`linl`), for backups and for whoever finds it.
pub(super) const APPLICATION: i64 = 0x6c69_6e6c;

/// The newest layout that this program knows.
pub(super) fn newest() -> i64 {
    STEPS.len() as i64
}

/// Where the file stands after `migrate`.
pub(super) enum Layout {
    Current,
    Newer { found: i64, known: i64 },
}

const STEPS: &[&str] = &[
    // 1: what came and is to be answered, what is to be sent, which chats can be reached.
    "CREATE TABLE inbox (
         seq       INTEGER PRIMARY KEY AUTOINCREMENT,
         update_id INTEGER NOT NULL UNIQUE,
         chat      INTEGER NOT NULL,
         body      TEXT,
         begun     INTEGER NOT NULL DEFAULT 0
     );
     CREATE INDEX inbox_waiting ON inbox (chat, update_id) WHERE body IS NOT NULL;
     CREATE TABLE outbox (
         seq  INTEGER PRIMARY KEY AUTOINCREMENT,
         chat INTEGER NOT NULL,
         lane INTEGER NOT NULL,
         body TEXT NOT NULL,
         lost INTEGER NOT NULL DEFAULT 0
     );
     CREATE INDEX outbox_next ON outbox (lane, chat, seq);
     CREATE INDEX outbox_turn ON outbox (lane, seq);
     CREATE TABLE chats (
         chat      INTEGER PRIMARY KEY,
         reachable INTEGER NOT NULL
     ) WITHOUT ROWID;
     CREATE TABLE facts (
         name  TEXT PRIMARY KEY,
         value TEXT NOT NULL
     ) WITHOUT ROWID;",
    // 2: what is kept for a chat, who wants to hear of what, what was marked as wrong. An answered update keeps its
    // number only: the chat is no longer needed.
    "UPDATE inbox SET chat = 0 WHERE body IS NULL;
     CREATE TABLE shown (
         seq  INTEGER PRIMARY KEY AUTOINCREMENT,
         chat INTEGER NOT NULL,
         user INTEGER NOT NULL,
         day  TEXT NOT NULL,
         body TEXT NOT NULL
     );
     CREATE INDEX shown_to ON shown (chat, user, seq);
     CREATE INDEX shown_on ON shown (day);
     CREATE TABLE preferences (
         chat INTEGER PRIMARY KEY,
         body TEXT NOT NULL
     );
     CREATE TABLE notices (
         seq     INTEGER PRIMARY KEY AUTOINCREMENT,
         file    TEXT NOT NULL,
         title   TEXT NOT NULL,
         opening TEXT NOT NULL
     );
     CREATE INDEX notices_print ON notices (title, opening);
     CREATE INDEX notices_file ON notices (file);
     CREATE TABLE subscriptions (
         seq     INTEGER PRIMARY KEY AUTOINCREMENT,
         chat    INTEGER NOT NULL,
         place   TEXT NOT NULL,
         service TEXT NOT NULL,
         since   INTEGER NOT NULL,
         UNIQUE (chat, place, service)
     );
     CREATE TABLE told (
         chat   INTEGER NOT NULL,
         notice INTEGER NOT NULL,
         day    TEXT NOT NULL,
         PRIMARY KEY (chat, notice)
     ) WITHOUT ROWID;
     CREATE TABLE wrong (
         seq     INTEGER PRIMARY KEY,
         article TEXT NOT NULL,
         reason  TEXT NOT NULL,
         day     TEXT NOT NULL
     );
     CREATE TABLE drafts (
         seq  INTEGER PRIMARY KEY AUTOINCREMENT,
         chat INTEGER NOT NULL,
         day  TEXT NOT NULL,
         body TEXT NOT NULL
     );",
    // 3: whether a message was on its way when the process ended.
    "ALTER TABLE outbox ADD COLUMN begun INTEGER NOT NULL DEFAULT 0;",
    // 4: which articles a message showed, so that a correction finds it.
    "CREATE TABLE answers (
         chat    INTEGER NOT NULL,
         message INTEGER NOT NULL,
         article TEXT NOT NULL,
         day     TEXT NOT NULL,
         PRIMARY KEY (chat, message, article)
     ) WITHOUT ROWID;
     CREATE INDEX answers_of ON answers (article);",
    // 5: what was asked, and what was asked in vain: nothing here tells who asked.
    "CREATE TABLE asked (
         week    TEXT NOT NULL,
         service TEXT NOT NULL,
         place   TEXT NOT NULL,
         times   INTEGER NOT NULL,
         PRIMARY KEY (week, service, place)
     ) WITHOUT ROWID;
     CREATE TABLE misses (
         seq     INTEGER PRIMARY KEY,
         day     TEXT NOT NULL,
         service TEXT NOT NULL,
         place   TEXT NOT NULL,
         words   TEXT NOT NULL
     );
     CREATE INDEX misses_day ON misses (day);
     CREATE INDEX misses_of ON misses (service, place);
     CREATE TABLE passed_over (
         service TEXT NOT NULL,
         place   TEXT NOT NULL,
         day     TEXT NOT NULL,
         PRIMARY KEY (service, place)
     ) WITHOUT ROWID;",
    // 6: files that were sent, article by article until somebody has decided on each; what an operator is about to
    // type. They take the place of the drafts.
    "CREATE TABLE parcels (
         seq      INTEGER PRIMARY KEY AUTOINCREMENT,
         chat     INTEGER NOT NULL,
         brought  INTEGER NOT NULL,
         resident INTEGER NOT NULL,
         handed   INTEGER NOT NULL,
         day      TEXT NOT NULL,
         name     TEXT NOT NULL,
         UNIQUE (chat, brought)
     );
     CREATE TABLE pieces (
         seq    INTEGER PRIMARY KEY AUTOINCREMENT,
         parcel INTEGER NOT NULL REFERENCES parcels (seq) ON DELETE CASCADE,
         state  INTEGER NOT NULL,
         body   TEXT NOT NULL,
         path   TEXT,
         hash   TEXT
     );
     CREATE INDEX pieces_of ON pieces (parcel, seq);
     CREATE TABLE changing (
         chat  INTEGER PRIMARY KEY,
         piece INTEGER NOT NULL REFERENCES pieces (seq) ON DELETE CASCADE,
         field TEXT NOT NULL
     );
     DROP TABLE drafts;
     ALTER TABLE answers ADD COLUMN turned INTEGER NOT NULL DEFAULT 0;",
    // 7: chats of several networks.
    include_str!("migrations/networks.sql"),
    // 8: turns that were read wrongly.
    "CREATE TABLE misread (
         act  TEXT NOT NULL,
         said TEXT NOT NULL,
         day  TEXT NOT NULL
     );",
];

pub(super) fn migrate(connection: &mut Connection) -> rusqlite::Result<Layout> {
    let known = newest();
    // Another process may be writing: a transaction that begins by reading could not wait for it.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found > known {
        return Ok(Layout::Newer { found, known });
    }
    let application: i64 = transaction.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if found == known && application == APPLICATION {
        return Ok(Layout::Current);
    }
    for step in STEPS.iter().skip(usize::try_from(found).unwrap_or(0)) {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "user_version", known)?;
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.commit()?;
    if found == 0 {
        // A new file need not keep the room of what only the steps have needed.
        connection.execute_batch("VACUUM")?;
    }
    Ok(Layout::Current)
}
