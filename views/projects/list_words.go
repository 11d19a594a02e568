package projects

import (
	"context"
	"strconv"

	"github.com/a-h/templ"

	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/listing"
	"qadam/internal/portfolio"
	"qadam/views/href"
	views "qadam/views/listing"
	"qadam/views/ui"
)

// healths are the colours of projects, those that ask for something first.
var healths = []portfolio.Health{portfolio.Red, portfolio.Amber, portfolio.Green, portfolio.NoData}

// Fill puts a page of the list on the page, with the words of its columns,
// filters and groups. withins are the programmes that the reader may know of.
func (p *ListPage) Fill(ctx context.Context, against civil.Date, l *listing.List[Item], q listing.Query, found listing.Page[Item], withins []*Within, ref *portfolio.Reference) {
	p.Table = views.Table[Item]{
		Region: Region, Caption: i18n.T(ctx, "word.projects"), List: l, Query: q, Page: found,
		Columns: p.columns(ctx, against), Filters: filters(ctx, withins, ref), Groups: groups(ctx, withins, ref),
		Row:     func(r Item) string { return "p-" + strconv.FormatInt(r.Project.ID, 10) },
		Nothing: views.Nothing{Title: i18n.T(ctx, "project.list_empty"), Next: i18n.T(ctx, "project.list_empty_next")},
	}
}

// sinceCell is by how much a count changed.
func sinceCell(of func(portfolio.Tally) int) func(Item) templ.Component {
	return func(r Item) templ.Component { return signed(r.Since(of)) }
}

// signedCount is a count with its sign.
func signedCount(ctx context.Context, n int) string {
	if n > 0 {
		return "+" + i18n.Number(ctx, int64(n))
	}
	return i18n.Number(ctx, int64(n))
}

// columns are the heads and cells of the list, in its order.
func (p *ListPage) columns(ctx context.Context, against civil.Date) []views.Column[Item] {
	col := func(name, key string, cell func(Item) templ.Component) views.Column[Item] {
		return views.Column[Item]{Name: name, Label: i18n.T(ctx, key), Cell: cell}
	}
	at := func(cell func(ListPage, Item) templ.Component) func(Item) templ.Component {
		return func(r Item) templ.Component { return cell(*p, r) }
	}
	all := []views.Column[Item]{
		col("name", "word.project", at(ListPage.nameCell)),
		col("code", "word.code", codeCell),
		col("status", "portfolio.health", at(ListPage.statusCell)),
	}
	if !against.IsZero() {
		all = append(all,
			views.Column[Item]{Name: "was", Label: i18n.T(ctx, "listing.was_on", "Day", against), Cell: wasCell},
			col("done_since", "listing.done_change", sinceCell(Done)), col("overdue_since", "listing.overdue_change", sinceCell(Overdue)))
	}
	return append(all,
		col("programme", "word.programme", at(ListPage.programmeCell)),
		col("done", "word.milestones", doneCell),
		col("overdue", "status.overdue", at(ListPage.overdueCell)),
		col("at_risk", "status.at_risk", at(ListPage.atRiskCell)),
		col("stale", "status.stale", at(ListPage.staleCell)),
		col("planned", "project.planned", plannedCell),
		col("committed", "funding.committed", committedCell),
		col("paid", "funding.paid", paidCell),
		col("direction", "word.direction", directionCell),
		col("model", "project.model", modelCell),
		col("owner", "listing.owner_rating", at(ListPage.ownerCell)),
		col("centre", "listing.centre_rating", at(ListPage.centreCell)),
		col("apart", "listing.apart", apartCell),
		col("updated", "portfolio.newest", updatedCell),
		col("late", "listing.late_stages", at(ListPage.lateCell)),
		col("zones", "word.pilot_zones", at(ListPage.zonesCell)),
		col("goals", "word.goals", at(ListPage.goalsCell)),
		col("basis", "project.source_of", basisCell),
	)
}

// lines is the address of the milestones of a project that the filter leaves, in
// the roadmap that stands.
func (p ListPage) lines(r Item, filter, value string) string {
	return href.MilestonesWhere("project", r.Project.Code, "year", strconv.Itoa(r.Board.Year), filter, value)
}

