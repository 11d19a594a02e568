package portfolio

import (
	"cmp"
	"slices"
	"time"

	"qadam/internal/civil"
)

// NewsKind is what happened between two instants; the words are in the
// catalogue under "news.kind_" and the name.
type NewsKind string

// What a picture tells by itself, then what other ledgers add.
const (
	NewsOverdue   NewsKind = "overdue"   // a milestone that is past its deadline now and was not
	NewsSlipped   NewsKind = "slipped"   // its end moved to a later day
	NewsAtRisk    NewsKind = "at_risk"   // it is at risk now and was not
	NewsReturned  NewsKind = "returned"  // its evidence was returned
	NewsDone      NewsKind = "done"      // it was accepted
	NewsEarlier   NewsKind = "earlier"   // its end moved to an earlier day
	NewsInForce   NewsKind = "in_force"  // a version of a roadmap came into force
	NewsDecision  NewsKind = "decision"  // a case was decided
	NewsRating    NewsKind = "rating"    // a project was rated, by its owner or by the competence centre
	NewsEscalated NewsKind = "escalated" // a project was escalated, its review was held, or it left the ministry's list
	NewsPaid      NewsKind = "paid"      // money was paid
)

// NewsKinds are all of them, in the order in which people are told.
var NewsKinds = []NewsKind{
	NewsOverdue, NewsSlipped, NewsAtRisk, NewsReturned, NewsDone, NewsEarlier, NewsInForce, NewsDecision, NewsRating, NewsEscalated, NewsPaid,
}

// Known reports whether k is one of NewsKinds.
func (k NewsKind) Known() bool { return slices.Contains(NewsKinds, k) }

// mark is what a baseline remembers of a line.
type mark struct {
	Finish   civil.Date
	Status   Status
	Returned int64
}

// lineKey is a milestone in the roadmap of a year.
type lineKey struct {
	year      int
	milestone int64
}

// Baseline is what is remembered of a programme at an instant to tell the news
// since: of each line its status and end, and nothing else, so that many
// people's last visits are small.
type Baseline struct {
	On       civil.Date
	lines    map[lineKey]mark
	versions map[int64]bool // that had come into force
}

// Baseline is the picture cut down to what news are told from.
func (p *Picture) Baseline() *Baseline {
	b := &Baseline{On: p.On, lines: map[lineKey]mark{}, versions: map[int64]bool{}}
	for year, board := range p.Boards {
		for i := range board.Lines {
			l := &board.Lines[i]
			b.lines[lineKey{year, l.MilestoneID}] = mark{l.Finish, l.Status, l.Facts.ReturnedID}
		}
	}
	for _, r := range p.Roadmaps {
		for _, v := range r.Entered(time.Time{}) {
			b.versions[v.ID] = true
		}
	}
	return b
}

// Size is how many lines the baseline remembers.
func (b *Baseline) Size() int { return len(b.lines) }

// NewsItem is one thing that happened to a milestone or a roadmap. It holds on to
// nothing of the board it was told from.
type NewsItem struct {
	Kind    NewsKind
	Year    int     // of the roadmap
	Line    Line    // of a milestone; without a plan of a version
	Version Version // that came into force
	Was     Status  // of a milestone then
	Before  civil.Date
	Days    int // by which its end moved, in calendar days
}

// News is what happened in one programme between a baseline and a picture.
type News struct {
	ProgrammeID int64
	From        civil.Date // the day of the baseline
	Items       []NewsItem // by kind, then the most first
	Counts      map[NewsKind]int
}

// NewNews compares a picture with the same programme at an earlier instant. A
// line that was not there then is no news by itself: the version that brought
// it is. One line may be news in two ways: it slipped and is overdue.
func NewNews(now *Picture, then *Baseline) *News {
	n := &News{ProgrammeID: now.Programme.ID, From: then.On, Counts: map[NewsKind]int{}}
	for year, board := range now.Boards {
		for i := range board.Lines {
			l := &board.Lines[i]
			if was, ok := then.lines[lineKey{year, l.MilestoneID}]; ok {
				n.line(year, l, was)
			}
		}
	}
	for i := range now.Roadmaps {
		r := &now.Roadmaps[i]
		for _, v := range r.Entered(time.Time{}) {
			if !then.versions[v.ID] {
				n.add(NewsItem{Kind: NewsInForce, Year: r.Year, Version: v})
			}
		}
	}
	slices.SortFunc(n.Items, func(a, b NewsItem) int {
		return cmp.Or(
			cmp.Compare(slices.Index(NewsKinds, a.Kind), slices.Index(NewsKinds, b.Kind)),
			cmp.Compare(abs(b.Days), abs(a.Days)), cmp.Compare(a.Year, b.Year), a.compare(b))
	})
	return n
}

func (n *News) line(year int, l *Line, was mark) {
	item := NewsItem{Year: year, Line: *l, Was: was.Status, Before: was.Finish}
	item.Line.Pusher = nil
	if l.Status != was.Status {
		switch l.Status {
		case Overdue:
			item.Kind = NewsOverdue
		case AtRisk:
			item.Kind = NewsAtRisk
		case Done:
			item.Kind = NewsDone
		case Reported, OnTrack, NotStarted, Withdrawn:
		}
		if item.Kind != "" {
			n.add(item)
		}
	}
	if id := l.Facts.ReturnedID; id != 0 && id != was.Returned && l.Status != Done {
		item.Kind = NewsReturned
		n.add(item)
	}
	if days := l.Finish.Sub(was.Finish); days != 0 && l.Status != Withdrawn && l.Status != Done {
		item.Kind, item.Days = NewsSlipped, days
		if days < 0 {
			item.Kind = NewsEarlier
		}
		n.add(item)
	}
}

func (n *News) add(i NewsItem) {
	n.Items = append(n.Items, i)
	n.Counts[i.Kind]++
}

// compare orders items of one kind that moved equally far.
func (i NewsItem) compare(o NewsItem) int {
	if i.Line.Plan != nil && o.Line.Plan != nil {
		return cmp.Compare(i.Line.MilestoneID, o.Line.MilestoneID)
	}
	return cmp.Compare(i.Version.ID, o.Version.ID)
}

func abs(n int) int { return max(n, -n) }
