package portfolio

import "qadam/internal/civil"

// Deadline is when the version of the sheet has the milestone due, rolled to a
// working day; zero when the version has no such line.
func (s *Sheet) Deadline(milestoneID int64) civil.Date {
	if s == nil {
		return civil.Date{}
	}
	i, ok := s.at[milestoneID]
	if !ok {
		return civil.Date{}
	}
	return s.deadlines[i]
}

// Said is the day on which the milestone was done or, as its owner says, will
// be; zero when nobody has said anything.
func (l *Line) Said() civil.Date {
	if l.Facts.Accepted {
		return l.Facts.DoneOn
	}
	return l.Facts.Forecast
}

// SlipFrom is by how many calendar days what was said lies after a deadline:
// that of the version in force, or the original one. What is not done cannot be
// done before today, whatever was said. known is false when nothing was said
// and the deadline has not passed, or when there was no such deadline.
func (l *Line) SlipFrom(deadline civil.Date) (days int, known bool) {
	end := l.Said()
	if l.Status.Open() && (l.Status == Overdue || !end.IsZero()) {
		end = later(end, l.Reason.On)
	}
	if end.IsZero() || deadline.IsZero() || l.Status == Withdrawn {
		return 0, false
	}
	return end.Sub(deadline), true
}

// Plan returns the line of a milestone, or nil when the version has none.
func (s *Sheet) Plan(milestoneID int64) *Plan {
	i, ok := s.at[milestoneID]
	if !ok {
		return nil
	}
	return &s.Plans[i]
}
