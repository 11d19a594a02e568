package funding

import (
	"slices"
	"unicode/utf8"

	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
)

// CheckStage refuses what cannot be said of a stage today: nothing at all, a day
// in the future on which it ended, an end without a day or a day without an end,
// a stage that was passed without a document. What was returned, rejected or
// skipped, another plan and another result than before need a note. The fields
// are planned, forecast, actual, result, document_number, document_date and note.
func CheckStage(r StageRecord, before *StageRecord, document Document, today civil.Date) error {
	var was StageRecord
	if before != nil {
		was = *before
	}
	return fault.Join(r.checkEnd(document, today), r.checkPlan(was, today), r.checkNote(was))
}

func (r StageRecord) checkEnd(document Document, today civil.Date) error {
	var errs []error
	if r.Result != "" && !slices.Contains(StageResults, r.Result) {
		errs = append(errs, fault.Field("result", "fault.required_choice"))
	}
	switch {
	case r.Result == "" && !r.ActualOn.IsZero():
		errs = append(errs, fault.Field("result", "stage.result_needed"))
	case r.Result != "" && r.ActualOn.IsZero():
		errs = append(errs, fault.Field("actual", "stage.day_needed"))
	case r.ActualOn.After(today):
		errs = append(errs, fault.Field("actual", "fault.in_future"))
	}
	if r.Result == StagePassed {
		if document.Number == "" {
			errs = append(errs, fault.Field("document_number", "stage.document_needed"))
		}
		if document.Dated.IsZero() {
			errs = append(errs, fault.Field("document_date", "fault.required"))
		}
	}
	if document.Number == "" && !document.Dated.IsZero() && r.Result != StagePassed {
		errs = append(errs, fault.Field("document_number", "fault.required"))
	}
	if document.Dated.After(today) {
		errs = append(errs, fault.Field("document_date", "fault.in_future"))
	}
	return fault.Join(errs...)
}

func (r StageRecord) checkPlan(was StageRecord, today civil.Date) error {
	switch {
	case r.Result == "" && r.PlannedOn.IsZero() && r.ForecastOn.IsZero() && r.MilestoneID == 0:
		return fault.Field("planned", "stage.nothing_said")
	case r.Result == "" && r.ForecastOn != was.ForecastOn && !r.ForecastOn.IsZero() && r.ForecastOn.Before(today):
		return fault.Field("forecast", "stage.forecast_passed")
	}
	return nil
}

func (r StageRecord) checkNote(was StageRecord) error {
	switch {
	case utf8.RuneCountInString(r.Note) > portfolio.NoteLimit:
		return fault.Field("note", "fault.too_long", "Limit", portfolio.NoteLimit)
	case r.Note != "":
	case r.Result == StageReturned || r.Result == StageRejected || r.Result == StageSkipped:
		return fault.Field("note", "stage.why_result")
	case !was.PlannedOn.IsZero() && r.PlannedOn != was.PlannedOn:
		return fault.Field("note", "stage.why_plan", "Day", was.PlannedOn)
	case was.Result != "" && was.Result != StageReturned && r.Result != was.Result:
		return fault.Field("note", "stage.why_corrected")
	}
	return nil
}

// SameStage reports whether two records say the same of a stage.
func SameStage(a, b StageRecord) bool {
	return a.PlannedOn == b.PlannedOn && a.ForecastOn == b.ForecastOn && a.ActualOn == b.ActualOn && a.Result == b.Result &&
		a.DocumentID == b.DocumentID && a.MilestoneID == b.MilestoneID && a.Note == b.Note
}

// The bounds of a set of stages.
const (
	stagesLimit = 40 // stages of one set
	codeLimit   = 10 // letters of a code
)

// CheckStages refuses a later set of stages that begins before the one it takes
// the place of, or has a stage without a code of its own or without a name in
// Kazakh and Russian. The fields are from and stages.
func CheckStages(set StageSet, last StageSet) error {
	var errs []error
	switch {
	case set.ValidFrom.IsZero():
		errs = append(errs, fault.Field("from", "fault.required"))
	case !set.ValidFrom.After(last.ValidFrom):
		errs = append(errs, fault.Field("from", "stage.set_not_later", "Day", last.ValidFrom))
	}
	if set.Rule.IsZero() {
		errs = append(errs, fault.Field("rule", "fault.required"))
	}
	if len(set.Stages) == 0 || len(set.Stages) > stagesLimit {
		return fault.Join(append(errs, fault.Field("stages", "stage.set_size", "Limit", stagesLimit))...)
	}
	codes := map[string]bool{}
	for i, s := range set.Stages {
		switch {
		case s.Code == "" || utf8.RuneCountInString(s.Code) > codeLimit || codes[s.Code]:
			errs = append(errs, fault.Field("stages", "stage.set_code", "Line", i+1))
		case s.Name.KK == "" || s.Name.RU == "" || tooLong(s.Name):
			errs = append(errs, fault.Field("stages", "stage.set_name", "Line", i+1))
		}
		codes[s.Code] = true
	}
	return fault.Join(errs...)
}

func tooLong(t i18n.Text) bool {
	return slices.ContainsFunc([]string{t.KK, t.RU, t.EN}, func(s string) bool { return utf8.RuneCountInString(s) > NameLimit })
}
