package demo

import (
	"slices"
	"strings"
	"testing"

	"qadam/internal/approval"
	"qadam/seed/reference"
)

// sentAt is when a case was first sent: a version says it itself.
func sentAt(t *testing.T, c Case) Moment {
	t.Helper()
	for _, p := range Plays() {
		for _, v := range p.Versions {
			if c.Version == v.Number && c.Programme == p.Programme {
				if v.Delegated {
					return v.Drafted
				}
				return v.Submitted
			}
		}
	}
	for _, s := range c.Scenes {
		if s.Kind == Sent {
			return s.At
		}
	}
	t.Fatalf("%s is never sent", c.Key)
	return Moment{}
}

func TestCasesFollowTheRules(t *testing.T) {
	cal := calendar()
	works := func(of string, m Moment) {
		t.Helper()
		if m.IsZero() {
			return
		}
		if !cal.IsWorking(m.Day) || m.Hour < 9 || m.Hour > 18 || !m.At().Before(Curtain.At()) {
			t.Errorf("%s: %s is after the curtain or not in working hours", of, m)
		}
	}
	keys := map[string]Case{}
	for _, c := range Approvals().Cases {
		if _, twice := keys[c.Key]; twice {
			t.Errorf("%s twice", c.Key)
		}
		keys[c.Key] = c
		before, asked := sentAt(t, c), []int{}
		works(c.Key, before)
		criteria := len(approval.Kind(c.Kind).Rule().Criteria)
		for _, s := range c.Scenes {
			works(c.Key, s.At)
			if s.At.At().Before(before.At()) && s.Kind != Conflicted && s.Kind != Sent {
				t.Errorf("%s: the scene of %s is before %s", c.Key, s.At, before)
			}
			if s.Kind != Conflicted {
				before = s.At
			}
			switch s.Kind {
			case Assigned:
				asked = s.Experts
				if s.Due.Before(s.At.Day) || !cal.IsWorking(s.Due) {
					t.Errorf("%s: the term of the opinions is %s", c.Key, s.Due)
				}
			case Opined, Conflicted:
				if !slices.Contains(asked, s.Experts[0]) {
					t.Errorf("%s: expert%d was not asked", c.Key, s.Experts[0])
				}
				if s.Kind == Opined && (len(s.Opinion.Scores) != criteria || (s.Opinion.Verdict == fitIf) != (len(s.Opinion.Conditions) > 0)) {
					t.Errorf("%s: %d scores for %d criteria, %s with %d conditions", c.Key, len(s.Opinion.Scores), criteria, s.Opinion.Verdict, len(s.Opinion.Conditions))
				}
			}
		}
	}
	number, before := 0, Moment{}
	for _, s := range Approvals().Sittings {
		number++
		if s.Number != number || (s.Form == InWords) == s.Closes.IsZero() || s.Form == InPerson && s.Place.RU == "" {
			t.Errorf("sitting %d: number %d, %+v", number, s.Number, s)
		}
		times := []Moment{s.Planned}
		if s.Number < 13 {
			times = append(times, s.At)
		}
		for _, i := range s.Items {
			if _, ok := keys[i.Case]; !ok {
				t.Errorf("sitting %d: no case %q", s.Number, i.Case)
			}
			times = append(times, i.Opened)
			for _, b := range i.Ballots {
				times = append(times, b.At)
				if s.Away[b.Member] != "" {
					t.Errorf("sitting %d: %s votes and is away", s.Number, Account(b.Member))
				}
			}
			times = append(times, i.Closed)
		}
		for _, m := range append(times, s.Ended, s.Drafted, s.ByWriter, s.ByChair) {
			works("sitting", m)
			if !m.IsZero() && m.At().Before(before.At()) {
				t.Errorf("sitting %d: %s comes after %s", s.Number, m, before)
			}
			if !m.IsZero() {
				before = m
			}
		}
		before = Moment{}
	}
}

func TestTextsOfApprovals(t *testing.T) {
	bodies := map[string]bool{}
	for _, b := range reference.Bodies() {
		bodies[b.Code] = true
	}
	lines := map[string]bool{"": true}
	everyLine(func(_ Play, _ Project, l Line) { lines[l.Key] = true })
	kazakhLetters := "әғқңөұүһіӘҒҚҢӨҰҮҺІ"
	text := func(of, s string) {
		if s == "" || strings.TrimSpace(s) != s || strings.Contains(s, "  ") || mixed.MatchString(s) {
			t.Errorf("%s: %q", of, s)
		}
	}
	proposal := func(of string, p Proposal) {
		text(of, p.Text.RU)
		text(of, p.Text.KK)
		if strings.ContainsAny(p.Text.RU, kazakhLetters) || !bodies[p.Owner] || !lines[p.Line] || p.Due.IsZero() || p.Evidence == "" {
			t.Errorf("%s: condition %+v", of, p)
		}
	}
	kazakh, all := 0, 0
	said := func(of, s string) {
		text(of, s)
		all++
		if strings.ContainsAny(s, kazakhLetters) {
			kazakh++
		}
	}
	for _, c := range Approvals().Cases {
		for _, s := range c.Scenes {
			o := s.Opinion
			for _, one := range o.Scores {
				said(c.Key, one.Text)
			}
			for _, r := range o.Remarks {
				if said(c.Key, r.Text); !lines[r.Line] {
					t.Errorf("%s: no line %q", c.Key, r.Line)
				}
			}
			for _, p := range o.Conditions {
				proposal(c.Key, p)
			}
			if s.Kind == Opined {
				said(c.Key, o.Summary)
			}
			if slices.Contains([]CaseSceneKind{Conflicted, Answered, TakenBack}, s.Kind) {
				said(c.Key, s.Text)
			}
		}
	}
	for _, s := range Approvals().Sittings {
		for _, i := range s.Items {
			for _, b := range i.Ballots {
				if b.Choice == "against" || b.Choice == "recused" {
					said(i.Case, b.Reason)
				}
				if (b.Condition != nil) != (b.Choice == condition) {
					t.Errorf("%s: %s votes with a condition and names none", i.Case, Account(b.Member))
				} else if b.Condition != nil {
					proposal(i.Case, *b.Condition)
				}
			}
		}
	}
	for _, o := range Approvals().Obligations {
		if o.Begins == "" {
			proposal(o.Programme, o.Assignment)
		}
	}
	if kazakh*6 < all {
		t.Errorf("%d of %d texts are in Kazakh", kazakh, all)
	}
}
