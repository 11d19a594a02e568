package planning

import (
	"cmp"
	"crypto/rand"
	"iter"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/listing"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/href"
	"qadam/views/milestones"
	"qadam/views/ui"
)

// manyShown is how a report on several milestones is shown.
type manyShown struct {
	status  int
	refs    []portfolio.UpdateRef
	gone    int // chosen, but there is nothing to report on
	form    ui.Form
	key     string
	back    string
	preview bool
	stale   bool
}

// newReports answers GET /milestones/reports: the milestones that were ticked in
// the list, or all that it finds, and what the fields beside them would make of each.
func (h Handler) newReports(c echo.Context) error {
	f := &site.Form{Form: ui.Form{Values: c.Request().URL.Query()}}
	if v := h.Visit(c); v.Past { // a past day has no forms
		return h.formless(c, listAddress(f.Text(listing.FromName)).RequestURI())
	}
	s := manyShown{status: http.StatusOK, form: f.Form, back: listAddress(f.Text(listing.FromName)).RequestURI(), key: rand.Text()}
	var err error
	if f.Text(listing.FoundName) != "" {
		var refused string
		if f.Form.Values["line"], refused, err = h.foundLines(c, f.Form.Values); err != nil {
			return err
		}
		if refused != "" {
			return h.SeeOther(c, refused, "")
		}
	}
	if s.refs, s.gone, err = h.chosen(c, f); err != nil {
		return err
	}
	report := readCommon(f)
	if s.form = f.Form; f.Form.Faulty() {
		s.status = http.StatusUnprocessableEntity
	}
	s.preview = !report.IsZero()
	return h.manyPage(c, s, report)
}

// foundLines are the milestones that the list of a form finds and that may be
// reported on together.
func (h Handler) foundLines(c echo.Context, typed url.Values) (ids []string, refused string, err error) {
	return site.Found(h.Site, c, typed, site.Taking[milestoneRow]{
		List: href.Milestones(), Limit: portfolio.ReportsLimit, Key: "milestone.many_too_many",
		Rows: func() (*listing.List[milestoneRow], iter.Seq[milestoneRow], error) {
			m, err := h.milestoneList(c)
			if err != nil {
				return nil, nil, err
			}
			return m.list(), m.rows(), nil
		},
		Value: func(r milestoneRow) string { return strconv.FormatInt(r.Line.MilestoneID, 10) },
	})
}

// createReports answers POST /milestones/reports: it shows again what the report
// would make of the milestones, or saves it.
func (h Handler) createReports(c echo.Context) error {
	f := site.ReadForm(c)
	s := manyShown{status: http.StatusOK, back: listAddress(f.Text(listing.FromName)).RequestURI(), key: cmp.Or(f.Text("form_key"), rand.Text())}
	var err error
	if s.refs, s.gone, err = h.chosen(c, f); err != nil {
		return err
	}
	report := readCommon(f)
	apply := f.Text("step") == stepApply
	if found := fault.Of(report.Check()); found != nil && !f.Form.Faulty() {
		if len(found.Fields) == 0 {
			f.Fault("", found.Key)
		}
		f.Form.Errors = append(f.Form.Errors, found.Fields...)
	}
	if apply && !f.Form.Faulty() && f.Text("previewed") != saidCommon(f.Form.Values) {
		f.Fault("", "draft.preview_first")
	}
	ok, err := f.Try(func() error {
		if len(s.key) > formKeyLimit {
			return fault.Invalid("fault.bad_form")
		}
		if !apply {
			return nil
		}
		return h.App.ReportMany(site.Ctx(c), h.Who(c), app.Reports{Milestones: s.refs, Report: report, FormKey: s.key})
	})
	f.Form.Errors = own(f.Form.Errors) // those of milestones are found again for their rows
	s.form = f.Form
	switch {
	case ok && apply:
		return h.SeeOther(c, s.back, "milestone.many_recorded", "Count", strconv.Itoa(len(s.refs)))
	case fault.Is(err, fault.KindConflict):
		return h.manyStale(c, f, s, report)
	case err != nil:
		return err
	case !ok:
		s.status = http.StatusUnprocessableEntity
	}
	s.preview = !report.IsZero()
	return h.manyPage(c, s, report)
}

// manyStale shows the report again for the milestones as they are now: those of
// which nothing can be reported any more are left out.
func (h Handler) manyStale(c echo.Context, f *site.Form, s manyShown, report portfolio.CommonReport) error {
	h.again(c)
	for name := range f.Form.Values {
		if name != "line" {
			continue
		}
		for i, typed := range f.Form.Values[name] {
			f.Form.Values[name][i], _, _ = strings.Cut(typed, ".")
		}
	}
	var err error
	if s.refs, s.gone, err = h.chosen(c, f); err != nil {
		return err
	}
	s.status, s.stale, s.preview, s.key = http.StatusConflict, true, true, rand.Text()
	return h.manyPage(c, s, report)
}

