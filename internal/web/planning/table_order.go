package planning

import (
	"bytes"
	"cmp"
	"slices"

	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
)

// group is lines that stand together.
type group struct {
	code  string // of a direction, a model or a status
	none  bool   // what has no such thing
	rank  int
	name  string // by which it is sorted when the rank does not say
	lines []*portfolio.Line
}

// grouped puts lines into their groups, in the order of the groups and sorted
// within each. The default, by project and in the roadmap's order, sorts
// nothing.
func (t *table) grouped(lines []*portfolio.Line) []group {
	groups := make([]group, 0, len(t.projects))
	at := make(map[groupKey]int, len(t.projects))
	for i := 0; i < len(lines); {
		key, end := t.keyOf(lines[i]), t.end(lines, i)
		run := lines[i:end:end] // mostly the whole group: it is not copied
		if n, ok := at[key]; ok {
			groups[n].lines = append(groups[n].lines, run...)
		} else {
			at[key] = len(groups)
			groups = append(groups, t.newGroup(lines[i]))
			groups[len(groups)-1].lines = run
		}
		i = end
	}
	switch t.groupBy {
	case "zone", "executor":
		i18n.SortBy(t.locale, groups, func(g group) string { return g.name })
	}
	slices.SortStableFunc(groups, func(a, b group) int { return cmp.Compare(a.rank, b.rank) })
	for i := range groups {
		t.order(groups[i].lines)
	}
	return groups
}

// end is where the lines that stand together with the one at from end. Where
// nothing was filtered out, the board knows which lines of a project do.
func (t *table) end(lines []*portfolio.Line, from int) int {
	if t.groupBy == "project" && len(lines) == len(t.board.Lines) {
		i, _ := slices.BinarySearchFunc(t.board.Runs, from, func(r portfolio.Run, at int) int { return cmp.Compare(r.From, at) })
		return t.board.Runs[i].To
	}
	key, to := t.keyOf(lines[from]), from+1
	for to < len(lines) && t.keyOf(lines[to]) == key {
		to++
	}
	return to
}

// groupKey tells groups apart.
type groupKey struct {
	id   int64
	code string
}

func (t *table) keyOf(l *portfolio.Line) groupKey {
	switch t.groupBy {
	case "project":
		return groupKey{id: l.ProjectID}
	case "zone":
		if t.zones[l.ZoneID] == nil {
			return groupKey{}
		}
		return groupKey{id: l.ZoneID}
	case "executor":
		return groupKey{id: l.LeadID}
	case "direction":
		return groupKey{code: t.directionOf(l)}
	case "model":
		return groupKey{code: string(t.modelOf(l))}
	case "status":
		return groupKey{code: string(l.Status)}
	default:
		return groupKey{}
	}
}

// last is the rank of what has no such thing.
const last = 1 << 20

func (t *table) newGroup(l *portfolio.Line) group {
	var g group
	switch t.groupBy {
	case "zone":
		if z := t.zones[l.ZoneID]; z != nil {
			g.name = z.Profile.Name.In(t.locale)
		} else {
			g.none, g.rank = true, last
		}
	case "executor":
		g.name = t.ref.Bodies[l.LeadID].Name.In(t.locale)
	case "direction":
		g.code = t.directionOf(l)
		g.rank = slices.IndexFunc(t.ref.Directions, func(d portfolio.Direction) bool { return d.Code == g.code })
		if g.rank < 0 {
			g.none, g.rank = true, last
		}
	case "model":
		m := t.modelOf(l)
		g.code, g.rank = string(m), slices.Index(portfolio.Models, m)
	case "status":
		g.code, g.rank = string(l.Status), urgency(l.Status)
	}
	return g
}

func (t *table) directionOf(l *portfolio.Line) string {
	if p := t.projects[l.ProjectID]; p != nil {
		return p.Profile.Direction
	}
	return ""
}

