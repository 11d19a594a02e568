package portfolio

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"qadam/internal/access"
)

// newsLine is a line with a status and an end; returned is the update that was
// returned last.
func newsLine(id int64, status Status, finish string, returned int64) Line {
	return Line{Plan: &Plan{MilestoneID: id}, Facts: Facts{ReturnedID: returned}, Standing: Standing{Status: status, Finish: date(finish)}}
}

func newsPicture(on string, versions []Version, lines ...Line) *Picture {
	return &Picture{
		Programme: Programme{ID: 7}, On: date(on), Boards: map[int]*Board{2018: {Year: 2018, Lines: lines}},
		Roadmaps: []Roadmap{{Year: 2018, Versions: versions}},
	}
}

// told is the news in words, in their order.
func (n *News) told() string {
	var words []string
	for _, i := range n.Items {
		switch {
		case i.Line.Plan == nil:
			words = append(words, fmt.Sprintf("%s v%d", i.Kind, i.Version.ID))
		case i.Days != 0:
			words = append(words, fmt.Sprintf("%s %d %+d", i.Kind, i.Line.MilestoneID, i.Days))
		default:
			words = append(words, fmt.Sprintf("%s %d", i.Kind, i.Line.MilestoneID))
		}
	}
	return strings.Join(words, ", ")
}

func TestNewsAreWhatIsOtherwiseThanThen(t *testing.T) {
	force := func(id int64) Version { return Version{ID: id, Steps: []VersionStep{{ID: id, State: InForce}}} }
	one := func(status Status, finish string, returned int64) []Line {
		return []Line{newsLine(1, status, finish, returned)}
	}
	tests := []struct {
		name      string
		then, now []Line
		want      string
	}{
		{"nothing happened", one(OnTrack, "2018-06-29", 0), one(OnTrack, "2018-06-29", 0), ""},
		{"it became overdue", one(OnTrack, "2018-06-29", 0), one(Overdue, "2018-06-29", 0), "overdue 1"},
		{"it was overdue before", one(Overdue, "2018-06-29", 0), one(Overdue, "2018-06-29", 0), ""},
		{"it became at risk", one(NotStarted, "2018-06-29", 0), one(AtRisk, "2018-06-29", 0), "at_risk 1"},
		{"it recovered: that it is on track is no news", one(AtRisk, "2018-06-29", 0), one(OnTrack, "2018-06-29", 0), ""},
		{"it was said done, and waits", one(OnTrack, "2018-06-29", 0), one(Reported, "2018-06-29", 0), ""},
		{"it was accepted", one(Reported, "2018-06-29", 0), one(Done, "2018-06-25", 0), "done 1"},
		{"its end moved later", one(OnTrack, "2018-06-29", 0), one(OnTrack, "2018-07-09", 0), "slipped 1 +10"},
		{"its end moved earlier", one(OnTrack, "2018-06-29", 0), one(OnTrack, "2018-06-28", 0), "earlier 1 -1"},
		{"it slipped and is at risk", one(OnTrack, "2018-06-29", 0), one(AtRisk, "2018-07-09", 0), "slipped 1 +10, at_risk 1"},
		{"its evidence was returned", one(Reported, "2018-06-29", 0), one(OnTrack, "2018-06-29", 5), "returned 1"},
		{"returned before", one(OnTrack, "2018-06-29", 5), one(OnTrack, "2018-06-29", 5), ""},
		{"returned, then accepted", one(Reported, "2018-06-29", 0), one(Done, "2018-06-29", 5), "done 1"},
		{"of a project that ended nothing slips", one(OnTrack, "2018-06-29", 0), one(Withdrawn, "2018-12-29", 0), ""},
		{"a line that was not there", nil, one(Overdue, "2018-06-29", 0), ""},
		{"a line that is there no more", one(Overdue, "2018-06-29", 0), nil, ""},
		{"the worst first", []Line{newsLine(1, OnTrack, "2018-06-29", 0), newsLine(2, OnTrack, "2018-06-29", 0), newsLine(3, OnTrack, "2018-06-29", 0)},
			[]Line{newsLine(1, OnTrack, "2018-07-01", 0), newsLine(2, Overdue, "2018-06-29", 0), newsLine(3, OnTrack, "2018-07-09", 0)}, "overdue 2, slipped 3 +10, slipped 1 +2"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			versions := []Version{force(1)}
			n := NewNews(newsPicture("2018-07-01", versions, tt.now...), newsPicture("2018-06-01", versions, tt.then...).Baseline())
			if got := n.told(); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
			sum := 0
			for _, count := range n.Counts {
				sum += count
			}
			if sum != len(n.Items) || n.From.String() != "2018-06-01" || n.ProgrammeID != 7 {
				t.Errorf("%d are counted of %d, since %s of %d", sum, len(n.Items), n.From, n.ProgrammeID)
			}
		})
	}
}

func TestAVersionThatCameIntoForceIsNewsOnce(t *testing.T) {
	draft := Version{ID: 2, Steps: []VersionStep{{ID: 8, State: Draft}}}
	was := Version{ID: 1, Steps: []VersionStep{{ID: 1, State: InForce}}}
	then := newsPicture("2018-06-01", []Version{was, draft})
	came := draft
	came.Steps = append(came.Steps, VersionStep{ID: 9, State: InForce})
	superseded := was
	superseded.Steps = append(superseded.Steps, VersionStep{ID: 10, State: Superseded})
	now := newsPicture("2018-06-02", []Version{superseded, came})
	if got := NewNews(now, then.Baseline()).told(); got != "in_force v2" {
		t.Errorf("%q, want the second version", got)
	}
	if got := NewNews(now, now.Baseline()).told(); got != "" {
		t.Errorf("against itself: %q", got)
	}
}

