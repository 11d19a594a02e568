package web_test

import (
	"net/http"
	"testing"

	visitors "qadam/internal/testkit/visit"
)

// The form of the day sends today and an empty day to compare with; neither stays in
// the address of a page. What is wrong stays and is said.
func TestDaysThatAskForNothingLeaveTheAddress(t *testing.T) {
	s := visitors.Serve(t)
	s.Clock.Set("2018-03-12 10:00")
	v := s.As("official")
	for from, to := range map[string]string{
		"/projects?as_of=12.03.2018&against=":          "/projects",
		"/projects?q=a%2Cb&as_of=2018-03-12&sort=name": "/projects?q=a%2Cb&sort=name",
		"/milestones?as_of=06.03.2018&against=":        "/milestones?as_of=06.03.2018",
		"/portfolio?as_of=&against=2018-03-06":         "/portfolio?against=2018-03-06",
	} {
		if got := v.Get(from).Is(http.StatusSeeOther).Header.Get("Location"); got != to {
			t.Errorf("%s leads to %s, want %s", from, got, to)
		}
	}
	for address, status := range map[string]int{
		"/projects?as_of=2018-03-11": http.StatusOK, "/projects.json?as_of=2018-03-12": http.StatusOK, "/portfolio?against=2018-03-06": http.StatusOK,
		"/projects?as_of=2018-03-13": http.StatusUnprocessableEntity, "/projects?as_of=soon": http.StatusUnprocessableEntity,
	} {
		v.Get(address).Is(status)
	}
}

// An address that looks like another host leads nowhere but here: what begins with two
// slashes a browser takes for a host.
func TestDaysThatAskForNothingLeadToNoOtherHost(t *testing.T) {
	s := visitors.Serve(t)
	for address, to := range map[string]string{
		"//example.org/?against=": "/example.org/?against=", "///example.org/?against=": "/example.org/?against=",
		"/%2Fexample.org/?against=": "/%2Fexample.org/", `/\example.org/?against=`: "/%5Cexample.org/",
	} {
		if got := s.As("official").Get(address).Header.Get("Location"); got != to {
			t.Errorf("%s leads to %q, want %q", address, got, to)
		}
	}
}
