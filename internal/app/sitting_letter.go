package app

import (
	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/store"
)

// tellBody tells those who sit in the body of a meeting: that it is planned,
// cancelled, or has another agenda. Of a written vote they hear when it opens.
func tellBody(tx *store.Tx, s approval.Sitting, key string, note i18n.Text) error {
	if s.Form == approval.Written {
		return nil
	}
	return tx.Post(store.Letter{
		To: store.To{Roles: []access.Role{access.Chair, access.Secretary, access.Member}}, Kind: portfolio.LetterSitting,
		Key: key, Args: []any{"Number", s.Number, "At", s.PlannedAt},
		Note: note, Until: civil.DateOf(s.PlannedAt), Link: sittingPath(s.ID), Urgent: true,
	})
}

// tellOwners tells the akimats whose cases they are that items came on the agenda
// of a sitting or left it; at once where somebody may be on his way.
func tellOwners(tx *store.Tx, s approval.Sitting, items []approval.AgendaItem, key, note string) error {
	for _, i := range items {
		c, err := tx.Case(i.CaseID)
		if err != nil {
			return err
		}
		l := caseLetter(c, store.To{Roles: []access.Role{access.Manager, access.Head}, ProgrammeID: c.ProgrammeID}, portfolio.LetterSitting, key, note)
		l.Args = append(l.Args, "Number", s.Number)
		l.Urgent = s.Form == approval.InPerson
		if err := tx.Post(l); err != nil {
			return err
		}
	}
	return nil
}
