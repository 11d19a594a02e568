package store_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"qadam/internal/access"
	"qadam/internal/audit"
	"qadam/internal/fault"
	"qadam/internal/funding"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

// lineOf opens a line of a project.
func lineOf(t *testing.T, w *testkit.World, project string, model portfolio.Model, source funding.Source) funding.Line {
	t.Helper()
	l := funding.Line{ProjectID: w.Projects[project], Model: model, Source: source, Kind: funding.Investment}
	must(t, w.Store.Write(t.Context(), w.Actor("manager.astana"), func(tx *store.Tx) error {
		p, err := tx.Project(l.ProjectID)
		if err != nil {
			return err
		}
		l.ProgrammeID = p.ProgrammeID
		if err := tx.OpenLine(&l); err != nil {
			return err
		}
		return tx.Record("funding_line.opened", l.ProgrammeID, "funding_line", l.ID, audit.Added(map[string]any{"model": l.Model}))
	}))
	return l
}

// enter keeps entries as they are, by one paper, behind the rules.
func enter(t *testing.T, s *store.Store, l funding.Line, entries ...funding.Entry) []int64 {
	t.Helper()
	var ids []int64
	must(t, s.Write(t.Context(), access.System(), func(tx *store.Tx) error {
		d := funding.Document{ProgrammeID: l.ProgrammeID, Kind: funding.DocContract, Number: "7", Dated: testkit.Day("2018-02-01")}
		if err := tx.DocumentFor(&d); err != nil {
			return err
		}
		for i := range entries {
			e := &entries[i]
			e.LineID, e.ProgrammeID, e.ProjectID, e.DocumentID, e.HappenedOn = l.ID, l.ProgrammeID, l.ProjectID, d.ID, d.Dated
			if e.Year == 0 {
				e.Year = 2018
			}
		}
		if err := tx.AppendEntries(entries); err != nil {
			return err
		}
		for _, e := range entries {
			ids = append(ids, e.ID)
			said := map[string]any{
				"line_id": l.ID, "entry_kind": e.Kind, "fiscal_year": e.Year, "tiyn": int64(e.Amount), "happened_on": e.HappenedOn,
				"document_kind": d.Kind, "document_number": d.Number, "document_date": d.Dated,
			}
			if err := tx.Record("funding_entry.added", l.ProgrammeID, "funding_entry", e.ID, audit.Added(said)); err != nil {
				return err
			}
		}
		return nil
	}))
	return ids
}

func entry(k funding.EntryKind, tiyn money.Amount) funding.Entry {
	return funding.Entry{Kind: k, Amount: tiyn}
}

func sums(t *testing.T, s *store.Store, at time.Time, scope funding.Scope) funding.Sums {
	t.Helper()
	b, err := s.Read(access.System(), at).Funding(t.Context())
	must(t, err)
	return b.Sums(scope)
}

// What one process enters another one shows at once, and every instant before is
// shown as it was.
func TestTheLedgerOfMoneyIsTheSameInEveryProcess(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		l := lineOf(t, w, "sergek", portfolio.Private, funding.Grant)
		other, err := store.Open(t.Context(), store.Options{Database: w.Address, Clock: w.Clock.Now, Key: testkit.Key})
		must(t, err)
		defer other.Close()
		scope := funding.Scope{LineID: l.ID}
		var want funding.Sums
		known := map[time.Time]funding.Sums{}
		for i := range 12 {
			writer := []*store.Store{w.Store, other}[i%2]
			w.Clock.Set(testkit.Day("2018-03-06").AddDays(i/3).String() + " 10:00")
			e := entry(funding.EntryKinds[i%len(funding.EntryKinds)], money.Amount(i+1))
			enter(t, writer, l, e)
			want.Take(e.Kind, e.Amount)
			at := writer.Instant()
			known[at] = want
			for _, s := range []*store.Store{w.Store, other} {
				for at, want := range known {
					if got := sums(t, s, at, scope); got != want {
						t.Fatalf("after entry %d, at %s: %+v, want %+v", i, at, got, want)
					}
				}
			}
		}
		if got := sums(t, w.Store, testkit.Day("2018-03-05").EndOfDay(), scope); !got.IsZero() {
			t.Errorf("before anything: %+v", got)
		}
		day := sums(t, w.Store, testkit.Day("2018-03-06").EndOfDay(), scope)
		if want := (funding.Sums{Planned: 1, Allocated: 2, Committed: 3}); day != want {
			t.Errorf("the end of the first day: %+v, want %+v", day, want)
		}
	})
}

