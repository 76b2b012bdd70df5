-- A desk: the store of one crisis. What each table is for is told in docs/desk.md.
--
-- Offsets ("start", "end") count Unicode code points of text.body from 0, and "end" is the first one
-- that is not part. Dates are EDTF; "earliest" and "latest" are the days that such a date can mean, as
-- YYYY-MM-DD, kept beside it so that SQL can compare them. Columns called "body" hold what else there is
-- as a JSON object with the keys of the page of formats.

-- The characters of reports, exactly as they were given. Never changed.
CREATE TABLE text (
    sha256 TEXT NOT NULL PRIMARY KEY,
    body   TEXT NOT NULL
);

-- A document read. The same text from two addresses is two reports.
CREATE TABLE report (
    id              TEXT NOT NULL PRIMARY KEY,
    text            TEXT NOT NULL REFERENCES text (sha256),
    given_id        TEXT,
    title           TEXT,
    publisher       TEXT,
    author          TEXT,
    url             TEXT,
    published_given TEXT,
    language        TEXT NOT NULL,
    raw_id          TEXT,
    encoding        TEXT NOT NULL,
    published       TEXT,            -- EDTF; NULL when not known
    earliest        TEXT,
    latest          TEXT,
    basis           TEXT NOT NULL,   -- metadata, stated, inferred, unknown
    published_body  TEXT NOT NULL,   -- the whole of it, with its reasons
    made_by         TEXT NOT NULL,   -- every stage that read it, with its version
    digest          TEXT NOT NULL    -- SHA-256 of all that was committed of it, to see whether it changed
);
CREATE INDEX report_text ON report (text);
CREATE INDEX report_raw ON report (raw_id);

-- Every place that a report was read from.
CREATE TABLE provenance (
    report TEXT NOT NULL REFERENCES report (id),
    place  TEXT NOT NULL,
    PRIMARY KEY (report, place)
) WITHOUT ROWID;

-- The bytes of web pages that texts were extracted from, named by their SHA-256 (report.raw_id).
CREATE TABLE raw (
    id         TEXT NOT NULL PRIMARY KEY,
    media_type TEXT NOT NULL,
    data       BLOB NOT NULL
);

-- What could not be read, why, and what to do about it.
CREATE TABLE set_aside (
    place  TEXT NOT NULL PRIMARY KEY,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL,
    remedy TEXT NOT NULL
);

-- What machines marked on a text, in text order.
CREATE TABLE annotation (
    row     INTEGER PRIMARY KEY,     -- ties a sentence to the search index; means nothing else
    report  TEXT NOT NULL REFERENCES report (id),
    nth     INTEGER NOT NULL,        -- its place in the report's list, from 0
    id      TEXT NOT NULL,           -- reports that share a text share their annotations' ids
    layer   TEXT NOT NULL,
    "start" INTEGER NOT NULL,
    "end"   INTEGER NOT NULL,
    quote   TEXT NOT NULL,
    "by"    TEXT NOT NULL,           -- stage/version
    body    TEXT NOT NULL,
    UNIQUE (report, nth)
);

-- What machines assert: replaced when its report is read anew. People's decisions are laid over it in
-- the view "record".
CREATE TABLE assertion (
    id         TEXT NOT NULL PRIMARY KEY,
    report     TEXT NOT NULL REFERENCES report (id),
    nth        INTEGER NOT NULL,
    kind       TEXT NOT NULL,
    gist       TEXT NOT NULL,
    date       TEXT,                 -- EDTF; NULL when not known
    earliest   TEXT,
    latest     TEXT,
    "start"    INTEGER NOT NULL,     -- where its first passage starts
    families   INTEGER NOT NULL,
    reports    TEXT NOT NULL,        -- JSON list of ids
    annotation TEXT NOT NULL,        -- the annotation it was made from
    body       TEXT NOT NULL,
    UNIQUE (report, nth)
);

-- The passages that assertions rest on.
CREATE TABLE evidence (
    assertion TEXT NOT NULL REFERENCES assertion (id),
    nth       INTEGER NOT NULL,
    report    TEXT NOT NULL REFERENCES report (id),
    role      TEXT NOT NULL,
    "start"   INTEGER NOT NULL,
    "end"     INTEGER NOT NULL,
    quote     TEXT NOT NULL,
    PRIMARY KEY (assertion, nth)
) WITHOUT ROWID;

-- What machines gave up because they could not ground it.
CREATE TABLE reject (
    report  TEXT NOT NULL REFERENCES report (id),
    nth     INTEGER NOT NULL,
    stage   TEXT NOT NULL,
    reason  TEXT NOT NULL,
    "start" INTEGER NOT NULL,
    "end"   INTEGER NOT NULL,
    quote   TEXT NOT NULL,           -- cut to a length
    PRIMARY KEY (report, nth)
) WITHOUT ROWID;

