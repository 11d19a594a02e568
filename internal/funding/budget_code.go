package funding

import (
	"regexp"
	"strings"
	"unicode"

	"qadam/internal/fault"
)

// A code of the budget classification is functional group (2 digits), subgroup
// (1), administrator (3), programme (3), and maybe subprogramme (3) and specific
// (3): 04.1.261.015.011.414 (facts.md §2.3).
var budgetCode = regexp.MustCompile(`^\d{2}\.\d\.\d{3}\.\d{3}(\.\d{3}(\.\d{3})?)?$`)

// PlainBudgetCode is a code as it is kept: its parts divided by dots, however
// they were divided when it was typed.
func PlainBudgetCode(s string) string {
	parts := strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(".-–/,", r) })
	return strings.Join(parts, ".")
}

// CheckBudgetCode refuses what is no code of the budget classification.
func CheckBudgetCode(code string) error {
	if !budgetCode.MatchString(code) {
		return fault.Invalid("contract.budget_code_form")
	}
	return nil
}
