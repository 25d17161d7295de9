-- A paper is stored so that it can be proved and set again years later, and what became of it is known by its
-- number.
--
-- `content` holds the very characters the digest on the paper was reckoned from; `document` the words as they were
-- composed, from which pages are set; `track` what happened since (printed, printed again, signed, void). The index
-- serves the refusal register.
ALTER TABLE documents ADD COLUMN content  TEXT NOT NULL DEFAULT '';
ALTER TABLE documents ADD COLUMN document TEXT NOT NULL DEFAULT 'null';
ALTER TABLE documents ADD COLUMN track    TEXT NOT NULL DEFAULT '{"printed":false,"reprints":0,"returned":null,"voided":null}';

CREATE INDEX documents_of_kind ON documents (hall, kind, day);
