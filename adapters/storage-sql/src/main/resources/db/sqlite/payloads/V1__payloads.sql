-- What is kept of the bodies of the log entry with this number. Null: nothing was kept.
CREATE TABLE payload (
    log               INTEGER PRIMARY KEY,
    request           BLOB,
    request_complete  INTEGER NOT NULL,
    response          BLOB,
    response_complete INTEGER NOT NULL
);
