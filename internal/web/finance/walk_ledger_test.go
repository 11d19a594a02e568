package finance_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strconv"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/audit"
	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/testkit"
	"qadam/internal/testkit/visit"
)

// ledger is everything that was entered, read back row by row and never added
// up by the program.
type ledger struct {
	site      *visit.Site
	entries   []funding.Entry
	lines     map[int64]funding.Line
	contracts []funding.Contract
	realised  map[int64]portfolio.Model // by contract
}

// fill enters money at random on four days: through the app, and what it refuses
// past it, so that sums are as odd as they can be.
func fill(s *visit.Site, r *rand.Rand) *ledger {
	s.T.Helper()
	f := &filling{site: s, r: r, by: map[string]int{}}
	for n := range 4 {
		s.Clock.Set(fmt.Sprintf("2018-03-0%d 12:00", 6+n))
		for range 4 {
			f.open()
		}
		f.agree()
		for range 25 {
			f.enter()
		}
		for range 4 {
			f.reverse()
		}
	}
	ctx, reader := context.Background(), s.Store.Read(access.System(), s.Store.Instant())
	l := &ledger{site: s, lines: map[int64]funding.Line{}, realised: map[int64]portfolio.Model{}}
	lines, err := reader.Lines(ctx, 0)
	f.must(err)
	for _, one := range lines {
		l.lines[one.ID] = one
	}
	l.entries, err = reader.Entries(ctx, store.EntryFilter{})
	f.must(err)
	l.contracts, err = reader.Contracts(ctx, store.ContractFilter{})
	f.must(err)
	for _, c := range l.contracts {
		l.realised[c.ID] = c.Current().Kind.Model()
	}
	if f.by["app"] == 0 || f.by["store"] == 0 || f.by["app back"]+f.by["store back"] == 0 {
		s.T.Fatalf("%d entries, %v", len(l.entries), f.by)
	}
	s.T.Logf("%d entries on %d lines: %v", len(l.entries), len(l.lines), f.by)
	return l
}

// filling is a ledger while it is filled.
type filling struct {
	site    *visit.Site
	r       *rand.Rand
	lines   []funding.Line
	agreed  []funding.Contract
	entered []funding.Entry // not taken back yet
	papers  int
	by      map[string]int
}

func (f *filling) must(err error) {
	f.site.T.Helper()
	if err != nil {
		f.site.T.Fatal(err)
	}
}

func pick[T any](r *rand.Rand, all []T) T { return all[r.IntN(len(all))] }

// homes are the programmes of the projects of the small world.
var homes = map[string]string{"sergek": "astana", "ikomek": "astana", "lighting": "ontustik"}

func (f *filling) project() (id, programmeID int64, manager access.Actor) {
	code := pick(f.r, []string{"sergek", "ikomek", "lighting"})
	return f.site.Projects[code], f.site.Programmes[homes[code]], f.site.Actor("manager." + homes[code])
}

func (f *filling) managerOf(projectID int64) access.Actor {
	for code, home := range homes {
		if f.site.Projects[code] == projectID {
			return f.site.Actor("manager." + home)
		}
	}
	return access.Actor{}
}

// open opens a line of any model and source; one that is open already, or is
// none, is left.
func (f *filling) open() {
	l := funding.Line{Model: pick(f.r, portfolio.Models), Source: pick(f.r, funding.Sources), Kind: pick(f.r, append(funding.LineKinds, funding.Investment))}
	var who access.Actor
	l.ProjectID, l.ProgrammeID, who = f.project()
	id, err := f.site.App.OpenLine(context.Background(), who, l)
	if l.ID = id; err == nil {
		f.lines = append(f.lines, l)
	}
}

