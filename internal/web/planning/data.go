package planning

import (
	"strconv"

	"qadam/internal/portfolio"
)

// counts are milestones by status, as all data give them: the six states add
// up to the total, the others count beside them.
type counts struct {
	Total      int `json:"total"`
	Done       int `json:"done"`
	Reported   int `json:"reported"`
	Overdue    int `json:"overdue"`
	AtRisk     int `json:"at_risk"`
	OnTrack    int `json:"on_track"`
	NotStarted int `json:"not_started"`
	Stale      int `json:"stale"`
	Withdrawn  int `json:"withdrawn"`
}

func countsOf(t portfolio.Tally) counts {
	return counts{t.Total, t.Done, t.Reported, t.Overdue, t.AtRisk, t.OnTrack, t.NotStarted, t.Stale, t.Withdrawn}
}

// maybe is nil for nothing, so that the data say null.
func maybe[T comparable](v T) *T {
	var none T
	if v == none {
		return nil
	}
	return &v
}

// days is a difference in days, null while there is none to tell.
func days(n int, known bool) *int {
	if !known {
		return nil
	}
	return &n
}

// number and others write the cells of a spreadsheet.
func number[T ~int | ~int64](n T) string { return strconv.FormatInt(int64(n), 10) }

func yes(b bool) string { return strconv.FormatBool(b) }
