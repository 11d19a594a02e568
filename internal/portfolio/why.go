package portfolio

import (
	"cmp"
	"slices"

	"qadam/internal/civil"
)

// Shares are the parts of weight that decide a health, each with what it is held
// against.
type Shares struct {
	Weight  int `json:"weight"`
	Overdue int `json:"overdue"`
	AtRisk  int `json:"at_risk"`
	Stale   int `json:"stale"`
}

// Shares are the parts of the tally's weight that decide its health.
func (t Tally) Shares() Shares {
	return Shares{t.Weight, t.OverdueWeight, t.AtRiskWeight, t.StaleWeight}
}

// Check is a rule of a milestone's status as it was asked on the day.
type Check struct {
	Rule        Rule
	Holds       bool
	Decides     bool  // it was the first that held
	Predecessor *Line // that it looks at, nil when none
}

// Want is what would have to be for a rule to hold no more, with its numbers. All
// wants of a line together turn it green.
type Want struct {
	Rule    Rule
	Days    int        // over, or by which a day has to move: calendar days, of what pushes it working days
	Percent int        // to be reported
	Day     civil.Date // to be kept to, or to which the deadline has to move
	Line    *Line      // the predecessor, nil when none
}

// RuleStale asks for a fresh update: it decides no status, it stands beside one.
const RuleStale Rule = "stale"

// LineWhy is why a milestone has its status: every rule in the order in which it
// is asked, what would turn it green, and what changed since another day.
type LineWhy struct {
	Line   *Line
	Rules  StatusRules
	Checks []Check
	Wants  []Want
	Then   *Line // the line on the day compared with; nil when nothing is compared or it was in no roadmap in force
}

// Why says why a milestone of the board has its status. then is its line on the
// day compared with, or nil.
func (b *Board) Why(l *Line, then *Line) LineWhy {
	w := LineWhy{Line: l, Rules: b.Rules, Then: then}
	w.Checks = b.checks(l)
	w.Wants = b.wanted(l)
	return w
}

// checks asks every rule of a line. Once it is done, withdrawn, said done or
// overdue, the risks are not asked any more.
func (b *Board) checks(l *Line) []Check {
	f := &l.Facts
	all := []Check{
		{Rule: RuleAccepted, Holds: f.Accepted},
		{Rule: RuleProjectEnded, Holds: !f.Accepted && b.known.Ended[l.ProjectID]},
		{Rule: RuleSaidDone, Holds: !f.Accepted && f.AwaitsReview()},
		{Rule: RulePastDue, Holds: !f.Accepted && b.On.After(l.Deadline)},
	}
	if f.Accepted && l.Late {
		all[0].Rule = RuleAcceptedLate
	}
	if l.Status == AtRisk || l.Status == OnTrack || l.Status == NotStarted {
		st := l.Standing
		for i, ask := range risks {
			rule, predecessor := ask(&b.known, b, l, &st)
			c := Check{Rule: cmp.Or(rule, asked[i]), Holds: rule != "", Predecessor: b.Line(predecessor)}
			if rule == RulePushed {
				c.Predecessor = l.Pusher
			}
			all = append(all, c)
		}
	}
	for i := range all {
		all[i].Decides = all[i].Rule == l.Reason.Rule
	}
	return all
}

// asked are the rules by which risks are called when they do not hold, in the
// order of risks.
var asked = []Rule{RuleForecastLate, RuleBehind, RulePredOverdue, RuleFundingGap, RulePushed}

// HealthWhy is why a project or a programme has its colour: the shares that
// decided, the lines behind them, what would turn it green, and what changed
// since another day.
type HealthWhy struct {
	Year     int
	Health   Health
	Tally    Tally
	Rules    StatusRules
	Deciding []*Line
	Remedy   Remedy
	Then     *HealthThen // nil when nothing is compared
}

// HealthThen is the health on the day compared with, and which lines came to
// count against it since, do so otherwise, or do so no more. A line counts while
// it is overdue or at risk, and where either colour could not be told, stale: by
// the same question on both days.
type HealthThen struct {
	On      civil.Date
	Health  Health
	Tally   Tally
	Rules   StatusRules
	Entered []*Line // that did not count, as they stand now
	Turned  []Turn  // that count otherwise
	Left    []*Line // that did and do not any more, as they stood then
}

// Turn is a line with the status that it had.
type Turn struct {
	Line *Line
	Was  Status
}

// Remedy is the least that would turn a health green. Every weight is that of
// lines.
type Remedy struct {
	Overdue int     // weight of overdue lines that is too much
	AtRisk  int     // weight of overdue and at-risk lines that is too much
	Stale   int     // weight of stale lines that is too much
	Finish  []*Line // the fewest lines to be finished or brought back into their plan, the heaviest first
	Report  []*Line // the fewest lines beside those to be reported on, the heaviest first
}

