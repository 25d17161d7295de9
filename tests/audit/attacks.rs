//! What somebody could do who has the file and knows SQL, but not how the hashes are made.

/// Name, what is done, and the law that must name it.
pub const ATTACKS: &[(&str, &str, &str)] = &[
    (
        "one character of an event changed",
        "UPDATE events SET body = replace(body, '139', '138') WHERE seq =
         (SELECT min(seq) FROM events WHERE kind = 'case.opened' AND body LIKE '%139%')",
        "I-42",
    ),
    (
        "the actor of an event changed",
        "UPDATE events SET actor = 'T0002A' WHERE seq = (SELECT min(seq) FROM events WHERE actor = 'T0001A')",
        "I-42",
    ),
    (
        "the time of an event changed",
        "UPDATE events SET at = '2020-01-01T00:00:00Z' WHERE seq = 5",
        "I-42",
    ),
    (
        "an event in the middle of a stream deleted",
        "DELETE FROM events WHERE seq = (SELECT min(seq) FROM events WHERE kind = 'case.answered'
         OR kind = 'case.examined')",
        "I-01",
    ),
    (
        "the end of a stream deleted",
        "DELETE FROM events WHERE seq = (SELECT max(seq) FROM events)",
        "I-02",
    ),
    (
        "an event inserted at the end of a stream",
        "INSERT INTO events SELECT (SELECT max(seq) + 1 FROM events), hall, stream, version + 1, at, actor,
         acting_for, \"window\", fence, '00000000-0000-7000-8000-000000000000', kind, body, hash, hash FROM events
         WHERE seq = (SELECT max(seq) FROM events)",
        "I-42",
    ),
    (
        "two events of a stream exchanged",
        "UPDATE events SET version = version + 1000 WHERE stream = (SELECT stream FROM events WHERE version = 3
         AND stream LIKE 'case/%' LIMIT 1) AND version IN (2, 3);
         UPDATE events SET version = 1005 - version WHERE version > 1000",
        "I-42",
    ),
    (
        "the places of two events exchanged",
        "UPDATE events SET seq = -1 WHERE seq = 8; UPDATE events SET seq = 8 WHERE seq = 20;
         UPDATE events SET seq = 20 WHERE seq = -1",
        "I-12",
    ),
    (
        "a state changed without an event",
        "UPDATE states SET body = replace(body, '\"examining\"', '\"received\"') WHERE stream =
         (SELECT stream FROM states WHERE phase = 'examining' OR body LIKE '%\"examining\"%' LIMIT 1);
         UPDATE states SET phase = 'withdrawn', closed = 1 WHERE stream =
         (SELECT stream FROM states WHERE kind = 'case' AND phase = 'accepted' LIMIT 1)",
        "I-02",
    ),
    (
        "a state put in without events",
        "INSERT INTO states SELECT hall, 'case/none', kind, version, body, day, changed, phase, closed, \"window\",
         serving_at, NULL, applicant, id_number, ticket FROM states WHERE kind = 'case' LIMIT 1",
        "I-02",
    ),
    ("a counter set back", "UPDATE counters SET value = value - 1 WHERE series LIKE 'case/%'", "I-15"),
    (
        "a stored paper changed",
        "UPDATE documents SET text = replace(text, '测', '某') WHERE number = (SELECT min(number) FROM documents)",
        "I-11",
    ),
    (
        "the content of a paper changed",
        "UPDATE documents SET content = content || ' ' WHERE number = (SELECT min(number) FROM documents)",
        "I-11",
    ),
    ("a paper deleted", "DELETE FROM documents WHERE number = (SELECT min(number) FROM documents)", "I-12"),
    (
        "an answer deleted",
        "DELETE FROM receipts WHERE command_id = (SELECT command_id FROM events WHERE seq = 6)",
        "I-12",
    ),
    (
        "an answer changed",
        "UPDATE receipts SET body = CAST(replace(CAST(body AS TEXT), '\"seq\":6,', '\"seq\":7,') AS BLOB)
         WHERE command_id = (SELECT command_id FROM events WHERE seq = 6)",
        "I-12",
    ),
    (
        "an order written under a fence that never was",
        "UPDATE events SET fence = 9 WHERE seq = (SELECT min(seq) FROM events WHERE kind = 'case.opened')",
        "I-20",
    ),
];

/// The same in the words of PostgreSQL, which has other types.
pub fn in_postgres(sql: &str) -> String {
    sql.replace("CAST(body AS TEXT)", "convert_from(body, 'UTF8')")
        .replace("CAST(replace(", "convert_to(replace(")
        .replace("AS BLOB)", ", 'UTF8')")
}
