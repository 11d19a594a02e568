package portfolio

import (
	"maps"

	"qadam/internal/civil"
)

// RuleReport asks for a report with a forecast within the deadline: it decides no
// status. A line that was reported follows its own forecast, not that of what was
// done before it.
const RuleReport Rule = "report"

// wanted is the least, as far as the rule knows, that would turn a line green.
// Each want is tried: the line and all that precedes it are computed anew with the
// wants so far, and the rule that holds then asks for the next one. So no want can
// be met and leave the line as it was.
func (b *Board) wanted(l *Line) []Want {
	switch {
	case l.Status == Reported:
		return []Want{{Rule: RuleSaidDone}}
	case l.Status != Overdue && l.Status != AtRisk && !l.Stale:
		return nil
	}
	t := b.trial(l)
	for range 4*len(t.plans) + 40 {
		if !t.further() {
			break
		}
	}
	return t.wants
}

// trial is a line with all that precedes it, as they would be.
type trial struct {
	board *Board
	line  *Line // as it stands
	plans []Plan
	facts map[int64]Facts
	gaps  map[int64]bool
	moved int // how often what precedes it moved its deadline
	wants []Want
}

func (b *Board) trial(l *Line) *trial {
	t := &trial{board: b, line: l, facts: map[int64]Facts{}, gaps: maps.Clone(b.known.Gaps)}
	seen := map[int64]bool{l.MilestoneID: true}
	for lines := []*Line{l}; len(lines) > 0; {
		one := lines[0]
		lines = lines[1:]
		t.plans, t.facts[one.MilestoneID] = append(t.plans, *one.Plan), one.Facts
		for _, link := range one.Links {
			if p := b.Line(link.MilestoneID); p != nil && !seen[p.MilestoneID] {
				seen[p.MilestoneID] = true
				lines = append(lines, p)
			}
		}
	}
	return t
}

// now is how the line would stand.
func (t *trial) now() *Line {
	k := t.board.known
	k.Facts, k.Gaps, k.Earlier = t.facts, t.gaps, nil
	return NewBoard(NewSheet(0, t.plans, t.board.sheet.calendar), k).Line(t.line.MilestoneID)
}

// further adds what the rule that holds asks for; false says that none does.
func (t *trial) further() bool {
	l, on := t.now(), t.board.On
	switch l.Reason.Rule {
	case RulePastDue:
		t.move(later(on, l.Facts.Forecast))
	case RuleForecastLate:
		t.want(Want{Rule: RuleForecastLate, Days: l.Facts.Forecast.Sub(l.Deadline), Day: l.Deadline})
		t.report(func(f *Facts) { f.Forecast = l.Deadline })
	case RuleBehind:
		if t.line.Status == Overdue {
			t.move(l.Deadline.AddDays(1))
			break
		}
		percent := l.Expected - t.board.Rules.BehindPoints
		t.want(Want{Rule: RuleBehind, Percent: percent})
		t.report(func(f *Facts) { f.Percent = percent })
	case RulePredOverdue:
		p := t.board.Line(l.Reason.Predecessor)
		t.want(Want{Rule: RulePredOverdue, Days: on.Sub(p.Deadline), Line: p})
		t.done(p.MilestoneID, on)
	case RulePredAtRisk:
		p, day := t.board.Line(l.Reason.Predecessor), later(on, l.Start)
		t.want(Want{Rule: RulePredAtRisk, Day: day, Line: p})
		t.done(p.MilestoneID, day)
	case RuleFundingGap:
		t.want(Want{Rule: RuleFundingGap})
		delete(t.gaps, l.ProjectID)
	case RulePushed:
		t.unpush(l)
	default:
		if l.Stale {
			t.want(Want{Rule: RuleStale, Days: t.board.Rules.StaleDays()})
			t.report(func(*Facts) {})
			return true
		}
		return false
	}
	return true
}

// movesTried is how often a deadline follows what pushes the line: with more time
// there is more work to be pushed, and it may never catch up.
const movesTried = 4

// unpush asks for what lets the line end in time although something precedes it:
// a later deadline where one is asked for already, that what pushes it is done
// earlier, or a report where that is done and only late.
func (t *trial) unpush(l *Line) {
	on, cal, pusher := t.board.On, t.board.sheet.calendar, l.Pusher
	if t.line.Status == Overdue && t.moved < movesTried {
		t.moved++
		t.move(l.PushedTo)
		return
	}
	if pusher.Facts.Accepted {
		t.want(Want{Rule: RuleReport, Day: l.Deadline})
		t.report(func(f *Facts) {
			if f.Forecast.IsZero() {
				f.Forecast = l.Deadline
			}
		})
		return
	}
	over := cal.Ordinal(l.PushedTo) - cal.Ordinal(l.Deadline)
	day := later(on, cal.Day(cal.Ordinal(later(on, pusher.Finish))-over))
	t.want(Want{Rule: RulePushed, Days: over, Day: day, Line: t.board.Line(pusher.MilestoneID)})
	t.done(pusher.MilestoneID, day)
}

// want adds a want.
func (t *trial) want(w Want) { t.wants = append(t.wants, w) }

// move asks for a later deadline, on a working day. One that moves further is one
// want.
func (t *trial) move(day civil.Date) {
	p := &t.plans[0]
	day = t.board.sheet.calendar.Next(day)
	p.Due = civil.OnDay(day)
	day = p.Deadline(t.board.sheet.calendar)
	w := Want{Rule: RulePastDue, Days: day.Sub(t.line.Deadline), Day: day}
	if len(t.wants) > 0 && t.wants[0].Rule == RulePastDue {
		t.wants[0] = w
		return
	}
	t.want(w)
}

// report changes what is known of the line by a report of the day.
func (t *trial) report(say func(*Facts)) {
	f := t.facts[t.line.MilestoneID]
	f.MilestoneID, f.UpdatedOn = t.line.MilestoneID, t.board.On
	if f.UpdateID == 0 {
		f.UpdateID = -1
	}
	say(&f)
	t.facts[t.line.MilestoneID] = f
}

func (t *trial) done(milestoneID int64, day civil.Date) {
	f := t.facts[milestoneID]
	f.Accepted, f.DoneOn = true, day
	t.facts[milestoneID] = f
}
