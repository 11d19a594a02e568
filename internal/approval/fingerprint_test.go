package approval_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
)

// about is a subject of which everything is said.
func about() approval.Subject {
	due, err := civil.ParsePeriod("2018-Q2")
	if err != nil {
		panic(err)
	}
	return approval.Subject{
		Programme: "astana", Year: 2018, Version: portfolio.Version{Number: 2},
		Codes: approval.Codes{
			Bodies: map[int64]string{4: "akimat", 5: "nit", 6: "zerde"}, Projects: map[int64]string{1: "sergek", 2: "ikomek"}, Zones: map[int64]string{3: "esil", 4: "saryarka"},
		},
		Plans: []portfolio.Plan{{
			ID: 10, VersionID: 2, MilestoneID: 7, ProgrammeID: 1, ProjectID: 1, Position: 1, Number: "1.1", Title: i18n.Text{KK: "Іс", RU: "Дело", EN: "Deed"}, Form: portfolio.FormAct,
			LeadID: 4, CoIDs: portfolio.IDs{5}, Start: date("2018-02-01"), Due: due, Costs: portfolio.Costs{{Year: 2018, Source: portfolio.LocalBudget, Amount: 100}},
			Weight: 20, ZoneID: 3, Links: portfolio.Links{{MilestoneID: 8, Kind: portfolio.FS, Lag: 2}}, Note: "x",
		}},
		Zone: portfolio.Zone{Code: "esil", Profile: portfolio.ZoneProfile{Name: i18n.Same("Esil"), District: i18n.Same("Esil"), Population: 5, Geometry: "{}"}},
		Project: portfolio.Project{Code: "sergek", Profile: portfolio.ProjectProfile{
			Name: i18n.Same("Sergek"), Direction: "safety", Model: portfolio.PPP, Subtype: i18n.Same("BOT"), Goals: portfolio.Codes{"life"}, Zones: portfolio.Codes{"esil"},
			Area: i18n.Same("City"), Basis: i18n.Same("Contract"), Total: 100,
		}},
		Title: i18n.Same("Cameras"), Brief: i18n.Same("Why"),
	}
}

func sumOf(t *testing.T, k approval.Kind, s approval.Subject) string {
	t.Helper()
	text, sum, err := approval.Fingerprint(k.Rule().Content(s))
	if err != nil || sum != approval.SumOf(text) || len(sum) != 64 {
		t.Fatalf("%s: %v", k, err)
	}
	return sum
}

// The text that is voted upon is written the same way for ever: what was printed
// on a protocol years ago is found again.
func TestTheTextOfAFingerprintStaysTheSame(t *testing.T) {
	text, sum, err := approval.Fingerprint(approval.KindRoadmap.Rule().Content(about()))
	if err != nil {
		t.Fatal(err)
	}
	want := `{"kind":"roadmap","lines":[{"co":["nit"],"costs":[{"budget_code":"","source":"local_budget","tiyn":100,"year":2018}],"due":"2018-Q2","for_money":false,` +
		`"form":"act","gate":false,"lead":"akimat","links":[{"kind":"FS","lag":2,"milestone":8}],"milestone":7,"note":"x","number":"1.1","position":1,"project":"sergek",` +
		`"start":"2018-02-01","title":{"en":"Deed","kk":"Іс","ru":"Дело"},"weight":20,"zone":"esil"}],"programme":"astana","version":2,"year":2018}`
	if text != want {
		t.Errorf("the text is\n%s\nand was\n%s", text, want)
	}
	if sum != "5b9ce32be293cd5d4cf3b581bee281846ad176d6dcc31e74329f7ff80376772e" { // checked with sha256sum
		t.Errorf("its fingerprint is %s", sum)
	}
}

// unseen are the fields of a line that say nothing about what it is to be.
var unseen = []string{"ID", "VersionID", "ProgrammeID", "Revision"}

// Whatever is changed in a line, the text is another.
func TestEveryFieldOfALineIsInTheFingerprint(t *testing.T) {
	was := sumOf(t, approval.KindChange, about())
	due, err := civil.ParsePeriod("2018-Q3")
	if err != nil {
		t.Fatal(err)
	}
	other := portfolio.Plan{
		MilestoneID: 9, ProjectID: 2, Position: 2, Number: "1.2", Title: i18n.Same("Other"), Form: portfolio.FormReport, LeadID: 5, CoIDs: portfolio.IDs{6},
		Start: date("2018-02-02"), Due: due, ForMoney: true, Costs: portfolio.Costs{{Year: 2018, Source: portfolio.LocalBudget, Amount: 101}}, Weight: 21, Gate: true,
		ZoneID: 4, Links: portfolio.Links{{MilestoneID: 8, Kind: portfolio.SS, Lag: 2}}, Note: "y",
	}
	fields := reflect.TypeFor[portfolio.Plan]()
	for i := range fields.NumField() {
		name := fields.Field(i).Name
		s := about()
		value := reflect.ValueOf(&s.Plans[0]).Elem().Field(i)
		from := reflect.ValueOf(other).Field(i)
		if slices.Contains(unseen, name) {
			value.SetInt(99)
		} else {
			value.Set(from)
		}
		if same := sumOf(t, approval.KindChange, s) == was; same != slices.Contains(unseen, name) {
			t.Errorf("%s is changed, and the fingerprint is the same: %v", name, same)
		}
	}
	for name, spoil := range map[string]func(*approval.Subject){
		"programme": func(s *approval.Subject) { s.Programme = "almaty" }, "year": func(s *approval.Subject) { s.Year++ },
		"number": func(s *approval.Subject) { s.Version.Number++ }, "a line less": func(s *approval.Subject) { s.Plans = nil },
	} {
		s := about()
		spoil(&s)
		if sumOf(t, approval.KindChange, s) == was {
			t.Errorf("another %s, the same fingerprint", name)
		}
	}
}

