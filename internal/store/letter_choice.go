package store

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"strconv"
	"strings"

	"gorm.io/gorm"

	"qadam/internal/portfolio"
)

// LetterChoices says of every kind of letters whether the person wants it:
// everything, until he declines.
func (r *Reader) LetterChoices(ctx context.Context, personID int64) (map[portfolio.LetterKind]bool, error) {
	return letterChoices(r.db.WithContext(ctx), personID)
}

// LetterChoices is what the Reader's is, to be changed.
func (tx *Tx) LetterChoices(personID int64) (map[portfolio.LetterKind]bool, error) {
	return letterChoices(tx.db, personID)
}

func letterChoices(db *gorm.DB, personID int64) (map[portfolio.LetterKind]bool, error) {
	choices := map[portfolio.LetterKind]bool{}
	for _, k := range portfolio.LetterKinds {
		choices[k] = true
	}
	return choices, each(db, func(rows *sql.Rows) error {
		var kind portfolio.LetterKind
		var wanted bool
		err := rows.Scan(&kind, &wanted)
		choices[kind] = wanted
		return err
	}, "SELECT kind, wanted FROM letter_choices WHERE person_id = ?", personID)
}

// SaveLetterChoice keeps whether a person wants a kind of letters. What waits
// of a kind that is declined is taken out of the outbox.
func (tx *Tx) SaveLetterChoice(personID int64, kind portfolio.LetterKind, wanted bool) error {
	err := tx.db.Exec(`INSERT INTO letter_choices (person_id, kind, wanted) VALUES (?, ?, ?)
		ON CONFLICT (person_id, kind) DO UPDATE SET wanted = excluded.wanted`, personID, kind, wanted).Error
	if err != nil || wanted {
		return err
	}
	if kind == portfolio.LetterDigest {
		return tx.db.Exec("DELETE FROM letters WHERE person_id = ? AND urgent = ? AND sent_at IS NULL", personID, false).Error
	}
	return tx.db.Exec("DELETE FROM letters WHERE person_id = ? AND kind = ? AND sent_at IS NULL", personID, kind).Error
}

// Decline is a word with which whoever has it may decline a kind of letters for
// a person, without signing in: it stands in every letter.
func (s *Store) Decline(personID int64, kind portfolio.LetterKind) string {
	what := strconv.FormatInt(personID, 10) + "." + string(kind)
	return what + "." + base64.RawURLEncoding.EncodeToString(s.seal("decline", what)[:18])
}

// Declined reads what Decline wrote; ok is false when the store did not write it.
func (s *Store) Declined(token string) (personID int64, kind portfolio.LetterKind, ok bool) {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return 0, "", false
	}
	personID, err := strconv.ParseInt(parts[0], 10, 64)
	kind = portfolio.LetterKind(parts[1])
	if err != nil || !kind.Known() || !hmac.Equal([]byte(s.Decline(personID, kind)), []byte(token)) {
		return 0, "", false
	}
	return personID, kind, true
}

// seal is a mark under a text that only this installation can make: it hangs on
// the key that signs the log, and is of another purpose than its signatures.
func (s *Store) seal(purpose, text string) []byte {
	key := sha256.Sum256(append([]byte("qadam "+purpose+" "), s.key...))
	mac := hmac.New(sha256.New, key[:])
	mac.Write([]byte(text))
	return mac.Sum(nil)
}
