package ui

import (
	"strings"
	"time"

	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/views/href"
)

// News is what happened since a person's last visit, in numbers.
type News struct {
	Since      time.Time
	At         time.Time // at which they were read
	Counts     map[portfolio.NewsKind]int
	Paid       money.Amount
	Programmes []string // codes of those they are of, none for all
	From       string   // the page to come back to
}

// href is the list of what happened, of one kind or, with "", of all.
func (n News) href(kind portfolio.NewsKind) string {
	return href.With(href.Changes(), "kind", string(kind), "programme", strings.Join(n.Programmes, ","))
}
