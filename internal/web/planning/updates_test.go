package planning_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/portfolio"
	"qadam/internal/testkit"
	"qadam/views/href"
)

var pdf = []byte("%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n")

// milestone is what is known of a milestone now.
func (s *site) milestone(name string) portfolio.Milestone {
	s.T.Helper()
	m, err := s.Store.Read(access.System(), s.Store.Instant()).Milestone(context.Background(), s.Milestones[name])
	if err != nil {
		s.T.Fatal(err)
	}
	return m
}

func (s *site) address(name string) string { return href.Milestone(s.Milestones[name]) }

func TestAReportIsSaved(t *testing.T) {
	s := serve(t)
	p := s.as("manager.astana").get(s.address("astana 1.1")).is(http.StatusOK).
		says("Line 1.1", "On track", "expected 60%", "plan 30 Mar 2018")
	p.form("Save update").fill("percent", "60").fill("forecast", "05.04.2018").fill("note", "Delivery is late").
		submit().follow().is(http.StatusOK).
		says(say("milestone.progress_recorded"), "At risk", "60%, forecast 5 Apr 2018", "Delivery is late", "The manager.astana", "+6 days", "last time 60%")
	m := s.milestone("astana 1.1")
	if len(m.Updates) != 1 || m.Updates[0].Percent != 60 || m.Updates[0].Forecast != testkit.Day("2018-04-05") {
		t.Errorf("updates %+v", m.Updates)
	}
}

// What bad input gets: a message beside the field, what was typed kept, and
// nothing saved.
func TestAReportThatIsRefused(t *testing.T) {
	long := strings.Repeat("ә", portfolio.NoteLimit+1)
	tests := []struct {
		name  string
		typed map[string]string
		file  *upload
		field string
		want  string
	}{
		{"more than all", map[string]string{"percent": "101"}, nil, "percent", say("fault.percent_range")},
		{"less than nothing", map[string]string{"percent": "-1"}, nil, "percent", say("fault.percent_range")},
		{"no number", map[string]string{"percent": "half"}, nil, "percent", say("fault.not_a_number")},
		{"a fraction", map[string]string{"percent": "55,5"}, nil, "percent", say("fault.not_a_number")},
		{"no per cent at all", map[string]string{"percent": " "}, nil, "percent", say("fault.required")},
		{"down without a reason", map[string]string{"percent": "40"}, nil, "note", say("milestone.down_needs_reason", "Before", 50, "After", 40)},
		{"a forecast before the start", map[string]string{"forecast": "31.01.2018"}, nil, "forecast", say("milestone.forecast_before_start", "Start", testkit.Day("2018-02-01"))},
		{"a forecast without an end", map[string]string{"forecast": "31.12.9999"}, nil, "forecast", say("milestone.forecast_too_late", "Last", testkit.Day("2028-03-30"))},
		{"a date that does not exist", map[string]string{"forecast": "31.02.2018"}, nil, "forecast", say("fault.date_does_not_exist")},
		{"no date", map[string]string{"forecast": "soon"}, nil, "forecast", say("fault.not_a_date")},
		{"no forecast", map[string]string{"forecast": ""}, nil, "forecast", say("fault.required")},
		{"a note without an end", map[string]string{"note": long}, nil, "note", say("fault.too_long", "Limit", portfolio.NoteLimit)},
		{"done without evidence", map[string]string{"percent": "100", "said_done": "on"}, nil, "files", say("milestone.done_needs_evidence")},
		{"done and not all of it", map[string]string{"percent": "90", "said_done": "on"}, &upload{"act.pdf", pdf}, "percent", say("milestone.done_is_hundred")},
		{"a page that a browser would run", nil, &upload{"act.pdf", []byte("<html><script>alert(1)</script></html>")}, "files", say("fault.file_type", "Name", "act.pdf")},
		{"an empty file", nil, &upload{"act.pdf", nil}, "files", say("fault.file_empty", "Name", "act.pdf")},
		{"a file too large", nil, &upload{"act.pdf", append(bytes.Clone(pdf), make([]byte, app.FileLimit)...)}, "files", say("fault.file_too_large", "Name", "act.pdf", "Limit", 20)},
		{"a link to nowhere", map[string]string{"link": "javascript:alert(1)"}, nil, "link", say("fault.not_a_link")},
		{"a document of tomorrow", map[string]string{"document_date": "06.03.2018"}, nil, "document_date", say("fault.in_future")},
	}
	s := serve(t)
	s.Report("astana 1.1", 50, "2018-03-30")
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v := s.as("manager.astana")
			f := v.get(s.address("astana 1.1")).form("Save update")
			for name, value := range tt.typed {
				f.fill(name, value)
			}
			if tt.file != nil {
				f.attach(tt.file.name, tt.file.body)
			}
			p := f.submit().is(http.StatusUnprocessableEntity).says(tt.want)
			if got := p.fault(tt.field); got != tt.want {
				t.Errorf("beside %s stands %q, want %q", tt.field, got, tt.want)
			}
			again := p.form("Save update")
			for name, typed := range tt.typed {
				if got := strings.TrimPrefix(again.values.Get(name), "\n"); got != typed {
					t.Errorf("%s is %.40q now, typed was %.40q", name, got, typed)
				}
			}
			if n := len(s.milestone("astana 1.1").Updates); n != 1 {
				t.Errorf("%d updates, want the one from before", n)
			}
		})
	}
}

