package demo

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/seed/reference"
)

// calendar is the working calendar of the play's year.
func calendar() *civil.Calendar {
	var days []civil.CalendarDay
	for _, d := range reference.Calendar2018() {
		days = append(days, civil.CalendarDay{Date: d.Date, Kind: civil.DayKind(d.Kind), MovedFrom: d.MovedFrom})
	}
	return civil.NewCalendar(days)
}

// everyLine walks the lines of all programmes.
func everyLine(visit func(Play, Project, Line)) {
	for _, p := range Plays() {
		for _, pr := range p.Projects {
			for _, l := range pr.Lines {
				visit(p, pr, l)
			}
		}
	}
}

// changes tells in which version a line is changed in this way.
func changes(p Play, kind ChangeKind) map[string]Version {
	found := map[string]Version{}
	for _, v := range p.Versions {
		for _, c := range v.Changes {
			if c.Kind == kind {
				found[c.Line] = v
			}
		}
	}
	return found
}

func TestFortyOneProjectsOfFourToSixLines(t *testing.T) {
	projects, lines, codes := 0, 0, map[string]bool{}
	for _, p := range Plays() {
		for _, pr := range p.Projects {
			projects++
			lines += len(pr.Lines)
			if codes[pr.Code] || !strings.HasPrefix(pr.Code, p.Programme+"-") {
				t.Errorf("code %s: twice, or not of %s", pr.Code, p.Programme)
			}
			codes[pr.Code] = true
			if n := len(pr.Lines); n < 4 || n > 6 {
				t.Errorf("%s has %d lines", pr.Code, n)
			}
		}
	}
	if projects != 41 {
		t.Errorf("%d projects, want 41", projects)
	}
	t.Logf("%d projects, %d lines", projects, lines)
}

func TestCodesNamedExist(t *testing.T) {
	bodies, zones, directions, goals := map[string]bool{}, map[string]string{}, map[string]bool{}, map[string]bool{}
	for _, b := range reference.Bodies() {
		bodies[b.Code] = true
	}
	for _, d := range reference.Directions() {
		directions[d.Code] = true
	}
	for _, g := range reference.Goals() {
		goals[g.Code] = true
	}
	for _, p := range Plays() {
		for _, z := range p.Zones {
			zones[z.Code] = p.Programme
		}
	}
	models := []string{"ppp", "service", "public", "private"}
	sources := []string{"republican_budget", "local_budget", "targeted_transfer", "ppp", "private", "service", "quasi_public"}
	forms := []string{written, act, order, protocol, contract, informing}
	for _, p := range Plays() {
		for _, pr := range p.Projects {
			if !directions[pr.Direction] || !slices.Contains(models, pr.Model) || len(pr.Goals) == 0 {
				t.Errorf("%s: direction %q, model %q, goals %v", pr.Code, pr.Direction, pr.Model, pr.Goals)
			}
			for _, g := range pr.Goals {
				if !goals[g] {
					t.Errorf("%s: no goal %q", pr.Code, g)
				}
			}
			for _, z := range pr.Zones {
				if zones[z] != p.Programme {
					t.Errorf("%s: no zone %q in %s", pr.Code, z, p.Programme)
				}
			}
		}
	}
	everyLine(func(p Play, pr Project, l Line) {
		for _, b := range append([]string{l.Lead}, l.With...) {
			if !bodies[b] {
				t.Errorf("%s: no body %q", l.Key, b)
			}
		}
		if l.Zone != "" && zones[l.Zone] != p.Programme {
			t.Errorf("%s: no zone %q in %s", l.Key, l.Zone, p.Programme)
		}
		if !slices.Contains(forms, l.Form) {
			t.Errorf("%s: form %q", l.Key, l.Form)
		}
		if len(l.Cost) > 0 && !slices.Contains(sources, l.Source) {
			t.Errorf("%s: source %q", l.Key, l.Source)
		}
	})
	seats := map[string]bool{}
	for _, b := range reference.Bodies() {
		for _, s := range b.Seats {
			seats[b.Code+"/"+s.Code] = true
		}
	}
	taken := map[string]bool{}
	for _, p := range People() {
		for _, s := range p.Tenures {
			if key := s.Body + "/" + s.Seat; !seats[key] || taken[key] {
				t.Errorf("%s: seat %s does not exist or is taken", p.Account, key)
			} else {
				taken[key] = true
			}
		}
	}
	if len(People()) != 26 {
		t.Errorf("%d people, want 26", len(People()))
	}
}

// kazakh holds what Kazakh and Russian words are written with. Latin letters
// are allowed for names such as Smart Astana.
var kazakh = regexp.MustCompile(`^[\p{Latin}А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі0-9 .,:;%№«»"()/–—+‑-]+$`)

