package job

import (
	"context"
	"errors"
	"time"

	"qadam/internal/app"
	"qadam/internal/civil"
	"qadam/internal/mail"
	"qadam/internal/portfolio"
	"qadam/internal/store"
)

// Post carries letters to a mail server.
type Post struct {
	Box   *mail.Box
	Store *store.Store
	Base  string // the address of the tracker, for links
}

// Carry hands a parcel to the mail server.
func (p Post) Carry(ctx context.Context, parcel store.Parcel, at time.Time) error {
	err := p.Box.Send(ctx, p.letter(parcel, at), at)
	var refused *mail.Refused
	if errors.As(err, &refused) {
		return &app.NotCarried{Said: refused.Said, Final: refused.Final, Down: refused.Down}
	}
	return err
}

// letter is the parcel as it is written.
func (p Post) letter(parcel store.Parcel, at time.Time) mail.Parcel {
	stop := func(k portfolio.LetterKind) string {
		return "/letters/" + p.Store.Decline(parcel.Person.ID, k)
	}
	out := mail.Parcel{
		ID: mail.Number(parcel.ID), To: parcel.Person.Email, Name: parcel.Person.Name, Locale: parcel.Person.Locale, On: civil.DateOf(at),
		Digest: !parcel.Urgent, Base: p.Base, Stop: stop(portfolio.LetterDigest), Choice: "/account/letters",
	}
	for _, l := range parcel.Letters {
		out.Items = append(out.Items, mail.Item{Kind: string(l.Kind), Says: l.Says, Note: l.Note, Until: l.Until, Link: l.Link, Stop: stop(l.Kind)})
	}
	if parcel.Urgent && len(out.Items) > 0 {
		out.Stop = out.Items[0].Stop
	}
	return out
}
