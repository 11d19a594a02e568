package app_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

// absent has somebody of the world be away from 12 to 16 March 2018.
func absent(w *testkit.World, who, seat, substitute string) error {
	return w.App.Substitute(context.Background(), w.Actor(who), w.Seats[strings.ReplaceAll(seat, ".", "-")], w.People[substitute], testkit.Day("2018-03-12"), testkit.Day("2018-03-16"), "Leave")
}

// While it lasts the substitute has the rights of the seat and the holder keeps
// his; the log names the seat.
func TestASubstituteActsFromTheSeat(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		must(t, absent(w, "manager.astana", "manager.astana", "nobody"))
		var said map[string]any
		e := lastEntry(t, w)
		must(t, json.Unmarshal([]byte(e.After), &said))
		if e.Action != "substitution.began" || e.Seat != "manager-astana" || said["person"] == "" || said["valid_to"] != "2018-03-16" {
			t.Errorf("the log says %+v", e)
		}
		for _, tt := range []struct {
			at  string
			may bool
		}{{"2018-03-11 23:59", false}, {"2018-03-12 00:00", true}, {"2018-03-16 23:59", true}, {"2018-03-17 00:00", false}} {
			w.Clock.Set(tt.at)
			substitute := w.Actor("nobody")
			if got := substitute.May(access.ReportProgress, w.Programmes["astana"]); got != tt.may {
				t.Errorf("%s: may report %v", tt.at, got)
			}
			if !w.Actor("manager.astana").May(access.ReportProgress, w.Programmes["astana"]) {
				t.Errorf("%s: the holder may not report", tt.at)
			}
			if !tt.may {
				continue
			}
			if g := substitute.Grants[0]; g.For != w.Actor("manager.astana").Name || g.SeatID != w.Seats["manager-astana"] {
				t.Errorf("%s: the grant is %+v", tt.at, g)
			}
		}
		w.Clock.Set("2018-03-13 10:00")
		must(t, w.App.ReportProgress(t.Context(), w.Actor("nobody"), w.Progress("astana 1.1", 20, "2018-06-30")))
		if e := lastEntry(t, w); e.Seat != "manager-astana" || e.ActorID != w.People["nobody"] {
			t.Errorf("the log says %s from %s", e.ActorName, e.Seat)
		}
	})
}

// A session has the seat as long as the absence lasts, and no longer.
func TestASessionIncludesTheSeat(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx := t.Context()
		must(t, absent(w, "chair", "chair", "secretary"))
		w.Clock.Set("2018-03-12 09:00")
		must(t, w.App.SetPassword(ctx, access.System(), w.People["secretary"], "a long secret word"))
		p, err := w.Store.Read(access.System(), w.Store.Instant()).Person(ctx, w.People["secretary"])
		must(t, err)
		token, err := w.App.SignIn(ctx, p.Email, "a long secret word", "", "")
		must(t, err)
		signed, err := w.Store.Session(ctx, app.SessionToken(token))
		must(t, err)
		if len(signed.Seats) != 2 || signed.Seats[0].Code != "secretary" || signed.Seats[1].Code != "chair" || !signed.Actor.May(access.CastBallot, 0) {
			t.Errorf("the session has %+v", signed.Actor.Grants)
		}
		if signed.Actor.Grants[0].For != "" || signed.Actor.Grants[1].For != w.Actor("chair").Name {
			t.Errorf("for whom: %+v", signed.Actor.Grants)
		}
		r := w.Store.Read(access.System(), w.Store.Instant())
		away, err := r.Substitutions(ctx, testkit.Day("2018-03-12"))
		must(t, err)
		must(t, w.App.EndSubstitution(ctx, w.Actor("chair"), away[0].ID))
		signed, err = w.Store.Session(ctx, app.SessionToken(token))
		must(t, err)
		if len(signed.Seats) != 1 || signed.Actor.May(access.CastBallot, 0) {
			t.Errorf("after its end the session has %+v", signed.Actor.Grants)
		}
		if e := lastEntry(t, w); e.Action != "substitution.ended" || e.EntityID != away[0].ID {
			t.Errorf("the log says %+v", e)
		}
		if err := w.App.EndSubstitution(ctx, w.Actor("chair"), away[0].ID); !fault.Is(err, fault.KindConflict) {
			t.Errorf("ended twice: %v", err)
		}
	})
}

