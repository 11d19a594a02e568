package report

import (
	"strconv"

	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
)

// Survey is a paper about the portfolio or a part of it: what it is, the day and
// the head of the log that it is of, and its parts. The page and the data take
// their figures from the same places.
type Survey struct {
	Name     string // of the file, without its suffix and day
	Title    Value
	On       civil.Date
	Against  civil.Date // the day compared with, or none
	Head     string     // of the log
	Language i18n.Locale
	Parts    []Block
}

// Document is the survey on paper.
func (s Survey) Document() Document {
	asOf := Say("funding_report.as_of", "Day", Day(s.On))
	if !s.Against.IsZero() {
		asOf = Say("funding_report.against", "Day", Day(s.On), "Against", Day(s.Against))
	}
	return Document{
		Name: s.Name + "-" + s.On.String(), Title: s.Title, Languages: []i18n.Locale{s.Language}, Day: s.On,
		Blocks: append([]Block{
			Heading{{Value: Say("portfolio.eyebrow")}, {s.Title, true}, {Value: asOf}},
			Paragraphs{{Value: Say("funding_report.head", "Head", Plain(s.Head))}},
		}, s.Parts...),
		Foot: []Value{Say("portfolio_report.foot", "Day", Day(s.On), "Title", s.Title), Plain("Qadam " + s.Head)},
	}
}

// Portfolio is the dashboard on paper.
type Portfolio struct {
	Overview portfolio.Overview
	Waited   int // working days that the oldest evidence has waited for a review
	Awaited  []AwaitedRow
	Heat     portfolio.Heat
	Sums     funding.Sums // the investment of the year
	Moved    funding.Sums // how they changed; zero when nothing is compared
	Models   []funding.Group[portfolio.Model]
	Of       map[int64]funding.Sums // by programme
	Ahead    money.Amount           // what the budget owes for years after that of the day
}

// AwaitedRow is the open cases of a kind with the age of the oldest.
type AwaitedRow struct {
	approval.Awaited
	Days int // working days since the oldest was submitted
}

// Blocks are the parts of the paper: what the dashboard shows, from the figures to
// the directions. Of a portfolio without milestones there are fewer.
func (p Portfolio) Blocks() []Block {
	o := p.Overview
	blocks := []Block{p.figures()}
	if o.Total.Total > 0 {
		blocks = append(blocks, p.statuses())
	}
	blocks = append(blocks, p.awaited(), p.programmes())
	if !o.Against.IsZero() {
		blocks = append(blocks, p.changes())
	}
	if o.Total.Total > 0 {
		blocks = append(blocks, p.curve(), p.months(), p.beyond(), p.slips(), p.directions())
	}
	return blocks
}

// nothing is a head with the word that there is nothing under it.
func nothing(head, word string) Paragraphs {
	return Paragraphs{{Say(head), true}, {Value: Say(word)}}
}

// named begins a table with its name above it, that stands on one page.
func named(name Value, columns ...Column) Table {
	return Table{Name: name, Caption: []Line{{name, true}}, Whole: true, Columns: columns}
}

func cellsOf(values ...Value) []Cell {
	cells := make([]Cell, len(values))
	for i, v := range values {
		cells[i] = Cell{Value: v}
	}
	return cells
}

func (t *Table) add(values ...Value) {
	t.Rows = append(t.Rows, Row{Kind: Item, Cells: cellsOf(values...)})
}

// figures are the numbers at the top of the dashboard and of its strip.
func (p Portfolio) figures() Table {
	o := p.Overview
	t := Table{Name: Say("portfolio_report.figures"), Columns: []Column{
		{Head: Say("funding_report.figure"), Width: 70},
		{Head: Say("portfolio_report.value"), Width: 58, Align: End},
	}}
	compared := !o.Against.IsZero()
	if compared {
		t.Columns = append(t.Columns, Column{Head: Say("portfolio_report.change"), Width: 34, Align: End})
	}
	t.Columns = append(t.Columns, Column{Head: Say("word.note"), Width: 277 - 128 - 34, Gives: true})
	row := func(name, value, change Value, notes ...Value) {
		cells := []Value{name, value}
		if compared {
			cells = append(cells, change)
		}
		t.add(append(cells, List(notes))...)
	}
	all, since := o.Total, o.Since
	row(Say("portfolio.done"), Fraction{all.Done, all.Total}, Change(since.Became[portfolio.Done]), p.doneNotes()...)
	var newly []Value
	if n := since.Became[portfolio.AtRisk] + since.Became[portfolio.Overdue]; n > 0 {
		newly = append(newly, Say("portfolio.newly", "Count", Number(n)))
	}
	row(Say("portfolio.trouble"), Fraction{all.AtRisk + all.Overdue, all.Total}, Change(since.Tally.AtRisk+since.Tally.Overdue), newly...)
	row(Say("portfolio.stale"), Fraction{all.Stale, all.Underway()}, Change(since.Tally.Stale), Say("portfolio_report.of_underway"))
	row(Say("portfolio.owed"), Number(all.Owed), nil)
	if !all.Newest.IsZero() {
		row(Say("portfolio.newest"), Day(all.Newest), nil)
	}
	var models []Value
	for _, g := range p.Models {
		if g.Paid > 0 {
			models = append(models, Say("portfolio_report.by_model", "Model", Say("funding_short."+string(g.Key)), "Sum", Short(g.Paid)))
		}
	}
	year := strconv.Itoa(o.Year)
	row(Say("portfolio.paid", "Year", year), Short(p.Sums.Paid), ShortChange(p.Moved.Paid), append([]Value{Say("portfolio.of_plan", "Sum", Short(p.Sums.Planned))}, models...)...)
	row(Say("portfolio.committed", "Year", year), Short(p.Sums.Committed), ShortChange(p.Moved.Committed))
	row(Say("budget.obligations"), Short(p.Ahead), nil)
	decisions := 0
	for _, a := range p.Awaited {
		decisions += a.Count
	}
	row(Say("portfolio.waiting"), Number(decisions), nil)
	var oldest []Value
	if all.Reported > 0 {
		oldest = append(oldest, Say("portfolio.oldest", "Days", Times{"word.working_days", p.Waited}))
	}
	row(Say("portfolio.evidence"), Number(all.Reported), nil, oldest...)
	row(Say("portfolio.readiness"), Say("portfolio.not_measured"), nil)
	return t
}

