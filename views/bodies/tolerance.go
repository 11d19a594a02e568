package bodies

import (
	"strconv"
	"strings"

	"qadam/internal/approval"
	"qadam/views/layout"
	"qadam/views/ui"
)

// TolerancePage is the limits of delegation (rules.md §3): those that hold, the
// form for others, and what held before.
type TolerancePage struct {
	layout.Shell
	Now     approval.Tolerance
	History []approval.Tolerance // the latest first
	Names   map[int64]string
	Form    ui.Form
}

// share is a share in tenths of a per cent as one types it.
func share(tenths int) string {
	return strings.TrimSuffix(strconv.FormatFloat(float64(tenths)/10, 'f', 1, 64), ".0")
}
