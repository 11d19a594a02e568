package cases

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/views/href"
	"qadam/views/layout"
	"qadam/views/ui"
)

// ExpertsPage asks experts for their opinion on several cases at once, and says
// before it is done what becomes of each.
type ExpertsPage struct {
	layout.Shell
	Rows      []ExpertsRow
	Seats     []Seat
	Names     map[int64]string // of who sits in them
	Form      ui.Form
	Due       civil.Date // as typed
	Suggested civil.Date
	Asked     bool // experts and a term are chosen: the rows say what will be
}

// ExpertsRow is one of the cases.
type ExpertsRow struct {
	Row
	Seen   int // approval.Case.Asking
	Asked  []AskedSeat
	Faults []fault.FieldError // why it cannot be
}

// AskedSeat is an expert who was asked already.
type AskedSeat struct {
	Name   string
	Due    civil.Date
	Spoken bool
}

// ExpertsRegion is what the forms replace.
const ExpertsRegion = "experts-many"

// SeenName is the field in which the form says what it has seen of a case.
func SeenName(id int64) string { return "seen_" + strconv.FormatInt(id, 10) }

// IDs are the cases.
func (p ExpertsPage) IDs() []int64 {
	ids := make([]int64, len(p.Rows))
	for i, r := range p.Rows {
		ids[i] = r.ID
	}
	return ids
}

// refused is how many of the cases cannot be.
func (p ExpertsPage) refused() int {
	n := 0
	for _, r := range p.Rows {
		if len(r.Faults) > 0 {
			n++
		}
	}
	return n
}

// ready reports whether it can be done.
func (p ExpertsPage) ready() bool {
	return p.Asked && len(p.Rows) > 0 && p.refused() == 0 && len(p.Form.Errors) == 0
}

// rest is the address with the cases that can be only.
func (p ExpertsPage) rest() string {
	var ids []int64
	for _, r := range p.Rows {
		if len(r.Faults) == 0 {
			ids = append(ids, r.ID)
		}
	}
	address := href.ExpertsFor(ids)
	for _, s := range p.Form.Values["seats"] {
		address += "&seats=" + s
	}
	return href.With(address, "due", p.Form.Values.Get("due"))
}

// chosen are the names of the experts chosen.
func (p ExpertsPage) chosen() []string {
	var names []string
	for _, s := range p.Seats {
		if slices.Contains(p.Form.Values["seats"], strconv.FormatInt(s.ID, 10)) {
			names = append(names, s.Holder)
		}
	}
	return names
}

// askedSaid are the experts who were asked already, in one line.
func (r ExpertsRow) askedSaid(ctx context.Context) string {
	var said []string
	for _, a := range r.Asked {
		said = append(said, a.Name+" "+i18n.T(ctx, "cases.by_day", "Day", i18n.Date(ctx, a.Due)))
	}
	return strings.Join(said, ", ")
}

// dueForm is the form with the term suggested while none was typed.
func (p ExpertsPage) dueForm() ui.Form {
	if p.Form.Values.Has("due") {
		return p.Form
	}
	return ui.Form{}
}

// previewKind makes the preview the next thing to do until there is one.
func (p ExpertsPage) previewKind() ui.Kind {
	if p.ready() {
		return ui.Plain
	}
	return ui.Primary
}
