package funding

import (
	"time"

	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
)

// Stage is a step of a funding model, such as P5, the budget commission. Stages
// are data with validity: the rules of the service model changed on 2018-06-28
// (facts.md §2.1–2.3), and a project goes by those of the day its line was opened.
type Stage struct {
	ID        int64
	Model     portfolio.Model
	Code      string // P1…P16, PX; V1…V10; B1…B12
	Position  int
	Name      i18n.Text
	Rule      string // what prescribes it, such as «order No. 295 of 2018-06-28»
	Terminal  bool   // ends the model: PX
	ValidFrom civil.Date
	ValidTo   civil.Date // the last day, zero while it stands
}

// TableName is funding_stages.
func (Stage) TableName() string { return "funding_stages" }

// StageResult is how a stage ended.
type StageResult string

// The results of a stage; "" while it goes on.
const (
	StagePassed   StageResult = "passed"
	StageReturned StageResult = "returned"
	StageRejected StageResult = "rejected"
	StageSkipped  StageResult = "skipped"
)

// StageRecord is a line of the ledger of a project's stages: what is planned,
// expected or was reached by now. The latest known one of a stage counts.
type StageRecord struct {
	ID          int64
	ProjectID   int64
	ProgrammeID int64
	StageID     int64
	PlannedOn   civil.Date
	ForecastOn  civil.Date
	ActualOn    civil.Date
	Result      StageResult
	DocumentID  int64
	MilestoneID int64 // the milestone that may not be accepted before the stage is passed, 0 when none
	Note        string
	RecordedAt  time.Time
	RecordedBy  int64
}
