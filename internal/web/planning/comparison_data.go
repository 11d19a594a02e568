package planning

import (
	"context"
	"strings"

	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
)

// comparisonDoc is /roadmaps/{programme}/{year}/comparison.json.
type comparisonDoc struct {
	Programme string         `json:"programme"`
	Year      int            `json:"year"`
	AsOf      civil.Date     `json:"as_of"`
	Head      string         `json:"head"`
	From      *versionDoc    `json:"from"` // null when no version was known on the day
	To        *versionDoc    `json:"to"`
	Original  *versionDoc    `json:"original"`
	Lines     map[string]int `json:"lines"` // how many are of each kind, whatever the filter
	Deadlines *movesDoc      `json:"deadlines"`
	Slipped   *movesDoc      `json:"deadlines_against_original"`
	Cost      *sumDoc        `json:"cost"`
	Costs     []sumDoc       `json:"costs"`
	Changes   []changeDoc    `json:"changes"` // that the filter leaves
}

type versionDoc struct {
	Version int    `json:"version"`
	State   string `json:"state"`
	Reason  string `json:"reason"`
}

// movesDoc are deadlines added up, in calendar days.
type movesDoc struct {
	Later       int        `json:"later"`
	Earlier     int        `json:"earlier"`
	DaysLater   int        `json:"days_later"`
	DaysEarlier int        `json:"days_earlier"`
	Largest     *int64     `json:"largest"` // a milestone
	LargestDays int        `json:"largest_days"`
	Gates       []int64    `json:"gates"` // milestones
	EndWas      civil.Date `json:"end_was"`
	End         civil.Date `json:"end"`
	EndDays     int        `json:"end_days"`
}

// sumDoc is a sum in tiyn.
type sumDoc struct {
	Year     int              `json:"year,omitempty"`
	Source   portfolio.Source `json:"source,omitempty"`
	Was      money.Amount     `json:"was_tiyn"`
	Is       money.Amount     `json:"is_tiyn"`
	Original *money.Amount    `json:"original_tiyn,omitempty"`
}

type changeDoc struct {
	ID           int64                  `json:"id"`
	Kind         portfolio.ComparedKind `json:"kind"`
	Number       string                 `json:"number"`
	Titles       i18n.Text              `json:"titles"`
	Project      string                 `json:"project"`
	Gate         bool                   `json:"gate"`
	DueWas       civil.Date             `json:"due_was"`
	Due          civil.Date             `json:"due"`
	Days         int                    `json:"days"`
	WorkingDays  int                    `json:"working_days"`
	StartDays    int                    `json:"start_days"`
	OriginalDue  civil.Date             `json:"original_due"`
	OriginalDays *int                   `json:"original_days"` // null when the original had no such line
	Cost         sumDoc                 `json:"cost"`
	Costs        []sumDoc               `json:"costs"` // those that differ
	Fields       []fieldDoc             `json:"fields"`
}

// fieldDoc is what a field said and says; null where there is no such line.
type fieldDoc struct {
	Field portfolio.PlanField `json:"field"`
	Was   *string             `json:"was"`
	Is    *string             `json:"is"`
}

// data is the comparison as the page shows it, with all lines that its filter
// leaves.
func (x *comparison) data(ctx context.Context, head string) comparisonDoc {
	d := comparisonDoc{Programme: x.picture.Programme.Code, Year: x.year, AsOf: x.picture.On, Head: head, Lines: map[string]int{}, Costs: []sumDoc{}, Changes: []changeDoc{}}
	if x.result == nil {
		return d
	}
	d.From, d.To = versionData(x.was), versionData(x.is)
	for _, kind := range append([]portfolio.ComparedKind{portfolio.LineSame}, portfolio.ComparedKinds...) {
		d.Lines[string(kind)] = x.result.Counts[kind]
	}
	d.Deadlines = movesData(x.result.Moves)
	if x.result.Original != nil {
		d.Original, d.Slipped = versionData(x.first), movesData(*x.result.Original)
	}
	d.Cost = maybe(x.sumData(x.result.Total))
	for _, s := range x.result.Sums {
		d.Costs = append(d.Costs, x.sumData(s))
	}
	for _, l := range x.found() {
		d.Changes = append(d.Changes, x.changeData(ctx, l))
	}
	return d
}

func versionData(v *portfolio.Version) *versionDoc {
	return &versionDoc{v.Number, string(v.State()), v.Reason}
}

func movesData(m portfolio.Moves) *movesDoc {
	d := &movesDoc{
		Later: m.Later, Earlier: m.Earlier, DaysLater: m.DaysLater, DaysEarlier: m.DaysEarlier, LargestDays: m.LargestDays,
		EndWas: m.End.Was, End: m.End.Is, EndDays: m.End.Days, Gates: []int64{},
	}
	if m.Largest != nil {
		d.Largest = &m.Largest.MilestoneID
	}
	for _, g := range m.Gates {
		d.Gates = append(d.Gates, g.MilestoneID)
	}
	return d
}

