package planning

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/roadmaps"
	"qadam/views/ui"
)

// roadmapDoc is /roadmaps/{programme}/{year}.json (contract.md).
type roadmapDoc struct {
	Programme  string     `json:"programme"`
	Year       int        `json:"year"`
	AsOf       civil.Date `json:"as_of"`
	Against    civil.Date `json:"against"`
	Head       string     `json:"head"`
	Version    *int       `json:"version"`
	State      *string    `json:"state"`
	Baseline   *int       `json:"baseline"`
	Act        *actDoc    `json:"act"`
	Milestones counts     `json:"milestones"` // of the version, whatever the filters
	Status     *string    `json:"status"`
	End        civil.Date `json:"end"`           // by the schedule of all lines
	Path       []string   `json:"critical_path"` // their numbers
	Cycle      []string   `json:"cycle"`         // numbers of lines whose links run in a circle; then nothing is scheduled
	Lines      []lineDoc  `json:"lines"`
}

type actDoc struct {
	Number    string     `json:"number"`
	Date      civil.Date `json:"date"`
	Signatory i18n.Text  `json:"signatory"`
}

// lineDoc is a line. What a draft has not, as a status, is null, and so is the
// timing of a line that was withdrawn.
type lineDoc struct {
	ID           int64            `json:"id"`
	Number       string           `json:"number"`
	Titles       i18n.Text        `json:"titles"`
	Project      string           `json:"project"`
	Executor     string           `json:"executor"`
	CoExecutors  []string         `json:"co_executors"`
	Form         portfolio.Form   `json:"form"`
	Zone         *string          `json:"zone"`
	Gate         bool             `json:"gate"`
	Weight       int              `json:"weight"`
	Start        civil.Date       `json:"start"`
	Due          civil.Date       `json:"due"`
	DuePeriod    string           `json:"due_period"`
	OriginalDue  civil.Date       `json:"original_due"`
	Forecast     civil.Date       `json:"forecast"`
	PushedTo     civil.Date       `json:"pushed_to"`
	PushedBy     *string          `json:"pushed_by"` // number of the predecessor
	DoneOn       civil.Date       `json:"done_on"`
	Slip         *int             `json:"slip_days"`
	OriginalSlip *int             `json:"original_slip_days"`
	Percent      int              `json:"percent"`
	Expected     int              `json:"expected"`
	Status       *string          `json:"status"`
	Late         bool             `json:"late"`
	Reason       *string          `json:"reason"`
	ReasonText   *string          `json:"reason_text"`
	Stale        bool             `json:"stale"`
	UpdatedOn    civil.Date       `json:"updated_on"`
	EarliestOn   *civil.Date      `json:"earliest_start"`
	EarliestEnd  *civil.Date      `json:"earliest_finish"`
	LatestOn     *civil.Date      `json:"latest_start"`
	LatestEnd    *civil.Date      `json:"latest_finish"`
	TotalFloat   *int             `json:"total_float"`
	FreeFloat    *int             `json:"free_float"`
	Critical     *bool            `json:"critical"`
	Predecessors []linkDoc        `json:"predecessors"`
	Cost         map[string]int64 `json:"cost_tiyn"`
	Source       *string          `json:"source"`
	Costs        portfolio.Costs  `json:"costs"`
	Since        *sinceDoc        `json:"since,omitempty"`
}

type linkDoc struct {
	Milestone int64              `json:"milestone"`
	Number    string             `json:"number"`
	Kind      portfolio.LinkKind `json:"kind"`
	Lag       int                `json:"lag"`
}

// sinceDoc is what became of a line since the day compared with.
type sinceDoc struct {
	New       bool    `json:"new"`
	Days      int     `json:"days"`
	StatusWas *string `json:"status_was"`
}

