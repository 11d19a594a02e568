package ui

import (
	"context"
	"slices"
	"strings"
	"time"

	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/views/href"
)

// Fact is one entry of a milestone's history: an update with its evidence, a
// review, or a version of the roadmap that came into force. One of Update,
// Review and Plan is set.
type Fact struct {
	At       time.Time
	Who      string
	Update   *portfolio.Update
	Before   *portfolio.Update // the update before it, nil for the first
	Evidence []portfolio.Evidence
	Review   *portfolio.Review
	Plan     *PlanFact
}

// PlanFact is what a version of the roadmap made of a milestone.
type PlanFact struct {
	Version  int
	Deadline civil.Date
	Was      civil.Date // by the version before, zero when it had no such line
}

// History lists what was recorded of a milestone, the newest first. plans are
// given by the caller, who knows the versions.
func History(m portfolio.Milestone, names map[int64]string, plans ...Fact) []Fact {
	facts := slices.Clone(plans)
	for i := range m.Updates {
		u := &m.Updates[i]
		f := Fact{At: u.RecordedAt, Who: names[u.RecordedBy], Update: u, Evidence: m.EvidenceOf(u.ID)}
		if i > 0 {
			f.Before = &m.Updates[i-1]
		}
		facts = append(facts, f)
	}
	for i := range m.Reviews {
		v := &m.Reviews[i]
		facts = append(facts, Fact{At: v.RecordedAt, Who: names[v.RecordedBy], Review: v})
	}
	slices.SortStableFunc(facts, func(a, b Fact) int { return b.At.Compare(a.At) })
	return facts
}

// title is what happened, in a few words.
func (f Fact) title(ctx context.Context) string {
	switch {
	case f.Update != nil && f.Update.SaidDone:
		return StatusWord(ctx, "reported")
	case f.Update != nil:
		return i18n.T(ctx, "milestone.happened_update", "Percent", i18n.Percent(ctx, f.Update.Percent), "Forecast", f.Update.Forecast)
	case f.Review != nil && f.Review.Accepted:
		return i18n.T(ctx, "milestone.happened_accepted", "DoneOn", f.Review.DoneOn)
	case f.Review != nil:
		return i18n.T(ctx, "milestone.happened_returned")
	case f.Plan.Was.IsZero():
		return i18n.T(ctx, "milestone.happened_planned", "Version", f.Plan.Version, "Deadline", f.Plan.Deadline)
	default:
		return i18n.T(ctx, "milestone.happened_replanned", "Version", f.Plan.Version, "Was", f.Plan.Was, "Deadline", f.Plan.Deadline)
	}
}

// points is by how much an update moved the per cent, with its sign; nothing
// for the first and for one that did not move it.
func (f Fact) points(ctx context.Context) string {
	if f.Before == nil || f.Update.Percent == f.Before.Percent {
		return ""
	}
	by := f.Update.Percent - f.Before.Percent
	if by > 0 {
		return "+" + i18n.Percent(ctx, by)
	}
	return "−" + i18n.Percent(ctx, -by)
}

// moved is by how many days an update moved the forecast.
func (f Fact) moved() int {
	if f.Before == nil {
		return 0
	}
	return f.Update.Forecast.Sub(f.Before.Forecast)
}

// note is what the person wrote.
func (f Fact) note() string {
	if f.Update != nil {
		return f.Update.Note
	}
	if f.Review != nil {
		return f.Review.Reason
	}
	return ""
}

// EvidenceFiles are pieces of evidence as files to fetch and links to follow.
func EvidenceFiles(ctx context.Context, evidence []portfolio.Evidence) []File {
	files := make([]File, 0, len(evidence))
	for _, e := range evidence {
		f := File{Name: e.Name, Href: e.URL, Size: e.Size, Note: Document(ctx, e.Number, e.Dated)}
		if e.URL == "" {
			f.Href = href.EvidenceFile(e.ID)
		}
		files = append(files, f)
	}
	return files
}

// Document is the number and day of a paper, as far as they are known.
func Document(ctx context.Context, number string, dated civil.Date) string {
	var said []string
	if number != "" {
		said = append(said, number)
	}
	if !dated.IsZero() {
		said = append(said, i18n.Date(ctx, dated))
	}
	return strings.Join(said, ", ")
}

// Since says how long ago something was last reported.
func Since(ctx context.Context, updated, on civil.Date) string {
	switch days := on.Sub(updated); {
	case updated.IsZero():
		return i18n.T(ctx, "milestone.never_reported")
	case days <= 0:
		return i18n.T(ctx, "milestone.reported_today")
	default:
		return i18n.N(ctx, "milestone.reported_ago", days)
	}
}
