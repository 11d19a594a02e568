package governance

import (
	"strings"

	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/conditions"
)

// conditionDoc is a condition or an assignment in the data.
type conditionDoc struct {
	ID        int64                   `json:"id"`
	Kind      approval.ConditionKind  `json:"kind"`
	Programme string                  `json:"programme"`
	Case      *int64                  `json:"case"`
	Sitting   *int64                  `json:"sitting"`
	Milestone *int64                  `json:"milestone"`
	Number    string                  `json:"number"` // of the line it touches
	Project   string                  `json:"project"`
	Texts     i18n.Text               `json:"texts"`
	Owner     string                  `json:"owner"`
	FirstDue  civil.Date              `json:"first_due"` // the original date
	Due       civil.Date              `json:"due"`
	DaysLeft  *int                    `json:"days_left"` // calendar days, negative when late; null when it is met
	Evidence  portfolio.Form          `json:"evidence"`
	Blocks    bool                    `json:"blocks"`
	State     approval.ConditionState `json:"state"`
	Overdue   bool                    `json:"overdue"`
	MetOn     *civil.Date             `json:"met_on"`
}

func conditionDocOf(on civil.Date, r conditions.Row) conditionDoc {
	c := r.Condition
	d := conditionDoc{
		ID: c.ID, Kind: c.Kind, Programme: r.Programme.Code, Case: key(c.CaseID), Sitting: key(c.SittingID), Milestone: key(c.MilestoneID),
		Texts: c.Text, Owner: r.Owner.Code, FirstDue: c.DueOn, Due: c.Due(), Evidence: c.Evidence, Blocks: c.Blocks, State: c.State(), Overdue: c.Overdue(on),
	}
	if r.Line != nil {
		d.Number = r.Line.Number
	}
	if r.Project != nil {
		d.Project = r.Project.Code
	}
	if c.IsOpen() {
		left := c.DaysLeft(on)
		d.DaysLeft = &left
	} else {
		met := civil.DateOf(c.Last(approval.ConditionAccepted).RecordedAt)
		d.MetOn = &met
	}
	return d
}

// key is null for none.
func key(id int64) *int64 {
	if id == 0 {
		return nil
	}
	return &id
}

func conditionsData(on civil.Date, head string, rows []conditions.Row) any {
	list := []conditionDoc{}
	for _, r := range rows {
		list = append(list, conditionDocOf(on, r))
	}
	return map[string]any{"as_of": on, "head": head, "conditions": list}
}

func conditionsSheet(on civil.Date, rows []conditions.Row) *site.Sheet {
	s := site.NewSheet(strings.Fields(`id kind programme case sitting milestone number project text_kk text_ru text_en owner first_due due days_left
		evidence blocks state overdue met_on`)...)
	for _, r := range rows {
		d := conditionDocOf(on, r)
		s.Add(d.ID, string(d.Kind), d.Programme, number(d.Case), number(d.Sitting), number(d.Milestone), d.Number, d.Project, d.Texts.KK, d.Texts.RU, d.Texts.EN,
			d.Owner, d.FirstDue, d.Due, d.DaysLeft, string(d.Evidence), d.Blocks, string(d.State), d.Overdue, d.MetOn)
	}
	return s
}

// number is a key in a sheet, an empty cell for none.
func number(id *int64) *int {
	if id == nil {
		return nil
	}
	n := int(*id)
	return &n
}
