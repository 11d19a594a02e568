package insight_test

import (
	"context"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/testkit"
	"qadam/internal/testkit/visit"
)

var english = i18n.With(context.Background(), i18n.EN)

// paper is what stands on a printed page, text by text, a cell after the other.
type paper struct {
	w     *walk
	where string
	texts []string
}

// printed are the papers of an address: as PDF, and as a text document when it has
// one.
func (w *walk) printed(address, query string, formats ...string) (all []paper) {
	w.t.Helper()
	for _, format := range formats {
		p := paper{w: w, where: address + "." + format + query}
		body := []byte(w.v.Get(p.where).Is(http.StatusOK).Body)
		if format == "pdf" {
			p.texts, _ = testkit.PDFTexts(body)
		} else {
			p.texts = testkit.DOCXTexts(w.t, body)
		}
		for i := range p.texts {
			p.texts[i] = visit.Plain(p.texts[i])
		}
		all = append(all, p)
	}
	return all
}

// under is what stands below a head.
func (p paper) under(head string) paper {
	p.w.t.Helper()
	at := slices.Index(p.texts, head)
	if at < 0 {
		p.w.t.Errorf("%s has no %q", p.where, head)
		p.texts = nil
		return p
	}
	p.texts = p.texts[at+1:]
	return p
}

// beside is what stands in the cell after the one that says so.
func (p paper) beside(name string) string {
	p.w.t.Helper()
	if rest := p.under(name).texts; len(rest) > 0 {
		return rest[0]
	}
	return ""
}

// numeral is a number in a cell, with its change.
var numeral = regexp.MustCompile(`^[−+]?[0-9][0-9, ]*(\.[0-9])?( \([−+][0-9,]+\))?$`)

// figures are the numbers that stand after a name, up to so many: words between
// them, such as who is responsible, are passed over.
func (p paper) figures(name string, n int) (all []string) {
	p.w.t.Helper()
	for _, s := range p.under(name).texts {
		if numeral.MatchString(s) {
			if all = append(all, s); len(all) == n {
				return all
			}
		}
	}
	return all
}

// papers hold the dashboard on paper against the lines, the entries and the data.
func (w *walk) papers() {
	w.t.Helper()
	data := w.v.Get("/portfolio.json" + w.query())
	page := w.v.Get("/portfolio" + w.query()).Is(http.StatusOK)
	all := w.count(func(leaf) bool { return true })
	s := w.money(w.on, func(e funding.Entry, _ funding.Line) bool { return e.Year == w.year })
	short := func(a int64) string { return visit.Plain(i18n.Money(english, money.Amount(a))) }
	waiting := 0
	for _, n := range w.cases() {
		waiting += n
	}
	for _, p := range w.printed("/portfolio", w.query(), "pdf", "docx") {
		want := visit.Say("funding_report.as_of", "Day", i18n.Date(english, testkit.Day(w.on)))
		if w.against != "" {
			want = visit.Say("funding_report.against", "Day", i18n.Date(english, testkit.Day(w.on)), "Against", i18n.Date(english, testkit.Day(w.against)))
		}
		head := visit.JSON[struct{ Head string }](data).Head
		if p.texts[2] != want || p.texts[3] != visit.Say("funding_report.head", "Head", head) {
			w.t.Errorf("%s is headed %q", p.where, p.texts[:4])
		}
		for name, want := range map[string]string{
			visit.Say("portfolio.done"):                      strconv.Itoa(all["done"]) + " / " + strconv.Itoa(all["total"]),
			visit.Say("portfolio.trouble"):                   strconv.Itoa(all["at_risk"]+all["overdue"]) + " / " + strconv.Itoa(all["total"]),
			visit.Say("portfolio.stale"):                     strconv.Itoa(all["stale"]) + " / " + strconv.Itoa(all["at_risk"]+all["overdue"]+all["on_track"]),
			visit.Say("portfolio.paid", "Year", w.year):      short(s.paid),
			visit.Say("portfolio.committed", "Year", w.year): short(s.committed),
			visit.Say("portfolio.waiting"):                   strconv.Itoa(waiting),
			visit.Say("portfolio.evidence"):                  strconv.Itoa(all["reported"]),
			visit.Say("portfolio.readiness"):                 visit.Say("portfolio.not_measured"),
		} {
			if got := p.beside(name); got != want {
				w.t.Errorf("%s: %s is %q, want %q", p.where, name, got, want)
			}
		}
		w.programmesOn(p, objects(w.t, data, "programmes"))
		if all["total"] > 0 {
			w.curveOn(p, objects(w.t, data, "curve"))
			w.slipsOn(p, page)
		}
	}
}

