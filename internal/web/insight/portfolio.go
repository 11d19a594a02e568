package insight

import (
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/portfolios"
)

// showPortfolio answers GET /portfolio.
func (h Handler) showPortfolio(c echo.Context) error {
	o, ref, err := h.overview(c)
	if err != nil {
		return err
	}
	now, then, err := h.books(c)
	if err != nil {
		return err
	}
	docket, err := h.Reader(c).Docket(site.Ctx(c))
	if err != nil {
		return err
	}
	awaited := h.awaited(c, docket, ref.Calendar)
	p := portfolios.ShowPage{
		Overview: o, Compare: comparisons(o.On), Waited: waited(ref.Calendar, o.Total.WaitingSince, o.On),
		Money: portfolios.NewMoney(now, then, o.Year), Awaited: awaited, Ways: h.ways(c, docket, o), Heat: o.Heat(ref.Directions), Zones: map[int64]int{},
	}
	switch h.Visit(c).Format {
	case "json":
		return h.portfolioJSON(c, o, ref, awaited, now, then)
	case "csv", "xlsx":
		return h.Sheet(c, "portfolio-"+o.On.String(), portfolioRows(o, now))
	case "pdf", "docx":
		return h.portfolioPaper(c, p, now)
	}
	for _, r := range o.Rows {
		p.Zones[r.Programme.ID] = len(site.VisibleZones(r.Picture, h.Who(c)))
	}
	if p.City, err = h.city(c, o); err != nil {
		return err
	}
	if p.News, err = h.NewsBanner(c, false); err != nil {
		return err
	}
	if p.Shell, err = h.Shell(c, i18n.T(site.Ctx(c), "portfolio.title", "Year", o.Year)); err != nil {
		return err
	}
	p.Eyebrow, p.Shell.Compare, p.Assets = i18n.T(site.Ctx(c), "portfolio.eyebrow"), true, dashboardAssets
	return h.Render(c, http.StatusOK, portfolios.Show(p))
}

// dashboardAssets are the sheets of the portfolio: charts, and what is its own.
var dashboardAssets = []string{"css/funding.css", "css/dashboard.css"}

// overview is the portfolio of the year, on the day and against the day that
// the address names.
func (h Handler) overview(c echo.Context) (portfolio.Overview, *portfolio.Reference, error) {
	v := h.Visit(c)
	year, err := h.year(c)
	if err != nil {
		return portfolio.Overview{}, nil, err
	}
	now, ref, err := h.Reader(c).Pictures(site.Ctx(c))
	if err != nil {
		return portfolio.Overview{}, nil, err
	}
	var then []*portfolio.Picture
	if !v.Against.IsZero() {
		if then, _, err = h.ReaderOn(c, v.Against).Pictures(site.Ctx(c)); err != nil {
			return portfolio.Overview{}, nil, err
		}
	}
	return portfolio.NewOverview(v.On, now, then, year, h.Who(c)), ref, nil
}

// year is the year of the roadmaps asked for: unless the address says
// otherwise, that of the day shown.
func (h Handler) year(c echo.Context) (int, error) {
	text := c.QueryParam("year")
	if text == "" {
		return h.Visit(c).On.Year, nil
	}
	year, err := strconv.Atoi(text)
	if err != nil || year < 2000 || year > 2100 {
		return 0, fault.NotFound()
	}
	return year, nil
}

// comparisons are the days that are offered to compare with: the ends of the
// month, quarter and half-year before, the latest first.
func comparisons(on civil.Date) []civil.Date {
	var days []civil.Date
	for _, months := range []time.Month{1, 3, 6} {
		first := civil.Date{Year: on.Year, Month: (on.Month-1)/months*months + 1, Day: 1}
		days = append(days, first.AddDays(-1))
	}
	return slices.Compact(days)
}

// waited is how many working days passed since a day, which may be none.
func waited(cal *civil.Calendar, since, on civil.Date) int {
	if since.IsZero() {
		return 0
	}
	return cal.Between(since.AddDays(1), on)
}
