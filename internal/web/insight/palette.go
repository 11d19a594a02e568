package insight

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/i18n"
	"qadam/internal/web/site"
	"qadam/views/href"
	"qadam/views/keys"
)

// paletteLimit is how many letters of what is typed are looked for.
const paletteLimit = 200

// showPalette answers GET /palette: the pages of the person, his views, and,
// when he types, what search finds.
func (h Handler) showPalette(c echo.Context) error {
	ctx := site.Ctx(c)
	sh, err := h.Shell(c, i18n.T(ctx, "keys.palette"))
	if err != nil {
		return err
	}
	sh.NoDays, sh.Assets = true, []string{"css/keys.css"}
	asked := []rune(strings.TrimSpace(c.QueryParam("q")))
	p := keys.PalettePage{Shell: sh, Asked: string(asked[:min(len(asked), paletteLimit)])}
	add := func(title string, entries []keys.Entry) {
		if entries = matching(entries, p.Asked); len(entries) > 0 {
			p.Groups = append(p.Groups, keys.Group{Title: i18n.T(ctx, title), Entries: entries})
		}
	}
	add("keys.pages", keys.Pages(ctx, sh))
	if sh.Actor.May(access.SeeInForce, access.Anywhere) {
		views, err := h.viewEntries(c, sh.Keep)
		if err != nil {
			return err
		}
		add("view.title", views)
	}
	if p.Asked != "" {
		found, err := h.foundEntries(c, sh.Keep, p.Asked)
		if err != nil {
			return err
		}
		if len(found) > 0 {
			p.Groups = append(p.Groups, keys.Group{Title: i18n.T(ctx, "keys.things"), Entries: found})
		}
	}
	add("keys.own", keys.Own(ctx))
	return h.Render(c, http.StatusOK, keys.Palette(p))
}

// matching are the entries that have all the words typed.
func matching(all []keys.Entry, typed string) []keys.Entry {
	words := strings.Fields(i18n.Fold(typed))
	var found []keys.Entry
next:
	for _, e := range all {
		folded := i18n.Fold(e.Words + " " + e.Note)
		for _, w := range words {
			if !strings.Contains(folded, w) {
				continue next
			}
		}
		found = append(found, e)
	}
	return found
}

// viewEntries are the saved views that the person finds among his own.
func (h Handler) viewEntries(c echo.Context, keep func(string) string) ([]keys.Entry, error) {
	ctx := site.Ctx(c)
	all, err := h.Store.Read(h.Who(c), h.Instant()).Views(ctx, "")
	if err != nil {
		return nil, err
	}
	var out []keys.Entry
	for _, v := range all {
		note := i18n.T(ctx, "view.list_"+string(v.List))
		if v.Owner != "" {
			note += " · " + v.Owner
		}
		out = append(out, keys.Entry{Words: v.Name, Note: note, Href: keep(href.ListView(string(v.List), v.Query, v.ID)), Icon: "bookmark"})
	}
	return out, nil
}
