package finance_test

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"qadam/internal/funding"
	"qadam/internal/money"
	"qadam/internal/testkit"
)

// line is a line with its ledger: page by page, and as files.
func (w *walk) line(t *testing.T, l funding.Line) {
	t.Helper()
	if !l.RecordedAt.Before(testkit.Day(w.on).EndOfDay()) {
		w.v.Get("/funding/lines/" + strconv.FormatInt(l.ID, 10) + w.query()).Is(http.StatusNotFound)
		return
	}
	mine := func(e funding.Entry, _ funding.Line) bool {
		return e.LineID == l.ID && (w.year == funding.AllYears || e.Year == w.year)
	}
	want := w.sums(w.on, mine)
	address := "/funding/lines/" + strconv.FormatInt(l.ID, 10)
	p := w.v.Get(address + w.query()).Is(http.StatusOK)
	same(t, address+w.query()+": figures", figures(t, p), want)
	first := p.Doc.Find("#ledger tbody tr").First()
	if sums := cells(t, first); len(sums) == 6 {
		same(t, address+w.query()+": the newest running total", five(sums[1:]), want)
	}
	for _, f := range w.files(t, address)[:2] {
		same(t, f.where+": figures", f.figures(), want)
		var got five
		for i, row := range f.tables["entries"] {
			if i == 0 {
				for k, n := range figureNames {
					v, _ := strconv.ParseInt(row["after_"+n+"_tiyn"], 10, 64)
					got[k] = money.Amount(v)
				}
			}
		}
		if len(f.tables["entries"]) > 0 {
			same(t, f.where+": the newest running total", got, want)
		}
	}
}

// gaps are what lacks of allocations and what of them is not paid, line by line.
func (w *walk) gaps(t *testing.T) {
	t.Helper()
	type cell struct {
		line int64
		year int
	}
	gap, lapse := map[cell]money.Amount{}, map[cell]money.Amount{}
	var allGap, allLapse money.Amount
	in := w.within(funding.Investment, func(_ funding.Entry, l funding.Line) bool { return budgets[l.Source] })
	for id := range w.lines {
		for year := 2016; year < 2028; year++ {
			s := w.sums(w.on, func(e funding.Entry, l funding.Line) bool { return in(e, l) && e.LineID == id && e.Year == year })
			if d := s[0] - s[1]; d > 0 && (w.year == year || year <= 2018) { // of what has no budget yet only when asked for
				gap[cell{id, year}] = d
				allGap += d
			}
			if d := s[1] - s[4]; d > 0 && year <= 2018 {
				lapse[cell{id, year}] = d
				allLapse += d
			}
		}
	}
	for _, f := range w.files(t, "/funding/gaps")[:2] {
		for key, of := range map[string]struct {
			name string
			want map[cell]money.Amount
		}{"gaps": {"gap_tiyn", gap}, "lapses": {"unspent_tiyn", lapse}} {
			if len(f.tables[key]) != len(of.want) {
				t.Errorf("%s: %d rows in %s, want %d: %v", f.where, len(f.tables[key]), key, len(of.want), of.want)
			}
			for _, row := range f.tables[key] {
				id, _ := strconv.ParseInt(row["line"], 10, 64)
				year, _ := strconv.Atoi(row["year"])
				if got := row[of.name]; got != strconv.FormatInt(int64(of.want[cell{id, year}]), 10) {
					t.Errorf("%s: %s of line %d in %d is %s, want %d", f.where, key, id, year, got, of.want[cell{id, year}])
				}
			}
		}
	}
	p := w.v.Get("/funding/gaps" + w.query()).Is(http.StatusOK)
	for id, want := range map[string]money.Amount{"gaps": allGap, "lapses": allLapse} {
		total := cells(t, p.Doc.Find("#"+id+" tr.total"))
		if len(total) == 0 && want == 0 {
			continue
		}
		if len(total) != 3 || total[2] != want {
			t.Errorf("/funding/gaps%s: the total of %s is %v, want %s", w.query(), id, total, want)
		}
	}
}

var budgets = map[funding.Source]bool{
	"republican_budget": true, "local_budget_region": true, "local_budget_city": true, "targeted_transfer": true,
}

