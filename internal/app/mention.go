package app

import (
	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/store"
)

// mention tells those at once whom a text names, unless they may not see what
// it was written about. title says what that is, link where it stands.
func mention(tx *store.Tx, text string, sees func(access.Actor) bool, title i18n.Text, link string) error {
	named, err := tx.Mentioned(text)
	if err != nil {
		return err
	}
	var to []int64
	for _, a := range named {
		if sees(a) {
			to = append(to, a.ID)
		}
	}
	if len(to) == 0 {
		return nil
	}
	return tx.Post(store.Letter{
		To: store.To{People: to}, Kind: portfolio.LetterMention, Key: "letter.mentioned", Args: []any{"Name", tx.By(), "Title", title},
		Note: i18n.Same(text), Link: link,
	})
}

// mentionInCase is mention for what is said about a case: it is for those who
// may see the case where it stands and may know how it is spoken about.
func mentionInCase(tx *store.Tx, c approval.Case, text string) error {
	sees := func(a access.Actor) bool { return a.May(c.SeeAction(), c.ProgrammeID) && c.Heard(a) }
	return mention(tx, text, sees, c.Title(), casePath(c.ID))
}

// seesInForce reports whether a person may see what is in force of a programme.
func seesInForce(programmeID int64) func(access.Actor) bool {
	return func(a access.Actor) bool { return a.May(access.SeeInForce, programmeID) }
}
