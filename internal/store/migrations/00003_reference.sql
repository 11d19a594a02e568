-- +goose Up
-- programmes is identity: a code and an order; names and owners stand in the terms.
CREATE TABLE programmes (
    id          {{id}},
    code        text          NOT NULL UNIQUE,
    position    integer       NOT NULL,
    aliases     {{json}}      NOT NULL,
    recorded_at {{timestamp}} NOT NULL
);

-- programme_terms is reference with validity: what a programme was called and whose it was between two days.
CREATE TABLE programme_terms (
    id           {{id}},
    programme_id bigint   NOT NULL REFERENCES programmes (id),
    owner_id     bigint   NOT NULL REFERENCES bodies (id),
    name         {{json}} NOT NULL,
    territory    {{json}} NOT NULL,
    city         {{json}} NOT NULL,
    kato         text     NOT NULL,
    kato_region  text     NOT NULL,
    iso          text     NOT NULL,
    latitude     double precision NOT NULL,
    longitude    double precision NOT NULL,
    valid_from   {{day}},
    valid_to     {{day}}
);
CREATE INDEX programme_terms_by_programme ON programme_terms (programme_id, valid_from);

-- goals and directions are reference.
CREATE TABLE goals (
    id       {{id}},
    code     text     NOT NULL UNIQUE,
    position integer  NOT NULL,
    name     {{json}} NOT NULL
);
CREATE TABLE directions (
    id          {{id}},
    code        text     NOT NULL UNIQUE,
    position    integer  NOT NULL,
    name        {{json}} NOT NULL,
    binding     boolean  NOT NULL,
    requirement {{json}} NOT NULL
);

-- calendar_days is reference: every day that is not what its weekday says.
CREATE TABLE calendar_days (
    id         {{id}},
    date       {{day}}  NOT NULL UNIQUE,
    kind       text     NOT NULL CHECK (kind IN ('holiday', 'moved_off', 'working')),
    name       {{json}} NOT NULL,
    moved_from {{day}}
);

-- status_rules is a ledger: the numbers of the status rule, from a day on.
CREATE TABLE status_rules (
    id          {{id}},
    rules       {{json}}      NOT NULL,
    valid_from  {{day}}       NOT NULL,
    reason      text          NOT NULL,
    recorded_at {{timestamp}} NOT NULL,
    recorded_by bigint        NOT NULL
);
{{append_only "status_rules"}}

-- +goose Down
DROP TABLE status_rules;
DROP TABLE calendar_days;
DROP TABLE directions;
DROP TABLE goals;
DROP TABLE programme_terms;
DROP TABLE programmes;
