-- Policies are one JSON document: they are read and replaced whole, and never searched.
CREATE TABLE gateway (
    account     TEXT    NOT NULL,
    id          TEXT    NOT NULL,
    created_at  INTEGER NOT NULL, -- times: milliseconds since 1970
    modified_at INTEGER NOT NULL,
    policies    TEXT    NOT NULL,
    PRIMARY KEY (account, id)
) WITHOUT ROWID;

CREATE TABLE api_token (
    position   INTEGER PRIMARY KEY,
    hash       TEXT    NOT NULL UNIQUE,
    name       TEXT    NOT NULL,
    created_at INTEGER NOT NULL
);

-- At most one row.
CREATE TABLE home_account (
    position INTEGER PRIMARY KEY CHECK (position = 1),
    account  TEXT    NOT NULL
);
