package portfolio

import "qadam/internal/civil"

// pushed is where the predecessors of a line push its finish to, or zero when
// they let it finish as its owner says. The owner's forecast is never changed:
// this stands beside it (rules.md §4).
//
// A predecessor that is done pushes only a milestone that was never reported:
// once its owner has reported, the owner's forecast knows better.
func (s *Sheet) pushed(lines []Line, i int, on civil.Date) civil.Date {
	l := &lines[i]
	if l.Facts.Accepted || len(l.Links) == 0 {
		return civil.Date{}
	}
	start, end := l.Start, civil.Date{}
	for _, link := range l.Links {
		j, ok := s.at[link.MilestoneID]
		if !ok {
			continue
		}
		p := &lines[j]
		if p.Status == Withdrawn || p.Facts.Accepted && l.Facts.UpdateID != 0 {
			continue
		}
		finish := p.Finish
		if !p.Facts.Accepted && finish.Before(on) {
			finish = on // what is not done cannot be done before today
		}
		switch link.Kind {
		case SS:
			start = later(start, s.calendar.Add(p.Start, link.Lag))
		case FF:
			end = later(end, s.calendar.Add(finish, link.Lag))
		case SF:
			end = later(end, s.calendar.Add(p.Start, link.Lag))
		default:
			start = later(start, s.calendar.Add(finish, 1+link.Lag))
		}
	}
	if start.After(l.Start) {
		left := (s.durations[i]*(100-l.Facts.Percent) + 99) / 100
		end = later(end, s.calendar.Add(start, max(0, left-1)))
	}
	if own := owned(l); !end.After(own) {
		return civil.Date{}
	}
	return end
}

// owned is when the milestone's owner expects it to be done.
func owned(l *Line) civil.Date {
	if !l.Facts.Forecast.IsZero() {
		return l.Facts.Forecast
	}
	return l.Deadline
}

// finish is when a line was or will be done, as far as anybody knows.
func finish(l *Line) civil.Date {
	if l.Facts.Accepted {
		return l.Facts.DoneOn
	}
	return later(owned(l), l.PushedTo)
}

func later(a, b civil.Date) civil.Date {
	if b.After(a) {
		return b
	}
	return a
}
