package app

import (
	"context"

	"qadam/internal/access"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/funding"
	"qadam/internal/money"
)

// Agreement is what is entered of a contract, or of a supplementary agreement
// to it.
type Agreement struct {
	ContractID int64            // that it amends, 0 of a new one
	ProjectID  int64            // of a new one
	Seen       int64            // the terms that the form was filled in against, or AnyUpdate
	Terms      funding.Terms    // without keys; a new contract whose SignedOn is given is signed at once
	Supplier   funding.Party    // its BIN and name: found or added; zero while nobody is chosen
	Document   funding.Document // the paper, with its file; zero while there is none
	FormKey    string           // of the form: sent twice, it is one contract
}

// ContractMove takes a contract from the state in which it is to another.
type ContractMove struct {
	ContractID int64
	State      funding.ContractState
	On         civil.Date
	Document   funding.Document // zero where none is needed
	Reason     string
}

// DraftContract enters a contract and returns its key.
func (a *App) DraftContract(ctx context.Context, actor access.Actor, g Agreement) (int64, error) {
	return 0, fault.NotFound()
}

// AmendContract changes what was agreed: a draft freely, later by a supplementary
// agreement with its document and a reason. What was agreed before stays in
// sight.
func (a *App) AmendContract(ctx context.Context, actor access.Actor, g Agreement) error {
	return fault.NotFound()
}

// StepContract takes a contract to another state.
func (a *App) StepContract(ctx context.Context, actor access.Actor, m ContractMove) error {
	return fault.NotFound()
}

// SetRevenue enters the own revenue of a programme's local budget for a year.
func (a *App) SetRevenue(ctx context.Context, actor access.Actor, programmeID int64, year int, sum money.Amount, d funding.Document) error {
	return fault.NotFound()
}
