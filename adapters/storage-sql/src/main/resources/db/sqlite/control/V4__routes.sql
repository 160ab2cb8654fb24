-- A route and the deployment that says which of its versions serves.
CREATE TABLE route (
    account     TEXT    NOT NULL,
    gateway     TEXT    NOT NULL,
    id          TEXT    NOT NULL,
    name        TEXT    NOT NULL,
    deployment  TEXT    NOT NULL,
    version     TEXT    NOT NULL,
    deployed_at INTEGER NOT NULL, -- times: milliseconds since 1970
    created_at  INTEGER NOT NULL,
    modified_at INTEGER NOT NULL,
    PRIMARY KEY (account, gateway, id),
    UNIQUE (account, gateway, name)
) WITHOUT ROWID;

CREATE INDEX route_by_age ON route (account, gateway, created_at, id);

-- Positions say in which order things were made. The elements are one JSON document: never searched, never changed.
CREATE TABLE route_version (
    position   INTEGER PRIMARY KEY,
    account    TEXT    NOT NULL,
    gateway    TEXT    NOT NULL,
    route      TEXT    NOT NULL,
    id         TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    elements   TEXT    NOT NULL,
    UNIQUE (account, gateway, route, id)
);

CREATE INDEX route_version_by_position ON route_version (account, gateway, route, position);

CREATE TABLE route_deployment (
    position   INTEGER PRIMARY KEY,
    account    TEXT    NOT NULL,
    gateway    TEXT    NOT NULL,
    route      TEXT    NOT NULL,
    id         TEXT    NOT NULL,
    version    TEXT    NOT NULL,
    created_at INTEGER NOT NULL
);

CREATE INDEX route_deployment_by_position ON route_deployment (account, gateway, route, position);
