package insight

import (
	"github.com/labstack/echo/v4"

	"qadam/internal/funding"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
)

// fundingData is the money of a programme in a fiscal year. What the budget owes
// for partnerships stands beside the investment and is in no other figure.
type fundingData struct {
	Planned     *money.Amount `json:"planned_tiyn"` // estimated costs of the lines in force over all their years, null without a roadmap
	Plan        money.Amount  `json:"plan_tiyn"`    // what the ledger plans for the year: what is paid is held against it
	Allocated   money.Amount  `json:"allocated_tiyn"`
	Committed   money.Amount  `json:"committed_tiyn"`
	Accepted    money.Amount  `json:"accepted_tiyn"`
	Paid        money.Amount  `json:"paid_tiyn"`
	ByModel     modelsData    `json:"by_model"`         // of what is paid
	Obligations money.Amount  `json:"obligations_tiyn"` // committed for the year
}

// modelsData are sums of the four models.
type modelsData struct {
	PPP     money.Amount `json:"ppp"`
	Service money.Amount `json:"service"`
	Public  money.Amount `json:"public"`
	Private money.Amount `json:"private"`
}

// books are the ledgers of the day shown and of the day compared with, nil when
// nothing is compared.
func (h Handler) books(c echo.Context) (now, then *funding.Book, err error) {
	now, err = h.Reader(c).Funding(site.Ctx(c))
	if v := h.Visit(c); err == nil && !v.Against.IsZero() {
		then, err = h.ReaderOn(c, v.Against).Funding(site.Ctx(c))
	}
	return now, then, err
}

// moneyOf are the figures of a programme's year, without what its roadmap costs.
func moneyOf(b *funding.Book, programmeID int64, year int) fundingData {
	scope := funding.Scope{ProgrammeID: programmeID, Year: year}
	sums := b.Investment(scope)
	return fundingData{
		Plan: sums.Planned, Allocated: sums.Allocated, Committed: sums.Committed, Accepted: sums.Accepted, Paid: sums.Paid,
		ByModel: paidByModel(b, scope), Obligations: b.Obligations(scope).Committed,
	}
}

func paidByModel(b *funding.Book, s funding.Scope) modelsData {
	s.Kind = funding.Investment
	var d modelsData
	for _, g := range b.ByModel(s) {
		switch g.Key {
		case portfolio.PPP:
			d.PPP = g.Paid
		case portfolio.Service:
			d.Service = g.Paid
		case portfolio.Public:
			d.Public = g.Paid
		case portfolio.Private:
			d.Private = g.Paid
		}
	}
	return d
}

// moneySince is how the figures changed since the day compared with.
func moneySince(now, then fundingData) *moneySinceData {
	return &moneySinceData{
		Allocated: now.Allocated - then.Allocated, Committed: now.Committed - then.Committed, Accepted: now.Accepted - then.Accepted, Paid: now.Paid - then.Paid,
	}
}

type moneySinceData struct {
	Allocated money.Amount `json:"allocated_tiyn"`
	Committed money.Amount `json:"committed_tiyn"`
	Accepted  money.Amount `json:"accepted_tiyn"`
	Paid      money.Amount `json:"paid_tiyn"`
}

// moneyHead and moneyCells are the figures as columns.
func moneyHead() []string {
	return []string{"plan_tiyn", "allocated_tiyn", "committed_tiyn", "accepted_tiyn", "paid_tiyn", "paid_ppp_tiyn", "paid_service_tiyn", "paid_public_tiyn", "paid_private_tiyn", "obligations_tiyn"}
}

func moneyCells(d fundingData) []any {
	m := d.ByModel
	return []any{d.Plan, d.Allocated, d.Committed, d.Accepted, d.Paid, m.PPP, m.Service, m.Public, m.Private, d.Obligations}
}
