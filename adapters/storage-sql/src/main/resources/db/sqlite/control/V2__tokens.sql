-- Tokens from before were good for everything, everywhere.
CREATE TABLE token (
    id          TEXT    NOT NULL PRIMARY KEY,
    hash        TEXT    NOT NULL UNIQUE,
    name        TEXT    NOT NULL,
    account     TEXT, -- null: all accounts
    permissions TEXT    NOT NULL, -- names, with commas between them
    not_before  INTEGER,
    expires_on  INTEGER,
    disabled    INTEGER NOT NULL,
    created_at  INTEGER NOT NULL,
    modified_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX token_by_account ON token (account, created_at, id);

INSERT INTO token (id, hash, name, permissions, disabled, created_at, modified_at)
SELECT lower(hex(randomblob(16))), hash, name, 'READ,WRITE,RUN', 0, created_at, created_at
FROM api_token;

DROP TABLE api_token;

CREATE TABLE account (
    id         TEXT    NOT NULL PRIMARY KEY,
    created_at INTEGER NOT NULL
) WITHOUT ROWID;

INSERT INTO account (id, created_at)
SELECT account, min(created_at) FROM gateway GROUP BY account;

INSERT OR IGNORE INTO account (id, created_at)
SELECT account, coalesce((SELECT min(created_at) FROM token), 1000 * unixepoch()) FROM home_account;
