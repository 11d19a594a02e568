package web_test

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"text/tabwriter"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/testkit"
	visitors "qadam/internal/testkit/visit"
	"qadam/internal/web"
	"qadam/internal/web/site"
)

// TestRoutes asks every address as every role and as a stranger; POSTs carry
// an empty form. A check that was forgotten is a difference in the golden
// file, and every line of it is a decision that somebody approved.
func TestRoutes(t *testing.T) {
	everybody := append([]string{"stranger"}, testkit.Everyone...)
	var lines []string
	statuses := map[string][]string{}
	for _, who := range everybody {
		s := visitors.Serve(t)
		ids := busy(s)
		for _, r := range append(web.Routes(&site.Site{App: s.App, Store: s.Store}), others...) {
			for _, suffix := range append([]string{""}, r.Formats...) {
				line := r.Method + "\t" + r.Path
				if suffix != "" {
					line += "." + suffix
				}
				if statuses[line] == nil {
					lines = append(lines, line)
				}
				statuses[line] = append(statuses[line], ask(s, who, r.Method, ids.Replace(line[len(r.Method)+1:])))
			}
		}
	}
	var out bytes.Buffer
	w := tabwriter.NewWriter(&out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "\t\t"+strings.Join(everybody, "\t"))
	for _, line := range lines {
		if len(statuses[line]) != len(everybody) {
			t.Errorf("%s is not the same address for everybody", line)
		}
		fmt.Fprintln(w, line+"\t"+strings.Join(statuses[line], "\t"))
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	testkit.Golden(t, "routes.golden", out.String())
}

// others are addresses that belong to no area, and some that do not exist.
var others = []site.Route{
	{Method: http.MethodGet, Path: "/healthz"}, {Method: http.MethodGet, Path: "/readyz"},
	{Method: http.MethodGet, Path: "/nothing"}, {Method: http.MethodPost, Path: "/nothing"},
	{Method: http.MethodGet, Path: "/portfolio.docx"}, {Method: http.MethodGet, Path: "/account.json"}, {Method: http.MethodPost, Path: "/portfolio"},
	{Method: http.MethodGet, Path: "/programmes/narnia"}, {Method: http.MethodGet, Path: "/milestones/99999"}, {Method: http.MethodGet, Path: "/roadmaps/astana/1999"},
}

// ask returns the status, and for who is sent to sign in the word.
func ask(s *visitors.Site, who, method, address string) string {
	s.T.Helper()
	v := s.Stranger()
	if who != "stranger" {
		v = s.As(who)
	}
	p := (*visitors.Page)(nil)
	if method == http.MethodPost {
		p = v.Post(address, nil)
	} else {
		p = v.Get(address)
	}
	if p.Status >= http.StatusInternalServerError {
		s.T.Errorf("%s %s as %s: %d\n%s", method, address, who, p.Status, p.Words())
	}
	if strings.HasPrefix(p.Header.Get("Location"), "/sign-in") {
		return "sign-in"
	}
	return strconv.Itoa(p.Status)
}

// busy makes one of everything that an address may name, and returns what
// puts it in: things of Astana, and of people the one without a seat.
func busy(s *visitors.Site) *strings.Replacer {
	s.T.Helper()
	ctx := context.Background()
	p := s.Progress("astana 1.1", 100, "2018-03-02")
	p.SaidDone = true
	file, err := s.App.KeepFile("act.pdf", strings.NewReader("%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"))
	if err != nil {
		s.T.Fatal(err)
	}
	p.Files = []app.File{file}
	if err := s.App.ReportProgress(ctx, s.Actor("manager.astana"), p); err != nil {
		s.T.Fatal(err)
	}
	m, err := s.Store.Read(access.System(), s.Store.Instant()).Milestone(ctx, p.MilestoneID)
	if err != nil {
		s.T.Fatal(err)
	}
	if _, err := s.App.DraftVersion(ctx, s.Actor("manager.astana"), s.Programmes["astana"], 2018, "Later"); err != nil {
		s.T.Fatal(err)
	}
	number := func(n int64) string { return strconv.FormatInt(n, 10) }
	return strings.NewReplacer(
		"/draft/lines/:id", "/draft/lines/"+number(p.MilestoneID),
		"/milestones/:id", "/milestones/"+number(p.MilestoneID),
		"/evidence/:id", "/evidence/"+number(m.Evidence[0].ID),
		"/people/:id", "/people/"+number(s.People["nobody"]),
		"/programmes/:code", "/programmes/astana", "/zones/:code", "/zones/zone-astana", "/projects/:code", "/projects/sergek",
		":programme", "astana", ":year", "2018", ":grant", "1", ":id", "1",
	)
}