func TestTheLedgerCostsNoQueryWhenNothingIsNew(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		l := lineOf(t, w, "sergek", portfolio.Private, funding.Grant)
		cost := func(at time.Time) int64 {
			ctx, n := store.CountQueries(t.Context())
			r := w.Store.Read(access.System(), at)
			_, err := r.Head(ctx) // what every page asks
			must(t, err)
			before := n.Load()
			_, err = r.Funding(ctx)
			must(t, err)
			return n.Load() - before
		}
		cost(w.Store.Instant())
		enter(t, w.Store, l, entry(funding.Plan, 5))
		if got := cost(w.Store.Instant()); got != 3 {
			t.Errorf("with an entry more: %d queries, want 3", got)
		}
		for _, at := range []time.Time{w.Store.Instant(), testkit.Day("2018-02-10").EndOfDay(), testkit.Day("2018-01-10").EndOfDay()} {
			if got := cost(at); got != 0 {
				t.Errorf("at %s: %d queries", at, got)
			}
		}
		w.Report("astana 1.1", 10, "2018-04-05")
		if got := cost(w.Store.Instant()); got != 0 {
			t.Errorf("after a report: %d queries", got)
		}
	})
}

func TestWhoMayNotSeeWhatIsInForceSeesNoMoney(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		l := lineOf(t, w, "sergek", portfolio.Private, funding.Grant)
		id := enter(t, w.Store, l, entry(funding.Plan, 5))[0]
		for _, who := range testkit.Everyone {
			sees := who != "admin" && who != "nobody"
			r, ctx := w.Store.Read(w.Actor(who), w.Store.Instant()), t.Context()
			b, err := r.Funding(ctx)
			must(t, err)
			_, errLine := r.Line(ctx, l.ID)
			e, _, errEntry := r.Entry(ctx, id)
			all, err := r.Entries(ctx, store.EntryFilter{})
			must(t, err)
			ledger, err := r.Ledger(ctx, l.ID, store.LedgerPage{})
			must(t, err)
			lines, err := r.Lines(ctx, 0)
			must(t, err)
			_, errDocument := r.Document(ctx, max(e.DocumentID, 1))
			states, err := r.MoneyStates(ctx, 0)
			must(t, err)
			for what, seen := range map[string]bool{
				"book": len(b.Lines) > 0, "line": errLine == nil, "entry": errEntry == nil, "entries": len(all) > 0, "ledger": len(ledger) > 0,
				"lines": len(lines) > 0, "document": errDocument == nil, "states": len(states) > 0,
			} {
				if seen != sees {
					t.Errorf("%s: %s seen: %v", who, what, seen)
				}
			}
			if !sees && !fault.Is(errEntry, fault.KindNotFound) {
				t.Errorf("%s: %v", who, errEntry)
			}
		}
	})
}

func TestALedgerIsPagedWithWhatTheLineCameTo(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		l, ctx := lineOf(t, w, "sergek", portfolio.Private, funding.Grant), t.Context()
		other := lineOf(t, w, "ikomek", portfolio.Private, funding.Grant)
		var entries []funding.Entry
		for i := range 10 {
			e := entry(funding.Pay, money.Amount(1+i))
			e.Year = 2018 + i%2
			entries = append(entries, e)
		}
		enter(t, w.Store, l, entries[:7]...)
		enter(t, w.Store, other, entry(funding.Pay, 1000))
		before := w.Store.Instant()
		w.Clock.Set("2018-03-06 10:00")
		enter(t, w.Store, l, entries[7:]...)
		read := func(at time.Time, year, limit int) (paid, after []money.Amount) {
			r, last := w.Store.Read(w.Actor("auditor"), at), int64(0)
			for {
				page, err := r.Ledger(ctx, l.ID, store.LedgerPage{Year: year, Before: last, Limit: limit})
				must(t, err)
				if len(page) == 0 {
					return paid, after
				}
				if len(page) > limit {
					t.Fatalf("%d entries on a page of %d", len(page), limit)
				}
				for _, p := range page {
					paid, after, last = append(paid, p.Amount), append(after, p.After.Paid), p.ID
				}
			}
		}
		for _, limit := range []int{1, 3, 4, 100} {
			paid, after := read(w.Store.Instant(), 0, limit)
			if want := []money.Amount{55, 45, 36, 28, 21, 15, 10, 6, 3, 1}; !slices.Equal(after, want) || paid[0] != 10 {
				t.Errorf("pages of %d: %v after %v", limit, after, paid)
			}
			if _, after := read(w.Store.Instant(), 2019, limit); !slices.Equal(after, []money.Amount{30, 20, 12, 6, 2}) {
				t.Errorf("2019 in pages of %d: %v", limit, after)
			}
			if _, after := read(before, 0, limit); !slices.Equal(after, []money.Amount{28, 21, 15, 10, 6, 3, 1}) {
				t.Errorf("as of before, in pages of %d: %v", limit, after)
			}
		}
	})
}

