package demo

import (
	"strings"
	"testing"

	"qadam/internal/money"
	"qadam/seed/reference"
)

func TestStepsOfDraftingFollowTheRules(t *testing.T) {
	cal, bodies := calendar(), map[string]bool{}
	for _, b := range reference.Bodies() {
		bodies[b.Code] = true
	}
	for _, n := range NextYears() {
		known, projects := map[string]bool{}, map[string]bool{}
		for _, p := range Plays() {
			for _, pr := range p.Projects {
				projects[pr.Code] = p.Programme == n.Programme
				for _, l := range pr.Lines {
					known[l.Key] = n.FromYear && p.Programme == n.Programme
				}
			}
		}
		before := n.Drafted
		for _, s := range n.Steps {
			when := n.Programme + " " + s.At.String()
			if !s.At.At().After(before.At()) || !s.At.At().Before(Curtain.At()) || !cal.IsWorking(s.At.Day) || s.At.Hour < 9 || s.At.Hour > 18 {
				t.Errorf("%s: not in its order or not in working hours", when)
			}
			before = s.At
			for _, key := range append([]string{s.Line, s.Under, s.Before}, s.Lines...) {
				if key != "" && !known[key] {
					t.Errorf("%s: no line %s", when, key)
				}
			}
			for _, a := range s.New.After {
				if !known[a.Key] {
					t.Errorf("%s: no predecessor %s", when, a.Key)
				}
			}
			if s.Project != "" && !projects[s.Project] {
				t.Errorf("%s: no project %s", when, s.Project)
			}
			if s.Kind != Written {
				continue
			}
			l := s.New
			if known[l.Key] || l.Weight <= 0 || l.Start.Year != Year+1 {
				t.Errorf("%s: %s stands already, has no weight or begins on %s", when, l.Key, l.Start)
			}
			known[l.Key] = true
			for _, b := range append([]string{l.Lead}, l.With...) {
				if !bodies[b] {
					t.Errorf("%s: no body %q", when, b)
				}
			}
			sum := money.Amount(0)
			for _, c := range l.Cost {
				sum += c.Amount
			}
			if (sum == 0) != (l.Source == "") && !s.Unfinished || coded[l.Source] != (l.BudgetCode != "") {
				t.Errorf("%s: %s costs %d from %q %q", when, l.Key, sum, l.Source, l.BudgetCode)
			}
			for _, text := range []string{l.Title.KK, l.Title.RU} {
				if !kazakh.MatchString(text) || mixed.MatchString(text) || strings.TrimSpace(text) != text {
					t.Errorf("%s: strange letters in %q", when, text)
				}
			}
			if strings.ContainsAny(l.Title.RU, "әғқңөұүһі") {
				t.Errorf("%s: Kazakh letters in Russian %q", when, l.Title.RU)
			}
		}
	}
}
