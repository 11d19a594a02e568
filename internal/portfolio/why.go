package portfolio

// Shares are the parts of weight that decide a health, each with what it is held
// against.
type Shares struct {
	Weight  int `json:"weight"`
	Overdue int `json:"overdue"`
	AtRisk  int `json:"at_risk"`
	Stale   int `json:"stale"`
}

// SharesOf are the shares of a tally.
func SharesOf(t Tally) Shares { return Shares{t.Weight, t.OverdueWeight, t.AtRiskWeight, t.StaleWeight} }
