package approval

import "qadam/internal/portfolio"

// Docket is everything that is open on a day: what waits for somebody. It is
// shared by all who read it and never changed.
type Docket struct {
	Seq           int64 // the newest entry of the log it was made from
	Substitutions []portfolio.Substitution
}
