package app

import (
	"context"
	"strconv"
	"unicode/utf8"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/audit"
	"qadam/internal/fault"
	"qadam/internal/portfolio"
	"qadam/internal/store"
)

// DraftProtocol makes the protocol of a sitting from the record, once the
// sitting is over, and returns its key. Drafted again, the new text takes the
// place of the old one with its confirmations, until both have confirmed.
func (a *App) DraftProtocol(ctx context.Context, actor access.Actor, sittingID int64, m approval.Minutes) (int64, error) {
	ref, err := a.reference(ctx)
	if err != nil {
		return 0, err
	}
	var id int64
	err = a.sitting(ctx, actor, sittingID, "protocol.drafted", func(tx *store.Tx, s *approval.Sitting) error {
		switch s.State() {
		case approval.SittingHeld, approval.SittingNotHeld:
		case approval.SittingSigned:
			return fault.Conflict("protocol.immutable")
		default:
			return fault.Conflict("protocol.not_over")
		}
		if err := checkMinutes(m); err != nil {
			return err
		}
		p, err := tx.ProtocolOf(s.ID)
		if fault.Is(err, fault.KindNotFound) {
			p = approval.Protocol{SittingID: s.ID, BodyID: s.BodyID}
			err = tx.AddProtocol(&p)
		}
		if err != nil {
			return err
		}
		id = p.ID
		return a.redraft(tx, ref, *s, p, m)
	})
	return id, err
}

// checkMinutes refuses more text than a protocol can hold.
func checkMinutes(m approval.Minutes) error {
	var errs []error
	if utf8.RuneCountInString(m.Invited) > approval.TextLimit {
		errs = append(errs, fault.Field("invited", "fault.too_long", "Limit", approval.TextLimit))
	}
	for item, said := range m.Spoke {
		for _, l := range []struct{ lang, text string }{{"kk", said.KK}, {"ru", said.RU}} {
			if utf8.RuneCountInString(l.text) > approval.TextLimit {
				errs = append(errs, fault.Field("spoke_"+strconv.FormatInt(item, 10)+"_"+l.lang, "fault.too_long", "Limit", approval.TextLimit))
			}
		}
	}
	return fault.Join(errs...)
}

// redraft appends a text, unless it would say the same as the one before.
func (a *App) redraft(tx *store.Tx, ref *portfolio.Reference, s approval.Sitting, p approval.Protocol, m approval.Minutes) error {
	head := tx.Head()
	if d := p.Draft(); d != nil {
		was, err := d.Read()
		if err != nil {
			return err
		}
		same, _, err := a.recordOf(tx, ref, s, m, was.Head)
		if err != nil || same == d.Record {
			return err
		}
	}
	text, sum, err := a.recordOf(tx, ref, s, m, head)
	if err != nil {
		return err
	}
	if err := tx.AppendProtocolDraft(&approval.ProtocolDraft{ProtocolID: p.ID, Record: text, Fingerprint: sum}); err != nil {
		return err
	}
	err = tx.Record("protocol.drafted", audit.Nowhere, "protocol", p.ID, audit.Added(map[string]any{
		"sitting_id": s.ID, "number": s.Number, "draft": len(p.Drafts) + 1, "fingerprint": sum,
	}))
	if err != nil {
		return err
	}
	return tx.Post(store.Letter{
		To: store.To{Roles: []access.Role{access.Chair, access.Secretary}}, Kind: portfolio.LetterSitting,
		Key: "letter.protocol_ready", Args: []any{"Number", s.Number}, Link: protocolPath(p.ID),
	})
}

func protocolPath(id int64) string { return "/protocols/" + strconv.FormatInt(id, 10) }

// recordOf is the record of a sitting as it stands, with its fingerprint.
func (a *App) recordOf(tx *store.Tx, ref *portfolio.Reference, s approval.Sitting, m approval.Minutes, head string) (text, sum string, err error) {
	minuted, err := tx.Minuted(s, ref.Bodies, ref.Programmes)
	if err != nil {
		return "", "", err
	}
	minuted.Minutes, minuted.Head = m, head
	return approval.Fingerprint(minuted.Record())
}

// ConfirmProtocol is the word of the chair or the secretary that the protocol
// says what was said. signature is an electronic signature (CMS) of the record,
// or nil where the body's rules allow none. With the second of the two the
// protocol is immutable; its PDFs are printed and kept then.
func (a *App) ConfirmProtocol(ctx context.Context, actor access.Actor, protocolID int64, signature []byte) error {
	return a.confirm(ctx, actor, protocolID, nil, signature)
}

// ConfirmSeen is ConfirmProtocol by somebody who read the draft with that
// fingerprint. Another one since, or none, is a Conflict: nobody confirms what he
// has not read.
func (a *App) ConfirmSeen(ctx context.Context, actor access.Actor, protocolID int64, fingerprint string, signature []byte) error {
	return a.confirm(ctx, actor, protocolID, &fingerprint, signature)
}

