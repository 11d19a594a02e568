package report_test

import (
	"strings"
	"testing"

	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/internal/report"
	"qadam/internal/testkit"
)

// TestOfficialForm holds the form as text: its words, its order, its sums.
func TestOfficialForm(t *testing.T) {
	for name, languages := range map[string][]i18n.Locale{"ru": {i18n.RU}, "kk": {i18n.KK}, "both": {i18n.KK, i18n.RU}, "en": {i18n.EN}} {
		t.Run(name, func(t *testing.T) {
			testkit.Golden(t, "form-"+name+".golden", testkit.Form(6, languages...).Document().String())
		})
	}
}

func TestADraftSaysThatItIsOne(t *testing.T) {
	r := testkit.Form(2, i18n.RU)
	tests := []struct {
		name  string
		steps []portfolio.VersionStep
		says  []string
		not   string
	}{
		{"a draft waits for a signature", nil, []string{"ПРОЕКТ (Черновик)", "УТВЕРЖДАЮ", "(подпись, Ф.И.О.)", "20___ года"}, "Приложение"},
		{"under approval it is still a draft", []portfolio.VersionStep{{State: portfolio.Submitted}}, []string{"ПРОЕКТ (Направлено на согласование)", "УТВЕРЖДАЮ"}, "Приложение"},
		{"in force it is annexed to its act", []portfolio.VersionStep{{State: portfolio.InForce, ActNumber: "15", ActDate: testkit.Day("2018-03-05")}}, []string{"Приложение к распоряжению", "от 5 марта 2018 года № 15"}, "ПРОЕКТ"},
		{"a later version put it out of force", []portfolio.VersionStep{{State: portfolio.InForce, ActNumber: "15", ActDate: testkit.Day("2018-03-05")}, {State: portfolio.Superseded}}, []string{"Приложение к распоряжению", "УТРАТИЛА СИЛУ"}, "ПРОЕКТ"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r.Version.Steps = tt.steps
			got := strings.ReplaceAll(r.Document().String(), "\u00a0", " ")
			for _, s := range tt.says {
				if !strings.Contains(got, s) {
					t.Errorf("does not say %q:\n%s", s, got[:600])
				}
			}
			if strings.Contains(got, tt.not) {
				t.Errorf("says %q", tt.not)
			}
		})
	}
	r.Version.Steps, r.Signatory = nil, i18n.Same("Аким города")
	if got := r.Document().String(); !strings.Contains(got, "УТВЕРЖДАЮ\nАким города\n") {
		t.Errorf("who signed the last act signs the next: %s", got[:300])
	}
}

func TestAPartOfTheRoadmapIsAnExtract(t *testing.T) {
	r := testkit.Form(6, i18n.EN)
	r.Lines = r.Lines[:2]
	got := r.Document().String()
	if !strings.Contains(got, "Extract: 2 of 6 measures are shown") {
		t.Errorf("does not say that something is left out:\n%s", got)
	}
	if !strings.Contains(got, "Total of the extract") || strings.Contains(got, "Total of the roadmap") || !strings.Contains(got, "151,000.0") {
		t.Errorf("the total is of other lines than those shown:\n%s", got)
	}
}

// TestBesideItsTwinATitleIsNotFilledIn leaves a missing title empty where both
// languages stand side by side, and shows the other one where only one does.
func TestBesideItsTwinATitleIsNotFilledIn(t *testing.T) {
	row := func(languages ...i18n.Locale) string {
		r := testkit.Form(2, languages...)
		r.Lines[1].Title.RU = ""
		for line := range strings.Lines(r.Document().String()) {
			if strings.Contains(line, "1.2 |") {
				return line
			}
		}
		return ""
	}
	if got := row(i18n.KK, i18n.RU); strings.Count(got, "Measure 1.2") != 1 || !strings.Contains(got, "|  | Акт") {
		t.Errorf("both: %s", got)
	}
	if got := row(i18n.RU); !strings.Contains(got, "Measure 1.2") || !strings.Contains(got, "кк") {
		t.Errorf("Russian: %s", got)
	}
}

func TestARoadmapWithoutLinesOrCostsIsAForm(t *testing.T) {
	r := testkit.Form(0, i18n.KK, i18n.RU)
	if got := r.Document().String(); !strings.Contains(got, "Жол картасы бойынша барлығы / Всего по дорожной карте") || !strings.Contains(got, "Талап етілмейді / Не требуется") {
		t.Errorf("%s", got)
	}
}

func TestPlaces(t *testing.T) {
	tests := []struct {
		sums []money.Amount
		want int
	}{
		{nil, 0},
		{[]money.Amount{0, 5 * money.Thousand}, 0},
		{[]money.Amount{500 * money.Tenge}, 1},
		{[]money.Amount{50 * money.Tenge, money.Million}, 2},
		{[]money.Amount{money.Tiyn}, 5},
		{[]money.Amount{-money.Thousand - money.Tenge}, 3},
	}
	for _, tt := range tests {
		if got := report.Places(money.Thousand, tt.sums...); got != tt.want {
			t.Errorf("Places(%v) = %d, want %d", tt.sums, got, tt.want)
		}
	}
}

// TestCellsStandWhereTheyReach places cells that take several columns and rows.
func TestCellsStandWhereTheyReach(t *testing.T) {
	table := report.Table{Columns: make([]report.Column, 4), Rows: []report.Row{
		{Kind: report.Item, Cells: []report.Cell{{Down: 2}, {}, {}, {Down: 2}}},
		{Kind: report.Item, Cells: []report.Cell{{}, {}}},
		{Kind: report.Total, Cells: []report.Cell{{Across: 3}, {}}},
	}}
	var got [][2]int
	for _, p := range table.Place(table.Rows, nil) {
		got = append(got, [2]int{p.Row, p.Col})
	}
	want := [][2]int{{0, 0}, {0, 1}, {0, 2}, {0, 3}, {1, 1}, {1, 2}, {2, 0}, {2, 3}}
	if len(got) != len(want) {
		t.Fatalf("cells at %v, want %v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("cell %d at %v, want %v", i, got[i], want[i])
		}
	}
	if runs := report.Blocks(table.Rows); len(runs) != 2 || runs[0] != [2]int{0, 2} {
		t.Errorf("rows that stay together: %v", runs)
	}
}
