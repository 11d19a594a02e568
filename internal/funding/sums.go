package funding

import (
	"math/big"

	"qadam/internal/money"
)

// Sums is what entries come to: the five figures of the waterfall, net of
// returns, cancellations and reversals, in tiyn.
type Sums struct {
	Planned   money.Amount
	Allocated money.Amount
	Committed money.Amount // commit − cancel_commit
	Accepted  money.Amount
	Paid      money.Amount // pay − return
}

// Take adds an entry of the kind.
func (s *Sums) Take(k EntryKind, a money.Amount) {
	switch k {
	case Plan:
		s.Planned += a
	case Allocate:
		s.Allocated += a
	case Commit:
		s.Committed += a
	case CancelCommit:
		s.Committed -= a
	case Accept:
		s.Accepted += a
	case Pay:
		s.Paid += a
	case Return:
		s.Paid -= a
	}
}

// Add adds other sums.
func (s *Sums) Add(o Sums) {
	s.Planned += o.Planned
	s.Allocated += o.Allocated
	s.Committed += o.Committed
	s.Accepted += o.Accepted
	s.Paid += o.Paid
}

// Less is the difference to other sums: what changed since.
func (s Sums) Less(o Sums) Sums {
	return Sums{s.Planned - o.Planned, s.Allocated - o.Allocated, s.Committed - o.Committed, s.Accepted - o.Accepted, s.Paid - o.Paid}
}

// IsZero reports whether nothing was ever entered, or all was taken back.
func (s Sums) IsZero() bool { return s == Sums{} }

// Share is how many tenths of a per cent a part is of a whole, rounded to the
// nearest; not defined when there is no whole.
func Share(part, whole money.Amount) (tenths int64, defined bool) {
	if whole <= 0 {
		return 0, false
	}
	n := new(big.Int).Mul(big.NewInt(int64(part)), big.NewInt(2000))
	n.Add(n, big.NewInt(int64(whole)))
	n.Div(n, new(big.Int).Mul(big.NewInt(int64(whole)), big.NewInt(2)))
	return n.Int64(), n.IsInt64()
}

// Utilization is what is paid of what is allocated (facts.md §2.5, 7).
func (s Sums) Utilization() (tenths int64, defined bool) { return Share(s.Paid, s.Allocated) }

// Contracting is what is committed of what is planned (facts.md §2.5, 7).
func (s Sums) Contracting() (tenths int64, defined bool) { return Share(s.Committed, s.Planned) }
