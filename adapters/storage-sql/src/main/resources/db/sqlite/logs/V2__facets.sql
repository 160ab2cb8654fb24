-- What many entries have in common stands once, in a row of its own, and is counted there. A filter on any of it is tried on few
-- rows instead of millions, and its total is a sum. Entries hold the number of their facet.
CREATE TABLE log_facet (
    number                INTEGER PRIMARY KEY,
    gateway               INTEGER NOT NULL,
    provider              TEXT    NOT NULL,
    model                 TEXT,
    model_type            TEXT,
    request_type          TEXT    NOT NULL,
    step                  INTEGER NOT NULL,
    status                INTEGER NOT NULL,
    success               INTEGER NOT NULL, -- follows from status and ending; kept because everybody asks for it
    cached                INTEGER NOT NULL,
    ending                TEXT    NOT NULL,
    authenticated         INTEGER NOT NULL,
    user_agent            TEXT,
    response_content_type TEXT,
    entries               INTEGER NOT NULL,
    first_at              INTEGER NOT NULL, -- no entry is older; removals do not move it
    last_at               INTEGER NOT NULL  -- none is younger
);

CREATE INDEX log_facet_by_model ON log_facet (gateway, model, provider);

INSERT INTO log_facet (gateway, provider, model, model_type, request_type, step, status, success, cached, ending,
                       authenticated, user_agent, response_content_type, entries, first_at, last_at)
SELECT gateway, provider, model, model_type, request_type, step, status, success, cached, ending,
       authenticated, user_agent, response_content_type, count(*), min(created_at), max(created_at)
FROM log
GROUP BY gateway, provider, model, model_type, request_type, step, status, success, cached, ending,
         authenticated, user_agent, response_content_type;

-- One narrow row per entry. "number" grows with every entry; payloads and metadata go by it.
CREATE TABLE log_of_facet (
    number               INTEGER PRIMARY KEY,
    gateway              INTEGER NOT NULL,
    id                   BLOB    NOT NULL, -- the 16 bytes of a UUID
    created_at           INTEGER NOT NULL, -- milliseconds since 1970
    facet                INTEGER NOT NULL,
    path                 TEXT    NOT NULL,
    duration             INTEGER NOT NULL, -- milliseconds
    tokens_in            INTEGER,
    tokens_out           INTEGER,
    tokens_cache_read    INTEGER,
    tokens_cache_write   INTEGER,
    tokens_cache_within  INTEGER,
    cost                 REAL,             -- to compare with
    cost_exact           TEXT,             -- the same in all its digits, where the number alone would lose some
    custom_cost          INTEGER NOT NULL,
    event_id             TEXT,             -- null: the entry's own id
    request_content_type TEXT,             -- with the boundary of a form, other in every request: hence no facet
    request_size         INTEGER NOT NULL,
    response_size        INTEGER NOT NULL,
    metadata_entries     INTEGER,          -- null: no metadata was sent
    feedback             REAL,
    score                REAL
);

INSERT INTO log_of_facet (number, gateway, id, created_at, facet, path, duration, tokens_in, tokens_out, tokens_cache_read,
                          tokens_cache_write, tokens_cache_within, cost, cost_exact, custom_cost, event_id,
                          request_content_type, request_size, response_size, metadata_entries, feedback, score)
SELECT e.number, e.gateway, e.id, e.created_at, f.number, e.path, e.duration, e.tokens_in, e.tokens_out,
       e.tokens_cache_read, e.tokens_cache_write, e.tokens_cache_within, e.cost, e.cost_exact, e.custom_cost,
       CASE
           WHEN e.event_id = lower(substr(hex(e.id), 1, 8) || '-' || substr(hex(e.id), 9, 4) || '-' || substr(hex(e.id), 13, 4)
                                   || '-' || substr(hex(e.id), 17, 4) || '-' || substr(hex(e.id), 21, 12)) THEN NULL
           ELSE e.event_id
       END,
       e.request_content_type, e.request_size, e.response_size, e.metadata_entries, e.feedback, e.score
FROM log AS e
JOIN log_facet AS f
    ON f.gateway = e.gateway AND f.model IS e.model AND f.provider = e.provider AND f.model_type IS e.model_type
    AND f.request_type = e.request_type AND f.step = e.step AND f.status = e.status AND f.success = e.success
    AND f.cached = e.cached AND f.ending = e.ending AND f.authenticated = e.authenticated
    AND f.user_agent IS e.user_agent AND f.response_content_type IS e.response_content_type
ORDER BY e.number;

DROP TABLE log;

ALTER TABLE log_of_facet RENAME TO log;

CREATE UNIQUE INDEX log_by_id ON log (gateway, id);

-- Gives pages in the order of time without sorting, and answers filters on facets and figures without touching the rows.
CREATE INDEX log_by_time ON log (gateway, created_at, id, facet, cost, tokens_in, tokens_out, duration, feedback);

-- Only those that a caller chose.
CREATE INDEX log_by_event ON log (event_id) WHERE event_id IS NOT NULL;

CREATE INDEX log_metadata_by_value ON log_metadata (value, log);
