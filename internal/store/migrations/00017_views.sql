-- +goose Up
-- views is reference: lists that people saved, renamed and removed in place, audited.
-- One is an address and no right: who opens it sees what he may see.
CREATE TABLE views (
    id           {{id}},
    person_id    bigint        NOT NULL REFERENCES people (id),
    list         text          NOT NULL,
    name         text          NOT NULL,
    query        text          NOT NULL,
    shared       text          NOT NULL DEFAULT '',
    programme_id bigint        NOT NULL DEFAULT 0,
    recorded_at  {{timestamp}} NOT NULL,
    UNIQUE (person_id, list, name)
);

-- favourites is upkeep: what a person looks at first is nobody else's business and no fact.
CREATE TABLE favourites (
    person_id bigint        NOT NULL REFERENCES people (id),
    entity    text          NOT NULL,
    entity_id bigint        NOT NULL,
    marked_at {{timestamp}} NOT NULL,
    PRIMARY KEY (person_id, entity, entity_id)
);

-- visits is upkeep: when a person was here last, and since when everything is news to him.
CREATE TABLE visits (
    person_id bigint        NOT NULL PRIMARY KEY REFERENCES people (id),
    since     {{timestamp}},
    last_seen {{timestamp}} NOT NULL
);

-- Whether single keys are shortcuts is the person's choice (WCAG 2.1.4).
ALTER TABLE people ADD COLUMN keys_off boolean NOT NULL DEFAULT false;

-- +goose Down
ALTER TABLE people DROP COLUMN keys_off;
DROP TABLE visits;
DROP TABLE favourites;
DROP TABLE views;