func TestAllMistakesAreSaidAtOnce(t *testing.T) {
	s := serve(t)
	p := s.as("manager.astana").get(s.address("astana 1.1")).form("Save update").
		fill("percent", "160").fill("forecast", "31.02.2018").fill("link", "x").tick("said_done").submit().is(http.StatusUnprocessableEntity)
	for field, want := range map[string]string{"percent": say("fault.percent_range"), "forecast": say("fault.date_does_not_exist"), "link": say("fault.not_a_link")} {
		if got := p.fault(field); got != want {
			t.Errorf("beside %s stands %q, want %q", field, got, want)
		}
	}
}

// A day that has passed is no forecast: the form does not offer it.
func TestAForecastOfThePastIsNotOffered(t *testing.T) {
	s := serve(t)
	s.Report("astana 1.1", 60, "2018-03-20")
	s.Clock.Set("2018-03-21 10:00")
	p := s.as("manager.astana").get(s.address("astana 1.1")).says("last time 20 Mar 2018")
	if got := p.form("Save update").values.Get("forecast"); got != "" {
		t.Errorf("%s is offered", got)
	}
}

func TestTooManyFilesAtOnce(t *testing.T) {
	s := serve(t)
	f := s.as("manager.astana").get(s.address("astana 1.1")).form("Save update").fill("percent", "60")
	for i := range app.FilesLimit + 1 {
		f.attach(fmt.Sprintf("act %d.pdf", i), fmt.Appendf(nil, "%s %d", pdf, i))
	}
	p := f.submit().is(http.StatusUnprocessableEntity).says(say("fault.too_many_files", "Limit", app.FilesLimit))
	if got := len(p.form("Save update").values["kept"]); got != app.FilesLimit {
		t.Errorf("%d files kept, want %d", got, app.FilesLimit)
	}
}

// A form that is refused has its files with it when it is sent again.
func TestFilesNeedNotBeSentTwice(t *testing.T) {
	s := serve(t)
	v := s.as("manager.astana")
	p := v.get(s.address("astana 1.1")).form("Save update").
		fill("percent", "101").tick("said_done").fill("document_number", "№ 7").fill("document_date", "02.03.2018").
		attach("Акт приёмки.pdf", pdf).attach("photo.html", []byte("<html>")).
		submit().is(http.StatusUnprocessableEntity).says("Акт приёмки.pdf", say("fault.file_type", "Name", "photo.html"))
	p.form("Save update").fill("percent", "100").submit().follow().says("Reported done", "Акт приёмки.pdf", "№ 7, 2 Mar 2018")
	m := s.milestone("astana 1.1")
	if len(m.Evidence) != 1 || m.Evidence[0].MediaType != "application/pdf" || m.Evidence[0].Dated != testkit.Day("2018-03-02") {
		t.Errorf("evidence %+v", m.Evidence)
	}
}

func TestAFileOfAnotherMindIsNoFile(t *testing.T) {
	s := serve(t)
	f := s.as("manager.astana").get(s.address("astana 1.1")).form("Save update").fill("percent", "100").tick("said_done")
	f.values.Set("kept", "eyJuYW1lIjoieCJ9.00")
	f.submit().is(http.StatusUnprocessableEntity).says(say("milestone.file_lost"))
}

func TestAFormSentTwiceIsOneUpdate(t *testing.T) {
	s := serve(t)
	f := s.as("manager.astana").get(s.address("astana 1.1")).form("Save update").fill("percent", "60")
	for range 2 {
		f.submit().is(http.StatusSeeOther)
	}
	if n := len(s.milestone("astana 1.1").Updates); n != 1 {
		t.Errorf("%d updates, want one", n)
	}
}

// A program fills in no form: it names neither a key nor what it has seen, and
// follows whatever was reported last.
func TestAProgramReportsWithoutAForm(t *testing.T) {
	s := serve(t)
	for _, percent := range []string{"60", "70"} {
		s.as("manager.astana").post(s.address("astana 1.1")+"/updates", url.Values{"percent": {percent}, "forecast": {"30.03.2018"}}).
			is(http.StatusSeeOther)
	}
	if n := len(s.milestone("astana 1.1").Updates); n != 2 {
		t.Errorf("%d updates, want both", n)
	}
}

