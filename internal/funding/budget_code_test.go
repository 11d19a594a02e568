package funding_test

import (
	"testing"

	"qadam/internal/funding"
)

func TestCheckBudgetCode(t *testing.T) {
	tests := []struct {
		name, typed, plain string
		ok                 bool
	}{
		{"down to the programme", "04.1.261.015", "04.1.261.015", true},
		{"with a subprogramme", "04.1.261.015.011", "04.1.261.015.011", true},
		{"with a specific", "04.1.261.015.011.414", "04.1.261.015.011.414", true},
		{"with spaces", " 04 1 261 015 ", "04.1.261.015", true},
		{"with no-break spaces and hyphens", "04\u00a01-261-015", "04.1.261.015", true},
		{"a group of one digit", "4.1.261.015", "4.1.261.015", false},
		{"without the subgroup", "04.261.015", "04.261.015", false},
		{"a subgroup of two digits", "04.10.261.015", "04.10.261.015", false},
		{"without the programme", "04.1.261", "04.1.261", false},
		{"one part too many", "04.1.261.015.011.414.000", "04.1.261.015.011.414.000", false},
		{"run together", "041261015", "041261015", false},
		{"a letter", "04.1.26l.015", "04.1.26l.015", false},
		{"nothing", "", "", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			plain := funding.PlainBudgetCode(tt.typed)
			if plain != tt.plain {
				t.Errorf("PlainBudgetCode = %q, want %q", plain, tt.plain)
			}
			if ok := funding.CheckBudgetCode(plain) == nil; ok != tt.ok {
				t.Errorf("accepted = %v, want %v", ok, tt.ok)
			}
		})
	}
}
