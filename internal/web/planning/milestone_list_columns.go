package planning

import (
	"slices"

	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/listing"
	"qadam/internal/portfolio"
	"qadam/views/milestones"
)

type (
	milestoneRow    = milestones.Row
	milestoneColumn = listing.Column[milestoneRow]
)

// value is a field of the data of milestones.
func value(name string, of func(milestoneRow) any) listing.Field[milestoneRow] {
	return listing.Field[milestoneRow]{Name: name, Value: of}
}

func values(all ...listing.Field[milestoneRow]) []listing.Field[milestoneRow] { return all }

// columns are what is known of a milestone in a roadmap. The names of the data
// are those of /roadmaps/{programme}/{year}.json.
func (m *milestoneList) columns() []milestoneColumn {
	title := milestoneColumn{Name: "title", Kind: listing.Text, Fixed: true, Order: m.byTitle(), Fields: values(
		value("id", func(r milestoneRow) any { return r.Line.MilestoneID }),
		value("number", func(r milestoneRow) any { return r.Line.Number }),
		value("title_kk", func(r milestoneRow) any { return r.Line.Title.KK }),
		value("title_ru", func(r milestoneRow) any { return r.Line.Title.RU }),
		value("title_en", func(r milestoneRow) any { return r.Line.Title.EN }),
	), Docs: values(
		value("id", func(r milestoneRow) any { return r.Line.MilestoneID }),
		value("number", func(r milestoneRow) any { return r.Line.Number }),
		value("titles", func(r milestoneRow) any { return r.Line.Title }),
	)}
	first := []milestoneColumn{title, m.statusColumn()}
	if !m.against.IsZero() {
		first = append(first, daysColumn("since", "moved_days", false, milestoneRow.Moved))
	}
	return slices.Concat(first, m.dayColumns(), m.standingColumns(), m.placeColumns(), m.planColumns())
}

// statusColumn is what the milestone's standing is, which people look for first.
func (m *milestoneList) statusColumn() milestoneColumn {
	return milestoneColumn{Name: "status", Kind: listing.Choice, Order: func(r milestoneRow) listing.Key { return listing.ByNumber(urgency(r.Line.Status)) }, Fields: values(
		value("status", func(r milestoneRow) any { return string(r.Line.Status) }),
		value("reason", func(r milestoneRow) any { return string(r.Line.Reason.Rule) }),
		value("stale", func(r milestoneRow) any { return r.Line.Stale }),
		value("late", func(r milestoneRow) any { return r.Line.Late }),
		value("done_on", func(r milestoneRow) any { return r.Line.Facts.DoneOn }),
	)}
}

// placeColumns are where a milestone belongs.
func (m *milestoneList) placeColumns() []milestoneColumn {
	return []milestoneColumn{
		{Name: "number", Kind: listing.Text, Hidden: true, Order: inRoadmap},
		{Name: "programme", Kind: listing.Choice, Order: func(r milestoneRow) listing.Key { return listing.ByNumber(r.Picture.Programme.Position) }, Fields: values(
			value("programme", func(r milestoneRow) any { return r.Picture.Programme.Code }),
		)},
		{Name: "year", Kind: listing.Number, Hidden: true, Order: func(r milestoneRow) listing.Key { return listing.ByNumber(r.Board.Year) }, Fields: values(
			value("year", func(r milestoneRow) any { return r.Board.Year }),
		)},
		{Name: "project", Kind: listing.Text, Order: m.byRun(func(r *milestones.Run) listing.Key {
			return listing.ByText(m.locale, projectName(r, m.locale))
		}), Fields: values(
			value("project", func(r milestoneRow) any { return projectCode(r.Run) }),
		)},
		{Name: "executor", Kind: listing.Text, Order: byFew(func(r milestoneRow) int64 { return r.Line.LeadID }, func(id int64) listing.Key {
			return listing.ByText(m.locale, m.ref.Bodies[id].Short.In(m.locale))
		}), Fields: values(
			value("executor", func(r milestoneRow) any { return m.ref.Bodies[r.Line.LeadID].Code }),
		)},
	}
}

