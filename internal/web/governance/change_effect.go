package governance

import (
	"context"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/changes"
	"qadam/views/ui"
)

// changeEffect is what the change that is typed leads to.
func (h Handler) changeEffect(c echo.Context, p *proposal, asked changeAsked) (changes.Effect, error) {
	ctx := site.Ctx(c)
	var e changes.Effect
	e.Faults = wrongIn(ctx, p, asked)
	if len(e.Faults) > 0 {
		return e, nil
	}
	proposed := slices.Clone(p.sheetPlans())
	e.Nothing = true
	for i := range proposed {
		at := slices.IndexFunc(asked.plans, func(one portfolio.Plan) bool { return one.MilestoneID == proposed[i].MilestoneID })
		if at < 0 || portfolio.SameContent(proposed[i], asked.plans[at]) {
			continue
		}
		was, is := &proposed[i], asked.plans[at]
		first, known := p.original[is.MilestoneID]
		if !known {
			first = *was
		}
		e.Nothing = false
		e.Was += was.Costs.Total()
		e.Is += is.Costs.Total()
		if then := is.Deadline(p.ref.Calendar); then != was.Deadline(p.ref.Calendar) {
			e.Days = append(e.Days, changes.Days{Number: is.Number, Original: first.Deadline(p.ref.Calendar), InForce: was.Deadline(p.ref.Calendar), Then: then})
		}
		proposed[i] = is
	}
	if e.Nothing {
		return e, nil
	}
	var err error
	if e.Delegation, _, err = h.delegation(c, p.roadmap, p.board.Version, proposed, h.Who(c).May(access.DecideAsAkimat, p.picture.Programme.ID)); err != nil {
		return e, err
	}
	effect := p.board.IfPlanned(asked.plans...)
	e.Moves = ui.Moves{Effect: &effect, Year: p.board.Year, Programme: p.picture.Term.Name, Bodies: p.ref.Bodies, Projects: map[int64]i18n.Text{}}
	for _, one := range p.picture.Projects {
		e.Moves.Projects[one.ID] = one.Profile.Name
	}
	return e, nil
}

// wrongIn says in words what is wrong with the lines that are typed.
func wrongIn(ctx context.Context, p *proposal, asked changeAsked) []string {
	var said []string
	add := func(f fault.FieldError) {
		if text := i18n.FieldText(ctx, f); !slices.Contains(said, text) {
			said = append(said, text)
		}
	}
	for _, f := range asked.form.Errors {
		if strings.Contains(f.Name, ".") {
			add(f)
		}
	}
	if len(said) == 0 {
		for _, plan := range asked.plans {
			for _, f := range fault.FieldsOf(plan.CheckIn(p.board.Year, p.ref.Calendar)) {
				add(f)
			}
		}
	}
	return said
}

// sheetPlans are the lines in force.
func (p *proposal) sheetPlans() []portfolio.Plan {
	plans := make([]portfolio.Plan, len(p.board.Lines))
	for i := range p.board.Lines {
		plans[i] = *p.board.Lines[i].Plan
	}
	return plans
}
