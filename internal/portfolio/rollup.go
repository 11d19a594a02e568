package portfolio

import (
	"qadam/internal/civil"
	"qadam/internal/money"
)

// Tally counts milestones by status, and their weights.
type Tally struct {
	Total, Done, Reported, Overdue, AtRisk, OnTrack, NotStarted int
	Stale, DoneLate, Withdrawn                                  int
	Owed                                                        int // milestones of which an update is owed this month
	Returned                                                    int // milestones whose evidence was returned and not sent again

	Weight        int
	OverdueWeight int
	AtRiskWeight  int
	StaleWeight   int
	Planned       money.Amount // estimated costs of the lines

	Newest       civil.Date // the day of the latest update
	WaitingSince civil.Date // the day on which the oldest evidence that awaits a review was sent
}

// Add counts one line. A line without weight weighs one, so that it is seen.
func (t *Tally) Add(l Line) { t.add(&l, l.Costs.Total()) }

func (t *Tally) add(l *Line, planned money.Amount) {
	if l.Status == Withdrawn {
		t.Withdrawn++
		return
	}
	w := max(1, l.Weight)
	t.Total++
	t.Weight += w
	t.Planned += planned
	t.Newest = later(t.Newest, l.Facts.UpdatedOn)
	switch l.Status {
	case Done:
		t.Done++
		if l.Late {
			t.DoneLate++
		}
	case Reported:
		t.Reported++
		t.WaitingSince = earlier(t.WaitingSince, l.Facts.UpdatedOn)
	case Overdue:
		t.Overdue++
		t.OverdueWeight += w
	case AtRisk:
		t.AtRisk++
		t.AtRiskWeight += w
	case OnTrack:
		t.OnTrack++
	case NotStarted:
		t.NotStarted++
	}
	if owesUpdate(l, l.Reason.On) {
		t.Owed++
	}
	if l.Facts.ReturnedID != 0 && l.Facts.ReturnedID == l.Facts.UpdateID {
		t.Returned++
	}
	if l.Stale {
		t.Stale++
		t.StaleWeight += w
	}
}

// Plus adds two tallies.
func (t Tally) Plus(o Tally) Tally {
	t.Total += o.Total
	t.Done += o.Done
	t.Reported += o.Reported
	t.Overdue += o.Overdue
	t.AtRisk += o.AtRisk
	t.OnTrack += o.OnTrack
	t.NotStarted += o.NotStarted
	t.Stale += o.Stale
	t.DoneLate += o.DoneLate
	t.Withdrawn += o.Withdrawn
	t.Owed += o.Owed
	t.Returned += o.Returned
	t.Weight += o.Weight
	t.OverdueWeight += o.OverdueWeight
	t.AtRiskWeight += o.AtRiskWeight
	t.StaleWeight += o.StaleWeight
	t.Planned += o.Planned
	t.Newest = later(t.Newest, o.Newest)
	t.WaitingSince = earlier(t.WaitingSince, o.WaitingSince)
	return t
}

// earlier is the earlier of two days, where no day is no day at all.
func earlier(a, b civil.Date) civil.Date {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

// Of returns the count of one status.
func (t Tally) Of(s Status) int {
	switch s {
	case Done:
		return t.Done
	case Reported:
		return t.Reported
	case Overdue:
		return t.Overdue
	case AtRisk:
		return t.AtRisk
	case OnTrack:
		return t.OnTrack
	case NotStarted:
		return t.NotStarted
	case Withdrawn:
		return t.Withdrawn
	}
	return 0
}

// Health is the colour of a project or a programme.
type Health string

// The four healths. NoData is not a fourth colour: it says that the colour
// cannot be known.
const (
	Green  Health = "green"
	Amber  Health = "amber"
	Red    Health = "red"
	NoData Health = "no_data"
)

// Health is never an average of colours: shares of weight decide (rules.md §4).
// It multiplies rather than divides, so that 10 per cent is not yet above 10.
func (t Tally) Health(r StatusRules) Health {
	switch {
	case t.Total == 0 || t.StaleWeight*100 > t.Weight*r.StaleShare:
		return NoData
	case t.OverdueWeight*100 > t.Weight*r.RedShare:
		return Red
	case (t.OverdueWeight+t.AtRiskWeight)*100 > t.Weight*r.AmberShare:
		return Amber
	default:
		return Green
	}
}

// Decides reports whether a line of this status counts towards the health.
func (h Health) Decides(l Line) bool {
	switch h {
	case Red:
		return l.Status == Overdue
	case Amber:
		return l.Status == Overdue || l.Status == AtRisk
	case NoData:
		return l.Stale
	default:
		return false
	}
}

// Deciding lists the lines that made the health what it is. projectID 0 is
// the whole board.
func (b *Board) Deciding(projectID int64) []Line {
	t := b.Total
	if projectID != 0 {
		t = b.Projects[projectID]
	}
	h := t.Health(b.Rules)
	var lines []Line
	for _, l := range b.Lines {
		if (projectID == 0 || l.ProjectID == projectID) && h.Decides(l) {
			lines = append(lines, l)
		}
	}
	return lines
}
