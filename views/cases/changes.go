package cases

import (
	"context"
	"slices"

	"qadam/internal/approval"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
)

// changed is one thing that a line says otherwise: how it was, how it would be.
type changed struct {
	was, is string
}

// shown are the changes of a line that stand in its row: the deadline, the
// cost, the model of financing.
func (l ChangedLine) shown(ctx context.Context) []changed {
	var out []changed
	switch {
	case l.Is == nil:
		return []changed{{was: i18n.Date(ctx, l.Due.Was)}}
	case l.Was == nil:
		out = append(out, changed{is: i18n.Date(ctx, l.Due.Is)})
		if total := l.Is.Costs.Total(); total != 0 {
			out = append(out, changed{is: i18n.Money(ctx, total)})
		}
		return out
	}
	if l.Has(portfolio.FieldStart) {
		out = append(out, changed{i18n.T(ctx, "cases.start", "Day", l.Was.Start), i18n.T(ctx, "cases.start", "Day", l.Is.Start)})
	}
	if l.Has(portfolio.FieldDue, portfolio.FieldForMoney) && l.Due.Days != 0 {
		out = append(out, changed{i18n.Date(ctx, l.Due.Was), i18n.Date(ctx, l.Due.Is)})
	}
	if l.Has(portfolio.FieldCosts) {
		for _, s := range l.Costs {
			source := i18n.T(ctx, "source."+string(s.Source))
			out = append(out, changed{i18n.Money(ctx, s.Was) + " · " + source, i18n.Money(ctx, s.Is) + " · " + source})
		}
	}
	return out
}

// others are the words for what else the line says otherwise.
func (l ChangedLine) others(ctx context.Context) []string {
	var out []string
	for _, f := range l.Fields {
		switch f {
		case portfolio.FieldNumber, portfolio.FieldStart, portfolio.FieldDue, portfolio.FieldForMoney, portfolio.FieldCosts:
		default:
			if w := i18n.T(ctx, fieldWords[f]); !slices.Contains(out, w) {
				out = append(out, w)
			}
		}
	}
	return out
}

// fieldWords are the keys of the words for the fields of a line.
var fieldWords = map[portfolio.PlanField]string{
	portfolio.FieldTitleKK: "comparison.title_kk", portfolio.FieldTitleRU: "comparison.title_ru", portfolio.FieldTitleEN: "comparison.title_en",
	portfolio.FieldProject: "word.project", portfolio.FieldForm: "word.form_of_completion", portfolio.FieldLead: "roadmap.executor",
	portfolio.FieldCo: "word.co_executors", portfolio.FieldWeight: "word.weight", portfolio.FieldGate: "milestone.gate",
	portfolio.FieldZone: "word.pilot_zone", portfolio.FieldLinks: "word.predecessors", portfolio.FieldNote: "word.note",
}

// counts say how many lines are changed, added and removed.
func (s Subject) counts(ctx context.Context) []string {
	var out []string
	for _, k := range []portfolio.ComparedKind{portfolio.LineChanged, portfolio.LineAdded, portfolio.LineRemoved} {
		if n := s.Compared.Counts[k]; n > 0 {
			out = append(out, i18n.N(ctx, "cases.lines_"+string(k), n))
		}
	}
	return out
}

// heldAgainst says which versions are compared.
func (s Subject) heldAgainst(ctx context.Context) string {
	return i18n.T(ctx, "cases.held_against", "Is", s.Version.Number, "Was", s.Was.Number)
}

// slipped reports whether the original is another version than the one compared
// with, so that the slip against it says more.
func (s Subject) slipped() bool {
	return s.Compared != nil && s.Compared.Original != nil && s.Compared.Original.Days() != s.Compared.Moves.Days()
}

// quiet reports whether the line does nothing beside being another one.
func (l ChangedLine) quiet() bool {
	return (!l.Due.Known() || l.Due.Days == 0) && l.Later == 0 && l.Cost.Difference() == 0
}

// decided reports whether what would change has changed.
func (p ShowPage) decided() bool {
	return p.Case.State() == approval.Approved || p.Case.State() == approval.InForce
}

func (p ShowPage) wasWord(ctx context.Context) string {
	if p.decided() {
		return i18n.T(ctx, "cases.was_then")
	}
	return i18n.T(ctx, "cases.was")
}

func (p ShowPage) isWord(ctx context.Context) string {
	if p.decided() {
		return i18n.T(ctx, "cases.is_then")
	}
	return i18n.T(ctx, "cases.is")
}
