package testkit

import (
	"context"
	"path/filepath"
	"testing"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/civil"
	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
)

// made are the keys of the world that was made first; every copy has the same.
var made keys

// create makes the world from nothing, through the application.
func create(t testing.TB, address string) {
	t.Helper()
	clock := NewClock(Start)
	s := open(t, address, clock)
	defer s.Close()
	if _, err := s.Migrate(context.Background()); err != nil {
		t.Fatal(err)
	}
	c := &creation{T: t, clock: clock, App: app.New(s, openFiles(t, filepath.Join(t.TempDir(), "files")))}
	c.keys = keys{
		Programmes: map[string]int64{}, Bodies: map[string]int64{}, People: map[string]int64{}, Seats: map[string]int64{},
		Projects: map[string]int64{}, Zones: map[string]int64{}, Versions: map[string]int64{}, Milestones: map[string]int64{},
	}
	c.reference()
	c.people()
	clock.Set("2018-01-10 10:00")
	for _, p := range plans {
		c.draft(p)
	}
	clock.Set("2018-01-25 11:00")
	for _, p := range plans {
		c.must(c.App.SubmitRoadmap(c.ctx(), c.actor("head."+p.programme), c.Versions[p.programme]))
	}
	cases := map[string]int64{}
	clock.Set("2018-01-30 15:00")
	for _, p := range plans {
		cases[p.programme] = approve(t, s, c.Versions[p.programme])
	}
	clock.Set("2018-02-01 12:00")
	for _, p := range plans {
		c.must(c.App.RecordAct(c.ctx(), c.actor("secretary"), cases[p.programme], app.Act{Number: "14", Date: Day("2018-01-31"), Signatory: i18n.Text{KK: "Әкім", RU: "Аким", EN: "Akim"}}))
	}
	made = c.keys
}

// creation is a world that is being made.
type creation struct {
	testing.TB
	T     testing.TB
	App   *app.App
	clock *Clock
	keys
}

func (c *creation) ctx() context.Context { return context.Background() }

func (c *creation) must(err error) {
	c.T.Helper()
	if err != nil {
		c.T.Fatalf("testkit: the world: %v", err)
	}
}

func (c *creation) actor(who string) access.Actor {
	return actorOf(c.T, c.App.Store, c.People[who])
}

