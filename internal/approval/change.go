package approval

import (
	"slices"
	"unicode/utf8"

	"qadam/internal/fault"
	"qadam/internal/portfolio"
)

// ReasonCode says in one word why lines in force are to change.
type ReasonCode string

// The reasons. Any other one has to be told in words.
const (
	BudgetRefined     ReasonCode = "budget_refined"     // the budget was refined
	ProcurementFailed ReasonCode = "procurement_failed" // a purchase did not take place
	ContractorFailed  ReasonCode = "contractor"         // the contractor is late or left
	PermitsLate       ReasonCode = "permits"            // permits, approvals of others
	TechnologyChanged ReasonCode = "technology"         // another technical solution
	LegislationNew    ReasonCode = "legislation"        // another law or rule
	ForceMajeure      ReasonCode = "force_majeure"
	MistakeFound      ReasonCode = "error" // a mistake in the version in force
	OtherReason       ReasonCode = "other" // told in words
)

// ReasonCodes lists them, in the order in which a form offers them.
var ReasonCodes = []ReasonCode{
	BudgetRefined, ProcurementFailed, ContractorFailed, PermitsLate, TechnologyChanged, LegislationNew, ForceMajeure, MistakeFound, OtherReason,
}

// CheckReason refuses a change without a reason, and another reason than those
// listed without its words. The fields are reason_code and reason.
func CheckReason(code ReasonCode, text string) error {
	var errs []error
	if !slices.Contains(ReasonCodes, code) {
		errs = append(errs, fault.Field("reason_code", "fault.required_choice"))
	}
	switch {
	case utf8.RuneCountInString(text) > portfolio.ReasonLimit:
		errs = append(errs, fault.Field("reason", "fault.too_long", "Limit", portfolio.ReasonLimit))
	case code == OtherReason && text == "":
		errs = append(errs, fault.Field("reason", "change.other_needs_words"))
	}
	return fault.Join(errs...)
}

// Originals are the lines as each was first in force: what baseline 0 has, and
// of a line that came later the first version in force that had it. The
// versions are given in the order in which they came into force.
func Originals(versions ...[]portfolio.Plan) map[int64]portfolio.Plan {
	first := map[int64]portfolio.Plan{}
	for _, plans := range versions {
		for _, p := range plans {
			if _, known := first[p.MilestoneID]; !known {
				first[p.MilestoneID] = p
			}
		}
	}
	return first
}
