CREATE TABLE account (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    nick TEXT NOT NULL,
    zone TEXT NOT NULL
) STRICT;

INSERT INTO account VALUES (1, 'practice', 'Europe/Berlin');

CREATE TABLE tokens (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    hash BLOB NOT NULL UNIQUE,
    permission TEXT NOT NULL CHECK (permission IN ('read', 'write')),
    made INTEGER NOT NULL
) STRICT;

-- Instants are seconds since 1970 (UTC), offsets are seconds east of UTC.
CREATE TABLE sessions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    start INTEGER NOT NULL,
    start_offset INTEGER NOT NULL,
    "end" INTEGER,
    end_offset INTEGER,
    scheduled_end INTEGER,
    locked_by TEXT NOT NULL,
    public INTEGER NOT NULL CHECK (public IN (0, 1)),
    inserted INTEGER NOT NULL
) STRICT;

CREATE TABLE histories (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    session INTEGER NOT NULL REFERENCES sessions (id),
    action TEXT NOT NULL CHECK (action IN ('START', 'ADD', 'SUB')),
    source TEXT NOT NULL,
    at INTEGER NOT NULL,
    scheduled_end INTEGER
) STRICT;

CREATE TABLE penalties (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL
) STRICT;
