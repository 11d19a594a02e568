package approval_test

import (
	"testing"
	"time"

	"qadam/internal/approval"
)

// A dissenting opinion outlives the correction of the ballot it belongs to.
func TestADissentStands(t *testing.T) {
	at := func(minute int) time.Time { return time.Date(2018, 3, 5, 4, minute, 0, 0, time.UTC) }
	ballot := func(minute int, c approval.Choice, dissent string, person int64) approval.Ballot {
		return approval.Ballot{SeatID: 1, PersonID: person, Choice: c, Dissent: dissent, RecordedAt: at(minute)}
	}
	added := approval.Dissent{SeatID: 1, PersonID: 1, Text: "added", RecordedAt: at(10)}
	against, abstain := approval.Against, approval.Abstain
	for name, tt := range map[string]struct {
		ballots []approval.Ballot
		want    string
	}{
		"none before it":           {[]approval.Ballot{ballot(0, against, "", 1)}, "added"},
		"in place of an earlier":   {[]approval.Ballot{ballot(0, against, "first", 1)}, "added"},
		"kept by a correction":     {[]approval.Ballot{ballot(0, against, "", 1), ballot(20, against, "", 1)}, "added"},
		"kept by another choice":   {[]approval.Ballot{ballot(0, against, "", 1), ballot(20, abstain, "", 1)}, "added"},
		"replaced":                 {[]approval.Ballot{ballot(0, against, "", 1), ballot(20, against, "last", 1)}, "last"},
		"ended by a vote for":      {[]approval.Ballot{ballot(0, against, "", 1), ballot(20, approval.For, "", 1)}, ""},
		"and does not come back":   {[]approval.Ballot{ballot(0, against, "", 1), ballot(20, approval.For, "", 1), ballot(30, against, "", 1)}, ""},
		"ended by somebody else's": {[]approval.Ballot{ballot(0, against, "", 1), ballot(20, against, "", 2)}, ""},
	} {
		v := approval.Vote{Electorate: approval.Electorate{{SeatID: 1}}, Ballots: tt.ballots, Dissents: []approval.Dissent{added}}
		if got := v.Dissent(1); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}