func TestAnEntryIsTakenBackOnce(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		l, ctx := lineOf(t, w, "sergek", portfolio.Private, funding.Grant), t.Context()
		id := enter(t, w.Store, l, entry(funding.Pay, 5))[0]
		back := entry(funding.Pay, -5)
		back.ReversesID, back.Why = id, "Twice"
		by := enter(t, w.Store, l, back)[0]
		_, got, err := w.Store.Read(access.System(), w.Store.Instant()).Entry(ctx, id)
		must(t, err)
		if got != by {
			t.Errorf("taken back by %d, want %d", got, by)
		}
		for name, e := range map[string]funding.Entry{"again": back, "below zero": entry(funding.Commit, -1), "nothing": entry(funding.Plan, 0)} {
			err := w.Store.Write(ctx, access.System(), func(tx *store.Tx) error {
				e.ID, e.LineID, e.ProgrammeID, e.ProjectID, e.Year, e.HappenedOn, e.DocumentID = 0, l.ID, l.ProgrammeID, l.ProjectID, 2018, testkit.Day("2018-02-01"), 1
				return tx.AppendEntry(&e)
			})
			if err == nil {
				t.Errorf("%s: the database took it", name)
			}
		}
	})
}

func TestAPaperIsKeptOnce(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		keep := func(d funding.Document) int64 {
			d.ProgrammeID, d.Kind, d.Dated = w.Programmes["astana"], funding.DocContract, testkit.Day("2018-02-01")
			must(t, w.Store.Write(t.Context(), access.System(), func(tx *store.Tx) error {
				if err := tx.DocumentFor(&d); err != nil {
					return err
				}
				return tx.Record("funding_entry.added", d.ProgrammeID, "funding_entry", d.ID, audit.Change{})
			}))
			return d.ID
		}
		plain := keep(funding.Document{Number: "5"})
		if keep(funding.Document{Number: "5"}) != plain || keep(funding.Document{Number: "6"}) == plain {
			t.Error("a paper is what its number says")
		}
		titled := keep(funding.Document{Number: "5", Title: "Works"})
		scan := keep(funding.Document{Number: "5", Title: "Works", FileName: "a.pdf", FileSHA256: "aa", FileSize: 3})
		if titled == plain || scan == titled || keep(funding.Document{Number: "5"}) != scan || keep(funding.Document{Number: "5", FileSHA256: "aa"}) != scan {
			t.Error("what says more is kept beside, and found by less")
		}
		found, err := w.Store.Read(access.System(), w.Store.Instant()).Documents(t.Context(), []int64{plain, scan, 999})
		must(t, err)
		if len(found) != 2 || found[scan].FileName != "a.pdf" || found[scan].Dated != testkit.Day("2018-02-01") {
			t.Errorf("found %+v", found)
		}
	})
}

