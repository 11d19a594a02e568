-- +goose Up
-- The organisation that a seat speaks for, 0 when none.
ALTER TABLE seats ADD COLUMN represents_id bigint NOT NULL DEFAULT 0;

-- body_rules is a ledger: how a body decides, from a day on.
CREATE TABLE body_rules (
    id          {{id}},
    body_id     bigint        NOT NULL REFERENCES bodies (id),
    rules       {{json}}      NOT NULL,
    valid_from  {{day}}       NOT NULL,
    reason      text          NOT NULL,
    recorded_at {{timestamp}} NOT NULL,
    recorded_by bigint        NOT NULL
);
CREATE INDEX body_rules_by_body ON body_rules (body_id, valid_from);
{{append_only "body_rules"}}

-- sittings is a ledger, and so is all that happens in one: a sitting that is
-- moved is cancelled and planned again.
CREATE TABLE sittings (
    id          {{id}},
    body_id     bigint        NOT NULL REFERENCES bodies (id),
    form        text          NOT NULL CHECK (form IN ('in_person', 'written')),
    year        integer       NOT NULL,
    number      integer       NOT NULL,
    planned_at  {{timestamp}} NOT NULL,
    place       {{json}}      NOT NULL,
    closes_on   {{day}},
    recorded_at {{timestamp}} NOT NULL,
    recorded_by bigint        NOT NULL,
    UNIQUE (body_id, year, number)
);
{{append_only "sittings"}}
CREATE TABLE sitting_steps (
    id          {{id}},
    sitting_id  bigint        NOT NULL REFERENCES sittings (id),
    state       text          NOT NULL,
    present     integer       NOT NULL,
    seats       integer       NOT NULL,
    quorum      integer       NOT NULL,
    note        text          NOT NULL,
    recorded_at {{timestamp}} NOT NULL,
    recorded_by bigint        NOT NULL
);
CREATE INDEX sitting_steps_by_sitting ON sitting_steps (sitting_id, id);
{{append_only "sitting_steps"}}
CREATE TABLE agenda_items (
    id           {{id}},
    sitting_id   bigint        NOT NULL REFERENCES sittings (id),
    case_id      bigint        NOT NULL REFERENCES cases (id),
    programme_id bigint        NOT NULL,
    position     integer       NOT NULL,
    motion       text          NOT NULL CHECK (motion IN ('approve', 'reject')),
    withdraws_id bigint        NOT NULL DEFAULT 0,
    reason       text          NOT NULL,
    recorded_at  {{timestamp}} NOT NULL,
    recorded_by  bigint        NOT NULL
);
CREATE INDEX agenda_items_by_sitting ON agenda_items (sitting_id, id);
CREATE INDEX agenda_items_by_case ON agenda_items (case_id, id);
{{append_only "agenda_items"}}
CREATE TABLE presences (
    id          {{id}},
    sitting_id  bigint        NOT NULL REFERENCES sittings (id),
    seat_id     bigint        NOT NULL REFERENCES seats (id),
    person_id   bigint        NOT NULL,
    attendance  text          NOT NULL CHECK (attendance IN ('present', 'absent', 'excused')),
    recorded_at {{timestamp}} NOT NULL,
    recorded_by bigint        NOT NULL
);
CREATE INDEX presences_by_sitting ON presences (sitting_id, id);
{{append_only "presences"}}

-- votes, ballots, dissents and vote_closings are ledgers: a vote is opened once
-- and closed once, a ballot is changed by a later one.
CREATE TABLE votes (
    id           {{id}},
    case_id      bigint        NOT NULL REFERENCES cases (id),
    programme_id bigint        NOT NULL,
    body_id      bigint        NOT NULL REFERENCES bodies (id),
    sitting_id   bigint        NOT NULL REFERENCES sittings (id),
    item_id      bigint        NOT NULL UNIQUE REFERENCES agenda_items (id),
    round        integer       NOT NULL,
    form         text          NOT NULL,
    motion       text          NOT NULL,
    conditions   {{json}}      NOT NULL,
    fingerprint  text          NOT NULL,
    rules        {{json}}      NOT NULL,
    electorate   {{json}}      NOT NULL,
    closes_at    {{timestamp}},
    recorded_at  {{timestamp}} NOT NULL,
    recorded_by  bigint        NOT NULL
);
CREATE INDEX votes_by_case ON votes (case_id, id);
CREATE INDEX votes_by_sitting ON votes (sitting_id, id);
{{append_only "votes"}}
CREATE TABLE ballots (
    id           {{id}},
    vote_id      bigint        NOT NULL REFERENCES votes (id),
    programme_id bigint        NOT NULL,
    seat_id      bigint        NOT NULL REFERENCES seats (id),
    person_id    bigint        NOT NULL REFERENCES people (id),
    choice       text          NOT NULL CHECK (choice IN ('for', 'for_with_condition', 'against', 'abstain', 'recused')),
    reason       text          NOT NULL,
    condition    {{json}}      NOT NULL,
    dissent      text          NOT NULL,
    recorded_at  {{timestamp}} NOT NULL,
    recorded_by  bigint        NOT NULL
);
CREATE INDEX ballots_by_vote ON ballots (vote_id, id);
{{append_only "ballots"}}
CREATE TABLE dissents (
    id           {{id}},
    vote_id      bigint        NOT NULL REFERENCES votes (id),
    programme_id bigint        NOT NULL,
    seat_id      bigint        NOT NULL REFERENCES seats (id),
    person_id    bigint        NOT NULL REFERENCES people (id),
    text         text          NOT NULL,
    recorded_at  {{timestamp}} NOT NULL,
    recorded_by  bigint        NOT NULL
);
CREATE INDEX dissents_by_vote ON dissents (vote_id, id);
{{append_only "dissents"}}
CREATE TABLE vote_closings (
    id           {{id}},
    vote_id      bigint        NOT NULL UNIQUE REFERENCES votes (id),
    case_id      bigint        NOT NULL,
    programme_id bigint        NOT NULL,
    outcome      text          NOT NULL,
    count        {{json}}      NOT NULL,
    early        boolean       NOT NULL,
    fingerprint  text          NOT NULL,
    recorded_at  {{timestamp}} NOT NULL,
    recorded_by  bigint        NOT NULL
);
CREATE INDEX vote_closings_by_case ON vote_closings (case_id);
{{append_only "vote_closings"}}

-- +goose Down
DROP TABLE vote_closings;
DROP TABLE dissents;
DROP TABLE ballots;
DROP TABLE votes;
DROP TABLE presences;
DROP TABLE agenda_items;
DROP TABLE sitting_steps;
DROP TABLE sittings;
DROP TABLE body_rules;
ALTER TABLE seats DROP COLUMN represents_id;
