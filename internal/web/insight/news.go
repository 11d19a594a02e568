package insight

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/href"
	"qadam/views/news"
	"qadam/views/portfolios"
	"qadam/views/ui"
)

// How much of the news is shown of each kind, and of the only kind on a page.
const (
	newsShown = 10
	newsPage  = 50
)

// showNews answers GET /changes.
func (h Handler) showNews(c echo.Context) error {
	ctx, v := site.Ctx(c), h.Visit(c)
	since, visited, err := h.newsSince(c)
	if err != nil {
		return err
	}
	kind := portfolio.NewsKind(c.QueryParam("kind"))
	if kind != "" && !kind.Known() {
		return fault.NotFound()
	}
	ref, err := h.Reader(c).Reference(ctx)
	if err != nil {
		return err
	}
	chosen, err := chosenProgrammes(c, ref)
	if err != nil {
		return err
	}
	var only []int64
	for _, one := range chosen {
		only = append(only, one.ID)
	}
	n, err := h.NewsSince(c, since, only...)
	if err != nil {
		return err
	}
	rows, err := h.newsRows(c, n, kind)
	if err != nil {
		return err
	}
	switch v.Format {
	case "json":
		return h.newsJSON(c, n, rows)
	case "csv", "xlsx":
		return h.Sheet(c, "changes-"+v.On.String(), newsSheet(rows))
	}
	p := news.ShowPage{Since: since, Visited: visited, Kind: kind, Total: len(rows)}
	if p.Shell, err = h.Shell(c, i18n.T(ctx, "news.title")); err != nil {
		return err
	}
	p.Eyebrow, p.Compare = i18n.T(ctx, "portfolio.eyebrow"), true
	p.Tabs = portfolios.TabsOf(ctx, p.Shell, href.Changes())
	p.Programme, p.Programmes = programmeOptions(ctx, ref, chosen, v.On)
	for _, k := range portfolio.NewsKinds {
		of := slices.DeleteFunc(slices.Clone(rows), func(r news.Row) bool { return r.Kind != k })
		if len(of) == 0 {
			continue
		}
		g := news.Group{Kind: k, Count: len(of)}
		for _, r := range of {
			g.Paid += r.Paid
		}
		if kind == "" {
			of, _ = first(of, newsShown)
		} else {
			p.Pages = ui.ReadPages(p.URL, newsPage)
			p.Pages.Of(len(of))
			of = of[p.Pages.Offset():p.Pages.End()]
		}
		g.Rows = of
		p.Groups = append(p.Groups, g)
	}
	return h.Render(c, http.StatusOK, news.Show(p, n.Counts()))
}

// chosenProgrammes are those of the address, programme=astana,almaty or each by
// itself, in their order; none for all.
func chosenProgrammes(c echo.Context, ref *portfolio.Reference) ([]portfolio.Programme, error) {
	var codes []string
	for _, text := range c.QueryParams()["programme"] {
		codes = append(codes, strings.FieldsFunc(text, func(r rune) bool { return r == ',' })...)
	}
	var chosen []portfolio.Programme
	for _, one := range ref.Programmes {
		if slices.Contains(codes, one.Code) {
			chosen = append(chosen, one)
		}
	}
	for _, code := range codes {
		if ref.ByCode(code) == nil {
			return nil, fault.NotFound()
		}
	}
	return chosen, nil
}

// programmeOptions are the programmes to choose from and what is chosen; several
// that are chosen together are a choice of their own.
func programmeOptions(ctx context.Context, ref *portfolio.Reference, chosen []portfolio.Programme, on civil.Date) (value string, options []ui.Option) {
	var codes, names []string
	for _, one := range chosen {
		codes, names = append(codes, one.Code), append(names, one.Name(on).For(ctx))
	}
	value = strings.Join(codes, ",")
	if len(chosen) > 1 {
		options = append(options, ui.Option{Value: value, Label: strings.Join(names, ", ")})
	}
	for _, one := range ref.Programmes {
		options = append(options, ui.Option{Value: one.Code, Label: one.Name(on).For(ctx)})
	}
	return value, options
}

