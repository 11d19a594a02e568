package funding

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"time"

	"qadam/internal/civil"
	"qadam/internal/money"
	"qadam/internal/portfolio"
)

// ContractKind is what was agreed.
type ContractKind string

// The kinds of contracts (facts.md §2.5). A memorandum binds nobody: it carries
// plans only.
const (
	PPPContract        ContractKind = "ppp"
	ICTService         ContractKind = "ict_service"
	Procurement        ContractKind = "procurement"
	Loan               ContractKind = "loan"
	InvestmentContract ContractKind = "investment"
	Memorandum         ContractKind = "memorandum"
)

// ContractKinds lists them.
var ContractKinds = []ContractKind{PPPContract, ICTService, Procurement, Loan, InvestmentContract, Memorandum}

// Model is the funding model that a contract of the kind realises: what was
// planned as partnership is held against it (rules.md §7). None for a memorandum.
func (k ContractKind) Model() portfolio.Model {
	switch k {
	case PPPContract:
		return portfolio.PPP
	case ICTService:
		return portfolio.Service
	case Procurement:
		return portfolio.Public
	case Loan, InvestmentContract:
		return portfolio.Private
	case Memorandum:
	}
	return ""
}

// Binding reports whether money may be committed by it.
func (k ContractKind) Binding() bool { return k != Memorandum }

// Contract is an agreement about the money of a project. What was agreed stands
// in its terms, each a later row that takes the place of the one before; how it
// goes in its steps.
type Contract struct {
	ID          int64
	ProjectID   int64
	ProgrammeID int64
	FormKey     string // of the form it was entered with, so that sending twice counts once
	RecordedAt  time.Time
	RecordedBy  int64

	Terms []Terms        `gorm:"foreignKey:ContractID"` // the latest known last, loaded
	Steps []ContractStep `gorm:"foreignKey:ContractID"` // loaded
}

// Current is what is agreed now: the latest terms known.
func (c *Contract) Current() Terms {
	if len(c.Terms) == 0 {
		return Terms{}
	}
	return c.Terms[len(c.Terms)-1]
}

// State is how the contract stands: where its latest step took it.
func (c *Contract) State() ContractState {
	if len(c.Steps) == 0 {
		return ContractDraft
	}
	return c.Steps[len(c.Steps)-1].State
}

// Party is a company that is party to contracts. Its name is corrected in place.
type Party struct {
	ID         int64
	BIN        string `gorm:"column:bin"` // business identification number, 12 digits with a check digit
	Name       string
	RecordedAt time.Time
	RecordedBy int64
}

// Terms are what was agreed at one time: the contract, or a supplementary
// agreement to it. Shares are per cent, sums tiyn.
type Terms struct {
	ID           int64
	ContractID   int64
	ProgrammeID  int64
	Kind         ContractKind
	Number       string
	SignedOn     civil.Date // zero while it is drafted
	StartOn      civil.Date
	EndOn        civil.Date
	CustomerID   int64        // a body
	SupplierID   int64        // a party
	Amount       money.Amount `gorm:"column:tiyn"`
	VATIncluded  bool         `gorm:"column:vat_included"`
	VATRate      int          `gorm:"column:vat_rate"` // per cent
	Advance      int          // per cent of the contract that may be paid before anything is accepted
	MultiYear    bool         // may bind more than one year ahead
	RegistryNo   string       // in the treasury or the register of contracts
	RegisteredOn civil.Date
	DocumentID   int64 // the file, 0 when none is kept
	Detail       Detail
	Reason       string // of an amendment
	RecordedAt   time.Time
	RecordedBy   int64
}

// TableName is contract_terms.
func (Terms) TableName() string { return "contract_terms" }

// ContractState is how a contract stands.
type ContractState string

// The states of a contract.
const (
	ContractDraft      ContractState = "draft"
	ContractSigned     ContractState = "signed"
	ContractRegistered ContractState = "registered"
	ContractActive     ContractState = "active"
	ContractSuspended  ContractState = "suspended"
	ContractCompleted  ContractState = "completed"
	ContractTerminated ContractState = "terminated"
)

// ContractStep is a line of the ledger of a contract: it came to be in a state on
// a day, by a document.
type ContractStep struct {
	ID          int64
	ContractID  int64
	ProgrammeID int64
	State       ContractState
	HappenedOn  civil.Date
	DocumentID  int64
	Reason      string
	RecordedAt  time.Time
	RecordedBy  int64
}

