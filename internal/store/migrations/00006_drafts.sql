-- +goose Up
-- draft_edits is a ledger: what each change of a draft touched, as it was and as it became.
CREATE TABLE draft_edits (
    id           {{id}},
    version_id   bigint        NOT NULL REFERENCES roadmap_versions (id),
    programme_id bigint        NOT NULL,
    action       text          NOT NULL,
    before       {{json}}      NOT NULL,
    after        {{json}}      NOT NULL,
    undoes_id    bigint        NOT NULL DEFAULT 0,
    recorded_at  {{timestamp}} NOT NULL,
    recorded_by  bigint        NOT NULL
);
CREATE INDEX draft_edits_by_version ON draft_edits (version_id, recorded_at);
CREATE INDEX draft_edits_by_programme ON draft_edits (programme_id, recorded_at);
{{append_only "draft_edits"}}

-- +goose Down
DROP TABLE draft_edits;
