package portfolio

import (
	"slices"
	"strconv"
	"strings"

	"qadam/internal/fault"
)

// Place is where a line stands in its version: the lines are ordered by
// position, and the number says which of them belongs under which.
//
// The first part of a number is the place of the project among those of the
// roadmap, the second the place of the line in the project, and each further
// part the place under the line above: 2.3.1 stands under 2.3 (facts.md §4.1).
// Nobody gives numbers away: they follow from the order and the depth, so that
// there is never a gap and never the same one twice.
type Place struct {
	MilestoneID int64  `json:"milestone_id"`
	ProjectID   int64  `json:"project_id"`
	Position    int    `json:"position"`
	Number      string `json:"number"`
}

// MaxDepth is how many parts a number may have.
const MaxDepth = 5

// lineDepth is the depth of the lines that stand under no other: the first part
// is the project's.
const lineDepth = 2

// Depth is how many parts a number has.
func Depth(number string) int { return strings.Count(number, ".") + 1 }

// PlacesOf are the places of lines, in their order.
func PlacesOf(plans []Plan) []Place {
	places := make([]Place, len(plans))
	for i, p := range plans {
		places[i] = placeOf(&p)
	}
	return places
}

func placeOf(p *Plan) Place { return Place{p.MilestoneID, p.ProjectID, p.Position, p.Number} }

// Renumber gives the lines the positions and numbers that follow from their
// order and depth. The lines of a project are brought together where its first
// one stands; a line that is deeper than one below the line before it comes up.
func Renumber(places []Place) []Place { return spotsOf(places).places() }

// spots are places with their depth: what is moved before it is numbered anew.
type spots []spot

type spot struct {
	milestone, project int64
	depth              int
}

func spotsOf(places []Place) spots {
	s := make(spots, len(places))
	for i, p := range places {
		s[i] = spot{p.MilestoneID, p.ProjectID, Depth(p.Number)}
	}
	return s.tidy()
}

// tidy brings the lines of each project together and corrects depths that no
// tree could have.
func (s spots) tidy() spots {
	rank := map[int64]int{}
	for _, one := range s {
		if _, ok := rank[one.project]; !ok {
			rank[one.project] = len(rank)
		}
	}
	slices.SortStableFunc(s, func(a, b spot) int { return rank[a.project] - rank[b.project] })
	for i := range s {
		most := lineDepth
		if i > 0 && s[i-1].project == s[i].project {
			most = min(s[i-1].depth+1, MaxDepth)
		}
		s[i].depth = min(max(s[i].depth, lineDepth), most)
	}
	return s
}

// places numbers the lines in their order.
func (s spots) places() []Place {
	s = s.tidy()
	out := make([]Place, len(s))
	var parts [MaxDepth]int
	depth := 0
	for i, one := range s {
		if i == 0 || s[i-1].project != one.project {
			parts[0]++
			depth = 1
		}
		if one.depth > depth {
			clear(parts[depth:one.depth])
		}
		depth = one.depth
		parts[depth-1]++
		out[i] = Place{one.milestone, one.project, i + 1, joined(parts[:depth])}
	}
	return out
}

func joined(parts []int) string {
	var b []byte
	for i, n := range parts {
		if i > 0 {
			b = append(b, '.')
		}
		b = strconv.AppendInt(b, int64(n), 10)
	}
	return string(b)
}

func (s spots) index(milestoneID int64) int {
	return slices.IndexFunc(s, func(one spot) bool { return one.milestone == milestoneID })
}

// end is behind the last line that stands under the line at i.
func (s spots) end(i int) int {
	j := i + 1
	for j < len(s) && s[j].project == s[i].project && s[j].depth > s[i].depth {
		j++
	}
	return j
}

// before is the line above of the same parent, or -1.
func (s spots) before(i int) int {
	for j := i - 1; j >= 0 && s[j].project == s[i].project && s[j].depth >= s[i].depth; j-- {
		if s[j].depth == s[i].depth {
			return j
		}
	}
	return -1
}

// parent is the line under which the line at i stands, or -1.
func (s spots) parent(i int) int {
	for j := i - 1; j >= 0 && s[j].project == s[i].project; j-- {
		if s[j].depth < s[i].depth {
			return j
		}
	}
	return -1
}

// run is where the lines of the project of the line at i begin and end.
func (s spots) run(i int) (from, to int) {
	from, to = i, i
	for from > 0 && s[from-1].project == s[i].project {
		from--
	}
	for to < len(s) && s[to].project == s[i].project {
		to++
	}
	return from, to
}

// swapped exchanges two neighbouring stretches: from up to middle, and middle
// up to end.
func (s spots) swapped(from, middle, end int) spots {
	return slices.Concat(s[:from], s[middle:end], s[from:middle], s[end:])
}

