package store

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"qadam/internal/access"
	"qadam/internal/fault"
	"qadam/internal/funding"
	"qadam/internal/money"
)

// ContractFilter narrows a list of contracts. What is zero does not narrow.
type ContractFilter struct {
	ProgrammeID int64
	ProjectID   int64
	Kind        funding.ContractKind
	State       funding.ContractState
	IDs         []int64
}

// Contracts lists contracts with their terms and steps known at the reader's
// instant, as they were recorded. One that is drafted is shown to those who may
// see drafts of its programme.
func (r *Reader) Contracts(ctx context.Context, f ContractFilter) ([]funding.Contract, error) {
	if !r.sees() {
		return nil, nil
	}
	var all []funding.Contract
	err := r.db.WithContext(ctx).Scopes(r.existed, f.scope).Preload("Terms", r.known).Preload("Steps", r.known).Order("id").Find(&all).Error
	return slices.DeleteFunc(all, func(c funding.Contract) bool {
		return !r.shows(&c) || f.Kind != "" && c.Current().Kind != f.Kind || f.State != "" && c.State() != f.State
	}), translate(err)
}

func (f ContractFilter) scope(db *gorm.DB) *gorm.DB {
	if f.ProgrammeID != 0 {
		db = db.Where("programme_id = ?", f.ProgrammeID)
	}
	if f.ProjectID != 0 {
		db = db.Where("project_id = ?", f.ProjectID)
	}
	if f.IDs != nil {
		db = db.Where("id IN ?", f.IDs)
	}
	return db
}

// shows reports whether the reader's person may know of a contract: what was
// never signed, a draft or one that was given up, is known to those who draft.
func (r *Reader) shows(c *funding.Contract) bool {
	return c.Signed() || r.actor.May(access.SeeDraft, c.ProgrammeID)
}

// Contract returns a contract with the terms and steps known at the reader's
// instant.
func (r *Reader) Contract(ctx context.Context, id int64) (funding.Contract, error) {
	all, err := r.Contracts(ctx, ContractFilter{IDs: []int64{id}})
	if err != nil {
		return funding.Contract{}, err
	}
	if len(all) == 0 {
		return funding.Contract{}, fault.NotFound()
	}
	return all[0], nil
}

// Parties returns companies by their keys: those of the given ones, or all.
func (r *Reader) Parties(ctx context.Context, ids ...int64) (map[int64]funding.Party, error) {
	if !r.sees() {
		return nil, nil
	}
	db := r.db.WithContext(ctx)
	if len(ids) > 0 {
		db = db.Where("id IN ?", ids)
	}
	var all []funding.Party
	if err := db.Find(&all).Error; err != nil {
		return nil, translate(err)
	}
	found := make(map[int64]funding.Party, len(all))
	for _, p := range all {
		found[p.ID] = p
	}
	return found, nil
}

// Revenues are the own revenues of local budgets known at the reader's instant:
// by programme and year, the latest of each.
func (r *Reader) Revenues(ctx context.Context) (map[int64]map[int]money.Amount, error) {
	found := map[int64]map[int]money.Amount{}
	if !r.sees() {
		return found, nil
	}
	var all []funding.Revenue
	err := r.db.WithContext(ctx).Scopes(r.known).Find(&all).Error
	for _, one := range all {
		if found[one.ProgrammeID] == nil {
			found[one.ProgrammeID] = map[int]money.Amount{}
		}
		found[one.ProgrammeID][one.Year] = one.Amount
	}
	return found, translate(err)
}

// Contract returns a contract with its terms and steps, to be changed or to be
// entered upon.
func (tx *Tx) Contract(id int64) (funding.Contract, error) {
	var c funding.Contract
	err := tx.lock().Preload("Terms", byID).Preload("Steps", byID).Take(&c, id).Error
	return c, translate(err)
}

// ContractByForm is the contract that was entered with a form, 0 when none was.
func (tx *Tx) ContractByForm(key string) (int64, error) {
	if key == "" {
		return 0, nil
	}
	var ids []int64
	err := tx.db.Model(&funding.Contract{}).Where("form_key = ?", key).Pluck("id", &ids).Error
	if err != nil || len(ids) == 0 {
		return 0, translate(err)
	}
	return ids[0], nil
}

// AddContract keeps a new contract.
func (tx *Tx) AddContract(c *funding.Contract) error {
	c.RecordedAt, c.RecordedBy = tx.Now, tx.actor.ID
	return tx.db.Create(c).Error
}

// AppendTerms keeps what was agreed of a contract from now on.
func (tx *Tx) AppendTerms(t *funding.Terms) error {
	t.RecordedAt, t.RecordedBy = tx.Now, tx.actor.ID
	return tx.db.Create(t).Error
}

// AppendContractStep adds a line to a contract's ledger.
func (tx *Tx) AppendContractStep(s *funding.ContractStep) error {
	s.RecordedAt, s.RecordedBy = tx.Now, tx.actor.ID
	return tx.db.Create(s).Error
}

// AppendRevenue keeps the own revenue of a local budget for a year.
func (tx *Tx) AppendRevenue(v *funding.Revenue) error {
	v.RecordedAt, v.RecordedBy = tx.Now, tx.actor.ID
	return tx.db.Create(v).Error
}

// PartyByBIN is the company with the number, zero when none is kept.
func (tx *Tx) PartyByBIN(bin string) (funding.Party, error) {
	var all []funding.Party
	err := tx.db.Where("bin = ?", bin).Limit(1).Find(&all).Error
	if err != nil || len(all) == 0 {
		return funding.Party{}, translate(err)
	}
	return all[0], nil
}

// PartyNames are the names of companies by their keys.
func (tx *Tx) PartyNames(ids ...int64) (map[int64]string, error) {
	var all []funding.Party
	names := map[int64]string{}
	err := tx.db.Where("id IN ?", ids).Find(&all).Error
	for _, p := range all {
		names[p.ID] = p.Name
	}
	return names, translate(err)
}

// AddParty keeps a new company.
func (tx *Tx) AddParty(p *funding.Party) error {
	p.RecordedAt, p.RecordedBy = tx.Now, tx.actor.ID
	return tx.db.Create(p).Error
}
