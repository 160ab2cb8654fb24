-- Filters are JSON text in the contract's words: read and replaced whole, and searched as text.
CREATE TABLE dataset (
    account     TEXT    NOT NULL,
    gateway     TEXT    NOT NULL,
    id          TEXT    NOT NULL,
    name        TEXT    NOT NULL,
    enabled     INTEGER NOT NULL,
    filters     TEXT    NOT NULL,
    created_at  INTEGER NOT NULL, -- times: milliseconds since 1970
    modified_at INTEGER NOT NULL,
    PRIMARY KEY (account, gateway, id),
    UNIQUE (account, gateway, name)
) WITHOUT ROWID;

-- An evaluation holds its datasets as they were when it was created. How far it has come is one JSON document, replaced every
-- second while it is worked on.
CREATE TABLE evaluation (
    account     TEXT    NOT NULL,
    gateway     TEXT    NOT NULL,
    id          TEXT    NOT NULL,
    name        TEXT    NOT NULL,
    created_at  INTEGER NOT NULL,
    modified_at INTEGER NOT NULL,
    processed   INTEGER NOT NULL,
    course      TEXT    NOT NULL,
    types       TEXT    NOT NULL,
    datasets    TEXT    NOT NULL,
    PRIMARY KEY (account, gateway, id),
    UNIQUE (account, gateway, name)
);

CREATE INDEX evaluation_unfinished ON evaluation (created_at, id) WHERE processed = 0;
