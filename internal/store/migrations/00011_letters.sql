-- +goose Up
-- substitutions is a ledger: who sits in whose seat while the holder is away; a later line ends an earlier one.
CREATE TABLE substitutions (
    id          {{id}},
    seat_id     bigint        NOT NULL REFERENCES seats (id),
    holder_id   bigint        NOT NULL REFERENCES people (id),
    person_id   bigint        NOT NULL REFERENCES people (id),
    valid_from  {{day}}       NOT NULL,
    valid_to    {{day}}       NOT NULL,
    ends_id     bigint        NOT NULL DEFAULT 0,
    reason      text          NOT NULL,
    recorded_at {{timestamp}} NOT NULL,
    recorded_by bigint        NOT NULL
);
CREATE INDEX substitutions_by_person ON substitutions (person_id);
CREATE INDEX substitutions_by_seat ON substitutions (seat_id);
{{append_only "substitutions"}}

-- letters is upkeep: the outbox. A row is what a person is to be told; parcel_id is the first of those that went
-- (or are going) out as one letter, so that what is sent again after a crash has the same Message-ID.
CREATE TABLE letters (
    id          {{id}},
    person_id   bigint        NOT NULL REFERENCES people (id),
    kind        text          NOT NULL,
    says        {{json}}      NOT NULL,
    note        {{json}}      NOT NULL,
    until       {{day}},
    link        text          NOT NULL,
    urgent      boolean       NOT NULL,
    once        text          UNIQUE,
    parcel_id   bigint        NOT NULL DEFAULT 0,
    attempts    integer       NOT NULL DEFAULT 0,
    error       text          NOT NULL DEFAULT '',
    recorded_at {{timestamp}} NOT NULL,
    due_at      {{timestamp}} NOT NULL,
    packed_at   {{timestamp}},
    sent_at     {{timestamp}},
    failed_at   {{timestamp}}
);
CREATE INDEX letters_by_due ON letters (due_at) WHERE sent_at IS NULL AND failed_at IS NULL;
CREATE INDEX letters_by_person ON letters (person_id, id);

-- letter_choices is upkeep: which kinds of letters a person does not want; who chose what is in the log.
CREATE TABLE letter_choices (
    person_id bigint  NOT NULL REFERENCES people (id),
    kind      text    NOT NULL,
    wanted    boolean NOT NULL,
    PRIMARY KEY (person_id, kind)
);

-- leases is upkeep: which process does a job now, and when it was last done.
CREATE TABLE leases (
    name    text          NOT NULL PRIMARY KEY,
    holder  text          NOT NULL,
    until   {{timestamp}} NOT NULL,
    done_at {{timestamp}} NOT NULL
);

-- The newest entry about what is in the docket, found without looking at the others: see store.Reader.Docket.
CREATE INDEX audit_entries_of_docket ON audit_entries (seq) WHERE entity IN ('case', 'condition', 'protocol', 'sitting', 'substitution', 'vote');

-- +goose Down
DROP INDEX audit_entries_of_docket;
DROP TABLE leases;
DROP TABLE letter_choices;
DROP TABLE letters;
DROP TABLE substitutions;
