-- +goose Up
-- cases is identity: one for a subject in all its rounds. A rejected subject that may come again comes as another case.
CREATE TABLE cases (
    id           {{id}},
    kind         text          NOT NULL,
    programme_id bigint        NOT NULL REFERENCES programmes (id),
    subject_id   bigint        NOT NULL,
    recorded_at  {{timestamp}} NOT NULL,
    recorded_by  bigint        NOT NULL
);
CREATE INDEX cases_by_subject ON cases (subject_id, kind);
CREATE INDEX cases_by_programme ON cases (programme_id, id);

-- case_submissions is a ledger: the rounds of a case, each with its text frozen under its fingerprint.
CREATE TABLE case_submissions (
    id           {{id}},
    case_id      bigint        NOT NULL REFERENCES cases (id),
    programme_id bigint        NOT NULL,
    round        integer       NOT NULL CHECK (round > 0),
    route        text          NOT NULL,
    title        {{json}}      NOT NULL,
    brief        {{json}}      NOT NULL,
    reason_code  text          NOT NULL,
    reason       text          NOT NULL,
    fingerprint  text          NOT NULL,
    content      {{json}}      NOT NULL,
    drafters     {{json}}      NOT NULL,
    executors    {{json}}      NOT NULL,
    recorded_at  {{timestamp}} NOT NULL,
    recorded_by  bigint        NOT NULL,
    UNIQUE (case_id, round)
);
CREATE INDEX case_submissions_by_fingerprint ON case_submissions (fingerprint);
{{append_only "case_submissions"}}

-- case_steps is a ledger: the states of a case.
CREATE TABLE case_steps (
    id           {{id}},
    case_id      bigint        NOT NULL REFERENCES cases (id),
    programme_id bigint        NOT NULL,
    round        integer       NOT NULL,
    state        text          NOT NULL,
    cause        text          NOT NULL,
    reason       text          NOT NULL,
    vote_id      bigint        NOT NULL DEFAULT 0,
    act_number   text          NOT NULL,
    act_date     {{day}},
    signatory    {{json}}      NOT NULL,
    file_name    text          NOT NULL,
    file_sha256  text          NOT NULL,
    file_size    bigint        NOT NULL,
    file_type    text          NOT NULL,
    recorded_at  {{timestamp}} NOT NULL,
    recorded_by  bigint        NOT NULL
);
CREATE INDEX case_steps_by_case ON case_steps (case_id, id);
{{append_only "case_steps"}}

-- assignments is a ledger: which seat of the competence centre is asked for its opinion, and up to which day.
CREATE TABLE assignments (
    id           {{id}},
    case_id      bigint        NOT NULL REFERENCES cases (id),
    programme_id bigint        NOT NULL,
    round        integer       NOT NULL,
    seat_id      bigint        NOT NULL REFERENCES seats (id),
    due          {{day}}       NOT NULL,
    recorded_at  {{timestamp}} NOT NULL,
    recorded_by  bigint        NOT NULL
);
CREATE INDEX assignments_by_case ON assignments (case_id, id);
{{append_only "assignments"}}

-- opinions is a ledger: one of a seat in a round, or the conflict of interest that it declared.
CREATE TABLE opinions (
    id           {{id}},
    case_id      bigint        NOT NULL REFERENCES cases (id),
    programme_id bigint        NOT NULL,
    round        integer       NOT NULL,
    seat_id      bigint        NOT NULL REFERENCES seats (id),
    scores       {{json}}      NOT NULL,
    summary      text          NOT NULL,
    verdict      text          NOT NULL,
    conditions   {{json}}      NOT NULL,
    conflict     text          NOT NULL,
    recorded_at  {{timestamp}} NOT NULL,
    recorded_by  bigint        NOT NULL,
    UNIQUE (case_id, round, seat_id)
);
{{append_only "opinions"}}

-- opinion_drafts is upkeep: an opinion while it is written; gone when it is given.
CREATE TABLE opinion_drafts (
    id         {{id}},
    case_id    bigint        NOT NULL REFERENCES cases (id),
    round      integer       NOT NULL,
    seat_id    bigint        NOT NULL REFERENCES seats (id),
    scores     {{json}}      NOT NULL,
    summary    text          NOT NULL,
    verdict    text          NOT NULL,
    conditions {{json}}      NOT NULL,
    remarks    {{json}}      NOT NULL,
    saved_at   {{timestamp}} NOT NULL,
    UNIQUE (case_id, round, seat_id)
);

-- remarks and answers are ledgers: what was found wrong, and what the akimat says to it. The last answer counts.
CREATE TABLE remarks (
    id           {{id}},
    case_id      bigint        NOT NULL REFERENCES cases (id),
    programme_id bigint        NOT NULL,
    round        integer       NOT NULL,
    origin       text          NOT NULL,
    origin_id    bigint        NOT NULL,
    seat_id      bigint        NOT NULL,
    milestone_id bigint        NOT NULL,
    text         text          NOT NULL,
    recorded_at  {{timestamp}} NOT NULL,
    recorded_by  bigint        NOT NULL
);
CREATE INDEX remarks_by_case ON remarks (case_id, id);
{{append_only "remarks"}}
CREATE TABLE answers (
    id           {{id}},
    remark_id    bigint        NOT NULL REFERENCES remarks (id),
    case_id      bigint        NOT NULL REFERENCES cases (id),
    programme_id bigint        NOT NULL,
    kind         text          NOT NULL,
    text         text          NOT NULL,
    recorded_at  {{timestamp}} NOT NULL,
    recorded_by  bigint        NOT NULL
);
CREATE INDEX answers_by_case ON answers (case_id, id);
{{append_only "answers"}}

-- +goose Down
DROP TABLE answers;
DROP TABLE remarks;
DROP TABLE opinion_drafts;
DROP TABLE opinions;
DROP TABLE assignments;
DROP TABLE case_steps;
DROP TABLE case_submissions;
DROP TABLE cases;
