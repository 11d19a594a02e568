package admin_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"qadam/internal/access"
	"qadam/internal/testkit"
	"qadam/internal/testkit/visit"
)

// moved are the days off that the Government moved in 2018: worked, off.
var moved = [][2]string{{"03.03", "09.03"}, {"28.04", "30.04"}, {"05.05", "08.05"}, {"25.08", "31.08"}, {"29.12", "31.12"}}

func addDay(v *visit.Visitor, year int, pairs ...string) *visit.Page {
	v.T.Helper()
	f := v.Get(fmt.Sprintf("/admin/calendar/%d", year)).Is(http.StatusOK).Form(say("admin.add_day"))
	f.Values.Set("kind", "holiday")
	return f.Fill("name_kk", "Күн", "name_ru", "День").Fill(pairs...).Submit()
}

func TestTheYear2018HasItsWorkingDays(t *testing.T) {
	s := visit.Serve(t)
	v := s.As("admin")
	for _, m := range moved {
		addDay(v, 2018, "date", m[0]+".2018", "kind", "working").Follow().Says(say("admin.day_added"))
		addDay(v, 2018, "date", m[1]+".2018", "kind", "moved_off", "moved_from", m[0]+".2018").Follow().Says(say("admin.day_added"))
	}
	p := v.Get("/admin/calendar/2018").Is(http.StatusOK)
	if got := strings.Fields(p.TextOf(".figure-value")); strings.Join(got, " ") != "246 59 62 62 63" {
		t.Errorf("working days of the year and its quarters: %v", got)
	}
	months := p.TextOf(".month caption .note")
	if want := "21 working days 20 working days 18 working days 21 working days 20 working days 21 working days 21 working days 21 working days 20 working days 23 working days 22 working days 18 working days"; months != want {
		t.Errorf("working days of the months: %s", months)
	}
	if n := p.Doc.Find(".month .day-working").Length(); n != 5 {
		t.Errorf("%d working Saturdays are marked", n)
	}
	if !strings.Contains(p.TextOf(".month .day-working"), say("holiday.moved_working")) {
		t.Error("a working Saturday has no word")
	}
	type year struct {
		Entered  bool   `json:"entered"`
		Working  int    `json:"working_days"`
		Quarters [4]int `json:"quarters"`
		Days     []struct{ Date, Kind string }
	}
	got := visit.JSON[year](v.Get("/admin/calendar/2018.json"))
	if !got.Entered || got.Working != 246 || got.Quarters != [4]int{59, 62, 62, 63} {
		t.Errorf("the data say %+v", got)
	}
	if csv := v.Get("/admin/calendar/2018.csv").Is(http.StatusOK).Body; strings.Count(csv, "\n") != len(got.Days)+1 {
		t.Errorf("%d days, and as a table:\n%s", len(got.Days), csv)
	}
}

func TestADayThatIsRefused(t *testing.T) {
	s := visit.Serve(t)
	v := s.As("admin")
	for _, tt := range []struct{ field, value, beside, want string }{
		{"date", "", "date", say("fault.required")},
		{"date", "31.11.2018", "date", say("fault.date_does_not_exist")},
		{"date", "01.01.2018", "date", say("admin.day_taken")},
		{"date", "01.01.2050", "date", say("admin.year_outside", "From", 2016, "Until", 2032)},
		{"name_kk", " ", "name_kk", say("fault.required")},
		{"name_ru", "", "name_ru", say("fault.required")},
		{"moved_from", "03.03.2018", "moved_from", say("admin.moved_from")},
	} {
		p := addDay(v, 2018, "date", "05.06.2018", tt.field, tt.value).Is(http.StatusUnprocessableEntity)
		if got := p.Fault(tt.beside); got != tt.want {
			t.Errorf("%s = %q: %q", tt.field, tt.value, got)
		}
	}
	v.Post("/admin/calendar/2018/days", url.Values{"date": {"05.06.2018"}, "name_kk": {"Күн"}, "name_ru": {"День"}}).
		Is(http.StatusUnprocessableEntity).Says(say("fault.required_choice"))
	for _, year := range []string{"2015", "2033", "18", "x", "-2018"} {
		v.Get("/admin/calendar/" + year).Is(http.StatusNotFound)
	}
	if got := v.Get("/admin/calendar").Is(http.StatusSeeOther).Header.Get("Location"); got != "/admin/calendar/2018" {
		t.Errorf("this year's calendar is at %s", got)
	}
}

func TestAYearWithoutDaysFollowsTheRules(t *testing.T) {
	s := visit.Serve(t)
	v := s.As("admin")
	before := calendar(s).Between(testkit.Day("2019-01-01"), testkit.Day("2019-12-31"))
	p := v.Get("/admin/calendar/2019").Is(http.StatusOK).Says(say("admin.ruled", "Year", 2019), "Nauryz", "Kurban")
	if p.Has(`form[action$="/removal"]`) {
		t.Error("a day of the rules cannot be removed")
	}
	twice := p.Form(say("admin.write_out"))
	twice.Submit().Follow().Says(say("admin.year_written")).SaysNot(say("admin.ruled", "Year", 2019))
	twice.Submit().Is(http.StatusSeeOther)
	if got := calendar(s).Between(testkit.Day("2019-01-01"), testkit.Day("2019-12-31")); got != before {
		t.Errorf("written out, the year has %d working days, before %d", got, before)
	}
}

// Entering one day must not take the holidays of the rules away.
func TestTheFirstDayOfAYearKeepsTheRulesDays(t *testing.T) {
	s := visit.Serve(t)
	v := s.As("admin")
	addDay(v, 2018, "date", "15.07.2020").Follow().Is(http.StatusOK).Says("Working calendar of 2020", say("admin.day_added"), "Nauryz")
	if c := calendar(s); c.IsWorking(testkit.Day("2020-03-23")) || c.IsWorking(testkit.Day("2020-07-15")) {
		t.Error("holidays were lost")
	}
	day := v.Get("/admin/calendar/2020").Doc.Find(`form[action$="/removal"]`).Last().AttrOr("action", "")
	v.Post(day, nil).Follow().Says(say("admin.day_removed"))
	v.Post(day, nil).Is(http.StatusNotFound)
	s.As("auditor").Post(day, nil).Is(http.StatusNotFound)
	if !s.Actor("admin").May(access.KeepReference, access.Anywhere) {
		t.Error("the administrator keeps the calendar")
	}
}

func TestTheNameOfADayIsNoFormula(t *testing.T) {
	s := visit.Serve(t)
	v := s.As("admin")
	addDay(v, 2018, "date", "13.02.2018", "name_ru", `=HYPERLINK("https://example.org")`).Is(http.StatusSeeOther)
	csv := v.Get("/admin/calendar/2018.csv").Is(http.StatusOK).Body
	if !strings.Contains(csv, "'=HYPERLINK") {
		t.Errorf("a spreadsheet would run it:\n%s", csv)
	}
}
