-- +goose Up
-- funding_stages is reference with validity: the steps of each funding model. A set is what has the same model and
-- first day; a later set closes the one before on the day before it begins.
CREATE TABLE funding_stages (
    id         {{id}},
    model      text     NOT NULL CHECK (model IN ('ppp', 'service', 'public', 'private')),
    code       text     NOT NULL,
    position   integer  NOT NULL,
    name       {{json}} NOT NULL,
    rule       {{json}} NOT NULL,
    terminal   boolean  NOT NULL DEFAULT false,
    valid_from {{day}},
    valid_to   {{day}}
);
CREATE UNIQUE INDEX funding_stages_by_code ON funding_stages (model, code, valid_from);

-- stage_records is a ledger: what is planned, expected or was reached of a stage by a project. The latest known of a
-- stage counts.
CREATE TABLE stage_records (
    id           {{id}},
    project_id   bigint        NOT NULL REFERENCES projects (id),
    programme_id bigint        NOT NULL,
    stage_id     bigint        NOT NULL REFERENCES funding_stages (id),
    planned_on   {{day}},
    forecast_on  {{day}},
    actual_on    {{day}},
    result       text          NOT NULL CHECK (result IN ('', 'passed', 'returned', 'rejected', 'skipped')),
    document_id  bigint        NOT NULL DEFAULT 0,
    milestone_id bigint        NOT NULL DEFAULT 0,
    note         text          NOT NULL,
    recorded_at  {{timestamp}} NOT NULL,
    recorded_by  bigint        NOT NULL
);
CREATE INDEX stage_records_by_project ON stage_records (project_id, stage_id, recorded_at);
CREATE INDEX stage_records_by_milestone ON stage_records (milestone_id) WHERE milestone_id <> 0;
{{append_only "stage_records"}}

-- +goose Down
DROP TABLE stage_records;
DROP TABLE funding_stages;
