package planning_test

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"qadam/internal/search"
)

// All that a list finds can be taken at once: what of it the person may change,
// wherever in the list it stands, in the list's order.
func TestAllThatAListFindsIsTaken(t *testing.T) {
	s := storied(t)
	v := s.as("manager.astana")
	id := func(line string) string { return strconv.FormatInt(s.Milestones["astana "+line], 10) }
	for _, tt := range []struct {
		form, list string
		want       []string
	}{
		{"/milestones/reports", "/milestones?status=overdue,at_risk&sort=-due", []string{id("1.3"), id("1.2"), id("2.1")}},
		{"/milestones/reports", "/milestones?q=sergek&rows=25", []string{id("1.2"), id("1.3")}}, // 1.1 is done
		{"/milestones/reports", "/milestones?against=2018-06-30&slip=later&status=overdue", []string{id("1.2")}},
		{"/projects/edit", "/projects?sort=-name", []string{"sergek", "ikomek"}},
		{"/projects/edit", "/projects?sort=was,code", []string{"ikomek", "sergek"}}, // nothing is compared: only the code is left
		{"/projects/edit", "/projects?against=2018-06-30&sort=was,code", []string{"sergek", "ikomek"}},
		{"/projects/edit", "/projects?programme=ontustik", nil},
		{"/projects/edit", "https://example.kz/projects?programme=ontustik", []string{"ikomek", "sergek"}},
	} {
		p := v.get(tt.form + "?" + url.Values{"found": {"yes"}, "list": {tt.list}}.Encode()).is(http.StatusOK)
		var got []string
		p.doc.Find(`main form`).First().Find(`input[name="line"], input[name="project"]`).Each(func(_ int, in *goquery.Selection) {
			value, _, _ := strings.Cut(in.AttrOr("value", ""), ".")
			got = append(got, value)
		})
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s takes %v of %s, want %v", tt.form, got, tt.list, tt.want)
		}
	}
	for form, list := range map[string]string{
		"/milestones/reports": "/milestones?status=foo", "/projects/edit": "/projects?model=foo",
	} {
		p := v.get(form + "?" + url.Values{"found": {"yes"}, "list": {list}}.Encode()).is(http.StatusSeeOther)
		if got := p.Header.Get("Location"); got != list {
			t.Errorf("what cannot be asked of %s leads to %s", list, got)
		}
		v.get(list).is(http.StatusUnprocessableEntity)
	}
	s.as("official").get("/milestones/reports?found=yes").is(http.StatusForbidden)
}

// Of a long question the first words count; the others change nothing.
func TestWordsOfAMilestoneThatCount(t *testing.T) {
	s := storied(t)
	v := s.as("official")
	twelve := strings.Fields("1.2 s se ser serg serge sergek e er r g k")
	if len(twelve) != search.WordsAsked {
		t.Fatalf("%d words count", search.WordsAsked)
	}
	asked := slices.Concat(twelve[:1], twelve) // a word said twice is one
	for i := range 2000 {
		asked = append(asked, "w"+strconv.Itoa(i))
	}
	for _, words := range [][]string{twelve, asked} {
		if got := v.get("/milestones?" + url.Values{"q": {strings.Join(words, " ")}}.Encode()).is(http.StatusOK).listed(); got != "a1.2" {
			t.Errorf("%d words find %q", len(words), got)
		}
	}
	if got := v.get("/milestones?q=1.2+nowhere+sergek").listed(); got != "" {
		t.Errorf("a word that nothing has finds %q", got)
	}
}
