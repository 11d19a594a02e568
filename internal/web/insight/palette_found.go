package insight

import (
	"github.com/labstack/echo/v4"

	"qadam/internal/i18n"
	"qadam/internal/search"
	"qadam/internal/web/site"
	"qadam/views/href"
	"qadam/views/keys"
	searches "qadam/views/search"
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
	pictures, _, err := h.Reader(c).Pictures(ctx)
	if err != nil {
		return nil, err
	}
	var out []keys.Entry
	for _, hit := range found.Hits {
		if address := searches.Address(hit); address != "" {
			out = append(out, keys.Entry{Words: searches.Words(ctx, hit), Note: placed(hit, pictures).Note(ctx), Href: keep(address), Icon: searches.Icon(hit.Kind)})
		}
	}
	return append(out, keys.Entry{Words: i18n.T(ctx, "keys.all_found", "Text", typed), Href: keep(href.SearchFor(typed, "")), Icon: "search"}), nil
}
