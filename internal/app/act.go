package app

import (
	"context"
	"strings"
	"unicode/utf8"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/store"
)

// Act is the paper that brings what was approved into force.
type Act struct {
	Number    string
	Date      civil.Date
	Signatory i18n.Text // the position
	File      *File     // nil when there is none; see KeepFile
}

// RecordAct enters the act by which an approved case comes into force: a
// version of a roadmap supersedes the one before it, a zone is designated. An
// act is never older than the decision, and nobody enters one for what he
// drafted himself.
func (a *App) RecordAct(ctx context.Context, actor access.Actor, caseID int64, act Act) error {
	return a.onCase(ctx, actor, access.RecordAct, caseID, "case.in_force", func(tx *store.Tx, c *approval.Case) error {
		if !c.MayBecome(approval.InForce) {
			return fault.Conflict("case.not_approved")
		}
		if c.Drafted(actor.ID) {
			return ownDraft()
		}
		act.Number, act.Signatory = strings.TrimSpace(act.Number), act.Signatory.Trim()
		if err := checkAct(act, c.DecidedOn(), civil.DateOf(tx.Now)); err != nil {
			return err
		}
		now, err := a.fingerprint(tx, *c)
		if err != nil {
			return err
		}
		if now != c.Submission().Fingerprint {
			return fault.Conflict("case.changed_since_decision")
		}
		s := approval.Step{State: approval.InForce, ActNumber: act.Number, ActDate: act.Date, Signatory: act.Signatory}
		if f := act.File; f != nil {
			s.FileName, s.FileSHA256, s.FileSize, s.FileType = f.Name, f.SHA256, f.Size, f.MediaType
		}
		return a.stepCase(tx, c, s, nil)
	})
}

// ownDraft refuses somebody who would decide on what he drafted.
func ownDraft() error { return &fault.Error{Kind: fault.KindForbidden, Key: "case.own_draft"} }

// The longest number of an act and position of a signatory, in letters.
const (
	actNumberLimit = 100
	signatoryLimit = 300
)

func checkAct(act Act, decided, today civil.Date) error {
	var errs []error
	switch {
	case act.Number == "":
		errs = append(errs, fault.Field("act_number", "fault.required"))
	case utf8.RuneCountInString(act.Number) > actNumberLimit:
		errs = append(errs, fault.Field("act_number", "fault.too_long", "Limit", actNumberLimit))
	}
	switch {
	case act.Date.IsZero():
		errs = append(errs, fault.Field("act_date", "fault.required"))
	case act.Date.After(today):
		errs = append(errs, fault.Field("act_date", "fault.in_future"))
	case act.Date.Before(decided):
		errs = append(errs, fault.Field("act_date", "case.act_before_decision", "Day", decided))
	}
	if act.Signatory.IsZero() {
		errs = append(errs, fault.Field("signatory", "fault.required"))
	}
	for _, s := range []string{act.Signatory.KK, act.Signatory.RU, act.Signatory.EN} {
		if utf8.RuneCountInString(s) > signatoryLimit {
			errs = append(errs, fault.Field("signatory", "fault.too_long", "Limit", signatoryLimit))
			break
		}
	}
	return fault.Join(errs...)
}
