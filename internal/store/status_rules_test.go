package store_test

import (
	"testing"

	"qadam/internal/access"
	"qadam/internal/audit"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

// A line of the ledger that an earlier program wrote says less: it means the
// defaults for the rest, and the next line holds from its day on, as of each day.
func TestRulesOfAnEarlierProgram(t *testing.T) {
	testkit.Stores(t, func(t *testing.T, s *store.Store) {
		const earlier = `{"near_days":10,"behind_points":15,"red_share":12,"amber_share":20,"reporting_days":30,"stale_tenths":15,"report_by":5,"funding_share":50,"funding_from_month":9}`
		must(t, s.DB().Exec("INSERT INTO status_rules (rules, valid_from, reason, recorded_at, recorded_by) VALUES (?, ?, ?, ?, ?)",
			earlier, testkit.Day("2018-01-01"), "rules.md §4", s.Now(), 0).Error)
		next := portfolio.DatedRules{Rules: portfolio.DefaultStatusRules, ValidFrom: testkit.Day("2018-02-01"), Reason: "Order No. 7"}
		next.Rules.ReviewMonths, next.Rules.RedShare = 2, 0
		must(t, s.Write(t.Context(), access.System(), func(tx *store.Tx) error {
			if err := tx.AppendStatusRules(&next); err != nil {
				return err
			}
			return tx.Record("reference.status_rules_set", audit.Everywhere, "reference", 0, audit.Change{})
		}))
		ref, err := s.Read(access.System(), s.Instant()).Reference(t.Context())
		must(t, err)
		want := portfolio.DefaultStatusRules
		want.RedShare = 12
		if got := ref.RulesAt(s.Instant(), testkit.Day("2018-01-31")); got != want {
			t.Errorf("by the earlier line: %+v, want %+v", got, want)
		}
		if got := ref.RulesAt(s.Instant(), testkit.Day("2018-02-01")); got != next.Rules {
			t.Errorf("by the next one: %+v, want %+v", got, next.Rules)
		}
		if n := len(ref.Rules); n != 2 || ref.Rules[1].Reason != "Order No. 7" {
			t.Errorf("%d lines: %+v", n, ref.Rules)
		}
	})
}
