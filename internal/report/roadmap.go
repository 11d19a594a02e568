package report

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
)

// Roadmap is what the official form of a version is made of (facts.md §4.1).
type Roadmap struct {
	Programme  portfolio.Programme
	Term       portfolio.ProgrammeTerm
	Year       int
	Version    portfolio.Version
	Signatory  i18n.Text         // who signed an act of this roadmap before, if anybody
	Lines      []*portfolio.Line // in the order of the roadmap
	Of         int               // how many the version has; more than Lines make an extract
	Projects   map[int64]*portfolio.Project
	Bodies     map[int64]portfolio.Body
	Directions []portfolio.Direction
	Languages  []i18n.Locale
	On         civil.Date
	Head       string // of the log
}

// Document is the version in the official form: approval, title, the nine
// columns by direction and project, key to abbreviations, approval sheet.
func (r Roadmap) Document() Document {
	r.Lines = r.ordered()
	t := r.table()
	title := Say("document.title", "Programme", Text(r.Term.Name), "Year", r.Year)
	d := Document{
		Name:  "roadmap-" + r.Programme.Code + "-" + strconv.Itoa(r.Year) + "-v" + strconv.Itoa(r.Version.Number),
		Title: title, Languages: r.Languages, Day: r.On, Blocks: []Block{r.corner(), r.heading(title), t},
	}
	if key := r.key(); len(key) > 0 {
		d.Blocks = append(d.Blocks, key)
	}
	for _, t := range r.annex() {
		d.Blocks = append(d.Blocks, t)
	}
	d.Blocks = append(d.Blocks, r.approvals(title))
	d.Foot = []Value{
		Say("document.foot", "Number", r.Version.Number, "State", Say("state."+string(r.Version.State())), "Day", Day(r.On)),
		Plain("Qadam " + r.Head),
	}
	return d
}

// corner is the approval: the act that brought the version into force, or the
// empty lines that wait for a signature, with the word that it is a draft.
func (r Roadmap) corner() Corner {
	state := r.Version.State()
	if act := r.Version.Step(portfolio.InForce); act.ActNumber != "" {
		c := Corner{
			{Value: Say("document.annex"), Strong: true},
			{Value: Say("document.annex_act", "Number", actNumber(act.ActNumber), "Day", FormalDay(act.ActDate))},
			{Value: Text(act.Signatory)},
		}
		if state == portfolio.Superseded {
			c = append(c, Line{Say("document.no_longer"), true})
		}
		return c
	}
	c := Corner{{Say("document.draft", "State", Say("state."+string(state))), true}, {Say("document.approve"), true}}
	if r.Signatory.IsZero() {
		c = append(c, Line{Value: Text(r.Term.Owner.Name)}, Line{Value: Say("document.position_line")})
	} else {
		c = append(c, Line{Value: Text(r.Signatory)})
	}
	return append(c, Line{Value: Say("document.signature_line")}, Line{Value: Say("document.date_line")})
}

// actNumber is the number of an act with its sign, which some write and some do
// not.
func actNumber(s string) string {
	return "№\u00a0" + strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(s), "№"))
}

// heading is the title, and what a reader must know of the text.
func (r Roadmap) heading(title Value) Heading {
	h := Heading{{title, true}, {Value: Text(r.Term.Owner.Name)}}
	if slices.Equal(r.Languages, []i18n.Locale{i18n.EN}) {
		h = append(h, Line{Value: Say("document.translation")})
	}
	if len(r.Lines) < r.Of {
		h = append(h, Line{Say("document.extract", "Shown", len(r.Lines), "All", r.Of), true})
	}
	return h
}

// ordered puts the lines under their directions and projects: directions and
// projects as they first appear, lines as they are numbered.
func (r Roadmap) ordered() []*portfolio.Line {
	first := map[string]int{}
	place := func(key string, i int) int {
		if _, ok := first[key]; !ok {
			first[key] = i
		}
		return first[key]
	}
	type ranked struct {
		direction, project int
		line               *portfolio.Line
	}
	lines := make([]ranked, len(r.Lines))
	for i, l := range r.Lines {
		lines[i] = ranked{place("d"+r.direction(l).Code, i), place("p"+strconv.FormatInt(l.ProjectID, 10), i), l}
	}
	slices.SortStableFunc(lines, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(a.direction, b.direction), cmp.Compare(a.project, b.project))
	})
	out := make([]*portfolio.Line, len(lines))
	for i, l := range lines {
		out[i] = l.line
	}
	return out
}

func (r Roadmap) direction(l *portfolio.Line) portfolio.Direction {
	if p := r.Projects[l.ProjectID]; p != nil {
		for _, d := range r.Directions {
			if d.Code == p.Profile.Direction {
				return d
			}
		}
	}
	return portfolio.Direction{}
}

// years are those in which lines cost something, at least that of the roadmap.
func (r Roadmap) years() []int {
	years := []int{}
	for _, l := range r.Lines {
		for _, c := range l.Costs {
			if !slices.Contains(years, c.Year) {
				years = append(years, c.Year)
			}
		}
	}
	if len(years) == 0 {
		years = append(years, r.Year)
	}
	slices.Sort(years)
	return years
}

// places is how many decimal places the costs need in thousands.
func (r Roadmap) places() int {
	var sums []money.Amount
	for _, l := range r.Lines {
		for _, c := range l.Costs {
			sums = append(sums, c.Amount)
		}
	}
	return Places(money.Thousand, sums...)
}

// subordinate reports whether a body answers to the akimat whose roadmap it is;
// any other takes part by agreement.
func (r Roadmap) subordinate(b portfolio.Body) bool {
	return b.ProgrammeID == r.Programme.ID || slices.ContainsFunc(r.Programme.Terms, func(t portfolio.ProgrammeTerm) bool { return t.OwnerID == b.ID })
}

// executors are all bodies that lead lines or take part in them: the akimat's
// own before the others, by name.
func (r Roadmap) executors() []portfolio.Body {
	seen := map[int64]bool{}
	var bodies []portfolio.Body
	for _, l := range r.Lines {
		for _, id := range append([]int64{l.LeadID}, l.CoIDs...) {
			if b, ok := r.Bodies[id]; ok && !seen[id] {
				seen[id] = true
				bodies = append(bodies, b)
			}
		}
	}
	i18n.SortBy(r.Languages[0], bodies, func(b portfolio.Body) string { return b.Name.In(r.Languages[0]) })
	slices.SortStableFunc(bodies, func(a, b portfolio.Body) int { return cmp.Compare(rank(r, a), rank(r, b)) })
	return bodies
}

func rank(r Roadmap, b portfolio.Body) int {
	switch {
	case b.ID == r.Term.OwnerID:
		return 0
	case r.subordinate(b):
		return 1
	default:
		return 2
	}
}
