package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/PuerkitoBio/goquery"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/views/href"
)

// known is what a database has that can be asked for.
type known struct {
	milestones []int64   // of the cities
	open       [][]int64 // by city, those that may be reported on, not yet used
	cases      []int64   // of the demonstration
	lines      []int64   // of the money of the cities
}

// look finds out what the database has, before the server opens it.
func look(ctx context.Context, path string) (*known, error) {
	s, err := store.Open(ctx, store.Options{Database: path, Clock: func() time.Time { return today }, Key: signingKey})
	if err != nil {
		return nil, err
	}
	defer s.Close()
	k := &known{open: make([][]int64, cities)}
	reader := s.Read(access.System(), s.Instant())
	for i := range cities {
		picture, _, err := reader.PictureOf(ctx, cityCode(i))
		if err != nil {
			return nil, err
		}
		for _, l := range picture.Board(2018).Lines {
			k.milestones = append(k.milestones, l.MilestoneID)
			if l.Status != portfolio.Done {
				k.open[i] = append(k.open[i], l.MilestoneID)
			}
		}
	}
	cases, err := reader.Cases(ctx, approval.Filter{})
	if err != nil {
		return nil, err
	}
	for _, c := range cases {
		k.cases = append(k.cases, c.ID)
	}
	lines, err := reader.Lines(ctx, 0)
	if err != nil {
		return nil, err
	}
	for _, l := range lines[len(lines)-min(len(lines), cities):] {
		k.lines = append(k.lines, l.ID)
	}
	return k, nil
}

// page is a page that is read: the i-th request for it, today or as of the
// past day.
type page struct {
	name   string
	target float64       // of the static handler's rate, 0 for none
	within time.Duration // for half of the requests of one client, 0 for no bound
	grows  bool          // more data are more to do: it draws links among all lines
	path   func(k *known, i int) string
}

var pages = []page{
	{name: "portfolio", path: func(*known, int) string { return href.Portfolio() }},
	{name: "roadmap", target: 1.0 / 8, path: func(_ *known, i int) string { return href.Roadmap(cityCode(i%cities), 2018) }},
	// Far apart, so that not the same rows are read again and again.
	{name: "milestone", target: 1.0 / 5, path: func(k *known, i int) string { return href.Milestone(k.milestones[i*97%len(k.milestones)]) }},
	// A fifth of all milestones, 5,000, on one axis (issue 3).
	{name: "timeline", within: 100 * time.Millisecond, grows: true, path: func(_ *known, i int) string { return href.ProgrammeTimeline(cityCode(i % cities)) }},
	// A million entries, added up anew for a past day (issue 5).
	{name: "funding", within: 100 * time.Millisecond, grows: true, path: func(*known, int) string { return href.Funding() }},
	{name: "funding line", within: 100 * time.Millisecond, grows: true, path: func(k *known, i int) string { return href.FundingLine(k.lines[i%len(k.lines)]) }},
	// What issue 4 left unmeasured.
	{name: "cases", within: 100 * time.Millisecond, grows: true, path: func(*known, int) string { return href.Cases() }},
	{name: "case", within: 100 * time.Millisecond, grows: true, path: func(k *known, i int) string { return href.Case(k.cases[i%len(k.cases)]) }},
}

// ask is the i-th request for a page.
func (p page) ask(s *server, k *known, i int, past bool) request {
	path := p.path(k, i)
	if past {
		path = href.With(path, "as_of", pastDay.String())
	}
	return request{method: http.MethodGet, url: "http://" + s.Web + path, token: s.Tokens[official], want: http.StatusOK}
}

// updates fills in the forms of so many milestones, as their managers would:
// the page is asked for, and what its form has is sent back. Only the sending
// is measured.
func updates(ctx context.Context, c *client, s *server, k *known, n int) ([]request, error) {
	filled := make([]request, n)
	var asked []request
	for i := range n {
		city := i % cities
		if len(k.open[city]) == 0 {
			return nil, fmt.Errorf("%s has no milestones left to report on", cityCode(city))
		}
		id := k.open[city][0]
		k.open[city] = k.open[city][1:]
		asked = append(asked, request{url: "http://" + s.Web + href.Milestone(id), token: s.Tokens[managerEmail(city)]})
	}
	r := load(ctx, 4, n, func(i int) error {
		var err error
		filled[i], err = c.fillIn(asked[i])
		return err
	})
	return filled, r.why
}

// fillIn reads a milestone's page and fills in its form.
func (c *client) fillIn(asked request) (request, error) {
	asked.method = http.MethodGet
	w, err := c.send(asked)
	if err != nil {
		return request{}, err
	}
	defer w.Body.Close()
	doc, err := parse(w)
	if err != nil {
		return request{}, err
	}
	form := doc.Find(`form[method="post"]`).FilterFunction(func(_ int, f *goquery.Selection) bool {
		return strings.HasSuffix(f.AttrOr("action", ""), "/updates")
	})
	if form.Length() != 1 {
		return request{}, fmt.Errorf("%s: %s: %d forms for an update", asked.url, w.Status, form.Length())
	}
	values := map[string]string{}
	form.Find("input[name], textarea[name], select[name]").Each(func(_ int, f *goquery.Selection) {
		kind := f.AttrOr("type", "")
		if kind != "checkbox" && kind != "radio" && kind != "file" && kind != "submit" {
			values[f.AttrOr("name", "")] = f.AttrOr("value", f.Text())
		}
	})
	for _, field := range []string{"percent", "forecast", "note"} {
		if _, ok := values[field]; !ok {
			return request{}, fmt.Errorf("%s: the form for an update has no field %s", asked.url, field)
		}
	}
	values["percent"], values["forecast"], values["note"] = "95", "2018-12-28", "Осталось подписать акт."
	out := request{method: http.MethodPost, token: asked.token, want: http.StatusSeeOther}
	base, err := url.Parse(asked.url)
	if err != nil {
		return out, err
	}
	action, err := base.Parse(form.AttrOr("action", ""))
	if err != nil {
		return out, err
	}
	out.url = action.String()
	out.kind, out.body, err = encode(form.AttrOr("enctype", ""), values)
	return out, err
}

// encode writes a form as a browser would.
func encode(kind string, values map[string]string) (contentType, body string, err error) {
	if kind != "multipart/form-data" {
		v := url.Values{}
		for name, value := range values {
			v.Set(name, value)
		}
		return "application/x-www-form-urlencoded", v.Encode(), nil
	}
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	names := make([]string, 0, len(values))
	for name := range values {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if err := w.WriteField(name, values[name]); err != nil {
			return "", "", err
		}
	}
	err = w.Close()
	return w.FormDataContentType(), b.String(), err
}

// queries is how many queries the store is asked for one request.
func (c *client) queries(s *server, r request) (string, error) {
	r.url = strings.Replace(r.url, "http://"+s.Web, "http://"+s.Beside+countPath, 1)
	w, err := c.send(r)
	if err != nil {
		return "", err
	}
	defer w.Body.Close()
	if _, err := io.Copy(io.Discard, w.Body); err != nil {
		return "", err
	}
	if w.StatusCode != r.want {
		return "", fmt.Errorf("%s: %s", r.url, w.Status)
	}
	return w.Header.Get(countHeader), nil
}
