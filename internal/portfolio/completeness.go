package portfolio

import (
	"slices"
	"strconv"

	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/schedule"
)

// Finding is one thing that a draft lacks or that looks odd in it. A blocking
// one keeps it from being submitted, a warning does not.
type Finding struct {
	MilestoneID int64  // the line, 0 when it is about the whole roadmap
	ProjectID   int64  // the project, when it is about all of its lines; MilestoneID is the first of them
	Number      string // of the line
	Field       string // of the line's form: title_kk title_ru title_en lead co start due form weight costs links zone note number project gate
	Key         string // of the message
	Args        map[string]any
	Blocking    bool
}

// Surroundings are what a draft is checked against beside its own lines. What
// blocks needs the year and the calendar only, without which no deadline is
// rolled; what else is missing is not checked.
type Surroundings struct {
	Year     int
	Calendar *civil.Calendar
	Bodies   map[int64]Body
	Ended    map[int64]bool  // projects that ended
	Models   map[int64]Model // how projects are paid for
}

// Surroundings are what a draft of the programme for a year is checked against.
func (p *Picture) Surroundings(ref *Reference, year int) Surroundings {
	in := Surroundings{Year: year, Calendar: ref.Calendar, Bodies: ref.Bodies, Ended: map[int64]bool{}, Models: map[int64]Model{}}
	for _, project := range p.Projects {
		in.Models[project.ID] = project.Profile.Model
		if project.End != nil {
			in.Ended[project.ID] = true
		}
	}
	return in
}

// LineField is the name of a field of one line among several, as faults of
// several lines are named: 17.due.
func LineField(milestoneID int64, field string) string {
	return strconv.FormatInt(milestoneID, 10) + "." + field
}

// Numbers of the warnings.
const (
	LongLine = 200 // working days: nobody sees in a line so long whether it moves
	FullSum  = 100 // of the weights of a project
)

// Completeness lists what keeps a draft from being submitted, and what looks
// odd in it, in the order of its lines (rules.md §5). It is the rule behind
// SubmitRoadmap, and what an editor shows beside the draft.
func Completeness(plans []Plan, in Surroundings) []Finding {
	if len(plans) == 0 {
		return []Finding{{Key: "roadmap.empty", Blocking: true}}
	}
	cal := in.Calendar
	if cal == nil {
		cal = civil.NewCalendar(nil)
	}
	c := &completeness{plans: plans, in: in, at: positions(plans), sheet: NewSheet(0, plans, cal), numbers: map[string]int64{}, titles: map[title]*Plan{}}
	c.circle()
	c.end()
	for i := range plans {
		p := &plans[i]
		if i == 0 || plans[i-1].ProjectID != p.ProjectID {
			c.project(p)
		}
		c.blocking(p)
		c.links(p)
		c.odd(p)
	}
	return c.found
}

// completeness is a check on its way.
type completeness struct {
	plans []Plan
	in    Surroundings
	at    map[int64]int
	sheet *Sheet // of the lines; its days mean something only when the calendar is known
	found []Finding

	numbers map[string]int64 // the first line of each
	titles  map[title]*Plan
}

// title is what a line is called in a project, in one language.
type title struct {
	project int64
	text    string
}

func (c *completeness) block(p *Plan, field, key string, args map[string]any) {
	c.found = append(c.found, Finding{MilestoneID: p.MilestoneID, Number: p.Number, Field: field, Key: key, Args: args, Blocking: true})
}

func (c *completeness) warn(p *Plan, field, key string, args map[string]any) {
	c.found = append(c.found, Finding{MilestoneID: p.MilestoneID, Number: p.Number, Field: field, Key: key, Args: args})
}

// circle finds links that run in a circle; one is named, for there is no use in
// naming another before it is broken.
func (c *completeness) circle() {
	cycle := c.sheet.Cycle()
	if cycle == nil {
		return
	}
	if i, ok := c.at[cycle[0]]; ok {
		c.block(&c.plans[i], "links", "roadmap.cycle", map[string]any{"Path": PathOf(cycle, c.plans)})
	}
}

// end finds links that carry the end of the roadmap beyond its year, though every
// line by itself lies within it. It is said of the line that then ends last.
func (c *completeness) end() {
	if c.in.Calendar == nil || slices.ContainsFunc(c.plans, func(p Plan) bool {
		return p.Due.Last().Year > c.in.Year || c.in.Calendar.Next(p.Start).Year > c.in.Year
	}) {
		return
	}
	s := NewBoard(c.sheet, Known{Ended: c.in.Ended, Rules: DefaultStatusRules}).Schedule()
	if n := len(s.Path); n > 0 && s.End.Year > c.in.Year {
		last := &c.plans[c.at[s.Path[n-1]]]
		c.warn(last, "links", "complete.end_beyond_year", map[string]any{"Number": last.Number, "End": s.End, "Year": c.in.Year})
	}
}

