package cases

import (
	"context"
	"strconv"
	"time"

	"qadam/internal/approval"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/views/layout"
	"qadam/views/ui"
)

// OpinionPage is the form of an expert's opinion.
type OpinionPage struct {
	layout.Shell
	Case       approval.Case
	Programme  *portfolio.Programme
	Asked      approval.Assignment
	Form       ui.Form // what was written so far, or sent
	Lines      []portfolio.Plan
	Financing  *approval.Financing // of an inclusion, as it was frozen; nil where none was
	Bodies     []portfolio.Body
	Remarks    int // rows
	Conditions int
	SavedAt    time.Time // of the draft, zero before
	Conflict   ui.Form
}

// OpinionRegion is what the form replaces.
const OpinionRegion = "opinion"

// SavedRegion says when the draft was saved.
const SavedRegion = "opinion-saved"

// ConflictPrefix is the prefix of the form that declares a conflict of interest.
const ConflictPrefix = "conflict"

// scores are 5 to 0, the best first as people read them in the form.
func scores(ctx context.Context) []ui.Option {
	var out []ui.Option
	for n := approval.MaxScore; n >= 0; n-- {
		out = append(out, ui.Option{Value: strconv.Itoa(n), Label: i18n.T(ctx, "cases.score_"+strconv.Itoa(n))})
	}
	return out
}

func verdicts(ctx context.Context) []ui.Option {
	return ui.Words(ctx, approval.Verdicts, "cases.verdict_")
}

// saved says when the opinion was kept last, quietly.
func (p OpinionPage) saved(ctx context.Context) string {
	if p.SavedAt.IsZero() {
		return i18n.T(ctx, "cases.unsaved")
	}
	return i18n.T(ctx, "cases.saved", "Time", i18n.Clock(p.SavedAt))
}

// conditionsWanted reports whether the fields of conditions are in sight.
func (p OpinionPage) conditionsWanted() bool {
	return p.Form.Value("verdict", "") == string(approval.WithConditions) || Typed(p.Form, "condition_", "_text") > 0
}