// chosen are the milestones of a form, each with the update that was seen: as it
// is now when the form names none. gone counts those of which nothing can be
// reported. Whoever may report on none of them is refused, and so are more than may
// be reported on at once.
func (h Handler) chosen(c echo.Context, f *site.Form) (refs []portfolio.UpdateRef, gone int, err error) {
	who, known := h.Who(c), map[int64]bool{}
	pictures, _, err := h.Reader(c).Pictures(site.Ctx(c))
	if err != nil {
		return nil, 0, err
	}
	for _, typed := range f.All("line") {
		milestone, seen, named := strings.Cut(typed, ".")
		id, err := strconv.ParseInt(milestone, 10, 64)
		if err != nil || known[id] {
			continue
		}
		if known[id] = true; len(known) > portfolio.ReportsLimit {
			return nil, 0, fault.Invalid("milestone.many_too_many", "Limit", portfolio.ReportsLimit)
		}
		_, l := lineOf(pictures, id)
		if l == nil {
			gone++
			continue
		}
		if err := access.Require(who, access.ReportProgress, l.ProgrammeID); err != nil {
			return nil, 0, err
		}
		if l.Facts.Accepted || l.Status == portfolio.Withdrawn {
			gone++
			continue
		}
		ref := portfolio.UpdateRef{MilestoneID: id, Seen: l.Facts.UpdateID}
		if named {
			if ref.Seen, err = strconv.ParseInt(seen, 10, 64); err != nil {
				return nil, 0, fault.Invalid("fault.bad_form")
			}
		}
		refs = append(refs, ref)
	}
	return refs, gone, nil
}

// lineOf is the line of a milestone in the roadmap in force that has it.
func lineOf(pictures []*portfolio.Picture, id int64) (*portfolio.Board, *portfolio.Line) {
	for _, p := range pictures {
		if b, l := p.Line(id); l != nil {
			return b, l
		}
	}
	return nil, nil
}

// readCommon reads what the report says.
func readCommon(f *site.Form) portfolio.CommonReport {
	r := portfolio.CommonReport{Note: f.Text("note")}
	if typed := f.Text("shift"); typed != "" {
		n, err := strconv.Atoi(strings.NewReplacer("−", "-", "–", "-", "+", "").Replace(typed))
		if err != nil {
			f.Fault("shift", "fault.not_a_number")
		}
		r.ShiftDays = n
	}
	if f.Text("percent") != "" {
		n := f.Int("percent")
		r.Percent = &n
	}
	return r
}

// saidCommon is everything that the report says, to know whether it is the one
// that was looked at.
func saidCommon(v url.Values) string {
	kept := url.Values{}
	for _, name := range []string{"shift", "percent", "note"} {
		kept.Set(name, strings.ReplaceAll(strings.TrimSpace(v.Get(name)), "\r\n", "\n"))
	}
	return kept.Encode()
}

func (h Handler) manyPage(c echo.Context, s manyShown, report portfolio.CommonReport) error {
	ctx := site.Ctx(c)
	p := milestones.ManyPage{
		Form: s.form, Preview: s.preview && !s.form.Faulty(), Previewed: saidCommon(s.form.Values), Stale: s.stale, Gone: s.gone, Key: s.key, Back: s.back,
	}
	pictures, ref, err := h.Reader(c).Pictures(ctx)
	if err != nil {
		return err
	}
	updates := map[*portfolio.Board][]portfolio.Update{}
	for _, r := range s.refs {
		b, l := lineOf(pictures, r.MilestoneID)
		row := milestones.ManyRow{Row: milestoneRow{Run: &milestones.Run{Board: b}, Line: l}}
		for _, picture := range pictures {
			if picture.Programme.ID == l.ProgrammeID {
				row.Picture, row.Project = picture, picture.Project(l.ProjectID)
			}
		}
		var last *portfolio.Update
		if f := l.Facts; f.UpdateID != 0 {
			last = &portfolio.Update{ID: f.UpdateID, Percent: f.Percent, Forecast: f.Forecast, SaidDone: f.SaidDone}
		}
		row.Update = report.Update(*l.Plan, last, ref.Calendar)
		if p.Preview {
			row.Faults = report.Refusals(*l.Plan, row.Update, last, l.Facts)
			updates[b] = append(updates[b], row.Update)
			p.Refused = p.Refused || len(row.Faults) > 0
		}
		p.Refs = append(p.Refs, strconv.FormatInt(r.MilestoneID, 10)+"."+strconv.FormatInt(r.Seen, 10))
		p.Rows = append(p.Rows, row)
	}
	p.Pushed = fillAfter(p.Rows, updates)
	site.SetPage(c, href.MilestoneReports())
	if p.Shell, err = h.Shell(c, i18n.T(ctx, "milestone.many_title")); err != nil {
		return err
	}
	p.NoDays, p.Errors = true, s.form.Errors
	return h.Render(c, s.status, milestones.Many(p))
}

// fillAfter says of each row where the report would put it, and counts the other
// milestones whose end it would move.
func fillAfter(rows []milestones.ManyRow, updates map[*portfolio.Board][]portfolio.Update) (pushed int) {
	after := map[*portfolio.Board]*portfolio.Board{}
	for b, all := range updates {
		e := b.IfReportedTogether(all)
		after[b] = e.After
		pushed += len(e.Shifts)
	}
	for i := range rows {
		if b := after[rows[i].Board]; b != nil && len(rows[i].Faults) == 0 {
			rows[i].After = b.Line(rows[i].Line.MilestoneID)
		}
	}
	return pushed
}

// own are the faults of the form's own fields: those of milestones stand with
// them.
func own(all []fault.FieldError) []fault.FieldError {
	return slices.DeleteFunc(slices.Clone(all), func(e fault.FieldError) bool { return strings.Contains(e.Name, ".") })
}
