package budgets

import (
	"context"
	"slices"
	"strconv"

	"qadam/internal/civil"
	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/views/chart"
	"qadam/views/href"
	"qadam/views/ui"
)

// Attention is what somebody should look at, within the scope of a page.
type Attention struct {
	Programme string       // code, for the links; "" for the portfolio
	Project   string       // code, "" for more than one
	Gap       money.Amount // planned and not allocated, of budgets
	Lapsing   money.Amount // of this year: lapses unless it is paid
	Lapsed    money.Amount // of years that are over
	Private   money.Amount // planned of the investment from private sources
	Ahead     money.Amount // obligations taken on for years after the one of the day
	Checked   bool         // the checks were counted; else the page asks for their number
	Errors    int
	Warnings  int
}

// OpenChecksID is the region that says how many checks do not hold.
const OpenChecksID = "open-checks"

// checks is the list of what breaks the rules.
func (a Attention) checks(v View) string {
	return v.Keep(href.With(href.FundingChecks(), "programme", a.Programme, "project", a.Project))
}

// now is the view without the day compared with, for sums that are not.
func (v View) now() View {
	v.Against = civil.Date{}
	return v
}

// narrowed is an address with the programme that the page is about.
func (a Attention) narrowed(v View, address string) string {
	return href.With(v.Link(address), "programme", a.Programme, "project", a.Project)
}

// steps are the waterfall of a page.
func (v View) steps(ctx context.Context) chart.WaterfallData {
	d := chart.WaterfallData{Head: chart.Head{ID: "waterfall", Title: i18n.T(ctx, "budget.waterfall")}}
	for _, f := range five {
		d.Steps = append(d.Steps, chart.Step{Label: f.label(ctx), Amount: f.of(v.Sums)})
	}
	return d
}

// YearsChart is the investment of each year, stacked by what each stack is made
// of, and beside it the obligations of the budget.
func YearsChart(ctx context.Context, book *funding.Book, s funding.Scope) chart.YearsData {
	d := chart.YearsData{
		Head: chart.Head{ID: "years", Title: i18n.T(ctx, "budget.years_chart")}, Of: i18n.T(ctx, "budget.year"),
		Beside: &chart.Series{Key: chart.Obligations, Label: i18n.T(ctx, "budget.obligations_committed")},
	}
	invested, owed := s, s
	invested.Kind, invested.Year, owed.Kind, owed.Year = funding.Investment, funding.AllYears, funding.Obligations, funding.AllYears
	at := map[int]int{}
	years := book.Years(invested)
	for _, y := range book.Years(owed) {
		if !slices.Contains(years, y) {
			years = append(years, y)
		}
	}
	slices.Sort(years)
	last := grouped(years, book.On.Year)
	var models []portfolio.Model
	for _, g := range book.ByModel(invested) {
		if g.Planned != 0 {
			models = append(models, g.Key)
			d.Series = append(d.Series, chart.Series{Key: chart.Key(g.Key), Label: i18n.T(ctx, "funding_short."+string(g.Key))})
		}
	}
	for _, y := range years {
		if y > last {
			at[y] = len(d.Rows) - 1
			d.Rows[at[y]].Label = strconv.Itoa(last) + "+"
			continue
		}
		at[y] = len(d.Rows)
		d.Rows = append(d.Rows, chart.YearRow{Label: strconv.Itoa(y), Amounts: make([]money.Amount, len(models))})
	}
	var any bool
	for l, c := range book.Each(funding.Scope{ProgrammeID: s.ProgrammeID, ProjectID: s.ProjectID, LineID: s.LineID, Model: s.Model, Source: s.Source}) {
		if l.Kind == funding.Obligations {
			d.Rows[at[c.Year]].Beside += c.Committed
			any = any || c.Committed != 0
			continue
		}
		if m := slices.Index(models, l.Model); m >= 0 {
			d.Rows[at[c.Year]].Amounts[m] += c.Planned
		}
	}
	if !any {
		d.Beside = nil
	}
	return d
}

// grouped is the last year that is drawn by itself: obligations go on for
// decades, so what is more than five years ahead is drawn as one.
func grouped(years []int, on int) int {
	if len(years) == 0 || years[len(years)-1] <= on+6 {
		return on + 100
	}
	for _, y := range years {
		if y >= on+5 {
			return y
		}
	}
	return on + 5
}

// FlowChart is planned against realised models.
func FlowChart(ctx context.Context, streams []funding.Stream) chart.FlowData {
	d := chart.FlowData{Head: chart.Head{ID: "flow", Title: i18n.T(ctx, "budget.flow")}}
	for _, s := range streams {
		d.Streams = append(d.Streams, chart.Stream{Planned: s.Planned, Realised: s.Realised, Amount: s.Amount})
	}
	return d
}

// programmeField chooses a programme.
func (p GapsPage) programmeField(ctx context.Context) ui.Field {
	f := ui.Field{Name: "programme", Label: i18n.T(ctx, "word.programme"), Blank: i18n.T(ctx, "word.all"), Options: p.Programmes}
	if p.URL != nil {
		f.Form.Values = p.URL.Query()
	}
	return f
}

// added is what a column comes to.
func added(rows []GapRow, of func(GapRow) money.Amount) money.Amount {
	var sum money.Amount
	for _, r := range rows {
		sum += of(r)
	}
	return sum
}

// Check counts what breaks the rules.
func (a *Attention) Check(states []*funding.State) {
	a.Checked = true
	for _, s := range states {
		for _, b := range s.Breaches() {
			if b.Severity == funding.Error {
				a.Errors++
			} else {
				a.Warnings++
			}
		}
	}
}