// dayColumns are the days of a milestone and how far they are apart.
func (m *milestoneList) dayColumns() []milestoneColumn {
	day := func(name, field string, hidden bool, of func(milestoneRow) civil.Date) milestoneColumn {
		return milestoneColumn{Name: name, Kind: listing.Day, Hidden: hidden, Order: func(r milestoneRow) listing.Key { return listing.ByDay(of(r)) }, Fields: values(
			value(field, func(r milestoneRow) any { return of(r) }),
		)}
	}
	return []milestoneColumn{
		day("start", "start", true, func(r milestoneRow) civil.Date { return r.Line.Start }),
		day("due", "due", false, func(r milestoneRow) civil.Date { return r.Line.Deadline }),
		day("original", "original_due", true, func(r milestoneRow) civil.Date { return r.Line.First }),
		day("forecast", "forecast", false, func(r milestoneRow) civil.Date { return r.Line.Said() }),
		day("finish", "finish", true, func(r milestoneRow) civil.Date { return r.Line.Finish }),
		daysColumn("slip", "slip_days", false, func(r milestoneRow) (int, bool) { return r.Line.SlipFrom(r.Line.Deadline) }),
		daysColumn("original_slip", "original_slip_days", true, func(r milestoneRow) (int, bool) { return r.Line.SlipFrom(r.Line.First) }),
	}
}

// daysColumn is a difference in days, which need not be known.
func daysColumn(name, field string, hidden bool, of func(milestoneRow) (int, bool)) milestoneColumn {
	return milestoneColumn{Name: name, Kind: listing.Days, Hidden: hidden, Order: func(r milestoneRow) listing.Key {
		if n, known := of(r); known {
			return listing.ByNumber(n)
		}
		return listing.None
	}, Fields: values(
		value(field, func(r milestoneRow) any { return days(of(r)) }),
	)}
}

// standingColumns are how far a milestone is and what that makes of it.
func (m *milestoneList) standingColumns() []milestoneColumn {
	return []milestoneColumn{
		{Name: "percent", Kind: listing.Percent, Order: func(r milestoneRow) listing.Key { return listing.ByNumber(r.Line.Facts.Percent) }, Fields: values(
			value("percent", func(r milestoneRow) any { return r.Line.Facts.Percent }),
			value("expected", func(r milestoneRow) any { return r.Line.Expected }),
		)},
		{Name: "updated", Kind: listing.Day, Hidden: true, Order: func(r milestoneRow) listing.Key { return listing.ByDay(r.Line.Facts.UpdatedOn) }, Fields: values(
			value("updated_on", func(r milestoneRow) any { return r.Line.Facts.UpdatedOn }),
		)},
		{Name: "critical", Kind: listing.Choice, Hidden: true, Order: func(r milestoneRow) listing.Key {
			if r.Critical() {
				return listing.ByNumber(0)
			}
			return listing.ByNumber(1)
		}, Fields: values(
			value("critical", func(r milestoneRow) any { return r.Critical() }),
		)},
	}
}

// planColumns are what else the roadmap says of a milestone.
func (m *milestoneList) planColumns() []milestoneColumn {
	return []milestoneColumn{
		{Name: "gate", Kind: listing.Choice, Hidden: true, Order: func(r milestoneRow) listing.Key {
			if r.Line.Gate {
				return listing.ByNumber(0)
			}
			return listing.ByNumber(1)
		}, Fields: values(value("gate", func(r milestoneRow) any { return r.Line.Gate }))},
		{Name: "weight", Kind: listing.Number, Hidden: true, Order: func(r milestoneRow) listing.Key { return listing.ByNumber(r.Line.Weight) },
			Sum:    func(r milestoneRow) int64 { return int64(r.Line.Weight) },
			Fields: values(value("weight", func(r milestoneRow) any { return r.Line.Weight }))},
		{Name: "cost", Kind: listing.Money, Hidden: true, Order: func(r milestoneRow) listing.Key { return listing.ByNumber(r.Line.Costs.Total()) },
			Sum:    func(r milestoneRow) int64 { return int64(r.Line.Costs.Total()) },
			Fields: values(value("cost_tiyn", func(r milestoneRow) any { return r.Line.Costs.Total() }))},
		{Name: "source", Kind: listing.Choice, Hidden: true, Order: func(r milestoneRow) listing.Key {
			return ranked(slices.Index(portfolio.Sources, mainSource(r.Line.Costs)))
		}, Fields: values(value("source", func(r milestoneRow) any { return maybe(string(mainSource(r.Line.Costs))) }))},
		{Name: "zone", Kind: listing.Text, Hidden: true, Order: byFew(func(r milestoneRow) *portfolio.Zone { return r.Zone }, func(z *portfolio.Zone) listing.Key {
			if z == nil {
				return listing.None
			}
			return listing.ByText(m.locale, z.Profile.Name.In(m.locale))
		}), Fields: values(value("zone", func(r milestoneRow) any { return zoneCode(r) }))},
		{Name: "direction", Kind: listing.Choice, Hidden: true, Order: m.byRun(func(r *milestones.Run) listing.Key { return ranked(m.directionAt(r)) }),
			Fields: values(value("direction", func(r milestoneRow) any { return r.Direction.Code }))},
		{Name: "model", Kind: listing.Choice, Hidden: true, Order: m.byRun(func(r *milestones.Run) listing.Key { return ranked(slices.Index(portfolio.Models, r.Model())) }),
			Fields: values(value("model", func(r milestoneRow) any { return string(r.Model()) }))},
	}
}

