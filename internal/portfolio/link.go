package portfolio

import (
	"slices"
	"strings"

	"qadam/internal/fault"
)

// CheckLinks refuses a line of a draft that follows one which is not in it, or
// that by its links would follow itself. plans are the lines as they would be.
func CheckLinks(p Plan, plans []Plan) error {
	at := positions(plans)
	for _, l := range p.Links {
		if _, ok := at[l.MilestoneID]; !ok {
			return fault.Field("links", "roadmap.link_to_nothing")
		}
	}
	if cycle := cycleAt(p.MilestoneID, plans, at); cycle != nil {
		return fault.Field("links", "roadmap.cycle", "Path", PathOf(cycle, plans))
	}
	return nil
}

func positions(plans []Plan) map[int64]int {
	at := make(map[int64]int, len(plans))
	for i := range plans {
		at[plans[i].MilestoneID] = i
	}
	return at
}

// cycleAt returns the shortest cycle of links through a milestone, each followed
// by the next and the last by the first, or nil.
func cycleAt(milestoneID int64, plans []Plan, at map[int64]int) []int64 {
	follower := map[int64]int64{} // by the predecessor, on the way back
	queue := []int64{milestoneID}
	for len(queue) > 0 {
		id := queue[0]
		queue = queue[1:]
		i, ok := at[id]
		if !ok {
			continue
		}
		for _, l := range plans[i].Links {
			if l.MilestoneID == milestoneID {
				path := []int64{milestoneID}
				for ; id != milestoneID; id = follower[id] {
					path = append(path, id)
				}
				return path
			}
			if _, seen := follower[l.MilestoneID]; !seen {
				follower[l.MilestoneID] = id
				queue = append(queue, l.MilestoneID)
			}
		}
	}
	return nil
}

// PathOf names the lines of a cycle by their numbers: 1.1 → 1.2 → 2.1 → 1.1.
func PathOf(cycle []int64, plans []Plan) string {
	if n := len(cycle); n > 1 && cycle[0] == cycle[n-1] {
		cycle = cycle[:n-1]
	}
	var numbers []string
	for _, id := range cycle {
		i := slices.IndexFunc(plans, func(p Plan) bool { return p.MilestoneID == id })
		if i >= 0 {
			numbers = append(numbers, plans[i].Number)
		}
	}
	if len(numbers) > 0 {
		numbers = append(numbers, numbers[0])
	}
	return strings.Join(numbers, " → ")
}
