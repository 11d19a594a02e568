package insight_test

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"testing"

	"qadam/internal/app"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/testkit"
	"qadam/internal/testkit/visit"
	"qadam/views/href"
)

type disputed struct {
	Project, Change string
	Apart           int  `json:"steps_apart"`
	Was             *int `json:"steps_apart_then"`
}

// Which ratings began to disagree since a day, which agree again and which are
// further apart: page, JSON, CSV and XLSX alike, and nothing of it where no day is
// compared with.
func TestDisagreementsAgainstADay(t *testing.T) {
	s := red(t)
	ctx := context.Background()
	rate := func(day string, c portfolio.Confidence) {
		t.Helper()
		s.Clock.Set(day + " 10:00")
		a := said(s, portfolio.Owner, c)
		a.Seen = app.AnyUpdate
		must(t, s.App.RateProject(ctx, s.Actor("manager.astana"), a))
	}
	rate("2018-04-12", portfolio.ConfidenceAmber)
	rate("2018-04-14", portfolio.ConfidenceGreen)
	rate("2018-04-16", portfolio.ConfidenceRed)
	v := s.As("official")
	is := func(query, change, page string, apart, was int) {
		t.Helper()
		p := v.Get(href.Disagreements() + "?" + query).Is(http.StatusOK).Says(page)
		if !p.Has(`form input[name="against"]`) {
			t.Error("no day to compare with is offered")
		}
		d := visit.JSON[struct {
			Against        string
			Projects, Gone []disputed
		}](v.Get("/portfolio/disagreements.json?" + query))
		all := slices.Concat(d.Projects, d.Gone)
		if len(all) != 1 || all[0].Project != "sergek" || all[0].Change != change || all[0].Apart != apart || (all[0].Was == nil) != (was == 0) || was > 0 && *all[0].Was != was ||
			(len(d.Gone) == 1) != (change == "gone") {
			t.Errorf("%s: %+v", query, d)
		}
		rows := table(t, v.Get("/portfolio/disagreements.csv?"+query))
		last := rows[len(rows)-1]
		if at := slices.Index(rows[0], "change"); len(rows) != 2 || (change == "") != (at < 0) || at >= 0 && last[at] != change {
			t.Errorf("%s: %v", query, rows)
		}
		onPaper(t, v, "/portfolio/disagreements.pdf?"+query, page)
		onPaper(t, v, "/portfolio.pdf?"+query, page)
		testkit.SameSheet(t, query, v.Get("/portfolio/disagreements.csv?"+query).Body, v.Get("/portfolio/disagreements.xlsx?"+query).Is(http.StatusOK).Body)
	}
	is("as_of=2018-04-14", "", "Project sergek", 4, 0)
	is("as_of=2018-04-14&against=2018-04-11", "new", visit.Say("rating.change_new"), 4, 0)
	is("as_of=2018-04-14&against=2018-04-12", "grew", "2 steps more", 4, 2)
	is("as_of=2018-04-15&against=2018-04-14", "same", visit.Say("rating.change_same"), 4, 4)
	is("against=2018-04-14", "gone", "4 steps apart then", 0, 4)
	v.Get(href.Disagreements()+"?against=2018-04-14").Says(visit.Say("rating.agree"), visit.Say("rating.gone"))
	s.Clock.Set("2018-04-18 10:00")
	v = s.As("official")
	v.Get(href.Disagreements()).SaysNot(visit.Say("rating.gone"))
}

// onPaper holds a paper to say what became of its row, in a column for that where
// a day is compared with, and nothing of it elsewhere. A long text takes several
// lines.
func onPaper(t *testing.T, v *visit.Visitor, address, says string) {
	t.Helper()
	texts, _ := testkit.PDFTexts([]byte(v.Get(address).Is(http.StatusOK).Body))
	text := visit.Plain(strings.Join(texts, " "))
	if !strings.Contains(text, says) {
		t.Errorf("%s does not say %q: %s", address, says, text)
	}
	if _, against, compared := strings.Cut(address, "against="); compared {
		if head := visit.Say("rating.change", "Day", i18n.Date(english, testkit.Day(against))); !strings.Contains(text, head) {
			t.Errorf("%s has no column %q: %s", address, head, text)
		}
		return
	}
	for _, key := range []string{"rating.change_new", "rating.change_same", "rating.gone"} {
		if strings.Contains(text, visit.Say(key)) {
			t.Errorf("%s says %q and compares with no day", address, visit.Say(key))
		}
	}
}

// What was opened since a day and what stands otherwise: page and data alike.
func TestEscalationsAgainstADay(t *testing.T) {
	s := reviewed(t)
	must(t, s.App.HoldEscalation(context.Background(), s.Actor("chair"), app.Holding{EscalationID: 1, HeldOn: testkit.Day("2018-06-01"), Conclusion: "Done"}))
	s.Clock.Set("2018-06-04 10:00")
	v := s.As("official")
	for query, want := range map[string][4]string{
		"":                                    {"held", "", "", "Project sergek"},
		"against=2018-05-31":                  {"held", "new", "", visit.Say("rating.change_new")},
		"against=2018-06-01":                  {"held", "moved", "open", visit.Say("escalation.change_moved", "State", visit.Say("escalation.state_open"))},
		"against=2018-06-02":                  {"held", "same", "held", visit.Say("rating.change_same")},
		"as_of=2018-06-01&against=2018-05-31": {"open", "new", "", visit.Say("rating.change_new")},
	} {
		if !v.Get(href.Escalations() + "?" + query).Is(http.StatusOK).Says(want[3]).Has(`form input[name="against"]`) {
			t.Error("no day to compare with is offered")
		}
		d := visit.JSON[struct {
			Escalations []struct {
				State, Change string
				Then          string `json:"state_then"`
			}
		}](v.Get("/portfolio/escalations.json?" + query)).Escalations
		if len(d) != 1 || d[0].State != want[0] || d[0].Change != want[1] || d[0].Then != want[2] {
			t.Errorf("%s: %+v", query, d)
		}
		rows := table(t, v.Get("/portfolio/escalations.csv?"+query))
		if at := slices.Index(rows[0], "change"); (want[1] == "") != (at < 0) || at >= 0 && rows[1][at] != want[1] {
			t.Errorf("%s: %v", query, rows)
		}
		onPaper(t, v, "/portfolio/escalations.pdf?"+query, want[3])
		onPaper(t, v, "/portfolio.pdf?"+query, want[3])
		testkit.SameSheet(t, query, v.Get("/portfolio/escalations.csv?"+query).Body, v.Get("/portfolio/escalations.xlsx?"+query).Is(http.StatusOK).Body)
	}
}
