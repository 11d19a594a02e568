-- +goose Up
-- conditions and condition_steps are ledgers: text, owner and original date of a
-- condition never change, what happens to it is in its steps.
CREATE TABLE conditions (
    id           {{id}},
    kind         text          NOT NULL CHECK (kind IN ('condition', 'assignment')),
    programme_id bigint        NOT NULL REFERENCES programmes (id),
    case_id      bigint        NOT NULL DEFAULT 0,
    sitting_id   bigint        NOT NULL DEFAULT 0,
    milestone_id bigint        NOT NULL DEFAULT 0,
    project_id   bigint        NOT NULL DEFAULT 0,
    text         {{json}}      NOT NULL,
    owner_id     bigint        NOT NULL REFERENCES bodies (id),
    due_on       {{day}}       NOT NULL,
    evidence     text          NOT NULL,
    blocks       boolean       NOT NULL,
    recorded_at  {{timestamp}} NOT NULL,
    recorded_by  bigint        NOT NULL
);
CREATE INDEX conditions_by_programme ON conditions (programme_id, recorded_at);
CREATE INDEX conditions_by_case ON conditions (case_id);
CREATE INDEX conditions_by_milestone ON conditions (milestone_id);
{{append_only "conditions"}}
CREATE TABLE condition_steps (
    id           {{id}},
    condition_id bigint        NOT NULL REFERENCES conditions (id),
    programme_id bigint        NOT NULL,
    event        text          NOT NULL,
    text         text          NOT NULL,
    due_on       {{day}},
    number       text          NOT NULL,
    dated        {{day}},
    url          text          NOT NULL,
    files        {{json}}      NOT NULL,
    recorded_at  {{timestamp}} NOT NULL,
    recorded_by  bigint        NOT NULL
);
CREATE INDEX condition_steps_by_condition ON condition_steps (condition_id, recorded_at);
{{append_only "condition_steps"}}

-- tolerances is a ledger: the limits of delegation, from a day on.
CREATE TABLE tolerances (
    id            {{id}},
    valid_from    {{day}}       NOT NULL,
    akimat_days   integer       NOT NULL,
    akimat_tenths integer       NOT NULL,
    centre_days   integer       NOT NULL,
    centre_tenths integer       NOT NULL,
    escalate_days integer       NOT NULL,
    reason        text          NOT NULL,
    recorded_at   {{timestamp}} NOT NULL,
    recorded_by   bigint        NOT NULL
);
{{append_only "tolerances"}}

-- Why a version was made, in one word.
ALTER TABLE roadmap_versions ADD COLUMN reason_code text NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE roadmap_versions DROP COLUMN reason_code;
DROP TABLE tolerances;
DROP TABLE condition_steps;
DROP TABLE conditions;