// programmesOn holds the table of programmes: counts with their changes, and sums
// in millions.
func (w *walk) programmesOn(p paper, data []map[string]any) {
	w.t.Helper()
	p = p.under(visit.Say("word.programmes"))
	million := func(a int64) string {
		return visit.Plain(i18n.MoneyUnit(english, money.Amount(a), money.InMillion))
	}
	for _, row := range data {
		code := row["code"].(string)
		of := func(l leaf) bool { return l.programme == code }
		n := w.count(of)
		since, compared := row["since"].(map[string]any)
		var want []string
		for _, name := range []string{"total", "done", "reported", "on_track", "at_risk", "overdue", "not_started", "stale"} {
			cell := strconv.Itoa(n[name])
			if compared {
				if change := int(since["milestones"].(map[string]any)[name].(float64)); change > 0 {
					cell += " (+" + strconv.Itoa(change) + ")"
				} else if change < 0 {
					cell += " (−" + strconv.Itoa(-change) + ")"
				}
			}
			want = append(want, cell)
		}
		cost := int64(0)
		for _, l := range w.leaves {
			if of(l) && l.Status != "withdrawn" {
				cost += l.cost()
			}
		}
		s := w.money(w.on, func(e funding.Entry, _ funding.Line) bool {
			return e.ProgrammeID == w.site.Programmes[code] && e.Year == w.year
		})
		want = append(want, million(cost), million(s.planned), million(s.paid))
		if got := p.figures(row["name"].(map[string]any)["en"].(string), len(want)); !slices.Equal(got, want) {
			w.t.Errorf("%s: %s has %q, want %q", p.where, code, got, want)
		}
	}
}

// curveOn holds the counts by month-end against those of the data.
func (w *walk) curveOn(p paper, data []map[string]any) {
	w.t.Helper()
	p = p.under(visit.Say("portfolio.curve_by"))
	for key, name := range map[string]string{"planned": "portfolio.curve_planned", "forecast": "portfolio.curve_forecast", "done": "portfolio.curve_done"} {
		var want []string
		for _, point := range data {
			if v, ok := point[key].(float64); ok {
				want = append(want, strconv.Itoa(int(v)))
			}
		}
		if got := p.figures(visit.Say(name), len(want)); !slices.Equal(got, want) {
			w.t.Errorf("%s: %s by month are %v, want %v", p.where, key, got, want)
		}
	}
}

// slipsOn holds the milestones that slipped most against those of the page.
func (w *walk) slipsOn(p paper, page *visit.Page) {
	w.t.Helper()
	head := visit.Say("portfolio.slipped_original")
	if w.against != "" {
		head = visit.Say("portfolio.slipped", "Day", testkit.Day(w.against))
	}
	card := page.Doc.Find(".card").FilterFunction(func(_ int, s *goquery.Selection) bool { return visit.Plain(s.Find("h2").Text()) == head })
	p = p.under(head)
	slips := card.Find("li")
	for i := range slips.Nodes {
		li := slips.Eq(i)
		title, days := visit.Plain(li.Find("a").First().Text()), strings.Fields(visit.Plain(li.ChildrenFiltered(".slip-late").Last().Text()))
		at := slices.Index(p.texts, title)
		if at < 0 || len(days) == 0 || !slices.Contains(p.texts[at:min(len(p.texts), at+9)], days[0]) {
			w.t.Errorf("%s: the slip of %q by %v stands not where it should: %q", p.where, title, days, p.texts[max(0, at):min(len(p.texts), max(0, at)+9)])
			return
		}
		p.texts = p.texts[at+1:]
	}
}
