package admin

import (
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"qadam/internal/app"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/calendar"
	"qadam/views/href"
)

// newImport answers GET /admin/calendar/:year/import. The rows offered are the
// days as they stand, to be edited or typed over.
func (h Handler) newImport(c echo.Context) error {
	year, err := yearOf(c)
	if err != nil {
		return err
	}
	ref, err := h.now(c).Reference(site.Ctx(c))
	if err != nil {
		return err
	}
	return h.importPage(c, http.StatusOK, calendar.ImportPage{Year: year, Rows: written(portfolio.DaysOf(year, ref.Days))})
}

// createImport answers POST /admin/calendar/:year/import: a preview of what the
// rows would change, or with step=apply the change itself.
func (h Handler) createImport(c echo.Context) error {
	year, err := yearOf(c)
	if err != nil {
		return err
	}
	f := site.ReadForm(c)
	if err := takeFile(f); err != nil {
		return err
	}
	p := calendar.ImportPage{Year: year}
	text := f.Raw("rows")
	days, bad := readRows(text, year)
	if p.Bad = bad; len(bad) > 0 {
		f.Fault("rows", "admin.import_bad_rows", "Count", len(bad))
	} else if len(days) == 0 {
		f.Fault("rows", "fault.required")
	}
	apply := f.Text("step") == "apply"
	ok, err := f.Try(func() error {
		if !apply {
			return nil
		}
		return h.App.ImportCalendar(site.Ctx(c), h.Who(c), year, days, f.Text("seen"))
	})
	status := http.StatusUnprocessableEntity
	switch {
	case fault.Is(err, fault.KindConflict):
		f.Fault("", fault.Of(err).Key)
		status = http.StatusConflict
	case err != nil:
		return err
	case ok && apply:
		return h.SeeOther(c, href.AdminCalendar(year), "admin.imported")
	case ok:
		status = http.StatusOK
	}
	if p.Form = f.Form; len(bad) == 0 && len(days) > 0 {
		if p.Preview, err = h.preview(c, year, days, text); err != nil {
			return err
		}
	}
	return h.importPage(c, status, p)
}

// takeFile puts an uploaded file in the place of the rows, so that it is shown
// and can be put right there.
func takeFile(f *site.Form) error {
	files := f.Files("files")
	if len(files) == 0 {
		return nil
	}
	file, err := files[0].Open()
	if err != nil {
		return err
	}
	defer file.Close()
	text, err := readAll(file)
	f.Form.Values.Set("rows", strings.ToValidUTF8(strings.TrimPrefix(text, "\ufeff"), "\ufffd"))
	return err
}

func (h Handler) importPage(c echo.Context, status int, p calendar.ImportPage) error {
	site.SetPage(c, href.AdminCalendarImport(p.Year))
	var err error
	if p.Shell, err = h.shell(c, i18n.T(site.Ctx(c), "admin.import_title", "Year", p.Year)); err != nil {
		return err
	}
	p.Errors, p.Assets = p.Form.Errors, calendarAssets
	return h.Render(c, status, calendar.Import(p))
}

// preview compares the rows with the calendar as it stands.
func (h Handler) preview(c echo.Context, year int, days []portfolio.CalendarDay, text string) (*calendar.Preview, error) {
	ctx, r := site.Ctx(c), h.now(c)
	ref, err := r.Reference(ctx)
	if err != nil {
		return nil, err
	}
	terms, err := r.LineTerms(ctx)
	if err != nil {
		return nil, err
	}
	entered := slices.DeleteFunc(slices.Clone(ref.Days), func(d portfolio.CalendarDay) bool { return d.Date.Year != year })
	p := &calendar.Preview{
		Rows: text, Seen: app.CalendarSeen(entered), Entered: len(entered) > 0, Names: map[int64]i18n.Text{},
		Change: portfolio.CompareCalendars(year, ref.Days, days),
		Doubts: portfolio.CalendarDoubts(year, days),
		Rolled: portfolio.RolledTerms(terms, ref.Calendar, portfolio.WorkingCalendar(portfolio.WithYear(year, ref.Days, days))),
	}
	today := h.Visit(c).Today
	for _, d := range changedDays(p.Change) {
		p.Past = p.Past || d.Before(today)
	}
	for _, programme := range ref.Programmes {
		p.Names[programme.ID] = programme.Name(today)
	}
	return p, nil
}

func changedDays(c portfolio.CalendarChange) []civil.Date {
	var days []civil.Date
	for _, d := range slices.Concat(c.Added, c.Removed) {
		days = append(days, d.Date)
	}
	for _, d := range c.Changed {
		if d.Was.Kind != d.Is.Kind { // another name moves nothing
			days = append(days, d.Is.Date)
		}
	}
	return days
}

// written are days as rows, as people edit them: with ; between the cells.
func written(days []portfolio.CalendarDay) string {
	var b strings.Builder
	b.WriteString(strings.Join(dayColumns, ";") + "\n")
	for _, d := range days {
		b.WriteString(strings.Join([]string{d.Date.String(), string(d.Kind), cell(d.Name.KK), cell(d.Name.RU), cell(d.Name.EN), d.MovedFrom.String()}, ";") + "\n")
	}
	return b.String()
}

// cell quotes what would be read as more than one cell.
func cell(s string) string {
	if strings.ContainsAny(s, ";\"\n") {
		return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
	}
	return s
}
