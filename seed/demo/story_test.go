package demo

import (
	"strings"
	"testing"
	"unicode/utf8"

	"qadam/internal/civil"
	"qadam/internal/i18n"
)

// start is the start of the line by the version in force at the moment, and
// whether the line stood in it at all.
func start(p Play, l Line, at Moment) (civil.Date, bool) {
	from, stands := l.Start, false
	added := changes(p, Add)
	for _, v := range p.Versions {
		if v.InForce.IsZero() || v.InForce.At().After(at.At()) {
			continue
		}
		if a, ok := added[l.Key]; !ok || v.Number >= a.Number {
			stands = true
		}
		for _, c := range v.Changes {
			if c.Line != l.Key {
				continue
			}
			switch c.Kind {
			case Move:
				from = c.Start
			case Drop:
				stands = false
			case Recost, Add:
			}
		}
	}
	return from, stands
}

func TestScenesFollowTheRules(t *testing.T) {
	cal := calendar()
	drops, returns, silent := 0, 0, 0
	everyLine(func(p Play, pr Project, l Line) {
		if len(l.Scenes) == 0 {
			silent++
		}
		percent, waiting, accepted := 0, false, false
		before := Moment{}
		for _, s := range l.Scenes {
			when := l.Key + " " + s.At.String()
			if !s.At.At().After(before.At()) && !before.IsZero() {
				t.Errorf("%s: not after the scene before", when)
			}
			before = s.At
			if !s.At.At().Before(Curtain.At()) || !cal.IsWorking(s.At.Day) || s.At.Hour < 9 || s.At.Hour > 18 {
				t.Errorf("%s: after the curtain or not in working hours", when)
			}
			from, stands := start(p, l, s.At)
			if !stands {
				t.Errorf("%s: the line stands in no version in force then", when)
			}
			if s.At.Day.Before(from) {
				t.Errorf("%s: before the start", when)
			}
			if pr.Ended != nil && !s.At.At().Before(pr.Ended.At.At()) {
				t.Errorf("%s: the project had ended", when)
			}
			if accepted {
				t.Errorf("%s: the line was done", when)
			}
			switch s.Kind {
			case Reported, SaidDone:
				if waiting {
					t.Errorf("%s: reported while evidence waits", when)
				}
				if s.Percent < 0 || s.Percent > 100 || s.Forecast.Before(from) {
					t.Errorf("%s: percent %d, forecast %s", when, s.Percent, s.Forecast)
				}
				if s.Percent < percent {
					drops++
					if utf8.RuneCountInString(s.Note) < 20 {
						t.Errorf("%s: percent goes down without a reason", when)
					}
				}
				percent = s.Percent
			case Accepted, Returned:
				if !waiting {
					t.Errorf("%s: nothing waits", when)
				}
				if s.Expert < 1 || s.Expert > 3 {
					t.Errorf("%s: expert %d", when, s.Expert)
				}
			}
			switch s.Kind {
			case Reported:
				if s.Note == "" || s.Forecast.Before(s.At.Day) {
					t.Errorf("%s: no note, or the forecast %s has passed", when, s.Forecast)
				}
			case SaidDone:
				waiting = true
				e := s.Evidence
				if e == nil || e.Text == "" || !strings.HasSuffix(e.File, ".txt") || !strings.HasPrefix(e.Number, "№ ") {
					t.Fatalf("%s: evidence %+v", when, e)
				}
				if s.Percent != 100 || e.Date.After(s.At.Day) || e.Date.Before(from) {
					t.Errorf("%s: %d %%, document of %s", when, s.Percent, e.Date)
				}
			case Accepted:
				waiting, accepted = false, true
			case Returned:
				waiting = false
				returns++
				if s.Note == "" {
					t.Errorf("%s: returned without a reason", when)
				}
			}
		}
	})
	if drops < 2 || returns < 8 || silent == 0 {
		t.Errorf("%d falls of percent, %d returns, %d silent lines", drops, returns, silent)
	}
}

func TestVersionsComeInOrder(t *testing.T) {
	cal := calendar()
	for _, p := range Plays() {
		var last Moment
		for i, v := range p.Versions {
			if v.Number != i+1 || v.Drafted.IsZero() {
				t.Errorf("%s: version %d stands at place %d", p.Programme, v.Number, i+1)
			}
			for _, m := range []Moment{v.Drafted, v.Submitted, v.InForce} {
				if m.IsZero() {
					continue
				}
				if !last.IsZero() && !m.At().After(last.At()) || !cal.IsWorking(m.Day) {
					t.Errorf("%s version %d: %s is out of order or not worked", p.Programme, v.Number, m)
				}
				last = m
			}
			if !v.InForce.IsZero() && (v.Act.Number == "" || v.Act.Date != v.InForce.Day) {
				t.Errorf("%s version %d: act %+v", p.Programme, v.Number, v.Act)
			}
			if i > 0 && (v.Reason == "" || len(v.Changes) == 0) {
				t.Errorf("%s version %d: no reason or no changes", p.Programme, v.Number)
			}
			keys := map[string]bool{}
			for _, pr := range p.Projects {
				for _, l := range pr.Lines {
					keys[l.Key] = true
				}
			}
			for _, c := range v.Changes {
				if !keys[c.Line] {
					t.Errorf("%s version %d changes %q, which is no line", p.Programme, v.Number, c.Line)
				}
			}
		}
	}
}

// A line may neither start before the roadmap is in force nor end outside its
// year, so nothing is ever explained away.
func TestDatesOfLines(t *testing.T) {
	cal := calendar()
	everyLine(func(p Play, _ Project, l Line) {
		deadline := cal.Deadline(l.Due, l.ForMoney)
		if l.Due.Last().Year != Year || deadline.Before(l.Start) {
			t.Errorf("%s: due %s, start %s", l.Key, l.Due, l.Start)
		}
		v := p.Versions[0]
		if a, ok := changes(p, Add)[l.Key]; ok {
			v = a
		}
		if l.Start.Before(v.InForce.Day) && v.Number > 1 && l.Start.AddDays(7).Before(v.InForce.Day) || v.Number == 1 && l.Start.Before(v.InForce.Day) {
			t.Errorf("%s starts on %s, before %s", l.Key, l.Start, v.InForce)
		}
		if !deadline.After(v.InForce.Day) {
			t.Errorf("%s is due before the roadmap is in force", l.Key)
		}
	})
}

func TestThePlaySpeaksKazakhToo(t *testing.T) {
	kazakhNotes, all := 0, 0
	everyLine(func(_ Play, _ Project, l Line) {
		for _, s := range l.Scenes {
			if s.Kind == Reported {
				all++
				if strings.ContainsAny(s.Note, "әғқңөұүһі") {
					kazakhNotes++
				}
			}
		}
	})
	if kazakhNotes*20 < all {
		t.Errorf("%d of %d notes are in Kazakh", kazakhNotes, all)
	}
	for _, p := range People() {
		if p.Locale != i18n.KK && p.Locale != i18n.RU && p.Locale != i18n.EN {
			t.Errorf("%s: language %q", p.Account, p.Locale)
		}
	}
}