// newsSince is the moment since which everything is news: the day compared with,
// the moment in the address, the last visit, or a week ago.
func (h Handler) newsSince(c echo.Context) (since time.Time, visited bool, err error) {
	v, at := h.Visit(c), h.Reader(c).At()
	switch text := c.QueryParam("since"); {
	case !v.Against.IsZero():
		return v.Against.EndOfDay(), false, nil
	case text != "":
		since, err = time.Parse(time.RFC3339, text)
		if err != nil {
			day, err := ui.ParseDay(text)
			if err != nil {
				return since, false, err
			}
			since = day.EndOfDay()
		}
		if since = since.UTC(); since.After(at) {
			return since, false, fault.Invalid("fault.day_in_future")
		}
		return since, false, nil
	case !v.Past && v.Signed.Visit.Since != nil:
		return *v.Signed.Visit.Since, true, nil
	}
	return v.NewsFrom().EndOfDay(), false, nil
}

// newsRows are the news, of one kind or of all, in the order of the kinds; of a
// kind that has no order of its own the newest first.
func (h Handler) newsRows(c echo.Context, n site.News, only portfolio.NewsKind) ([]news.Row, error) {
	pictures := map[int64]*portfolio.Picture{}
	var rows []news.Row
	for i, told := range n.Programmes {
		p := n.Pictures[i]
		pictures[told.ProgrammeID] = p
		for _, item := range told.Items {
			if only == "" || only == item.Kind {
				rows = append(rows, itemRow(p, item))
			}
		}
		if paid := n.Paid[told.ProgrammeID]; paid != 0 {
			rows = append(rows, news.Row{Kind: portfolio.NewsPaid, Programme: p, Title: p.Term.Name, Href: href.ProgrammeFunding(p.Programme.Code), Paid: paid})
		}
	}
	for _, d := range n.Decisions {
		rows = append(rows, news.Row{
			Kind: portfolio.NewsDecision, Programme: pictures[d.Case.ProgrammeID], Title: d.Case.Title, Href: href.Case(d.Case.ID),
			Case: d.Case.ID, CaseKind: d.Case.Kind, State: d.State, On: civil.DateOf(d.At),
		})
	}
	for _, r := range n.Ratings {
		if row, ok := projectRow(pictures[r.ProgrammeID], r.ProjectID); ok {
			row.Kind, row.Party, row.Confidence, row.On = portfolio.NewsRating, r.Party, r.Confidence, r.On()
			row.Href = href.ProjectRatings(row.Project)
			rows = append(rows, row)
		}
	}
	for _, e := range n.Escalations {
		if row, ok := projectRow(pictures[e.ProgrammeID], e.ProjectID); ok {
			row.Kind, row.Level, row.Event, row.On, row.Href = portfolio.NewsEscalated, e.Level, e.Event, e.On, href.Escalation(e.ID)
			rows = append(rows, row)
		}
	}
	if only != "" {
		rows = slices.DeleteFunc(rows, func(r news.Row) bool { return r.Kind != only })
	}
	slices.SortStableFunc(rows, func(a, b news.Row) int {
		return cmp.Or(cmp.Compare(slices.Index(portfolio.NewsKinds, a.Kind), slices.Index(portfolio.NewsKinds, b.Kind)), cmp.Compare(abs(b.Days), abs(a.Days)))
	})
	return rows, nil
}

func abs(n int) int { return max(n, -n) }

func itemRow(p *portfolio.Picture, i portfolio.NewsItem) news.Row {
	r := news.Row{Kind: i.Kind, Programme: p, Year: i.Year}
	if i.Kind == portfolio.NewsInForce {
		r.Version, r.On = i.Version.Number, civil.DateOf(i.Version.Step(portfolio.InForce).RecordedAt)
		r.Href = href.RoadmapVersion(p.Programme.Code, i.Year, i.Version.Number)
		return r
	}
	l := i.Line
	r.Milestone, r.Number, r.Title, r.Href = l.MilestoneID, l.Number, l.Title, href.Milestone(l.MilestoneID)
	r.Was, r.Is, r.Stale, r.Before, r.Finish, r.Days = i.Was, l.Status, l.Stale, i.Before, l.Finish, i.Days
	return r
}

// projectRow begins a row about a project of a roadmap in force; ok is false for
// one that stands in none, which not everybody may know of.
func projectRow(p *portfolio.Picture, projectID int64) (news.Row, bool) {
	if p == nil {
		return news.Row{}, false
	}
	one := p.Project(projectID)
	if one == nil || !p.Stands(one.ID) {
		return news.Row{}, false
	}
	return news.Row{Programme: p, Project: one.Code, Title: one.Profile.Name}, true
}

// seeNews answers POST /changes/seen.
func (h Handler) seeNews(c echo.Context) error {
	f := site.ReadForm(c)
	at, err := time.Parse(time.RFC3339Nano, f.Text("at"))
	if err != nil {
		return fault.Invalid("fault.bad_form")
	}
	if err := h.App.SeeNews(site.Ctx(c), h.Who(c), at); err != nil {
		return err
	}
	return h.SeeOther(c, ownPage(f.Text("from"), href.Home()), "news.seen_said")
}