// filters are those of the bar.
func filters(ctx context.Context, withins []*Within, ref *portfolio.Reference) []views.Filter {
	var programmes, zones, directions, models, states, goals []ui.Option
	for _, w := range withins {
		programmes = append(programmes, ui.Option{Value: w.Picture.Programme.Code, Label: w.Picture.Term.Name.For(ctx)})
		from := len(zones)
		for _, z := range w.Zones {
			zones = append(zones, ui.Option{Value: z.Code, Label: z.Profile.Name.For(ctx), Group: w.Picture.Term.Name.For(ctx)})
		}
		i18n.SortBy(i18n.From(ctx), zones[from:], func(o ui.Option) string { return o.Label })
	}
	for _, d := range ref.Directions {
		directions = append(directions, ui.Option{Value: d.Code, Label: d.Name.For(ctx)})
	}
	for _, m := range portfolio.Models {
		models = append(models, ui.Option{Value: string(m), Label: i18n.T(ctx, "funding_short."+string(m))})
	}
	for _, h := range healths {
		states = append(states, ui.Option{Value: string(h), Label: i18n.T(ctx, "health."+string(h))})
	}
	for _, k := range []portfolio.EndKind{portfolio.Completed, portfolio.Terminated} {
		states = append(states, ui.Option{Value: string(k), Label: i18n.T(ctx, "project.ended_"+string(k))})
	}
	for _, g := range ref.Goals {
		goals = append(goals, ui.Option{Value: g.Code, Label: g.Name.For(ctx)})
	}
	return []views.Filter{
		{Name: "q", Kind: views.Words, Label: i18n.T(ctx, "roadmap.search")},
		{Name: "programme", Kind: views.Select, Label: i18n.T(ctx, "word.programme"), Options: programmes},
		{Name: "direction", Kind: views.Select, Label: i18n.T(ctx, "word.direction"), Options: directions},
		{Name: "model", Kind: views.Select, Label: i18n.T(ctx, "word.funding_model"), Options: models},
		{Name: "status", Kind: views.Select, Label: i18n.T(ctx, "portfolio.health"), Options: states},
		{Name: "zone", Kind: views.Select, Label: i18n.T(ctx, "word.pilot_zone"), Options: zones, More: true},
		{Name: "goal", Kind: views.Select, Label: i18n.T(ctx, "word.goals"), Options: goals, More: true},
		{Name: "late", Kind: views.Mark, Label: i18n.T(ctx, "listing.late_stages"), More: true},
		{Name: "disagree", Kind: views.Mark, Label: i18n.T(ctx, "listing.disagree"), More: true},
		{Name: "escalated", Kind: views.Mark, Label: i18n.T(ctx, "listing.escalated"), More: true},
		{Name: "favourite", Kind: views.Mark, Label: i18n.T(ctx, "listing.favourite"), More: true},
	}
}

// groups are the ways to group, with how their groups are called.
func groups(ctx context.Context, withins []*Within, ref *portfolio.Reference) []views.Group {
	return []views.Group{
		{Name: "programme", Label: i18n.T(ctx, "word.programme"), Head: func(code string) templ.Component {
			for _, w := range withins {
				if w.Picture.Programme.Code == code {
					return groupName(w.Picture.Term.Name)
				}
			}
			return groupWord(i18n.T(ctx, "roadmap.group_nothing"))
		}},
		{Name: "direction", Label: i18n.T(ctx, "word.direction"), Head: func(code string) templ.Component {
			if d := ref.Direction(code); d.Code != "" {
				return groupName(d.Name)
			}
			return groupWord(i18n.T(ctx, "roadmap.group_nothing"))
		}},
		{Name: "model", Label: i18n.T(ctx, "word.funding_model"), Head: func(code string) templ.Component {
			return groupWord(i18n.T(ctx, "funding."+code))
		}},
		{Name: "status", Label: i18n.T(ctx, "portfolio.health"), Head: func(code string) templ.Component {
			if code == "" {
				return groupWord(i18n.T(ctx, "listing.no_state"))
			}
			return ui.HealthBadge(code)
		}},
	}
}
