package cases

import (
	"strconv"
	"strings"

	"qadam/internal/approval"
	"qadam/internal/portfolio"
	"qadam/views/ui"
)

// RemarkRows is how many rows for remarks a form has: those typed and as many
// empty ones as asked for.
func RemarkRows(f ui.Form, empty int) int {
	return min(Typed(f, "remark_", "")+empty, approval.RemarksLimit)
}

// Typed is the number of the last row of a form in which something was typed;
// rows are numbered from 1.
func Typed(f ui.Form, before, after string) int {
	last := 0
	for name, values := range f.Values {
		middle, found := strings.CutPrefix(name, before)
		if !found || len(values) == 0 || strings.TrimSpace(values[0]) == "" {
			continue
		}
		middle, found = strings.CutSuffix(middle, after)
		if n, err := strconv.Atoi(middle); found && err == nil && n > last && n <= approval.RemarksLimit {
			last = n
		}
	}
	return last
}

// numbered is the name of a field of the nth row.
func numbered(before string, n int, after string) string { return before + strconv.Itoa(n) + after }

// linesOf are the lines of the version that the case is about.
func (p ShowPage) linesOf() []portfolio.Plan { return p.Subject.Plans }
