package approval

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"qadam/internal/access"
	"qadam/internal/civil"
)

// Cases that wait are counted for those who may know of them, and the one that
// was submitted first in its round is the oldest.
func TestAwaitedCountsWhatAPersonMayKnowOf(t *testing.T) {
	at := func(month time.Month, day int) time.Time { return time.Date(2018, month, day, 6, 0, 0, 0, time.UTC) }
	one := func(id, programme int64, kind Kind, steps ...Step) Case {
		return Case{ID: id, Kind: kind, ProgrammeID: programme, Steps: steps}
	}
	step := func(round int, s State, at time.Time) Step { return Step{Round: round, State: s, RecordedAt: at} }
	d := &Docket{Cases: []Case{
		one(1, 1, KindChange, step(1, Submitted, at(3, 1)), step(1, Returned, at(3, 5)), step(2, Submitted, at(4, 2)), step(2, Voting, at(4, 9))),
		one(2, 2, KindChange, step(1, Submitted, at(3, 20)), step(1, InReview, at(3, 22))),
		one(3, 1, KindRoadmap, step(1, Submitted, at(4, 10))),
		one(4, 1, KindZone, step(1, Submitted, at(1, 10)), step(1, Returned, at(1, 12))),
		one(5, 1, KindZone, step(1, Submitted, at(1, 10)), step(1, Approved, at(2, 12))),
	}}
	day := func(month time.Month, day int) civil.Date { return civil.Date{Year: 2018, Month: month, Day: day} }
	tests := []struct {
		who  access.Actor
		want []Awaited
	}{
		{access.Actor{ID: 1, Grants: []access.Grant{{Role: access.Official}}}, []Awaited{{KindRoadmap, 1, day(4, 10), 3}, {KindChange, 2, day(3, 20), 2}}},
		{access.Actor{ID: 2, Grants: []access.Grant{{Role: access.Member}}}, []Awaited{{KindChange, 2, day(3, 20), 2}}},
		{access.Actor{ID: 3, Grants: []access.Grant{{Role: access.Manager, ProgrammeID: 1}}}, []Awaited{{KindRoadmap, 1, day(4, 10), 3}, {KindChange, 1, day(4, 2), 1}}},
		{access.Actor{ID: 4, Grants: []access.Grant{{Role: access.Admin}}}, nil},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, d.Awaited(tt.who)); diff != "" {
			t.Errorf("%v (-want +got):\n%s", tt.who.Grants, diff)
		}
	}
}