func TestAKeyThatNoPageGaveIsRefused(t *testing.T) {
	s := serve(t)
	s.as("manager.astana").get(s.address("astana 1.1")).form("Save update").fill("percent", "60").fill("form_key", strings.Repeat("k", 200)).
		submit().is(http.StatusUnprocessableEntity).says(say("fault.bad_form"))
}

func TestSomebodyElseReportedMeanwhile(t *testing.T) {
	s := serve(t)
	mine := s.as("manager.astana").get(s.address("astana 1.1")).form("Save update").
		fill("percent", "70").fill("forecast", "10.04.2018").fill("note", "Cabinets stand")
	s.as("head.astana").get(s.address("astana 1.1")).form("Save update").
		fill("percent", "65").fill("forecast", "02.04.2018").fill("note", "Poles are late").submit().is(http.StatusSeeOther)

	p := mine.submit().is(http.StatusConflict).
		says(say("milestone.reported_meanwhile"), "The head.astana", "65%", "2 Apr 2018", "Poles are late", "70", "10.04.2018", "Cabinets stand")
	p.form("Save update").submit().follow().says("70%, forecast 10 Apr 2018", "Progress +5%", "Forecast +8 days")
	if n := len(s.milestone("astana 1.1").Updates); n != 2 {
		t.Errorf("%d updates, want both", n)
	}
}

// A form that is wrong in itself must not forget what it had seen.
func TestARefusedFormStillMeetsWhatOthersReported(t *testing.T) {
	s := serve(t)
	mine := s.as("manager.astana").get(s.address("astana 1.1")).form("Save update").fill("percent", "x")
	s.Report("astana 1.1", 65, "2018-03-30")
	mine.submit().is(http.StatusUnprocessableEntity).form("Save update").fill("percent", "70").submit().is(http.StatusConflict)
}

func TestDoneMeanwhile(t *testing.T) {
	s := serve(t)
	mine := s.as("manager.astana").get(s.address("astana 1.1")).form("Save update").fill("percent", "70").fill("note", "Almost there")
	s.SayDone("astana 1.1", "2018-03-05")
	s.Accept("astana 1.1", "2018-03-05")
	mine.submit().is(http.StatusConflict).says(say("milestone.is_done"), "Almost there", "Done")
}

func TestWhoMayReport(t *testing.T) {
	s := serve(t)
	form := url.Values{"percent": {"60"}, "forecast": {"30.03.2018"}, "form_key": {"k"}, "seen": {"0"}}
	for who, want := range map[string]int{
		"manager.astana": 303, "head.astana": 303, "manager.ontustik": 403, "head.ontustik": 403, "expert": 403, "chair": 403,
		"secretary": 403, "member": 403, "official": 403, "auditor": 403, "admin": 404, "nobody": 404,
	} {
		form.Set("form_key", who)
		form.Set("seen", fmt.Sprint(last(s.milestone("astana 1.1"))))
		if got := s.as(who).post(s.address("astana 1.1")+"/updates", form).Status; got != want {
			t.Errorf("%s: %d, want %d", who, got, want)
		}
		p := s.as(who).get(s.address("astana 1.1"))
		if offered := p.doc.Find(`form[action$="/updates"]`).Length() > 0; offered != (want == 303) {
			t.Errorf("%s is offered the form: %v", who, offered)
		}
	}
	s.as("manager.astana").post("/milestones/999999/updates", form).is(http.StatusNotFound)
	s.as("manager.astana").post("/milestones/x/updates", form).is(http.StatusNotFound)
	stranger := &visitor{t: t, site: s, token: "nonsense"}
	if p := stranger.post(s.address("astana 1.1")+"/updates", form); p.Status != http.StatusSeeOther || p.Header.Get("Location") != href.SignIn() {
		t.Errorf("a stranger: %d to %s", p.Status, p.Header.Get("Location"))
	}
}

func last(m portfolio.Milestone) int64 {
	if u := m.Last(); u != nil {
		return u.ID
	}
	return 0
}

// zeros never end.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// More than all files together may weigh is refused with a word beside the
// field; of such a form nothing else can be read.
func TestMoreThanAllFilesMayWeigh(t *testing.T) {
	s := serve(t)
	head := "--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"act.pdf\"\r\n\r\n"
	body := io.MultiReader(strings.NewReader(head), io.LimitReader(zeros{}, (app.FilesLimit+1)*app.FileLimit), strings.NewReader("\r\n--b--\r\n"))
	r := httptest.NewRequest(http.MethodPost, href.MilestoneUpdates(s.Milestones["astana 1.1"]), body)
	r.Header.Set("Content-Type", "multipart/form-data; boundary=b")
	p := s.as("manager.astana").send(r).is(http.StatusUnprocessableEntity)
	if got := p.fault("files"); got != say("fault.upload_too_large") {
		t.Errorf("beside the files stands %q", got)
	}
	p.form("Save update").fill("percent", "60").submit().is(http.StatusSeeOther)
}
