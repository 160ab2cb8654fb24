-- The way that a request took through a dynamic route, as JSON: beside the rows, so that those who read many rows read none of it,
-- and entries of requests that no route led cost nothing.
CREATE TABLE log_trail (
    log   INTEGER PRIMARY KEY,
    trail TEXT    NOT NULL
);
