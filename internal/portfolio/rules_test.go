package portfolio

import (
	"fmt"
	"strings"
	"testing"

	"qadam/internal/access"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
)

// complaints are the fields and keys that an error names, in their order.
func complaints(err error) string {
	var b []string
	for _, f := range fault.FieldsOf(err) {
		b = append(b, f.Name+" "+f.Key)
	}
	if err != nil && len(b) == 0 {
		return err.Error()
	}
	return strings.Join(b, ", ")
}

func TestCheckUpdate(t *testing.T) {
	plan := planned(1, "2018-04-02", "2018-Q2")
	last := &Update{Percent: 60}
	ok := Update{Percent: 60, Forecast: date("2018-06-29")}
	with := func(change func(*Update)) Update {
		u := ok
		change(&u)
		return u
	}
	tests := []struct {
		name     string
		update   Update
		last     *Update
		evidence int
		want     string
	}{
		{"as it should be", ok, nil, 0, ""},
		{"0 per cent", with(func(u *Update) { u.Percent = 0 }), nil, 0, ""},
		{"100 per cent", with(func(u *Update) { u.Percent = 100 }), last, 0, ""},
		{"below 0", with(func(u *Update) { u.Percent = -1 }), nil, 0, "percent fault.percent_range"},
		{"above 100", with(func(u *Update) { u.Percent = 101 }), nil, 0, "percent fault.percent_range"},
		{"the same again", ok, last, 0, ""},
		{"down without a reason", with(func(u *Update) { u.Percent = 59 }), last, 0, "note milestone.down_needs_reason"},
		{"down with spaces for a reason", with(func(u *Update) { u.Percent, u.Note = 59, "  " }), last, 0, "note milestone.down_needs_reason"},
		{"down with a reason", with(func(u *Update) { u.Percent, u.Note = 59, "Counted again" }), last, 0, ""},
		{"without a forecast", with(func(u *Update) { u.Forecast = civil.Date{} }), nil, 0, "forecast fault.required"},
		{"a forecast before the start", with(func(u *Update) { u.Forecast = date("2018-04-01") }), nil, 0, "forecast milestone.forecast_before_start"},
		{"a forecast on the start", with(func(u *Update) { u.Forecast = date("2018-04-02") }), nil, 0, ""},
		{"a forecast ten years after the deadline", with(func(u *Update) { u.Forecast = date("2028-06-30") }), nil, 0, ""},
		{"a forecast later than that", with(func(u *Update) { u.Forecast = date("2028-07-01") }), nil, 0, "forecast milestone.forecast_too_late"},
		{"a forecast without an end", with(func(u *Update) { u.Forecast = date("9999-12-31") }), nil, 0, "forecast milestone.forecast_too_late"},
		{"done without evidence", with(func(u *Update) { u.Percent, u.SaidDone = 100, true }), nil, 0, "files milestone.done_needs_evidence"},
		{"done with evidence", with(func(u *Update) { u.Percent, u.SaidDone = 100, true }), nil, 1, ""},
		{"done at 99 per cent", with(func(u *Update) { u.Percent, u.SaidDone = 99, true }), nil, 1, "percent milestone.done_is_hundred"},
		{"a note of 4000 letters", with(func(u *Update) { u.Note = strings.Repeat("қ", 4000) }), nil, 0, ""},
		{"a note of 4001 letters", with(func(u *Update) { u.Note = strings.Repeat("қ", 4001) }), nil, 0, "note fault.too_long"},
		{"everything wrong at once", Update{Percent: 101, SaidDone: true}, nil, 0, "percent fault.percent_range, forecast fault.required, files milestone.done_needs_evidence"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := complaints(plan.CheckUpdate(tt.update, tt.last, tt.evidence)); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}

// While nothing is known of the milestone, what no forecast can be is refused.
func TestAForecastOfAnyMilestone(t *testing.T) {
	for day, want := range map[string]string{"1999-12-31": "forecast milestone.forecast_too_early", "2000-01-01": "", "0018-06-29": "forecast milestone.forecast_too_early"} {
		if got := complaints(Plan{}.CheckUpdate(Update{Forecast: date(day)}, nil, 0)); got != want {
			t.Errorf("%s: %q, want %q", day, got, want)
		}
	}
}

func TestCheckReview(t *testing.T) {
	tests := []struct {
		name   string
		review Review
		want   string
	}{
		{"accepted on the start", Review{Accepted: true, DoneOn: date("2018-04-02")}, ""},
		{"accepted today", Review{Accepted: true, DoneOn: date("2018-06-15")}, ""},
		{"tomorrow", Review{Accepted: true, DoneOn: date("2018-06-16")}, "done_on fault.in_future"},
		{"before the start", Review{Accepted: true, DoneOn: date("2018-04-01")}, "done_on milestone.done_before_start"},
		{"without a day", Review{Accepted: true}, "done_on fault.required"},
		{"returned with a reason", Review{Reason: "The act is not signed"}, ""},
		{"returned without one", Review{}, "reason fault.required"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := complaints(tt.review.Check(date("2018-04-02"), date("2018-06-15"))); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}

func TestCheckPlan(t *testing.T) {
	tests := []struct {
		name  string
		spoil func(*Plan)
		want  string
	}{
		{"complete", func(*Plan) {}, ""},
		{"without a Kazakh title", func(p *Plan) { p.Title.KK = "" }, "title_kk fault.required"},
		{"without a Russian title", func(p *Plan) { p.Title.RU = "" }, "title_ru fault.required"},
		{"an English title is optional", func(p *Plan) { p.Title.EN = "" }, ""},
		{"without an executor", func(p *Plan) { p.LeadID = 0 }, "lead fault.required"},
		{"without a form of completion", func(p *Plan) { p.Form = "" }, "form fault.required"},
		{"an unknown form", func(p *Plan) { p.Form = "speech" }, "form fault.required"},
		{"without a term", func(p *Plan) { p.Due = civil.Period{} }, "due fault.required"},
		{"due before the start", func(p *Plan) { p.Due = due("2018-Q1") }, "due roadmap.due_before_start"},
		{"due in another year", func(p *Plan) { p.Due = due("2019-01-31") }, "due roadmap.due_outside_year"},
		{"due on its first day", func(p *Plan) { p.Due = due("2018-04-02") }, ""},
		{"a weight of 101", func(p *Plan) { p.Weight = 101 }, "weight fault.percent_range"},
		{"a cost below zero", func(p *Plan) { p.Costs = Costs{{Year: 2018, Source: LocalBudget, Amount: -1}} }, "costs roadmap.cost_negative"},
		{"a cost without a source", func(p *Plan) { p.Costs = Costs{{Year: 2018, Amount: 1}} }, "costs roadmap.cost_without_source"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := planned(1, "2018-04-02", "2018-Q2")
			tt.spoil(&p)
			if got := complaints(p.Check(2018)); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}

func TestCheckLink(t *testing.T) {
	for _, good := range []string{"https://adilet.zan.kz/rus/docs/V1800017156", "http://egov.kz"} {
		if err := CheckLink(good); err != nil {
			t.Errorf("%s: %v", good, err)
		}
	}
	for _, bad := range []string{"", "egov.kz", "javascript:alert(1)", "ftp://egov.kz", "https://", "https://user:secret@egov.kz", "file:///etc/passwd", "https://egov.kz/" + strings.Repeat("a", 500), "https://a b", "data:text/html,x"} {
		if err := CheckLink(bad); !fault.Is(err, fault.KindInvalid) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

// Every pair of states: what may follow what (rules.md §3).
func TestVersionSteps(t *testing.T) {
	states := []VersionState{Draft, Submitted, InReview, Voting, Approved, InForce, Superseded, Returned, Rejected, Deferred}
	want := map[string]bool{
		"draft submitted": true, "submitted in_review": true, "submitted approved": true, "submitted returned": true, "submitted rejected": true, "submitted draft": true,
		"in_review voting": true, "in_review deferred": true, "in_review returned": true, "in_review draft": true,
		"voting approved": true, "voting returned": true, "voting rejected": true, "voting deferred": true, "voting in_review": true, "voting draft": true,
		"deferred voting": true, "deferred returned": true, "deferred draft": true, "approved in_force": true, "in_force superseded": true,
		"returned draft": true, "returned submitted": true,
	}
	for _, from := range states {
		for _, to := range states {
			if got := to.Follows(from); got != want[fmt.Sprintf("%s %s", from, to)] {
				t.Errorf("%s after %s: %v", to, from, got)
			}
		}
		if got := from.Editable(); got != (from == Draft || from == Returned) {
			t.Errorf("%s is editable: %v", from, got)
		}
	}
}

// rules.md §10: who may see a version in which state, own programme and others.
func TestWhoSeesWhichVersion(t *testing.T) {
	roadmap := Roadmap{ProgrammeID: 1}
	for i, s := range []VersionState{Superseded, InForce, Draft} {
		roadmap.Versions = append(roadmap.Versions, Version{ID: int64(i + 1), ProgrammeID: 1, Number: i + 1, Steps: []VersionStep{{State: s}}})
	}
	person := func(role access.Role, programme int64) access.Actor {
		return access.Actor{ID: 1, Grants: []access.Grant{{Role: role, ProgrammeID: programme}}}
	}
	for _, tt := range []struct {
		who  string
		a    access.Actor
		want int
	}{
		{"the manager", person(access.Manager, 1), 3}, {"another manager", person(access.Manager, 2), 2}, {"an expert", person(access.Expert, 0), 2},
		{"a member", person(access.Member, 0), 2}, {"the ministry", person(access.Official, 0), 3}, {"an administrator", person(access.Admin, 0), 0},
	} {
		if got := roadmap.Visible(tt.a); len(got.Versions) != tt.want {
			t.Errorf("%s sees %d versions, want %d", tt.who, len(got.Versions), tt.want)
		}
	}
	if roadmap.InForce().Number != 2 || roadmap.Baseline().Number != 1 || roadmap.Open().Number != 3 || roadmap.Version(4) != nil {
		t.Error("in force, baseline, open")
	}
	submitted := Version{ProgrammeID: 1, Steps: []VersionStep{{State: Draft}, {State: Submitted}}}
	if !person(access.Expert, 0).May(submitted.State().SeeAction(), 1) || person(access.Member, 0).May(submitted.State().SeeAction(), 1) {
		t.Error("an expert sees a version from its submission, a member from its review")
	}
}

func TestZoneSteps(t *testing.T) {
	states := []ZoneState{ZoneDraft, ZoneDesignated, ZoneActive, ZoneClosed}
	want := map[string]bool{"draft designated": true, "designated active": true, "designated closed": true, "active closed": true}
	for _, from := range states {
		z := Zone{Steps: []ZoneStep{{State: from}}}
		for _, to := range states {
			if got := z.MayBecome(to); got != want[fmt.Sprintf("%s %s", from, to)] {
				t.Errorf("%s to %s: %v", from, to, got)
			}
		}
	}
	if (Zone{}).State() != ZoneDraft {
		t.Error("a zone begins as a draft")
	}
}

func TestValidGeometry(t *testing.T) {
	for s, want := range map[string]bool{
		"": true, `{"type":"Point","coordinates":[71.4,51.1]}`: true, `{"type":"Polygon","coordinates":[[[1,2],[3,4],[5,6],[1,2]]]}`: true,
		`{"type":"LineString","coordinates":[[1,2],[3,4]]}`: false, `{"type":"Point"}`: false, `[]`: false, `x`: false, `{"type":"Point","coordinates":[]}`: false,
	} {
		if got := ValidGeometry(s); got != want {
			t.Errorf("%s: %v", s, got)
		}
	}
}

func TestGrantsAsTheyStand(t *testing.T) {
	ledger := []Grant{
		{ID: 1, ValidFrom: date("2018-01-08")},
		{ID: 2, ValidFrom: date("2018-01-08"), ValidTo: date("2018-06-30")},
		{ID: 3, EndsID: 1, ValidTo: date("2018-03-31"), Reason: "Left"},
		{ID: 4, EndsID: 2, ValidTo: date("2018-12-31")}, // later than it ends anyway
		{ID: 5, EndsID: 1, ValidTo: date("2018-04-30")}, // a second end does not lengthen
	}
	got := Ended(ledger)
	if len(got) != 2 || got[0].ValidTo != date("2018-03-31") || got[0].Reason != "Left" || got[1].ValidTo != date("2018-06-30") {
		t.Errorf("%+v", got)
	}
	for on, want := range map[string]bool{"2018-01-07": false, "2018-01-08": true, "2018-03-31": true, "2018-04-01": false} {
		if got[0].Holds(date(on)) != want {
			t.Errorf("holds on %s: %v", on, !want)
		}
	}
	for _, tt := range []struct {
		from, to string
		want     bool
	}{
		{"2018-03-31", "2018-04-10", true}, {"2018-04-01", "", false}, {"2017-01-01", "2018-01-07", false}, {"2017-01-01", "2018-01-08", true}, {"2017-01-01", "", true},
	} {
		if g := (Grant{ValidFrom: date(tt.from), ValidTo: date(tt.to)}); got[0].Overlaps(g) != tt.want || g.Overlaps(got[0]) != tt.want {
			t.Errorf("%s to %s overlaps: %v", tt.from, tt.to, !tt.want)
		}
	}
}

func TestTermOfAProgramme(t *testing.T) {
	p := Programme{Terms: []ProgrammeTerm{
		{OwnerID: 1, Name: i18n.Same("old"), ValidFrom: date("2017-12-01"), ValidTo: date("2018-06-18")},
		{OwnerID: 2, Name: i18n.Same("new"), ValidFrom: date("2018-06-19")},
	}}
	for on, want := range map[string]int64{"2016-01-01": 1, "2018-06-18": 1, "2018-06-19": 2, "2030-01-01": 2} {
		if got := p.Term(date(on)).OwnerID; got != want {
			t.Errorf("on %s: %d", on, got)
		}
	}
	if (Programme{}).Term(date("2018-01-01")).OwnerID != 0 {
		t.Error("no terms")
	}
}

func TestMilestoneAwaits(t *testing.T) {
	m := Milestone{Updates: []Update{{ID: 1, Percent: 50}, {ID: 2, Percent: 100, SaidDone: true}}}
	if err := m.CheckAwaiting(2); err != nil {
		t.Error(err)
	}
	for what, tt := range map[string]struct {
		m  Milestone
		id int64
	}{
		"an older update": {m, 1}, "an unknown update": {m, 9}, "nothing reported": {Milestone{}, 0},
		"not said done":    {Milestone{Updates: []Update{{ID: 1}}}, 1},
		"reviewed already": {Milestone{Updates: m.Updates, Reviews: []Review{{UpdateID: 2}}}, 2},
	} {
		if err := tt.m.CheckAwaiting(tt.id); !fault.Is(err, fault.KindConflict) {
			t.Errorf("%s: %v", what, err)
		}
	}
	m.Reviews = []Review{{ID: 1, UpdateID: 2, Reason: "No"}}
	if f := m.Facts(); f.AwaitsReview() || f.ReturnedID != 2 || f.Percent != 100 {
		t.Errorf("%+v", f)
	}
	m.Updates = append(m.Updates, Update{ID: 3, Percent: 100, SaidDone: true})
	if f := m.Facts(); !f.AwaitsReview() {
		t.Errorf("%+v", f)
	}
}

// A new version begins with what is in force, or else with what was rejected.
func TestWhatANewVersionIsBasedOn(t *testing.T) {
	version := func(number int, states ...VersionState) Version {
		v := Version{Number: number}
		for _, s := range states {
			v.Steps = append(v.Steps, VersionStep{State: s})
		}
		return v
	}
	for _, tt := range []struct {
		name     string
		versions []Version
		want     int
	}{
		{"none", nil, 0},
		{"a draft", []Version{version(1, Draft)}, 0},
		{"one in force", []Version{version(1, InForce)}, 1},
		{"in force goes before rejected", []Version{version(1, InForce), version(2, Rejected)}, 1},
		{"only rejected ones", []Version{version(1, Rejected), version(2, Rejected)}, 2},
	} {
		got := 0
		if v := (Roadmap{Versions: tt.versions}).Underlying(); v != nil {
			got = v.Number
		}
		if got != tt.want {
			t.Errorf("%s: version %d, want %d", tt.name, got, tt.want)
		}
	}
}
