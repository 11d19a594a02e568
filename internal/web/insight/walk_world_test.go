package insight_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/approval"
	"qadam/internal/audit"
	"qadam/internal/civil"
	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/testkit"
	"qadam/internal/testkit/visit"
)

// walked are the days on which a random portfolio lives.
var walked = []string{"2018-03-06", "2018-04-17", "2018-06-20", "2018-08-14", "2018-10-09"}

// living is a portfolio while it lives: two programmes with more projects and
// lines than the small world has, on which anything is reported.
type living struct {
	site     *visit.Site
	r        *rand.Rand
	projects map[int64]portfolio.Project // by key
	codes    []string                    // of the projects, in the order of their making
	zones    map[int64]string            // by key
	stones   []stone
	accounts []funding.Line
	papers   int
	did      map[string]int
}

// stone is a milestone that may be reported on.
type stone struct {
	id, project int64
	programme   string
	due         civil.Date
}

// live makes a portfolio and lets it live.
func live(s *visit.Site, seed uint64) *living {
	s.T.Helper()
	l := &living{site: s, r: rand.New(rand.NewPCG(seed, 6)), projects: map[int64]portfolio.Project{}, zones: map[int64]string{}, did: map[string]int{}}
	for code, id := range s.Zones {
		l.zones[id] = code
	}
	for _, programme := range []string{"astana", "ontustik"} {
		l.grow(programme)
	}
	for n, day := range walked {
		s.Clock.Set(day + " 12:00")
		for range 30 {
			l.report()
		}
		for range 8 {
			l.judge()
		}
		for range 12 {
			l.pay()
		}
		for range 8 {
			l.rate()
		}
		if n >= 2 {
			l.stop()
		}
		if n == 1 || n == 3 {
			l.propose(n)
		}
	}
	s.Clock.Set("2018-11-01 06:00")
	l.must(s.App.Escalate(context.Background()))
	for _, what := range []string{"reported", "said done", "accepted", "returned", "entered", "stopped", "submitted", "rated"} {
		if l.did[what] == 0 {
			s.T.Fatalf("nothing was %s: %v", what, l.did)
		}
	}
	s.T.Logf("%d milestones of %d projects: %v", len(l.stones), len(l.projects), l.did)
	return l
}

func (l *living) must(err error) {
	l.site.T.Helper()
	if err != nil {
		l.site.T.Fatal(err)
	}
}

func one[T any](r *rand.Rand, all []T) T { return all[r.IntN(len(all))] }

func same(s string) i18n.Text { return i18n.Text{KK: s, RU: s, EN: s} }

// grow gives a programme more projects, a second version of its roadmap with
// lines of all of them, and a roadmap of the year before.
func (l *living) grow(programme string) {
	l.site.T.Helper()
	id, lead := l.site.Programmes[programme], map[string]int64{"astana": l.site.Bodies["akimat-astana"], "ontustik": l.site.Bodies["akimat-south"]}[programme]
	zone := l.site.Zones["zone-"+programme]
	l.site.Clock.Set("2018-03-05 11:00")
	l.must(l.site.Store.Write(context.Background(), access.System(), func(tx *store.Tx) error {
		own := []int64{}
		for i := range 5 {
			p := portfolio.Project{Code: fmt.Sprintf("%s-%d", programme, i), ProgrammeID: id, Profile: portfolio.ProjectProfile{
				Name: same(fmt.Sprintf("Project %d of %s", i, programme)), Direction: one(l.r, []string{"safety", "transport"}), Model: one(l.r, portfolio.Models),
				Goals: portfolio.Codes{"life"}, Grade: "P", Total: money.Amount(l.r.Int64N(1e12)),
			}}
			if l.r.IntN(2) == 0 {
				p.Profile.Zones = portfolio.Codes{"zone-" + programme}
			}
			if err := tx.AddProject(&p); err != nil {
				return err
			}
			own = append(own, p.ID)
		}
		reader := l.site.Store.Read(access.System(), l.site.Store.Instant())
		picture, _, err := reader.PictureOf(context.Background(), programme)
		if err != nil {
			return err
		}
		second := portfolio.Version{RoadmapID: picture.Roadmap(2018).ID, ProgrammeID: id, Number: 2}
		if err := tx.AddVersion(&second); err != nil {
			return err
		}
		if err := tx.CopyPlans(l.site.Versions[programme], second.ID); err != nil {
			return err
		}
		before := portfolio.Roadmap{ProgrammeID: id, Year: 2017}
		if err := tx.AddRoadmap(&before); err != nil {
			return err
		}
		old := portfolio.Version{RoadmapID: before.ID, ProgrammeID: id, Number: 1}
		if err := tx.AddVersion(&old); err != nil {
			return err
		}
		for i := range 32 {
			version, year := second.ID, 2018
			if i >= 26 {
				version, year = old.ID, 2017
			}
			if err := l.line(tx, programme, version, year, one(l.r, own), lead, zone, i); err != nil {
				return err
			}
		}
		for _, v := range []portfolio.Version{second, old} {
			for _, state := range []portfolio.VersionState{portfolio.Draft, portfolio.Submitted, portfolio.InReview, portfolio.Voting, portfolio.Approved, portfolio.InForce} {
				step := portfolio.VersionStep{VersionID: v.ID, ProgrammeID: id, State: state, Signatory: same("Akim")}
				if state == portfolio.InForce {
					step.ActNumber, step.ActDate = "1", testkit.Day("2018-03-05")
				}
				if err := tx.AppendVersionStep(&step); err != nil {
					return err
				}
			}
		}
		return tx.Record("reference.loaded", id, "programme", id, audit.Change{})
	}))
	picture, _, err := l.site.Store.Read(access.System(), l.site.Store.Instant()).PictureOf(context.Background(), programme)
	l.must(err)
	for _, p := range picture.Projects {
		l.projects[p.ID] = p
		l.codes = append(l.codes, p.Code)
	}
	for _, year := range []int{2017, 2018} {
		for _, line := range picture.Board(year).Lines {
			l.stones = append(l.stones, stone{line.MilestoneID, line.ProjectID, programme, line.Deadline})
		}
	}
}