// blocking are the faults of a line by itself.
func (c *completeness) blocking(p *Plan) {
	err := p.Check(c.in.Year)
	if c.in.Calendar != nil {
		err = p.CheckIn(c.in.Year, c.in.Calendar)
	}
	for _, f := range fault.FieldsOf(err) {
		c.block(p, f.Name, f.Key, f.Args)
	}
	if c.in.Ended[p.ProjectID] {
		c.warn(p, "project", "complete.project_ended", nil)
	}
	if other, taken := c.numbers[p.Number]; taken && other != p.MilestoneID {
		c.block(p, "number", "roadmap.number_taken", map[string]any{"Number": p.Number})
	}
	c.numbers[p.Number] = p.MilestoneID
}

// links are the predecessors of a line: they stand in the draft, and let it
// begin when it is to begin.
func (c *completeness) links(p *Plan) {
	for _, l := range p.Links {
		i, ok := c.at[l.MilestoneID]
		if !ok {
			c.block(p, "links", "roadmap.link_to_nothing", nil)
			continue
		}
		if c.in.Calendar == nil || p.Start.IsZero() || p.Due.IsZero() {
			continue
		}
		if before := &c.plans[i]; !c.allows(before, p, l) {
			c.warn(p, "links", "complete.before_predecessor", map[string]any{"Predecessor": before.Number})
		}
	}
}

// allows reports whether the dates of a line are such as its link to another
// lets them be, if everything goes by plan.
func (c *completeness) allows(before, p *Plan, l Link) bool {
	if before.Start.IsZero() || before.Due.IsZero() {
		return true
	}
	day, finish := schedule.Link{Kind: schedule.Kind(l.Kind), Lag: l.Lag}.Earliest(c.span(before))
	if finish {
		return c.span(p).Finish >= day
	}
	return c.span(p).Start >= day
}

// span is when a line begins and ends by plan.
func (c *completeness) span(p *Plan) schedule.Span {
	cal := c.in.Calendar
	return schedule.Span{Start: cal.OrdinalFrom(p.Start), Finish: cal.Ordinal(p.Deadline(cal))}
}

// odd is what looks odd in a line.
func (c *completeness) odd(p *Plan) {
	if body, ok := c.in.Bodies[p.LeadID]; ok {
		switch {
		case !body.ValidTo.IsZero() && p.Due.Last().After(body.ValidTo):
			c.warn(p, "lead", "complete.lead_ended", map[string]any{"Body": body.Short, "Day": body.ValidTo})
		case p.Start.Before(body.ValidFrom):
			c.warn(p, "lead", "complete.lead_to_come", map[string]any{"Body": body.Short, "Day": body.ValidFrom})
		}
	}
	if cal := c.in.Calendar; cal != nil && !p.Start.IsZero() {
		if !cal.IsWorking(p.Start) {
			c.warn(p, "start", "complete.start_on_day_off", map[string]any{"Start": p.Start})
		}
		if days := cal.Between(p.Start, p.Deadline(cal)); days > LongLine && !p.Due.Repeats() {
			c.warn(p, "due", "complete.long_line", map[string]any{"Count": days})
		}
	}
	for _, cost := range p.Costs {
		if cost.Year < c.in.Year {
			c.warn(p, "costs", "complete.cost_of_past_year", map[string]any{"Year": cost.Year})
			break
		}
	}
	c.twin(p)
}

// twin finds a line of the project that is called the same, as a copy is; it is
// said once, of the first language in which it is so.
func (c *completeness) twin(p *Plan) {
	said := false
	for _, one := range []struct{ field, text string }{{"title_kk", p.Title.KK}, {"title_ru", p.Title.RU}} {
		key := title{p.ProjectID, one.field + " " + one.text}
		switch other := c.titles[key]; {
		case other == nil:
			c.titles[key] = p
		case one.text != "" && !said:
			c.warn(p, one.field, "complete.same_title", map[string]any{"Number": other.Number})
			said = true
		}
	}
}

// project looks at all lines of the project that begins with this one.
func (c *completeness) project(first *Plan) {
	weight, gates, costs := 0, 0, 0
	for i := range c.plans {
		p := &c.plans[i]
		if p.ProjectID != first.ProjectID {
			continue
		}
		weight += p.Weight
		costs += len(p.Costs)
		if p.Gate {
			gates++
		}
	}
	about := func(field, key string, args map[string]any) {
		c.found = append(c.found, Finding{MilestoneID: first.MilestoneID, ProjectID: first.ProjectID, Number: first.Number, Field: field, Key: key, Args: args})
	}
	if weight != FullSum {
		about("weight", "complete.weights", map[string]any{"Sum": weight})
	}
	if gates == 0 {
		about("gate", "complete.no_gate", nil)
	}
	if costs == 0 && c.in.Models[first.ProjectID] == PPP {
		about("costs", "complete.ppp_without_cost", nil)
	}
}
