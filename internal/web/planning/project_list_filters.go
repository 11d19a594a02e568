package planning

import (
	"slices"
	"strings"

	"qadam/internal/i18n"
	"qadam/internal/listing"
	"qadam/internal/portfolio"
	"qadam/views/projects"
)

type projectFilter = listing.Filter[projects.Item]

// filters are what the address may ask for. What the portfolio counts, it counts
// by the same conditions.
func (m *projectList) filters() []projectFilter {
	known := codesKnown(m.pictures, m.ref, m.who, m.past)
	of := func(name string, refuse func(string) error, code func(projects.Item) string) projectFilter {
		return projectFilter{Name: name, Refuse: refuse, Make: func(v []string) func(projects.Item) bool {
			return func(r projects.Item) bool { return slices.Contains(v, code(r)) }
		}}
	}
	is := func(name string, is func(projects.Item) bool) projectFilter {
		return projectFilter{Name: name, Refuse: listing.OneOf("yes"), Make: func(v []string) func(projects.Item) bool {
			return func(r projects.Item) bool { return slices.Contains(v, "yes") && is(r) }
		}}
	}
	return []projectFilter{
		{Name: "q", Whole: true, Make: named},
		of("programme", known.programme, func(r projects.Item) string { return r.Picture.Programme.Code }),
		of("direction", known.direction, func(r projects.Item) string { return r.Project.Profile.Direction }),
		of("model", listing.OneOf(portfolio.Models...), func(r projects.Item) string { return string(r.Project.Profile.Model) }),
		of("status", listing.OneOf(states...), stateOf),
		{Name: "zone", Refuse: known.zone, Make: func(v []string) func(projects.Item) bool {
			return func(r projects.Item) bool {
				return slices.ContainsFunc(r.In(), func(z *portfolio.Zone) bool { return slices.Contains(v, z.Code) })
			}
		}},
		{Name: "goal", Refuse: orPast(m.past, m.hasGoal), Make: func(v []string) func(projects.Item) bool {
			return func(r projects.Item) bool {
				return slices.ContainsFunc(r.Project.Profile.Goals, func(g string) bool { return slices.Contains(v, g) })
			}
		}},
		is("late", func(r projects.Item) bool { return len(r.Late()) > 0 }),
		is("disagree", func(r projects.Item) bool { return r.Three().Disagree() }),
		is("escalated", func(r projects.Item) bool { return r.Ratings.Escalated(r.Project.ID) != nil }),
		is("favourite", func(r projects.Item) bool { return r.Stars.Has(portfolio.FavouriteProject, r.Project.ID) }),
	}
}

// states are what the filter by state can be asked for.
var states = []string{string(portfolio.Red), string(portfolio.Amber), string(portfolio.Green), string(portfolio.NoData), string(portfolio.Completed), string(portfolio.Terminated)}

func (m *projectList) hasGoal(code string) bool {
	return slices.ContainsFunc(m.ref.Goals, func(g portfolio.Goal) bool { return g.Code == code })
}

// stateOf is what the filter by state goes by: the colour, or how the project
// ended; "" for one that is in no roadmap in force.
func stateOf(r projects.Item) string {
	if r.Project.End != nil {
		return string(r.Project.End.Kind)
	}
	return string(r.Health())
}

// named keeps the projects in whose code or names every word is found.
func named(v []string) func(projects.Item) bool {
	words := strings.Fields(i18n.Fold(v[0]))
	return func(r projects.Item) bool {
		name := r.Project.Words()
		return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(name, w) })
	}
}

// codesOf are the pilot zones of a project that the reader may know of.
func codesOf(r projects.Item) []string {
	var codes []string
	for _, z := range r.In() {
		codes = append(codes, z.Code)
	}
	return codes
}

func zoneCodes(r projects.Item) string { return joined(codesOf(r)) }

func joined(codes []string) string { return strings.Join(codes, " ") }