// inRoadmap orders lines as the roadmaps have them, one programme after the other.
func inRoadmap(r milestoneRow) listing.Key {
	return listing.ByNumber(int64(r.Picture.Programme.Position)<<44 | int64(r.Board.Year)<<28 | int64(r.At))
}

// byTitle orders by the alphabet with the keys that the sheets keep.
func (m *milestoneList) byTitle() func(milestoneRow) listing.Key {
	var board *portfolio.Board
	var keys []string
	return func(r milestoneRow) listing.Key {
		if r.Board != board {
			board, keys = r.Board, r.Board.TitleKeys(m.locale)
		}
		return listing.ByBytes(keys[r.At])
	}
}

// byRun orders by what lines that stand together have in common: it is asked
// once for all of them.
func (m *milestoneList) byRun(key func(*milestones.Run) listing.Key) func(milestoneRow) listing.Key {
	var run *milestones.Run
	var kept listing.Key
	return func(r milestoneRow) listing.Key {
		if r.Run != run {
			run, kept = r.Run, key(r.Run)
		}
		return kept
	}
}

// byFew orders by something of which there are few: each is asked once.
func byFew[K comparable](of func(milestoneRow) K, key func(K) listing.Key) func(milestoneRow) listing.Key {
	kept := map[K]listing.Key{}
	return func(r milestoneRow) listing.Key {
		id := of(r)
		k, ok := kept[id]
		if !ok {
			k = key(id)
			kept[id] = k
		}
		return k
	}
}

// ranked is the key of a place in an order, -1 for none.
func ranked(at int) listing.Key {
	if at < 0 {
		return listing.None
	}
	return listing.ByNumber(at)
}

func projectName(r *milestones.Run, l i18n.Locale) string {
	if r.Project == nil {
		return ""
	}
	return r.Project.Profile.Name.In(l)
}

func projectCode(r *milestones.Run) string {
	if r.Project == nil {
		return ""
	}
	return r.Project.Code
}

func zoneCode(r milestoneRow) *string {
	if r.Zone == nil {
		return nil
	}
	return &r.Zone.Code
}

func (m *milestoneList) directionAt(r *milestones.Run) int {
	return slices.IndexFunc(m.ref.Directions, func(d portfolio.Direction) bool { return d.Code == r.Direction.Code })
}

// groups are the ways in which milestones may stand together.
func (m *milestoneList) groups() []listing.Group[milestoneRow] {
	order := func(name string) func(milestoneRow) listing.Key {
		all := slices.Concat([]milestoneColumn{m.statusColumn()}, m.placeColumns(), m.planColumns())
		return all[slices.IndexFunc(all, func(c milestoneColumn) bool { return c.Name == name })].Order
	}
	return []listing.Group[milestoneRow]{
		{Name: "programme", Order: order("programme"), Code: func(r milestoneRow) string { return r.Picture.Programme.Code }},
		{Name: "project", Order: order("project"), Code: func(r milestoneRow) string { return projectCode(r.Run) }},
		{Name: "executor", Order: order("executor"), Code: func(r milestoneRow) string { return m.ref.Bodies[r.Line.LeadID].Code }},
		{Name: "status", Order: order("status"), Code: func(r milestoneRow) string { return string(r.Line.Status) }},
		{Name: "direction", Order: order("direction"), Code: func(r milestoneRow) string { return r.Direction.Code }},
		{Name: "model", Order: order("model"), Code: func(r milestoneRow) string { return string(r.Model()) }},
		{Name: "zone", Order: order("zone"), Code: func(r milestoneRow) string {
			if r.Zone == nil {
				return ""
			}
			return r.Zone.Code
		}},
	}
}
