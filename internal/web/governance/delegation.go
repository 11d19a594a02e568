package governance

import (
	"context"

	"github.com/labstack/echo/v4"

	"qadam/internal/approval"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/web/site"
	"qadam/views/href"
	"qadam/views/ui"
)

// delegation says who decides upon lines proposed on top of a version of a
// roadmap, by the limits of the day shown: the same rule by which the case's
// route is chosen.
func (h Handler) delegation(c echo.Context, m portfolio.Roadmap, base portfolio.Version, proposed []portfolio.Plan, byHead bool) (*ui.Delegation, map[int64]portfolio.Plan, error) {
	ctx, reader := site.Ctx(c), h.Reader(c)
	limits, err := reader.Tolerances(ctx)
	if err != nil {
		return nil, nil, err
	}
	original, err := originals(ctx, reader, m, base.Number)
	if err != nil {
		return nil, nil, err
	}
	sheet, err := reader.Sheet(ctx, base)
	if err != nil {
		return nil, nil, err
	}
	ref, err := reader.Reference(ctx)
	if err != nil {
		return nil, nil, err
	}
	d := approval.RouteOf(approval.ToleranceOn(limits, h.Visit(c).On), approval.Change{
		InForce: sheet.Plans, Proposed: proposed, Original: original, Calendar: ref.Calendar, ByHead: byHead,
	})
	return &ui.Delegation{Delegation: d, Address: href.Milestone}, original, nil
}

// originals are the lines of a roadmap as each was first in force, up to a
// version.
func originals(ctx context.Context, reader *store.Reader, m portfolio.Roadmap, upTo int) (map[int64]portfolio.Plan, error) {
	var all [][]portfolio.Plan
	for _, v := range m.Versions {
		if v.Number > upTo || v.Step(portfolio.InForce).VersionID == 0 {
			continue
		}
		sheet, err := reader.Sheet(ctx, v)
		if err != nil {
			return nil, err
		}
		all = append(all, sheet.Plans)
	}
	return approval.Originals(all...), nil
}
