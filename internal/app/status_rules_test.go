package app_test

import (
	"context"
	"strings"
	"testing"

	"qadam/internal/access"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/portfolio"
	"qadam/internal/testkit"
)

// numbers are the defaults with a change, from a day on.
func numbers(from string, change func(*portfolio.StatusRules)) portfolio.DatedRules {
	d := portfolio.DatedRules{Rules: portfolio.DefaultStatusRules, ValidFrom: testkit.Day(from), Reason: " Order No. 7 "}
	change(&d.Rules)
	return d
}

func TestStatusRulesAreSet(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		admin, day := w.Actor("admin"), civil.DateOf(w.Clock.Now())
		strict := numbers("2018-03-12", func(r *portfolio.StatusRules) { r.RedShare, r.DisagreeSteps = 0, 3 })
		for why, wrong := range map[string]portfolio.DatedRules{
			"status_rules.same":                 numbers(day.String(), func(*portfolio.StatusRules) {}),
			"valid_from status_rules.backdated": numbers(day.AddDays(-1).String(), func(r *portfolio.StatusRules) { r.RedShare = 0 }),
			"red_share vote.rule_range":         numbers(day.String(), func(r *portfolio.StatusRules) { r.RedShare = 100 }),
		} {
			if err := w.App.SetStatusRules(t.Context(), admin, wrong); key(err) != why || !fault.Is(err, fault.KindInvalid) {
				t.Errorf("%q, want %q", key(err), why)
			}
		}
		must(t, w.App.SetStatusRules(t.Context(), admin, strict))
		e := lastEntry(t, w)
		if e.Action != "reference.status_rules_set" || e.Entity != "reference" || !strings.Contains(e.After, `"red_share":0`) || !strings.Contains(e.Before, `"red_share":10`) ||
			!strings.Contains(e.After, `"reason":"Order No. 7"`) || !strings.Contains(e.After, `"valid_from":"2018-03-12"`) || strings.Contains(e.After, "near_days") {
			t.Errorf("%s: from %s to %s", e.Action, e.Before, e.After)
		}
		// They hold from their day on, and a day before is shown by what held then.
		w.Clock.Set("2018-03-13 10:00")
		read := func(on string) portfolio.StatusRules {
			t.Helper()
			p, _, err := w.Store.Read(w.Actor("official"), testkit.Day(on).EndOfDay()).PictureOf(t.Context(), "astana")
			must(t, err)
			if p.Rules != p.Present().Rules {
				t.Errorf("on %s the picture and its board have other rules", on)
			}
			return p.Rules
		}
		if got := read("2018-03-11"); got != portfolio.DefaultStatusRules {
			t.Errorf("the day before: %+v", got)
		}
		if got := read("2018-03-12"); got != strict.Rules {
			t.Errorf("on the day: %+v", got)
		}
	})
}

// A month-end is judged by its own numbers, whenever the job looks at it.
func TestAMonthEndIsJudgedByItsOwnNumbers(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		red := func(month string) {
			w.Clock.Set(month + "-25 10:00")
			w.Report("astana 1.1", 10, "2019-12-20")
			if month > "2018-03" {
				w.Report("astana 1.2", 10, "2019-12-20")
			}
		}
		red("2018-03")
		w.Clock.Set("2018-03-26 10:00")
		must(t, w.App.SetStatusRules(t.Context(), w.Actor("admin"), numbers("2018-05-01", func(r *portfolio.StatusRules) { r.ReviewMonths, r.ReviewDays = 2, 10 })))
		red("2018-04")
		w.Clock.Set("2018-05-01 06:00")
		must(t, w.App.Escalate(t.Context()))
		if all := ratings(t, w, "").Escalations(); len(all) != 0 {
			t.Fatalf("two red month-ends opened a review by the numbers of the day after: %+v", all)
		}
		red("2018-05")
		w.Clock.Set("2018-05-26 10:00")
		must(t, w.App.SetStatusRules(t.Context(), w.Actor("admin"), numbers("2018-06-01", func(r *portfolio.StatusRules) { r.ReviewMonths = 12; r.MinistryMonths = 24 })))
		w.Clock.Set("2018-06-05 06:00")
		must(t, w.App.Escalate(t.Context()))
		all := ratings(t, w, "").Escalations()
		if len(all) != 1 || all[0].Months != 3 || all[0].HoldBy != testkit.Day("2018-06-15") || all[0].Agenda.Rules.ReviewDays != 10 {
			t.Errorf("%+v", all)
		}
	})
}

var ruleAttempts = []attempt{
	{name: "set status rules", try: func(ctx context.Context, w *testkit.World, who access.Actor) error {
		return w.App.SetStatusRules(ctx, who, numbers("2018-04-01", func(r *portfolio.StatusRules) { r.RedShare = 5 }))
	}},
}
