package drafts

import (
	"context"
	"strconv"
	"strings"

	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/views/ui"
)

// Words are the names of what a line names by key.
type Words struct {
	Bodies   map[int64]portfolio.Body
	Zones    map[int64]i18n.Text
	Projects map[int64]i18n.Text
	Numbers  map[int64]string // of lines, by milestone
}

// Label is the word for one thing that a line says.
func Label(ctx context.Context, f portfolio.PlanField) string {
	switch f {
	case portfolio.FieldNumber:
		return i18n.T(ctx, "word.number")
	case portfolio.FieldTitleKK:
		return i18n.T(ctx, "draft.title_kk")
	case portfolio.FieldTitleRU:
		return i18n.T(ctx, "draft.title_ru")
	case portfolio.FieldTitleEN:
		return i18n.T(ctx, "draft.title_en")
	case portfolio.FieldProject:
		return i18n.T(ctx, "word.project")
	case portfolio.FieldForm:
		return i18n.T(ctx, "word.form_of_completion")
	case portfolio.FieldLead:
		return i18n.T(ctx, "word.executor")
	case portfolio.FieldCo:
		return i18n.T(ctx, "word.co_executors")
	case portfolio.FieldStart:
		return i18n.T(ctx, "word.start")
	case portfolio.FieldDue:
		return i18n.T(ctx, "word.due")
	case portfolio.FieldForMoney:
		return i18n.T(ctx, "draft.for_money")
	case portfolio.FieldCosts:
		return i18n.T(ctx, "word.cost")
	case portfolio.FieldWeight:
		return i18n.T(ctx, "word.weight")
	case portfolio.FieldGate:
		return i18n.T(ctx, "milestone.gate")
	case portfolio.FieldZone:
		return i18n.T(ctx, "word.pilot_zone")
	case portfolio.FieldLinks:
		return i18n.T(ctx, "word.predecessors")
	default:
		return i18n.T(ctx, "word.note")
	}
}

// Say is one thing that a line says, in words.
func (w Words) Say(ctx context.Context, f portfolio.PlanField, p *portfolio.Plan) string {
	switch f {
	case portfolio.FieldNumber:
		return p.Number
	case portfolio.FieldTitleKK:
		return p.Title.KK
	case portfolio.FieldTitleRU:
		return p.Title.RU
	case portfolio.FieldTitleEN:
		return p.Title.EN
	case portfolio.FieldProject:
		return w.Projects[p.ProjectID].For(ctx)
	case portfolio.FieldForm:
		if p.Form == "" {
			return ""
		}
		return i18n.T(ctx, "form."+string(p.Form))
	case portfolio.FieldLead:
		return w.Bodies[p.LeadID].Called().For(ctx)
	case portfolio.FieldCo:
		return list(p.CoIDs, func(id int64) string { return w.Bodies[id].Called().For(ctx) })
	case portfolio.FieldStart:
		return i18n.Date(ctx, p.Start)
	case portfolio.FieldDue:
		return i18n.Period(ctx, p.Due)
	case portfolio.FieldForMoney:
		return ui.YesNo(ctx, p.ForMoney)
	case portfolio.FieldCosts:
		return w.costs(ctx, p.Costs)
	case portfolio.FieldWeight:
		return strconv.Itoa(p.Weight)
	case portfolio.FieldGate:
		return ui.YesNo(ctx, p.Gate)
	case portfolio.FieldZone:
		return w.Zones[p.ZoneID].For(ctx)
	case portfolio.FieldLinks:
		return list(p.Links, func(l portfolio.Link) string { return linkText(ctx, w.Numbers[l.MilestoneID], l) })
	default:
		return p.Note
	}
}

func (w Words) costs(ctx context.Context, costs portfolio.Costs) string {
	return list(costs, func(c portfolio.Cost) string {
		s := strconv.Itoa(c.Year) + ": " + i18n.Money(ctx, c.Amount)
		if c.Source != "" {
			s += " (" + i18n.T(ctx, "source."+string(c.Source)) + ")"
		}
		return s
	})
}

func list[T any](all []T, say func(T) string) string {
	var words []string
	for _, one := range all {
		words = append(words, say(one))
	}
	return strings.Join(words, "; ")
}

// linkText is a predecessor in a few signs: 1.2, 1.2 SS +5. A line that is in
// the draft no more has no number.
func linkText(ctx context.Context, number string, l portfolio.Link) string {
	s := number
	if s == "" {
		s = "?"
	}
	if l.Kind != portfolio.FS {
		s += " " + i18n.T(ctx, "draft.link_short_"+strings.ToLower(string(l.Kind)))
	}
	switch {
	case l.Lag > 0:
		s += " +" + strconv.Itoa(l.Lag)
	case l.Lag < 0:
		s += " −" + strconv.Itoa(-l.Lag)
	}
	return s
}

// Differences are where two texts of a line differ, in words.
func (w Words) Differences(ctx context.Context, theirs, typed *portfolio.Plan) []ChangedField {
	var all []ChangedField
	for _, f := range portfolio.Differing(theirs, typed) {
		all = append(all, ChangedField{Label: Label(ctx, f), Theirs: w.Say(ctx, f, theirs), Typed: w.Say(ctx, f, typed)})
	}
	return all
}

// findingText says what is lacking or odd. What any field may say of itself has
// the field's name before it, for the list stands away from the field.
func findingText(ctx context.Context, f portfolio.Finding) string {
	said := i18n.FieldText(ctx, fault.FieldError{Key: f.Key, Args: f.Args})
	if label := fieldOf[f.Field]; label != "" && (strings.HasPrefix(f.Key, "fault.") || f.Key == "complete.same_title") {
		return Label(ctx, label) + ": " + said
	}
	return said
}

// fieldOf are the things that the fields of a line's form say.
var fieldOf = map[string]portfolio.PlanField{
	"title_kk": portfolio.FieldTitleKK, "title_ru": portfolio.FieldTitleRU, "title_en": portfolio.FieldTitleEN, "lead": portfolio.FieldLead,
	"co": portfolio.FieldCo, "start": portfolio.FieldStart, "due": portfolio.FieldDue, "form": portfolio.FieldForm, "weight": portfolio.FieldWeight,
	"costs": portfolio.FieldCosts, "links": portfolio.FieldLinks, "zone": portfolio.FieldZone, "note": portfolio.FieldNote, "number": portfolio.FieldNumber,
}