func TestFingerprintsOfZonesProjectsAndSolutions(t *testing.T) {
	for name, tt := range map[string]struct {
		kind  approval.Kind
		spoil func(*approval.Subject)
		same  bool
	}{
		"a zone's name":               {approval.KindZone, func(s *approval.Subject) { s.Zone.Profile.Name.EN = "x" }, false},
		"a zone's district":           {approval.KindZone, func(s *approval.Subject) { s.Zone.Profile.District.KK = "x" }, false},
		"a zone's people":             {approval.KindZone, func(s *approval.Subject) { s.Zone.Profile.Population++ }, false},
		"a zone's place":              {approval.KindZone, func(s *approval.Subject) { s.Zone.Profile.Geometry = "[]" }, false},
		"when a zone was known":       {approval.KindZone, func(s *approval.Subject) { s.Zone.Profile.ID++ }, true},
		"a zone's state":              {approval.KindZone, func(s *approval.Subject) { s.Zone.Steps = []portfolio.ZoneStep{{}} }, true},
		"a project's model":           {approval.KindInclusion, func(s *approval.Subject) { s.Project.Profile.Model = portfolio.Service }, false},
		"a project's cost":            {approval.KindInclusion, func(s *approval.Subject) { s.Project.Profile.Total++ }, false},
		"a project's goals":           {approval.KindInclusion, func(s *approval.Subject) { s.Project.Profile.Goals = nil }, false},
		"a project's basis":           {approval.KindInclusion, func(s *approval.Subject) { s.Project.Profile.Basis.RU = "x" }, false},
		"where that was read":         {approval.KindInclusion, func(s *approval.Subject) { s.Project.Profile.Source = "x" }, true},
		"the name of a solution":      {approval.KindAssessment, func(s *approval.Subject) { s.Title.RU = "x" }, false},
		"what is asked of a solution": {approval.KindAssessment, func(s *approval.Subject) { s.Brief.RU = "x" }, false},
		"the cost of its project":     {approval.KindAssessment, func(s *approval.Subject) { s.Project.Profile.Total++ }, true},
	} {
		s := about()
		was := sumOf(t, tt.kind, s)
		tt.spoil(&s)
		if same := sumOf(t, tt.kind, s) == was; same != tt.same {
			t.Errorf("%s is changed, and the fingerprint is the same: %v", name, same)
		}
	}
}

func TestExecutors(t *testing.T) {
	got := approval.Executors([]portfolio.Plan{{LeadID: 6, CoIDs: portfolio.IDs{4}}, {LeadID: 4, CoIDs: portfolio.IDs{5, 6}}, {}})
	if !slices.Equal(got, portfolio.IDs{4, 5, 6}) {
		t.Errorf("Executors() = %v", got)
	}
}

func TestWhatAKindNeeds(t *testing.T) {
	for _, tt := range []struct {
		name  string
		kind  approval.Kind
		spoil func(*approval.Subject)
		want  string
	}{
		{"a whole zone", approval.KindZone, func(*approval.Subject) {}, ""},
		{"a zone without its Kazakh name", approval.KindZone, func(s *approval.Subject) { s.Zone.Profile.Name.KK = "" }, "name_kk fault.required"},
		{"a zone in one language of a district", approval.KindZone, func(s *approval.Subject) { s.Zone.Profile.District = i18n.Text{RU: "Есиль"} }, ""},
		{"a zone nowhere", approval.KindZone, func(s *approval.Subject) { s.Zone.Profile.District, s.Zone.Profile.Geometry = i18n.Text{}, "" }, "district fault.required, geometry fault.required"},
		{"a whole project", approval.KindInclusion, func(*approval.Subject) {}, ""},
		{"a project for nothing", approval.KindInclusion, func(s *approval.Subject) { s.Project.Profile.Total = 0 }, "total case.total_needed"},
		{"a project out of nowhere", approval.KindInclusion, func(s *approval.Subject) { s.Project.Profile.Basis = i18n.Text{} }, "basis fault.required"},
		{"a project that nobody pays for", approval.KindInclusion, func(s *approval.Subject) { s.Project.Profile.Model = "" }, "model fault.required"},
		{"a project in Russian only", approval.KindInclusion, func(s *approval.Subject) { s.Project.Profile.Name = i18n.Text{RU: "x"} }, "name_kk fault.required"},
		{"a whole solution", approval.KindAssessment, func(*approval.Subject) {}, ""},
		{"a solution without a name", approval.KindAssessment, func(s *approval.Subject) { s.Title = i18n.Text{} }, "title_kk fault.required, title_ru fault.required"},
		{"a line without its Kazakh title", approval.KindRoadmap, func(s *approval.Subject) {
			s.Plans[0].Links, s.Plans[0].Title.KK = nil, ""
		}, "7.title_kk fault.required"},
		{"no lines", approval.KindRoadmap, func(s *approval.Subject) { s.Plans = nil }, "roadmap.empty"},
		{"a whole roadmap", approval.KindChange, func(s *approval.Subject) { s.Plans[0].Links = nil }, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := about()
			tt.spoil(&s)
			if got := keyOf(tt.kind.Rule().Complete(s)); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
	s := about()
	s.Title.EN, s.Brief.KK = strings.Repeat("x", approval.TitleLimit+1), strings.Repeat("қ", approval.BriefLimit+1)
	if got := keyOf(s.CheckText()); got != "title_en fault.too_long, brief_kk fault.too_long" {
		t.Errorf("texts without end: %q", got)
	}
}
