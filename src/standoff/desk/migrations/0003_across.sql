-- Times say how they are counted and in which tense they stand; figures and attributions, which time
-- dates them. What was read before knew none of it; it is read anew by the next `standoff read` of the
-- same reports.
UPDATE annotation SET body = json_insert(body, '$.expression', NULL, '$.tense', NULL) WHERE layer = 'time';
UPDATE annotation SET body = json_insert(body, '$.as_of_time', NULL) WHERE layer = 'figure';
UPDATE annotation SET body = json_insert(body, '$.said_time', NULL) WHERE layer = 'attribution';

-- What is found across reports ("collation"): a function of the reports that are there, made anew as one
-- transaction when they have changed. Nothing in it is needed to read a report's own rows, and none of
-- those is ever changed by it.

-- What made the collation that the tables below hold; no row when reports have changed since.
CREATE TABLE collation (
    made_by TEXT NOT NULL PRIMARY KEY
);

-- What dating needs to know of a report, so that no annotation has to be read again for it.
CREATE TABLE clue (
    report  TEXT NOT NULL PRIMARY KEY REFERENCES report (id),
    made_by TEXT NOT NULL,
    body    TEXT NOT NULL
);

-- A publication date as the other reports of the desk show it, laid over the report's own.
CREATE TABLE collated (
    report         TEXT NOT NULL PRIMARY KEY REFERENCES report (id),
    published      TEXT,
    earliest       TEXT,
    latest         TEXT,
    basis          TEXT NOT NULL,
    published_body TEXT NOT NULL
);

-- What such a date makes of an assertion whose words count from it, laid over the machine's own.
CREATE TABLE redated (
    assertion TEXT NOT NULL PRIMARY KEY REFERENCES assertion (id),
    gist      TEXT NOT NULL,
    date      TEXT,
    earliest  TEXT,
    latest    TEXT,
    body      TEXT NOT NULL
);

-- Records made of assertions of several reports. "uid" is the first id that the record had on this desk,
-- by which calendars know it.
CREATE TABLE merged (
    id         TEXT NOT NULL PRIMARY KEY,
    uid        TEXT NOT NULL UNIQUE,
    born       INTEGER NOT NULL,     -- counts uids in the order in which they were given
    kind       TEXT NOT NULL,
    report     TEXT NOT NULL REFERENCES report (id),  -- of its first passage
    gist       TEXT NOT NULL,
    date       TEXT,
    earliest   TEXT,
    latest     TEXT,
    "start"    INTEGER NOT NULL,
    families   INTEGER NOT NULL,
    reports    TEXT NOT NULL,
    annotation TEXT NOT NULL,
    body       TEXT NOT NULL
);

CREATE INDEX merged_report ON merged (report);

-- The passages that merged records rest on.
CREATE TABLE merged_evidence (
    merged  TEXT NOT NULL REFERENCES merged (id),
    nth     INTEGER NOT NULL,
    report  TEXT NOT NULL REFERENCES report (id),
    role    TEXT NOT NULL,
    "start" INTEGER NOT NULL,
    "end"   INTEGER NOT NULL,
    quote   TEXT NOT NULL,
    PRIMARY KEY (merged, nth)
) WITHOUT ROWID;

-- Other ids of merged records: those that they had before, and those of the assertions in them.
CREATE TABLE alias (
    alias    TEXT NOT NULL PRIMARY KEY,
    merged   TEXT NOT NULL REFERENCES merged (id),
    passages TEXT NOT NULL           -- JSON list of [report, start, end]: what it rested on when it was one
) WITHOUT ROWID;
CREATE INDEX alias_merged ON alias (merged);

-- Reports with the date that holds; "day" is the likeliest one of those that it can mean.
CREATE VIEW dated AS
SELECT r.id, r.publisher,
    substr(json_extract(coalesce(c.published_body, r.published_body), '$.value'), 1, 10) AS day,
    CASE WHEN c.report IS NULL THEN r.published ELSE c.published END AS published,
    CASE WHEN c.report IS NULL THEN r.earliest ELSE c.earliest END AS earliest,
    CASE WHEN c.report IS NULL THEN r.latest ELSE c.latest END AS latest,
    coalesce(c.basis, r.basis) AS basis,
    coalesce(c.published_body, r.published_body) AS published_body
FROM report r LEFT JOIN collated c ON c.report = r.id;

-- What is listed: assertions as the dates that hold make them, and merged records in the place of those
-- that they were made of.
CREATE VIEW entry AS
SELECT a.id, a.kind, a.report, a.nth,
    coalesce(d.gist, a.gist) AS gist,
    CASE WHEN d.assertion IS NULL THEN a.date ELSE d.date END AS date,
    CASE WHEN d.assertion IS NULL THEN a.earliest ELSE d.earliest END AS earliest,
    CASE WHEN d.assertion IS NULL THEN a.latest ELSE d.latest END AS latest,
    a."start", a.families, a.reports, a.annotation,
    coalesce(d.body, a.body) AS body
FROM assertion a LEFT JOIN redated d ON d.assertion = a.id
WHERE a.kind <> 'agenda'
UNION ALL
SELECT id, kind, report, NULL, gist, date, earliest, latest, "start", families, reports, annotation, body
FROM merged;

-- Entries with what people decided: the state of review, and the corrections by key. A decision on one of
-- its other ids is one on the record.
DROP VIEW record;
CREATE VIEW record AS
SELECT a.id, a.kind, a.report, a.nth, a.gist, a.date, a.families, a.reports, a.annotation, a.body,
    coalesce((
        SELECT CASE d.verb WHEN 'confirm' THEN 'confirmed' WHEN 'reject' THEN 'rejected' ELSE 'corrected' END
        FROM decision_target t JOIN decision d ON d.seq = t.decision
        WHERE t.target IN (SELECT a.id UNION ALL SELECT alias FROM alias WHERE merged = a.id)
            AND d.verb IN ('confirm', 'reject', 'correct')
        ORDER BY d.seq DESC LIMIT 1
    ), 'proposed') AS review,
    (
        SELECT json_group_object(field, json(value)) FROM (
            SELECT d.field, d.value, max(d.seq)  -- the last correction of each key counts
            FROM decision_target t JOIN decision d ON d.seq = t.decision
            WHERE t.target IN (SELECT a.id UNION ALL SELECT alias FROM alias WHERE merged = a.id)
                AND d.verb = 'correct'
            GROUP BY d.field ORDER BY d.field
        )
    ) AS corrections
FROM entry a;
