-- +goose Up
-- search_texts is upkeep: what can be found, derived from the ledgers and made anew at will. A row says that a thing was
-- called so from one instant until another, and by which rights it was known meanwhile: doors is a sum of search.Door.
CREATE TABLE search_texts (
    id           {{id}},
    kind         text          NOT NULL,
    paper        text          NOT NULL,
    thing_id     bigint        NOT NULL,
    programme_id bigint        NOT NULL,
    doors        integer       NOT NULL,
    about        text          NOT NULL,
    about_key    text          NOT NULL,
    code         text          NOT NULL,
    title        {{json}}      NOT NULL,
    detail       text          NOT NULL,
    words        text          NOT NULL,
    shown_from   {{timestamp}} NOT NULL,
    shown_until  {{timestamp}}
);
CREATE INDEX search_texts_by_thing ON search_texts (kind, paper, thing_id);
{{search "search_texts"}}

-- search_words is upkeep: the words of the texts, for typing errors.
CREATE TABLE search_words (
    id   {{id}},
    word text NOT NULL UNIQUE
);

-- search_state is upkeep: up to which entry of the log the texts are derived, and up to which of their rows SQLite has
-- them in its own index.
CREATE TABLE search_state (
    id     integer NOT NULL PRIMARY KEY CHECK (id = 1),
    seq    bigint  NOT NULL,
    listed bigint  NOT NULL
);
INSERT INTO search_state (id, seq, listed) VALUES (1, -1, 0);

-- +goose Down
DROP TABLE search_state;
DROP TABLE search_words;
DROP TABLE search_texts;
