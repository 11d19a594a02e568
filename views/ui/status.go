package ui

import (
	"context"
	"strconv"

	"qadam/internal/i18n"
)

// Statuses are the six states of a milestone in the order in which they are
// shown: what is finished first, what has not begun last.
var Statuses = []string{"done", "reported", "on_track", "at_risk", "overdue", "not_started"}

// StatusWord is the word for a milestone's status.
func StatusWord(ctx context.Context, status string) string { return i18n.T(ctx, "status."+status) }

// tones give every state of a version, a piece of evidence or a project the
// colour that says the same elsewhere.
var tones = map[string]string{
	"draft": "plan", "submitted": "on_track", "in_review": "on_track", "voting": "on_track",
	"approved": "done", "in_force": "done", "superseded": "not_started", "returned": "at_risk",
	"rejected": "overdue", "deferred": "at_risk",
	"accepted": "done", "waiting": "on_track", "withdrawn": "not_started",
	"designated": "on_track", "active": "done", "closed": "not_started", "ended": "not_started",
	"green": "done", "amber": "at_risk", "red": "overdue", "no_data": "stale",
}

// Tone is the colour of a state, for Badge. A state nobody thought of is grey.
func Tone[S ~string](state S) string { return tone(string(state)) }

func tone(state string) string {
	if t, ok := tones[state]; ok {
		return t
	}
	return "plan"
}

// Segment is one part of a bar: how many of what.
type Segment struct {
	Kind string // colour: a status, or ppp, service, public, private
	Word string // what it is
	N    int64
	Text string // how the number is written; as a whole number when empty
}

// StatusSegments are the counts of milestones by status, without the empty ones.
func StatusSegments(ctx context.Context, count func(status string) int) []Segment {
	var out []Segment
	for _, s := range Statuses {
		if n := count(s); n > 0 {
			out = append(out, Segment{Kind: s, Word: StatusWord(ctx, s), N: int64(n)})
		}
	}
	return out
}

func (s Segment) text(ctx context.Context) string {
	if s.Text != "" {
		return s.Text
	}
	return i18n.Number(ctx, s.N)
}

// describe reads a bar aloud.
func describe(ctx context.Context, segments []Segment) string {
	out := ""
	for i, s := range segments {
		if i > 0 {
			out += ", "
		}
		out += s.Word + " " + s.text(ctx)
	}
	return out
}

// share is a part's place and width in thousandths of the bar.
type share struct {
	Segment
	X, Width int64
}

// shares lay the segments out without a gap at the end, each at least as wide
// as can be seen.
func shares(segments []Segment, total int64) []share {
	var sum int64
	for _, s := range segments {
		sum += s.N
	}
	total = max(total, sum)
	if total == 0 {
		return nil
	}
	out := make([]share, 0, len(segments))
	var before int64
	for _, s := range segments {
		if s.N <= 0 {
			continue
		}
		x, end := before*1000/total, (before+s.N)*1000/total
		out = append(out, share{s, x, max(end-x, 8)})
		before += s.N
	}
	return out
}

// percent is a number of thousandths as a length of SVG.
func percent(thousandths int64) string {
	return strconv.FormatInt(thousandths/10, 10) + "." + strconv.FormatInt(thousandths%10, 10) + "%"
}