func (c *creation) reference() {
	ref := app.Reference{
		Bodies: []app.Body{
			{Body: portfolio.Body{Code: "ministry", Kind: portfolio.Ministry, Name: text("Ministry"), Short: text("M")}},
			{Body: portfolio.Body{Code: "working-group", Kind: portfolio.WorkingGroup, Name: text("Working group"), Short: text("WG")}},
			{Body: portfolio.Body{Code: "centre", Kind: portfolio.CompetenceCentre, Name: text("Competence centre"), Short: text("CC")}},
			{Body: portfolio.Body{Code: "akimat-astana", Kind: portfolio.Akimat, Name: text("Akimat of Astana"), Short: text("AA")}, ProgrammeCode: "astana"},
			{Body: portfolio.Body{Code: "akimat-south", Kind: portfolio.Akimat, Name: text("Akimat of South Kazakhstan"), Short: text("ASK"), ValidTo: Day("2018-06-18")}, ProgrammeCode: "ontustik", SuccessorCode: "akimat-shymkent"},
			{Body: portfolio.Body{Code: "akimat-shymkent", Kind: portfolio.Akimat, Name: text("Akimat of Shymkent"), Short: text("AS"), ValidFrom: Day("2018-06-19")}, ProgrammeCode: "ontustik"},
		},
		Programmes: []app.Programme{
			{Programme: portfolio.Programme{Code: "astana", Position: 1, Terms: []portfolio.ProgrammeTerm{
				{Name: text("Smart Astana"), Territory: text("Astana city"), City: text("Astana"), KATO: "710000000", KATORegion: "710000000", ISO: "KZ-AST", Latitude: 51.1694, Longitude: 71.4491, ValidFrom: Day("2017-12-01")},
			}}, OwnerCodes: []string{"akimat-astana"}},
			{Programme: portfolio.Programme{Code: "ontustik", Position: 2, Aliases: portfolio.Codes{"Ontystuk"}, Terms: []portfolio.ProgrammeTerm{
				{Name: text("Smart Ontustik"), Territory: text("South Kazakhstan"), City: text("Shymkent"), KATO: "511010000", KATORegion: "510000000", ISO: "KZ-YUZ", Latitude: 42.3417, Longitude: 69.5901, ValidFrom: Day("2017-12-01"), ValidTo: Day("2018-06-18")},
				{Name: text("Smart Ontustik"), Territory: text("Shymkent city"), City: text("Shymkent"), KATO: "790000000", KATORegion: "610000000", ISO: "KZ-SHY", Latitude: 42.3417, Longitude: 69.5901, ValidFrom: Day("2018-06-19")},
			}}, OwnerCodes: []string{"akimat-south", "akimat-shymkent"}},
		},
		Goals:      []portfolio.Goal{{Code: "life", Position: 1, Name: text("Quality of life")}, {Code: "services", Position: 2, Name: text("Public e-services")}},
		Directions: []portfolio.Direction{{Code: "safety", Position: 1, Name: text("Safety"), Binding: true, Requirement: text("Cameras")}, {Code: "transport", Position: 2, Name: text("Transport")}},
		Stages:     stages(),
		Rules:      portfolio.DefaultStatusRules,
		RulesFrom:  Day("2017-12-01"),
	}
	for _, seat := range []struct {
		body, code string
		role       access.Role
		programme  string
		voting     bool
	}{
		{"akimat-astana", "manager.astana", access.Manager, "astana", false},
		{"akimat-astana", "head.astana", access.Head, "astana", false},
		{"akimat-south", "manager.ontustik", access.Manager, "ontustik", false},
		{"akimat-south", "head.ontustik", access.Head, "ontustik", false},
		{"centre", "expert", access.Expert, "", false},
		{"working-group", "chair", access.Chair, "", true},
		{"working-group", "secretary", access.Secretary, "", false},
		{"working-group", "member", access.Member, "", true},
		{"ministry", "official", access.Official, "", false},
		{"ministry", "auditor", access.Auditor, "", false},
		{"ministry", "admin", access.Admin, "", false},
	} {
		ref.Seats = append(ref.Seats, app.Seat{
			Seat:     portfolio.Seat{Code: seatCode(seat.code), Title: text(seat.code), Role: seat.role, Voting: seat.voting},
			BodyCode: seat.body, ProgrammeCode: seat.programme,
		})
	}
	for _, d := range civil.HolidayRules(2018) {
		ref.Days = append(ref.Days, portfolio.CalendarDay{Date: d.Date, Kind: d.Kind, Name: text("Holiday"), MovedFrom: d.MovedFrom})
	}
	c.must(c.App.LoadReference(c.ctx(), access.System(), ref))
	got, err := c.App.Store.Read(access.System(), c.App.Store.Instant()).Reference(c.ctx())
	c.must(err)
	for _, p := range got.Programmes {
		c.Programmes[p.Code] = p.ID
	}
	for _, b := range got.Bodies {
		c.Bodies[b.Code] = b.ID
	}
	seats, err := c.App.Store.Read(access.System(), c.App.Store.Instant()).Seats(c.ctx())
	c.must(err)
	for _, s := range seats {
		c.Seats[s.Code] = s.ID
	}
}

// stages are some of the stages of partnership and both sets of the service
// model's: its rules change on 2018-06-28.
func stages() []funding.Stage {
	var all []funding.Stage
	for _, set := range []struct {
		model    portfolio.Model
		codes    []string
		from, to string
	}{
		{portfolio.PPP, []string{"P1", "P5", "P9", "P13", "PX"}, "2015-10-31", ""},
		{portfolio.Service, []string{"V1", "V8"}, "2016-01-28", "2018-06-27"},
		{portfolio.Service, []string{"V1", "V8", "V10"}, "2018-06-28", ""},
		{portfolio.Public, []string{"B1", "B12"}, "2015-10-31", ""},
	} {
		for i, code := range set.codes {
			one := funding.Stage{Model: set.model, Code: code, Position: i + 1, Name: text("Stage " + code), Rule: text("Rules of " + set.from), Terminal: code == "PX", ValidFrom: Day(set.from)}
			if set.to != "" {
				one.ValidTo = Day(set.to)
			}
			all = append(all, one)
		}
	}
	return all
}

