package access_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"qadam/internal/access"
	"qadam/internal/fault"
	"qadam/internal/testkit"
)

const (
	own   int64 = 1
	other int64 = 2
)

// holding is a person who holds the role, for programme 1 if it is of one.
func holding(r access.Role) access.Actor {
	g := access.Grant{Role: r, SeatID: 1, Seat: string(r)}
	if r.OfProgramme() {
		g.ProgrammeID = own
	}
	return access.Actor{ID: 7, Name: string(r), Grants: []access.Grant{g}}
}

// Every line of the golden file is a decision that somebody approved
// (rules.md §10): yes, no (Forbidden) or unknown (NotFound), in the own
// programme and in another.
func TestPolicy(t *testing.T) {
	var b strings.Builder
	word := func(a access.Actor, action access.Action, programme int64) string {
		err := access.Require(a, action, programme)
		if a.May(action, programme) != (err == nil) {
			t.Errorf("May and Require do not agree on %s for %s", action, a.Name)
		}
		switch {
		case err == nil:
			return "yes"
		case fault.Is(err, fault.KindForbidden):
			return "no"
		case fault.Is(err, fault.KindNotFound):
			return "unknown"
		}
		return err.Error()
	}
	for _, action := range access.Actions {
		fmt.Fprintf(&b, "%s\n", action)
		for _, role := range append(slices.Clone(access.Roles), "nobody") {
			a := access.Actor{ID: 7, Name: "nobody"}
			if role != "nobody" {
				a = holding(role)
			}
			fmt.Fprintf(&b, "    %-10s %-8s %s\n", role, word(a, action, own), word(a, action, other))
		}
	}
	testkit.Golden(t, "policy.golden", b.String())
}

func TestEveryActionHasARole(t *testing.T) {
	for _, action := range access.Actions {
		if !slices.ContainsFunc(access.Roles, func(r access.Role) bool { return holding(r).May(action, own) }) {
			t.Errorf("nobody may %s", action)
		}
	}
	if holding(access.Admin).May("fly", own) {
		t.Error("an action that the table does not name is allowed")
	}
}

// rules.md §5: the administrator has no business rights, and nobody both
// reports and accepts.
func TestDutiesAreSeparate(t *testing.T) {
	for _, action := range slices.DeleteFunc(slices.Clone(access.Actions), func(a access.Action) bool {
		return a == access.ReadAudit || a == access.KeepPeople || a == access.KeepReference
	}) {
		if holding(access.Admin).May(action, access.Anywhere) {
			t.Errorf("an administrator may %s", action)
		}
	}
	for _, role := range access.Roles {
		a := holding(role)
		if a.May(access.ReportProgress, own) && a.May(access.ReviewEvidence, own) {
			t.Errorf("%s reports and accepts", role)
		}
		for _, decides := range []access.Action{access.CastBallot, access.RecordAct, access.HoldSitting, access.DecideAsCentre, access.ConfirmProtocol} {
			if a.May(access.Submit, own) && a.May(decides, own) {
				t.Errorf("%s submits and may %s", role, decides)
			}
		}
		if a.May(access.ReportCondition, own) && a.May(access.AcceptCondition, own) {
			t.Errorf("%s reports on conditions and accepts", role)
		}
		if a.May(access.GiveOpinion, own) && a.May(access.CastBallot, own) {
			t.Errorf("%s gives the opinion and votes on it", role)
		}
	}
}

func TestSeatsAddUp(t *testing.T) {
	a := access.Actor{Grants: []access.Grant{
		{Role: access.Manager, ProgrammeID: 1, Seat: "manager-one"},
		{Role: access.Manager, ProgrammeID: 2, Seat: "manager-two"},
		{Role: access.Member, Seat: "member"},
	}}
	if !a.May(access.ReportProgress, 1) || !a.May(access.ReportProgress, 2) || a.May(access.ReportProgress, 3) {
		t.Error("a manager of two programmes reports in these two")
	}
	if got := a.Programmes(access.ReportProgress); !slices.Equal(got, []int64{1, 2}) {
		t.Errorf("Programmes() = %v", got)
	}
	if g := a.GrantFor(access.ReportProgress, 2); g == nil || g.Seat != "manager-two" {
		t.Errorf("GrantFor() = %+v", g)
	}
	if !a.Has(access.Member) || a.Has(access.Admin) || a.Seat() != "manager-one" {
		t.Error("roles and seats")
	}
	if (access.Actor{}).Seat() != "" || !access.System().May(access.KeepPeople, 3) || !access.System().IsSystem() {
		t.Error("the program itself may do everything and has no seat")
	}
}

func TestRolesAreKnown(t *testing.T) {
	for _, r := range access.Roles {
		if !r.Known() {
			t.Errorf("%s is not known", r)
		}
	}
	if access.Role("king").Known() {
		t.Error("a king is known")
	}
}

func TestSessionValid(t *testing.T) {
	opened := testkit.At("2018-10-01 09:00")
	tests := []struct {
		name string
		seen time.Duration // since it was opened
		now  time.Duration
		want bool
	}{
		{"just opened", 0, 0, true},
		{"almost idle too long", 0, access.SessionIdle - time.Second, true},
		{"idle too long", 0, access.SessionIdle, false},
		{"used every day", 13 * 24 * time.Hour, 13*24*time.Hour + time.Hour, true},
		{"its time is over", access.SessionAbsolute - time.Minute, access.SessionAbsolute, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := access.Session{LastSeen: opened.Add(tt.seen), ExpiresAt: opened.Add(access.SessionAbsolute)}
			if got := s.Valid(opened.Add(tt.now)); got != tt.want {
				t.Errorf("Valid() = %v", got)
			}
		})
	}
}

func TestWait(t *testing.T) {
	now := testkit.At("2018-10-01 09:00")
	tests := []struct {
		failures int
		ago      time.Duration
		want     time.Duration
	}{
		{0, 0, 0}, {4, 0, 0}, {5, 0, 4 * time.Second}, {6, 0, 8 * time.Second}, {6, 3 * time.Second, 5 * time.Second},
		{6, time.Minute, 0}, {20, 0, 15 * time.Minute}, {1000000, 0, 15 * time.Minute}, {-3, 0, 0},
	}
	for _, tt := range tests {
		if got := access.Wait(tt.failures, now.Add(-tt.ago), now); got != tt.want {
			t.Errorf("Wait(%d, %v ago) = %v, want %v", tt.failures, tt.ago, got, tt.want)
		}
	}
}
