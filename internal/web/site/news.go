package site

import (
	"slices"
	"time"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/civil"
	"qadam/internal/funding"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/views/ui"
)

// News are what happened between two instants, in the programmes asked for.
type News struct {
	Since       time.Time
	Programmes  []*portfolio.News
	Pictures    []*portfolio.Picture       // of these programmes, in the same order
	Decisions   []store.Decision           // the newest first
	Ratings     []portfolio.Rating         // the newest first
	Escalations []portfolio.EscalationNews // the newest first
	Paid        map[int64]money.Amount     // by programme, only where it changed
}

// Counts are how many there are of each kind; of money one of each programme.
func (n News) Counts() map[portfolio.NewsKind]int {
	counts := map[portfolio.NewsKind]int{}
	for _, one := range n.Programmes {
		for kind, count := range one.Counts {
			counts[kind] += count
		}
	}
	for kind, count := range map[portfolio.NewsKind]int{
		portfolio.NewsDecision: len(n.Decisions), portfolio.NewsRating: len(n.Ratings), portfolio.NewsEscalated: len(n.Escalations), portfolio.NewsPaid: len(n.Paid),
	} {
		if count > 0 {
			counts[kind] = count
		}
	}
	return counts
}

// newsDays is how many days back changes are told where no day is compared with.
const newsDays = 7

// NewsFrom is the day at whose end what changed begins: the day compared with,
// or a week before the day shown. Every page that tells changes begins there.
func (v *Visit) NewsFrom() civil.Date {
	if !v.Against.IsZero() {
		return v.Against
	}
	return v.On.AddDays(-newsDays)
}

// NewsSince are the news from the instant to that of the request; of the
// programmes of the keys, or of all.
func (s *Site) NewsSince(c echo.Context, since time.Time, only ...int64) (News, error) {
	ctx, r := Ctx(c), s.Reader(c)
	n := News{Since: since, Paid: map[int64]money.Amount{}}
	wanted := func(programmeID int64) bool { return len(only) == 0 || slices.Contains(only, programmeID) }
	pictures, _, err := r.Pictures(ctx)
	if err != nil || len(pictures) == 0 {
		return n, err
	}
	told, _, err := r.Since(ctx, since)
	if err != nil {
		return n, err
	}
	for i, one := range told {
		if wanted(one.ProgrammeID) {
			n.Programmes, n.Pictures = append(n.Programmes, one), append(n.Pictures, pictures[i])
		}
	}
	if n.Decisions, err = r.Decided(ctx, since); err != nil {
		return n, err
	}
	n.Decisions = slices.DeleteFunc(n.Decisions, func(d store.Decision) bool { return !wanted(d.Case.ProgrammeID) })
	ratings, err := r.Ratings(ctx)
	if err != nil {
		return n, err
	}
	stands := func(programmeID, projectID int64) bool {
		i := slices.IndexFunc(n.Pictures, func(p *portfolio.Picture) bool { return p.Programme.ID == programmeID })
		return i >= 0 && n.Pictures[i].Stands(projectID)
	}
	n.Ratings = slices.DeleteFunc(ratings.Since(since), func(r portfolio.Rating) bool { return !stands(r.ProgrammeID, r.ProjectID) })
	n.Escalations = slices.DeleteFunc(ratings.EscalatedSince(since), func(e portfolio.EscalationNews) bool { return !stands(e.ProgrammeID, e.ProjectID) })
	return n, s.paidSince(c, &n)
}

// paidSince adds what was paid of the investment: the sum that every page shows,
// less what it was then.
func (s *Site) paidSince(c echo.Context, n *News) error {
	now, err := s.Reader(c).Funding(Ctx(c))
	if err != nil {
		return err
	}
	then, err := s.Reader(c).Earlier(n.Since).Funding(Ctx(c))
	if err != nil || then.Count == now.Count {
		return err
	}
	for _, one := range n.Programmes {
		scope := funding.Scope{ProgrammeID: one.ProgrammeID}
		if paid := now.Investment(scope).Paid - then.Investment(scope).Paid; paid != 0 {
			n.Paid[one.ProgrammeID] = paid
		}
	}
	return nil
}

// NewsBanner is what a person is told of above a page: what happened since his
// last visit, in his own programmes when own is set and he belongs to some. It
// is nil when there is nothing, on pages of a past day and at the first visit.
func (s *Site) NewsBanner(c echo.Context, own bool) (*ui.News, error) {
	v, who := s.Visit(c), s.Who(c)
	if v.Signed == nil || v.Past || v.Signed.Visit.Since == nil || !who.May(access.SeeInForce, access.Anywhere) {
		return nil, nil
	}
	var only []int64
	if own {
		only = who.Programmes(access.SeeDraft)
	}
	n, err := s.NewsSince(c, *v.Signed.Visit.Since, only...)
	if err != nil {
		return nil, err
	}
	b := &ui.News{Since: n.Since, Counts: n.Counts(), At: s.Reader(c).At(), From: pageURL(c).RequestURI()}
	if len(b.Counts) == 0 {
		return nil, nil
	}
	for _, paid := range n.Paid {
		b.Paid += paid
	}
	if len(only) > 0 {
		for _, p := range n.Pictures {
			b.Programmes = append(b.Programmes, p.Programme.Code)
		}
	}
	return b, nil
}