// agree makes a contract, of any kind, in force.
func (f *filling) agree() {
	c := funding.Contract{FormKey: "walk" + strconv.Itoa(len(f.agreed))}
	var who access.Actor
	c.ProjectID, c.ProgrammeID, who = f.project()
	t := funding.Terms{
		ProgrammeID: c.ProgrammeID, Kind: pick(f.r, funding.ContractKinds), Number: "W-" + strconv.Itoa(len(f.agreed)),
		SignedOn: testkit.Day("2018-01-15"), StartOn: testkit.Day("2017-01-01"), EndOn: testkit.Day("2024-12-31"), Amount: f.amount(), MultiYear: true,
	}
	if t.Kind == funding.PPPContract {
		for year := 2018; year < 2024; year++ {
			t.Detail.Obligations = append(t.Detail.Obligations, funding.Obligation{Type: pick(f.r, funding.ObligationTypes), Year: year, Amount: f.amount()})
		}
	}
	f.must(f.site.Store.Write(context.Background(), who, func(tx *store.Tx) error {
		if err := tx.AddContract(&c); err != nil {
			return err
		}
		t.ContractID = c.ID
		if err := tx.AppendTerms(&t); err != nil {
			return err
		}
		step := funding.ContractStep{ContractID: c.ID, ProgrammeID: c.ProgrammeID, State: funding.ContractSigned, HappenedOn: t.SignedOn}
		if err := tx.AppendContractStep(&step); err != nil {
			return err
		}
		return tx.Record("contract.drafted", c.ProgrammeID, "contract", c.ID, audit.Added(map[string]any{"number": t.Number}))
	}))
	f.agreed = append(f.agreed, c)
}

// amount is any sum above zero, with tiyn.
func (f *filling) amount() money.Amount {
	return 1 + money.Amount(f.r.Int64N([]int64{100, 1e7, 1e12, 1e14}[f.r.IntN(4)]))
}

func (f *filling) paper() funding.Document {
	f.papers++
	return funding.Document{Kind: pick(f.r, funding.DocumentKinds), Number: strconv.Itoa(f.papers), Dated: testkit.Day("2018-03-01"), Title: "Paper"}
}

// enter enters any sum on any line.
func (f *filling) enter() {
	if len(f.lines) == 0 {
		return
	}
	l := pick(f.r, f.lines)
	m := app.Money{
		LineID: l.ID, Kind: pick(f.r, funding.EntryKinds), Year: 2017 + f.r.IntN(9), Amount: f.amount(), HappenedOn: testkit.Day("2018-03-02"), Document: f.paper(), Why: "Walked",
	}
	if m.Kind.Signed() && f.r.IntN(3) == 0 {
		m.Amount = -m.Amount
	}
	for _, c := range f.agreed {
		if c.ProjectID == l.ProjectID && f.r.IntN(2) == 0 {
			m.ContractID = c.ID
		}
	}
	e := funding.Entry{
		LineID: l.ID, ProgrammeID: l.ProgrammeID, ProjectID: l.ProjectID, Kind: m.Kind, Year: m.Year, Amount: m.Amount, HappenedOn: m.HappenedOn,
		ContractID: m.ContractID, Why: m.Why,
	}
	id, err := f.site.App.EnterMoney(context.Background(), f.managerOf(l.ProjectID), m)
	if e.ID = id; err == nil {
		f.by["app"]++
	} else {
		f.past(&e, m.Document)
		f.by["store"]++
	}
	f.entered = append(f.entered, e)
}

// past enters what the rules refuse.
func (f *filling) past(e *funding.Entry, paper funding.Document) {
	paper.ProgrammeID = e.ProgrammeID
	f.must(f.site.Store.Write(context.Background(), f.managerOf(e.ProjectID), func(tx *store.Tx) error {
		if err := tx.DocumentFor(&paper); err != nil {
			return err
		}
		e.DocumentID = paper.ID
		if err := tx.AppendEntry(e); err != nil {
			return err
		}
		return tx.Record("funding_entry.added", e.ProgrammeID, "funding_entry", e.ID, audit.Added(map[string]any{"sum": e.Amount}))
	}))
}

// reverse takes an entry back, which is never taken back again.
func (f *filling) reverse() {
	if len(f.entered) == 0 {
		return
	}
	i := f.r.IntN(len(f.entered))
	e := f.entered[i]
	f.entered = append(f.entered[:i], f.entered[i+1:]...)
	paper := f.paper()
	if _, err := f.site.App.Reverse(context.Background(), f.managerOf(e.ProjectID), e.ID, paper, nil, "Walked back"); err == nil {
		f.by["app back"]++
		return
	}
	back := e.Reversal()
	back.HappenedOn, back.Why = paper.Dated, "Walked back"
	f.past(&back, paper)
	f.by["store back"]++
}

// say is a message in the language of the walk.
func (l *ledger) say(key string) string {
	return visit.Plain(i18n.T(i18n.With(context.Background(), i18n.RU), key))
}

// named puts sums under the words of their codes.
func (l *ledger) named(prefix string, by map[string]five) map[string]five {
	out := map[string]five{}
	for code, s := range by {
		out[l.say(prefix+code)] = s
	}
	return out
}
