package planning

import (
	"slices"
	"strconv"

	"qadam/internal/access"
	"qadam/internal/listing"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/ui"
)

// knownCodes refuse what a filter cannot be asked for: codes that nothing has of
// which the person may know. On a past day any may be asked for, as people turn
// the day with the filters that they have set.
type knownCodes struct {
	programme, direction, project, zone, executor func(value string) error
}

// known are the codes that the milestones can be asked for.
func (m *milestoneList) known() knownCodes {
	k := codesKnown(m.pictures, m.ref, m.who, m.past)
	k.project = m.orPast(func(code string) bool {
		return slices.ContainsFunc(m.pictures, func(p *portfolio.Picture) bool {
			i := slices.IndexFunc(p.Projects, func(one portfolio.Project) bool { return one.Code == code })
			return i >= 0 && (m.who.May(access.SeeDraft, p.Programme.ID) || inForce(p, p.Projects[i].ID))
		})
	})
	k.executor = m.orPast(func(code string) bool {
		for _, b := range m.ref.Bodies {
			if b.Code == code {
				return true
			}
		}
		return false
	})
	return k
}

func (m *milestoneList) orPast(is func(string) bool) func(string) error { return orPast(m.past, is) }

// inForce reports whether a project is in any roadmap in force.
func inForce(p *portfolio.Picture, projectID int64) bool {
	for _, b := range p.Boards {
		if _, ok := b.Projects[projectID]; ok {
			return true
		}
	}
	return false
}

// codesKnown are the codes of programmes, directions and zones.
func codesKnown(pictures []*portfolio.Picture, ref *portfolio.Reference, who access.Actor, past bool) knownCodes {
	return knownCodes{
		programme: orPast(past, func(code string) bool {
			return slices.ContainsFunc(pictures, func(p *portfolio.Picture) bool { return p.Programme.Code == code })
		}),
		direction: orPast(past, func(code string) bool {
			return slices.ContainsFunc(ref.Directions, func(d portfolio.Direction) bool { return d.Code == code })
		}),
		zone: orPast(past, func(code string) bool {
			return slices.ContainsFunc(pictures, func(p *portfolio.Picture) bool {
				return slices.ContainsFunc(site.VisibleZones(p, who), func(z portfolio.Zone) bool { return z.Code == code })
			})
		}),
	}
}

func orPast(past bool, is func(string) bool) func(string) error {
	return listing.Known(func(v string) bool { return past || is(v) })
}

// notADay refuses what is no day.
func notADay(v string) error {
	_, err := ui.ParseDay(v)
	return err
}

func isYear(v string) bool {
	n, err := strconv.Atoi(v)
	return err == nil && n > 0
}
