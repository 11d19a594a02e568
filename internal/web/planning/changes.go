package planning

import (
	"cmp"
	"slices"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/home"
)

// watchers are the roles that report and accept nothing and look at how all
// programmes go.
var watchers = []access.Role{access.Member, access.Chair, access.Secretary, access.Official, access.Auditor}

func watches(who access.Actor) bool { return slices.ContainsFunc(watchers, who.Has) }

// shownChanges is how many of each kind stand on the page; the portfolio has
// them all.
const shownChanges = 8

// changes are what was done, slipped and was returned since the day compared
// with, or in the last week.
func (h Handler) changes(c echo.Context, pictures []*portfolio.Picture) (*home.Changes, error) {
	v := h.Visit(c)
	found := &home.Changes{Since: v.NewsFrom()}
	before, _, err := h.ReaderOn(c, found.Since).Pictures(site.Ctx(c))
	if err != nil {
		return nil, err
	}
	for _, p := range pictures {
		i := slices.IndexFunc(before, func(b *portfolio.Picture) bool { return b.Programme.ID == p.Programme.ID })
		for _, b := range years(p) {
			then := &portfolio.Board{On: found.Since}
			if i >= 0 {
				then = before[i].Board(b.Year)
			}
			compare(found, p, b, then)
		}
	}
	longest := func(a, b home.Change) int { return cmp.Compare(b.Days, a.Days) }
	slices.SortStableFunc(found.Slipped.Items, longest)
	for _, kind := range []*home.Happened{&found.Done, &found.Slipped, &found.Returned} {
		kind.Count = len(kind.Items)
		kind.Items = kind.Items[:min(kind.Count, shownChanges)]
	}
	return found, nil
}

// compare adds what happened to the lines of one board.
func compare(found *home.Changes, p *portfolio.Picture, b, then *portfolio.Board) {
	d := b.Against(then)
	for i := range b.Lines {
		l := &b.Lines[i]
		was := portfolio.Line{}
		if earlier := then.Line(l.MilestoneID); earlier != nil {
			was = *earlier
		}
		change := home.Change{Item: itemOf(p, l)}
		if l.Status == portfolio.Done && was.Status != portfolio.Done {
			found.Done.Items = append(found.Done.Items, change)
		}
		if l.Facts.ReturnedID != 0 && l.Facts.ReturnedID != was.Facts.ReturnedID {
			found.Returned.Items = append(found.Returned.Items, change)
		}
		if days := d.Slip(l.MilestoneID); days > 0 {
			change.Days = days
			found.Slipped.Items = append(found.Slipped.Items, change)
		}
	}
}