// data is the roadmap as the page shows it, with all lines that the filters
// find.
func (t *table) data(ctx context.Context, head string) roadmapDoc {
	d := roadmapDoc{Programme: t.picture.Programme.Code, Year: t.year, AsOf: t.picture.On, Head: head, Path: []string{}, Lines: []lineDoc{}}
	if t.version == nil {
		return d
	}
	d.Version, d.State = &t.version.Number, maybe(string(t.version.State()))
	if t.first != nil {
		d.Baseline = &t.first.Number
	}
	if s := t.version.Step(portfolio.InForce); s.ActNumber != "" {
		d.Act = &actDoc{s.ActNumber, s.ActDate, s.Signatory}
	}
	if t.judged() {
		d.Milestones, d.Status = countsOf(t.board.Total), maybe(string(t.board.Health()))
	}
	if t.since != nil {
		d.Against = t.since.Since
	}
	d.schedule(t.board)
	for _, r := range t.all() {
		d.Lines = append(d.Lines, t.lineData(ctx, r))
	}
	return d
}

// all are the rows of every page, in the order of the page.
func (t *table) all() []roadmaps.Row {
	var lines []*portfolio.Line
	for _, g := range t.grouped(t.found()) {
		lines = append(lines, g.lines...)
	}
	return t.rows(lines)
}

func (t *table) lineData(ctx context.Context, r roadmaps.Row) lineDoc {
	d := lineDoc{
		ID: r.MilestoneID, Number: r.Number, Titles: r.Title, Executor: r.Lead.Code, CoExecutors: []string{}, Form: r.Form,
		Gate: r.Gate, Weight: r.Weight, Start: r.Start, Due: r.Deadline, DuePeriod: r.Due.String(), OriginalDue: r.Original,
		Predecessors: t.links(r), Cost: map[string]int64{}, Costs: slices.Clone(r.Costs),
	}
	if r.Project != nil {
		d.Project = r.Project.Code
	}
	for _, b := range r.Co {
		d.CoExecutors = append(d.CoExecutors, b.Code)
	}
	if r.Zone != nil {
		d.Zone = &r.Zone.Code
	}
	if d.Costs == nil {
		d.Costs = portfolio.Costs{}
	}
	for _, c := range r.Costs {
		d.Cost[strconv.Itoa(c.Year)] += int64(c.Amount)
	}
	d.Source = maybe(string(mainSource(r.Costs)))
	d.timing(t.board)
	if t.judged() {
		t.standing(ctx, r, &d)
	}
	return d
}

// standing adds what was reported and where that puts the line.
func (t *table) standing(ctx context.Context, r roadmaps.Row, d *lineDoc) {
	d.Forecast, d.PushedTo, d.DoneOn = r.Facts.Forecast, r.PushedTo, r.Facts.DoneOn
	if r.Pusher != nil {
		d.PushedBy = &r.Pusher.Number
	}
	d.Slip, d.OriginalSlip = days(r.SlipFrom(r.Deadline)), days(r.SlipFrom(r.Original))
	d.Percent, d.Expected, d.Status, d.Late, d.Stale = r.Facts.Percent, r.Expected, maybe(string(r.Status)), r.Late, r.Stale
	d.Reason, d.ReasonText, d.UpdatedOn = maybe(string(r.Reason.Rule)), maybe(ui.Because(ctx, r.Reason)), r.Facts.UpdatedOn
	if t.since != nil && t.since.From != 0 {
		d.Since = &sinceDoc{New: r.Change.New, Days: r.Change.Days, StatusWas: maybe(string(r.Change.Was))}
	}
}

func (t *table) links(r roadmaps.Row) []linkDoc {
	links := make([]linkDoc, 0, len(r.Links))
	for _, l := range r.Links {
		one := linkDoc{Milestone: l.MilestoneID, Kind: l.Kind, Lag: l.Lag}
		if before := t.board.Line(l.MilestoneID); before != nil {
			one.Number = before.Number
		}
		links = append(links, one)
	}
	return links
}

// mainSource is where most of the money of a line comes from.
func mainSource(costs portfolio.Costs) portfolio.Source {
	sums := map[portfolio.Source]money.Amount{}
	var main portfolio.Source
	for _, c := range costs {
		sums[c.Source] += c.Amount
		if main == "" || sums[c.Source] > sums[main] {
			main = c.Source
		}
	}
	return main
}

