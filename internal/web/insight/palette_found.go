package insight

import (
	"github.com/labstack/echo/v4"

	"qadam/internal/i18n"
	"qadam/internal/search"
	"qadam/internal/web/site"
	"qadam/views/href"
	"qadam/views/keys"
	views "qadam/views/search"
)

// paletteHits is how many things of each kind the palette offers.
const paletteHits = 4

// foundEntries are the things that search finds, with a way to all of them.
func (h Handler) foundEntries(c echo.Context, keep func(string) string, typed string) ([]keys.Entry, error) {
	ctx := site.Ctx(c)
	found, err := h.Reader(c).Search(ctx, search.Ask{Text: typed, Limit: paletteHits})
	if err != nil || len(found.Hits) == 0 {
		return nil, err
	}
	var out []keys.Entry
	for _, hit := range found.Hits {
		out = append(out, keys.Entry{Words: views.Words(ctx, hit), Note: i18n.T(ctx, "keys.kind_"+string(hit.Kind)), Href: keep(views.Address(hit)), Icon: views.Icon(hit.Kind)})
	}
	return append(out, keys.Entry{Words: i18n.T(ctx, "keys.all_found", "Text", typed), Href: keep(href.SearchFor(typed, "")), Icon: "search"}), nil
}
