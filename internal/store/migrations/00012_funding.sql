-- +goose Up
-- funding_lines is identity: the money of a project of one model from one source. It never changes.
CREATE TABLE funding_lines (
    id           {{id}},
    project_id   bigint        NOT NULL REFERENCES projects (id),
    programme_id bigint        NOT NULL REFERENCES programmes (id),
    model        text          NOT NULL CHECK (model IN ('ppp', 'service', 'public', 'private')),
    source       text          NOT NULL,
    kind         text          NOT NULL CHECK (kind IN ('investment', 'obligations')),
    budget_code  text          NOT NULL,
    payer_id     bigint        NOT NULL DEFAULT 0,
    note         text          NOT NULL,
    recorded_at  {{timestamp}} NOT NULL,
    recorded_by  bigint        NOT NULL,
    UNIQUE (project_id, model, source, kind, budget_code)
);

-- funding_documents is a ledger: the papers that entries, contracts and stages go by.
CREATE TABLE funding_documents (
    id           {{id}},
    programme_id bigint        NOT NULL REFERENCES programmes (id),
    kind         text          NOT NULL,
    number       text          NOT NULL,
    dated        {{day}}       NOT NULL,
    title        text          NOT NULL,
    url          text          NOT NULL,
    file_name    text          NOT NULL,
    file_sha256  text          NOT NULL,
    file_size    bigint        NOT NULL,
    file_type    text          NOT NULL,
    recorded_at  {{timestamp}} NOT NULL,
    recorded_by  bigint        NOT NULL
);
CREATE INDEX funding_documents_by_number ON funding_documents (programme_id, number, dated);
{{append_only "funding_documents"}}

-- funding_entries is a ledger: what happened to money, in whole tiyn. A correction is a later row that takes an
-- earlier one back, which can happen once.
CREATE TABLE funding_entries (
    id           {{id}},
    line_id      bigint        NOT NULL REFERENCES funding_lines (id),
    programme_id bigint        NOT NULL,
    project_id   bigint        NOT NULL,
    kind         text          NOT NULL CHECK (kind IN ('plan', 'allocate', 'commit', 'accept', 'pay', 'return', 'cancel_commit')),
    year         integer       NOT NULL,
    period       text          NOT NULL,
    tiyn         bigint        NOT NULL CHECK (tiyn <> 0 AND (tiyn > 0 OR reverses_id <> 0 OR kind IN ('plan', 'allocate'))),
    happened_on  {{day}}       NOT NULL,
    document_id  bigint        NOT NULL REFERENCES funding_documents (id),
    contract_id  bigint        NOT NULL DEFAULT 0,
    version_id   bigint        NOT NULL DEFAULT 0,
    reverses_id  bigint        NOT NULL DEFAULT 0,
    warned       {{json}}      NOT NULL,
    why          text          NOT NULL,
    note         text          NOT NULL,
    form_key     text          NOT NULL,
    recorded_at  {{timestamp}} NOT NULL,
    recorded_by  bigint        NOT NULL
);
CREATE INDEX funding_entries_by_line ON funding_entries (line_id, id);
CREATE INDEX funding_entries_by_project ON funding_entries (project_id, id);
CREATE INDEX funding_entries_by_programme ON funding_entries (programme_id, id);
CREATE INDEX funding_entries_by_contract ON funding_entries (contract_id, id) WHERE contract_id <> 0;
CREATE INDEX funding_entries_by_version ON funding_entries (version_id) WHERE version_id <> 0;
CREATE INDEX funding_entries_by_document ON funding_entries (document_id);
CREATE INDEX funding_entries_by_form ON funding_entries (form_key) WHERE form_key <> '';
CREATE INDEX funding_entries_by_instant ON funding_entries (recorded_at);
CREATE UNIQUE INDEX funding_entries_reversed_once ON funding_entries (reverses_id) WHERE reverses_id <> 0;
{{append_only "funding_entries"}}

-- The newest entry of the log about money, found without looking at the others: see store.Reader.Funding.
CREATE INDEX audit_entries_of_funding ON audit_entries (seq) WHERE entity IN ('contract', 'funding_entry', 'funding_line');

-- +goose Down
DROP INDEX audit_entries_of_funding;
DROP TABLE funding_entries;
DROP TABLE funding_documents;
DROP TABLE funding_lines;