// ownPage is the address when it is a page of ours, else another.
func ownPage(address, otherwise string) string {
	if !strings.HasPrefix(address, "/") || strings.HasPrefix(address, "//") || strings.ContainsAny(address, "\\\t\r\n") {
		return otherwise
	}
	return address
}

// newsData is a thing that happened, for programs. What a kind does not have is left out.
type newsData struct {
	Kind       portfolio.NewsKind        `json:"kind"`
	Programme  string                    `json:"programme,omitempty"`
	Year       int                       `json:"year,omitempty"`
	Milestone  int64                     `json:"milestone,omitempty"`
	Number     string                    `json:"number,omitempty"`
	Title      *i18n.Text                `json:"title,omitempty"`
	Was        portfolio.Status          `json:"was,omitempty"`
	Status     portfolio.Status          `json:"status,omitempty"`
	Before     *civil.Date               `json:"finish_was,omitempty"`
	Finish     *civil.Date               `json:"finish,omitempty"`
	Days       int                       `json:"days,omitempty"`
	Version    int                       `json:"version,omitempty"`
	Case       int64                     `json:"case,omitempty"`
	State      string                    `json:"state,omitempty"`
	Project    string                    `json:"project,omitempty"`
	Party      portfolio.Party           `json:"party,omitempty"`
	Confidence portfolio.Confidence      `json:"confidence,omitempty"`
	Level      portfolio.Level           `json:"level,omitempty"`
	Event      portfolio.EscalationEvent `json:"event,omitempty"`
	Paid       money.Amount              `json:"paid_tiyn,omitempty"`
	On         *civil.Date               `json:"on,omitempty"`
}

func dayOrNil(d civil.Date) *civil.Date {
	if d.IsZero() {
		return nil
	}
	return &d
}

func newsDataOf(r news.Row) newsData {
	d := newsData{
		Kind: r.Kind, Year: r.Year, Milestone: r.Milestone, Number: r.Number, Was: r.Was, Status: r.Is, Before: dayOrNil(r.Before), Finish: dayOrNil(r.Finish), Days: r.Days,
		Version: r.Version, Case: r.Case, State: string(r.State), Project: r.Project, Party: r.Party, Confidence: r.Confidence, Level: r.Level, Event: r.Event, Paid: r.Paid, On: dayOrNil(r.On),
	}
	if r.Programme != nil {
		d.Programme = r.Programme.Programme.Code
	}
	if !r.Title.IsZero() {
		d.Title = &r.Title
	}
	return d
}

func (h Handler) newsJSON(c echo.Context, n site.News, rows []news.Row) error {
	head, err := h.Reader(c).Head(site.Ctx(c))
	if err != nil {
		return err
	}
	counts, items := map[portfolio.NewsKind]int{}, []newsData{}
	for _, r := range rows {
		counts[r.Kind]++
		items = append(items, newsDataOf(r))
	}
	return h.JSON(c, struct {
		AsOf    civil.Date                 `json:"as_of"`
		Since   time.Time                  `json:"since"`
		Head    string                     `json:"head"`
		Counts  map[portfolio.NewsKind]int `json:"counts"`
		Changes []newsData                 `json:"changes"`
	}{h.Visit(c).On, n.Since, head, counts, items})
}

// newsSheet are the news as rows, with the names of the data.
func newsSheet(rows []news.Row) *site.Sheet {
	s := site.NewSheet(columns([]string{"kind", "programme", "year", "milestone", "number"}, nameHead("title"),
		[]string{"was", "status", "finish_was", "finish", "days", "version", "case", "state", "project", "party", "confidence", "level", "event", "paid_tiyn", "on"})...)
	number := func(n int64) any {
		if n == 0 {
			return ""
		}
		return n
	}
	for _, r := range rows {
		d := newsDataOf(r)
		s.Add(columns([]any{string(d.Kind), d.Programme, number(int64(d.Year)), number(d.Milestone), d.Number}, nameCells(r.Title),
			[]any{string(d.Was), string(d.Status), d.Before, d.Finish, number(int64(d.Days)), number(int64(d.Version)), number(d.Case), d.State, d.Project,
				string(d.Party), string(d.Confidence), string(d.Level), string(d.Event), number(int64(d.Paid)), d.On})...)
	}
	return s
}