// contractList is the register of contracts with what went by each.
func (w *walk) contractList(t *testing.T) {
	t.Helper()
	for _, f := range w.files(t, "/contracts")[:2] {
		key := "contracts"
		if f.tables[key] == nil {
			key = "" // alone in a CSV
		}
		n := 0
		for _, c := range w.contracts {
			if !c.RecordedAt.Before(testkit.Day(w.on).EndOfDay()) {
				continue
			}
			n++
			s := w.sums(w.on, func(e funding.Entry, l funding.Line) bool {
				return e.ContractID == c.ID && l.Kind == funding.Investment
			})
			for _, row := range f.tables[key] {
				if row["number"] != c.Current().Number {
					continue
				}
				for i, name := range []string{"committed", "accepted", "paid"} {
					if got := row[name+"_tiyn"]; got != strconv.FormatInt(int64(s[2+i]), 10) {
						t.Errorf("%s: %s of %s is %s, want %d", f.where, name, row["number"], got, s[2+i])
					}
				}
			}
		}
		if len(f.tables[key]) != n {
			t.Errorf("%s: %d contracts, want %d", f.where, len(f.tables[key]), n)
		}
	}
	w.v.Get("/contracts" + w.query()).Is(http.StatusOK)
}

// obligations are what the budgets owe by year, by contracts and by the ledger.
func (w *walk) obligations(t *testing.T) {
	t.Helper()
	for _, f := range w.files(t, "/funding/obligations")[:2] {
		for _, row := range f.tables["by_year"] {
			of := func(e funding.Entry, _ funding.Line) bool { return strconv.Itoa(e.Year) == row["year"] }
			all := *w
			all.asked.year, all.asked.model, all.asked.source = funding.AllYears, "", ""
			invested, owed := w.sums(w.on, all.within(funding.Investment, of)), w.sums(w.on, all.within(funding.Obligations, of))
			for name, want := range map[string]money.Amount{
				"investment_planned_tiyn": invested[0], "investment_committed_tiyn": invested[2], "owed_committed_tiyn": owed[2], "owed_paid_tiyn": owed[4],
			} {
				if got := row[name]; got != strconv.FormatInt(int64(want), 10) {
					t.Errorf("%s: %s of %s is %s, want %d", f.where, name, row["year"], got, want)
				}
			}
		}
	}
	w.v.Get("/funding/obligations" + w.query()).Is(http.StatusOK)
}

// earned is the earned value: its budget at completion and its cost are the
// planned and the accepted investment.
func (w *walk) earned(t *testing.T) {
	t.Helper()
	for _, f := range w.files(t, "/funding/earned")[:2] {
		key := "earned"
		if f.tables[key] == nil {
			key = ""
		}
		for _, row := range f.tables[key] {
			s := w.sums(w.on, func(e funding.Entry, l funding.Line) bool {
				return l.Kind == funding.Investment && e.ProjectID == w.site.Projects[row["project"]] && strconv.Itoa(e.Year) == row["year"]
			})
			if row["bac_tiyn"] != strconv.FormatInt(int64(s[0]), 10) || row["ac_tiyn"] != strconv.FormatInt(int64(s[3]), 10) {
				t.Errorf("%s: %s in %s has %s and %s, want %d and %d", f.where, row["project"], row["year"], row["bac_tiyn"], row["ac_tiyn"], s[0], s[3])
			}
		}
	}
	w.v.Get("/funding/earned" + w.query()).Is(http.StatusOK)
}

// portfolio is the money of the portfolio of the year (contract.md).
func (w *walk) portfolio(t *testing.T) {
	t.Helper()
	where := "/portfolio.json" + strings.Replace(w.query(), "year=all", "year=2018", 1)
	var data struct {
		Programmes []struct {
			Code    string
			Funding struct {
				Committed *money.Amount `json:"committed_tiyn"`
				Paid      *money.Amount `json:"paid_tiyn"`
			}
		}
	}
	if err := json.Unmarshal([]byte(w.v.Get(where).Is(http.StatusOK).Body), &data); err != nil {
		t.Fatal(err)
	}
	year := w.year
	if year == funding.AllYears {
		year = 2018
	}
	for _, p := range data.Programmes {
		s := w.sums(w.on, func(e funding.Entry, l funding.Line) bool {
			return l.Kind == funding.Investment && e.ProgrammeID == w.site.Programmes[p.Code] && e.Year == year
		})
		if p.Funding.Committed == nil || p.Funding.Paid == nil {
			if s[2] != 0 || s[4] != 0 {
				t.Errorf("%s: %s says nothing, committed are %s and paid %s", where, p.Code, s[2], s[4])
			}
			continue
		}
		if *p.Funding.Committed != s[2] || *p.Funding.Paid != s[4] {
			t.Errorf("%s: %s has %s and %s, want %s and %s", where, p.Code, *p.Funding.Committed, *p.Funding.Paid, s[2], s[4])
		}
	}
}
