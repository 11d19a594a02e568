package cases

import (
	"time"

	"qadam/internal/approval"
)

// Happening is something that happened to a case: a key of the catalogue with
// its blanks, who, and in what words.
type Happening struct {
	At    time.Time
	Key   string
	Args  []any
	Who   string
	Said  string
	Round int
	State approval.State // that it led to, "" when it led to none
}
