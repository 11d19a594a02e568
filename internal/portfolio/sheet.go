package portfolio

import (
	"errors"
	"maps"
	"slices"
	"sync"

	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/schedule"
)

// Sheet is the lines of one version, prepared for computing: where each
// milestone stands, when it is due, and in which order their links let them be
// computed. It is a value: nobody changes it once it is made.
type Sheet struct {
	VersionID int64
	Plans     []Plan
	deadlines []civil.Date
	starts    []int // the working days on which work begins, by their numbers
	durations []int // working days
	order     []int // predecessors before successors
	circle    []int // lines whose links run in a circle, nil when none do
	before    [][]schedule.Link
	at        map[int64]int
	folded    []string // titles as search sees them
	costs     []money.Amount
	calendar  *civil.Calendar
	bodies    []int64       // that lead lines or take part in them
	zones     []int64       // that lines name
	after     map[int][]int // the lines that follow a line
	runs      []Run
	titles    map[i18n.Locale]func() []string // keys by which titles are sorted, made when somebody asks
	words     func() *i18n.Texts              // of folded, made when somebody seeks
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
		starts:    make([]int, len(plans)),
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
		from := p.Start
		if from.IsZero() { // a line that is not finished
			from = s.deadlines[i]
		}
		s.starts[i] = cal.OrdinalFrom(from)
		s.durations[i] = max(1, cal.Between(from, s.deadlines[i]))
		s.folded[i] = i18n.Fold(p.Number + " " + p.Title.KK + " " + p.Title.RU + " " + p.Title.EN)
	}
	delete(zones, 0)
	s.bodies, s.zones = slices.Sorted(maps.Keys(bodies)), slices.Sorted(maps.Keys(zones))
	s.link()
	s.words = sync.OnceValue(func() *i18n.Texts { return i18n.NewTexts(s.folded) })
	s.titles = make(map[i18n.Locale]func() []string, len(i18n.All))
	for _, l := range i18n.All {
		s.titles[l] = sync.OnceValue(func() []string { return s.titleKeys(l) })
	}
	return s
}

func (s *Sheet) titleKeys(l i18n.Locale) []string {
	titles := make([]string, len(s.Plans))
	for i := range s.Plans {
		titles[i] = s.Plans[i].Title.In(l)
	}
	return i18n.SortKeys(l, titles)
}

// TitleKeys are the keys by which the titles of the lines are sorted in the
// alphabet of l, line by line. They are made once for a sheet.
func (b *Board) TitleKeys(l i18n.Locale) []string {
	if b.sheet == nil {
		return nil
	}
	return b.sheet.titles[l]()
}

// With are the lines in whose number or titles a part of a word stands, by their
// places. It is folded and without spaces.
func (b *Board) With(part string) i18n.Marks { return b.sheet.words().With(part) }

// link notes what precedes and follows what, in which order it can be computed,
// and which lines of a project stand together.
func (s *Sheet) link() {
	s.after = map[int][]int{}
	s.before = make([][]schedule.Link, len(s.Plans))
	var all []schedule.Link
	for i := range s.Plans {
		p := &s.Plans[i]
		first := len(all)
		for _, l := range p.Links {
			if j, ok := s.at[l.MilestoneID]; ok {
				s.after[j] = append(s.after[j], i)
				all = append(all, schedule.Link{From: j, To: i, Kind: schedule.Kind(l.Kind), Lag: l.Lag})
			}
		}
		s.before[i] = all[first:len(all):len(all)]
		if n := len(s.runs); n > 0 && s.runs[n-1].ProjectID == p.ProjectID {
			s.runs[n-1].To = i + 1
		} else {
			s.runs = append(s.runs, Run{p.ProjectID, i, i + 1})
		}
	}
	// What lies on a circle, which a submitted version cannot have, comes last.
	order, err := schedule.Order(len(s.Plans), all)
	s.order = order
	if circle, ok := errors.AsType[*schedule.CycleError](err); ok {
		s.circle = circle.Path
	}
}

// Cycle returns the milestones whose links run in a circle, each before the
// one that follows it and the last before the first, or nil.
func (s *Sheet) Cycle() []int64 {
	var ids []int64
	for _, i := range s.circle {
		ids = append(ids, s.Plans[i].MilestoneID)
	}
	return ids
}