// deepened moves a stretch in or out, or refuses to go too deep.
func (s spots) deepened(from, to, by int) error {
	for i := from; i < to; i++ {
		if s[i].depth+by > MaxDepth {
			return fault.Field("number", "roadmap.too_deep", "Limit", MaxDepth)
		}
		s[i].depth += by
	}
	return nil
}

// Without takes a line out. What stood under it moves up one level.
func Without(places []Place, milestoneID int64) []Place {
	s := spotsOf(places)
	i := s.index(milestoneID)
	if i < 0 {
		return s.places()
	}
	for j, end := i+1, s.end(i); j < end; j++ {
		s[j].depth--
	}
	return slices.Delete(s, i, i+1).places()
}

// Inserted puts a new line where its number says. Without a number it is the
// last of its project, and the project the last of the roadmap when it has no
// line yet. A number behind the last one is drawn up to it.
func Inserted(places []Place, line Place) ([]Place, error) {
	s := spotsOf(places)
	places = s.places()
	one := spot{line.MilestoneID, line.ProjectID, lineDepth}
	of := slices.IndexFunc(s, func(o spot) bool { return o.project == line.ProjectID })
	if line.Number == "" {
		at := len(s)
		if of >= 0 {
			_, at = s.run(of)
		}
		return slices.Insert(s, at, one).places(), nil
	}
	parts, err := numberParts(line.Number)
	if err != nil {
		return nil, err
	}
	if slices.ContainsFunc(places, func(p Place) bool { return p.Number == line.Number }) {
		return nil, fault.Field("number", "roadmap.number_taken", "Number", line.Number)
	}
	place := 1 // of the project
	if of >= 0 {
		place, _ = strconv.Atoi(first(places[of].Number))
	} else if n := len(places); n > 0 {
		place, _ = strconv.Atoi(first(places[n-1].Number))
		place++
	}
	if parts[0] != place {
		return nil, fault.Field("number", "roadmap.number_of_other_project", "Place", place)
	}
	parent := line.Number[:strings.LastIndexByte(line.Number, '.')]
	from, to := len(s), len(s)
	if of >= 0 {
		from, to = s.run(of)
	}
	if len(parts) > lineDepth {
		i := slices.IndexFunc(places, func(p Place) bool { return p.Number == parent })
		if i < 0 {
			return nil, fault.Field("number", "roadmap.number_without_parent", "Parent", parent)
		}
		from, to = i+1, s.end(i)
	}
	one.depth = len(parts)
	at := from
	for at < to && lastPart(places[at].Number) < parts[len(parts)-1] {
		at = s.end(at)
	}
	return slices.Insert(s, at, one).places(), nil
}

// InsertedBefore puts a new line before another of its project.
func InsertedBefore(places []Place, line Place, before int64) ([]Place, error) {
	s := spotsOf(places)
	i := s.index(before)
	if i < 0 || s[i].project != line.ProjectID {
		return nil, cannotMove()
	}
	return slices.Insert(s, i, spot{line.MilestoneID, line.ProjectID, s[i].depth}).places(), nil
}

// InsertedBehind puts a new line behind another of its project and what stands
// under it.
func InsertedBehind(places []Place, line Place, behind int64) ([]Place, error) {
	s := spotsOf(places)
	i := s.index(behind)
	if i < 0 || s[i].project != line.ProjectID {
		return nil, cannotMove()
	}
	return slices.Insert(s, s.end(i), spot{line.MilestoneID, line.ProjectID, s[i].depth}).places(), nil
}

// InsertedUnder puts a new line last under another of its project.
func InsertedUnder(places []Place, line Place, under int64) ([]Place, error) {
	s := spotsOf(places)
	i := s.index(under)
	if i < 0 || s[i].project != line.ProjectID {
		return nil, cannotMove()
	}
	one := spots{{line.MilestoneID, line.ProjectID, s[i].depth}}
	if err := one.deepened(0, 1, 1); err != nil {
		return nil, err
	}
	return slices.Insert(s, s.end(i), one[0]).places(), nil
}

// numberParts reads a number as people write it.
func numberParts(number string) ([]int, error) {
	var parts []int
	for part := range strings.SplitSeq(number, ".") {
		n, err := strconv.Atoi(part)
		if err != nil || n < 1 || n > 9999 || part != strconv.Itoa(n) {
			return nil, fault.Field("number", "roadmap.number_bad")
		}
		parts = append(parts, n)
	}
	switch {
	case len(parts) < lineDepth:
		return nil, fault.Field("number", "roadmap.number_bad")
	case len(parts) > MaxDepth:
		return nil, fault.Field("number", "roadmap.too_deep", "Limit", MaxDepth)
	}
	return parts, nil
}

func first(number string) string {
	part, _, _ := strings.Cut(number, ".")
	return part
}

func lastPart(number string) int {
	n, _ := strconv.Atoi(number[strings.LastIndexByte(number, '.')+1:])
	return n
}
