-- +goose Up
-- parties is reference: companies that are party to contracts, each with its business identification number. The name is
-- corrected in place.
CREATE TABLE parties (
    id          {{id}},
    bin         text          NOT NULL UNIQUE,
    name        text          NOT NULL,
    recorded_at {{timestamp}} NOT NULL,
    recorded_by bigint        NOT NULL
);

-- contracts is identity. What was agreed stands in contract_terms, a ledger: a supplementary agreement is a later row that takes
-- the place of the one before. How a contract goes is in contract_steps, a ledger. Sums are tiyn, shares per cent.
CREATE TABLE contracts (
    id           {{id}},
    project_id   bigint        NOT NULL REFERENCES projects (id),
    programme_id bigint        NOT NULL REFERENCES programmes (id),
    form_key     text          NOT NULL UNIQUE,
    recorded_at  {{timestamp}} NOT NULL,
    recorded_by  bigint        NOT NULL
);
CREATE INDEX contracts_by_project ON contracts (project_id);
CREATE TABLE contract_terms (
    id            {{id}},
    contract_id   bigint        NOT NULL REFERENCES contracts (id),
    programme_id  bigint        NOT NULL,
    kind          text          NOT NULL CHECK (kind IN ('ppp', 'ict_service', 'procurement', 'loan', 'investment', 'memorandum')),
    number        text          NOT NULL,
    signed_on     {{day}},
    start_on      {{day}},
    end_on        {{day}},
    customer_id   bigint        NOT NULL,
    supplier_id   bigint        NOT NULL,
    tiyn          bigint        NOT NULL CHECK (tiyn >= 0),
    vat_included  boolean       NOT NULL,
    vat_rate      integer       NOT NULL CHECK (vat_rate BETWEEN 0 AND 100),
    advance       integer       NOT NULL CHECK (advance BETWEEN 0 AND 100),
    multi_year    boolean       NOT NULL,
    registry_no   text          NOT NULL,
    registered_on {{day}},
    document_id   bigint        NOT NULL,
    detail        {{json}}      NOT NULL,
    reason        text          NOT NULL,
    recorded_at   {{timestamp}} NOT NULL,
    recorded_by   bigint        NOT NULL
);
CREATE INDEX contract_terms_by_contract ON contract_terms (contract_id, recorded_at);
{{append_only "contract_terms"}}
CREATE TABLE contract_steps (
    id           {{id}},
    contract_id  bigint        NOT NULL REFERENCES contracts (id),
    programme_id bigint        NOT NULL,
    state        text          NOT NULL CHECK (state IN ('draft', 'signed', 'registered', 'active', 'suspended', 'completed', 'terminated')),
    happened_on  {{day}}       NOT NULL,
    document_id  bigint        NOT NULL,
    reason       text          NOT NULL,
    recorded_at  {{timestamp}} NOT NULL,
    recorded_by  bigint        NOT NULL
);
CREATE INDEX contract_steps_by_contract ON contract_steps (contract_id, recorded_at);
{{append_only "contract_steps"}}

-- local_revenues is a ledger: the own revenue of a programme's local budget for a year, against which the load of partnerships is
-- held. The latest row of a year counts.
CREATE TABLE local_revenues (
    id           {{id}},
    programme_id bigint        NOT NULL REFERENCES programmes (id),
    year         integer       NOT NULL,
    tiyn         bigint        NOT NULL CHECK (tiyn > 0),
    document_id  bigint        NOT NULL,
    recorded_at  {{timestamp}} NOT NULL,
    recorded_by  bigint        NOT NULL
);
{{append_only "local_revenues"}}

-- +goose Down
DROP TABLE local_revenues;
DROP TABLE contract_steps;
DROP TABLE contract_terms;
DROP TABLE contracts;
DROP TABLE parties;
