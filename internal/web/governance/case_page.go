package governance

import (
	"context"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/web/site"
	"qadam/views/cases"
	"qadam/views/href"
	"qadam/views/ui"
)

// showCase answers GET /cases/:id.
func (h Handler) showCase(c echo.Context) error {
	id, err := site.ID(c)
	if err != nil {
		return err
	}
	d, err := h.desk(c, id)
	if err != nil {
		return err
	}
	if h.Visit(c).Format == "json" {
		return h.caseJSON(c, d)
	}
	return h.casePage(c, http.StatusOK, d, cases.Forms{}, ui.Form{})
}

// casePage shows a case; faulty is the form that was sent and is wrong.
func (h Handler) casePage(c echo.Context, status int, d *desk, forms cases.Forms, faulty ui.Form) error {
	ctx := site.Ctx(c)
	site.SetPage(c, href.Case(d.ID))
	// What the page knows of is asked first: what is written while it is made
	// is told by the events.
	seq, _, err := h.Store.Read(access.System(), h.Instant()).News(ctx, -1)
	if err != nil {
		return err
	}
	p := cases.ShowPage{Case: d.Case, Programme: &d.picture.Programme, Term: d.term(), Forms: forms, Bodies: d.ref.Bodies, Seq: seq, Watched: !d.past && !d.State().Final()}
	if p.Subject, err = d.subject(ctx); err != nil {
		return err
	}
	p.Review = d.review()
	p.Remarks = d.remarks(p.Subject.Plans)
	if v := d.lastVote(); v != nil {
		one := d.vote(v, p.Subject.Plans, i18n.From(ctx))
		p.Vote = &one
	}
	if p.Outcome, err = d.outcome(ctx, p.Subject.Plans); err != nil {
		return err
	}
	if err := d.numberVotes(ctx, &p); err != nil {
		return err
	}
	p.History = d.history()
	p.Next = nextStep{who: d.who, on: d.on, akimat: d.akimat(), act: d.rules.ActRequired, docket: d.docket}.of(&d.Case)
	p.May, p.Sitting = d.rights(), d.ahead()
	if err := d.prepare(ctx, &p); err != nil {
		return err
	}
	p.Rail = d.rail(ctx, p)
	if p.Shell, err = h.Shell(c, d.Title().For(ctx)); err != nil {
		return err
	}
	p.Eyebrow = i18n.T(ctx, "ui.nav_cases") + " · " + cases.Numbered(ctx, d.ID) + " · " + d.term().Name.For(ctx)
	p.Assets = append(p.Assets, "css/case.css", "js/case.js")
	p.Errors, p.ErrorPrefix = append(p.Errors, faulty.Errors...), faulty.Prefix
	return h.Render(c, status, cases.Show(p))
}

// ahead is the sitting on whose agenda the case stands, or nil.
func (d *desk) ahead() *approval.Sitting {
	for i := range d.docket.Sittings {
		s := &d.docket.Sittings[i]
		if !s.State().Ended() && slices.ContainsFunc(s.Agenda(), func(a approval.AgendaItem) bool { return a.CaseID == d.ID }) {
			return s
		}
	}
	return nil
}

// rights are what the person may do to the case as it stands.
func (d *desk) rights() cases.May {
	if d.past {
		return cases.May{}
	}
	state, group := d.State(), !d.Route().Delegated()
	own := d.Drafted(d.who.ID)
	m := cases.May{
		Assign:    group && (state == approval.Submitted || state == approval.InReview) && d.may(access.AssignExperts),
		EndReview: state == approval.InReview && d.ReviewEnds(d.on) != "" && d.may(access.HoldSitting),
		Return:    d.MayReturn() && group && d.may(access.HoldSitting),
		Withdraw:  d.MayWithdraw() && d.may(access.Submit),
		Schedule:  d.Ready() && !d.docket.OnAgenda(d.ID) && d.may(access.HoldSitting),
		Act:       state == approval.Approved && d.Kind.Rule().Act && d.may(access.RecordAct),
		Answer:    d.may(access.AnswerRemarks) && slices.ContainsFunc(d.Remarks, d.MayAnswer),
		Redraft:   state.Back() && d.Kind.OfVersion() && d.may(access.EditDraft),
		Resubmit:  state.Back() && !d.Kind.OfVersion() && d.MayResubmit() == nil && d.may(access.Submit),
	}
	switch {
	case state == approval.Submitted && d.Route() == approval.ByAkimat:
		m.Decide = !own && d.may(access.DecideAsAkimat)
	case state == approval.Submitted && d.Route() == approval.ByCentre:
		m.Decide = !own && d.may(access.DecideAsCentre)
	}
	m.Opine = d.mySpeaking() != 0
	return m
}

// mySpeaking is the seat from which the person may give an opinion now, 0 when
// there is none.
func (d *desk) mySpeaking() int64 {
	if d.past {
		return 0
	}
	return d.mySeat(access.GiveOpinion, func(seat int64) bool { return d.MaySpeak(seat, d.who.ID, d.on) == nil })
}

// prepare adds what the forms offer.
func (d *desk) prepare(ctx context.Context, p *cases.ShowPage) error {
	if p.May.Assign {
		p.Review.Seats = d.experts()
		p.May.Assign = len(p.Review.Seats) > 0
		p.Review.Suggested = d.ref.Calendar.Add(d.on, d.rules.OpinionDays)
	}
	if p.May.Opine {
		draft, err := d.r.OpinionDraft(ctx, d.ID, d.Round(), d.mySpeaking())
		if err != nil {
			return err
		}
		p.Review.Drafted = draft != nil
	}
	return nil
}

// numberVotes gives the vote of the page the number of its sitting.
func (d *desk) numberVotes(ctx context.Context, p *cases.ShowPage) error {
	if p.Vote == nil {
		return nil
	}
	all, err := d.r.Sittings(ctx, store.SittingFilter{IDs: []int64{p.Vote.SittingID}})
	for _, s := range all {
		p.Vote.Number = s.Number
	}
	return err
}

// plansOf are the lines that remarks and conditions may be tied to.
func (d *desk) plansOf(ctx context.Context) ([]portfolio.Plan, error) {
	if d.version == nil {
		return nil, nil
	}
	sheet, err := d.r.Sheet(ctx, *d.version)
	if err != nil {
		return nil, err
	}
	return sheet.Plans, nil
}
