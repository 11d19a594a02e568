package planning

import (
	"crypto/rand"
	"strconv"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/fault"
	"qadam/internal/web/site"
	"qadam/views/ui"
)

// attempt is what was tried on a milestone and did not go through: the form as
// it was typed, and why. The zero attempt is a page that was only opened.
type attempt struct {
	kind     string // "report", "accept" or "return"
	form     ui.Form
	kept     []app.File // files of a report, kept so that they need not be sent again
	conflict error      // somebody else was faster
}

// The kinds of attempts; those of a review also keep apart the fields of its
// two forms.
const (
	toReport = "report"
	toAccept = "accept"
	toReturn = "return"
)

func (t attempt) errors() []fault.FieldError { return t.form.Errors }

func (t attempt) prefix() string {
	if t.kind == toReport {
		return ""
	}
	return t.kind
}

// typed is the form of the kind as it was typed, or a new one.
func (t attempt) typed(kind string) ui.Form {
	f := ui.Form{}
	if t.kind == kind {
		f = t.form
	}
	if kind != toReport {
		f.Prefix = kind
	}
	return f
}

// from is the page that the form was sent from.
func (t attempt) from() string { return t.form.Value("from", "") }

// again makes the handler see what was recorded since the request began.
func (h Handler) again(c echo.Context) {
	h.Visit(c).Reader = h.Store.Read(h.Who(c), h.Instant())
}

// forms are what the actor may do to the milestone now, with what was tried.
// Of a past day there are none.
func (h Handler) forms(c echo.Context, s subject, tried attempt) (*ui.Report, *ui.Review, *ui.Meanwhile) {
	if h.Visit(c).Past {
		return nil, nil, nil
	}
	who := h.Who(c)
	var report *ui.Report
	if s.reportable() && who.May(access.ReportProgress, s.milestone.ProgrammeID) {
		report = h.report(s, tried)
		report.Moves = s.moves(site.Ctx(c), report.Form)
	}
	var review *ui.Review
	if last := s.milestone.Last(); last != nil && s.board != nil && s.line.Facts.AwaitsReview() &&
		who.May(access.ReviewEvidence, s.milestone.ProgrammeID) && last.RecordedBy != who.ID {
		review = &ui.Review{
			Accept: tried.typed(toAccept), Return: tried.typed(toReturn), Line: s.line, Update: *last,
			Who: s.names[last.RecordedBy], Evidence: s.milestone.EvidenceOf(last.ID), From: tried.from(),
		}
	}
	return report, review, s.meanwhile(tried)
}

// report is the form to report progress. After a conflict it has seen what the
// others reported, so that saving again works; after any other refusal it has
// seen no more than before.
func (h Handler) report(s subject, tried attempt) *ui.Report {
	r := &ui.Report{
		Form: tried.typed(toReport), On: s.picture.On, Line: s.line, Last: s.milestone.Last(), Key: rand.Text(), From: tried.from(),
		Files: app.FilesLimit, Megabytes: app.FileLimit >> 20,
	}
	if r.Last != nil {
		r.Seen = r.Last.ID
	}
	if o := s.original(); o != nil {
		r.Original = o.Deadline
	}
	if tried.kind != toReport {
		return r
	}
	r.Key = r.Form.Value("form_key", r.Key)
	if seen, err := strconv.ParseInt(r.Form.Value("seen", ""), 10, 64); err == nil && tried.conflict == nil {
		r.Seen = seen
	}
	for _, f := range tried.kept {
		r.Kept = append(r.Kept, ui.KeptFile{Token: h.App.Token(f), Name: f.Name, Size: f.Size})
	}
	return r
}

// meanwhile is what others did since the form was opened, when that is why it
// did not go through.
func (s subject) meanwhile(tried attempt) *ui.Meanwhile {
	found := fault.Of(tried.conflict)
	if found == nil {
		return nil
	}
	m := &ui.Meanwhile{Why: found.Key, Form: tried.form, Report: tried.kind == toReport}
	seen := tried.form.Value("seen", tried.form.Value("update_id", "0"))
	after, err := strconv.ParseInt(seen, 10, 64)
	if err != nil {
		after = 0
	}
	for _, f := range s.history() {
		switch {
		case f.Update != nil && (f.Update.ID > after || s.milestone.Last().ID == f.Update.ID && len(m.Updates) == 0 && m.Report):
			m.Updates = append(m.Updates, f)
		case f.Review != nil && f.Review.UpdateID >= after:
			m.Reviews = append(m.Reviews, f)
		}
	}
	m.Updates, m.Reviews = newest(m.Updates), newest(m.Reviews)
	return m
}

// shownMeanwhile is how many of the others' entries stand beside what was typed.
const shownMeanwhile = 3

func newest(facts []ui.Fact) []ui.Fact { return facts[:min(len(facts), shownMeanwhile)] }
