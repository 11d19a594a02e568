package planning

import (
	"cmp"
	"slices"
	"strings"

	"qadam/internal/civil"
	"qadam/internal/listing"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/views/projects"
)

type projectColumn = listing.Column[projects.Item]

func projectField(name string, of func(projects.Item) any) listing.Field[projects.Item] {
	return listing.Field[projects.Item]{Name: name, Value: of}
}

func projectFields(all ...listing.Field[projects.Item]) []listing.Field[projects.Item] { return all }

// columns are what is known of a project, in the order in which they stand.
func (m *projectList) columns() []projectColumn {
	all := slices.Concat(m.profileColumns(), moneyColumns(), milestoneColumns(), ratingColumns(), m.restColumns())
	if !m.against.IsZero() {
		all = append(all, changeColumns()...)
	}
	place := func(c projectColumn) int { return slices.Index(projectOrder, c.Name) }
	slices.SortFunc(all, func(a, b projectColumn) int { return cmp.Compare(place(a), place(b)) })
	return all
}

// projectOrder is the order of the columns: what asks for something comes first.
var projectOrder = strings.Fields("name code status was done_since overdue_since programme done overdue at_risk stale planned committed paid direction model owner centre apart updated late zones goals basis")

// profileColumns say which project it is.
func (m *projectList) profileColumns() []projectColumn {
	code := projectField("code", func(r projects.Item) any { return r.Project.Code })
	return []projectColumn{
		{
			Name: "name", Kind: listing.Text, Fixed: true,
			Order: func(r projects.Item) listing.Key {
				return listing.ByText(m.locale, r.Project.Profile.Name.In(m.locale))
			},
			Fields: projectFields(code,
				projectField("name_kk", func(r projects.Item) any { return r.Project.Profile.Name.KK }),
				projectField("name_ru", func(r projects.Item) any { return r.Project.Profile.Name.RU }),
				projectField("name_en", func(r projects.Item) any { return r.Project.Profile.Name.EN })),
			Docs: projectFields(code, projectField("names", func(r projects.Item) any { return r.Project.Profile.Name })),
		},
		{Name: "code", Kind: listing.Text, Hidden: true, Order: func(r projects.Item) listing.Key { return listing.ByBytes(r.Project.Code) }},
		{
			Name: "programme", Kind: listing.Choice, Order: inProgrammes,
			Fields: projectFields(projectField("programme", func(r projects.Item) any { return r.Picture.Programme.Code })),
		},
		{
			Name: "direction", Kind: listing.Choice, Order: m.byDirection,
			Fields: projectFields(projectField("direction", func(r projects.Item) any { return r.Project.Profile.Direction })),
		},
		{
			Name: "model", Kind: listing.Choice, Order: byModel,
			Fields: projectFields(projectField("model", func(r projects.Item) any { return string(r.Project.Profile.Model) })),
		},
	}
}

// moneyColumns are the plan of all years and what came of it.
func moneyColumns() []projectColumn {
	sum := func(name string, hidden bool, of func(projects.Item) money.Amount) projectColumn {
		return projectColumn{
			Name: name, Kind: listing.Money, Hidden: hidden,
			Order:  func(r projects.Item) listing.Key { return listing.ByNumber(of(r)) },
			Sum:    func(r projects.Item) int64 { return int64(of(r)) },
			Fields: projectFields(projectField(name+"_tiyn", func(r projects.Item) any { return int64(of(r)) })),
		}
	}
	return []projectColumn{
		sum("planned", false, func(r projects.Item) money.Amount { return r.Project.Profile.Total }),
		sum("committed", true, func(r projects.Item) money.Amount { return r.Sums().Committed }),
		sum("paid", false, func(r projects.Item) money.Amount { return r.Sums().Paid }),
	}
}

// milestoneColumns are how the milestones stand in the roadmap that stands.
func milestoneColumns() []projectColumn {
	number := func(name string, of func(portfolio.Tally) int) listing.Field[projects.Item] {
		return projectField(name, func(r projects.Item) any { t, _ := r.Tally(); return of(t) })
	}
	count := func(name string, hidden bool, of func(portfolio.Tally) int) projectColumn {
		return projectColumn{
			Name: name, Kind: listing.Number, Hidden: hidden,
			Order:  func(r projects.Item) listing.Key { t, _ := r.Tally(); return listing.ByNumber(of(t)) },
			Sum:    func(r projects.Item) int64 { t, _ := r.Tally(); return int64(of(t)) },
			Fields: projectFields(number(name, of)),
		}
	}
	return []projectColumn{
		{
			Name: "done", Kind: listing.Choice, Order: byDone,
			Fields: projectFields(
				number("total", func(t portfolio.Tally) int { return t.Total }),
				number("done", func(t portfolio.Tally) int { return t.Done }),
				number("reported", func(t portfolio.Tally) int { return t.Reported }),
				number("on_track", func(t portfolio.Tally) int { return t.OnTrack }),
				number("not_started", func(t portfolio.Tally) int { return t.NotStarted }),
				number("withdrawn", func(t portfolio.Tally) int { return t.Withdrawn })),
			Docs: projectFields(projectField("milestones", func(r projects.Item) any { t, _ := r.Tally(); return countsOf(t) })),
		},
		count("overdue", false, func(t portfolio.Tally) int { return t.Overdue }),
		count("at_risk", true, func(t portfolio.Tally) int { return t.AtRisk }),
		count("stale", true, func(t portfolio.Tally) int { return t.Stale }),
	}
}