// line adds a milestone with its line, which some line before may hold.
func (l *living) line(tx *store.Tx, programme string, version int64, year int, project, lead, zone int64, i int) error {
	id := l.site.Programmes[programme]
	m := portfolio.Milestone{ProgrammeID: id, ProjectID: project}
	if err := tx.AddMilestone(&m); err != nil {
		return err
	}
	start := civil.Date{Year: year, Month: 1, Day: 9}.AddDays(l.r.IntN(270))
	p := portfolio.Plan{
		VersionID: version, MilestoneID: m.ID, ProgrammeID: id, ProjectID: project, Position: 50 + i, Number: fmt.Sprintf("%d.%d", 9, i+1),
		Title: same(fmt.Sprintf("Part %d of %s", i, programme)), Form: portfolio.FormAct, LeadID: lead, Start: start,
		Due: civil.OnDay(start.AddDays(5 + l.r.IntN(80))), Weight: 1 + l.r.IntN(20), Gate: l.r.IntN(6) == 0,
	}
	if l.r.IntN(3) == 0 {
		p.ZoneID = zone
	}
	for range l.r.IntN(3) {
		p.Costs = append(p.Costs, portfolio.Cost{Year: year + l.r.IntN(2), Source: one(l.r, portfolio.Sources), Amount: 1 + money.Amount(l.r.Int64N(1e11))})
	}
	return tx.AddPlan(&p)
}

// managerOf is who reports for a programme.
func (l *living) managerOf(programme string) access.Actor {
	return l.site.Actor("manager." + programme)
}

// report reports anything on any milestone: how far it is, or that it is done.
func (l *living) report() {
	s := one(l.r, l.stones)
	l.papers++
	p := app.Progress{
		MilestoneID: s.id, Percent: 5 * l.r.IntN(20), Forecast: s.due.AddDays(l.r.IntN(60) - 25), Seen: app.AnyUpdate, Note: "Walked",
		FormKey: fmt.Sprintf("walk-%d", l.papers),
	}
	if today := civil.DateOf(l.site.Clock.Now()); p.Forecast.Before(today) {
		p.Forecast = today
	}
	what := "reported"
	if l.r.IntN(3) == 0 {
		p.Percent, p.SaidDone, p.Link, what = 100, true, "https://example.kz/act", "said done"
		p.Forecast = civil.DateOf(l.site.Clock.Now())
	}
	if err := l.site.App.ReportProgress(context.Background(), l.managerOf(s.programme), p); err == nil {
		l.did[what]++
	}
}

// judge accepts or returns the evidence of some milestone, when there is any.
func (l *living) judge() {
	ctx, expert := context.Background(), l.site.Actor("expert")
	var s stone
	var last *portfolio.Update
	for range 40 {
		s = one(l.r, l.stones)
		m, err := l.site.Store.Read(access.System(), l.site.Store.Instant()).Milestone(ctx, s.id)
		l.must(err)
		if last = m.Last(); last != nil && last.SaidDone {
			break
		}
	}
	if last == nil {
		return
	}
	if l.r.IntN(3) == 0 {
		if l.site.App.ReturnEvidence(ctx, expert, app.Return{MilestoneID: s.id, UpdateID: last.ID, Reason: "The act is of another year"}) == nil {
			l.did["returned"]++
		}
		return
	}
	done := civil.DateOf(last.RecordedAt).AddDays(-l.r.IntN(4))
	if l.site.App.AcceptEvidence(ctx, expert, app.Acceptance{MilestoneID: s.id, UpdateID: last.ID, DoneOn: done}) == nil {
		l.did["accepted"]++
	}
}

