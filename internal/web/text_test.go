package web_test

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"qadam/internal/testkit"
	visitors "qadam/internal/testkit/visit"
	"qadam/internal/web"
	"qadam/views/href"
)

// PostgreSQL keeps neither a zero byte nor half a letter; no page asks for one
// and no outage may come of it.
func TestWhatIsNoTextIsNoOutage(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		s := &visitors.Site{World: w, Handler: web.New(web.Options{App: w.App, Version: "test", Log: slog.New(slog.NewTextHandler(io.Discard, nil))})}
		for who, addresses := range map[string][]string{
			"manager.astana": {"/projects/%00", "/projects/%ff", "/zones/%00", "/programmes/%00", "/milestones/%00", "/portfolio?year=%00"},
			"auditor":        {"/audit?entity=%00&id=1", "/audit?entity=%ff&id=1"},
		} {
			for _, address := range addresses {
				s.As(who).Send(httptest.NewRequest(http.MethodGet, address, nil)).Is(http.StatusNotFound)
			}
		}
		for _, typed := range []string{"It is \x00late", "It is \xfflate"} {
			s.As("manager.astana").Post(href.MilestoneUpdates(w.Milestones["astana 1.1"]), url.Values{
				"percent": {"40"}, "forecast": {"30.03.2018"}, "note": {typed}, "form_key": {typed},
			}).Is(http.StatusSeeOther)
			s.As("admin").Post(href.AdminPeople(), url.Values{"email": {testkit.Account}, "name": {typed}, "locale": {"kk"}}).Is(http.StatusUnprocessableEntity)
			s.Stranger().Post(href.SignIn(), url.Values{"email": {typed}, "password": {typed}}).Is(http.StatusUnprocessableEntity)
		}
		if l := w.Line("astana 1.1", ""); l.Facts.Percent != 40 {
			t.Errorf("reported %d", l.Facts.Percent)
		}
	})
}

func TestAnAddressWithASuffixLeadsToNoOtherHost(t *testing.T) {
	s := visitors.Serve(t)
	for _, address := range []string{"/%2Fexample.org.csv", "/%2Fexample.org%2Ecsv", "/%2fexample.org.json.csv"} {
		for _, v := range []*visitors.Visitor{s.Stranger(), s.As("official")} {
			if p := v.Get(address).Is(http.StatusNotFound); strings.Contains(p.Body, `="//example.org`) {
				t.Errorf("the page of %s links to another host", address)
			}
		}
	}
}
