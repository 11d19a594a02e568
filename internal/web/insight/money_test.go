package insight_test

import (
	"encoding/csv"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"qadam/internal/access"
	"qadam/internal/audit"
	"qadam/internal/funding"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

// enter keeps an entry on a line of a project, which it opens.
func (s *site) enter(project string, line funding.Line, k funding.EntryKind, year int, sum money.Amount) {
	s.T.Helper()
	err := s.Store.Write(s.T.Context(), access.System(), func(tx *store.Tx) error {
		p, err := tx.Project(s.Projects[project])
		if err != nil {
			return err
		}
		open, err := tx.Lines(p.ID)
		if err != nil {
			return err
		}
		line.ProgrammeID, line.ProjectID = p.ProgrammeID, p.ID
		i := slices.IndexFunc(open, func(l funding.Line) bool {
			return l.Model == line.Model && l.Source == line.Source && l.Kind == line.Kind
		})
		if i >= 0 {
			line = open[i]
		} else if err := tx.OpenLine(&line); err != nil {
			return err
		}
		d := funding.Document{ProgrammeID: p.ProgrammeID, Kind: funding.DocContract, Number: "1", Dated: testkit.Day("2018-02-01")}
		if err := tx.DocumentFor(&d); err != nil {
			return err
		}
		e := funding.Entry{LineID: line.ID, ProgrammeID: p.ProgrammeID, ProjectID: p.ID, Kind: k, Year: year, Amount: sum, HappenedOn: d.Dated, DocumentID: d.ID}
		if err := tx.AppendEntry(&e); err != nil {
			return err
		}
		return tx.Record("funding_entry.added", p.ProgrammeID, "funding_entry", e.ID, audit.Added(map[string]any{"tiyn": int64(sum)}))
	})
	if err != nil {
		s.T.Fatal(err)
	}
}

var (
	budget   = funding.Line{Model: portfolio.Public, Source: funding.CityBudget, Kind: funding.Investment}
	partner  = funding.Line{Model: portfolio.PPP, Source: funding.PrivateOwn, Kind: funding.Investment}
	promised = funding.Line{Model: portfolio.PPP, Source: funding.CityBudget, Kind: funding.Obligations}
)

type moneyFigures struct {
	Programmes []struct {
		Code    string
		Funding struct {
			Planned     money.Amount            `json:"planned_tiyn"`
			Committed   money.Amount            `json:"committed_tiyn"`
			Paid        money.Amount            `json:"paid_tiyn"`
			ByModel     map[string]money.Amount `json:"by_model"`
			Obligations money.Amount            `json:"obligations_tiyn"`
		}
		Since *struct {
			Funding struct {
				Committed money.Amount `json:"committed_tiyn"`
				Paid      money.Amount `json:"paid_tiyn"`
			}
		}
	}
}

// The figures of money on the page, in the data and in the rows are those of the
// ledger, as of the day and for the year; what the budget owes is added to none.
func TestTheMoneyOfThePortfolioIsTheLedgers(t *testing.T) {
	s := serve(t)
	s.enter("sergek", budget, funding.Commit, 2018, 900*money.Million)
	s.enter("sergek", budget, funding.Pay, 2018, 300*money.Million)
	s.enter("sergek", partner, funding.Pay, 2018, 100*money.Million)
	s.enter("sergek", promised, funding.Commit, 2018, 77*money.Million)
	s.enter("sergek", budget, funding.Pay, 2019, 5*money.Million)
	s.Clock.Set("2018-03-07 10:00")
	s.enter("sergek", budget, funding.Return, 2018, 40*money.Million)
	s.enter("lighting", partner, funding.Pay, 2018, 1)
	v := s.as("official")
	for query, want := range map[string]struct {
		paid, public, other money.Amount // of Astana, and of Ontustik
		page                string
	}{
		"":                  {360 * money.Million, 260 * money.Million, 1, "₸360 m"},
		"?as_of=2018-03-05": {400 * money.Million, 300 * money.Million, 0, "₸400 m"},
		"?as_of=2018-03-04": {0, 0, 0, "₸0"},
		"?year=2019":        {5 * money.Million, 5 * money.Million, 0, "₸5 m"},
	} {
		d := data[moneyFigures](v.get("/portfolio.json" + query))
		f := d.Programmes[0].Funding
		if f.Paid != want.paid || f.ByModel["public"] != want.public || f.ByModel["ppp"] != want.paid-want.public || d.Programmes[1].Funding.Paid != want.other {
			t.Errorf("%s: %+v", query, d)
		}
		if owed := query == "" || query == "?as_of=2018-03-05"; owed != (f.Obligations == 77*money.Million) {
			t.Errorf("%s: %d owed", query, f.Obligations)
		}
		rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(v.get("/portfolio.csv"+query).Body, "\ufeff"))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for column, sum := range map[string]money.Amount{"paid_tiyn": f.Paid, "paid_public_tiyn": f.ByModel["public"], "paid_ppp_tiyn": f.ByModel["ppp"], "committed_tiyn": f.Committed, "obligations_tiyn": f.Obligations} {
			if got := rows[1][slices.Index(rows[0], column)]; got != strconv.FormatInt(int64(sum), 10) {
				t.Errorf("%s: %s is %s in the rows, %d in the data", query, column, got, sum)
			}
		}
		figure := words(v.get("/portfolio" + query).is(http.StatusOK).doc.Find(".figure").Eq(1))
		if !strings.Contains(figure, want.page) {
			t.Errorf("%s: the page says %q, want %s", query, figure, want.page)
		}
	}
	since := data[moneyFigures](v.get("/portfolio.json?against=2018-03-05")).Programmes[0].Since
	if since == nil || since.Funding.Paid != -40*money.Million || since.Funding.Committed != 0 {
		t.Errorf("since: %+v", since)
	}
	if got := data[moneyFigures](v.get("/programmes/astana.json")).Programmes; got != nil {
		t.Error("one programme has no programmes")
	}
	v.get("/portfolio?against=2018-03-05").says("−₸40 m since 5 Mar 2018")
}
