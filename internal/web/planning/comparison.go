package planning

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/comparisons"
	"qadam/views/ui"
)

func comparisonRoutes(h Handler) []site.Route {
	return []site.Route{
		{Method: http.MethodGet, Path: "/roadmaps/:programme/:year/comparison", Action: access.SeeInForce, Formats: []string{"json", "csv", "xlsx"}, Handle: h.showComparison},
	}
}

// showComparison answers GET /roadmaps/:programme/:year/comparison: two
// versions of a roadmap, of those that the person may see.
func (h Handler) showComparison(c echo.Context) error {
	year, err := strconv.Atoi(c.Param("year"))
	if err != nil {
		return fault.NotFound()
	}
	c.Request().URL = asked(c.Request().URL)
	ctx := site.Ctx(c)
	x, err := h.compared(c, c.Param("programme"), year)
	if err != nil {
		return err
	}
	switch h.Visit(c).Format {
	case "json":
		head, err := h.Reader(c).Head(ctx)
		if err != nil {
			return err
		}
		return h.JSON(c, x.data(ctx, head))
	case "csv", "xlsx":
		return h.Sheet(c, "comparison-"+x.picture.Programme.Code+"-"+strconv.Itoa(year), x.sheet(ctx))
	}
	p, err := h.comparisonPage(c, x)
	if err != nil {
		return err
	}
	pushURL(c, p.URL)
	return h.Render(c, http.StatusOK, comparisons.Show(p))
}

// comparison is two versions of a roadmap as the address asks for them. was and
// is are nil while there is nothing to compare on the day.
type comparison struct {
	picture  *portfolio.Picture
	ref      *portfolio.Reference
	roadmap  portfolio.Roadmap // with the versions that one may see
	year     int
	was, is  *portfolio.Version
	first    *portfolio.Version  // baseline 0, or nil
	numbers  [2]map[int64]string // of the lines of both, by milestone: links are read by them
	result   *portfolio.Comparison
	zones    map[int64]*portfolio.Zone
	projects map[int64]*portfolio.Project
	show     string
}

// compared reads the two versions and compares them.
func (h Handler) compared(c echo.Context, programme string, year int) (*comparison, error) {
	ctx, r, who := site.Ctx(c), h.Reader(c), h.Who(c)
	picture, ref, err := r.PictureOf(ctx, programme)
	if err != nil {
		return nil, err
	}
	x := &comparison{picture: picture, ref: ref, year: year, zones: map[int64]*portfolio.Zone{}, projects: map[int64]*portfolio.Project{}}
	if m := picture.Roadmap(year); m != nil {
		x.roadmap = m.Visible(who)
	}
	if len(x.roadmap.Versions) == 0 {
		return x, h.knownLater(c, programme, year)
	}
	if err := x.choose(c.QueryParam("from"), c.QueryParam("to")); err != nil {
		return nil, err
	}
	var sheets [2]*portfolio.Sheet
	for i, v := range []*portfolio.Version{x.was, x.is} {
		if sheets[i], err = r.Sheet(ctx, *v); err != nil {
			return nil, err
		}
		x.numbers[i] = numbersOf(sheets[i])
	}
	var original *portfolio.Sheet
	if x.first = x.roadmap.Baseline(); x.first != nil {
		if original, err = r.Sheet(ctx, *x.first); err != nil {
			return nil, err
		}
	}
	zones := site.VisibleZones(picture, who)
	for i := range zones {
		x.zones[zones[i].ID] = &zones[i]
	}
	for i := range picture.Projects {
		x.projects[picture.Projects[i].ID] = &picture.Projects[i]
	}
	x.result = portfolio.Compare(sheets[0], sheets[1], original, func(zone int64) bool { return x.zones[zone] != nil })
	if x.show = c.QueryParam("show"); !slices.Contains(comparisons.Shows, x.show) {
		x.show = comparisons.Shows[0]
	}
	return x, nil
}

// choose takes the versions of the address. When it names none, the newest that
// one may see is held against the one in force, or that against the original.
func (x *comparison) choose(from, to string) error {
	all := x.roadmap.Versions
	x.is = &all[len(all)-1]
	if open := x.roadmap.Open(); open != nil {
		x.is = open
	}
	if to != "" {
		if x.is = x.version(to); x.is == nil {
			return fault.NotFound()
		}
	}
	if from != "" {
		if x.was = x.version(from); x.was == nil {
			return fault.NotFound()
		}
		return nil
	}
	for _, v := range []*portfolio.Version{x.roadmap.InForce(), x.roadmap.Baseline(), &all[0]} {
		if v != nil && v.Number < x.is.Number {
			x.was = v
			return nil
		}
	}
	x.was = x.is
	return nil
}

func (x *comparison) version(number string) *portfolio.Version {
	n, err := strconv.Atoi(number)
	if err != nil {
		return nil
	}
	return x.roadmap.Version(n)
}

// comparedSize is how many lines a page has.
const comparedSize = 100

func (h Handler) comparisonPage(c echo.Context, x *comparison) (comparisons.ShowPage, error) {
	ctx := site.Ctx(c)
	p := comparisons.ShowPage{Programme: x.picture.Programme, Term: x.picture.Term, Year: x.year}
	title := i18n.T(ctx, "comparison.compare")
	if x.is != nil {
		title = i18n.T(ctx, "comparison.title", "Was", x.was.Number, "Is", x.is.Number)
	}
	var err error
	if p.Shell, err = h.Shell(c, title); err != nil {
		return p, err
	}
	p.Assets = append(p.Assets, "css/comparison.css")
	p.Eyebrow = x.picture.Term.Name.For(ctx) + " · " + i18n.T(ctx, "roadmap.title", "Year", x.year)
	if x.is == nil {
		return p, nil
	}
	p.Was, p.Is, p.Result, p.Show = *x.was, *x.is, x.result, x.show
	p.Versions = slices.Clone(x.roadmap.Versions)
	slices.Reverse(p.Versions)
	if x.first != nil {
		p.Baseline = x.first.Number
	}
	p.Names = comparisons.Names{Bodies: x.ref.Bodies, Zones: x.zones, Projects: x.projects, Was: x.numbers[0], Is: x.numbers[1]}
	p.InForce = func(id int64) bool { _, l := x.picture.Line(id); return l != nil }
	lines := x.found()
	for _, show := range comparisons.Shows {
		p.Counts = append(p.Counts, len(x.shown(show)))
	}
	p.Pages = ui.ReadPages(c.Request().URL, comparedSize)
	p.Pages.Region = comparisons.Region
	p.Pages.Of(len(lines))
	p.Lines = lines[p.Pages.Offset():p.Pages.End()]
	return p, nil
}

// found are the lines that the filter leaves.
func (x *comparison) found() []*portfolio.Compared { return x.shown(x.show) }

func (x *comparison) shown(show string) []*portfolio.Compared {
	var lines []*portfolio.Compared
	for i := range x.result.Lines {
		if l := &x.result.Lines[i]; comparisons.Shown(show, l) {
			lines = append(lines, l)
		}
	}
	return lines
}

// numbersOf are the numbers of the lines of a version, by milestone.
func numbersOf(s *portfolio.Sheet) map[int64]string {
	numbers := make(map[int64]string, len(s.Plans))
	for i := range s.Plans {
		numbers[s.Plans[i].MilestoneID] = s.Plans[i].Number
	}
	return numbers
}