// doneNotes say what the count of what is done is held against.
func (p Portfolio) doneNotes() []Value {
	o := p.Overview
	notes := []Value{Say("portfolio.due_by_now", "Count", Number(o.DueBy(o.On)))}
	if !o.Against.IsZero() {
		notes = []Value{
			Say("portfolio.known_then", "Count", Number(o.Total.Done-o.Since.Tally.Done), "Day", Day(o.Against)),
			Say("portfolio.plan_was", "Change", Change(o.DueBetween(o.Against, o.On))),
		}
	}
	if o.Total.DoneLate > 0 {
		notes = append(notes, Say("portfolio.done_late", "Count", Number(o.Total.DoneLate)))
	}
	return notes
}

// statuses are the milestones of all programmes and of each by status, as bars.
func (p Portfolio) statuses() Bars {
	d := Bars{Name: Say("portfolio_report.statuses")}
	counts := func(t portfolio.Tally) (all []int) {
		for _, s := range portfolio.Statuses {
			all = append(all, t.Of(s))
		}
		return all
	}
	for _, s := range portfolio.Statuses {
		d.Marks = append(d.Marks, Mark{string(s), Say("status." + string(s))})
	}
	d.Rows = append(d.Rows, Bar{Say("portfolio.total"), counts(p.Overview.Total)})
	for _, r := range p.Overview.Rows {
		d.Rows = append(d.Rows, Bar{Text(r.Term.Name), counts(r.Board.Total)})
	}
	return d
}

// statusOrder are the columns of counts after what is done, as on the dashboard.
var statusOrder = []portfolio.Status{portfolio.Done, portfolio.Reported, portfolio.OnTrack, portfolio.AtRisk, portfolio.Overdue, portfolio.NotStarted}

// programmes are the programmes with their figures; the sums are in millions.
func (p Portfolio) programmes() Table {
	year := strconv.Itoa(p.Overview.Year)
	sums := &Group{Say("portfolio_report.sums", "Unit", Say("money_unit."+string(money.InMillion)))}
	counts := &Group{Say("word.milestones")}
	t := named(Say("word.programmes"), Column{Head: Say("word.programme"), Width: 56},
		Column{Head: Say("portfolio_report.total"), Group: counts, Width: 15, Align: End})
	for _, s := range statusOrder {
		t.Columns = append(t.Columns, Column{Head: Say("status." + string(s)), Group: counts, Width: 17, Align: End})
	}
	t.Columns = append(t.Columns,
		Column{Head: Say("status.stale"), Group: counts, Width: 17, Align: End},
		Column{Head: Say("portfolio_report.cost"), Group: sums, Width: 19, Align: End},
		Column{Head: Say("portfolio_report.plan", "Year", year), Group: sums, Width: 19, Align: End},
		Column{Head: Say("portfolio_report.paid", "Year", year), Group: sums, Width: 19, Align: End},
		Column{Head: Say("portfolio.readiness"), Width: 19},
		Column{Head: Say("portfolio.health"), Width: 22},
	)
	row := func(name Value, tally portfolio.Tally, since *portfolio.Difference, of funding.Sums, health Value) []Value {
		cells := []Value{name, counted(tally.Total, since, func(t portfolio.Tally) int { return t.Total })}
		for _, s := range statusOrder {
			cells = append(cells, counted(tally.Of(s), since, func(t portfolio.Tally) int { return t.Of(s) }))
		}
		return append(cells, counted(tally.Stale, since, func(t portfolio.Tally) int { return t.Stale }),
			UnitSum{tally.Planned, money.InMillion}, UnitSum{of.Planned, money.InMillion}, UnitSum{of.Paid, money.InMillion}, Say("portfolio.not_measured"), health)
	}
	for _, r := range p.Overview.Rows {
		t.add(row(Below{Text(r.Term.Name), Text(r.Term.Owner.Name), roadmap(r)}, r.Board.Total, r.Since, p.Of[r.Programme.ID], Say("health."+string(r.Health())))...)
	}
	var since *portfolio.Difference
	if !p.Overview.Against.IsZero() {
		since = &p.Overview.Since
	}
	t.Rows = append(t.Rows, Row{Kind: Total, Cells: cellsOf(row(Say("portfolio.total"), p.Overview.Total, since, p.Sums, nil)...)})
	return t
}

// roadmap is which version of a programme's roadmap stands, and which is coming.
func roadmap(r portfolio.Row) Value {
	if r.Version == nil {
		return Say("portfolio_report.no_roadmap")
	}
	state := func(v *portfolio.Version) Value {
		return Say("portfolio_report.version", "Number", Number(v.Number), "State", Say("state."+string(v.State())))
	}
	if r.Coming == nil {
		return state(r.Version)
	}
	return Below{state(r.Version), state(r.Coming)}
}

func counted(n int, since *portfolio.Difference, of func(portfolio.Tally) int) Value {
	if since == nil {
		return Number(n)
	}
	return Counted{n, of(since.Tally)}
}
