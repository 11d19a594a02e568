-- +goose Up
-- protocols is identity: one for each sitting.
CREATE TABLE protocols (
    id          {{id}},
    sitting_id  bigint        NOT NULL UNIQUE REFERENCES sittings (id),
    body_id     bigint        NOT NULL REFERENCES bodies (id),
    recorded_at {{timestamp}} NOT NULL,
    recorded_by bigint        NOT NULL
);
{{append_only "protocols"}}
-- protocol_drafts is a ledger: a later text takes the place of an earlier one.
CREATE TABLE protocol_drafts (
    id          {{id}},
    protocol_id bigint        NOT NULL REFERENCES protocols (id),
    record      {{json}}      NOT NULL,
    fingerprint text          NOT NULL,
    recorded_at {{timestamp}} NOT NULL,
    recorded_by bigint        NOT NULL
);
CREATE INDEX protocol_drafts_by_protocol ON protocol_drafts (protocol_id);
CREATE INDEX protocol_drafts_by_fingerprint ON protocol_drafts (fingerprint);
{{append_only "protocol_drafts"}}
-- confirmations is a ledger: the word of chair and secretary, once for each draft.
CREATE TABLE confirmations (
    id          {{id}},
    protocol_id bigint        NOT NULL REFERENCES protocols (id),
    draft_id    bigint        NOT NULL REFERENCES protocol_drafts (id),
    seat_id     bigint        NOT NULL REFERENCES seats (id),
    person_id   bigint        NOT NULL REFERENCES people (id),
    role        text          NOT NULL CHECK (role IN ('chair', 'secretary')),
    name        text          NOT NULL,
    title       {{json}}      NOT NULL,
    signature   text          NOT NULL,
    status      text          NOT NULL CHECK (status IN ('', 'valid', 'unverified')),
    reason      text          NOT NULL,
    signer      text          NOT NULL,
    signer_iin  text          NOT NULL,
    signer_bin  text          NOT NULL,
    recorded_at {{timestamp}} NOT NULL,
    recorded_by bigint        NOT NULL,
    UNIQUE (draft_id, role)
);
CREATE INDEX confirmations_by_protocol ON confirmations (protocol_id);
{{append_only "confirmations"}}
-- protocol_files is a ledger: the PDFs of a confirmed protocol.
CREATE TABLE protocol_files (
    id          {{id}},
    protocol_id bigint        NOT NULL REFERENCES protocols (id),
    text        text          NOT NULL CHECK (text IN ('kk', 'ru', 'both')),
    sha256      text          NOT NULL,
    size        bigint        NOT NULL,
    recorded_at {{timestamp}} NOT NULL,
    UNIQUE (protocol_id, text)
);
CREATE INDEX protocol_files_by_sum ON protocol_files (sha256);
{{append_only "protocol_files"}}
-- issued_files is upkeep: what was handed out, so that it is recognised later. The first time counts.
CREATE TABLE issued_files (
    sha256    text          NOT NULL PRIMARY KEY,
    address   text          NOT NULL,
    format    text          NOT NULL,
    day       {{day}}       NOT NULL,
    head      text          NOT NULL,
    person_id bigint        NOT NULL,
    issued_at {{timestamp}} NOT NULL
);
CREATE INDEX evidence_by_sum ON evidence (sha256);

-- +goose Down
DROP INDEX evidence_by_sum;
DROP TABLE issued_files;
DROP TABLE protocol_files;
DROP TABLE confirmations;
DROP TABLE protocol_drafts;
DROP TABLE protocols;
