package planning_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"qadam/internal/testkit"
	"qadam/views/href"
)

// sayDone has the manager say that the milestone is done, with a file.
func (s *site) sayDone(name string) {
	s.T.Helper()
	s.as("manager.astana").get(s.address(name)).form("Save update").
		fill("percent", "100").fill("forecast", "05.03.2018").tick("said_done").fill("note", "All stand").
		fill("document_number", "№ 12/4").fill("document_date", "02.03.2018").attach("Акт № 12.pdf", pdf).
		submit().is(http.StatusSeeOther)
}

func TestEvidenceIsAccepted(t *testing.T) {
	s := serve(t)
	s.sayDone("astana 1.1")
	s.Clock.Set("2018-03-06 11:00")
	v := s.as("expert")
	f := v.get(s.address("astana 1.1")).says("All stand", "Акт № 12.pdf", "№ 12/4, 2 Mar 2018").form("Accept")
	if got := f.values.Get("done_on"); got != "02.03.2018" {
		t.Errorf("done on %q is offered, want the document's day", got)
	}
	f.fill("note", "Seen on the spot").submit().follow().
		says(say("milestone.evidence_accepted"), "Done", "Evidence accepted, done on 2 Mar 2018", "Seen on the spot", "The expert")
	if l := s.Line("astana 1.1", ""); !l.Facts.Accepted || l.Facts.DoneOn != testkit.Day("2018-03-02") {
		t.Errorf("facts %+v", l.Facts)
	}
	s.as("manager.astana").get(s.address("astana 1.1")).saysNot("Save update")
}

func TestEvidenceIsReturned(t *testing.T) {
	s := serve(t)
	s.sayDone("astana 1.1")
	s.as("expert").get(s.address("astana 1.1")).form("Return").fill("reason", "The annex is missing").
		submit().follow().says(say("milestone.evidence_returned"), "Evidence returned", "The annex is missing")
	s.as("manager.astana").get(s.address("astana 1.1")).says(say("milestone.was_returned"), "The annex is missing").form("Save update")
}

func TestAReviewThatIsRefused(t *testing.T) {
	s := serve(t)
	s.sayDone("astana 1.1")
	long := strings.Repeat("a", 4001)
	for _, tt := range []struct{ name, button, field, typed, want string }{
		{"returned without a reason", "Return", "reason", " ", say("fault.required")},
		{"a reason without an end", "Return", "reason", long, say("fault.too_long", "Limit", 4000)},
		{"done tomorrow", "Accept", "done_on", "06.03.2018", say("fault.in_future")},
		{"done before the start", "Accept", "done_on", "31.01.2018", say("milestone.done_before_start")},
		{"done on no day", "Accept", "done_on", "", say("fault.required")},
		{"done on a day that does not exist", "Accept", "done_on", "30.02.2018", say("fault.date_does_not_exist")},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := s.as("expert").get(s.address("astana 1.1")).form(tt.button).fill(tt.field, tt.typed).submit().is(http.StatusUnprocessableEntity)
			if got := p.fault(tt.field); got != tt.want {
				t.Errorf("beside %s stands %q, want %q", tt.field, got, tt.want)
			}
			if got := strings.TrimPrefix(p.form(tt.button).values.Get(tt.field), "\n"); got != tt.typed {
				t.Errorf("typed was %.20q, now it is %.20q", tt.typed, got)
			}
			if n := len(s.milestone("astana 1.1").Reviews); n != 0 {
				t.Errorf("%d reviews, want none", n)
			}
		})
	}
}

func TestSomebodyElseReviewedMeanwhile(t *testing.T) {
	s := serve(t)
	s.sayDone("astana 1.1")
	mine := s.as("expert").get(s.address("astana 1.1")).form("Return").fill("reason", "The annex is missing")
	s.Accept("astana 1.1", "2018-03-02")
	mine.submit().is(http.StatusConflict).
		says(say("milestone.not_awaiting"), "Evidence accepted, done on 2 Mar 2018", "The expert", say("milestone.you_typed"), "The annex is missing").
		saysNot("What is missing")
}

// What was returned and sent again is another update: a form about the first
// must not decide the second.
func TestAReviewIsOfTheUpdateThatWasRead(t *testing.T) {
	s := serve(t)
	s.sayDone("astana 1.1")
	mine := s.as("expert").get(s.address("astana 1.1")).form("Accept")
	s.as("expert").get(s.address("astana 1.1")).form("Return").fill("reason", "Annex").submit().is(http.StatusSeeOther)
	s.SayDone("astana 1.1", "2018-03-05")
	mine.submit().is(http.StatusConflict)
	if l := s.Line("astana 1.1", ""); l.Facts.Accepted {
		t.Error("the second update was accepted by a form about the first")
	}
}

func TestWhoMayReview(t *testing.T) {
	s := serve(t)
	s.sayDone("astana 1.1")
	update := strconv.FormatInt(s.milestone("astana 1.1").Last().ID, 10)
	for who, want := range map[string]int{
		"manager.astana": 403, "head.astana": 403, "manager.ontustik": 403, "chair": 403, "secretary": 403, "member": 403,
		"official": 403, "auditor": 403, "admin": 404, "nobody": 404,
	} {
		v := s.as(who)
		for _, kind := range []string{"/acceptances", "/returns"} {
			form := url.Values{"update_id": {update}, "done_on": {"02.03.2018"}, "reason": {"no"}}
			if got := v.post(s.address("astana 1.1")+kind, form).Status; got != want {
				t.Errorf("%s to %s: %d, want %d", who, kind, got, want)
			}
		}
		if n := v.get(s.address("astana 1.1")).doc.Find(`form[action$="/acceptances"]`).Length(); n != 0 {
			t.Errorf("%s is offered to accept", who)
		}
	}
	s.as("expert").post("/milestones/999999/acceptances", url.Values{"update_id": {"1"}, "done_on": {"02.03.2018"}}).is(http.StatusNotFound)
}

func TestAFileIsFetched(t *testing.T) {
	s := serve(t)
	s.sayDone("astana 1.1")
	e := s.milestone("astana 1.1").Evidence[0]
	address := href.EvidenceFile(e.ID)
	for who, want := range map[string]int{
		"manager.ontustik": 200, "expert": 200, "member": 200, "official": 200, "auditor": 200, "admin": 404, "nobody": 404,
	} {
		p := s.as(who).get(address)
		if p.Status != want {
			t.Errorf("%s: %d, want %d", who, p.Status, want)
		}
		if want != 200 {
			continue
		}
		for name, value := range map[string]string{
			"Content-Type":            "application/pdf",
			"Content-Disposition":     `attachment; filename="___ _ 12.pdf"; filename*=UTF-8''%D0%90%D0%BA%D1%82%20%E2%84%96%2012.pdf`,
			"X-Content-Type-Options":  "nosniff",
			"Content-Security-Policy": "default-src 'none'; sandbox",
			"Cache-Control":           "private, no-cache",
		} {
			if got := p.Header.Get(name); got != value {
				t.Errorf("%s: %q, want %q", name, got, value)
			}
		}
		if p.Body != string(pdf) {
			t.Errorf("other bytes came back: %q", p.Body)
		}
	}
	s.SayDone("astana 2.1", "2018-03-05")
	link := s.milestone("astana 2.1").Evidence[0]
	v := s.as("official")
	v.get(href.EvidenceFile(link.ID)).is(http.StatusNotFound)
	v.get("/evidence/999999/file").is(http.StatusNotFound)
	v.get(address + "?as_of=2018-03-04").is(http.StatusNotFound)
}
