package store

import (
	"context"

	"gorm.io/gorm"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/funding"
	"qadam/internal/portfolio"
)

// Models are all structs that gorm maps to a table.
var Models = []any{
	auditRow{}, checkpointRow{}, portfolio.Body{}, portfolio.Seat{}, portfolio.Person{}, credentialRow{}, portfolio.Grant{},
	access.Session{}, portfolio.Programme{}, portfolio.ProgrammeTerm{}, portfolio.Goal{}, portfolio.Direction{},
	portfolio.CalendarDay{}, portfolio.DatedRules{}, portfolio.Zone{}, portfolio.ZoneProfile{}, portfolio.ZoneStep{},
	portfolio.Project{}, portfolio.ProjectProfile{}, portfolio.ProjectEnd{}, portfolio.Roadmap{}, portfolio.Milestone{},
	portfolio.Version{}, portfolio.VersionStep{}, portfolio.Plan{}, portfolio.DraftEdit{}, portfolio.Update{}, portfolio.Evidence{}, portfolio.Review{},
	approval.BodyRules{}, approval.Sitting{}, approval.SittingStep{}, approval.AgendaItem{}, approval.Presence{},
	approval.Vote{}, approval.Ballot{}, approval.Dissent{}, approval.VoteClosing{},
	portfolio.Substitution{}, portfolio.Letter{},
	portfolio.View{}, portfolio.Favourite{}, portfolio.Visit{},
	approval.Case{}, approval.Submission{}, approval.Step{}, approval.Assignment{}, approval.Opinion{}, approval.OpinionDraft{}, approval.Remark{}, approval.Answer{},
	approval.Condition{}, approval.ConditionStep{}, approval.Tolerance{},
	funding.Line{}, funding.Document{}, funding.Entry{},
	approval.Protocol{}, approval.ProtocolDraft{}, approval.Confirmation{}, approval.ProtocolFile{}, approval.Issued{},
	funding.Party{}, funding.Contract{}, funding.Terms{}, funding.ContractStep{}, funding.Revenue{},
	funding.Stage{}, funding.StageRecord{},
	portfolio.Rating{}, portfolio.Escalation{}, portfolio.EscalationStep{},
}

// DB is the database behind the doors, for tests that try the back entrance.
func (s *Store) DB() *gorm.DB { return s.write }

// Tables lists the tables of the database.
func (s *Store) Tables() ([]string, error) { return s.tables(context.Background()) }

// Forget forgets the books of money that were added up, but not the entries.
func (s *Store) Forget() {
	s.memory.mu.Lock()
	defer s.memory.mu.Unlock()
	s.memory.ledger.books.items, s.memory.ledger.books.full = nil, 0
	s.memory.ledger.books.order.Init()
}

// SearchPlainly makes searches work as in a program without SQLite's text search.
func (s *Store) SearchPlainly(b bool) { s.plainly = b }