// Detail is what contracts of one kind have beside what all have; kept as JSON.
// One of the four is there, by the kind.
type Detail struct {
	PPP         *PPPDetail     `json:"ppp,omitempty"`
	Service     *ICTDetail     `json:"service,omitempty"`
	Public      *PublicDetail  `json:"public,omitempty"`
	Private     *PrivateDetail `json:"private,omitempty"`
	Obligations []Obligation   `json:"obligations,omitempty"` // of the budget, by type and year; a partnership's
	Guarantees  []Guarantee    `json:"guarantees,omitempty"`
}

// Value writes the detail as JSON.
func (d Detail) Value() (driver.Value, error) {
	b, err := json.Marshal(d)
	return string(b), err
}

// Scan reads the detail from JSON.
func (d *Detail) Scan(src any) error {
	*d = Detail{}
	switch s := src.(type) {
	case string:
		return json.Unmarshal([]byte(s), d)
	case []byte:
		return json.Unmarshal(s, d)
	default:
		return fmt.Errorf("funding: cannot read %T as the detail of a contract", src)
	}
}

// Paper is a decision that a contract needs: its number and date.
type Paper struct {
	Number string     `json:"number"`
	Dated  civil.Date `json:"dated"`
}

// IsZero reports whether there is no such decision.
func (p Paper) IsZero() bool { return p.Number == "" && p.Dated.IsZero() }

// PPPDetail is of a partnership (Law 379-V; facts.md §2.1, 2.5).
type PPPDetail struct {
	Form             string       `json:"form"`      // institutional, trust_management, lease, leasing, concession, technology, life_cycle, service, other
	Level            string       `json:"level"`     // republican or local
	Selection        string       `json:"selection"` // tender or direct
	BuildMonths      int          `json:"build_months"`
	OperateMonths    int          `json:"operate_months"`
	PrivateCapex     money.Amount `json:"private_capex_tiyn"`
	Cofinancing      money.Amount `json:"cofinancing_tiyn"`
	AssetOwnerAfter  string       `json:"asset_owner_after"` // state, partner or shared
	ExpertReview     Paper        `json:"expert_review"`
	BudgetCommission Paper        `json:"budget_commission"`
	Maslikhat        Paper        `json:"maslikhat"`
}

// Obligation is what the budget owes under a partnership for a year.
type Obligation struct {
	Type       string       `json:"type"` // comp_invest, comp_oper, mgmt_fee, cofinance, consumption_guarantee, availability, lease_pay
	Year       int          `json:"year"`
	Amount     money.Amount `json:"tiyn"`
	Indexation string       `json:"indexation,omitempty"`
}

// Guarantee stands behind a partnership.
type Guarantee struct {
	Kind      string       `json:"kind"` // state_guarantee or bond_surety
	Amount    money.Amount `json:"tiyn"`
	Issuer    string       `json:"issuer"`
	IssuedOn  civil.Date   `json:"issued_on"`
	ExpiresOn civil.Date   `json:"expires_on"`
}

// ICTDetail is of the service model (facts.md §2.2, 2.5).
type ICTDetail struct {
	Service      string       `json:"service"`
	CatalogueNo  string       `json:"catalogue_no"`
	IntegratorID int64        `json:"integrator_id"` // a body, 0 when not named
	OperatorID   int64        `json:"operator_id"`
	Unit         string       `json:"unit"`
	UnitPrice    money.Amount `json:"unit_price_tiyn"`
	PlannedUnits int64        `json:"planned_units"`
	SLA          string       `json:"sla"` // service level in words: availability, time to answer
	SecurityAct  Paper        `json:"security_act"`
	TrialFrom    civil.Date   `json:"trial_from"`
	TrialTo      civil.Date   `json:"trial_to"`
	ExitTerms    string       `json:"exit_terms"`
}

// PublicDetail is of public funding (facts.md §2.3).
type PublicDetail struct {
	BudgetCode     string `json:"budget_code"`
	IndividualPlan Paper  `json:"individual_plan"` // the individual financing plan
	ProcurementNo  string `json:"procurement_no"`
}

// PrivateDetail is of private investment (facts.md §2.4).
type PrivateDetail struct {
	Instrument       string `json:"instrument"` // equity, loan, own_funds or grant
	RepaymentSource  string `json:"repayment_source"`
	AkimatObligation string `json:"akimat_obligation"`
}
