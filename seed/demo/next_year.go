package demo

import "qadam/internal/civil"

// NextYear is how far a programme has come with the roadmap of the year after
// the play's when the curtain falls: a draft that nobody has submitted yet.
type NextYear struct {
	Programme string
	FromYear  bool // begun with what is left of this year's lines, not from nothing
	Drafted   Moment
	Steps     []Step
}

// Manager is the address of the person who drafts it.
func (n NextYear) Manager() string { return Play{Programme: n.Programme}.Manager() }

// StepKind says what a step of drafting does.
type StepKind string

const (
	Altered StepKind = "alter" // one line: what New holds is put over what it had
	Written StepKind = "write" // a new line, last of its project or where Under and Before say
	Pasted  StepKind = "paste" // several titles at once
	Shifted StepKind = "shift" // several lines by working days
	Raised  StepKind = "move"  // a line before another
	Undone  StepKind = "undo"  // the last change is taken back
)

// Step is one change of the draft.
type Step struct {
	At         Moment
	Kind       StepKind
	Project    string   // of a new line
	Line       string   // key of the line that is changed
	Lines      []string // keys, of Shifted
	Days       int
	New        Line
	Under      string // key
	Before     string // key
	Titles     []Line // of Pasted: only their titles count
	Unfinished bool
}

// alter changes a line: what the bits say is put over what it had.
func alter(at, key string, bits ...bit) Step {
	s := Step{At: moment(at), Kind: Altered, Line: key}
	for _, b := range bits {
		b(&s.New)
	}
	return s
}

// write adds a line to a project.
func write(at, project string, l Line) Step {
	l.Key = project + "/" + l.Key
	return Step{At: moment(at), Kind: Written, Project: project, New: l}
}

// under makes the new line one of another.
func (s Step) under(key string) Step { s.Under = key; return s }

// unfinished saves the line though the roadmap could not be submitted with it.
func (s Step) unfinished() Step { s.Unfinished = true; return s }

// weigh and dated are bits for alter.
func weigh(n int) bit { return func(l *Line) { l.Weight = n } }

func dated(start, due string) bit {
	return func(l *Line) {
		p, err := civil.ParsePeriod(due)
		if err != nil {
			panic("seed/demo: " + due + " is not a period")
		}
		l.Start, l.Due = day(start), p
	}
}

// of2019 is in million tenge.
func of2019(millions float64) bit { return cost(0, millions) }

// NextYears are the drafts for the year after, in the order of the programmes.
func NextYears() []NextYear { return []NextYear{almaty2019(), aktobe2019()} }
