package app_test

import (
	"testing"

	"qadam/internal/funding"
	"qadam/internal/money"
	"qadam/internal/testkit"
)

func TestAnAdvanceIsPaidOnce(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		p := newPurse(t, w)
		p.contract = agree(t, w, w.Projects["ikomek"], funding.Terms{
			Kind: funding.Procurement, Number: "18", SignedOn: testkit.Day("2018-02-01"), StartOn: testkit.Day("2018-02-01"), EndOn: testkit.Day("2018-12-20"),
			Amount: 100 * money.Tenge, Advance: 30,
		}, funding.ContractSigned)
		for _, m := range []struct {
			kind  funding.EntryKind
			tenge int64
		}{{funding.Commit, 100}, {funding.Pay, 30}, {funding.Accept, 100}} {
			p.enter(t, p.money(m.kind, m.tenge))
		}
		for name, contract := range map[string]int64{"by the contract": p.contract, "by none": 0} {
			m := p.money(funding.Pay, 71)
			m.ContractID = contract
			if got := refusal(w, m); got != "amount check.said_paid_over_accepted" {
				t.Errorf("the advance again, %s: %q", name, got)
			}
		}
		p.enter(t, p.money(funding.Pay, 70))
	})
}
