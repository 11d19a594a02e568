package planning

import (
	"slices"

	"github.com/labstack/echo/v4"

	"qadam/internal/approval"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/web/site"
	"qadam/views/ui"
)

// obligations are the conditions and assignments that a page shows where they
// touch something, what is due first at the top.
func (h Handler) obligations(c echo.Context, f store.ConditionFilter, ref *portfolio.Reference, keep func(string) string) ([]ui.Obligation, error) {
	all, err := h.Reader(c).Conditions(site.Ctx(c), f)
	if err != nil {
		return nil, err
	}
	// What is met stands below what is owed.
	slices.SortStableFunc(all, func(a, b approval.Condition) int {
		switch open := a.IsOpen(); {
		case open == b.IsOpen():
			return 0
		case open:
			return -1
		default:
			return 1
		}
	})
	return ui.Obligations(all, h.Visit(c).On, func(id int64) i18n.Text { return ref.Bodies[id].Called() }, keep), nil
}

// overdue are the first overdue condition of each milestone of a programme, for
// the rows of its roadmap.
func (h Handler) overdue(c echo.Context, programmeID int64) (map[int64]*approval.Condition, error) {
	all, err := h.Reader(c).Conditions(site.Ctx(c), store.ConditionFilter{ProgrammeID: programmeID, Open: true})
	if err != nil {
		return nil, err
	}
	found := map[int64]*approval.Condition{}
	for i := range all {
		one := &all[i]
		if one.MilestoneID != 0 && one.Overdue(h.Visit(c).On) && found[one.MilestoneID] == nil {
			found[one.MilestoneID] = one
		}
	}
	return found, nil
}
