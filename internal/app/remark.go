package app

import (
	"context"
	"slices"
	"strings"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/audit"
	"qadam/internal/fault"
	"qadam/internal/store"
)

// AnswerRemark answers a remark; a later answer takes the place of an earlier
// one until the case comes again.
func (a *App) AnswerRemark(ctx context.Context, actor access.Actor, remarkID int64, kind approval.AnswerKind, text string) error {
	tried := attempt{Action: "case.answered", Entity: "case"}
	err := a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		caseID, err := tx.CaseOfRemark(remarkID)
		if err != nil {
			return err
		}
		c, err := a.caseToChange(tx, actor, access.AnswerRemarks, caseID)
		if !fault.Is(err, fault.KindNotFound) {
			tried.ID, tried.ProgrammeID = c.ID, c.ProgrammeID
		}
		if err != nil {
			return err
		}
		i := slices.IndexFunc(c.Remarks, func(r approval.Remark) bool { return r.ID == remarkID })
		remark := c.Remarks[i]
		if !c.MayAnswer(remark) {
			return fault.Conflict("case.too_late_to_answer")
		}
		answer := approval.Answer{RemarkID: remarkID, CaseID: c.ID, ProgrammeID: c.ProgrammeID, Kind: kind, Text: strings.TrimSpace(text)}
		if err := answer.Check(); err != nil {
			return err
		}
		if err := tx.AppendAnswer(&answer); err != nil {
			return err
		}
		if err := mentionInCase(tx, c, answer.Text); err != nil {
			return err
		}
		before := map[string]any{}
		if was := remark.Answer(); was != nil {
			before = map[string]any{"answer": was.Kind, "text": was.Text}
		}
		return tx.Record("case.answered", c.ProgrammeID, "case", c.ID, audit.Diff(before, map[string]any{
			"remark_id": remarkID, "answer": answer.Kind, "text": answer.Text,
		}))
	})
	return a.refused(ctx, actor, tried, err)
}