// pay opens a line of money and enters something on it, past the rules: the sums
// of pages are those of the ledger, whatever it holds.
func (l *living) pay() {
	ctx := context.Background()
	p := l.projects[l.site.Projects["sergek"]]
	for _, code := range []string{one(l.r, l.codes)} {
		for _, other := range l.projects {
			if other.Code == code {
				p = other
			}
		}
	}
	programme := l.programmeOf(p.ProgrammeID)
	line := funding.Line{ProjectID: p.ID, ProgrammeID: p.ProgrammeID, Model: one(l.r, portfolio.Models), Source: one(l.r, funding.Sources), Kind: one(l.r, append(funding.LineKinds, funding.Investment))}
	id, err := l.site.App.OpenLine(ctx, l.managerOf(programme), line)
	if line.ID = id; err == nil {
		l.accounts = append(l.accounts, line)
	}
	if len(l.accounts) == 0 {
		return
	}
	line = one(l.r, l.accounts)
	l.papers++
	paper := funding.Document{ProgrammeID: line.ProgrammeID, Kind: one(l.r, funding.DocumentKinds), Number: fmt.Sprint(l.papers), Dated: testkit.Day("2018-03-01"), Title: "Paper"}
	e := funding.Entry{
		LineID: line.ID, ProgrammeID: line.ProgrammeID, ProjectID: line.ProjectID, Kind: one(l.r, funding.EntryKinds), Year: 2017 + l.r.IntN(3),
		Amount: 1 + money.Amount(l.r.Int64N(1e12)), HappenedOn: testkit.Day("2018-03-02"), Why: "Walked",
	}
	l.must(l.site.Store.Write(ctx, l.managerOf(l.programmeOf(line.ProgrammeID)), func(tx *store.Tx) error {
		if err := tx.DocumentFor(&paper); err != nil {
			return err
		}
		e.DocumentID = paper.ID
		if err := tx.AppendEntry(&e); err != nil {
			return err
		}
		return tx.Record("funding_entry.added", e.ProgrammeID, "funding_entry", e.ID, audit.Added(map[string]any{"sum": e.Amount}))
	}))
	l.did["entered"]++
}

func (l *living) programmeOf(id int64) string {
	for code, one := range l.site.Programmes {
		if one == id {
			return code
		}
	}
	return ""
}

// stop terminates a project, whose open milestones count no more.
func (l *living) stop() {
	for _, p := range l.projects {
		if !strings.HasSuffix(p.Code, "-4") || l.r.IntN(2) == 0 {
			continue
		}
		head := l.site.Actor("head." + l.programmeOf(p.ProgrammeID))
		if l.site.App.EndProject(context.Background(), head, p.ID, portfolio.Terminated, civil.DateOf(l.site.Clock.Now()), "Stopped", "12") == nil {
			l.did["stopped"]++
		}
	}
}

// propose submits something that somebody must decide on.
func (l *living) propose(n int) {
	ctx := context.Background()
	for _, programme := range []string{"astana", "ontustik"} {
		if l.r.IntN(3) == 0 && l.did["submitted"] > 0 {
			continue
		}
		id, err := l.site.App.AddZone(ctx, l.managerOf(programme), portfolio.Zone{Code: fmt.Sprintf("%s-new-%d", programme, n), ProgrammeID: l.site.Programmes[programme], Profile: portfolio.ZoneProfile{
			Name: same("New zone"), District: same("District"), Population: 900, Geometry: `{"type":"Point","coordinates":[71.4,51.1]}`, Latitude: 51.1, Longitude: 71.4,
		}})
		l.must(err)
		if _, err := l.site.App.SubmitZone(ctx, l.site.Actor("head."+programme), id, app.CaseText{Title: same("A pilot zone"), Brief: same("Lamps and meters")}); err == nil {
			l.did["submitted"]++
		} else {
			l.site.T.Log(err)
		}
	}
}

// awaited counts the cases, one by one, that nobody had decided at the end of
// the day, by kind.
func (l *living) awaited(day string) map[approval.Kind]int {
	all, err := l.site.Store.Read(access.System(), testkit.Day(day).EndOfDay()).Cases(context.Background(), approval.Filter{})
	l.must(err)
	n := map[approval.Kind]int{}
	for _, c := range all {
		if slices.Contains([]approval.State{approval.Submitted, approval.InReview, approval.Reviewed, approval.Voting, approval.Deferred}, c.State()) {
			n[c.Kind]++
		}
	}
	return n
}
