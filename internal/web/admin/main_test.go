package admin_test

import (
	"github.com/PuerkitoBio/goquery"

	"context"
	"fmt"
	"testing"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/testkit"
	"qadam/internal/testkit/visit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

func say(key string, args ...any) string { return visit.Say(key, args...) }

// person is the address of the page of somebody of the world.
func person(s *visit.Site, who string) string { return fmt.Sprintf("/admin/people/%d", s.People[who]) }

// add registers a person with a name and returns the address of the page.
func add(s *visit.Site, email, name string) string {
	s.T.Helper()
	id, err := s.App.AddPerson(context.Background(), access.System(), app.NewPerson{Email: email, Name: name, Locale: i18n.KK})
	if err != nil {
		s.T.Fatal(err)
	}
	return fmt.Sprintf("/admin/people/%d", id)
}

// held are the grants of somebody, as they stand.
func held(s *visit.Site, who string) []portfolio.Grant {
	s.T.Helper()
	grants, err := s.Store.Read(access.System(), s.Store.Instant()).Grants(context.Background(), s.People[who])
	if err != nil {
		s.T.Fatal(err)
	}
	return grants
}

// calendar is the calendar that every rule works with.
func calendar(s *visit.Site) *civil.Calendar {
	s.T.Helper()
	ref, err := s.Store.Read(access.System(), s.Store.Instant()).Reference(context.Background())
	if err != nil {
		s.T.Fatal(err)
	}
	return ref.Calendar
}

// selection is a part of a page.
type selection = goquery.Selection
