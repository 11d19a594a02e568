package funding

import (
	"slices"

	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/portfolio"
)

// ContractStates lists the states of a contract, in the order in which it goes.
var ContractStates = []ContractState{
	ContractDraft, ContractSigned, ContractRegistered, ContractActive, ContractSuspended, ContractCompleted, ContractTerminated,
}

// Ended reports whether nothing comes after the state: terms are not amended and
// money is not committed any more. What was committed stays in sight.
func (s ContractState) Ended() bool { return s == ContractCompleted || s == ContractTerminated }

// A contractMove is a way from one state to another.
type contractMove struct {
	from, to ContractState
	kinds    []ContractKind // nil is for every kind
	document DocumentKind   // that it goes by, "" where none is asked for
	reason   bool           // whether words of why are asked for
}

// contractMoves is the whole course of contracts. The treasury registers what a
// budget pays (facts.md §2.1, P10; §2.3, B9); an akimat's company and a private
// partner go on without. A memorandum is signed, and kept or not: nothing is
// carried out under it.
var contractMoves = []contractMove{
	{ContractDraft, ContractSigned, nil, DocContract, false},
	{ContractDraft, ContractTerminated, nil, "", true},
	{ContractSigned, ContractRegistered, ofBudget, DocRegistration, false},
	{ContractSigned, ContractActive, binding, "", false},
	{ContractRegistered, ContractActive, ofBudget, "", false},
	{ContractActive, ContractSuspended, binding, "", true},
	{ContractSuspended, ContractActive, binding, "", false},
	{ContractSigned, ContractCompleted, []ContractKind{Memorandum}, "", false},
	{ContractActive, ContractCompleted, binding, "", false},
	{ContractSigned, ContractTerminated, nil, DocOther, true},
	{ContractRegistered, ContractTerminated, ofBudget, DocOther, true},
	{ContractActive, ContractTerminated, binding, DocOther, true},
	{ContractSuspended, ContractTerminated, binding, DocOther, true},
}

var (
	ofBudget = []ContractKind{PPPContract, ICTService, Procurement}
	binding  = []ContractKind{PPPContract, ICTService, Procurement, Loan, InvestmentContract}
)

// move is the way of the contract to a state, nil when there is none.
func (c *Contract) move(to ContractState) *contractMove {
	for i := range contractMoves {
		m := &contractMoves[i]
		if m.from == c.State() && m.to == to && (m.kinds == nil || slices.Contains(m.kinds, c.Current().Kind)) {
			return m
		}
	}
	return nil
}

// Next are the states to which the contract can go now.
func (c *Contract) Next() []ContractState {
	var out []ContractState
	for _, to := range ContractStates {
		if c.move(to) != nil {
			out = append(out, to)
		}
	}
	return out
}

// NeedsDocument is the kind of paper by which the contract goes to the state, ""
// where none is asked for.
func (c *Contract) NeedsDocument(to ContractState) DocumentKind {
	if m := c.move(to); m != nil {
		return m.document
	}
	return ""
}

// NeedsReason reports whether words of why are asked for on the way to the state.
func (c *Contract) NeedsReason(to ContractState) bool {
	m := c.move(to)
	return m != nil && m.reason
}

// CheckStep refuses a step that the contract cannot take today: from where it is
// to the state, on the day, with or without a document and a reason.
func (c *Contract) CheckStep(s ContractStep, document bool, today civil.Date) error {
	m := c.move(s.State)
	if m == nil {
		return fault.Conflict("contract.no_such_move")
	}
	var errs faults
	switch last := c.LastStep(); {
	case s.HappenedOn.IsZero():
		errs.add("happened_on", "fault.required")
	case s.HappenedOn.After(today):
		errs.add("happened_on", "contract.day_ahead")
	case s.HappenedOn.Before(last.HappenedOn):
		errs.add("happened_on", "contract.step_before_last", "Day", last.HappenedOn)
	case !near(s.HappenedOn.Year):
		errs.add("happened_on", "fault.years_between", "First", firstYear, "Last", lastYear)
	}
	if m.document != "" && !document {
		errs.add("document_number", "fault.required")
	}
	if m.reason && s.Reason == "" {
		errs.add("reason", "fault.required")
	}
	errs.long("reason", s.Reason, portfolio.NoteLimit)
	return fault.Fields(errs...)
}

// LastStep is where the contract came to last, zero of a draft.
func (c *Contract) LastStep() ContractStep {
	if len(c.Steps) == 0 {
		return ContractStep{}
	}
	return c.Steps[len(c.Steps)-1]
}

// Step is the first step by which the contract came to a state, nil when it did
// not.
func (c *Contract) Step(to ContractState) *ContractStep {
	for i := range c.Steps {
		if c.Steps[i].State == to {
			return &c.Steps[i]
		}
	}
	return nil
}

// Signed reports whether it was ever signed: what never was is known to those
// only who draft it.
func (c *Contract) Signed() bool { return c.Step(ContractSigned) != nil }

// In reports whether money may be committed by the contract: it binds, was
// signed and has not ended.
func (c *Contract) In() bool { return c.Current().Kind.Binding() && c.Signed() && !c.State().Ended() }