// seatCode is an account as a code: without the dot.
func seatCode(account string) string {
	b := []byte(account)
	for i := range b {
		if b[i] == '.' {
			b[i] = '-'
		}
	}
	return string(b)
}

func (c *creation) people() {
	for _, who := range Everyone {
		id, err := c.App.AddPerson(c.ctx(), access.System(), app.NewPerson{Email: who + Account, Name: "The " + who, Locale: i18n.EN})
		c.must(err)
		c.People[who] = id
		if seat := c.Seats[seatCode(who)]; seat != 0 {
			c.must(c.App.GrantSeat(c.ctx(), access.System(), id, seat, Day("2018-01-08"), civil.Date{}))
		}
	}
}

// plan is a roadmap of the world.
type plan struct {
	programme, lead string
	projects        []string
	lines           []line
}

type line struct {
	project, number, start, due string
	weight                      int
	after                       string // number of the predecessor, finish to start
	gate, money                 bool
}

var plans = []plan{
	{"astana", "akimat-astana", []string{"sergek", "ikomek"}, []line{
		{project: "sergek", number: "1.1", start: "2018-02-01", due: "2018-03-30", weight: 20},
		{project: "sergek", number: "1.2", start: "2018-04-02", due: "2018-Q2", weight: 30, after: "1.1"},
		{project: "sergek", number: "1.3", start: "2018-07-02", due: "2018-Q3", weight: 30, after: "1.2", gate: true},
		{project: "ikomek", number: "2.1", start: "2018-02-01", due: "2018-H1", weight: 10},
		{project: "ikomek", number: "2.2", start: "2018-03-01", due: "2018", weight: 10, money: true},
	}},
	{"ontustik", "akimat-south", []string{"lighting"}, []line{
		{project: "lighting", number: "1.1", start: "2018-02-01", due: "2018-Q2", weight: 50},
		{project: "lighting", number: "1.2", start: "2018-07-02", due: "2018-12-20", weight: 50, after: "1.1"},
	}},
}

func (c *creation) draft(p plan) {
	manager, programme := c.actor("manager."+p.programme), c.Programmes[p.programme]
	zone := "zone-" + p.programme
	id, err := c.App.AddZone(c.ctx(), manager, portfolio.Zone{Code: zone, ProgrammeID: programme, Profile: portfolio.ZoneProfile{
		Name: text("Zone"), District: text("District"), Population: 12000, Geometry: `{"type":"Point","coordinates":[71.4,51.1]}`, Latitude: 51.1, Longitude: 71.4,
	}})
	c.must(err)
	c.Zones[zone] = id
	for _, code := range p.projects {
		id, err := c.App.AddProject(c.ctx(), manager, portfolio.Project{Code: code, ProgrammeID: programme, Profile: portfolio.ProjectProfile{
			Name: text("Project " + code), Direction: "safety", Model: portfolio.PPP, Goals: portfolio.Codes{"life"}, Zones: portfolio.Codes{zone}, Grade: "P", Total: 1_000_000_00,
		}})
		c.must(err)
		c.Projects[code] = id
	}
	version, err := c.App.DraftRoadmap(c.ctx(), manager, programme, 2018)
	c.must(err)
	c.Versions[p.programme] = version
	for i, l := range p.lines {
		one := portfolio.Plan{
			VersionID: version, ProjectID: c.Projects[l.project], Position: i + 1, Number: l.number, Title: text("Line " + l.number),
			Form: portfolio.FormAct, LeadID: c.Bodies[p.lead], Start: Day(l.start), Due: Due(l.due), ForMoney: l.money, Weight: l.weight, Gate: l.gate,
			Costs: portfolio.Costs{{Year: 2018, Source: portfolio.LocalBudget, Amount: money.Amount(100_000_00 * (i + 1))}}, ZoneID: id,
		}
		if l.after != "" {
			one.Links = portfolio.Links{{MilestoneID: c.Milestones[p.programme+" "+l.after], Kind: portfolio.FS}}
		}
		c.Milestones[p.programme+" "+l.number], err = c.App.AddLine(c.ctx(), manager, one)
		c.must(err)
	}
}
