-- Gateways have a number here, so that rows and indices hold a few bytes in place of two names. The count of a gateway's
-- entries is kept current by every append, because counting millions of rows is not cheap.
CREATE TABLE log_gateway (
    number  INTEGER PRIMARY KEY,
    account TEXT    NOT NULL,
    gateway TEXT    NOT NULL,
    entries INTEGER NOT NULL,
    UNIQUE (account, gateway)
);

-- The number of the latest entry, in its one row. It never goes back, so that no number is given twice, even after entries were
-- removed: somebody may be about to read a payload by it.
CREATE TABLE log_sequence (
    latest INTEGER NOT NULL
);

INSERT INTO log_sequence (latest) VALUES (0);

-- One narrow row per entry. "number" grows with every entry; payloads and metadata go by it.
CREATE TABLE log (
    number                INTEGER PRIMARY KEY,
    gateway               INTEGER NOT NULL,
    id                    BLOB    NOT NULL, -- the 16 bytes of a UUID
    created_at            INTEGER NOT NULL, -- milliseconds since 1970
    provider              TEXT    NOT NULL,
    model                 TEXT,
    model_type            TEXT,
    path                  TEXT    NOT NULL,
    request_type          TEXT    NOT NULL,
    step                  INTEGER NOT NULL,
    status                INTEGER NOT NULL,
    success               INTEGER NOT NULL, -- follows from status and ending; kept because everybody asks for it
    cached                INTEGER NOT NULL,
    duration              INTEGER NOT NULL, -- milliseconds
    ending                TEXT    NOT NULL,
    tokens_in             INTEGER,
    tokens_out            INTEGER,
    tokens_cache_read     INTEGER,
    tokens_cache_write    INTEGER,
    tokens_cache_within   INTEGER,
    cost                  REAL,             -- to compare with
    cost_exact            TEXT,             -- the same in all its digits, where the number alone would lose some
    custom_cost           INTEGER NOT NULL,
    event_id              TEXT    NOT NULL,
    user_agent            TEXT,
    authenticated         INTEGER NOT NULL,
    request_content_type  TEXT,
    response_content_type TEXT,
    request_size          INTEGER NOT NULL,
    response_size         INTEGER NOT NULL,
    metadata_entries      INTEGER,          -- null: no metadata was sent
    feedback              REAL,
    score                 REAL
);

CREATE UNIQUE INDEX log_by_id ON log (gateway, id);

-- Gives pages in the order of time without sorting, and answers the usual filters without touching the rows.
CREATE INDEX log_by_time
    ON log (gateway, created_at, id, success, cached, provider, model, cost, tokens_in, tokens_out, duration);

CREATE TABLE log_metadata (
    log      INTEGER NOT NULL,
    position INTEGER NOT NULL,
    key      TEXT    NOT NULL,
    value    TEXT    NOT NULL,
    kind     TEXT    NOT NULL, -- text, number or flag
    PRIMARY KEY (log, position)
) WITHOUT ROWID;