-- What people decided, in the order in which they did. Only ever added to.
CREATE TABLE decision (
    seq   INTEGER PRIMARY KEY,
    id    TEXT NOT NULL UNIQUE,      -- a hash of the rest
    verb  TEXT NOT NULL CHECK (verb IN ('confirm', 'reject', 'correct', 'same', 'not-same')),
    field TEXT,                      -- of "correct": the key whose value was wrong
    value TEXT CHECK (value IS NULL OR json_valid(value)),  -- of "correct": the right value
    note  TEXT,
    who   TEXT NOT NULL,
    at    TEXT NOT NULL              -- ISO 8601
);

-- What each decision is about. No foreign key: a decision outlives the assertion it was made on.
CREATE TABLE decision_target (
    decision INTEGER NOT NULL REFERENCES decision (seq),
    nth      INTEGER NOT NULL,
    target   TEXT NOT NULL,
    PRIMARY KEY (decision, nth)
) WITHOUT ROWID;
CREATE INDEX decision_target_target ON decision_target (target);

CREATE TRIGGER decision_never_changed BEFORE UPDATE ON decision
BEGIN SELECT RAISE(ABORT, 'decisions are only ever added to'); END;
CREATE TRIGGER decision_never_removed BEFORE DELETE ON decision
BEGIN SELECT RAISE(ABORT, 'decisions are only ever added to'); END;
CREATE TRIGGER decision_never_replaced BEFORE INSERT ON decision
WHEN EXISTS (SELECT 1 FROM decision WHERE seq = new.seq OR id = new.id)
BEGIN SELECT RAISE(ABORT, 'decisions are only ever added to'); END;
CREATE TRIGGER decision_target_never_changed BEFORE UPDATE ON decision_target
BEGIN SELECT RAISE(ABORT, 'decisions are only ever added to'); END;
CREATE TRIGGER decision_target_never_removed BEFORE DELETE ON decision_target
BEGIN SELECT RAISE(ABORT, 'decisions are only ever added to'); END;
CREATE TRIGGER decision_target_never_replaced BEFORE INSERT ON decision_target
WHEN EXISTS (SELECT 1 FROM decision_target WHERE decision = new.decision AND nth = new.nth)
BEGIN SELECT RAISE(ABORT, 'decisions are only ever added to'); END;

-- Assertions with what people decided: the state of review, and the corrections by key.
CREATE VIEW record AS
SELECT a.id, a.kind, a.report, a.nth, a.gist, a.date, a.families, a.reports, a.annotation, a.body,
    coalesce((
        SELECT CASE d.verb WHEN 'confirm' THEN 'confirmed' WHEN 'reject' THEN 'rejected' ELSE 'corrected' END
        FROM decision_target t JOIN decision d ON d.seq = t.decision
        WHERE t.target = a.id AND d.verb IN ('confirm', 'reject', 'correct')
        ORDER BY d.seq DESC LIMIT 1
    ), 'proposed') AS review,
    (
        SELECT json_group_object(field, json(value)) FROM (
            SELECT d.field, d.value, max(d.seq)  -- the last correction of each key counts
            FROM decision_target t JOIN decision d ON d.seq = t.decision
            WHERE t.target = a.id AND d.verb = 'correct'
            GROUP BY d.field ORDER BY d.field
        )
    ) AS corrections
FROM assertion a;

-- Sentences, and the index of their words that search uses.
CREATE VIEW sentence AS
SELECT row, report, "start", "end", quote FROM annotation WHERE layer = 'sentence';

CREATE VIRTUAL TABLE sentence_words USING fts5 (
    quote,
    content = 'sentence', content_rowid = 'row',
    tokenize = 'unicode61 remove_diacritics 2',
    columnsize = 0  -- the length of sentences, which only ranking by relevance would need
);

CREATE TRIGGER sentence_added AFTER INSERT ON annotation WHEN new.layer = 'sentence'
BEGIN INSERT INTO sentence_words (rowid, quote) VALUES (new.row, new.quote); END;
CREATE TRIGGER sentence_removed AFTER DELETE ON annotation WHEN old.layer = 'sentence'
BEGIN INSERT INTO sentence_words (sentence_words, rowid, quote) VALUES ('delete', old.row, old.quote); END;
CREATE TRIGGER sentence_changed AFTER UPDATE ON annotation
BEGIN
    INSERT INTO sentence_words (sentence_words, rowid, quote)
    SELECT 'delete', old.row, old.quote WHERE old.layer = 'sentence';
    INSERT INTO sentence_words (rowid, quote) SELECT new.row, new.quote WHERE new.layer = 'sentence';
END;
