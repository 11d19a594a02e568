package insight_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/testkit/visit"
)

// What changed since a visit, with what it pushes, stands above the work and the portfolio until the
// person has seen it; the list and its data tell the same.
func TestWhatChangedSinceTheLastVisit(t *testing.T) {
	s := visit.Serve(t)
	banner := func(v *visit.Visitor, address string) bool {
		t.Helper()
		return v.Get(address).Is(http.StatusOK).Has("#news-title")
	}
	v := s.As("official")
	if banner(v, "/") {
		t.Error("the first visit has a banner")
	}
	s.Clock.Add(5 * time.Hour)
	s.Report("astana 1.1", 50, "2018-05-11")
	for _, address := range []string{"/", "/portfolio"} {
		if !banner(v, address) {
			t.Errorf("%s has no banner", address)
		}
	}
	if banner(v, "/?as_of=2018-03-02") {
		t.Error("a past day has a banner")
	}
	var data struct {
		Counts  map[portfolio.NewsKind]int
		Changes []struct{ Kind, Programme, Number string }
	}
	if err := json.Unmarshal([]byte(v.Get("/changes.json").Is(http.StatusOK).Body), &data); err != nil {
		t.Fatal(err)
	}
	sum := 0
	for _, n := range data.Counts {
		sum += n
	}
	csv := strings.Count(v.Get("/changes.csv").Is(http.StatusOK).Body, "\r\n") - 1
	if data.Counts[portfolio.NewsSlipped] != 3 || sum != len(data.Changes) || csv != sum {
		t.Errorf("%+v, %d rows of CSV", data, csv)
	}
	v.Get("/changes?kind=slipped&programme=astana").Is(http.StatusOK).Says("1.1")
	v.Get("/changes?programme=ontustik").Is(http.StatusOK).SaysNot("1.1")
	v.Get("/changes?kind=weather").Is(http.StatusNotFound)
	v.Get("/changes.json?since=2018-03-05T00:00:00Z").Is(http.StatusOK)
	v.Get("/changes.json?since=2030-01-01").Is(http.StatusUnprocessableEntity)
	shown := s.Store.Instant()
	s.Clock.Add(time.Minute)
	s.Report("astana 1.1", 51, "2018-05-25")
	see := func(at time.Time) {
		t.Helper()
		v.Post("/changes/seen", url.Values{"from": {"//elsewhere.example"}, "at": {at.Format(time.RFC3339Nano)}}).Is(http.StatusSeeOther)
	}
	v.Post("/changes/seen", url.Values{}).Is(http.StatusUnprocessableEntity)
	see(shown)
	if !banner(v, "/") {
		t.Error("what came after the page was shown is not new")
	}
	see(s.Store.Instant().AddDate(1, 0, 0))
	see(shown)
	if banner(v, "/") || banner(v, "/portfolio") {
		t.Error("it was seen, and the banner stands")
	}
	s.As("admin").Get("/changes").Is(http.StatusNotFound)
}

// A view leads to its list; what it names of a thing that its reader may not
// know of shows him nothing.
func TestAViewIsSharedAndShowsEachWhatHeMaySee(t *testing.T) {
	s := visit.Serve(t)
	v := s.As("manager.astana")
	p := v.Post("/views", url.Values{"list": {"projects"}, "query": {"programme=astana&after=x"}, "name": {"Astana"}, "shared": {"all"}}).Is(http.StatusSeeOther)
	if got := p.Header.Get("Location"); got != "/projects?programme=astana&view=1" {
		t.Errorf("led to %s", got)
	}
	v.Post("/views", url.Values{"list": {"projects"}, "name": {"astana"}}).Is(http.StatusUnprocessableEntity).Says(i18n.T(i18n.With(t.Context(), i18n.EN), "view.name_taken"))
	other := s.As("official")
	other.Get("/views").Is(http.StatusOK).Says("Astana")
	if got := other.Get("/views/1").Is(http.StatusSeeOther).Header.Get("Location"); got != "/projects?programme=astana&view=1" {
		t.Errorf("the official is led to %s", got)
	}
	other.Get("/projects?programme=astana&view=1").Is(http.StatusOK).Says("Astana")
	other.Get("/palette?q=astan").Is(http.StatusOK).Says("Astana")
	other.Get("/views/1/edit").Is(http.StatusForbidden)
	v.Post("/views/1/edit", url.Values{"name": {"Astana"}, "shared": {""}}).Is(http.StatusSeeOther)
	other.Get("/views/1").Is(http.StatusNotFound)
	other.Get("/views").Is(http.StatusOK).SaysNot("Astana")
	v.Post("/views/1/removal", nil).Is(http.StatusSeeOther)
	v.Get("/views/1").Is(http.StatusNotFound)
}

// A star comes back alone where a script asked for it, and the list of
// favourites has the project.
func TestAStarIsSentAlone(t *testing.T) {
	s := visit.Serve(t)
	v, id := s.As("official"), strconv.FormatInt(s.Projects["sergek"], 10)
	form := url.Values{"entity": {"project"}, "id": {id}, "on": {"yes"}, "name": {"X"}, "from": {"/projects"}}
	v.Post("/favourites", form).Is(http.StatusSeeOther)
	if got := v.Get("/projects?favourite=yes").Is(http.StatusOK); !got.Has("#star-project-" + id + " [aria-pressed=true]") {
		t.Error("the favourite has no star in the list")
	}
	s.As("expert").Get("/projects?favourite=yes").Is(http.StatusOK)
	form.Set("on", "no")
	r := visit.Posting("/favourites", form)
	r.Header.Set("HX-Request", "true")
	r.Header.Set("HX-Target", "form#star-project-"+id)
	p := v.Send(r).Is(http.StatusOK)
	if !p.Has("[aria-pressed=false]") || p.Has("main") {
		t.Errorf("sent: %s", p.Body)
	}
	v.Post("/favourites", url.Values{"entity": {"weather"}, "id": {"1"}}).Is(http.StatusNotFound)
}