// byDone orders by the share of milestones that are done.
func byDone(r projects.Item) listing.Key {
	t, _ := r.Tally()
	if t.Total == 0 {
		return listing.None
	}
	return listing.ByNumber(t.Done * 1000 / t.Total)
}

// ratingColumns are the colour, which is computed, and what people say.
func ratingColumns() []projectColumn {
	end := func(name string, of func(*portfolio.ProjectEnd) any) listing.Field[projects.Item] {
		return projectField(name, func(r projects.Item) any {
			if r.Project.End == nil {
				return nil
			}
			return of(r.Project.End)
		})
	}
	status := projectField("status", func(r projects.Item) any { return maybe(string(r.Health())) })
	rated := func(name string, p portfolio.Party, hidden bool) projectColumn {
		return projectColumn{
			Name: name, Kind: listing.Choice, Hidden: hidden,
			Order: func(r projects.Item) listing.Key {
				if step, known := r.Three().Of(p).Step(); known {
					return listing.ByNumber(step)
				}
				return listing.None
			},
			Fields: projectFields(projectField(name+"_rating", func(r projects.Item) any { return maybe(string(r.Three().Of(p))) })),
		}
	}
	return []projectColumn{
		{
			Name: "status", Kind: listing.Choice, Order: byHealth,
			Fields: projectFields(status,
				end("end", func(e *portfolio.ProjectEnd) any { return string(e.Kind) }),
				end("ended_on", func(e *portfolio.ProjectEnd) any { return e.EndedOn }),
				end("end_reason", func(e *portfolio.ProjectEnd) any { return e.Reason }),
				end("end_document", func(e *portfolio.ProjectEnd) any { return e.Document })),
			Docs: projectFields(status, end("end", func(e *portfolio.ProjectEnd) any { return &endDoc{e.Kind, e.EndedOn, e.Reason, e.Document} })),
		},
		rated("owner", portfolio.Owner, false),
		rated("centre", portfolio.Centre, false),
		{
			Name: "apart", Kind: listing.Number, Hidden: true,
			Order:  func(r projects.Item) listing.Key { return listing.ByNumber(r.Three().Apart()) },
			Fields: projectFields(projectField("ratings_apart", func(r projects.Item) any { return r.Three().Apart() })),
		},
	}
}

// restColumns are what else people look for.
func (m *projectList) restColumns() []projectColumn {
	newest := func(r projects.Item) civil.Date { t, _ := r.Tally(); return t.Newest }
	return []projectColumn{
		{
			Name: "updated", Kind: listing.Day, Order: func(r projects.Item) listing.Key { return listing.ByDay(newest(r)) },
			Fields: projectFields(projectField("updated_on", func(r projects.Item) any { return newest(r) })),
		},
		{
			Name: "late", Kind: listing.Choice, Hidden: true, Order: func(r projects.Item) listing.Key { return listing.ByNumber(mostLate(r)) },
			Fields: projectFields(
				projectField("late_stages", func(r projects.Item) any { return len(r.Late()) }),
				projectField("late_days", func(r projects.Item) any { return mostLate(r) })),
		},
		{
			Name: "zones", Kind: listing.Text, Hidden: true,
			Fields: projectFields(projectField("zones", func(r projects.Item) any { return zoneCodes(r) })),
			Docs:   projectFields(projectField("zones", func(r projects.Item) any { return append([]string{}, codesOf(r)...) })),
		},
		{
			Name: "goals", Kind: listing.Text, Hidden: true,
			Fields: projectFields(projectField("goals", func(r projects.Item) any { return joined(r.Project.Profile.Goals) })),
			Docs:   projectFields(projectField("goals", func(r projects.Item) any { return append([]string{}, r.Project.Profile.Goals...) })),
		},
		{
			Name: "basis", Kind: listing.Text, Hidden: true,
			Fields: projectFields(
				projectField("grade", func(r projects.Item) any { return r.Project.Profile.Grade }),
				projectField("source", func(r projects.Item) any { return r.Project.Profile.Source })),
		},
	}
}

// changeColumns are what became of the projects since the day compared with.
func changeColumns() []projectColumn {
	count := func(name string, of func(portfolio.Tally) int) projectColumn {
		return projectColumn{
			Name: name, Kind: listing.Days,
			Order: func(r projects.Item) listing.Key {
				if n, known := r.Since(of); known {
					return listing.ByNumber(n)
				}
				return listing.None
			},
			Fields: projectFields(projectField(name, func(r projects.Item) any { return days(r.Since(of)) })),
		}
	}
	return []projectColumn{
		{
			Name: "was", Kind: listing.Choice, Order: func(r projects.Item) listing.Key { return inOrder(slices.Index(healths, r.WasHealth())) },
			Fields: projectFields(projectField("status_was", func(r projects.Item) any { return maybe(string(r.WasHealth())) })),
		},
		count("done_since", projects.Done), count("overdue_since", projects.Overdue),
	}
}

// mostLate is by how many days the latest stage of a project is late.
func mostLate(r projects.Item) int {
	n := 0
	for _, s := range r.Late() {
		n = max(n, s.Days)
	}
	return n
}
