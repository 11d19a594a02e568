package trail

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"qadam/internal/access"
	"qadam/internal/audit"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
)

var (
	recording = regexp.MustCompile(`[Rr]ecord(All)?\(|\.step\(|\.review\(|\baction\b`)
	literal   = regexp.MustCompile(`"([a-z]+\.[a-z_]+)"`)
)

// TestEveryActionHasASentence finds an action that the application records and
// the log could not tell of.
func TestEveryActionHasASentence(t *testing.T) {
	files, err := filepath.Glob("../../internal/app/*.go")
	if err != nil || len(files) == 0 {
		t.Fatal("no source", err)
	}
	recorded := []string{"project.completed", "project.terminated", "zone.designated", "zone.active", "zone.closed"} // put together of a state
	for _, f := range files {
		source, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(source)) {
			if strings.HasSuffix(f, "_test.go") || !recording.MatchString(line) {
				continue
			}
			for _, m := range literal.FindAllStringSubmatch(line, -1) {
				recorded = append(recorded, m[1])
			}
		}
	}
	for _, action := range recorded {
		if !slices.Contains(Actions, action) {
			t.Errorf("%s is recorded and not among Actions", action)
		}
	}
	for _, action := range Actions {
		about, _, _ := strings.Cut(action, ".")
		if !i18n.Has("audit.about_" + about) {
			t.Errorf("%s stands in no group", action)
		}
		for _, l := range i18n.All {
			before, after := Sentence(i18n.With(context.Background(), l), action)
			if strings.Contains(before+after, action) || strings.Contains(before+after, gap) {
				t.Errorf("%s in %s: %q %q", action, l, before, after)
			}
		}
	}
}

