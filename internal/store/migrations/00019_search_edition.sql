-- +goose Up
-- edition is by which way of deriving the texts were made: another program's are made anew (see searchEdition).
ALTER TABLE search_state ADD COLUMN edition integer NOT NULL DEFAULT 0;

-- +goose Down
ALTER TABLE search_state DROP COLUMN edition;
