-- What is searched for stands in columns, the rest in JSON documents that are read and replaced whole.
CREATE TABLE custom_provider (
    account     TEXT    NOT NULL,
    id          TEXT    NOT NULL,
    slug        TEXT    NOT NULL,
    name        TEXT    NOT NULL,
    enable      INTEGER NOT NULL,
    beta        INTEGER NOT NULL,
    created_at  INTEGER NOT NULL, -- times: milliseconds since 1970
    modified_at INTEGER NOT NULL,
    document    TEXT    NOT NULL,
    headers     TEXT,             -- sealed: their values may be credentials
    PRIMARY KEY (account, id),
    UNIQUE (account, slug)
) WITHOUT ROWID;

CREATE TABLE custom_cost (
    account     TEXT    NOT NULL,
    id          TEXT    NOT NULL,
    provider    TEXT    NOT NULL,
    model       TEXT    NOT NULL,
    model_rule  TEXT    NOT NULL,
    cost_type   TEXT    NOT NULL,
    enable      INTEGER NOT NULL,
    created_at  INTEGER NOT NULL,
    modified_at INTEGER NOT NULL,
    amounts     TEXT    NOT NULL,
    PRIMARY KEY (account, id)
) WITHOUT ROWID;
CREATE INDEX custom_cost_by_provider ON custom_cost (account, provider);

CREATE TABLE custom_domain (
    hostname   TEXT    NOT NULL PRIMARY KEY,
    account    TEXT    NOT NULL,
    gateway    TEXT    NOT NULL,
    created_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX custom_domain_by_gateway ON custom_domain (account, gateway);
