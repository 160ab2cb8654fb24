-- What tells whether the master key is the right one, in its one row: a known text, sealed. It is written together with the last
-- secret that an older release had left unsealed; "scrubbed" says that no copy of those is left in this file either.
CREATE TABLE sealing (
    position    INTEGER PRIMARY KEY CHECK (position = 1),
    check_value TEXT    NOT NULL,
    scrubbed    INTEGER NOT NULL
);

-- A secret belongs to an account, and is kept as long as a config uses it.
CREATE TABLE provider_secret (
    account TEXT NOT NULL,
    id      TEXT NOT NULL,
    value   TEXT,             -- sealed; null: not sent yet
    PRIMARY KEY (account, id)
) WITHOUT ROWID;

CREATE TABLE provider_config (
    account           TEXT    NOT NULL,
    gateway           TEXT    NOT NULL,
    id                TEXT    NOT NULL,
    provider          TEXT    NOT NULL,
    slug              TEXT    NOT NULL, -- as it was sent; may be an alias of the provider
    alias             TEXT    NOT NULL,
    is_default        INTEGER NOT NULL,
    secret            TEXT    NOT NULL,
    rate_limit        INTEGER,
    rate_limit_period INTEGER,          -- milliseconds
    created_at        INTEGER NOT NULL, -- times: milliseconds since 1970
    modified_at       INTEGER NOT NULL,
    PRIMARY KEY (account, gateway, id),
    UNIQUE (account, gateway, provider, alias)
) WITHOUT ROWID;

CREATE UNIQUE INDEX provider_config_default ON provider_config (account, gateway, provider) WHERE is_default = 1;
CREATE INDEX provider_config_by_time ON provider_config (account, gateway, created_at, id);
CREATE INDEX provider_config_by_secret ON provider_config (account, secret);
