package store_test

import (
	"slices"
	"testing"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/approval"
	"qadam/internal/i18n"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

// A page that asks for the docket costs the one query that it asks anyway, as
// long as nothing that is in it changed: a report on a milestone does not.
func TestTheDocketIsReadOnlyWhenItChanged(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		read := func() (*approval.Docket, int64) {
			t.Helper()
			ctx, n := store.CountQueries(t.Context())
			d, err := w.Store.Read(w.Actor("official"), w.Store.Instant()).Docket(ctx)
			must(t, err)
			return d, n.Load()
		}
		read()
		d, n := read()
		if n != 1 || len(d.Cases) != 0 {
			t.Errorf("%d queries, %d cases", n, len(d.Cases))
		}
		w.Report("astana 1.1", 50, "2018-04-06")
		if _, n := read(); n != 1 {
			t.Errorf("%d queries after a report", n)
		}
		before := w.Store.Instant()
		id, err := w.App.SubmitZone(t.Context(), w.Actor("head.astana"), w.Zones["zone-astana"], app.CaseText{Brief: i18n.Same("Why")})
		must(t, err)
		d, n = read()
		if n < 2 || len(d.Cases) != 1 || d.Case(id) == nil || d.Cases[0].Submission().Content != "" {
			t.Errorf("%d queries, %+v", n, d.Cases)
		}
		if _, n := read(); n != 1 {
			t.Errorf("%d queries for what is known", n)
		}
		// An attempt that was refused changes nothing of it.
		if err := w.App.Withdraw(t.Context(), w.Actor("manager.astana"), id, "Why"); err == nil {
			t.Error("a manager withdrew it")
		}
		if _, n := read(); n != 1 {
			t.Errorf("%d queries after an attempt that was refused", n)
		}
		// Who began to read before still sees what was open then.
		d, err = w.Store.Read(access.System(), before).Docket(t.Context())
		must(t, err)
		if len(d.Cases) != 0 {
			t.Error("a reader of an earlier instant sees a later case")
		}
	})
}

// A case that went back and was left alone leaves the docket after 180 days, and
// is there again when it is submitted again. One that waits for a decision stays.
func TestAShelvedCaseLeavesTheDocket(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx := t.Context()
		holds := func(when string, want ...int64) {
			t.Helper()
			d, err := w.Store.Read(w.Actor("official"), w.Store.Instant()).Docket(ctx)
			must(t, err)
			var got []int64
			for _, c := range d.Cases {
				got = append(got, c.ID)
				if d.Case(c.ID) != &d.Cases[len(got)-1] {
					t.Errorf("%s: case %d is not found", when, c.ID)
				}
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s: cases %v are in the docket, want %v", when, got, want)
			}
		}
		back, err := w.App.SubmitZone(ctx, w.Actor("head.astana"), w.Zones["zone-astana"], app.CaseText{Brief: i18n.Same("Why")})
		must(t, err)
		waits, err := w.App.SubmitZone(ctx, w.Actor("head.ontustik"), w.Zones["zone-ontustik"], app.CaseText{Brief: i18n.Same("Why")})
		must(t, err)
		must(t, w.App.ReturnCase(ctx, w.Actor("secretary"), back, []approval.Remarked{{Text: "Too large"}}))
		holds("at once", back, waits)
		w.Clock.Set("2018-09-01 09:00") // 180 days later
		c, err := w.Store.Read(w.Actor("official"), w.Store.Instant()).Case(ctx, back)
		must(t, err)
		must(t, w.App.AnswerRemark(ctx, w.Actor("head.astana"), c.Remarks[0].ID, approval.AnswerAccepted, "Smaller"))
		holds("on the last day", back, waits)
		w.Clock.Set("2018-09-03 10:00")
		holds("while nothing happens", back, waits) // the docket does not depend on the day
		must(t, w.App.AnswerRemark(ctx, w.Actor("head.astana"), c.Remarks[0].ID, approval.AnswerAccepted, "Smaller still"))
		holds("afterwards", waits)
		before := w.Store.Instant()
		must(t, w.App.Resubmit(ctx, w.Actor("head.astana"), back, app.CaseText{}))
		holds("submitted again", back, waits)
		d, err := w.Store.Read(w.Actor("official"), before).Docket(ctx)
		must(t, err)
		if len(d.Cases) != 1 || d.Case(back) != nil {
			t.Errorf("a reader of an earlier instant finds %d cases", len(d.Cases))
		}
	})
}