func TestWhoMayBeNamed(t *testing.T) {
	w := testkit.NewWorld(t, store.SQLite)
	ctx := t.Context()
	must(t, absent(w, "head.astana", "head.astana", "manager.astana"))
	must(t, absent(w, "expert", "expert", "official"))
	blocked, err := w.App.AddPerson(ctx, access.System(), app.NewPerson{Email: "blocked@qadam.test", Name: "Blocked", Locale: i18n.KK})
	must(t, err)
	must(t, w.App.BlockPerson(ctx, access.System(), blocked, true))
	w.People["blocked"] = blocked
	day := testkit.Day
	tests := []struct {
		name, who, seat, substitute string
		from, to                    civil.Date
		field, key                  string
	}{
		{"oneself", "chair", "chair", "chair", day("2018-03-12"), day("2018-03-13"), "person", "account.not_oneself"},
		{"an expert for a member", "member", "member", "expert", day("2018-03-20"), day("2018-03-21"), "person", "account.duties_apart"},
		{"a head for the chair", "chair", "chair", "head.astana", day("2018-03-20"), day("2018-03-21"), "person", "account.duties_apart"},
		{"a manager of another akimat", "head.ontustik", "head.ontustik", "manager.astana", day("2018-03-20"), day("2018-03-21"), "person", "account.duties_apart"},
		{"a member for the chair", "chair", "chair", "member", day("2018-03-20"), day("2018-03-21"), "person", "account.duties_apart"},
		{"the administrator for anybody", "secretary", "secretary", "admin", day("2018-03-20"), day("2018-03-21"), "person", "account.duties_apart"},
		{"who substitutes an expert then, for a member", "member", "member", "official", day("2018-03-16"), day("2018-03-18"), "person", "account.duties_apart"},
		{"who is away himself", "manager.astana", "manager.astana", "head.astana", day("2018-03-16"), day("2018-03-18"), "person", "account.away_too"},
		{"somebody blocked", "chair", "chair", "blocked", day("2018-03-20"), day("2018-03-21"), "person", "fault.required_choice"},
		{"overlapping", "head.astana", "head.astana", "nobody", day("2018-03-16"), day("2018-03-20"), "from", "account.absence_overlaps"},
		{"in the past", "chair", "chair", "nobody", day("2018-03-04"), day("2018-03-21"), "from", "account.absence_past"},
		{"ends before it begins", "chair", "chair", "nobody", day("2018-03-20"), day("2018-03-19"), "to", "admin.ends_before_start"},
		{"for ever", "chair", "chair", "nobody", day("2018-03-20"), day("2019-03-19"), "to", "account.absence_long"},
		{"without a last day", "chair", "chair", "nobody", day("2018-03-20"), civil.Date{}, "to", "fault.required"},
		{"without a first day", "chair", "chair", "nobody", civil.Date{}, day("2018-03-20"), "from", "fault.required"},
	}
	before := lastEntry(t, w).Seq
	for _, tt := range tests {
		err := w.App.Substitute(ctx, w.Actor(tt.who), w.Seats[strings.ReplaceAll(tt.seat, ".", "-")], w.People[tt.substitute], tt.from, tt.to, "")
		found := fault.Of(err)
		if found == nil || len(found.Fields) == 0 || found.Fields[0].Name != tt.field || found.Fields[0].Key != tt.key {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
	// Nobody lends a seat that is not his: neither the holder of another, nor
	// the substitute, nor the administrator.
	w.Clock.Set("2018-03-13 09:00")
	for _, who := range testkit.Everyone {
		if who == "chair" {
			continue
		}
		if err := w.App.Substitute(ctx, w.Actor(who), w.Seats["chair"], w.People["nobody"], day("2018-03-20"), day("2018-03-21"), ""); !fault.Is(err, fault.KindForbidden) {
			t.Errorf("%s lends the chair's seat: %v", who, err)
		}
	}
	if err := w.App.Substitute(ctx, w.Actor("official"), w.Seats["expert"], w.People["nobody"], day("2018-03-20"), day("2018-03-21"), ""); !fault.Is(err, fault.KindForbidden) {
		t.Errorf("a substitute lends the seat on: %v", err)
	}
	if after := lastEntry(t, w).Seq; after != before {
		t.Errorf("refusals made %d entries", after-before)
	}
}

// The holder, the substitute and the administrator end an absence; to all
// others it is unknown. What did not begin yet never stood.
func TestWhoEndsAnAbsence(t *testing.T) {
	w := testkit.NewWorld(t, store.SQLite)
	ctx := t.Context()
	for _, who := range testkit.Everyone {
		must(t, absent(w, "chair", "chair", "secretary"))
		away, err := w.Store.Read(access.System(), w.Store.Instant()).Substitutions(ctx, testkit.Day("2018-03-05"))
		must(t, err)
		if len(away) != 1 {
			t.Fatalf("%d absences", len(away))
		}
		err = w.App.EndSubstitution(ctx, w.Actor(who), away[0].ID)
		switch who {
		case "chair", "secretary", "admin":
			must(t, err)
		default:
			if !fault.Is(err, fault.KindNotFound) {
				t.Errorf("%s ends it: %v", who, err)
			}
			must(t, w.App.EndSubstitution(ctx, w.Actor("chair"), away[0].ID))
		}
		w.Clock.Set("2018-03-05 10:00")
	}
	w.Clock.Set("2018-03-12 09:00")
	if w.Actor("secretary").May(access.CastBallot, 0) {
		t.Error("an absence that was ended before it began stands")
	}
}
