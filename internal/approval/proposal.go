package approval

import (
	"database/sql/driver"
	"slices"
	"strings"
	"unicode/utf8"

	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
)

// TextLimit is how long what people write about a case may be, in characters.
const TextLimit = 4000

// Proposal is a condition before it is decided on: as an opinion proposes it,
// as a motion carries it, as a ballot makes it. It becomes a Condition when the
// vote passes. Without an owner and a date nobody could be asked about it.
type Proposal struct {
	Text        i18n.Text      `json:"text"` // kk and ru, or the one language of who wrote it
	OwnerID     int64          `json:"owner_id"`
	DueOn       civil.Date     `json:"due_on"`
	Evidence    portfolio.Form `json:"evidence"`
	Blocks      bool           `json:"blocks"`                 // the next gate milestone waits for it
	MilestoneID int64          `json:"milestone_id,omitempty"` // the line it touches, 0 for the whole
}

// IsZero reports whether nothing is proposed.
func (p Proposal) IsZero() bool { return p == Proposal{} }

// Check refuses a proposal without text, owner, form of evidence or a date
// after today. prefix goes before the names of the fields.
func (p Proposal) Check(prefix string, today civil.Date) error {
	var errs []error
	if p.Text.Trim().IsZero() {
		errs = append(errs, fault.Field(prefix+"text", "fault.required"))
	}
	for _, s := range []string{p.Text.KK, p.Text.RU, p.Text.EN} {
		if utf8.RuneCountInString(s) > TextLimit {
			errs = append(errs, fault.Field(prefix+"text", "fault.too_long", "Limit", TextLimit))
			break
		}
	}
	if p.OwnerID == 0 {
		errs = append(errs, fault.Field(prefix+"owner", "vote.condition_owner"))
	}
	switch {
	case p.DueOn.IsZero():
		errs = append(errs, fault.Field(prefix+"due", "vote.condition_due"))
	case !p.DueOn.After(today):
		errs = append(errs, fault.Field(prefix+"due", "vote.condition_past"))
	}
	if !slices.Contains(portfolio.Forms, p.Evidence) {
		errs = append(errs, fault.Field(prefix+"evidence", "fault.required_choice"))
	}
	return fault.Join(errs...)
}

// Trim returns the proposal without spaces around its text.
func (p Proposal) Trim() Proposal {
	p.Text = p.Text.Trim()
	p.Evidence = portfolio.Form(strings.TrimSpace(string(p.Evidence)))
	return p
}

// Proposals are kept as one JSON.
type Proposals []Proposal

// Value writes the list as JSON.
func (p Proposals) Value() (driver.Value, error) { return toJSON(p, len(p)) }

// Scan reads the list from JSON.
func (p *Proposals) Scan(src any) error { return fromJSON(src, p) }