// sheet is the same lines for spreadsheets, costs in a column for each year.
func (t *table) sheet() *site.Sheet {
	var years []string
	rows := []lineDoc{}
	if t.version != nil {
		rows = t.data(i18n.With(context.Background(), t.locale), "").Lines
	}
	for _, d := range rows {
		for y := range d.Cost {
			if !slices.Contains(years, y) {
				years = append(years, y)
			}
		}
	}
	slices.Sort(years)
	head := strings.Fields(`number title_kk title_ru title_en project executor co_executors form zone gate weight start due due_period
		original_due forecast pushed_to pushed_by done_on slip_days original_slip_days percent expected status late reason reason_text stale updated_on
		earliest_start earliest_finish latest_start latest_finish total_float free_float critical predecessors source`)
	for _, y := range years {
		head = append(head, "cost_tiyn_"+y)
	}
	s := site.NewSheet(head...)
	for _, d := range rows {
		cells := []any{
			d.Number, d.Titles.KK, d.Titles.RU, d.Titles.EN, d.Project, d.Executor, strings.Join(d.CoExecutors, " "), string(d.Form), d.Zone,
			d.Gate, d.Weight, d.Start, d.Due, d.DuePeriod, d.OriginalDue, d.Forecast, d.PushedTo, d.PushedBy,
			d.DoneOn, d.Slip, d.OriginalSlip, d.Percent, d.Expected, d.Status, d.Late,
			d.Reason, d.ReasonText, d.Stale, d.UpdatedOn,
			d.EarliestOn, d.EarliestEnd, d.LatestOn, d.LatestEnd, d.TotalFloat, d.FreeFloat, d.Critical, numbers(d.Predecessors), d.Source,
		}
		for _, y := range years {
			cells = append(cells, d.Cost[y])
		}
		s.Add(cells...)
	}
	return s
}

func numbers(links []linkDoc) string {
	var out []string
	for _, l := range links {
		out = append(out, l.Number)
	}
	return strings.Join(out, " ")
}

func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// listDoc is a roadmap in the list of all.
type listDoc struct {
	Programme  string  `json:"programme"`
	Year       int     `json:"year"`
	Version    int     `json:"version"`
	State      string  `json:"state"`
	Act        *actDoc `json:"act"`
	Milestones *counts `json:"milestones"` // null while none is in force
	Status     *string `json:"status"`
}

func roadmapsData(on civil.Date, head string, rows []roadmaps.ListRow) any {
	list := []listDoc{}
	for _, r := range rows {
		list = append(list, listData(r))
	}
	return map[string]any{"as_of": on, "head": head, "roadmaps": list}
}

func listData(r roadmaps.ListRow) listDoc {
	d := listDoc{Programme: r.Programme.Code, Year: r.Year, Version: r.Version.Number, State: string(r.Version.State())}
	if s := r.Version.Step(portfolio.InForce); s.ActNumber != "" {
		d.Act = &actDoc{s.ActNumber, s.ActDate, s.Signatory}
	}
	if r.Version.State() == portfolio.InForce {
		d.Milestones, d.Status = maybe(countsOf(r.Board.Total)), maybe(string(r.Board.Health()))
	}
	return d
}

func roadmapsSheet(rows []roadmaps.ListRow) *site.Sheet {
	s := site.NewSheet(strings.Fields("programme year version state act_number act_date total done reported overdue at_risk on_track not_started stale status")...)
	for _, r := range rows {
		d := listData(r)
		var act actDoc
		if d.Act != nil {
			act = *d.Act
		}
		var n counts
		if d.Milestones != nil {
			n = *d.Milestones
		}
		s.Add(d.Programme, d.Year, d.Version, d.State, act.Number, act.Date,
			n.Total, n.Done, n.Reported, n.Overdue, n.AtRisk, n.OnTrack, n.NotStarted, n.Stale, d.Status)
	}
	return s
}
