-- +goose Up
-- ratings is a ledger: what people say of a project, the owner and the competence centre each their own. The latest
-- known of each party counts; the computed rating is never kept.
CREATE TABLE ratings (
    id              {{id}},
    project_id      bigint        NOT NULL REFERENCES projects (id),
    programme_id    bigint        NOT NULL,
    party           text          NOT NULL CHECK (party IN ('owner', 'centre')),
    confidence      text          NOT NULL CHECK (confidence IN ('green', 'amber_green', 'amber', 'amber_red', 'red')),
    rationale       text          NOT NULL,
    document_number text          NOT NULL,
    document_date   {{day}},
    url             text          NOT NULL,
    review_on       {{day}},
    recorded_at     {{timestamp}} NOT NULL,
    recorded_by     bigint        NOT NULL
);
CREATE INDEX ratings_by_project ON ratings (project_id, recorded_at);
{{append_only "ratings"}}

-- escalations and escalation_steps are ledgers: a project that was red at so many month-ends running, with its agenda
-- as it was filled in that day; what came of it is in its steps. A run of red months is escalated once to each level.
CREATE TABLE escalations (
    id           {{id}},
    project_id   bigint        NOT NULL REFERENCES projects (id),
    programme_id bigint        NOT NULL,
    level        text          NOT NULL CHECK (level IN ('review', 'ministry')),
    first_on     {{day}}       NOT NULL,
    last_on      {{day}}       NOT NULL,
    months       integer       NOT NULL,
    hold_by      {{day}},
    agenda       {{json}}      NOT NULL,
    recorded_at  {{timestamp}} NOT NULL,
    recorded_by  bigint        NOT NULL,
    UNIQUE (project_id, level, first_on)
);
{{append_only "escalations"}}
CREATE TABLE escalation_steps (
    id              {{id}},
    escalation_id   bigint        NOT NULL REFERENCES escalations (id),
    programme_id    bigint        NOT NULL,
    event           text          NOT NULL CHECK (event IN ('held', 'ended')),
    happened_on     {{day}}       NOT NULL,
    text            text          NOT NULL,
    document_number text          NOT NULL,
    recorded_at     {{timestamp}} NOT NULL,
    recorded_by     bigint        NOT NULL,
    UNIQUE (escalation_id, event)
);
{{append_only "escalation_steps"}}

-- The newest entry about ratings and escalations, found without looking at the others: see store.Reader.Ratings.
CREATE INDEX audit_entries_of_ratings ON audit_entries (seq) WHERE entity IN ('escalation', 'rating');

-- +goose Down
DROP INDEX audit_entries_of_ratings;
DROP TABLE escalation_steps;
DROP TABLE escalations;
DROP TABLE ratings;
