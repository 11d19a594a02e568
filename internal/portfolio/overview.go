package portfolio

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"qadam/internal/access"
	"qadam/internal/civil"
)

// Overview is all programmes on a day, as one person may see them. The page,
// its data and every report take their figures from here (rules.md §1.5).
type Overview struct {
	On      civil.Date
	Against civil.Date // zero when nothing is compared
	Year    int
	Years   []int // those of which there is a roadmap that the person may see
	Rows    []Row
	Total   Tally
	Since   Difference // the counts of all rows; zero when nothing is compared
}

// Row is a programme of the overview.
type Row struct {
	*Picture
	Board   *Board
	Version *Version    // in force, or else on its way; nil when the person may see none
	Coming  *Version    // on its way beside the one in force, nil when none
	Since   *Difference // nil when nothing is compared
	Entered []Version   // came into force since
}

// NewOverview puts the pictures of a day beside those of an earlier day, which
// are nil when nothing is compared. It takes as long for many milestones as for
// few: what walks over lines is kept on the boards.
func NewOverview(on civil.Date, now, then []*Picture, year int, actor access.Actor) Overview {
	o := Overview{On: on, Year: year}
	for _, p := range now {
		o.Rows = append(o.Rows, NewRow(p, pictureIn(then, p.Programme.ID), year, actor))
		for _, r := range p.Roadmaps {
			if !slices.Contains(o.Years, r.Year) && len(r.Visible(actor).Versions) > 0 {
				o.Years = append(o.Years, r.Year)
			}
		}
	}
	slices.Sort(o.Years)
	for _, r := range o.Rows {
		o.Total = o.Total.Plus(r.Board.Total)
		if r.Since != nil {
			o.Against = r.Since.Since
			o.Since = o.Since.plus(*r.Since)
		}
	}
	return o
}

func pictureIn(all []*Picture, programmeID int64) *Picture {
	for _, p := range all {
		if p.Programme.ID == programmeID {
			return p
		}
	}
	return nil
}

// NewRow is one programme of the overview; then is nil when nothing is compared.
func NewRow(p, then *Picture, year int, actor access.Actor) Row {
	r := Row{Picture: p, Board: p.Board(year)}
	if roadmap := p.Roadmap(year); roadmap != nil {
		visible := roadmap.Visible(actor)
		r.Version, r.Coming = visible.InForce(), visible.Open()
		if r.Version == nil {
			r.Version, r.Coming = r.Coming, nil
		}
		if then != nil {
			r.Entered = visible.Entered(then.On.EndOfDay())
		}
	}
	if then != nil {
		d := r.Board.Against(then.Board(year))
		r.Since = &d
	}
	return r
}

// Health is the colour of the programme.
func (r Row) Health() Health { return r.Board.Health() }

// AwaitingDecision counts the roadmaps that somebody must decide on.
func (o Overview) AwaitingDecision() int {
	n := 0
	for _, r := range o.Rows {
		for _, v := range []*Version{r.Version, r.Coming} {
			if v != nil && v.State().AwaitsDecision() {
				n++
			}
		}
	}
	return n
}

// AwaitsDecision reports whether the version lies with somebody who must
// decide on it.
func (s VersionState) AwaitsDecision() bool {
	return s == Submitted || s == InReview || s == Voting || s == Deferred || s == Approved
}

// Entered lists the versions that came into force at the instant or later.
func (r Roadmap) Entered(since time.Time) []Version {
	var entered []Version
	for _, v := range r.Versions {
		if st := v.Step(InForce); st.ID != 0 && !st.RecordedAt.Before(since) {
			entered = append(entered, v)
		}
	}
	return entered
}

// Underway counts the milestones of which an update is expected: begun, open
// and not said done.
func (t Tally) Underway() int { return t.OnTrack + t.AtRisk + t.Overdue }

// FirstDeciding lists the first lines that made the health what it is, and how
// many more there are. projectID 0 is the whole board.
func (b *Board) FirstDeciding(projectID int64, limit int) (lines []*Line, more int) {
	t := b.Total
	if projectID != 0 {
		t = b.Projects[projectID]
	}
	h := t.Health(b.Rules)
	all := h.deciding(t)
	for i := range b.Lines {
		l := &b.Lines[i]
		if len(lines) == min(limit, all) {
			break
		}
		if (projectID == 0 || l.ProjectID == projectID) && h.Decides(*l) {
			lines = append(lines, l)
		}
	}
	return lines, all - len(lines)
}

// deciding is how many lines made the health what it is.
func (h Health) deciding(t Tally) int {
	switch h {
	case Red:
		return t.Overdue
	case Amber:
		return t.Overdue + t.AtRisk
	case NoData:
		return t.Stale
	case Green:
	}
	return 0
}

// Latest lists the lines that were reported last, the newest first.
func (b *Board) Latest(limit int) []*Line {
	var latest []*Line
	newer := func(x, y *Line) int {
		return cmp.Or(y.Facts.UpdatedOn.Compare(x.Facts.UpdatedOn), cmp.Compare(y.Facts.UpdateID, x.Facts.UpdateID))
	}
	for i := range b.Lines {
		l := &b.Lines[i]
		if l.Facts.UpdateID == 0 || len(latest) == limit && newer(l, latest[limit-1]) > 0 {
			continue
		}
		at, _ := slices.BinarySearchFunc(latest, l, newer)
		latest = slices.Insert(latest, at, l)
		latest = latest[:min(len(latest), limit)]
	}
	return latest
}

// Later lists the slips to a later day, the largest first, and how many more
// there are.
func (d Difference) Later(limit int) (slips []Slip, more int) {
	n := min(limit, d.Slower)
	return d.Slipped[:n:n], d.Slower - n
}

// Later lists the slips of all rows to a later day, the largest first, and how
// many more there are.
func (o Overview) Later(limit int) (slips []Slip, more int) {
	for _, r := range o.Rows {
		if r.Since != nil {
			largest, _ := r.Since.Later(limit)
			slips = append(slips, largest...)
		}
	}
	slices.SortStableFunc(slips, func(x, y Slip) int { return cmp.Compare(y.Days, x.Days) })
	n := min(limit, len(slips))
	return slips[:n], o.Since.Slower - n
}

// plus adds the counts of another difference; its lists stay with it.
func (d Difference) plus(o Difference) Difference {
	sum := Difference{Since: o.Since, Tally: d.Tally.Plus(o.Tally), Slower: d.Slower + o.Slower, Sooner: d.Sooner + o.Sooner, Became: maps.Clone(o.Became)}
	for s, n := range d.Became {
		sum.Became[s] += n
	}
	return sum
}
