package cases

import (
	"context"

	"qadam/internal/approval"
	"qadam/internal/i18n"
	"qadam/views/layout"
	"qadam/views/ui"
)

// NewPage is the form that asks for the decision on a zone, a project or an
// adopted solution.
type NewPage struct {
	layout.Shell
	Form     ui.Form
	Kind     approval.Kind // "" until it is chosen
	Subjects []ui.Option   // zones or projects, by code
	Chosen   string        // code
}

// NewKinds are the kinds that begin with the form here; roadmaps begin in their
// editors.
var NewKinds = []approval.Kind{approval.KindZone, approval.KindInclusion, approval.KindAssessment}

// NewRegion is what the form replaces.
const NewRegion = "new-case"

func (p NewPage) kinds(ctx context.Context) []ui.Option {
	var out []ui.Option
	for _, k := range NewKinds {
		out = append(out, ui.Option{Value: string(k), Label: KindWord(ctx, k), Hint: i18n.T(ctx, "cases.asked_"+string(k))})
	}
	return out
}
