package governance

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/web/site"
	"qadam/views/cases"
	"qadam/views/ui"
)

func ballotRoutes(h Handler) []site.Route {
	return []site.Route{
		{Method: http.MethodPost, Path: "/votes/:id/ballots", Action: access.CastBallot, Handle: h.castBallot},
		{Method: http.MethodPost, Path: "/votes/:id/dissent", Action: access.CastBallot, Handle: h.addDissent},
		{Method: http.MethodPost, Path: "/votes/:id/closing", Action: access.HoldSitting, Handle: h.closeVote},
	}
}

// caseOfVote is the key of the case that a vote is on; a vote whose case one may
// not know of is not found.
func (h Handler) caseOfVote(c echo.Context) (voteID, caseID int64, err error) {
	if voteID, err = site.ID(c); err != nil {
		return 0, 0, err
	}
	v, err := h.Reader(c).Vote(site.Ctx(c), voteID)
	if err != nil {
		return 0, 0, err
	}
	return voteID, v.CaseID, h.seesCase(c, v.CaseID)
}

// castBallot answers POST /votes/:id/ballots.
func (h Handler) castBallot(c echo.Context) error {
	id, caseID, err := h.caseOfVote(c)
	if err != nil {
		return err
	}
	f := site.ReadForm(c)
	b := approval.Ballot{SeatID: f.ID("seat"), Choice: approval.Choice(f.Text("choice")), Reason: f.Text("reason"), Dissent: f.Text("dissent")}
	if b.Choice == approval.ForWithCondition {
		b.Condition = approval.Proposals{readProposal(f, "")}
	}
	x := deed{f, cases.BallotPrefix(b.Choice), "cases.done_ballot", func(p *cases.Forms, f ui.Form) { p.Ballot = f }}
	return h.do(c, caseID, x, func() error { return h.App.CastBallot(site.Ctx(c), h.Who(c), id, b) })
}

// addDissent answers POST /votes/:id/dissent.
func (h Handler) addDissent(c echo.Context) error {
	id, caseID, err := h.caseOfVote(c)
	if err != nil {
		return err
	}
	f := site.ReadForm(c)
	seat := f.ID("seat")
	x := deed{f, cases.DissentPrefix, "cases.done_dissent", func(p *cases.Forms, f ui.Form) { p.Dissent = f }}
	return h.do(c, caseID, x, func() error { return h.App.AddDissent(site.Ctx(c), h.Who(c), id, seat, f.Text("text")) })
}

// closeVote answers POST /votes/:id/closing.
func (h Handler) closeVote(c echo.Context) error {
	id, caseID, err := h.caseOfVote(c)
	if err != nil {
		return err
	}
	return h.do(c, caseID, deed{form: site.ReadForm(c), flash: "cases.done_closed"}, func() error {
		_, err := h.App.CloseVote(site.Ctx(c), h.Who(c), id)
		return err
	})
}
