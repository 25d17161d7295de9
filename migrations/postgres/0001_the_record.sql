-- The record of a hall. Numbered and append-only: a migration that has run is never edited.
--
-- The same tables as in migrations/sqlite, for services that share a server. Every key begins with the hall, so that
-- the tables can be spread over many machines by hall. Moments that a person reads in an audit are RFC 3339 text;
-- moments that are only compared (leases, sessions, failures) are milliseconds since 1970 in UTC. Days are the civil
-- days of Beijing, `2026-11-21`. Texts compare by their bytes (COLLATE "C"), as in SQLite, whatever the server's
-- language is. Constraints have names, by which the service knows them.

-- The order of the whole database and the id of the live stream. Gaps mean nothing: a transaction that fails leaves
-- one. CACHE 1: numbers are given in the order they are asked for, whoever asks.
CREATE SEQUENCE events_seq AS bigint MINVALUE 1 START 1 CACHE 1;

-- What happened. Nothing here is ever changed or deleted: a trigger stands against it.
--
-- `stream` with `version` is the order of one thing, and its uniqueness is what makes a lost update impossible.
-- `hash` covers the row and the hash of the event before it in the same stream; the first stands on sixty-four zeros.
CREATE TABLE events (
    seq        bigint NOT NULL DEFAULT nextval('events_seq') PRIMARY KEY,
    hall       text COLLATE "C" NOT NULL,
    stream     text COLLATE "C" NOT NULL,
    version    bigint NOT NULL CHECK (version > 0),
    at         text COLLATE "C" NOT NULL,
    actor      text COLLATE "C" NOT NULL,
    acting_for text COLLATE "C",
    "window"   text COLLATE "C" NOT NULL,
    fence      bigint NOT NULL CHECK (fence >= 0),
    command_id text COLLATE "C",
    kind       text COLLATE "C" NOT NULL,
    body       text NOT NULL,
    prev_hash  text COLLATE "C" NOT NULL CHECK (length(prev_hash) = 64),
    hash       text COLLATE "C" NOT NULL CHECK (length(hash) = 64),
    CONSTRAINT events_version UNIQUE (hall, stream, version)
);

ALTER SEQUENCE events_seq OWNED BY events.seq;
CREATE INDEX events_of_hall ON events (hall, seq);

CREATE FUNCTION events_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'events are never changed or deleted';
END $$;

CREATE TRIGGER events_stay BEFORE UPDATE OR DELETE ON events
FOR EACH ROW EXECUTE FUNCTION events_stay();

CREATE TRIGGER events_remain BEFORE TRUNCATE ON events
FOR EACH STATEMENT EXECUTE FUNCTION events_stay();

-- The horizon: up to which number a reader may go and never miss one.
--
-- A transaction that holds 11 may commit after the one that holds 12. Who has read 12 and asks for what comes after
-- would lose 11 for ever. So:
--
-- 1. Before a transaction takes its first number it holds, to its end, a shared lock whose key is the last number
--    given so far (`events_announce`). All its numbers are greater than its key.
-- 2. A reader notes the last number given, `given`; then the lowest key held, `lowest`; then it reads, with a snapshot
--    taken after both, what is not above the smaller of the two (`events_horizon`).
--
-- Take any number n, not above what the reader goes up to. It was given before the reader noted `given`, so its
-- transaction had its lock before the reader looked at the locks. If the lock was still held, its key was at least
-- `lowest`, and n is greater than its key: n would be above the horizon. So the lock was gone, and a lock goes only
-- after its transaction has become visible or was undone: the reader's snapshot shows n, or n never will be.
--
-- Between reading the last number and holding its lock a writer may be overtaken. Its key is then lower than it need
-- be: readers wait for it without need, and miss nothing. The keys have 0x5943 in their upper two bytes; locks of
-- the service begin with 1 and 2.
CREATE FUNCTION events_announce() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    given bigint;
BEGIN
    SELECT CASE WHEN is_called THEN last_value ELSE last_value - 1 END INTO given FROM events_seq;
    PERFORM pg_advisory_xact_lock_shared(6431984692815200256 + given);
END $$;

CREATE FUNCTION events_horizon() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    given  bigint;
    lowest bigint;
BEGIN
    SELECT CASE WHEN is_called THEN last_value ELSE last_value - 1 END INTO given FROM events_seq;
    SELECT min(((classid::bigint << 32) | objid::bigint) - 6431984692815200256) INTO lowest
    FROM pg_locks
    WHERE locktype = 'advisory' AND objsubid = 1
      AND classid::bigint BETWEEN 1497563136 AND 1497628671
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database());
    RETURN least(given, lowest);
END $$;

