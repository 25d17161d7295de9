-- The record of a hall. Numbered and append-only: a migration that has run is never edited.
--
-- Every key begins with the hall, so that the tables can be spread over many machines by hall. Tables are
-- STRICT: a text never hides in a number. Moments that a person reads in an audit are RFC 3339 text; moments
-- that are only compared (leases, sessions, failures) are milliseconds since 1970 in UTC. Days are the civil
-- days of Beijing, `2026-11-21`.

-- What happened. Nothing here is ever changed or deleted: two triggers stand against it.
--
-- `seq` is the order of the whole database and the id of the live stream. `stream` with `version` is the order
-- of one thing, and its uniqueness is what makes a lost update impossible. `hash` covers the row and the hash of
-- the event before it in the same stream; the first stands on sixty-four zeros.
CREATE TABLE events (
    seq        INTEGER PRIMARY KEY AUTOINCREMENT,
    hall       TEXT    NOT NULL,
    stream     TEXT    NOT NULL,
    version    INTEGER NOT NULL CHECK (version > 0),
    at         TEXT    NOT NULL,
    actor      TEXT    NOT NULL,
    acting_for TEXT,
    window     TEXT    NOT NULL,
    fence      INTEGER NOT NULL CHECK (fence >= 0),
    command_id TEXT,
    kind       TEXT    NOT NULL,
    body       TEXT    NOT NULL,
    prev_hash  TEXT    NOT NULL CHECK (length(prev_hash) = 64),
    hash       TEXT    NOT NULL CHECK (length(hash) = 64),
    UNIQUE (hall, stream, version)
) STRICT;

CREATE INDEX events_of_hall ON events (hall, seq);

CREATE TRIGGER events_stay BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;

CREATE TRIGGER events_remain BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;

-- What the events of a stream fold into, with the columns lists are filtered by. It can be thrown away and made
-- again from the events.
--
-- A ticket number comes back every day, so its stream carries the day: `ticket/A012@2026-11-21`.
-- `phase` is the state of a ticket or the stage of a case; `window` is where a thing is or was last;
-- `serving_at` is set while a ticket is being served, and a window serves one at a time.
CREATE TABLE states (
    hall       TEXT    NOT NULL,
    stream     TEXT    NOT NULL,
    kind       TEXT    NOT NULL CHECK (kind IN ('window', 'ticket', 'case')),
    version    INTEGER NOT NULL CHECK (version > 0),
    body       TEXT    NOT NULL,
    day        TEXT,
    changed    TEXT    NOT NULL,
    phase      TEXT    NOT NULL,
    closed     INTEGER NOT NULL CHECK (closed IN (0, 1)),
    window     TEXT,
    serving_at TEXT,
    number     TEXT,
    applicant  TEXT,
    id_number  TEXT,
    ticket     TEXT,
    PRIMARY KEY (hall, stream)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX states_one_served ON states (hall, day, serving_at) WHERE serving_at IS NOT NULL;
CREATE UNIQUE INDEX states_case_number ON states (hall, number) WHERE number IS NOT NULL;
CREATE INDEX states_queue ON states (hall, kind, day, phase);
CREATE INDEX states_at_window ON states (hall, window, kind, closed);
CREATE INDEX states_id_number ON states (hall, id_number) WHERE id_number IS NOT NULL;
CREATE INDEX states_applicant ON states (hall, applicant) WHERE applicant IS NOT NULL;
CREATE INDEX states_ticket ON states (hall, ticket) WHERE ticket IS NOT NULL;

-- The last number of each series. A row, not a sequence: a number taken by a transaction that fails is given
-- back, so no number is missing and none comes twice.
CREATE TABLE counters (
    hall   TEXT    NOT NULL,
    series TEXT    NOT NULL,
    value  INTEGER NOT NULL CHECK (value > 0),
    PRIMARY KEY (hall, series)
) STRICT, WITHOUT ROWID;

-- Papers as issued, content and words; never rendered again.
CREATE TABLE documents (
    hall   TEXT NOT NULL,
    number TEXT NOT NULL,
    kind   TEXT NOT NULL,
    stream TEXT NOT NULL,
    day    TEXT NOT NULL,
    paper  TEXT NOT NULL,
    text   TEXT NOT NULL,
    PRIMARY KEY (hall, number)
) STRICT, WITHOUT ROWID;

-- Answers to orders. The same order again gets the same bytes; ids of legal acts never expire.
CREATE TABLE receipts (
    hall       TEXT    NOT NULL,
    command_id TEXT    NOT NULL,
    body_hash  TEXT    NOT NULL,
    status     INTEGER NOT NULL,
    body       BLOB    NOT NULL,
    at         TEXT    NOT NULL,
    PRIMARY KEY (hall, command_id)
) STRICT, WITHOUT ROWID;

-- Who is logged in. Of the token only the hash is kept.
CREATE TABLE sessions (
    hall       TEXT    NOT NULL,
    token_hash TEXT    NOT NULL,
    officer    TEXT    NOT NULL,
    window     TEXT    NOT NULL,
    expires    INTEGER NOT NULL,
    PRIMARY KEY (hall, token_hash)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX sessions_token ON sessions (token_hash);

-- Until when the desk of a window's holder counts as alive. A lapsed lease permits a takeover; it never empties
-- the post.
CREATE TABLE leases (
    hall   TEXT    NOT NULL,
    window TEXT    NOT NULL,
    until  INTEGER NOT NULL,
    PRIMARY KEY (hall, window)
) STRICT, WITHOUT ROWID;

-- Attempts to log in that did not succeed, or have not yet.
CREATE TABLE login_failures (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    hall    TEXT    NOT NULL,
    account TEXT    NOT NULL,
    window  TEXT    NOT NULL,
    at      INTEGER NOT NULL
) STRICT;

CREATE INDEX login_failures_of ON login_failures (hall, account, window, at);