func TestTextsInThreeLanguages(t *testing.T) {
	check := func(of string, text i18n.Text) {
		if text.KK == "" || text.RU == "" || text.EN == "" {
			t.Errorf("%s: a language is missing: %+v", of, text)
		}
		for _, s := range []string{text.KK, text.RU} {
			if !kazakh.MatchString(s) {
				t.Errorf("%s: strange letters in %q", of, s)
			}
			if strings.TrimSpace(s) != s || strings.Contains(s, "  ") {
				t.Errorf("%s: stray blanks in %q", of, s)
			}
		}
		if strings.ContainsAny(text.RU, "әғқңөұүһіӘҒҚҢӨҰҮҺІ") && !strings.Contains(text.RU, "ОҢАЙ") {
			t.Errorf("%s: Kazakh letters in Russian %q", of, text.RU)
		}
	}
	for _, p := range Plays() {
		for _, z := range p.Zones {
			check(z.Code, z.Name)
			check(z.Code, z.District)
		}
		for _, v := range p.Versions {
			if v.Act.Number != "" {
				check(p.Programme, v.Act.Signatory)
			}
		}
		for _, pr := range p.Projects {
			check(pr.Code, pr.Name)
			check(pr.Code, pr.Area)
			check(pr.Code, pr.Subtype)
			if pr.Basis.EN == "" || pr.Basis.RU == "" {
				t.Errorf("%s: basis is missing", pr.Code)
			}
		}
	}
	everyLine(func(_ Play, _ Project, l Line) { check(l.Key, l.Title) })
	for _, p := range People() {
		check(p.Account, p.Name)
		check(p.Account, p.Position)
	}
}

// mixed finds a Latin letter inside a Cyrillic word or the other way round,
// which looks right and cannot be found by a search.
var mixed = regexp.MustCompile(`\p{Cyrillic}\p{Latin}|\p{Latin}\p{Cyrillic}`)

func TestNoWordMixesAlphabets(t *testing.T) {
	everyLine(func(_ Play, pr Project, l Line) {
		texts := []string{pr.Name.KK, pr.Name.RU, pr.Basis.RU, l.Title.KK, l.Title.RU, l.Title.EN, l.Note}
		for _, s := range l.Scenes {
			texts = append(texts, s.Note)
			if s.Evidence != nil {
				texts = append(texts, s.Evidence.Text, s.Evidence.Number)
			}
		}
		for _, s := range texts {
			if mixed.MatchString(s) {
				t.Errorf("%s: alphabets are mixed in %q", l.Key, s)
			}
		}
	})
}

// asCost applies the changes of the versions up to and including the number.
func asCost(p Play, l Line, number int) []Cost {
	cost := l.Cost
	for _, v := range p.Versions {
		for _, c := range v.Changes {
			if v.Number <= number && c.Line == l.Key && c.Kind == Recost {
				cost = c.Cost
			}
		}
	}
	return cost
}

func TestWeightsAndCostsAddUpInEveryVersion(t *testing.T) {
	later := 0
	for _, p := range Plays() {
		added, dropped := changes(p, Add), changes(p, Drop)
		for _, v := range p.Versions {
			for _, pr := range p.Projects {
				if pr.Ended != nil && pr.Ended.At.At().Before(v.Drafted.At()) {
					continue // its lines may go
				}
				weight, year := 0, money.Amount(0)
				for _, l := range pr.Lines {
					if a, ok := added[l.Key]; ok && v.Number < a.Number {
						continue
					}
					if d, ok := dropped[l.Key]; ok && v.Number >= d.Number {
						continue
					}
					if l.Weight <= 0 {
						t.Errorf("%s: weight %d", l.Key, l.Weight)
					}
					weight += l.Weight
					for _, c := range asCost(p, l, v.Number) {
						if c.Year == Year {
							year += c.Amount
						} else {
							later++
						}
					}
				}
				if weight != 100 {
					t.Errorf("%s in version %d: weights add up to %d", pr.Code, v.Number, weight)
				}
				if year != pr.Plan2018 {
					t.Errorf("%s in version %d: costs add up to %d, want %d million", pr.Code, v.Number, year/1e8, pr.Plan2018/1e8)
				}
			}
		}
	}
	if later == 0 {
		t.Error("no line has a cost after 2018")
	}
}

func TestBudgetCodes(t *testing.T) {
	code := regexp.MustCompile(`^\d{2}\.\d\.\d{3}\.\d{3}(\.\d{3}(\.\d{3})?)?$`)
	everyLine(func(_ Play, pr Project, l Line) {
		if coded[l.Source] != code.MatchString(l.BudgetCode) {
			t.Errorf("%s: source %q, budget code %q", l.Key, l.Source, l.BudgetCode)
		}
	})
}

func TestPredecessorsExistAndDoNotCircle(t *testing.T) {
	lines, programme := map[string]Line{}, map[string]string{}
	everyLine(func(p Play, _ Project, l Line) {
		if _, twice := lines[l.Key]; twice {
			t.Errorf("key %s twice", l.Key)
		}
		lines[l.Key], programme[l.Key] = l, p.Programme
	})
	across := 0
	for key, l := range lines {
		for _, a := range l.After {
			if _, ok := lines[a.Key]; !ok || programme[a.Key] != programme[key] {
				t.Errorf("%s: no predecessor %s in its programme", key, a.Key)
			}
			if before, _, _ := strings.Cut(a.Key, "/"); !strings.HasPrefix(key, before+"/") {
				across++
			}
			if !slices.Contains([]string{"FS", "SS", "FF"}, a.Kind) {
				t.Errorf("%s: link %q", key, a.Kind)
			}
		}
	}
	if across < 3 {
		t.Errorf("%d links across projects, want a few", across)
	}
	const grey, black = 1, 2
	colour := map[string]int{}
	var walk func(key string, path []string)
	walk = func(key string, path []string) {
		if colour[key] == grey {
			t.Fatalf("a cycle: %v", append(path, key))
		}
		if colour[key] == black {
			return
		}
		colour[key] = grey
		for _, a := range lines[key].After {
			walk(a.Key, append(path, key))
		}
		colour[key] = black
	}
	for key := range lines {
		walk(key, nil)
	}
}
