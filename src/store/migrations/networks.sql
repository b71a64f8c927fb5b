-- A chat is known by its network and its number there. All that was there before was Telegram's, apart from the chat 0
-- of the terminal. In the inbox 0 stood for no chat. Numbers that were given once are not given again.
CREATE TABLE inbox_of_networks (
    seq       INTEGER PRIMARY KEY AUTOINCREMENT,
    network   TEXT NOT NULL,
    update_id INTEGER NOT NULL,
    chat      TEXT,
    body      TEXT,
    begun     INTEGER NOT NULL DEFAULT 0,
    UNIQUE (network, update_id)
);
INSERT INTO inbox_of_networks (seq, network, update_id, chat, body, begun)
    SELECT seq, 'telegram', update_id, CASE WHEN body IS NOT NULL AND chat <> 0 THEN 'telegram:' || chat END,
           CASE WHEN chat <> 0 THEN body END, begun
    FROM inbox;
DELETE FROM sqlite_sequence WHERE name = 'inbox_of_networks';
INSERT INTO sqlite_sequence (name, seq) SELECT 'inbox_of_networks', seq FROM sqlite_sequence WHERE name = 'inbox';
DROP TABLE inbox;
ALTER TABLE inbox_of_networks RENAME TO inbox;
CREATE INDEX inbox_waiting ON inbox (chat, update_id) WHERE body IS NOT NULL;

CREATE TABLE outbox_of_networks (
    seq   INTEGER PRIMARY KEY AUTOINCREMENT,
    chat  TEXT NOT NULL,
    lane  INTEGER NOT NULL,
    body  TEXT NOT NULL,
    lost  INTEGER NOT NULL DEFAULT 0,
    begun INTEGER NOT NULL DEFAULT 0
);
INSERT INTO outbox_of_networks (seq, chat, lane, body, lost, begun)
    SELECT seq, 'telegram:' || chat, lane, body, lost, begun FROM outbox WHERE chat <> 0;
DELETE FROM sqlite_sequence WHERE name = 'outbox_of_networks';
INSERT INTO sqlite_sequence (name, seq) SELECT 'outbox_of_networks', seq FROM sqlite_sequence WHERE name = 'outbox';
DROP TABLE outbox;
ALTER TABLE outbox_of_networks RENAME TO outbox;
CREATE INDEX outbox_next ON outbox (lane, chat, seq);
CREATE INDEX outbox_turn ON outbox (lane, seq);

