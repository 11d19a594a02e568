package governance

import (
	"time"

	"github.com/labstack/echo/v4"

	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/web/site"
)

// wholeCaseDoc is /cases/{id}.json.
type wholeCaseDoc struct {
	AsOf        civil.Date     `json:"as_of"`
	Head        string         `json:"head"`
	ID          int64          `json:"id"`
	Kind        approval.Kind  `json:"kind"`
	Programme   string         `json:"programme"`
	Titles      i18n.Text      `json:"titles"`
	State       approval.State `json:"state"`
	Round       int            `json:"round"`
	Route       approval.Route `json:"route"`
	Fingerprint string         `json:"fingerprint"`
	Steps       []stepDoc      `json:"steps"`
	Opinions    []opinionDoc   `json:"opinions"` // of all rounds
	Remarks     []remarkDoc    `json:"remarks"`
	Votes       []voteDoc      `json:"votes"`
}

type stepDoc struct {
	Round int            `json:"round"`
	State approval.State `json:"state"`
	At    time.Time      `json:"recorded_at"`
}

type opinionDoc struct {
	Round    int              `json:"round"`
	Seat     string           `json:"seat"`
	Verdict  approval.Verdict `json:"verdict"`
	Conflict bool             `json:"conflict"`
	Scores   map[string]int   `json:"scores"`
}

type remarkDoc struct {
	ID          int64                `json:"id"`
	Round       int                  `json:"round"`
	Origin      approval.Origin      `json:"origin"`
	MilestoneID *int64               `json:"milestone"` // null when it is about the whole
	Text        string               `json:"text"`
	Answer      *approval.AnswerKind `json:"answer"` // null while there is none
	AnswerText  string               `json:"answer_text"`
}

type voteDoc struct {
	ID       int64            `json:"id"`
	Round    int              `json:"round"`
	Motion   approval.Motion  `json:"motion"`
	Outcome  approval.Outcome `json:"outcome"` // open while it is
	Settled  bool             `json:"settled"` // no ballot still missing could change it
	ClosesAt *time.Time       `json:"closes_at"`
	Count    approval.Count   `json:"count"`
	Seats    []seatDoc        `json:"seats"`
}

type seatDoc struct {
	Seat    string           `json:"seat"`
	Choice  approval.Choice  `json:"choice"` // "" when it has not voted
	Recused approval.Recusal `json:"recused"`
}

// caseJSON is a case as the page shows it.
func (h Handler) caseJSON(c echo.Context, d *desk) error {
	head, err := d.r.Head(site.Ctx(c))
	if err != nil {
		return err
	}
	doc := wholeCaseDoc{
		AsOf: d.on, Head: head, ID: d.ID, Kind: d.Kind, Programme: d.picture.Programme.Code, Titles: d.Title(), State: d.State(), Round: d.Round(),
		Route: d.Route(), Fingerprint: d.Submission().Fingerprint, Steps: []stepDoc{}, Opinions: []opinionDoc{}, Remarks: []remarkDoc{}, Votes: []voteDoc{},
	}
	for _, s := range d.Steps {
		doc.Steps = append(doc.Steps, stepDoc{s.Round, s.State, s.RecordedAt})
	}
	for _, o := range d.Opinions {
		one := opinionDoc{o.Round, d.seats[o.SeatID].Code, o.Verdict, o.Conflict != "", map[string]int{}}
		for _, s := range o.Scores {
			one.Scores[s.Criterion] = s.Score
		}
		doc.Opinions = append(doc.Opinions, one)
	}
	for _, r := range d.Remarks {
		one := remarkDoc{ID: r.ID, Round: r.Round, Origin: r.Origin, Text: r.Text}
		if r.MilestoneID != 0 {
			one.MilestoneID = &r.MilestoneID
		}
		if a := r.Answer(); a != nil {
			one.Answer, one.AnswerText = &a.Kind, a.Text
		}
		doc.Remarks = append(doc.Remarks, one)
	}
	for i := range d.Votes {
		doc.Votes = append(doc.Votes, voteData(&d.Votes[i]))
	}
	return h.JSON(c, doc)
}

func voteData(v *approval.Vote) voteDoc {
	d := voteDoc{ID: v.ID, Round: v.Round, Motion: v.Motion, Outcome: v.Outcome(), Settled: v.Decided(), ClosesAt: v.ClosesAt, Count: v.Count()}
	if v.Closing != nil {
		d.Count = v.Closing.Count
	}
	for _, e := range v.Electorate {
		s := seatDoc{Seat: e.Code, Recused: v.Recusal(e.SeatID)}
		if b := v.Ballot(e.SeatID); b != nil {
			s.Choice = b.Choice
		}
		d.Seats = append(d.Seats, s)
	}
	return d
}
