package site

import (
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/views/ui"
)

// SavedBar is the bar of saved views above a list. Two queries.
func (s *Site) SavedBar(c echo.Context, list portfolio.ViewList) (ui.SavedBar, error) {
	ctx, v := Ctx(c), s.Visit(c)
	b := ui.SavedBar{URL: pageURL(c), List: list, Past: v.Past}
	r := s.Store.Read(s.Who(c), s.Instant()) // views are never shown as of a past day
	var err error
	if b.Views, err = r.Views(ctx, list); err != nil {
		return b, err
	}
	stars, err := s.Favourites(c)
	if err != nil {
		return b, err
	}
	b.Pinned = stars[portfolio.FavouriteView]
	slices.SortStableFunc(b.Views, func(x, y portfolio.View) int { return pinned(b.Pinned, y) - pinned(b.Pinned, x) })
	for _, one := range b.Views {
		if n := c.QueryParam("view"); n != "" && n == number(one.ID) {
			b.Shown = one.ID
		}
	}
	b.Programmes, err = s.SharedWith(c)
	return b, err
}

func pinned(all map[int64]bool, v portfolio.View) int {
	if all[v.ID] {
		return 1
	}
	return 0
}

// Favourites are what the reader marked with a star, asked once a request.
func (s *Site) Favourites(c echo.Context) (portfolio.Favourites, error) {
	if kept, ok := c.Get(favouritesKey).(portfolio.Favourites); ok {
		return kept, nil
	}
	all, err := s.Reader(c).Favourites(Ctx(c))
	c.Set(favouritesKey, all)
	return all, err
}

const favouritesKey = "favourites"

// SharedWith are the programmes with whose people the reader may share a view:
// his own, or all when he belongs to none.
func (s *Site) SharedWith(c echo.Context) ([]ui.Option, error) {
	ref, err := s.Reader(c).Reference(Ctx(c))
	if err != nil {
		return nil, err
	}
	var all []ui.Option
	for _, p := range ref.Programmes {
		if portfolio.MayShare(s.Who(c), p.ID) {
			all = append(all, ui.Option{Value: number(p.ID), Label: p.Name(s.Visit(c).Today).In(i18n.From(Ctx(c)))})
		}
	}
	return all, nil
}

func number(id int64) string { return strconv.FormatInt(id, 10) }
