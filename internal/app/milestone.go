package app

import (
	"context"
	"strconv"
	"strings"

	"qadam/internal/access"
	"qadam/internal/audit"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/store"
)

// Progress is what a manager reports on a milestone.
type Progress struct {
	MilestoneID int64
	Percent     int
	Forecast    civil.Date
	Note        string
	SaidDone    bool
	Seen        int64  // the latest update that the form was filled in against, 0 for none, or AnyUpdate
	FormKey     string // of the form: sent twice, it is one update
	Document    Document
	Files       []File
	Link        string
}

// AnyUpdate is Seen of a report by a program, which looks at no form: it follows
// whatever was reported last.
const AnyUpdate int64 = -1

// Document says which paper the evidence is.
type Document struct {
	Number string
	Dated  civil.Date
}

// ReportProgress adds a line to a milestone's ledger. A form that was sent
// before changes nothing and is no error. A newer update than the one the form
// was filled in against is a Conflict: nobody writes over what he has not seen.
func (a *App) ReportProgress(ctx context.Context, actor access.Actor, p Progress) error {
	return a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		m, err := tx.Milestone(p.MilestoneID)
		if err != nil {
			return err
		}
		if err := require(tx, actor, access.ReportProgress, m.ProgrammeID); err != nil {
			return err
		}
		used, err := tx.FormUsed(p.FormKey)
		if err != nil || used {
			return err
		}
		plan, err := reportable(tx, m)
		if err != nil {
			return err
		}
		last := m.Last()
		if last != nil && p.Seen != AnyUpdate && last.ID != p.Seen {
			return fault.Conflict("milestone.reported_meanwhile")
		}
		u := portfolio.Update{
			MilestoneID: m.ID, ProgrammeID: m.ProgrammeID, Percent: p.Percent, Forecast: p.Forecast,
			Note: strings.TrimSpace(p.Note), SaidDone: p.SaidDone, FormKey: p.FormKey,
		}
		if err := fault.Join(plan.CheckUpdate(u, last, p.pieces()), p.checkEvidence(tx.Now)); err != nil {
			return err
		}
		if err := tx.AppendUpdate(&u); err != nil {
			return err
		}
		sums, err := p.keepEvidence(tx, u)
		if err != nil {
			return err
		}
		if u.SaidDone {
			if err := tx.Post(reportLetter(m.ID, plan, "letter.evidence_waits", store.To{Roles: []access.Role{access.Expert}}, "")); err != nil {
				return err
			}
		}
		if err := mention(tx, u.Note, seesInForce(m.ProgrammeID), plan.Title, milestonePath(m.ID)); err != nil {
			return err
		}
		return tx.Record("milestone.progress", m.ProgrammeID, "milestone", m.ID, audit.Diff(said(last), p.said(&u)).With(sums...))
	})
}

// reportable returns the start and the term, by the version in force, of a
// milestone that may be reported on.
func reportable(tx *store.Tx, m portfolio.Milestone) (portfolio.Plan, error) {
	plan, ended, err := tx.InForce(m.ID)
	switch {
	case fault.Is(err, fault.KindNotFound):
		return plan, fault.Conflict("milestone.not_in_force")
	case err != nil:
		return plan, err
	case ended:
		return plan, fault.Conflict("milestone.project_ended")
	case m.Facts().Accepted:
		return plan, fault.Conflict("milestone.is_done")
	}
	return plan, nil
}

// said is what an update says, as the log shows it.
func said(u *portfolio.Update) map[string]any {
	if u == nil {
		return nil
	}
	return map[string]any{"percent": u.Percent, "forecast": u.Forecast, "note": u.Note, "said_done": u.SaidDone}
}

// said is what the update of the report says, with what else came as evidence:
// the hash of an entry has to cover a link and a document's number as it covers
// the files.
func (p Progress) said(u *portfolio.Update) map[string]any {
	all := said(u)
	if link := strings.TrimSpace(p.Link); link != "" {
		all["link"] = link
	}
	if number := strings.TrimSpace(p.Document.Number); number != "" {
		all["document_number"] = number
	}
	if !p.Document.Dated.IsZero() {
		all["document_date"] = p.Document.Dated
	}
	return all
}

// Acceptance is the competence centre's yes to the evidence of an update.
type Acceptance struct {
	MilestoneID int64
	UpdateID    int64
	DoneOn      civil.Date // the act's date
	Note        string
}

// AcceptEvidence makes a milestone done.
func (a *App) AcceptEvidence(ctx context.Context, actor access.Actor, p Acceptance) error {
	return a.review(ctx, actor, "milestone.accepted", portfolio.Review{
		MilestoneID: p.MilestoneID, UpdateID: p.UpdateID, Accepted: true, DoneOn: p.DoneOn, Reason: strings.TrimSpace(p.Note),
	})
}

// Return is the competence centre's no, with its reason.
type Return struct {
	MilestoneID int64
	UpdateID    int64
	Reason      string
}

// ReturnEvidence gives a milestone that was said done back to its manager.
func (a *App) ReturnEvidence(ctx context.Context, actor access.Actor, p Return) error {
	return a.review(ctx, actor, "milestone.returned", portfolio.Review{
		MilestoneID: p.MilestoneID, UpdateID: p.UpdateID, Reason: strings.TrimSpace(p.Reason),
	})
}

func (a *App) review(ctx context.Context, actor access.Actor, action string, v portfolio.Review) error {
	return a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		m, err := tx.Milestone(v.MilestoneID)
		if err != nil {
			return err
		}
		if err := require(tx, actor, access.ReviewEvidence, m.ProgrammeID); err != nil {
			return err
		}
		if err := m.CheckAwaiting(v.UpdateID); err != nil {
			return err
		}
		if m.Last().RecordedBy == actor.ID {
			return fault.Forbidden() // the reporter does not accept (rules.md §5)
		}
		plan, _, err := tx.InForce(m.ID)
		if err != nil {
			return err
		}
		if err := v.Check(plan.Start, civil.DateOf(tx.Now)); err != nil {
			return err
		}
		if v.Accepted && plan.Gate {
			if err := heldUp(tx, m); err != nil {
				return err
			}
		}
		if v.Accepted {
			if err := heldByStage(tx, m); err != nil {
				return err
			}
		}
		v.ProgrammeID = m.ProgrammeID
		if err := tx.AppendReview(&v); err != nil {
			return err
		}
		key := "letter.evidence_returned"
		if v.Accepted {
			key = "letter.evidence_accepted"
		}
		if err := tx.Post(reportLetter(m.ID, plan, key, store.To{People: []int64{m.Last().RecordedBy}}, v.Reason)); err != nil {
			return err
		}
		if err := mention(tx, v.Reason, seesInForce(m.ProgrammeID), plan.Title, milestonePath(m.ID)); err != nil {
			return err
		}
		return tx.Record(action, m.ProgrammeID, "milestone", m.ID, audit.Added(map[string]any{
			"update_id": v.UpdateID, "done_on": v.DoneOn, "reason": v.Reason,
		}))
	})
}

// reportLetter tells of a milestone's evidence.
func reportLetter(id int64, plan portfolio.Plan, key string, to store.To, note string) store.Letter {
	return store.Letter{
		To: to, Kind: portfolio.LetterReport, Key: key, Args: []any{"Title", plan.Title}, Note: i18n.Same(note),
		Link: milestonePath(id),
	}
}

// milestonePath is the page of a milestone, as views/href has it.
func milestonePath(id int64) string { return "/milestones/" + strconv.FormatInt(id, 10) }
