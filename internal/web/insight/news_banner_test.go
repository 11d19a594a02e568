package insight_test

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/audit"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/testkit"
	"qadam/internal/testkit/visit"
)

type newsItem struct{ Kind, Programme, Project, Event, On string }

func changes(v *visit.Visitor, query string) []newsItem {
	v.T.Helper()
	return visit.JSON[struct{ Changes []newsItem }](v.Get("/changes.json" + query)).Changes
}

// Every number of the banner leads to a list that has exactly as many, also where
// something was said of a project that stands in no roadmap in force, and of one's
// own programmes when they are several. That a review was held is news as its
// opening was.
func TestTheBannerCountsWhatItsListsHave(t *testing.T) {
	s := reviewed(t)
	ctx := context.Background()
	must(t, s.Store.Write(ctx, access.System(), func(tx *store.Tx) error { // the application refuses it, the log of another would not
		g := portfolio.Grant{PersonID: s.People["manager.astana"], SeatID: s.Seats["manager-ontustik"], ValidFrom: testkit.Day("2018-06-01")}
		if err := tx.AppendGrant(&g); err != nil {
			return err
		}
		return tx.Record("seat.granted", audit.Everywhere, "seat", g.SeatID, audit.Change{})
	}))
	drafted, err := s.App.AddProject(ctx, s.Actor("manager.astana"), portfolio.Project{Code: "bike", ProgrammeID: s.Programmes["astana"], Profile: portfolio.ProjectProfile{
		Name: i18n.Same("Bike"), Direction: "transport", Model: portfolio.Private, Goals: portfolio.Codes{"life"},
	}})
	must(t, err)
	manager, head, official := s.As("manager.astana"), s.As("head.astana"), s.As("official")
	for _, v := range []*visit.Visitor{manager, head, official} {
		v.Get("/").Is(http.StatusOK)
	}
	s.Clock.Add(5 * time.Hour)
	must(t, s.App.HoldEscalation(ctx, s.Actor("chair"), app.Holding{EscalationID: 1, HeldOn: testkit.Day("2018-06-01"), Conclusion: "Done"}))
	rated := said(s, portfolio.Centre, portfolio.AmberRed)
	rated.ReviewOn = testkit.Day("2018-09-03")
	must(t, s.App.RateProject(ctx, s.Actor("expert"), rated))
	s.Report("astana 1.3", 20, "2018-11-30")
	s.Report("ontustik 1.1", 20, "2018-11-30")
	must(t, s.Store.Write(ctx, s.Actor("expert"), func(tx *store.Tx) error {
		r := portfolio.Rating{ProjectID: drafted, ProgrammeID: s.Programmes["astana"], Party: portfolio.Centre, Confidence: portfolio.ConfidenceRed, Rationale: "Told before it may be"}
		if err := tx.AppendRating(&r); err != nil {
			return err
		}
		return tx.Record("rating.centre", r.ProgrammeID, "rating", drafted, audit.Change{})
	}))
	s.Clock.Add(time.Minute)
	for _, tt := range []struct {
		who, page, programmes string
		v                     *visit.Visitor
	}{
		{"of two programmes", "/", "astana,ontustik", manager}, {"of one", "/", "astana", head}, {"of all", "/portfolio", "", official},
	} {
		p := tt.v.Get(tt.page).Is(http.StatusOK)
		counted, kinds := 0, map[string]int{}
		p.Doc.Find("section[aria-labelledby=news-title] li").Each(func(_ int, li *goquery.Selection) {
			address, err := url.Parse(li.Find("a").AttrOr("href", ""))
			must(t, err)
			if got := address.Query().Get("programme"); got != tt.programmes {
				t.Errorf("%s: %s leads to the programmes %q, want %q", tt.who, address, got, tt.programmes)
			}
			n, err := strconv.Atoi(li.Find("b").Text())
			must(t, err)
			list := changes(tt.v, "?"+address.RawQuery)
			if len(list) != n {
				t.Errorf("%s: %s counts %d, its list has %d: %+v", tt.who, address, n, len(list), list)
			}
			counted, kinds[address.Query().Get("kind")] = counted+n, n
			if rows := tt.v.Get(address.String()).Is(http.StatusOK).Doc.Find("main tbody tr").Length(); rows != n {
				t.Errorf("%s: %s counts %d, its page has %d rows", tt.who, address, n, rows)
			}
		})
		all := changes(tt.v, "?programme="+url.QueryEscape(tt.programmes))
		if len(all) != counted || kinds["rating"] != 1 || kinds["escalated"] != 1 {
			t.Errorf("%s: the banner counts %d (%v), the list has %+v", tt.who, counted, kinds, all)
		}
		for _, one := range all {
			if one.Project == "bike" || tt.programmes == "astana" && one.Programme != "astana" || one.Kind == "escalated" && (one.Event != "held" || one.On != "2018-06-01") {
				t.Errorf("%s: %+v", tt.who, one)
			}
		}
	}
	if n := len(changes(manager, "?programme=astana&programme=ontustik")); n != len(changes(manager, "?programme=ontustik,astana")) || n != len(changes(official, "")) {
		t.Errorf("two programmes have %d changes", n)
	}
	both := manager.Get("/changes?programme=astana,ontustik&kind=escalated").Is(http.StatusOK).Says(visit.Say("escalation.state_held"))
	if got := both.Doc.Find("select[name=programme] option[selected]").Text(); !strings.Contains(got, "Smart Astana, Smart Ontustik") {
		t.Errorf("chosen is %q", got)
	}
	manager.Get("/changes?programme=astana,atlantis").Is(http.StatusNotFound)
}
