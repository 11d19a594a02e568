package demo

import (
	"strings"
	"sync"

	"qadam/internal/civil"
	"qadam/internal/money"
)

// Money is the money of a programme through the year: contracts, what was
// entered in the ledger and the stages of the funding models, in the order in
// which it was written down. All of it is synthetic.
type Money struct {
	Programme string
	Deals     []Deal
	Scenes    []MoneyScene
}

// Manager enters what happens day by day.
func (m Money) Manager() string { return Play{Programme: m.Programme}.Manager() }

// Head enters the budgets and the revenue.
func (m Money) Head() string { return Play{Programme: m.Programme}.Head() }

// Deal is a contract. Its story is in the scenes that name it.
type Deal struct {
	Key           string // "project number"
	Project       string
	Line          string // on which its money stands
	Kind          string // in the words of internal/funding: ppp ict_service procurement loan investment memorandum
	Number        string
	Signed        civil.Date
	Start, End    civil.Date
	Customer      string // code of a body
	Supplier      Company
	Amount        money.Amount
	Advance       int // per cent
	MultiYear     bool
	Registry      string
	Registered    civil.Date
	Partnership   *Partnership
	Subscription  *Subscription
	Purchase      *Purchase
	Backing       *Backing
	Dues          []Due   // of the budget, of a partnership
	Surety        *Surety // of a partnership
	OfAnotherYear bool    // signed before the year: entered in January with how it ended
}

// Company is party to a contract. Every name and number is made up.
type Company struct{ Name, BIN string }

// Paper is a document: number, date and what it is. An empty Kind is told by
// what is entered.
type Paper struct {
	Kind   string
	Number string
	Date   civil.Date
	Title  string
	File   string // of the scan, "" when none is kept
	Text   string // that becomes its content
}

// Partnership is what a contract of public-private partnership has of its own.
type Partnership struct {
	Form, Selection          string
	BuildMonths, RunMonths   int
	Capex                    money.Amount
	Owner                    string // of the asset afterwards
	Review, Commission, Vote Paper  // expert review, budget commission, maslikhat
}

// Subscription is what a contract of the service model has of its own.
type Subscription struct {
	Service, Catalogue, Unit string
	Price                    money.Amount
	Units                    int64
	Level, Exit              string
	Security                 Paper
	TrialFrom, TrialTo       civil.Date
}

// Purchase is what a contract of procurement has of its own.
type Purchase struct {
	Code, Procurement string
	Plan              Paper
}

// Backing is what private investment has of its own.
type Backing struct{ Instrument, Repayment, Akimat string }

// Due is what the budget owes under a partnership for a year.
type Due struct {
	Type       string
	Year       int
	Amount     money.Amount
	Indexation string
}

// Surety stands behind a partnership.
type Surety struct {
	Kind, Issuer  string
	Amount        money.Amount
	Given, Expire civil.Date
}

// MoneyKind says what happens in a scene.
type MoneyKind string

// The kinds of scenes of money.
const (
	Agreed   MoneyKind = "agreed"   // a contract is entered as signed
	Stepped  MoneyKind = "stepped"  // it comes to another state
	Amended  MoneyKind = "amended"  // a supplementary agreement with another sum
	Entered  MoneyKind = "entered"  // postings, all of them or none
	TakenOff MoneyKind = "takenoff" // a posting is reversed
	Staged   MoneyKind = "staged"   // a stage of the funding model
	Earned   MoneyKind = "earned"   // own revenue of the local budget
)

// MoneyScene is one thing that somebody writes down about money.
type MoneyScene struct {
	At      Moment
	Kind    MoneyKind
	Head    bool // the head does it, otherwise the manager
	Deal    string
	State   string // of Stepped
	On      civil.Date
	Paper   Paper
	Why     string
	Amount  money.Amount // of Amended and Earned
	Year    int          // of Earned
	Posting string       // key of the one that is TakenOff
	Rows    []Posting    // of Entered
	Stage   *StageNote   // of Staged
}

// Posting is an entry of the ledger.
type Posting struct {
	Key    string // by which it is taken back, "" otherwise
	Line   string // "astana-ikomek/city", see LineOf
	Kind   string // plan allocate commit accept pay return cancel_commit
	Year   int
	Period string
	Amount money.Amount
	On     civil.Date
	Deal   string
	Paper  Paper
	Why    string // where the rules warn
	Note   string
}

// StageNote is what is said of a stage of a funding model.
type StageNote struct {
	Project, Model, Code      string
	Planned, Expected, Actual civil.Date
	Result                    string // passed returned rejected skipped, "" while it goes on
	Gates                     string // key of the line that waits for it
	Paper                     Paper
	Note                      string
}

// MoneyLine is a line of the money of a project.
type MoneyLine struct {
	Project, Model, Source, Kind string
}

// LineOf reads "project/word". The word names the source; the model follows
// from it and from the project's own.
func LineOf(line string) MoneyLine {
	project, word, _ := strings.Cut(line, "/")
	l := MoneyLine{Project: project, Kind: "investment", Model: projectOf(project).Model}
	switch word {
	case "city", "region":
		l.Source = "local_budget_" + word
		if l.Model != "service" {
			l.Model = "public"
		}
	case "owed-city", "owed-region":
		l.Source, l.Kind, l.Model = "local_budget_"+strings.TrimPrefix(word, "owed-"), "obligations", "ppp"
	case "transfer":
		l.Source, l.Model = "targeted_transfer", "public"
	case "republic":
		l.Source, l.Model = "republican_budget", "public"
	case "quasi":
		l.Source, l.Model = "quasi_public", "public"
	case "own", "loan", "equity":
		l.Source = "private_" + word
	case "users":
		l.Source = "user_payments"
	case "ifi":
		l.Source = "ifi_loan"
	case "grant":
		l.Source = "grant"
	default:
		panic("seed/demo: no line " + line)
	}
	return l
}

// Budget reports whether the line's money is a budget's.
func (l MoneyLine) Budget() bool {
	return strings.HasPrefix(l.Source, "local_budget") || l.Source == "targeted_transfer" || l.Source == "republican_budget"
}

// projects are those of the plays, by code.
var projects = sync.OnceValue(func() map[string]Project {
	all := map[string]Project{}
	for _, p := range Plays() {
		for _, pr := range p.Projects {
			all[pr.Code] = pr
		}
	}
	return all
})

// projectOf is the project of a code.
func projectOf(code string) Project {
	p, ok := projects()[code]
	if !ok {
		panic("seed/demo: no project " + code)
	}
	return p
}

// Moneys are the money of the five programmes in their usual order.
func Moneys() []Money {
	return []Money{astanaMoney(), almatyMoney(), karagandaMoney(), ontustikMoney(), aktobeMoney()}
}
