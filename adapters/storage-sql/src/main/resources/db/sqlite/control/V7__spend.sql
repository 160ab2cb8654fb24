-- What has been spent of each budget, in its newest window and in the one before it. Amounts are decimal numbers of US dollars as
-- text, so that they keep every digit. What divides a rule's traffic is kept as a digest only.
CREATE TABLE spend (
    account       TEXT    NOT NULL,
    gateway       TEXT    NOT NULL,
    rule          TEXT    NOT NULL,
    window_length INTEGER NOT NULL, -- milliseconds
    part          TEXT    NOT NULL, -- empty: the rule does not divide its traffic
    window_number INTEGER NOT NULL, -- since 1970
    previous      TEXT    NOT NULL,
    current       TEXT    NOT NULL,
    over_at       INTEGER NOT NULL, -- milliseconds since 1970: nothing of it counts from then on
    PRIMARY KEY (account, gateway, rule, window_length, part)
) WITHOUT ROWID;
CREATE INDEX spend_by_end ON spend (over_at);
