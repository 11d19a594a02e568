package store

import (
	"qadam/internal/access"
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
)

// To says whom a letter is for: people, or those who hold (or substitute) the
// seats, or all seats of the roles, when it is posted. A role of a programme
// (Manager, Head) needs the programme. Who is named twice gets one letter.
type To struct {
	People      []int64
	Seats       []int64
	Roles       []access.Role
	ProgrammeID int64
}

// Letter is what people are to be told about a fact.
type Letter struct {
	To
	Kind  portfolio.LetterKind
	Key   string     // of the sentence, one of letter.… in the catalogue
	Args  []any      // alternate name and value, as for i18n.T
	Note  i18n.Text  // what somebody wrote, such as a reason; may be empty
	Until civil.Date // the term it speaks of; may be zero
	Link  string     // the path of the page where one acts on it, as of views/href: /cases/7
	// Urgent letters go out at once; those of the kinds vote and mention always do.
	Urgent bool
}

// Post puts a letter into the outbox, in the transaction of the fact it tells.
// Who acts gets none about it himself, nor who is blocked or does not want the
// kind.
func (tx *Tx) Post(l Letter) error {
	return nil
}
