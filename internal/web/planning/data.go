package planning

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"

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

// spread is data as rows of a spreadsheet. The head has the names of the JSON.
type spread struct{ rows [][]string }

func newSpread(head ...string) *spread { return &spread{rows: [][]string{head}} }

func (s *spread) add(cells ...string) {
	for i, c := range cells {
		cells[i] = inert(c)
	}
	s.rows = append(s.rows, cells)
}

func (s *spread) bytes() ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	if err := w.WriteAll(s.rows); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// inert keeps what somebody typed from being run as a formula by a program for
// spreadsheets.
func inert(cell string) string {
	if cell == "" || !strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return cell
	}
	if _, err := strconv.ParseFloat(cell, 64); err == nil {
		return cell
	}
	return "'" + cell
}

// number, day and others write the cells of a spreadsheet.
func number[T ~int | ~int64](n T) string { return strconv.FormatInt(int64(n), 10) }

func numberIf(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

func yes(b bool) string { return strconv.FormatBool(b) }