func TestChangesAreInWords(t *testing.T) {
	ctx := i18n.With(context.Background(), i18n.EN)
	things := Things{Reference: &portfolio.Reference{
		Bodies: map[int64]portfolio.Body{7: {ID: 7, Short: i18n.Same("Centre")}},
		Goals:  []portfolio.Goal{{Code: "life", Name: i18n.Same("Quality of life")}},
	}}
	for _, tt := range []struct {
		name, entity, before, after string
		want                        []Change
	}{
		{"percent and forecast", "milestone", `{"percent":40,"forecast":"2018-03-28"}`, `{"percent":60,"forecast":"2018-04-05"}`, []Change{
			{"Progress", "40%", "60%"}, {"Forecast", "28 Mar 2018", "5 Apr 2018"}}},
		{"something new", "milestone", "", `{"percent":10,"said_done":false,"note":"A <b>"}`, []Change{
			{"Progress", "", "10%"}, {"Said done", "", "No"}, {"Note", "", "A <b>"}}},
		{"something gone", "calendar", `{"date":"2018-03-08","kind":"holiday"}`, "", []Change{
			{"Date", "8 Mar 2018", ""}, {"Kind", "Public holiday", ""}}},
		{"a state of a zone", "zone", `{"state":"draft"}`, `{"state":"designated","happened_on":"2018-02-01"}`, []Change{
			{"State", "Proposed", "Designated"}, {"Date", "", "1 Feb 2018"}}},
		{"only another language", "project", `{"name":{"kk":"А","ru":"Б","en":"C"}}`, `{"name":{"kk":"Ә","ru":"Б","en":"C"}}`, []Change{
			{"Title", "kk: А; ru: Б; en: C", "kk: Ә; ru: Б; en: C"}}},
		{"a person's name", "person", `{"name":"A"}`, `{"name":"B"}`, []Change{{"Full name", "A", "B"}}},
		{"keys of bodies", "plan", "", `{"lead_id":7,"co_ids":[7,9],"zone_id":0}`, []Change{{"Co-executors", "", "Centre; 9"}, {"Responsible executor", "", "Centre"}}},
		{"lists", "project", "", `{"goals":["life","new"],"model":"ppp"}`, []Change{{"Goals", "", "Quality of life; new"}, {"Funding model", "", "Public-private partnership"}}},
		{"costs", "plan", "", `{"costs":[{"year":2018,"source":"local_budget","amount":10000000}]}`, []Change{{"Estimated cost", "", "2018: ₸100 k, Local budget"}}},
		{"a term", "plan", `{"due":"2018-Q2"}`, `{"due":"2018-09-30"}`, []Change{{"Deadline", "Q2 2018", "30 Sep 2018"}}},
		{"unknown field", "thing", "", `{"colour":{"a":1}}`, []Change{{"colour", "", `{"a":1}`}}},
		{"no object", "thing", "", `"test"`, nil},
		{"nothing", "person", "", "", nil},
		{"broken", "person", "{", "}", nil},
	} {
		got := things.Changes(ctx, audit.Entry{Entity: tt.entity, Before: tt.before, After: tt.after})
		for i := range got {
			got[i].Before, got[i].After = strings.ReplaceAll(got[i].Before, "\u00a0", " "), strings.ReplaceAll(got[i].After, "\u00a0", " ")
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// What an entry is about has a name also for those who may not see it, and a
// link only for those who may open it.
func TestThingsWithoutPictures(t *testing.T) {
	ctx := i18n.With(context.Background(), i18n.EN)
	admin := Things{Reader: access.Actor{ID: 1, Grants: []access.Grant{{Role: access.Admin}}}, Reference: &portfolio.Reference{}, People: map[int64]string{4: "Aigul"}}
	auditor := admin
	auditor.Reader = access.Actor{ID: 2, Grants: []access.Grant{{Role: access.Auditor}}}
	for _, tt := range []struct {
		things Things
		entry  audit.Entry
		want   Thing
	}{
		{admin, audit.Entry{Entity: "milestone", EntityID: 12}, Thing{Name: "№ 12"}},
		{admin, audit.Entry{Entity: "plan", EntityID: 12, After: `{"number":"1.2","title":{"kk":"К","ru":"Р","en":"E"}}`}, Thing{Name: "1.2 E"}},
		{admin, audit.Entry{Entity: "person", EntityID: 4}, Thing{"Aigul", "/admin/people/4"}},
		{auditor, audit.Entry{Entity: "person", EntityID: 4}, Thing{Name: "Aigul"}},
		{auditor, audit.Entry{Entity: "person", EntityID: 5}, Thing{Name: "№ 5"}},
		{admin, audit.Entry{Entity: "calendar", EntityID: 3, After: `{"date":"2019-03-08"}`}, Thing{"8 Mar 2019", "/admin/calendar/2019"}},
		{admin, audit.Entry{Entity: "calendar", EntityID: 2020, After: `{"year":2020,"days":20}`}, Thing{"2020", "/admin/calendar/2020"}},
		{auditor, audit.Entry{Entity: "calendar", EntityID: 2020}, Thing{Name: "2020"}},
		{admin, audit.Entry{Entity: "seat", EntityID: 9, After: `{"code":"chair","title":{"en":"Chair"}}`}, Thing{Name: "Chair"}},
		{admin, audit.Entry{Entity: "reference"}, Thing{}},
	} {
		got := tt.things.Of(ctx, tt.entry)
		if got.Name = strings.ReplaceAll(got.Name, "\u00a0", " "); got != tt.want {
			t.Errorf("%s %d: %+v, want %+v", tt.entry.Entity, tt.entry.EntityID, got, tt.want)
		}
	}
}

// A change of several lines of a draft is told field by field, each under the
// number of its line, and is about the draft.
func TestAChangeOfSeveralLinesIsTold(t *testing.T) {
	ctx := i18n.With(context.Background(), i18n.EN)
	things := Things{Pictures: []*portfolio.Picture{{
		Programme: portfolio.Programme{Code: "astana"}, Term: portfolio.ProgrammeTerm{Name: i18n.Same("Smart Astana")},
		Roadmaps: []portfolio.Roadmap{{Year: 2019, Versions: []portfolio.Version{{ID: 7, Number: 2}}}},
	}}, Reference: &portfolio.Reference{}}
	e := audit.Entry{
		Action: "roadmap.lines_changed", Entity: "plan", EntityID: 211,
		Before: `{"1.2 due":"2019-Q2","1.10 gate":false}`, After: `{"1.2 due":"2019-monthly-5","1.10 gate":true,"version_id":7}`,
	}
	if got := things.Of(ctx, e); got.Name != "Smart Astana, 2019, version 2" || got.Href == "" {
		t.Errorf("it is about %+v", got)
	}
	var said []string
	for _, c := range things.Changes(ctx, e) {
		said = append(said, c.Field+" from "+c.Before+" to "+c.After)
	}
	got := strings.ReplaceAll(strings.Join(said, "; "), "\u00a0", " ")
	if want := "1.2: Deadline from Q2 2019 to monthly, 5th; 1.10: Gate from No to Yes; "; !strings.HasPrefix(got, want) {
		t.Errorf("got %s", got)
	}
	e.Action, e.Before, e.After = "roadmap.line_moved", `{"number":"1.2"}`, `{"number":"1.1","title":{"ru":"x"}}`
	if c := things.Changes(ctx, e); len(c) != 1 || c[0].After != "1.1" {
		t.Errorf("a move: %+v", c)
	}
}