// What checks are held against is the same inside a transaction and outside.
func TestTheStateOfMoneyInsideAndOutside(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		l, ctx := lineOf(t, w, "sergek", portfolio.Service, funding.CityBudget), t.Context()
		month := entry(funding.Accept, 70)
		month.Period, month.ContractID = "2018-01", 4
		enter(t, w.Store, l, entry(funding.Allocate, 100), month, month, entry(funding.Allocate, -10))
		w.Clock.Set("2018-04-05 10:00")
		outside, err := w.Store.Read(access.System(), w.Store.Instant()).MoneyStates(ctx, w.Programmes["astana"])
		must(t, err)
		i := slices.IndexFunc(outside, func(s *funding.State) bool { return s.ProjectID == l.ProjectID })
		var inside *funding.State
		must(t, w.Store.Write(ctx, access.System(), func(tx *store.Tx) error {
			inside, err = tx.MoneyState(l.ProjectID)
			return err
		}))
		one, err := w.Store.Read(access.System(), w.Store.Instant()).MoneyState(ctx, l.ProgrammeID, l.ProjectID)
		must(t, err)
		if i < 0 || inside == nil {
			t.Fatal("no state")
		}
		for name, s := range map[string]*funding.State{"of all": outside[i], "of one": one} {
			if diff := cmp.Diff(inside.Tallies, s.Tallies); diff != "" || s.On != inside.On || len(s.Lines) != len(inside.Lines) {
				t.Errorf("%s (-inside +outside):\n%s", name, diff)
			}
		}
		want := []funding.Tally{
			{LineID: l.ID, Kind: funding.Allocate, Year: 2018, Amount: 90},
			{LineID: l.ID, ContractID: 4, Kind: funding.Accept, Year: 2018, Period: "2018-01", Amount: 140},
		}
		own := slices.DeleteFunc(slices.Clone(inside.Tallies), func(x funding.Tally) bool { return x.LineID != l.ID })
		if diff := cmp.Diff(want, own); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		past, err := w.Store.Read(access.System(), testkit.Day("2018-02-20").EndOfDay()).MoneyState(ctx, l.ProgrammeID, l.ProjectID)
		must(t, err)
		if len(past.Tallies) != 1 || !past.Tallies[0].Roadmap {
			t.Errorf("before: %+v", past.Tallies)
		}
	})
}

// Money that lacks from September on puts the open lines of a project at risk,
// and what is committed takes them out of it: in the picture that is kept and
// grown as in one drawn anew.
func TestAFundingGapShowsInThePicture(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		l := lineOf(t, w, "sergek", portfolio.Public, funding.QuasiPublic)
		rule := func(asOf string) portfolio.Rule {
			return w.Line("astana 1.3", asOf).Reason.Rule
		}
		enter(t, w.Store, l, entry(funding.Allocate, 5))
		w.Clock.Set("2018-08-31 10:00")
		if got := rule(""); got == portfolio.RuleFundingGap {
			t.Errorf("in August: %s", got)
		}
		w.Report("astana 1.3", 90, "2018-09-28")
		w.SayDone("astana 1.1", "2018-08-31")
		w.Accept("astana 1.1", "2018-08-31")
		w.SayDone("astana 1.2", "2018-08-31")
		w.Accept("astana 1.2", "2018-08-31")
		w.Clock.Set("2018-09-03 10:00")
		w.Report("astana 1.3", 90, "2018-09-28")
		if got := rule(""); got != portfolio.RuleFundingGap {
			t.Errorf("in September: %s", got)
		}
		enter(t, w.Store, l, entry(funding.Commit, 299_999*money.Tenge))
		if got := rule(""); got != portfolio.RuleFundingGap {
			t.Errorf("with a tenge too little: %s", got)
		}
		w.Clock.Set("2018-09-05 10:00")
		enter(t, w.Store, l, entry(funding.Commit, money.Tenge))
		if got := rule(""); got == portfolio.RuleFundingGap {
			t.Errorf("with half of the plan: %s", got)
		}
		for day, want := range map[string]bool{"2018-09-03": true, "2018-09-04": true, "2018-09-05": false} {
			if got := rule(day) == portfolio.RuleFundingGap; got != want {
				t.Errorf("as of %s: %v", day, got)
			}
		}
		faults, err := w.Store.Check(t.Context())
		must(t, err)
		if len(faults) > 0 {
			t.Errorf("check: %v", faults)
		}
	})
}

