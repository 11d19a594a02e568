-- +goose Up
{{prelude}}
-- audit_entries is a ledger: the hash chain of every change.
CREATE TABLE audit_entries (
    seq          bigint        NOT NULL PRIMARY KEY,
    recorded_at  {{timestamp}} NOT NULL,
    actor_id     bigint        NOT NULL,
    actor_name   text          NOT NULL,
    seat         text          NOT NULL,
    action       text          NOT NULL,
    programme_id bigint        NOT NULL,
    entity       text          NOT NULL,
    entity_id    bigint        NOT NULL,
    before       text          NOT NULL,
    after        text          NOT NULL,
    files        text          NOT NULL,
    request_id   text          NOT NULL,
    hash         text          NOT NULL UNIQUE
);
CREATE INDEX audit_entries_by_programme ON audit_entries (programme_id, recorded_at, seq);
CREATE INDEX audit_entries_by_entity ON audit_entries (entity, entity_id, seq);
CREATE INDEX audit_entries_by_time ON audit_entries (recorded_at, seq);
{{append_only "audit_entries"}}

-- audit_checkpoints is a ledger: the signed head of every day on which something changed.
CREATE TABLE audit_checkpoints (
    seq         bigint        NOT NULL PRIMARY KEY,
    day         {{day}}       NOT NULL,
    hash        text          NOT NULL,
    public_key  text          NOT NULL,
    signature   text          NOT NULL,
    recorded_at {{timestamp}} NOT NULL
);
{{append_only "audit_checkpoints"}}

-- settings holds what an installation remembers of itself, such as the clock of a demonstration.
CREATE TABLE settings (
    name  text NOT NULL PRIMARY KEY,
    value text NOT NULL
);

-- +goose Down
DROP TABLE settings;
DROP TABLE audit_checkpoints;
DROP TABLE audit_entries;
