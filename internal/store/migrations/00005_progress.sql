-- +goose Up
-- updates, evidence and reviews are ledgers: insert only, a correction is a later row.
CREATE TABLE updates (
    id           {{id}},
    milestone_id bigint        NOT NULL REFERENCES milestones (id),
    programme_id bigint        NOT NULL,
    percent      integer       NOT NULL CHECK (percent BETWEEN 0 AND 100),
    forecast     {{day}}       NOT NULL,
    note         text          NOT NULL,
    said_done    boolean       NOT NULL,
    form_key     text          NOT NULL UNIQUE,
    recorded_at  {{timestamp}} NOT NULL,
    recorded_by  bigint        NOT NULL
);
CREATE INDEX updates_by_milestone ON updates (milestone_id, recorded_at);
CREATE INDEX updates_by_programme ON updates (programme_id, milestone_id, recorded_at, id);
CREATE INDEX updates_by_programme_id ON updates (programme_id, id);
{{append_only "updates"}}
CREATE TABLE evidence (
    id           {{id}},
    update_id    bigint        NOT NULL REFERENCES updates (id),
    milestone_id bigint        NOT NULL REFERENCES milestones (id),
    programme_id bigint        NOT NULL,
    name         text          NOT NULL,
    number       text          NOT NULL,
    dated        {{day}},
    sha256       text          NOT NULL,
    size         bigint        NOT NULL,
    media_type   text          NOT NULL,
    url          text          NOT NULL,
    recorded_at  {{timestamp}} NOT NULL,
    recorded_by  bigint        NOT NULL
);
CREATE INDEX evidence_by_milestone ON evidence (milestone_id, recorded_at);
{{append_only "evidence"}}
CREATE TABLE reviews (
    id           {{id}},
    milestone_id bigint        NOT NULL REFERENCES milestones (id),
    update_id    bigint        NOT NULL UNIQUE REFERENCES updates (id),
    programme_id bigint        NOT NULL,
    accepted     boolean       NOT NULL,
    done_on      {{day}},
    reason       text          NOT NULL,
    recorded_at  {{timestamp}} NOT NULL,
    recorded_by  bigint        NOT NULL
);
CREATE INDEX reviews_by_milestone ON reviews (milestone_id, recorded_at);
CREATE INDEX reviews_by_programme ON reviews (programme_id, id);
{{append_only "reviews"}}

-- +goose Down
DROP TABLE reviews;
DROP TABLE evidence;
DROP TABLE updates;