func (t *table) modelOf(l *portfolio.Line) portfolio.Model {
	if p := t.projects[l.ProjectID]; p != nil {
		return p.Profile.Model
	}
	return ""
}

// urgencies are the statuses, those that ask for something first.
var urgencies = []portfolio.Status{portfolio.Overdue, portfolio.AtRisk, portfolio.Reported, portfolio.OnTrack, portfolio.NotStarted, portfolio.Done, portfolio.Withdrawn}

func urgency(s portfolio.Status) int { return slices.Index(urgencies, s) }

// order sorts lines as the address asks; what has no value stands last either
// way. The lines come in the order of the roadmap, and equals keep it.
func (t *table) order(lines []*portfolio.Line) {
	switch t.sort.By {
	case "number":
		if t.sort.Descending {
			slices.Reverse(lines)
		}
	case "title":
		byKey(lines, t.sort.Descending, func(l *portfolio.Line) []byte { return i18n.SortKey(t.locale, l.Title.In(t.locale)) })
	case "executor":
		keys := map[int64][]byte{}
		byKey(lines, t.sort.Descending, func(l *portfolio.Line) []byte {
			k, ok := keys[l.LeadID]
			if !ok {
				k = i18n.SortKey(t.locale, t.ref.Bodies[l.LeadID].Name.In(t.locale))
				keys[l.LeadID] = k
			}
			return k
		})
	case "start":
		t.byDay(lines, func(l *portfolio.Line) civil.Date { return l.Start })
	case "due":
		t.byDay(lines, func(l *portfolio.Line) civil.Date { return l.Deadline })
	case "forecast":
		t.byDay(lines, func(l *portfolio.Line) civil.Date { return l.Said() })
	case "slip":
		t.byNumber(lines, func(l *portfolio.Line) (int, bool) { return l.SlipFrom(l.Deadline) })
	case "original":
		t.byNumber(lines, func(l *portfolio.Line) (int, bool) { return l.SlipFrom(t.originally(l)) })
	case "percent":
		t.byNumber(lines, func(l *portfolio.Line) (int, bool) { return l.Facts.Percent, true })
	case "status":
		t.byNumber(lines, func(l *portfolio.Line) (int, bool) { return urgency(l.Status), true })
	}
}

// originally is the deadline of a line in baseline 0, zero when it has none.
func (t *table) originally(l *portfolio.Line) civil.Date {
	switch {
	case t.first == nil:
		return civil.Date{}
	case t.first.ID == t.version.ID:
		return l.Deadline
	default:
		return t.original.Deadline(l.MilestoneID)
	}
}

func byKey(lines []*portfolio.Line, descending bool, key func(*portfolio.Line) []byte) {
	type keyed struct {
		key  []byte
		line *portfolio.Line
	}
	all := make([]keyed, len(lines))
	for i, l := range lines {
		all[i] = keyed{key(l), l}
	}
	slices.SortStableFunc(all, func(a, b keyed) int {
		if descending {
			a, b = b, a
		}
		return bytes.Compare(a.key, b.key)
	})
	for i := range all {
		lines[i] = all[i].line
	}
}

func (t *table) byDay(lines []*portfolio.Line, day func(*portfolio.Line) civil.Date) {
	t.byNumber(lines, func(l *portfolio.Line) (int, bool) {
		d := day(l)
		return (d.Year*100+int(d.Month))*100 + d.Day, !d.IsZero()
	})
}

func (t *table) byNumber(lines []*portfolio.Line, number func(*portfolio.Line) (int, bool)) {
	slices.SortStableFunc(lines, func(a, b *portfolio.Line) int {
		m, mKnown := number(a)
		n, nKnown := number(b)
		switch {
		case mKnown != nKnown && mKnown:
			return -1
		case mKnown != nKnown:
			return 1
		case t.sort.Descending:
			return cmp.Compare(n, m)
		default:
			return cmp.Compare(m, n)
		}
	})
}