// An installation that is older than the ledger gets what its roadmaps plan.
func TestRoadmapsInForceArePlannedAfterwards(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		want := sums(t, w.Store, w.Store.Instant(), funding.Scope{})
		forgetting := "TRUNCATE funding_entries CASCADE"
		statements := []string{"ALTER TABLE funding_entries DISABLE TRIGGER ALL", forgetting}
		if w.Store.Dialect() == store.SQLite {
			statements = []string{"DROP TRIGGER funding_entries_no_delete", "DELETE FROM funding_entries"}
		}
		for _, s := range statements {
			must(t, w.Store.DB().Exec(s).Error)
		}
		must(t, w.App.PostPlans(t.Context()))
		fresh, err := store.Open(t.Context(), store.Options{Database: w.Address, Clock: w.Clock.Now, Key: testkit.Key})
		must(t, err)
		defer fresh.Close()
		if got := sums(t, fresh, fresh.Instant(), funding.Scope{}); got != want || got.IsZero() {
			t.Errorf("%+v, want %+v", got, want)
		}
		waiting, err := fresh.UnplannedRoadmaps(t.Context())
		must(t, err)
		if len(waiting) != 0 {
			t.Errorf("still waiting: %v", waiting)
		}
	})
}

// What somebody changed of the money behind the doors is found.
func TestCheckFindsMoneyThatIsNotInTheLog(t *testing.T) {
	const entries = "INSERT INTO funding_entries (line_id, programme_id, project_id, kind, year, period, tiyn, happened_on, document_id, version_id, reverses_id, warned, why, note, form_key, recorded_at, recorded_by) SELECT "
	const rest = "happened_on, document_id, %s, '[]', '', '', '', recorded_at, 1 FROM funding_entries WHERE kind = 'pay'"
	copied := func(columns, versionAndReversed string) string {
		return entries + columns + strings.Replace(rest, "%s", versionAndReversed, 1)
	}
	for _, tt := range []struct{ name, sql, want string }{
		{"a sum", "UPDATE funding_entries SET tiyn = tiyn + 1 WHERE kind = 'pay'", "of the ledger of money is not what the log says"},
		{"a paper", "UPDATE funding_documents SET number = '8' WHERE number = '7'", "of the ledger of money is not what the log says"},
		{"an entry more", copied("line_id, programme_id, project_id, kind, year, period, tiyn, ", "0, 0"), "of the ledger of money has no entry in the log"},
		{"an entry less", "DELETE FROM funding_entries WHERE kind = 'commit'", "has no row in funding_entries"},
		{"the last one less", "DELETE FROM funding_entries WHERE kind = 'pay'", "has no row in funding_entries"},
		{"another project", "UPDATE funding_entries SET project_id = (SELECT max(id) FROM projects) WHERE kind = 'pay'", "is not of the project of its line"},
		{"a plan", "UPDATE funding_entries SET tiyn = tiyn - 1 WHERE version_id <> 0 AND project_id = (SELECT id FROM projects WHERE code = 'ikomek')", "costs 1 tiyn more in 2018 than the ledger of money plans by it"},
		{"a false reversal", copied("line_id, programme_id, project_id, kind, year, period, 1 - tiyn, ", "0, id"), "does not take back the entry that it names"},
	} {
		testkit.Dialects(t, func(t *testing.T, dialect string) {
			w := testkit.NewWorld(t, dialect)
			l := lineOf(t, w, "sergek", portfolio.Private, funding.Grant)
			enter(t, w.Store, l, entry(funding.Plan, 5))
			enter(t, w.Store, l, entry(funding.Commit, 9), entry(funding.Commit, 8))
			enter(t, w.Store, l, entry(funding.Pay, 3))
			faults, err := w.Store.Check(t.Context())
			if err != nil || len(faults) != 0 {
				t.Fatalf("%s: before %q, %v", tt.name, faults, err)
			}
			unlock := []string{"DROP TRIGGER funding_entries_no_update", "DROP TRIGGER funding_entries_no_delete", "DROP TRIGGER funding_documents_no_update"}
			if dialect == store.Postgres {
				unlock = []string{"ALTER TABLE funding_entries DISABLE TRIGGER USER", "ALTER TABLE funding_documents DISABLE TRIGGER USER"}
			}
			for _, s := range append(unlock, tt.sql) {
				must(t, w.Store.DB().Exec(s).Error)
			}
			faults, err = w.Store.Check(t.Context())
			if err != nil || !strings.Contains(strings.Join(faults, "\n"), tt.want) {
				t.Errorf("%s: %q, %v", tt.name, faults, err)
			}
		})
	}
}
