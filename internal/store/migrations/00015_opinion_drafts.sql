-- +goose Up
-- opinion_drafts is upkeep: an opinion while it is written; gone when it is given.
-- It is its writer's: who sits in the seat after him does not see it. Of a draft
-- kept before, the writer is who was given the seat last.
CREATE TABLE kept_drafts AS SELECT * FROM opinion_drafts;
DROP TABLE opinion_drafts;
CREATE TABLE opinion_drafts (
    id         {{id}},
    case_id    bigint        NOT NULL REFERENCES cases (id),
    round      integer       NOT NULL,
    seat_id    bigint        NOT NULL REFERENCES seats (id),
    person_id  bigint        NOT NULL REFERENCES people (id),
    scores     {{json}}      NOT NULL,
    summary    text          NOT NULL,
    verdict    text          NOT NULL,
    conditions {{json}}      NOT NULL,
    remarks    {{json}}      NOT NULL,
    saved_at   {{timestamp}} NOT NULL,
    UNIQUE (case_id, round, seat_id, person_id)
);
INSERT INTO opinion_drafts (case_id, round, seat_id, person_id, scores, summary, verdict, conditions, remarks, saved_at)
SELECT k.case_id, k.round, k.seat_id, g.person_id, k.scores, k.summary, k.verdict, k.conditions, k.remarks, k.saved_at
FROM kept_drafts k JOIN grants g ON g.id = (SELECT max(l.id) FROM grants l WHERE l.seat_id = k.seat_id AND l.ends_id = 0);
DROP TABLE kept_drafts;

-- +goose Down
CREATE TABLE kept_drafts AS SELECT * FROM opinion_drafts;
DROP TABLE opinion_drafts;
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
INSERT INTO opinion_drafts (case_id, round, seat_id, scores, summary, verdict, conditions, remarks, saved_at)
SELECT case_id, round, seat_id, scores, summary, verdict, conditions, remarks, saved_at
FROM kept_drafts k WHERE k.id = (SELECT max(l.id) FROM kept_drafts l WHERE l.case_id = k.case_id AND l.round = k.round AND l.seat_id = k.seat_id);
DROP TABLE kept_drafts;