CREATE TABLE chats_of_networks (
    chat      TEXT PRIMARY KEY,
    reachable INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO chats_of_networks (chat, reachable) SELECT 'telegram:' || chat, reachable FROM chats WHERE chat <> 0;
DROP TABLE chats;
ALTER TABLE chats_of_networks RENAME TO chats;

CREATE TABLE shown_of_networks (
    seq  INTEGER PRIMARY KEY AUTOINCREMENT,
    chat TEXT NOT NULL,
    user INTEGER NOT NULL,
    day  TEXT NOT NULL,
    body TEXT NOT NULL
);
INSERT INTO shown_of_networks (seq, chat, user, day, body)
    SELECT seq, CASE chat WHEN 0 THEN 'terminal:0' ELSE 'telegram:' || chat END, user, day, body FROM shown;
DELETE FROM sqlite_sequence WHERE name = 'shown_of_networks';
INSERT INTO sqlite_sequence (name, seq) SELECT 'shown_of_networks', seq FROM sqlite_sequence WHERE name = 'shown';
DROP TABLE shown;
ALTER TABLE shown_of_networks RENAME TO shown;
CREATE INDEX shown_to ON shown (chat, user, seq);
CREATE INDEX shown_on ON shown (day);

CREATE TABLE preferences_of_networks (
    chat TEXT PRIMARY KEY,
    body TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO preferences_of_networks (chat, body)
    SELECT CASE chat WHEN 0 THEN 'terminal:0' ELSE 'telegram:' || chat END, body FROM preferences;
DROP TABLE preferences;
ALTER TABLE preferences_of_networks RENAME TO preferences;

CREATE TABLE subscriptions_of_networks (
    seq     INTEGER PRIMARY KEY AUTOINCREMENT,
    chat    TEXT NOT NULL,
    place   TEXT NOT NULL,
    service TEXT NOT NULL,
    since   INTEGER NOT NULL,
    UNIQUE (chat, place, service)
);
INSERT INTO subscriptions_of_networks (seq, chat, place, service, since)
    SELECT seq, CASE chat WHEN 0 THEN 'terminal:0' ELSE 'telegram:' || chat END, place, service, since
    FROM subscriptions;
DELETE FROM sqlite_sequence WHERE name = 'subscriptions_of_networks';
INSERT INTO sqlite_sequence (name, seq)
    SELECT 'subscriptions_of_networks', seq FROM sqlite_sequence WHERE name = 'subscriptions';
DROP TABLE subscriptions;
ALTER TABLE subscriptions_of_networks RENAME TO subscriptions;

CREATE TABLE told_of_networks (
    chat   TEXT NOT NULL,
    notice INTEGER NOT NULL,
    day    TEXT NOT NULL,
    PRIMARY KEY (chat, notice)
) WITHOUT ROWID;
INSERT INTO told_of_networks (chat, notice, day)
    SELECT CASE chat WHEN 0 THEN 'terminal:0' ELSE 'telegram:' || chat END, notice, day FROM told;
DROP TABLE told;
ALTER TABLE told_of_networks RENAME TO told;

CREATE TABLE answers_of_networks (
    chat    TEXT NOT NULL,
    message INTEGER NOT NULL,
    article TEXT NOT NULL,
    day     TEXT NOT NULL,
    turned  INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (chat, message, article)
) WITHOUT ROWID;
INSERT INTO answers_of_networks (chat, message, article, day, turned)
    SELECT 'telegram:' || chat, message, article, day, turned FROM answers;
DROP TABLE answers;
ALTER TABLE answers_of_networks RENAME TO answers;
CREATE INDEX answers_of ON answers (article);

-- What is handed in: where a number above 0 was that of a message, and one below that of words that were typed.
CREATE TABLE submissions (
    seq      INTEGER PRIMARY KEY AUTOINCREMENT,
    chat     TEXT NOT NULL,
    origin   TEXT NOT NULL,
    resident INTEGER NOT NULL,
    handed   INTEGER NOT NULL,
    day      TEXT NOT NULL,
    name     TEXT NOT NULL,
    UNIQUE (chat, origin)
);
CREATE TABLE submitted_articles (
    seq        INTEGER PRIMARY KEY AUTOINCREMENT,
    submission INTEGER NOT NULL REFERENCES submissions (seq) ON DELETE CASCADE,
    state      INTEGER NOT NULL,
    body       TEXT NOT NULL,
    path       TEXT,
    hash       TEXT
);
CREATE TABLE edits (
    chat    TEXT PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES submitted_articles (seq) ON DELETE CASCADE,
    field   TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO submissions (seq, chat, origin, resident, handed, day, name)
    SELECT seq, CASE chat WHEN 0 THEN 'terminal:0' ELSE 'telegram:' || chat END,
           CASE WHEN brought > 0 THEN 'file:' || brought ELSE 'words:' || -brought END, resident, handed, day, name
    FROM parcels;
INSERT INTO submitted_articles (seq, submission, state, body, path, hash)
    SELECT seq, parcel, state, body, path, hash FROM pieces;
INSERT INTO edits (chat, article, field)
    SELECT CASE chat WHEN 0 THEN 'terminal:0' ELSE 'telegram:' || chat END, piece, field FROM changing;
DELETE FROM sqlite_sequence WHERE name IN ('submissions', 'submitted_articles');
INSERT INTO sqlite_sequence (name, seq) SELECT 'submissions', seq FROM sqlite_sequence WHERE name = 'parcels';
INSERT INTO sqlite_sequence (name, seq) SELECT 'submitted_articles', seq FROM sqlite_sequence WHERE name = 'pieces';
DROP TABLE changing;
DROP TABLE pieces;
DROP TABLE parcels;
CREATE INDEX submitted_articles_of ON submitted_articles (submission, seq);

UPDATE facts SET name = 'account telegram' WHERE name = 'bot';