func (a *App) confirm(ctx context.Context, actor access.Actor, protocolID int64, seen *string, signature []byte) error {
	ref, err := a.reference(ctx)
	if err != nil {
		return err
	}
	was, err := a.check(ctx, actor, protocolID, signature)
	if err != nil {
		return err
	}
	var known int64
	signed := false
	err = a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		p, err := tx.Protocol(protocolID)
		if err != nil {
			return err
		}
		known = p.ID
		if err := require(tx, actor, access.ConfirmProtocol, access.Anywhere); err != nil {
			return err
		}
		seat, err := a.confirmer(tx, actor, p)
		if err != nil {
			return err
		}
		if seen != nil && *seen != p.Draft().Fingerprint {
			return fault.Conflict("protocol.drafted_meanwhile")
		}
		s, err := tx.Sitting(p.SittingID)
		if err != nil {
			return err
		}
		if err := a.unchanged(tx, ref, s, p); err != nil {
			return err
		}
		c := approval.Confirmation{
			ProtocolID: p.ID, DraftID: p.Draft().ID, SeatID: seat.ID, PersonID: actor.ID, Role: string(seat.Role), Name: actor.Name, Title: seat.Title,
		}
		if err := a.signedBy(tx, s, p, &c, signature, was); err != nil {
			return err
		}
		if err := tx.AppendConfirmation(&c); err != nil {
			return err
		}
		p.Confirmations = append(p.Confirmations, c)
		err = tx.Record("protocol.confirmed", audit.Nowhere, "protocol", p.ID, audit.Added(map[string]any{
			"number": s.Number, "role": c.Role, "fingerprint": p.Draft().Fingerprint, "signature": c.Status,
		}).With(sums(c.Signature)...))
		if err != nil || !p.Signed() {
			return err
		}
		signed = true
		return a.conclude(tx, s, p)
	})
	if err == nil && signed {
		return a.printProtocol(context.WithoutCancel(ctx), protocolID)
	}
	return a.refused(ctx, actor, attempt{Action: "protocol.confirmed", ProgrammeID: audit.Nowhere, Entity: "protocol", ID: known}, err)
}

// sums are those of files there are.
func sums(all ...string) []string {
	var out []string
	for _, s := range all {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

// confirmer is the seat from which the actor confirms: chair or secretary of the
// body whose protocol it is. One person does not confirm for both.
func (a *App) confirmer(tx *store.Tx, actor access.Actor, p approval.Protocol) (portfolio.Seat, error) {
	found := false
	for _, g := range actor.Grants {
		if g.Role != access.Chair && g.Role != access.Secretary {
			continue
		}
		seat, err := tx.Seat(g.SeatID)
		if err != nil || seat.BodyID != p.BodyID {
			if err != nil {
				return portfolio.Seat{}, err
			}
			continue
		}
		found = true
		if p.Confirmed(string(g.Role)) == nil {
			tx.ActFrom(g.Seat)
			for _, other := range []string{approval.AsChair, approval.AsSecretary} {
				if c := p.Confirmed(other); c != nil && c.PersonID == actor.ID {
					return seat, fault.Conflict("protocol.same_person")
				}
			}
			return seat, nil
		}
	}
	switch {
	case !found:
		return portfolio.Seat{}, fault.NotFound()
	case p.Signed():
		return portfolio.Seat{}, fault.Conflict("protocol.immutable")
	default:
		return portfolio.Seat{}, fault.Conflict("protocol.confirmed_already")
	}
}

// unchanged refuses a draft that does not say any more what the record says: a
// dissent may have come since.
func (a *App) unchanged(tx *store.Tx, ref *portfolio.Reference, s approval.Sitting, p approval.Protocol) error {
	was, err := p.Draft().Read()
	if err != nil {
		return err
	}
	text, _, err := a.recordOf(tx, ref, s, was.Minutes(), was.Head)
	if err != nil {
		return err
	}
	if text != p.Draft().Record {
		return fault.Conflict("protocol.record_changed")
	}
	return nil
}

// conclude makes a protocol that both have confirmed immutable: the sitting is at
// its end.
func (a *App) conclude(tx *store.Tx, s approval.Sitting, p approval.Protocol) error {
	err := tx.Record("protocol.signed", audit.Nowhere, "protocol", p.ID, audit.Added(map[string]any{
		"number": s.Number, "fingerprint": p.Draft().Fingerprint,
	}))
	if err != nil {
		return err
	}
	return a.stepSitting(tx, &s, approval.SittingStep{State: approval.SittingSigned})
}

// Forgery is a file that calls itself ours and is not.
type Forgery struct {
	ProtocolID int64  // that it calls itself
	SHA256     string // of its bytes
	Name       string // of the file
}

// ReportForgery records that somebody showed a file that calls itself a
// protocol, whose bytes are not those kept. The same file shown again by the
// same person is one entry. Of a protocol that does not exist there is none: it
// is NotFound.
func (a *App) ReportForgery(ctx context.Context, actor access.Actor, f Forgery) error {
	return a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		if _, err := tx.Protocol(f.ProtocolID); err != nil {
			return err
		}
		seen, err := tx.Refuted(f.ProtocolID, f.SHA256)
		if err != nil || seen {
			return err
		}
		return tx.Record("protocol.refuted", audit.Nowhere, "protocol", f.ProtocolID, audit.Added(map[string]any{
			"file": cut(f.Name, forgeryName), "sha256": f.SHA256,
		}))
	})
}

// forgeryName is how much of the name of a forged file is kept, in letters.
const forgeryName = 200

// cut is at most so many letters of a text.
func cut(s string, letters int) string {
	if all := []rune(s); len(all) > letters {
		return string(all[:letters]) + "…"
	}
	return s
}
