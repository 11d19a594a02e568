package seed_test

import (
	"context"
	"strings"
	"testing"

	"qadam/internal/access"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

// draft is a roadmap of 2019 as it stands when the curtain falls.
func draft(t *testing.T, s *store.Store, programme string) (*portfolio.Picture, *portfolio.Board, []portfolio.Finding) {
	t.Helper()
	ctx := context.Background()
	r := s.Read(access.System(), s.Instant())
	p, ref, err := r.PictureOf(ctx, programme)
	if err != nil {
		t.Fatal(err)
	}
	m := p.Roadmap(2019)
	b, err := r.BoardOf(ctx, p, ref, *m, *m.Open())
	if err != nil {
		t.Fatal(err)
	}
	plans, err := r.Plans(ctx, m.Open().ID)
	if err != nil {
		t.Fatal(err)
	}
	return p, b, portfolio.Completeness(plans, p.Surroundings(ref, 2019))
}

// Two akimats draft 2019: one is ready to be submitted, the other has begun.
func TestTwoDraftsOfTheNextYear(t *testing.T) {
	testkit.Dialects(t, func(t *testing.T, dialect string) {
		s := played(t, dialect)
		p, b, findings := draft(t, s, "aktobe")
		if len(findings) != 0 || len(b.Lines) != 35 {
			t.Errorf("aktobe has %d lines and %+v", len(b.Lines), findings)
		}
		var path []string
		for _, id := range b.Schedule().Path {
			path = append(path, strings.TrimPrefix(p.Project(b.Line(id).ProjectID).Code, "aktobe-")+" "+b.Line(id).Number)
		}
		if got := strings.Join(path, ", "); got != "lighting 7.1, lighting 7.2, video 1.4.2, lighting 7.4" {
			t.Errorf("the critical path of aktobe: %s", got)
		}
		_, b, findings = draft(t, s, "almaty")
		blocking, warnings := 0, 0
		for _, f := range findings {
			if f.Blocking {
				blocking++
			} else {
				warnings++
			}
		}
		if len(b.Lines) != 7 || blocking < 4 || warnings < 5 {
			t.Errorf("almaty has %d lines, %d faults, %d warnings", len(b.Lines), blocking, warnings)
		}
		// Everything that was taken back is as it was, and can be done again.
		m := b.Lines[3]
		last, err := s.Read(access.System(), s.Instant()).LastUndone(context.Background(), m.VersionID)
		if err != nil || last == nil || m.Start != testkit.Day("2019-03-01") {
			t.Errorf("the line starts on %s; undone: %+v, %v", m.Start, last, err)
		}
	})
}

// A draft as of a past day shows the lines as they stood then.
func TestADraftLivesThroughItsDays(t *testing.T) {
	s := played(t, store.SQLite)
	ctx := context.Background()
	p, _, err := s.Read(access.System(), s.Instant()).PictureOf(ctx, "aktobe")
	if err != nil {
		t.Fatal(err)
	}
	for _, day := range []struct {
		on    string
		lines int
		cards string // the number of a line that went up on the last day
	}{
		{"2018-10-09", 25, "2.4"}, {"2018-10-10", 32, "2.4"}, {"2018-10-11", 35, "2.4"}, {"2018-10-12", 35, "2.3"},
	} {
		plans, err := s.Read(access.System(), testkit.Day(day.on).EndOfDay()).Plans(ctx, p.Roadmap(2019).Open().ID)
		if err != nil {
			t.Fatal(err)
		}
		cards := ""
		for _, one := range plans {
			if one.Title.EN == "Sale and top-up points" {
				cards = one.Number
			}
		}
		if len(plans) != day.lines || cards != day.cards {
			t.Errorf("on %s it had %d lines, cards were %s", day.on, len(plans), cards)
		}
	}
}
