package seed_test

import (
	"context"
	"slices"
	"testing"

	"qadam/internal/access"
	"qadam/internal/funding"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/testkit"
	"qadam/seed/demo"
)

// purse is the money of the play as the application knows it when the curtain
// falls.
type purse struct {
	*store.Reader
	book     *funding.Book
	projects map[string]int64
}

func opening(t *testing.T, s *store.Store) purse {
	t.Helper()
	ctx := context.Background()
	r := s.Read(access.System(), s.Instant())
	pictures, _, err := r.Pictures(ctx)
	if err != nil {
		t.Fatal(err)
	}
	p := purse{Reader: r, projects: map[string]int64{}}
	if p.book, err = r.Funding(ctx); err != nil {
		t.Fatal(err)
	}
	for _, one := range pictures {
		for _, pr := range one.Projects {
			p.projects[pr.Code] = pr.ID
		}
	}
	return p
}

// of are the sums of a project's line of the play in a year.
func (p purse) of(t *testing.T, line string, year int) funding.Sums {
	t.Helper()
	l := demo.LineOf(line)
	id := p.projects[l.Project]
	if id == 0 {
		t.Fatalf("no project %s", l.Project)
	}
	return p.book.Sums(funding.Scope{ProjectID: id, Year: year, Model: portfolio.Model(l.Model), Source: funding.Source(l.Source), Kind: funding.LineKind(l.Kind)})
}

func TestThePlayBreaksNoRuleOfMoney(t *testing.T) {
	ctx := context.Background()
	s := played(t, store.SQLite)
	p := opening(t, s)
	states, err := p.MoneyStates(ctx, 0)
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]int{}
	for _, state := range states {
		for _, b := range state.Breaches() {
			listed[b.Key]++
			if b.Severity == funding.Error {
				t.Errorf("project %d, line %d, contract %d, %d: %s by %d", b.ProjectID, b.LineID, b.ContractID, b.Year, b.Key, b.Excess)
			}
		}
	}
	t.Log(listed)
	for _, key := range []string{"gap", "lapsed", "unspent", "month_missing", "not_monthly", "unpaid", "contract_open"} {
		if listed[key] == 0 {
			t.Errorf("the list of checks shows no %s", key)
		}
	}
	entries, err := p.Entries(ctx, store.EntryFilter{})
	if err != nil {
		t.Fatal(err)
	}
	warned, reversed := 0, 0
	for _, e := range entries {
		if e.ReversesID != 0 {
			reversed++
		} else if (e.Why != "") != (len(e.Warned) > 0) {
			t.Errorf("entry %d of line %d (%s): warned of %v, why %q", e.ID, e.LineID, e.Kind, e.Warned, e.Why)
		}
		if len(e.Warned) > 0 {
			warned++
		}
		if e.DocumentID == 0 {
			t.Errorf("entry %d goes by no document", e.ID)
		}
	}
	if warned < 8 || reversed < 2 {
		t.Errorf("%d entries with a word of why, %d reversals", warned, reversed)
	}
}

// What a roadmap in force costs is what the ledger plans by it.
func TestPlansOfThePlayAreThoseOfItsRoadmaps(t *testing.T) {
	ctx := context.Background()
	s := played(t, store.SQLite)
	p := opening(t, s)
	pictures, _, err := p.Pictures(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range pictures {
		entries, err := p.Entries(ctx, store.EntryFilter{ProgrammeID: one.Programme.ID, Kinds: []funding.EntryKind{funding.Plan}})
		if err != nil {
			t.Fatal(err)
		}
		var sum int64
		for _, e := range entries {
			if e.VersionID != 0 {
				sum += int64(e.Amount)
			}
		}
		if want := one.Board(demo.Year).Total.Planned; sum != int64(want) {
			t.Errorf("%s: roadmaps plan %d in the ledger and %d in the portfolio", one.Programme.Code, sum, want)
		}
	}
}

// The demonstration carries what issue 5 asks for, and pages can show it.
func TestTheMoneyOfThePlayTellsItsStory(t *testing.T) {
	ctx := context.Background()
	s := played(t, store.SQLite)
	p := opening(t, s)
	for _, one := range []struct {
		why   string
		holds bool
	}{
		{"a terminated partnership has money committed and not accepted", func() bool {
			sums := p.of(t, "karaganda-fixation/region", demo.Year)
			return sums.Committed > sums.Accepted
		}()},
		{"a memorandum never became money", func() bool {
			sums := p.of(t, "karaganda-posts/own", demo.Year)
			return sums.Planned > 0 && sums.Committed == 0
		}()},
		{"public money of 2017 lapsed", len(p.book.Lapses(funding.Scope{Year: demo.Year - 1})) >= 4},
		{"partnership that was planned is realised as budget", func() bool {
			flow := p.book.Flow(funding.Scope{Year: demo.Year, Kind: funding.Investment}, nil)
			return slices.ContainsFunc(flow, func(f funding.Stream) bool { return f.Planned == portfolio.PPP && f.Realised == portfolio.Public })
		}()},
		{"obligations reach the thirties", p.book.Obligations(funding.Scope{Year: 2033}).Committed > 0},
		{"what the region did not spend went over to the city", p.of(t, "ontustik-social/city", demo.Year).Allocated > p.of(t, "ontustik-social/region", demo.Year).Allocated},
		{"a budget's obligations are no investment", p.book.Obligations(funding.Scope{}).Committed > 10*p.of(t, "almaty-sergek/own", demo.Year).Committed},
	} {
		if !one.holds {
			t.Errorf("not so: %s", one.why)
		}
	}
	contracts, err := p.Contracts(ctx, store.ContractFilter{})
	if err != nil {
		t.Fatal(err)
	}
	kinds, states := map[funding.ContractKind]int{}, map[funding.ContractState]int{}
	for i := range contracts {
		kinds[contracts[i].Current().Kind]++
		states[contracts[i].State()]++
	}
	for _, k := range funding.ContractKinds {
		if kinds[k] == 0 {
			t.Errorf("no contract of kind %s", k)
		}
	}
	if states[funding.ContractTerminated] == 0 || states[funding.ContractCompleted] == 0 || states[funding.ContractActive] == 0 {
		t.Errorf("states of contracts: %v", states)
	}
	late := 0
	book, err := p.StageBook(ctx, store.StageFilter{}, demo.Curtain.Day)
	if err != nil {
		t.Fatal(err)
	}
	pictures, _, err := p.Pictures(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range pictures {
		for _, pr := range one.Projects {
			late += len(book.Late(pr))
			if len(book.Records[pr.ID]) == 0 {
				t.Errorf("nothing is said of the stages of %s", pr.Code)
			}
		}
	}
	if late < 10 {
		t.Errorf("%d stages are late, want ten or more", late)
	}
	t.Logf("%d contracts, %d lines, %d stages late", len(contracts), len(p.book.Lines), late)
}

// As of a past day the money is that of the day: what was entered since does not
// count.
func TestTheMoneyOfAPastDay(t *testing.T) {
	s := played(t, store.SQLite)
	at := func(day string) funding.Sums {
		b, err := s.Read(access.System(), testkit.Day(day).EndOfDay()).Funding(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		return b.Sums(funding.Scope{Year: demo.Year, Kind: funding.Investment})
	}
	before, after := at("2018-04-12"), at("2018-04-30")
	if after.Allocated <= before.Allocated || before.Planned == 0 || at("2018-01-16") != (funding.Sums{}) {
		t.Errorf("in April %+v became %+v", before, after)
	}
}
