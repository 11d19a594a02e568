package funding

import (
	"slices"

	"qadam/internal/money"
	"qadam/internal/portfolio"
)

// Stream is money planned by one model and realised by another, in tiyn. Planned
// "" was signed without being planned, Realised "" was planned and is not signed.
type Stream struct {
	Planned  portfolio.Model
	Realised portfolio.Model
	Amount   money.Amount
}

// Flow holds what was planned by each model against what was signed (rules.md
// §7), project by project. What is committed counts for the model of its
// contract, of which realised knows; without one, for that of its line. In a
// project, what was planned by a model is realised by the same one first; what
// is signed beyond that realises the plans left over, in the order of the
// models. The streams from a model add up to its plan and the streams to it to
// what is committed, to the tiyn.
func (b *Book) Flow(s Scope, realised map[int64]portfolio.Model) []Stream {
	projects := map[int64]*planned{}
	for l, c := range b.Each(s) {
		p := projects[l.ProjectID]
		if p == nil {
			p = &planned{}
			projects[l.ProjectID] = p
		}
		as := l.Model
		if m := realised[c.ContractID]; m != "" {
			as = m
		}
		p.plan[slices.Index(portfolio.Models, l.Model)] += c.Planned
		p.signed[slices.Index(portfolio.Models, as)] += c.Committed
	}
	var sum [models + 1][models + 1]money.Amount
	for _, p := range projects {
		p.pour(&sum)
	}
	var streams []Stream
	for from := range sum {
		for to, a := range sum[from] {
			if a != 0 {
				streams = append(streams, Stream{Planned: nth(from), Realised: nth(to), Amount: a})
			}
		}
	}
	return streams
}

// models is how many there are; a stream's end behind the last is none of them.
const models = 4

func nth(i int) portfolio.Model {
	if i == models {
		return ""
	}
	return portfolio.Models[i]
}

// planned is what was planned and signed in a project, by model.
type planned struct{ plan, signed [models]money.Amount }

// pour gives each sum of what is signed to a plan. A sum below zero, which the
// checks refuse, goes to or comes from nothing.
func (p *planned) pour(sum *[models + 1][models + 1]money.Amount) {
	take := func(from, to int) {
		if a := min(p.plan[from], p.signed[to]); a > 0 {
			p.plan[from] -= a
			p.signed[to] -= a
			sum[from][to] += a
		}
	}
	for m := range models {
		take(m, m)
	}
	for to := range models {
		for from := range models {
			take(from, to)
		}
	}
	for m := range models {
		sum[m][models] += p.plan[m]
		sum[models][m] += p.signed[m]
	}
}
