package site

import (
	"iter"
	"net/http"
	"net/url"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/listing"
	"qadam/views/ui"
)

// Listed answers a list: the whole of it as data when data are asked for, else
// the page that draw makes of the rows on it. name is that of the rows in the
// data. Without cols the data have every column. What cannot be asked for is 422,
// on the page at its filter.
func Listed[R any](s *Site, c echo.Context, name string, l *listing.List[R], rows iter.Seq[R], draw func(listing.Query, listing.Page[R]) (templ.Component, error)) error {
	u := Asked(c.Request().URL)
	c.Request().URL = u
	l.Locale = string(i18n.From(Ctx(c)))
	q := l.Read(u)
	if format := s.Visit(c).Format; len(q.Faults) > 0 && (format == "json" || format == "csv" || format == "xlsx") {
		return fault.Fields(q.Faults...)
	}
	switch s.Visit(c).Format {
	case "json":
		return listJSON(s, c, name, l, rows, q)
	case "csv", "xlsx":
		return s.Sheet(c, name, listSheet(l, q, l.All(rows, q).Rows))
	}
	page, err := draw(q, l.Page(rows, q))
	if err != nil {
		return err
	}
	if len(q.Faults) > 0 {
		return s.Render(c, http.StatusUnprocessableEntity, page)
	}
	if short, err := u.Parse(q.Address()); err == nil {
		PushURL(c, short)
	}
	return s.Render(c, http.StatusOK, page)
}

// ListAddress is the address of the list that a form was sent from, or that of the
// whole list when what was typed is none of it.
func ListAddress(typed, list string) *url.URL {
	u, err := url.Parse(typed)
	if err != nil || u.Host != "" || u.Scheme != "" || u.Path != list {
		return &url.URL{Path: list}
	}
	return &url.URL{Path: u.Path, RawQuery: u.RawQuery}
}

// ListFrom makes the request ask for the list that a form was sent from as it was
// shown there: at its address, with the day compared with.
func (s *Site) ListFrom(c echo.Context, typed, list string) *url.URL {
	u, v := ListAddress(typed, list), s.Visit(c)
	v.Against = civil.Date{}
	if d, err := ui.ParseDay(u.Query().Get("against")); err == nil && !d.After(v.On) {
		v.Against = d
	}
	c.Request().URL = u
	return u
}

// Taking is what a form takes of a list when it takes all that is found.
type Taking[R any] struct {
	List  string // the address of the whole list
	Limit int
	Key   string // of the fault when more than the limit are found
	Rows  func() (*listing.List[R], iter.Seq[R], error)
	Value func(R) string // as the boxes name a row
}

// Found are all rows to which something may be done that the list at a form's
// FromName finds, as it was shown there. What that list cannot be asked finds
// nothing: then refused is its address, where it says so.
func Found[R any](s *Site, c echo.Context, typed url.Values, t Taking[R]) (values []string, refused string, err error) {
	r, v := c.Request(), s.Visit(c)
	defer func(u *url.URL, against civil.Date) { r.URL, v.Against = u, against }(r.URL, v.Against)
	u := s.ListFrom(c, typed.Get(listing.FromName), t.List)
	l, rows, err := t.Rows()
	if err != nil {
		return nil, "", err
	}
	q := l.Read(u)
	if len(q.Faults) > 0 {
		return nil, u.RequestURI(), nil
	}
	found, all := l.Allowed(rows, q, t.Limit)
	if all > t.Limit {
		return nil, "", fault.Invalid(t.Key, "Limit", t.Limit)
	}
	values = make([]string, len(found))
	for i, r := range found {
		values[i] = t.Value(r)
	}
	return values, "", nil
}

// listSheet is rows with the data of the columns asked for.
func listSheet[R any](l *listing.List[R], q listing.Query, rows []R) *Sheet {
	var head []string
	var fields []listing.Field[R]
	for _, c := range l.Columns {
		if q.Chosen && !q.Shows(c.Name) {
			continue
		}
		for _, f := range c.Fields {
			head, fields = append(head, f.Name), append(fields, f)
		}
	}
	sheet := NewSheet(head...)
	cells := make([]any, len(fields))
	for _, r := range rows {
		for i, f := range fields {
			cells[i] = f.Value(r)
		}
		sheet.Add(cells...)
	}
	return sheet
}

// listJSON sends the rows as objects, with the day, the log's head and how many
// there are. Rows are grouped when the address asks for it.
func listJSON[R any](s *Site, c echo.Context, name string, l *listing.List[R], rows iter.Seq[R], q listing.Query) error {
	head, err := s.Reader(c).Head(Ctx(c))
	if err != nil {
		return err
	}
	var fields []listing.Field[R]
	for _, c := range l.Columns {
		if q.Chosen && !q.Shows(c.Name) {
			continue
		}
		if c.Docs == nil {
			fields = append(fields, c.Fields...)
		} else {
			fields = append(fields, c.Docs...)
		}
	}
	p := l.All(rows, q)
	docs := make([]map[string]any, len(p.Rows))
	for i, r := range p.Rows {
		docs[i] = make(map[string]any, len(fields))
		for _, f := range fields {
			docs[i][f.Name] = f.Value(r)
		}
	}
	data := map[string]any{"as_of": s.Visit(c).On, "head": head, "count": p.Total.Count, "of": p.Of, name: docs}
	if q.Group != "" {
		data["groups"] = listGroups(p)
	}
	return s.JSON(c, data)
}

// listGroup is a group in the data.
type listGroup struct {
	Code  string           `json:"code"` // "" is what has no such thing
	Count int              `json:"count"`
	Sums  map[string]int64 `json:"sums"`
}

func listGroups[R any](p listing.Page[R]) []listGroup {
	groups := []listGroup{}
	for _, g := range p.Groups {
		groups = append(groups, listGroup{g.Code, g.Count, g.By})
	}
	return groups
}
