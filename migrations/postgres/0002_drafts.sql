-- What somebody has typed at a window and not yet sent: whoever takes the post over finds it. It is no part of the
-- record, goes when it is sent or dropped, and is never merged by itself (I-26).
--
-- One of each officer, so that the typing of the next never writes over what the last one left. `since` and `at` are
-- milliseconds since 1970 in UTC.
CREATE TABLE drafts (
    hall     text   NOT NULL,
    "window" text   NOT NULL,
    officer  text   NOT NULL,
    since    bigint NOT NULL,
    at       bigint NOT NULL,
    body     text   NOT NULL,
    PRIMARY KEY (hall, "window", officer)
);
