package planning_test

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
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
		{"/milestones/reports", "/milestones?status=foo", nil},
		{"/projects/edit", "/projects?sort=-name", []string{"sergek", "ikomek"}},
		{"/projects/edit", "/projects?programme=ontustik", nil},
		{"/projects/edit", "https://example.kz/projects?programme=ontustik", []string{"ikomek", "sergek"}},
	} {
		p := v.get(tt.form + "?" + url.Values{"found": {"yes"}, "list": {tt.list}, "back": {tt.list}}.Encode()).is(http.StatusOK)
		var got []string
		p.doc.Find(`main form`).First().Find(`input[name="line"], input[name="project"]`).Each(func(_ int, in *goquery.Selection) {
			value, _, _ := strings.Cut(in.AttrOr("value", ""), ".")
			got = append(got, value)
		})
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s takes %v of %s, want %v", tt.form, got, tt.list, tt.want)
		}
	}
	s.as("official").get("/milestones/reports?found=yes").is(http.StatusForbidden)
}
