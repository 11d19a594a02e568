package portfolio

import (
	"slices"
	"testing"

	"qadam/internal/access"
	"qadam/internal/civil"
)

func reportedOn(id int64, on string, update int64) Line {
	d, _ := civil.ParseDate(on)
	return Line{Plan: &Plan{MilestoneID: id}, Facts: Facts{UpdateID: update, UpdatedOn: d}}
}

func TestLatestAreThoseReportedLast(t *testing.T) {
	b := &Board{Lines: []Line{
		reportedOn(1, "2018-03-05", 11), reportedOn(2, "", 0), reportedOn(3, "2018-03-09", 14),
		reportedOn(4, "2018-03-05", 12), reportedOn(5, "2018-01-09", 3), reportedOn(6, "2018-03-09", 13),
	}}
	for limit, want := range map[int][]int64{3: {3, 6, 4}, 1: {3}, 9: {3, 6, 4, 1, 5}} {
		var got []int64
		for _, l := range b.Latest(limit) {
			got = append(got, l.MilestoneID)
		}
		if !slices.Equal(got, want) {
			t.Errorf("the last %d are %v, want %v", limit, got, want)
		}
	}
}

func TestLaterSlipsComeWithHowManyMore(t *testing.T) {
	d := Difference{Slipped: []Slip{{Days: 44}, {Days: 9}, {Days: 3}, {Days: -2}}, Slower: 3, Sooner: 1}
	slips, more := d.Later(2)
	if len(slips) != 2 || more != 1 {
		t.Errorf("%d slips and %d more, want 2 and 1", len(slips), more)
	}
}

func TestFirstDecidingCountsTheRest(t *testing.T) {
	b := &Board{Rules: DefaultStatusRules, Projects: map[int64]Tally{}}
	for i := range 5 {
		b.Lines = append(b.Lines, Line{Plan: &Plan{MilestoneID: int64(i), ProjectID: int64(i % 2), Weight: 10}, Standing: Standing{Status: Overdue}})
	}
	for _, l := range b.Lines {
		b.Total.Add(l)
		t := b.Projects[l.ProjectID]
		t.Add(l)
		b.Projects[l.ProjectID] = t
	}
	if lines, more := b.FirstDeciding(0, 3); len(lines) != 3 || more != 2 {
		t.Errorf("%d and %d more, want 3 and 2", len(lines), more)
	}
	if lines, more := b.FirstDeciding(1, 3); len(lines) != 2 || more != 0 {
		t.Errorf("of a project %d and %d more, want 2 and 0", len(lines), more)
	}
}

func TestTallyKnowsHowCurrentItIs(t *testing.T) {
	var a, b Tally
	waiting := reportedOn(1, "2018-03-05", 1)
	waiting.Status = Reported
	a.Add(waiting)
	newer := reportedOn(2, "2018-03-09", 2)
	newer.Status = Reported
	b.Add(newer)
	sum := a.Plus(b).Plus(Tally{})
	if sum.Newest.String() != "2018-03-09" || sum.WaitingSince.String() != "2018-03-05" {
		t.Errorf("newest %s, waiting since %s", sum.Newest, sum.WaitingSince)
	}
}

// An overview shows a version on its way only to those who may know of it.
func TestARowShowsTheVersionInForceAndWhatIsComing(t *testing.T) {
	in := func(states ...VersionState) Version {
		v := Version{ProgrammeID: 1, Number: len(states)}
		for i, s := range states {
			v.Steps = append(v.Steps, VersionStep{ID: int64(i + 1), State: s})
		}
		return v
	}
	official := access.Actor{Grants: []access.Grant{{Role: access.Official}}}
	member := access.Actor{Grants: []access.Grant{{Role: access.Member}}}
	picture := &Picture{Roadmaps: []Roadmap{{Year: 2018, Versions: []Version{in(Draft, Submitted, InForce), in(Draft, Submitted)}}}}
	if r := NewRow(picture, nil, 2018, official); r.Version.State() != InForce || r.Coming.State() != Submitted {
		t.Errorf("the official sees %v and %v", r.Version, r.Coming)
	}
	if r := NewRow(picture, nil, 2018, member); r.Version.State() != InForce || r.Coming != nil {
		t.Errorf("the member sees %v and %v", r.Version, r.Coming)
	}
	first := &Picture{Roadmaps: []Roadmap{{Year: 2018, Versions: []Version{in(Draft, Submitted)}}}}
	if r := NewRow(first, nil, 2018, official); r.Version.State() != Submitted || r.Coming != nil {
		t.Errorf("before the first the official sees %v and %v", r.Version, r.Coming)
	}
	if r := NewRow(first, nil, 2018, member); r.Version != nil {
		t.Errorf("before the first the member sees %v", r.Version)
	}
	if o := NewOverview(civil.Date{}, []*Picture{picture, first}, nil, 2018, official); o.AwaitingDecision() != 2 || !slices.Equal(o.Years, []int{2018}) {
		t.Errorf("%d roadmaps await a decision in %v", o.AwaitingDecision(), o.Years)
	}
}

func TestAYearThatIsOnlyDraftedIsOfferedToWhoMaySeeTheDraft(t *testing.T) {
	p := &Picture{Programme: Programme{ID: 1}, Roadmaps: []Roadmap{
		{ProgrammeID: 1, Year: 2018, Versions: []Version{{ID: 1, ProgrammeID: 1, Number: 1, Steps: []VersionStep{{ID: 1, State: InForce}}}}},
		{ProgrammeID: 1, Year: 2019, Versions: []Version{{ID: 2, ProgrammeID: 1, Number: 1, Steps: []VersionStep{{ID: 2, State: Draft}}}}},
	}}
	for programme, want := range map[int64][]int{1: {2018, 2019}, 2: {2018}} {
		manager := access.Actor{ID: 9, Grants: []access.Grant{{Role: access.Manager, ProgrammeID: programme}}}
		if got := NewOverview(civil.Date{Year: 2018, Month: 3, Day: 5}, []*Picture{p}, nil, 2018, manager).Years; !slices.Equal(got, want) {
			t.Errorf("a manager of programme %d is offered %v, want %v", programme, got, want)
		}
	}
}
