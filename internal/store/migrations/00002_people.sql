-- +goose Up
-- bodies is reference: names are corrected in place and audited.
CREATE TABLE bodies (
    id           {{id}},
    code         text   NOT NULL UNIQUE,
    kind         text   NOT NULL,
    name         {{json}} NOT NULL,
    short        {{json}} NOT NULL,
    programme_id bigint NOT NULL DEFAULT 0,
    valid_from   {{day}},
    valid_to     {{day}},
    successor_id bigint NOT NULL DEFAULT 0
);

-- seats is reference.
CREATE TABLE seats (
    id           {{id}},
    code         text    NOT NULL UNIQUE,
    body_id      bigint  NOT NULL REFERENCES bodies (id),
    title        {{json}} NOT NULL,
    role         text    NOT NULL,
    programme_id bigint  NOT NULL DEFAULT 0,
    voting       boolean NOT NULL DEFAULT false,
    position     integer NOT NULL DEFAULT 0
);

-- people is identity; a name or an address is corrected in place and audited.
CREATE TABLE people (
    id          {{id}},
    email       text          NOT NULL UNIQUE,
    name        text          NOT NULL,
    locale      text          NOT NULL,
    recorded_at {{timestamp}} NOT NULL,
    blocked_at  {{timestamp}}
);

-- credentials holds the password of a person as an argon2id hash; it is replaced, never shown.
CREATE TABLE credentials (
    person_id  bigint        NOT NULL PRIMARY KEY REFERENCES people (id),
    hash       text          NOT NULL,
    changed_at {{timestamp}} NOT NULL
);

-- grants is a ledger: who holds which seat from when to when; a later line ends an earlier one.
CREATE TABLE grants (
    id          {{id}},
    person_id   bigint        NOT NULL REFERENCES people (id),
    seat_id     bigint        NOT NULL REFERENCES seats (id),
    valid_from  {{day}}       NOT NULL,
    valid_to    {{day}},
    ends_id     bigint        NOT NULL DEFAULT 0,
    reason      text          NOT NULL DEFAULT '',
    recorded_at {{timestamp}} NOT NULL,
    recorded_by bigint        NOT NULL
);
CREATE INDEX grants_by_person ON grants (person_id);
CREATE INDEX grants_by_seat ON grants (seat_id);
{{append_only "grants"}}

-- sessions is upkeep: a row lives as long as somebody is signed in. The token is kept as its SHA-256.
CREATE TABLE sessions (
    id         {{id}},
    token      text          NOT NULL UNIQUE,
    person_id  bigint        NOT NULL REFERENCES people (id),
    device     text          NOT NULL,
    opened_at  {{timestamp}} NOT NULL,
    last_seen  {{timestamp}} NOT NULL,
    expires_at {{timestamp}} NOT NULL
);
CREATE INDEX sessions_by_person ON sessions (person_id);

-- sign_in_attempts is upkeep: failed guesses, by the hash of what was guessed at; old rows are swept.
CREATE TABLE sign_in_attempts (
    id           {{id}},
    subject      text          NOT NULL,
    attempted_at {{timestamp}} NOT NULL
);
CREATE INDEX sign_in_attempts_by_subject ON sign_in_attempts (subject, attempted_at);

-- +goose Down
DROP TABLE sign_in_attempts;
DROP TABLE sessions;
DROP TABLE grants;
DROP TABLE credentials;
DROP TABLE people;
DROP TABLE seats;
DROP TABLE bodies;
