package reference

import (
	"regexp"
	"testing"

	"qadam/internal/civil"
	"qadam/internal/i18n"
)

func TestWorkingDaysOf2018(t *testing.T) {
	var days []civil.CalendarDay
	for _, d := range Calendar2018() {
		days = append(days, civil.CalendarDay{Date: d.Date, Kind: civil.DayKind(d.Kind), MovedFrom: d.MovedFrom})
	}
	cal := civil.NewCalendar(days)
	want := []int{21, 20, 18, 21, 20, 21, 21, 21, 20, 23, 22, 18}
	for i, n := range want {
		first := civil.Date{Year: 2018, Month: 1, Day: 1}.AddMonths(i)
		if got := cal.Between(first, first.AddMonths(1).AddDays(-1)); got != n {
			t.Errorf("month %d: %d working days, want %d", i+1, got, n)
		}
	}
	if got := cal.Between(day("2018-01-01"), day("2018-12-31")); got != 246 {
		t.Errorf("year: %d working days, want 246", got)
	}
}

func TestTheFiveProgrammes(t *testing.T) {
	kato := regexp.MustCompile(`^\d{9}$`)
	bodies := map[string]Body{}
	for _, b := range Bodies() {
		if _, twice := bodies[b.Code]; twice {
			t.Errorf("body %s twice", b.Code)
		}
		bodies[b.Code] = b
		whole(t, b.Code, b.Name)
		whole(t, b.Code, b.Short)
		for _, s := range b.Seats {
			whole(t, b.Code+"/"+s.Code, s.Name)
		}
	}
	for _, b := range bodies {
		if _, ok := bodies[b.Successor]; b.Successor != "" && !ok {
			t.Errorf("%s: no successor %s", b.Code, b.Successor)
		}
	}
	want := []string{"astana", "almaty", "karaganda", "ontustik", "aktobe"}
	for i, p := range Programmes() {
		if p.Code != want[i] || p.Number != i+1 {
			t.Errorf("programme %d is %s", i+1, p.Code)
		}
		whole(t, p.Code, p.Name)
		for _, o := range p.Owners {
			if b, ok := bodies[o.Body]; !ok || b.Programme != p.Code {
				t.Errorf("%s: owner %s", p.Code, o.Body)
			}
		}
		for _, tr := range p.Territories {
			whole(t, p.Code, tr.Name)
			whole(t, p.Code, tr.Region)
			if !kato.MatchString(tr.CityKATO) || !kato.MatchString(tr.RegionKATO) {
				t.Errorf("%s: KATO %s %s", p.Code, tr.CityKATO, tr.RegionKATO)
			}
		}
		for _, d := range p.Districts {
			whole(t, d.KATO, d.Name)
		}
	}
}

func TestOntustikChangesItsOwner(t *testing.T) {
	owners := Programmes()[3].Owners
	if owners[0].To.AddDays(1) != owners[1].From || owners[1].From != day("2018-06-19") {
		t.Errorf("owners %+v", owners)
	}
}

func TestNineVotingSeats(t *testing.T) {
	voting := 0
	for _, s := range workingGroupSeats() {
		if s.Voting {
			voting++
		}
	}
	if voting != 9 {
		t.Errorf("%d voting seats, want 9", voting)
	}
}

func TestSixGoalsAndNineDirections(t *testing.T) {
	binding := 0
	for _, d := range Directions() {
		whole(t, d.Code, d.Name)
		if d.Binding {
			binding++
			whole(t, d.Code, d.Minimum)
		}
	}
	if len(Goals()) != 6 || len(Directions()) != 9 || binding != 5 {
		t.Errorf("%d goals, %d directions, %d binding", len(Goals()), len(Directions()), binding)
	}
	for _, g := range Goals() {
		whole(t, g.Code, g.Name)
	}
}

// whole reports a text that is missing in a language.
func whole(t *testing.T, of string, text i18n.Text) {
	t.Helper()
	if text.KK == "" || text.RU == "" || text.EN == "" {
		t.Errorf("%s: a language is missing: %+v", of, text)
	}
}
