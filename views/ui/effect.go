package ui

import (
	"context"

	"qadam/internal/i18n"
	"qadam/internal/portfolio"
)

// Moves is what a report that is being typed would move, with the words that
// the effect itself has not.
type Moves struct {
	Effect    *portfolio.Effect // nil while what is typed is no per cent and no day
	Faults    []string          // what is wrong with what is typed, in words
	Bodies    map[int64]portfolio.Body
	Projects  map[int64]i18n.Text
	Programme i18n.Text
	Year      int
}

// shownShifts is how many milestones an effect lists; it counts the rest.
const shownShifts = 12

func (m Moves) shown() []portfolio.Shift {
	return m.Effect.Shifts[:min(len(m.Effect.Shifts), shownShifts)]
}

// gates counts the gate milestones among the others that move.
func (m Moves) gates() int {
	n := 0
	for _, s := range m.Effect.Shifts {
		if s.Line.Gate {
			n++
		}
	}
	return n
}

// own is how the reported milestone itself moves.
func (m Moves) own() portfolio.Shift {
	if len(m.Effect.Own) == 0 {
		return portfolio.Shift{}
	}
	return m.Effect.Own[0]
}

// held reports whether predecessors let the milestone end later than typed.
func (m Moves) held() bool { return m.own().Line != nil && m.own().Line.Pusher != nil }

// float is by how many working days the milestone may slip further; known is
// false when that cannot be said.
func (m Moves) float() (days int, known bool) {
	own := m.own()
	if own.Line == nil {
		return 0, false
	}
	t, known := m.Effect.After.Schedule().Timing(own.Line.MilestoneID)
	return t.TotalFloat, known
}

// Moved says by how many working days something moves.
func Moved(ctx context.Context, days int) string {
	if days < 0 {
		return i18n.N(ctx, "schedule.days_earlier", -days)
	}
	return i18n.N(ctx, "schedule.days_later", days)
}

// movedTone is the tone of a move: later is bad news.
func movedTone(days int) string {
	if days < 0 {
		return "slip-early"
	}
	return "slip-late"
}
