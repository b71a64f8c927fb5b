-- A database as layout 6 left it: before chats of several networks. 7 and 8 are residents on Telegram, 0 is the terminal.
CREATE TABLE inbox (
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
, begun INTEGER NOT NULL DEFAULT 0);
CREATE INDEX outbox_next ON outbox (lane, chat, seq);
CREATE INDEX outbox_turn ON outbox (lane, seq);
CREATE TABLE chats (
    chat      INTEGER PRIMARY KEY,
    reachable INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE facts (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
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
CREATE TABLE answers (
    chat    INTEGER NOT NULL,
    message INTEGER NOT NULL,
    article TEXT NOT NULL,
    day     TEXT NOT NULL, turned INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (chat, message, article)
) WITHOUT ROWID;
CREATE INDEX answers_of ON answers (article);
CREATE TABLE asked (
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
) WITHOUT ROWID;
CREATE TABLE parcels (
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
INSERT INTO inbox (seq, update_id, chat, body, begun) VALUES
    (1, 1001, 0, NULL, 1),
    (2, 1002, 7, '{"update_id":1002,"message":{"message_id":12,"date":1790000000,"text":"平城区哪里有免费理发","from":{"id":7,"is_bot":false,"first_name":"居民"},"chat":{"id":7,"type":"private","first_name":"居民"}}}', 0),
    (3, 1003, 0, '{"update_id":1003,"something_new":{}}', 0);
INSERT INTO outbox (seq, chat, lane, body, lost, begun) VALUES
    (5, 7, 0, '{"message":{"html":"<b>每周三</b>免费理发 &amp; 修面","buttons":[[{"label":"看全文","press":{"Say":"w:29:0"}}],[{"label":"看原报","press":{"Open":"https://paper.example/1"}}]],"about":["haircut"],"file":null},"spot":{"thread":null,"reply_to":null},"edit":null,"broadcast":false,"plain":false,"bare":false,"unsure":false}', 0, 0),
    (6, 8, 1, '{"message":{"html":"通知一则","buttons":[]},"broadcast":true}', 0, 0);
INSERT INTO chats (chat, reachable) VALUES (9, 0);
INSERT INTO facts (name, value) VALUES ('bot', '123456'), ('monday', '2024-10-28');
INSERT INTO shown (seq, chat, user, day, body) VALUES
    (41, 7, 7, '2024-11-01', '{"question":{"text":"平城区哪里有免费理发","before":null,"place":null,"just_asking":false}}'),
    (42, 0, 0, '2024-11-01', '{"question":{"text":"平城区哪里有免费理发","before":null,"place":null,"just_asking":false}}');
UPDATE sqlite_sequence SET seq = 50 WHERE name = 'shown';
INSERT INTO preferences (chat, body) VALUES (7, '{"brief":true}'), (0, '{"nights":true}');
INSERT INTO notices (seq, file, title, opening) VALUES (1, 'haircut', '振兴街社区每周三免费理发', '振兴街社区每周三上午');
INSERT INTO subscriptions (seq, chat, place, service, since) VALUES
    (3, 7, '山西省/大同市/平城区', '', 1), (4, 0, '', '家政便民', 0);
INSERT INTO told (chat, notice, day) VALUES (7, 1, '2024-10-20');
INSERT INTO wrong (article, reason, day) VALUES ('haircut', 'phone', '2024-10-20');
INSERT INTO answers (chat, message, article, day, turned) VALUES (7, 11, 'haircut', '2024-10-30', 0);
INSERT INTO parcels (seq, chat, brought, resident, handed, day, name) VALUES
    (2, 4242, 17, 0, 1, '2024-11-01', '通知.md'), (3, 7, -41, 1, 1, '2024-11-01', '来信');
INSERT INTO pieces (seq, parcel, state, body, path, hash) VALUES
    (4, 2, 0, '一篇', NULL, NULL), (5, 2, 1, '又一篇', 'articles/2024/b.md', 'x'), (6, 3, 0, '来信', NULL, NULL);
INSERT INTO changing (chat, piece, field) VALUES (4242, 4, 'title');
PRAGMA application_id = 1818848876;
PRAGMA user_version = 6;
