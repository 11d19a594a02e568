package portfolio

import (
	"maps"
	"slices"

	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/money"
)

// Sheet is the lines of one version, prepared for computing: where each
// milestone stands, when it is due, and in which order their links let them be
// computed. It is a value: nobody changes it once it is made.
type Sheet struct {
	VersionID int64
	Plans     []Plan
	deadlines []civil.Date
	durations []int // working days
	order     []int // predecessors before successors
	at        map[int64]int
	folded    []string // titles as search sees them
	costs     []money.Amount
	calendar  *civil.Calendar
	bodies    []int64       // that lead lines or take part in them
	zones     []int64       // that lines name
	after     map[int][]int // the lines that follow a line
	runs      []Run
}

// Run is lines of a project that stand together: from, and up to but without to.
type Run struct {
	ProjectID int64
	From, To  int
}

// NewSheet prepares the lines of a version, given in their order.
func NewSheet(versionID int64, plans []Plan, cal *civil.Calendar) *Sheet {
	s := &Sheet{
		VersionID: versionID, Plans: plans, calendar: cal,
		deadlines: make([]civil.Date, len(plans)),
		durations: make([]int, len(plans)),
		folded:    make([]string, len(plans)),
		costs:     make([]money.Amount, len(plans)),
		at:        make(map[int64]int, len(plans)),
	}
	bodies, zones := map[int64]bool{}, map[int64]bool{}
	for i := range plans {
		p := &plans[i]
		s.at[p.MilestoneID] = i
		s.costs[i] = p.Costs.Total()
		bodies[p.LeadID], zones[p.ZoneID] = true, true
		for _, id := range p.CoIDs {
			bodies[id] = true
		}
		s.deadlines[i] = p.Deadline(cal)
		s.durations[i] = max(1, cal.Between(p.Start, s.deadlines[i]))
		s.folded[i] = i18n.Fold(p.Number + " " + p.Title.KK + " " + p.Title.RU + " " + p.Title.EN)
	}
	delete(zones, 0)
	s.bodies, s.zones = slices.Sorted(maps.Keys(bodies)), slices.Sorted(maps.Keys(zones))
	s.order = s.sorted()
	s.link()
	return s
}

// link notes what follows what, and which lines of a project stand together.
func (s *Sheet) link() {
	s.after = map[int][]int{}
	for i := range s.Plans {
		p := &s.Plans[i]
		for _, l := range p.Links {
			if j, ok := s.at[l.MilestoneID]; ok {
				s.after[j] = append(s.after[j], i)
			}
		}
		if n := len(s.runs); n > 0 && s.runs[n-1].ProjectID == p.ProjectID {
			s.runs[n-1].To = i + 1
		} else {
			s.runs = append(s.runs, Run{p.ProjectID, i, i + 1})
		}
	}
}

// sorted orders the lines so that predecessors come first. What lies on a
// cycle, which a submitted version cannot have, keeps the order of the lines.
func (s *Sheet) sorted() []int {
	order := make([]int, 0, len(s.Plans))
	seen := make([]bool, len(s.Plans))
	var visit func(int)
	visit = func(i int) {
		if seen[i] {
			return
		}
		seen[i] = true
		for _, l := range s.Plans[i].Links {
			if j, ok := s.at[l.MilestoneID]; ok {
				visit(j)
			}
		}
		order = append(order, i)
	}
	for i := range s.Plans {
		visit(i)
	}
	return order
}

// Cycle returns the milestones of a cycle of links in their order, or nil.
func (s *Sheet) Cycle() []int64 {
	state := make([]int, len(s.Plans)) // 1 on the path, 2 finished
	var path []int
	var found []int64
	var visit func(int) bool
	visit = func(i int) bool {
		state[i] = 1
		path = append(path, i)
		for _, l := range s.Plans[i].Links {
			j, ok := s.at[l.MilestoneID]
			if !ok || state[j] == 2 {
				continue
			}
			if state[j] == 1 {
				for k := len(path) - 1; k >= 0; k-- {
					found = append(found, s.Plans[path[k]].MilestoneID)
					if path[k] == j {
						return true
					}
				}
			}
			if visit(j) {
				return true
			}
		}
		path = path[:len(path)-1]
		state[i] = 2
		return false
	}
	for i := range s.Plans {
		if state[i] == 0 && visit(i) {
			return found
		}
	}
	return nil
}