func (x *comparison) sumData(s portfolio.ComparedSum) sumDoc {
	d := sumDoc{Year: s.Year, Source: s.Source, Was: s.Was, Is: s.Is}
	if x.first != nil {
		d.Original = &s.Original
	}
	return d
}

func (x *comparison) changeData(ctx context.Context, l *portfolio.Compared) changeDoc {
	plan := l.Plan()
	d := changeDoc{
		ID: l.MilestoneID, Kind: l.Kind, Number: plan.Number, Titles: plan.Title, Gate: plan.Gate, DueWas: l.Due.Was, Due: l.Due.Is,
		Days: l.Due.Days, WorkingDays: l.Due.Working, StartDays: l.Start.Days, OriginalDue: l.Original.Was, OriginalDays: days(l.Original.Days, l.Original.Known()),
		Cost: sumDoc{Was: l.Cost.Was, Is: l.Cost.Is}, Costs: []sumDoc{}, Fields: []fieldDoc{},
	}
	if p := x.projects[plan.ProjectID]; p != nil {
		d.Project = p.Code
	}
	for _, s := range l.Costs {
		d.Costs = append(d.Costs, sumDoc{Year: s.Year, Source: s.Source, Was: s.Was, Is: s.Is})
	}
	fields := l.Fields
	if l.Was == nil || l.Is == nil {
		fields = portfolio.PlanFields
	}
	for _, f := range fields {
		one := fieldDoc{Field: f, Was: x.value(l.Was, f, 0), Is: x.value(l.Is, f, 1)}
		if text(one.Was) != text(one.Is) || l.Was != nil && l.Is != nil {
			d.Fields = append(d.Fields, one)
		}
	}
	return d
}

// value is what a plan says in a field, as data give it: codes and days, and of
// predecessors their numbers in that version.
func (x *comparison) value(plan *portfolio.Plan, f portfolio.PlanField, side int) *string {
	if plan == nil {
		return nil
	}
	var s string
	switch f {
	case portfolio.FieldNumber:
		s = plan.Number
	case portfolio.FieldTitleKK:
		s = plan.Title.KK
	case portfolio.FieldTitleRU:
		s = plan.Title.RU
	case portfolio.FieldTitleEN:
		s = plan.Title.EN
	case portfolio.FieldProject:
		if p := x.projects[plan.ProjectID]; p != nil {
			s = p.Code
		}
	case portfolio.FieldForm:
		s = string(plan.Form)
	case portfolio.FieldLead:
		s = x.ref.Bodies[plan.LeadID].Code
	case portfolio.FieldCo:
		var codes []string
		for _, id := range plan.CoIDs {
			codes = append(codes, x.ref.Bodies[id].Code)
		}
		s = strings.Join(codes, " ")
	case portfolio.FieldStart:
		s = plan.Start.String()
	case portfolio.FieldDue:
		s = plan.Due.String()
	case portfolio.FieldForMoney:
		s = yes(plan.ForMoney)
	case portfolio.FieldCosts:
		s = costsText(plan.Costs)
	case portfolio.FieldWeight:
		s = number(plan.Weight)
	case portfolio.FieldGate:
		s = yes(plan.Gate)
	case portfolio.FieldZone:
		if z := x.zones[plan.ZoneID]; z != nil {
			s = z.Code
		}
	case portfolio.FieldLinks:
		s = linksText(plan.Links, x.numbers[side])
	case portfolio.FieldNote:
		s = plan.Note
	}
	return &s
}

// costsText are costs as 2018 local_budget 1000000, sums in tiyn.
func costsText(costs portfolio.Costs) string {
	var all []string
	for _, c := range costs {
		one := number(c.Year) + " " + string(c.Source) + " " + number(c.Amount)
		if c.BudgetCode != "" {
			one += " " + c.BudgetCode
		}
		all = append(all, one)
	}
	return strings.Join(all, "; ")
}

// linksText are links as 1.1 FS 3, the lag in working days.
func linksText(links portfolio.Links, numbers map[int64]string) string {
	var all []string
	for _, l := range links {
		all = append(all, numbers[l.MilestoneID]+" "+string(l.Kind)+" "+number(l.Lag))
	}
	return strings.Join(all, "; ")
}

// sheet is the same with a row for each field that differs.
func (x *comparison) sheet(ctx context.Context) *site.Sheet {
	s := site.NewSheet(strings.Fields("id kind number title_kk title_ru title_en project field was is days working_days original_days")...)
	if x.result == nil {
		return s
	}
	for _, d := range x.data(ctx, "").Changes {
		for _, f := range d.Fields {
			var day, working, original *int
			switch f.Field {
			case portfolio.FieldDue, portfolio.FieldForMoney:
				day, working, original = &d.Days, &d.WorkingDays, d.OriginalDays
			case portfolio.FieldStart:
				day = &d.StartDays
			}
			s.Add(d.ID, string(d.Kind), d.Number, d.Titles.KK, d.Titles.RU, d.Titles.EN, d.Project, string(f.Field), f.Was, f.Is, day, working, original)
		}
	}
	return s
}