// News hold on to nothing of the board: one picture of each entry of the log
// would be kept alive by them.
func TestNewsLetGoOfTheBoard(t *testing.T) {
	pusher := newsLine(2, Overdue, "2018-06-29", 0)
	late := newsLine(1, Overdue, "2018-06-29", 0)
	late.Pusher = &pusher
	n := NewNews(newsPicture("2018-07-01", nil, late), newsPicture("2018-06-01", nil, newsLine(1, OnTrack, "2018-06-29", 0)).Baseline())
	if len(n.Items) != 1 || n.Items[0].Line.Pusher != nil {
		t.Errorf("%+v", n.Items)
	}
}

func TestAVisitBeginsAfterHalfAnHourAway(t *testing.T) {
	at := func(s string) time.Time {
		v, err := time.Parse("2006-01-02 15:04:05", "2018-03-05 "+s)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	first, changed := (Visit{PersonID: 1}).At(at("09:00:00"))
	if !changed || first.Since != nil || first.LastSeen != at("09:00:00") {
		t.Errorf("the first page: %+v, %v", first, changed)
	}
	tests := []struct {
		now     string
		changed bool
		since   string // "" for none
	}{
		{"09:00:59", false, ""},
		{"09:01:00", true, ""},
		{"09:29:59", true, ""},
		{"09:30:00", true, "09:00:00"},
		{"17:00:00", true, "09:00:00"},
		{"08:59:00", false, ""}, // the clock was put back
	}
	for _, tt := range tests {
		next, changed := first.At(at(tt.now))
		since := ""
		if next.Since != nil {
			since = next.Since.Format("15:04:05")
		}
		if changed != tt.changed || since != tt.since || changed && next.LastSeen != at(tt.now) {
			t.Errorf("at %s: changed %v, since %q; want %v, %q", tt.now, changed, since, tt.changed, tt.since)
		}
	}
}

func TestAViewKeepsWhatIsShownAndNotWhereOrWhen(t *testing.T) {
	for query, want := range map[string]string{
		"": "", "status=red&status=amber": "status=red&status=amber",
		"sort=-health&programme=astana&after=x1&before=x2&page=3&view=9&lang=kk&as_of=2018-01-01&edit=4": "programme=astana&sort=-health",
		"q=&programme=astana":                "programme=astana",
		"against=2018-09-30&slip=later":      "slip=later",
		"b=2&a=1":                            "a=1&b=2",
		"%zz=1&cols=code,name&group=program": "cols=code%2Cname&group=program",
	} {
		if got := ViewQuery(query); got != want {
			t.Errorf("%q keeps %q, want %q", query, got, want)
		}
	}
}

func TestAViewThatMayBeKept(t *testing.T) {
	ok := View{PersonID: 1, List: ViewProjects, Name: "Mine"}
	with := func(change func(*View)) View {
		v := ok
		change(&v)
		return v
	}
	tests := []struct {
		name string
		view View
		want string
	}{
		{"as it should be", ok, ""},
		{"shared with a programme", with(func(v *View) { v.Shared, v.ProgrammeID = SharedProgramme, 3 }), ""},
		{"shared with all", with(func(v *View) { v.Shared = SharedAll }), ""},
		{"without a name", with(func(v *View) { v.Name = " " }), "name fault.required"},
		{"a name of 80 letters", with(func(v *View) { v.Name = strings.Repeat("қ", 80) }), ""},
		{"a name of 81 letters", with(func(v *View) { v.Name = strings.Repeat("қ", 81) }), "name fault.too_long"},
		{"of a list that is none", with(func(v *View) { v.List = "people" }), "list fault.required_choice"},
		{"with a programme and not shared with it", with(func(v *View) { v.ProgrammeID = 3 }), "shared fault.required_choice"},
		{"shared with no programme", with(func(v *View) { v.Shared = SharedProgramme }), "shared fault.required_choice"},
		{"shared with whom nobody knows", with(func(v *View) { v.Shared = "friends" }), "shared fault.required_choice"},
		{"too long", with(func(v *View) { v.Query = strings.Repeat("a", 2001) }), "query fault.too_long"},
	}
	for _, tt := range tests {
		if got := complaints(tt.view.Check()); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestWhoFindsAView(t *testing.T) {
	manager := access.Actor{ID: 2, Grants: []access.Grant{{Role: access.Manager, ProgrammeID: 3}}}
	official := access.Actor{ID: 4, Grants: []access.Grant{{Role: access.Official}}}
	for _, tt := range []struct {
		name string
		view View
		who  access.Actor
		want bool
	}{
		{"one's own", View{PersonID: 2}, manager, true},
		{"another's", View{PersonID: 9}, manager, false},
		{"shared with all", View{PersonID: 9, Shared: SharedAll}, official, true},
		{"shared with the programme", View{PersonID: 9, Shared: SharedProgramme, ProgrammeID: 3}, manager, true},
		{"shared with another programme", View{PersonID: 9, Shared: SharedProgramme, ProgrammeID: 5}, manager, false},
		{"shared with a programme, of none", View{PersonID: 9, Shared: SharedProgramme, ProgrammeID: 3}, official, false},
	} {
		if got := tt.view.Seen(tt.who); got != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
}
