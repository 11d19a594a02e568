package planning

import (
	"slices"
	"strings"

	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/listing"
	"qadam/internal/portfolio"
	"qadam/internal/search"
	"qadam/views/milestones"
	"qadam/views/ui"
)

type milestoneFilter = listing.Filter[milestoneRow]

// filters are what the address may ask for. What the portfolio counts, it counts
// by the same conditions.
func (m *milestoneList) filters() []milestoneFilter {
	line := func(name string, is func(l *portfolio.Line) bool) milestoneFilter {
		return milestoneFilter{Name: name, Refuse: listing.OneOf("yes"), Make: func(v []string) func(milestoneRow) bool {
			return func(r milestoneRow) bool { return slices.Contains(v, "yes") && is(r.Line) }
		}}
	}
	day := func(name string, is func(l *portfolio.Line, d civil.Date) bool) milestoneFilter {
		return milestoneFilter{Name: name, Refuse: notADay, Make: func(v []string) func(milestoneRow) bool {
			d, err := ui.ParseDay(v[0])
			return func(r milestoneRow) bool { return err == nil && is(r.Line, d) }
		}}
	}
	known := m.known()
	return []milestoneFilter{
		{Name: "year", Refuse: listing.Known(isYear), Make: func([]string) func(milestoneRow) bool { return func(milestoneRow) bool { return true } }}, // the rows are of those years
		ofRun("programme", known.programme, func(r *milestones.Run) string { return r.Picture.Programme.Code }),
		ofRun("direction", known.direction, func(r *milestones.Run) string { return r.Direction.Code }),
		ofRun("model", listing.OneOf(portfolio.Models...), func(r *milestones.Run) string { return string(r.Model()) }),
		ofRun("project", known.project, projectCode),
		{Name: "zone", Refuse: known.zone, Make: func(v []string) func(milestoneRow) bool {
			return func(r milestoneRow) bool { return r.Zone != nil && slices.Contains(v, r.Zone.Code) }
		}},
		{Name: "executor", Refuse: known.executor, Make: m.executor},
		{Name: "status", Refuse: listing.OneOf(urgencies...), Make: func(v []string) func(milestoneRow) bool {
			return func(r milestoneRow) bool { return slices.Contains(v, string(r.Line.Status)) }
		}},
		line("stale", func(l *portfolio.Line) bool { return l.Stale }),
		line("owed", (*portfolio.Line).Owes),
		line("returned", func(l *portfolio.Line) bool { return l.Facts.ReturnedID != 0 && l.Facts.ReturnedID == l.Facts.UpdateID }),
		line("gate", func(l *portfolio.Line) bool { return l.Gate }),
		line("late", func(l *portfolio.Line) bool { return l.Late }),
		{Name: "became", Refuse: listing.OneOf(urgencies...), Make: became},
		{Name: "slip", Refuse: listing.OneOf("later", "earlier"), Make: slipped},
		day("due_from", func(l *portfolio.Line, d civil.Date) bool { return !l.Deadline.Before(d) }),
		day("due_to", func(l *portfolio.Line, d civil.Date) bool { return !l.Deadline.After(d) }),
		day("finish_from", func(l *portfolio.Line, d civil.Date) bool { return !l.Finish.Before(d) }),
		day("finish_to", func(l *portfolio.Line, d civil.Date) bool { return !l.Finish.After(d) }),
		day("done_to", func(l *portfolio.Line, d civil.Date) bool {
			return l.Status == portfolio.Done && !l.Facts.DoneOn.After(d)
		}),
		{Name: "q", Whole: true, Make: words},
	}
}

// words keeps the lines in whose number, title or project every word is found, of
// the first words that count. A board is searched at most once for each, a project
// once for all its lines that stand together; after a word that neither has nothing
// more is sought of that project.
func words(v []string) func(milestoneRow) bool {
	var wanted []string
	for w := range strings.FieldsSeq(i18n.Fold(v[0])) {
		if len(wanted) == search.WordsAsked {
			break
		}
		if !slices.Contains(wanted, w) {
			wanted = append(wanted, w)
		}
	}
	found := make([]i18n.Marks, len(wanted))
	var board *portfolio.Board
	var run *milestones.Run
	var left []i18n.Marks // of the words that the project's name has not
	return func(r milestoneRow) bool {
		if r.Board != board {
			board = r.Board
			clear(found)
		}
		if r.Run != run {
			run, left = r.Run, left[:0]
			for i, w := range wanted {
				if r.Project != nil && strings.Contains(r.Project.Words(), w) {
					continue
				}
				if found[i] == nil {
					found[i] = board.With(w)
				}
				if left = append(left, found[i]); !slices.ContainsFunc(found[i], func(some uint64) bool { return some != 0 }) {
					break
				}
			}
		}
		return !slices.ContainsFunc(left, func(m i18n.Marks) bool { return !m.Has(r.At) })
	}
}

// ofRun keeps the lines that stand together under one of the codes.
func ofRun(name string, refuse func(string) error, code func(*milestones.Run) string) milestoneFilter {
	return milestoneFilter{Name: name, Refuse: refuse, Make: func(v []string) func(milestoneRow) bool {
		var run *milestones.Run
		var kept bool
		return func(r milestoneRow) bool {
			if r.Run != run {
				run, kept = r.Run, slices.Contains(v, code(r.Run))
			}
			return kept
		}
	}}
}

// executor keeps the lines that one of the bodies leads or takes part in.
func (m *milestoneList) executor(v []string) func(milestoneRow) bool {
	ids := map[int64]bool{}
	for id, b := range m.ref.Bodies {
		ids[id] = slices.Contains(v, b.Code)
	}
	return func(r milestoneRow) bool {
		return ids[r.Line.LeadID] || slices.ContainsFunc(r.Line.CoIDs, func(id int64) bool { return ids[id] })
	}
}

// became keeps the lines that have one of the statuses and had another on the
// day compared with; what was not in force then had none.
func became(v []string) func(milestoneRow) bool {
	return func(r milestoneRow) bool {
		if !r.Compared || !slices.Contains(v, string(r.Line.Status)) {
			return false
		}
		was := r.Was()
		return was == nil || was.Status != r.Line.Status
	}
}

// slipped keeps the lines whose end moved since the day compared with.
func slipped(v []string) func(milestoneRow) bool {
	later, earlier := slices.Contains(v, "later"), slices.Contains(v, "earlier")
	return func(r milestoneRow) bool {
		days, known := r.Moved()
		return known && (later && days > 0 || earlier && days < 0)
	}
}
