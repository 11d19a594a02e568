package admin

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/calendar"
	"qadam/views/href"
	"qadam/views/ui"
)

// thisYear answers GET /admin/calendar.
func (h Handler) thisYear(c echo.Context) error {
	return c.Redirect(http.StatusSeeOther, href.AdminCalendar(h.Visit(c).Today.Year))
}

// showCalendar answers GET /admin/calendar/:year.
func (h Handler) showCalendar(c echo.Context) error {
	year, err := yearOf(c)
	if err != nil {
		return err
	}
	return h.calendarPage(c, http.StatusOK, year, ui.Form{})
}

// addDay answers POST /admin/calendar/:year/days. A day of another year is
// added to that year's calendar, which is shown then.
func (h Handler) addDay(c echo.Context) error {
	year, err := yearOf(c)
	if err != nil {
		return err
	}
	f := site.ReadForm(c)
	d := portfolio.CalendarDay{
		Date: f.Day("date"), Kind: civil.DayKind(f.Text("kind")), MovedFrom: f.Day("moved_from"),
		Name: i18n.Text{KK: f.Text("name_kk"), RU: f.Text("name_ru"), EN: f.Text("name_en")},
	}
	ok, err := f.Try(func() error { return h.App.AddCalendarDay(site.Ctx(c), h.Who(c), d) })
	if err != nil {
		return err
	}
	if !ok {
		return h.calendarPage(c, http.StatusUnprocessableEntity, year, f.Form)
	}
	return h.SeeOther(c, href.AdminCalendar(d.Date.Year), "admin.day_added")
}

// removeDay answers POST /admin/calendar/:year/days/:id/removal.
func (h Handler) removeDay(c echo.Context) error {
	year, err := yearOf(c)
	if err != nil {
		return err
	}
	id, err := site.ID(c)
	if err != nil {
		return err
	}
	if err := h.App.RemoveCalendarDay(site.Ctx(c), h.Who(c), id); err != nil {
		return err
	}
	return h.SeeOther(c, href.AdminCalendar(year), "admin.day_removed")
}

// writeOut answers POST /admin/calendar/:year/rules. Sent twice, the days are
// there already, which is what was wanted.
func (h Handler) writeOut(c echo.Context) error {
	year, err := yearOf(c)
	if err != nil {
		return err
	}
	err = h.App.WriteOutCalendar(site.Ctx(c), h.Who(c), year)
	if err != nil && !fault.Is(err, fault.KindConflict) {
		return err
	}
	return h.SeeOther(c, href.AdminCalendar(year), "admin.year_written")
}

// yearOf reads the year in the address; one that the calendar does not cover
// is not found.
func yearOf(c echo.Context) (int, error) {
	year, err := strconv.Atoi(c.Param("year"))
	if err != nil || year < portfolio.FirstRuledYear || year > portfolio.LastRuledYear {
		return 0, fault.NotFound()
	}
	return year, nil
}

func (h Handler) calendarPage(c echo.Context, status, year int, form ui.Form) error {
	ctx := site.Ctx(c)
	site.SetPage(c, href.AdminCalendar(year))
	ref, err := h.now(c).Reference(ctx)
	if err != nil {
		return err
	}
	p := calendar.ShowPage{Year: year, Calendar: ref.Calendar, Form: form}
	p.Days = portfolio.DaysOf(year, ref.Days)
	p.Entered = slices.ContainsFunc(ref.Days, func(d portfolio.CalendarDay) bool { return d.Date.Year == year })
	p.Pairs, p.Doubts = portfolio.DayPairs(p.Days), portfolio.CalendarDoubts(year, p.Days)
	switch h.Visit(c).Format {
	case "json":
		return h.JSON(c, calendarJSON(p))
	case "csv", "xlsx":
		return h.calendarSheet(c, p)
	}
	if p.Shell, err = h.shell(c, i18n.T(ctx, "admin.calendar", "Year", year)); err != nil {
		return err
	}
	p.Errors, p.Assets = form.Errors, calendarAssets
	return h.Render(c, status, calendar.Show(p))
}

// calendarAssets are what the pages of the calendar load beside what every page
// does.
var calendarAssets = []string{"css/calendar.css"}

type yearJSON struct {
	Year     int       `json:"year"`
	Entered  bool      `json:"entered"` // false: the days are the rules'
	Working  int       `json:"working_days"`
	Quarters [4]int    `json:"quarters"`
	Months   [12]int   `json:"months"`
	Days     []dayJSON `json:"days"`
}

type dayJSON struct {
	Date      civil.Date    `json:"date"`
	Kind      civil.DayKind `json:"kind"`
	Name      i18n.Text     `json:"name"`
	MovedFrom civil.Date    `json:"moved_from"`
}

func calendarJSON(p calendar.ShowPage) yearJSON {
	n := portfolio.CountWorkingDays(p.Calendar, p.Year)
	out := yearJSON{Year: p.Year, Entered: p.Entered, Working: n.Year, Quarters: n.Quarters, Months: n.Months, Days: []dayJSON{}}
	for _, d := range p.Days {
		out.Days = append(out.Days, dayJSON{d.Date, d.Kind, d.Name, d.MovedFrom})
	}
	return out
}

func (h Handler) calendarSheet(c echo.Context, p calendar.ShowPage) error {
	s := site.NewSheet("date", "kind", "name_kk", "name_ru", "name_en", "moved_from")
	for _, d := range p.Days {
		s.Add(d.Date, string(d.Kind), d.Name.KK, d.Name.RU, d.Name.EN, d.MovedFrom)
	}
	return h.Sheet(c, "calendar-"+strconv.Itoa(p.Year), s)
}
