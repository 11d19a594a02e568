package admin

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"qadam/internal/approval"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/bodies"
	"qadam/views/href"
	"qadam/views/ui"
)

// showRules answers GET /admin/bodies/:id/rules.
func (h Handler) showRules(c echo.Context) error { return h.rulesPage(c, http.StatusOK, ui.Form{}) }

// setRules answers POST /admin/bodies/:id/rules.
func (h Handler) setRules(c echo.Context) error {
	id, err := site.ID(c)
	if err != nil {
		return err
	}
	f := site.ReadForm(c)
	r := approval.Rules{
		QuorumNum: f.Int("quorum_num"), QuorumDen: f.Int("quorum_den"), QuorumLeast: f.Int("quorum_least"),
		Majority: approval.Majority(f.Text("majority")), CastingVote: f.Bool("casting_vote"), ActRequired: f.Bool("act_required"),
		Signature: approval.SignatureRule(f.Text("signature")), OpinionDays: f.Int("opinion_days"), VoteDays: f.Int("vote_days"),
	}
	from := f.Day("valid_from")
	ok, err := f.Try(func() error { return h.App.SaveRules(site.Ctx(c), h.Who(c), id, r, from, f.Text("reason")) })
	if err != nil {
		return err
	}
	if !ok {
		return h.rulesPage(c, http.StatusUnprocessableEntity, f.Form)
	}
	return h.SeeOther(c, href.AdminBodyRules(id), "vote.rules_saved")
}

func (h Handler) rulesPage(c echo.Context, status int, form ui.Form) error {
	ctx, r := site.Ctx(c), h.now(c)
	id, err := site.ID(c)
	if err != nil {
		return err
	}
	site.SetPage(c, href.AdminBodyRules(id))
	ref, err := r.Reference(ctx)
	if err != nil {
		return err
	}
	p := bodies.RulesPage{Body: ref.Bodies[id], Form: form}
	if p.Body.Kind != portfolio.WorkingGroup {
		return fault.NotFound()
	}
	if p.Shell, err = h.shell(c, i18n.T(ctx, "vote.rules")); err != nil {
		return err
	}
	p.Eyebrow, p.Errors = p.Body.Name.For(ctx), form.Errors
	ledger, err := r.BodyRules(ctx, id)
	if err != nil {
		return err
	}
	p.Rules, p.Line = approval.RulesOn(ledger, p.Today), approval.RulesLine(ledger, p.Today)
	p.History = slices.Clone(ledger)
	slices.Reverse(p.History)
	people := []int64{0}
	for _, line := range ledger {
		people = append(people, line.RecordedBy)
	}
	if p.Names, err = r.Names(ctx, people); err != nil {
		return err
	}
	return h.Render(c, status, bodies.Rules(p))
}
