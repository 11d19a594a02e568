package web_test

import (
	"context"
	"fmt"
	"io"
	"maps"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/testkit/browse"
	"qadam/seed/demo"
)

// As of every month-end of the demonstration the portfolio renders, against the
// month-end before and alone; and rendering it again after more was recorded gives
// the same bytes, on the page and in every form of its data.
func TestThePortfolioOfAMonthEndDoesNotMove(t *testing.T) {
	t.Parallel()
	s := browse.Serve(t)
	official := s.Client("official@qadam.demo")
	before := monthEnds(t, s, official)
	recordMore(t, s)
	for address, was := range monthEnds(t, s, official) {
		if before[address] != was {
			t.Errorf("%s changed after more was recorded:\n%.300q\n%.300q", address, before[address], was)
		}
	}
	if today := answer(t, official, s.URL+"/portfolio.csv"); today == answer(t, official, s.URL+"/portfolio.csv?as_of="+browse.Today().AddDays(-1).String()) {
		t.Error("what was recorded changed nothing today: the test proves too little")
	}
}

// monthEnds are the portfolios as of the ends of the months that the play has seen:
// the pages in three languages, with a city too, and every form of their data.
func monthEnds(t *testing.T, s *browse.Site, c *http.Client) map[string]string {
	t.Helper()
	all := map[string]string{}
	for m := time.January; m < browse.Today().Month; m++ {
		day := civil.Date{Year: demo.Year, Month: m + 1, Day: 1}.AddDays(-1)
		query := "as_of=" + day.String()
		if m > time.January {
			query += "&against=" + civil.Date{Year: demo.Year, Month: m, Day: 1}.AddDays(-1).String()
		}
		asked := []string{".json?" + query, ".csv?" + query, ".xlsx?" + query, ".docx?lang=ru&" + query, "/disagreements.pdf?lang=kk&" + query, "/escalations.pdf?lang=ru&" + query}
		for _, l := range i18n.All {
			asked = append(asked, "?"+query+"&lang="+string(l), "?city=astana&lang="+string(l)+"&as_of="+day.String(), ".pdf?"+query+"&lang="+string(l))
		}
		for _, address := range asked {
			all[address] = answer(t, c, s.URL+"/portfolio"+address)
		}
	}
	return all
}

// answer is what an address answers with; of a page, what it is about.
func answer(t *testing.T, c *http.Client, address string) string {
	t.Helper()
	r, err := c.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	if r.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s", address, r.Status)
	}
	if r.Header.Get("Content-Type") != "text/html; charset=utf-8" {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Fatal(err)
		}
		return string(body)
	}
	doc, err := goquery.NewDocumentFromReader(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	page, err := doc.Find("main").Html()
	if err != nil || page == "" {
		t.Fatalf("%s has nothing in it: %v", address, err)
	}
	return page
}

// recordMore lets every programme go on: reports of later forecasts and of what
// is said to be done.
func recordMore(t *testing.T, s *browse.Site) {
	t.Helper()
	ctx := context.Background()
	pictures, ref, err := s.App.Store.Read(access.System(), s.App.Store.Instant()).Pictures(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pictures {
		manager, reported := s.Actor("manager."+p.Programme.Code+"@qadam.demo"), 0
		b := p.Board(demo.Year)
		for i := range b.Lines {
			l := &b.Lines[i]
			if !l.Status.Open() || l.Start.After(b.On) || reported == 3 {
				continue
			}
			late := ref.Calendar.Add(b.On, 30)
			err := s.App.ReportProgress(ctx, manager, app.Progress{MilestoneID: l.MilestoneID, Percent: l.Facts.Percent, Forecast: late, Seen: app.AnyUpdate, FormKey: fmt.Sprint("more ", l.MilestoneID)})
			if err != nil {
				t.Fatal(err)
			}
			reported++
		}
		if reported == 0 {
			t.Errorf("%s has nothing open", p.Programme.Code)
		}
	}
}

// The dashboard says how far a version is that is voted on or went back to its
// drafters, and leads to its case: to those who may know how it is spoken about, and
// as it was known on the day shown.
func TestTheWayOfAVersionToCome(t *testing.T) {
	t.Parallel()
	s := browse.Serve(t)
	way := func(who, query string) map[string]string {
		t.Helper()
		doc, err := goquery.NewDocumentFromReader(strings.NewReader(answer(t, s.Client(who), s.URL+"/portfolio?lang=en"+query)))
		if err != nil {
			t.Fatal(err)
		}
		all := map[string]string{}
		doc.Find(`#programmes tbody tr`).Each(func(_ int, row *goquery.Selection) {
			if link := row.Find(`a.note[href^="/cases/"]`); link.Length() > 0 {
				all[strings.TrimSpace(row.Find("th a").Text())] = link.Text()
			}
		})
		return all
	}
	both := map[string]string{"Smart Karaganda": "5 of 8 voted", "Smart Ontustik": "Remarks: 6, unanswered: 4"}
	for who, want := range map[string]map[string]string{
		"official@qadam.demo": both, "expert1@qadam.demo": both, "auditor@qadam.demo": both,
		"member1@qadam.demo":        {"Smart Karaganda": both["Smart Karaganda"]}, // the other never came before the working group in this round
		"manager.astana@qadam.demo": {}, "head.ontustik@qadam.demo": {"Smart Ontustik": both["Smart Ontustik"]},
	} {
		if got := way(who, ""); !maps.Equal(got, want) {
			t.Errorf("%s is told %v, want %v", who, got, want)
		}
	}
	if got := way("official@qadam.demo", "&as_of=2018-02-01"); len(got) != 0 {
		t.Errorf("long before the vote: %v", got)
	}
}
