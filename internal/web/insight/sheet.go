package insight

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"

	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
)

// sheet is a table for spreadsheets that is being written.
type sheet struct {
	out    bytes.Buffer
	writer *csv.Writer
}

func newSheet(heads ...string) *sheet {
	s := &sheet{}
	s.writer = csv.NewWriter(&s.out)
	s.row(heads...)
	return s
}

// row adds a row. What a spreadsheet would take for a formula, although people
// typed it as a name, is kept from being one.
func (s *sheet) row(cells ...string) {
	for i, cell := range cells {
		if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) && !isNumber(cell) {
			cells[i] = "'" + cell
		}
	}
	_ = s.writer.Write(cells) // a buffer takes everything
}

func isNumber(s string) bool {
	_, err := strconv.ParseFloat(s, 64)
	return err == nil
}

func (s *sheet) bytes() []byte {
	s.writer.Flush()
	return s.out.Bytes()
}

// portfolioRows are the figures of the portfolio, a programme to a row.
func portfolioRows(ctx context.Context, o portfolio.Overview) []byte {
	heads := append([]string{
		i18n.T(ctx, "word.code"), i18n.T(ctx, "word.programme"), i18n.T(ctx, "programme.owner"),
		i18n.T(ctx, "word.version"), i18n.T(ctx, "word.state"),
	}, tallyHeads(ctx)...)
	heads = append(heads, i18n.T(ctx, "portfolio.health"))
	if !o.Against.IsZero() {
		heads = append(heads, changeHeads(ctx, o)...)
	}
	s := newSheet(heads...)
	for _, r := range o.Rows {
		number, state := "", ""
		if r.Version != nil {
			number, state = strconv.Itoa(r.Version.Number), i18n.T(ctx, "state."+string(r.Version.State()))
		}
		cells := append([]string{r.Programme.Code, r.Term.Name.For(ctx), r.Term.Owner.Name.For(ctx), number, state}, tallyCells(r.Board.Total)...)
		cells = append(cells, i18n.T(ctx, "health."+string(r.Health())))
		if r.Since != nil {
			cells = append(cells, changeCells(r.Since.Tally)...)
		}
		s.row(cells...)
	}
	return s.bytes()
}

// changeHeads and changeCells are how the counts changed since another day.
func changeHeads(ctx context.Context, o portfolio.Overview) []string {
	var heads []string
	for _, status := range portfolio.Statuses {
		heads = append(heads, i18n.T(ctx, "portfolio.change_since", "Change", i18n.T(ctx, "status."+string(status)), "Day", o.Against))
	}
	return heads
}

func changeCells(t portfolio.Tally) []string {
	var cells []string
	for _, status := range portfolio.Statuses {
		cells = append(cells, strconv.Itoa(t.Of(status)))
	}
	return cells
}

// tallyHeads and tallyCells are the counts of milestones and what they cost.
func tallyHeads(ctx context.Context) []string {
	heads := []string{i18n.T(ctx, "word.milestones")}
	for _, status := range portfolio.Statuses {
		heads = append(heads, i18n.T(ctx, "status."+string(status)))
	}
	return append(heads, i18n.T(ctx, "status.stale"), i18n.T(ctx, "portfolio.planned")+", ₸")
}

func tallyCells(t portfolio.Tally) []string {
	cells := []string{strconv.Itoa(t.Total)}
	for _, status := range portfolio.Statuses {
		cells = append(cells, strconv.Itoa(t.Of(status)))
	}
	return append(cells, strconv.Itoa(t.Stale), tenge(t.Planned))
}

// tenge is a sum as every spreadsheet reads it.
func tenge(a money.Amount) string {
	if a%100 == 0 {
		return strconv.FormatInt(int64(a/100), 10)
	}
	return fmt.Sprintf("%d.%02d", a/100, a%100)
}

func count(n int) string { return strconv.Itoa(n) }
