package funding

import (
	"encoding/binary"
	"math/big"
	"testing"

	"qadam/internal/civil"
	"qadam/internal/money"
	"qadam/internal/portfolio"
)

// FuzzLedger plays whatever the bytes say on three lines: sums are added, split
// over months, taken back, each only where the checks let it. Nothing is ever
// lost or made: the book is what big integers say, to the tiyn, at every instant,
// and what would overflow is refused.
func FuzzLedger(f *testing.F) {
	for _, seed := range []string{"", "\x00\x00\x00\x00\x00\x00\x00\x00\x05\x01", "12345678901234567890", "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x7f\xff\xff\xff\xff\xff\xff\xff\xff\xff", "aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd"} {
		f.Add([]byte(seed))
	}
	var large []byte
	for i := range 40 {
		large = append(binary.BigEndian.AppendUint64(append(large, byte(i*7), byte(i*11)), uint64(Limit)/uint64(i%5+1)), byte(i))
	}
	f.Add(large)
	lines := []Line{
		{ID: 1, ProgrammeID: 1, ProjectID: 1, Model: portfolio.Public, Source: CityBudget, Kind: Investment},
		{ID: 2, ProgrammeID: 1, ProjectID: 1, Model: portfolio.Private, Source: PrivateOwn, Kind: Investment},
		{ID: 3, ProgrammeID: 1, ProjectID: 1, Model: portfolio.PPP, Source: CityBudget, Kind: Obligations},
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		state := &State{ProgrammeID: 1, ProjectID: 1, On: civil.Date{Year: 2018, Month: 10, Day: 15}, Lines: lines}
		l := play{t: t, state: state, exact: map[cellKey]*[5]big.Int{}}
		for ; len(data) >= 11 && len(l.entries) < 60; data = data[11:] {
			e := Entry{
				LineID: 1 + int64(data[0]%3), ProgrammeID: 1, ProjectID: 1, Kind: EntryKinds[data[1]%7], Year: 2017 + int(data[1]>>3%3),
				Amount: money.Amount(binary.BigEndian.Uint64(data[2:])), HappenedOn: civil.Date{Year: 2018, Month: 3, Day: 5},
			}
			switch data[10] % 4 {
			case 0:
				l.reverse(int(data[0]))
			case 1:
				parts := e.Amount.Split(1 + int(data[10]>>2)%12)
				var sum big.Int
				for _, p := range parts {
					sum.Add(&sum, big.NewInt(int64(p)))
					e.Amount = p
					l.enter(e)
				}
				if whole := money.Amount(binary.BigEndian.Uint64(data[2:])); sum.Cmp(big.NewInt(int64(whole))) != 0 {
					t.Fatalf("the parts of %d come to %s", whole, &sum)
				}
			default:
				l.enter(e)
			}
		}
		l.check()
	})
}

// play is a ledger on its way.
type play struct {
	t       *testing.T
	state   *State
	journal Journal
	entries []Entry
	back    map[int64]bool // entries that were taken back
	exact   map[cellKey]*[5]big.Int
}

// enter keeps an entry unless a sum of it would not be exact: too large, below
// zero or nothing. Other rules are no matter of arithmetic.
func (p *play) enter(e Entry) {
	for _, b := range Errors(p.state.Judge(e, DocOther).Breaches) {
		switch b.Key {
		case "too_large", "below_zero", "zero", "not_positive":
			return
		}
	}
	p.keep(e)
}

func (p *play) keep(e Entry) {
	e.ID = int64(len(p.entries) + 1)
	p.entries = append(p.entries, e)
	p.state = p.state.With(e)
	p.journal.Take(nil, []Posting{{LineID: e.LineID, Kind: e.Kind, Year: e.Year, Amount: e.Amount, RecordedAt: e.ID}})
	key := cellKey{line: e.LineID, year: e.Year}
	if p.exact[key] == nil {
		p.exact[key] = &[5]big.Int{}
	}
	sum, sign := map[EntryKind]int{Plan: 0, Allocate: 1, Commit: 2, CancelCommit: 2, Accept: 3, Pay: 4, Return: 4}[e.Kind], int64(1)
	if e.Kind == CancelCommit || e.Kind == Return {
		sign = -1
	}
	at := &p.exact[key][sum]
	at.Add(at, new(big.Int).Mul(big.NewInt(sign), big.NewInt(int64(e.Amount))))
}

// reverse takes an entry back, once, unless what is left would be below zero.
func (p *play) reverse(n int) {
	if len(p.entries) == 0 {
		return
	}
	e := p.entries[n%len(p.entries)]
	if e.ReversesID != 0 || p.back[e.ID] {
		return
	}
	for _, b := range Errors(p.state.JudgeReversal(e, 0).Breaches) {
		switch b.Key {
		case "too_large", "below_zero":
			return
		}
	}
	if p.back == nil {
		p.back = map[int64]bool{}
	}
	p.back[e.ID] = true
	p.keep(e.Reversal())
}

// check holds every instant of the ledger against big integers, and everything
// together against the sum of its parts.
func (p *play) check() {
	p.t.Helper()
	n, _ := p.journal.Before(int64(len(p.entries) + 1))
	if n != len(p.entries) {
		p.t.Fatalf("%d of %d entries", n, len(p.entries))
	}
	b := p.journal.Book(p.state.On, n, 0)
	seen := 0
	for _, c := range b.Cells {
		want := p.exact[cellKey{line: c.LineID, year: c.Year}]
		for i, got := range []money.Amount{c.Planned, c.Allocated, c.Committed, c.Accepted, c.Paid} {
			if want[i].Cmp(big.NewInt(int64(got))) != 0 {
				p.t.Fatalf("line %d, %d: figure %d is %d, exactly %s", c.LineID, c.Year, i, got, &want[i])
			}
			if got < 0 || got > Limit {
				p.t.Fatalf("line %d, %d: figure %d is %d", c.LineID, c.Year, i, got)
			}
		}
		if state := p.state.LineYear(c.LineID, c.Year); state != c.Sums {
			p.t.Fatalf("checks know %+v, the book %+v", state, c.Sums)
		}
		seen++
	}
	for key, sums := range p.exact {
		zero := true
		for i := range sums {
			zero = zero && sums[i].Sign() == 0
		}
		if !zero {
			seen--
		}
		_ = key
	}
	if seen != 0 {
		p.t.Fatalf("%d cells too many", seen)
	}
	// Taken back in the other order, nothing is left.
	var rest Sums
	for i := len(p.entries) - 1; i >= 0; i-- {
		e := p.entries[i]
		rest.Take(e.Kind, e.Amount)
		rest.Take(e.Kind, -e.Amount)
	}
	if !rest.IsZero() {
		p.t.Fatalf("left: %+v", rest)
	}
}