// None reports whether there is nothing to be done.
func (r Remedy) None() bool { return len(r.Finish)+len(r.Report) == 0 }

// WhyHealth says why a project of the board, or with 0 the whole, has its colour.
// then is the board of the day compared with, or nil.
func (b *Board) WhyHealth(projectID int64, then *Board) HealthWhy {
	t := b.tallyOf(projectID)
	w := HealthWhy{Year: b.Year, Health: t.Health(b.Rules), Tally: t, Rules: b.Rules}
	w.Deciding, _ = b.FirstDeciding(projectID, len(b.Lines))
	w.Remedy = b.remedy(projectID, t)
	if then == nil {
		return w
	}
	was := then.tallyOf(projectID)
	w.Then = &HealthThen{On: then.On, Health: was.Health(then.Rules), Tally: was, Rules: then.Rules}
	stale := w.Health == NoData || w.Then.Health == NoData
	before, after := then.counting(projectID, stale), b.counting(projectID, stale)
	w.Then.Entered, w.Then.Left = beside(after, before), beside(before, after)
	for _, l := range after {
		if was := then.Line(l.MilestoneID); was != nil && was.Status != l.Status && slices.Contains(before, was) {
			w.Then.Turned = append(w.Then.Turned, Turn{l, was.Status})
		}
	}
	return w
}

// counting are the lines of a project, or with 0 of the whole board, that count
// against its colour.
func (b *Board) counting(projectID int64, stale bool) []*Line {
	var lines []*Line
	for i := range b.Lines {
		l := &b.Lines[i]
		if (projectID == 0 || l.ProjectID == projectID) && (l.Status == Overdue || l.Status == AtRisk || stale && l.Stale) {
			lines = append(lines, l)
		}
	}
	return lines
}

// tallyOf is what the lines of a project, or with 0 of the whole board, add up to.
func (b *Board) tallyOf(projectID int64) Tally {
	if projectID == 0 {
		return b.Total
	}
	return b.Projects[projectID]
}

// beside are the lines of milestones that others have none of.
func beside(lines, others []*Line) []*Line {
	there := make(map[int64]bool, len(others))
	for _, l := range others {
		there[l.MilestoneID] = true
	}
	var left []*Line
	for _, l := range lines {
		if !there[l.MilestoneID] {
			left = append(left, l)
		}
	}
	return left
}

// remedy takes the heaviest lines first, so that they are the fewest. A line that
// is finished is not stale either.
func (b *Board) remedy(projectID int64, t Tally) Remedy {
	var r Remedy
	if t.Total == 0 {
		return r
	}
	r.Overdue = excess(t.OverdueWeight, t.Weight, b.Rules.RedShare)
	r.AtRisk = excess(t.OverdueWeight+t.AtRiskWeight, t.Weight, b.Rules.AmberShare)
	r.Stale = excess(t.StaleWeight, t.Weight, b.Rules.StaleShare)
	if r.Overdue+r.AtRisk+r.Stale == 0 {
		return r
	}
	var overdue, risky, stale []*Line
	for i := range b.Lines {
		l := &b.Lines[i]
		if projectID != 0 && l.ProjectID != projectID {
			continue
		}
		switch l.Status {
		case Overdue:
			overdue = append(overdue, l)
			risky = append(risky, l)
		case AtRisk:
			risky = append(risky, l)
		}
		if l.Stale {
			stale = append(stale, l)
		}
	}
	var relieved int
	r.Finish, relieved = heaviest(overdue, r.Overdue, nil)
	more, _ := heaviest(risky, r.AtRisk-relieved, r.Finish)
	r.Finish = append(r.Finish, more...)
	fresh := 0
	for _, l := range r.Finish {
		if l.Stale {
			fresh += l.weighs()
		}
	}
	r.Report, _ = heaviest(stale, r.Stale-fresh, r.Finish)
	return r
}

// excess is the least weight by which a part has to shrink to be no more than a
// share, in per cent, of the whole.
func excess(part, whole, share int) int { return max(0, (part*100-whole*share+99)/100) }

// weighs is what a line counts for: one without weight weighs one.
func (l *Line) weighs() int { return max(1, l.Weight) }

// heaviest are the fewest of the lines, without those taken, that weigh enough
// together.
func heaviest(lines []*Line, enough int, taken []*Line) (chosen []*Line, weight int) {
	if enough <= 0 {
		return nil, 0
	}
	left := beside(lines, taken)
	slices.SortStableFunc(left, func(x, y *Line) int { return cmp.Compare(y.weighs(), x.weighs()) })
	for _, l := range left {
		if weight >= enough {
			break
		}
		chosen, weight = append(chosen, l), weight+l.weighs()
	}
	return chosen, weight
}
