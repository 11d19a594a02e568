package portfolio

import (
	"time"

	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/money"
)

// Model is one of the four ways in which a project is paid for (rules.md §7).
type Model string

// The four funding models.
const (
	PPP     Model = "ppp"     // public-private partnership
	Service Model = "service" // service model of informatization
	Public  Model = "public"
	Private Model = "private"
)

// Models lists the four, in the order of the pictures.
var Models = []Model{PPP, Service, Public, Private}

// Project is a piece of a programme with an aim of its own.
type Project struct {
	ID          int64
	Code        string
	ProgrammeID int64
	RecordedAt  time.Time
	RecordedBy  int64

	Profile ProjectProfile `gorm:"-"` // the latest known, loaded
	End     *ProjectEnd    `gorm:"-"` // nil while the project runs
	words   string
}

// Words are the code and the names of the project as searches compare them: see
// i18n.Fold.
func (p *Project) Words() string {
	if p.words != "" {
		return p.words
	}
	name := &p.Profile.Name
	return i18n.Fold(p.Code + " " + name.KK + " " + name.RU + " " + name.EN)
}

// Keep keeps the words of a project that is not changed any more.
func (p *Project) Keep() { p.words = p.Words() }

// ProjectProfile is what is known of a project; a change is a later row.
type ProjectProfile struct {
	ID          int64
	ProjectID   int64
	ProgrammeID int64
	Name        i18n.Text
	Direction   string // code
	Model       Model
	Subtype     i18n.Text
	Goals       Codes
	Zones       Codes
	Area        i18n.Text    // where, in words
	Basis       i18n.Text    // what is known of the real project
	Source      string       // where that was read
	Grade       string       // S sourced, GK general knowledge, P plausible
	Total       money.Amount // over all years, as planned
	RecordedAt  time.Time
	RecordedBy  int64
}

// EndKind says how a project ended.
type EndKind string

// A project is completed, or terminated before its time.
const (
	Completed  EndKind = "completed"
	Terminated EndKind = "terminated"
)

// ProjectEnd is the fact that a project ended. What it had open counts in no
// status any more and stays in sight as withdrawn.
type ProjectEnd struct {
	ID          int64
	ProjectID   int64
	ProgrammeID int64
	Kind        EndKind
	EndedOn     civil.Date
	Reason      string
	Document    string
	RecordedAt  time.Time
	RecordedBy  int64
}
