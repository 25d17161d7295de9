-- What somebody has typed at a window and not yet sent: whoever takes the post over finds it. It is no part of the
-- record, goes when it is sent or dropped, and is never merged by itself (I-26).
--
-- One of each officer, so that the typing of the next never writes over what the last one left. `since` and `at` are
-- milliseconds since 1970 in UTC.
CREATE TABLE drafts (
    hall    TEXT    NOT NULL,
    window  TEXT    NOT NULL,
    officer TEXT    NOT NULL,
    since   INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    body    TEXT    NOT NULL,
    PRIMARY KEY (hall, window, officer)
) STRICT, WITHOUT ROWID;