-- What the events of a stream fold into, with the columns lists are filtered by. It can be thrown away and made
-- again from the events.
--
-- A ticket number comes back every day, so its stream carries the day: `ticket/A012@2026-11-21`.
-- `phase` is the state of a ticket or the stage of a case; `window` is where a thing is or was last;
-- `serving_at` is set while a ticket is being served, and a window serves one at a time.
CREATE TABLE states (
    hall       text COLLATE "C" NOT NULL,
    stream     text COLLATE "C" NOT NULL,
    kind       text COLLATE "C" NOT NULL CHECK (kind IN ('window', 'ticket', 'case')),
    version    bigint NOT NULL CHECK (version > 0),
    body       text NOT NULL,
    day        text COLLATE "C",
    changed    text COLLATE "C" NOT NULL,
    phase      text COLLATE "C" NOT NULL,
    closed     bigint NOT NULL CHECK (closed IN (0, 1)),
    "window"   text COLLATE "C",
    serving_at text COLLATE "C",
    number     text COLLATE "C",
    applicant  text COLLATE "C",
    id_number  text COLLATE "C",
    ticket     text COLLATE "C",
    PRIMARY KEY (hall, stream)
);

CREATE UNIQUE INDEX states_one_served ON states (hall, day, serving_at) WHERE serving_at IS NOT NULL;
CREATE UNIQUE INDEX states_case_number ON states (hall, number) WHERE number IS NOT NULL;
CREATE INDEX states_queue ON states (hall, kind, day, phase);
CREATE INDEX states_at_window ON states (hall, "window", kind, closed);
CREATE INDEX states_id_number ON states (hall, id_number) WHERE id_number IS NOT NULL;
CREATE INDEX states_applicant ON states (hall, applicant) WHERE applicant IS NOT NULL;
CREATE INDEX states_ticket ON states (hall, ticket) WHERE ticket IS NOT NULL;

-- The last number of each series. A row, not a sequence: a number taken by a transaction that fails is given
-- back, so no number is missing and none comes twice.
CREATE TABLE counters (
    hall   text COLLATE "C" NOT NULL,
    series text COLLATE "C" NOT NULL,
    value  bigint NOT NULL CHECK (value > 0),
    PRIMARY KEY (hall, series)
);

-- Papers as issued, content and words; never rendered again. `content` holds the very characters the digest on the
-- paper was reckoned from; `document` the words as they were composed, from which pages are set; `track` what
-- happened since (printed, printed again, signed, void).
CREATE TABLE documents (
    hall     text COLLATE "C" NOT NULL,
    number   text COLLATE "C" NOT NULL,
    kind     text COLLATE "C" NOT NULL,
    stream   text COLLATE "C" NOT NULL,
    day      text COLLATE "C" NOT NULL,
    paper    text NOT NULL,
    text     text NOT NULL,
    content  text NOT NULL DEFAULT '',
    document text NOT NULL DEFAULT 'null',
    track    text NOT NULL DEFAULT '{"printed":false,"reprints":0,"returned":null,"voided":null}',
    CONSTRAINT documents_number PRIMARY KEY (hall, number)
);

CREATE INDEX documents_of_kind ON documents (hall, kind, day);

-- Answers to orders. The same order again gets the same bytes; ids of legal acts never expire.
CREATE TABLE receipts (
    hall       text COLLATE "C" NOT NULL,
    command_id text COLLATE "C" NOT NULL,
    body_hash  text COLLATE "C" NOT NULL,
    status     bigint NOT NULL,
    body       bytea NOT NULL,
    at         text COLLATE "C" NOT NULL,
    CONSTRAINT receipts_once PRIMARY KEY (hall, command_id)
);

-- Who is logged in. Of the token only the hash is kept.
CREATE TABLE sessions (
    hall       text COLLATE "C" NOT NULL,
    token_hash text COLLATE "C" NOT NULL,
    officer    text COLLATE "C" NOT NULL,
    "window"   text COLLATE "C" NOT NULL,
    expires    bigint NOT NULL,
    PRIMARY KEY (hall, token_hash)
);

CREATE UNIQUE INDEX sessions_token ON sessions (token_hash);

-- Until when the desk of a window's holder counts as alive. A lapsed lease permits a takeover; it never empties
-- the post.
CREATE TABLE leases (
    hall     text COLLATE "C" NOT NULL,
    "window" text COLLATE "C" NOT NULL,
    until    bigint NOT NULL,
    PRIMARY KEY (hall, "window")
);

-- Attempts to log in that did not succeed, or have not yet.
CREATE TABLE login_failures (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    hall     text COLLATE "C" NOT NULL,
    account  text COLLATE "C" NOT NULL,
    "window" text COLLATE "C" NOT NULL,
    at       bigint NOT NULL
);

CREATE INDEX login_failures_of ON login_failures (hall, account, "window", at);
