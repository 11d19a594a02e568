package funding_test

import (
	"slices"
	"strings"
	"testing"

	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/funding"
)

// The whole course, as an official would draw it: everything that is not here is
// refused.
var course = map[funding.ContractKind]string{
	funding.PPPContract:        "draft>signed draft>terminated signed>registered signed>active signed>terminated registered>active registered>terminated active>suspended active>completed active>terminated suspended>active suspended>terminated",
	funding.ICTService:         "draft>signed draft>terminated signed>registered signed>active signed>terminated registered>active registered>terminated active>suspended active>completed active>terminated suspended>active suspended>terminated",
	funding.Procurement:        "draft>signed draft>terminated signed>registered signed>active signed>terminated registered>active registered>terminated active>suspended active>completed active>terminated suspended>active suspended>terminated",
	funding.Loan:               "draft>signed draft>terminated signed>active signed>terminated active>suspended active>completed active>terminated suspended>active suspended>terminated",
	funding.InvestmentContract: "draft>signed draft>terminated signed>active signed>terminated active>suspended active>completed active>terminated suspended>active suspended>terminated",
	funding.Memorandum:         "draft>signed draft>terminated signed>completed signed>terminated",
}

// in is a contract of a kind in a state.
func in(kind funding.ContractKind, state funding.ContractState) funding.Contract {
	c := funding.Contract{Terms: []funding.Terms{{Kind: kind}}}
	if state != funding.ContractDraft {
		c.Steps = []funding.ContractStep{{State: state, HappenedOn: civil.Date{Year: 2018, Month: 3, Day: 1}}}
	}
	return c
}

func TestContractsGoTheirCourseAndNoOther(t *testing.T) {
	for _, kind := range funding.ContractKinds {
		for _, from := range funding.ContractStates {
			c := in(kind, from)
			for _, to := range funding.ContractStates {
				want := slices.Contains(strings.Fields(course[kind]), string(from)+">"+string(to))
				step := funding.ContractStep{State: to, HappenedOn: civil.Date{Year: 2018, Month: 3, Day: 5}, Reason: "Why"}
				err := c.CheckStep(step, true, civil.Date{Year: 2018, Month: 3, Day: 5})
				if got := err == nil; got != want {
					t.Errorf("%s from %s to %s: %v, want %v (%v)", kind, from, to, got, want, err)
				}
				if err != nil && !fault.Is(err, fault.KindConflict) {
					t.Errorf("%s from %s to %s: %v", kind, from, to, err)
				}
				if got := slices.Contains(c.Next(), to); got != want {
					t.Errorf("%s: Next() of %s has %s: %v", kind, from, to, got)
				}
			}
		}
	}
}

func TestCheckStep(t *testing.T) {
	today := civil.Date{Year: 2018, Month: 3, Day: 5}
	tests := []struct {
		name     string
		from     funding.ContractState
		step     funding.ContractStep
		document bool
		want     string
	}{
		{"signed with its paper", funding.ContractDraft, funding.ContractStep{State: funding.ContractSigned, HappenedOn: today}, true, ""},
		{"signed without one", funding.ContractDraft, funding.ContractStep{State: funding.ContractSigned, HappenedOn: today}, false, "document_number fault.required"},
		{"on no day", funding.ContractDraft, funding.ContractStep{State: funding.ContractSigned}, true, "happened_on fault.required"},
		{"tomorrow", funding.ContractDraft, funding.ContractStep{State: funding.ContractSigned, HappenedOn: today.AddDays(1)}, true, "happened_on contract.day_ahead"},
		{"in another century", funding.ContractDraft, funding.ContractStep{State: funding.ContractSigned, HappenedOn: civil.Date{Year: 1918, Month: 3, Day: 5}}, true, "happened_on fault.years_between"},
		{"before the step before", funding.ContractSigned, funding.ContractStep{State: funding.ContractActive, HappenedOn: civil.Date{Year: 2018, Month: 2, Day: 28}}, false, "happened_on contract.step_before_last"},
		{"on the day of the step before", funding.ContractSigned, funding.ContractStep{State: funding.ContractActive, HappenedOn: civil.Date{Year: 2018, Month: 3, Day: 1}}, false, ""},
		{"registered without a number", funding.ContractSigned, funding.ContractStep{State: funding.ContractRegistered, HappenedOn: today}, false, "document_number fault.required"},
		{"suspended without a reason", funding.ContractActive, funding.ContractStep{State: funding.ContractSuspended, HappenedOn: today}, false, "reason fault.required"},
		{"terminated with neither", funding.ContractActive, funding.ContractStep{State: funding.ContractTerminated, HappenedOn: today}, false, "document_number fault.required; reason fault.required"},
		{"a draft given up needs no paper", funding.ContractDraft, funding.ContractStep{State: funding.ContractTerminated, HappenedOn: today, Reason: "Nobody came"}, false, ""},
		{"too many words", funding.ContractActive, funding.ContractStep{State: funding.ContractSuspended, HappenedOn: today, Reason: strings.Repeat("я", 10_001)}, false, "reason fault.too_long"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := in(funding.PPPContract, tt.from)
			if got := faultsOf(c.CheckStep(tt.step, tt.document, today)); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// faultsOf are the fields that are wrong with their messages.
func faultsOf(err error) string {
	var said []string
	for _, f := range fault.FieldsOf(err) {
		said = append(said, f.Name+" "+f.Key)
	}
	if err != nil && len(said) == 0 {
		return err.Error()
	}
	return strings.Join(said, "; ")
}
