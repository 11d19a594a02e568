package access_test

import (
	"testing"

	"qadam/internal/access"
)

func TestWhoMayAlsoSit(t *testing.T) {
	tests := []struct {
		who, seat access.Role
		elsewhere bool // the own seat is of another programme
		want      bool
	}{
		{who: access.Manager, seat: access.Head, want: true},
		{who: access.Head, seat: access.Manager, want: true},
		{who: access.Manager, seat: access.Manager, elsewhere: true},
		{who: access.Expert, seat: access.Expert, want: true},
		{who: access.Official, seat: access.Member, want: true},
		{who: access.Official, seat: access.Expert, want: true},
		{who: access.Secretary, seat: access.Chair, want: true},
		{who: access.Member, seat: access.Secretary, want: true},
		{who: access.Expert, seat: access.Member},
		{who: access.Expert, seat: access.Head},
		{who: access.Member, seat: access.Expert},
		{who: access.Head, seat: access.Member},
		{who: access.Member, seat: access.Manager},
		{who: access.Secretary, seat: access.Head},
		{who: access.Manager, seat: access.Secretary},
		{who: access.Member, seat: access.Member},
		{who: access.Member, seat: access.Chair},
		{who: access.Auditor, seat: access.Member},
		{who: access.Official, seat: access.Auditor},
		{who: access.Admin, seat: access.Official},
		{who: access.Member, seat: access.Admin},
	}
	for _, tt := range tests {
		g := access.Grant{Role: tt.who}
		if tt.who.OfProgramme() {
			g.ProgrammeID = own
		}
		programme := own
		if tt.elsewhere {
			programme = other
		}
		if got := access.MayAlsoSit([]access.Grant{g}, tt.seat, programme); got != tt.want {
			t.Errorf("%s in the seat of %s: %v", tt.who, tt.seat, got)
		}
	}
	if !access.MayAlsoSit(nil, access.Chair, 0) {
		t.Error("who has no seat may sit in any")
	}
	if access.MayAlsoSit([]access.Grant{{Role: access.Official}, {Role: access.Expert}}, access.Member, 0) {
		t.Error("one of several seats is enough to forbid")
	}
}
