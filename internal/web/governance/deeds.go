package governance

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/approval"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/web/site"
	"qadam/views/cases"
	"qadam/views/href"
	"qadam/views/ui"
)

// uploads is how many bytes the form of an act may have.
const uploads = 110 << 20

func deedRoutes(h Handler) []site.Route {
	return []site.Route{
		{Method: http.MethodPost, Path: "/cases/:id/experts", Action: access.AssignExperts, Handle: h.assignExperts},
		{Method: http.MethodPost, Path: "/cases/:id/review", Action: access.SeeReviewed, Handle: h.endReview},
		{Method: http.MethodPost, Path: "/cases/:id/return", Action: access.HoldSitting, Handle: h.returnCase},
		{Method: http.MethodPost, Path: "/cases/:id/withdrawal", Action: access.Submit, Handle: h.withdrawCase},
		{Method: http.MethodPost, Path: "/cases/:id/submission", Action: access.Submit, Handle: h.resubmitCase},
		{Method: http.MethodPost, Path: "/cases/:id/remarks/:remark/answer", Action: access.AnswerRemarks, Handle: h.answerRemark},
		{Method: http.MethodPost, Path: "/cases/:id/decision", Action: access.SeeSubmitted, Handle: h.decideCase},
		{Method: http.MethodPost, Path: "/cases/:id/act", Action: access.RecordAct, Limit: uploads, Handle: h.recordAct},
		{Method: http.MethodGet, Path: "/cases/:id/act/file", Action: access.SeeInForce, Handle: h.showActFile},
	}
}

// deed is something that a form of the page does to the case.
type deed struct {
	form   *site.Form
	prefix string                           // of the form on the page
	flash  string                           // what is said when it is done
	keep   func(f *cases.Forms, ui ui.Form) // puts the form back on the page
}

// do does it: the page again with what is wrong, or with what others did
// meanwhile, or the case as it then is.
func (h Handler) do(c echo.Context, id int64, x deed, act func() error) error {
	ok, err := x.form.Try(act)
	if ok {
		return h.SeeOther(c, href.Case(id), x.flash)
	}
	status, err := x.form.Again(err)
	if err != nil {
		return err
	}
	d, err := h.desk(c, id)
	if err != nil {
		return err
	}
	x.form.Form.Prefix = x.prefix
	var forms cases.Forms
	if x.keep != nil {
		x.keep(&forms, x.form.Form)
	}
	return h.casePage(c, status, d, forms, x.form.Form)
}

// assignExperts answers POST /cases/:id/experts.
func (h Handler) assignExperts(c echo.Context) error {
	id, err := site.ID(c)
	if err != nil {
		return err
	}
	f := site.ReadForm(c)
	var seats []int64
	for _, s := range f.All("seats") {
		seat, err := strconv.ParseInt(s, 10, 64)
		if err != nil {
			return fault.NotFound()
		}
		seats = append(seats, seat)
	}
	due := f.Day("due")
	x := deed{f, cases.ExpertsPrefix, "cases.done_assigned", func(p *cases.Forms, f ui.Form) { p.Experts = f }}
	return h.do(c, id, x, func() error { return h.App.AssignExperts(site.Ctx(c), h.Who(c), id, seats, due) })
}

// endReview answers POST /cases/:id/review.
func (h Handler) endReview(c echo.Context) error {
	id, err := site.ID(c)
	if err != nil {
		return err
	}
	x := deed{form: site.ReadForm(c), flash: "cases.done_reviewed"}
	return h.do(c, id, x, func() error { return h.App.EndReview(site.Ctx(c), h.Who(c), id) })
}

// returnCase answers POST /cases/:id/return; the button for one more remark
// shows the form again.
func (h Handler) returnCase(c echo.Context) error {
	id, err := site.ID(c)
	if err != nil {
		return err
	}
	f := site.ReadForm(c)
	remarks := readRemarks(f)
	if f.Bool("more") {
		d, err := h.desk(c, id)
		if err != nil {
			return err
		}
		return h.casePage(c, http.StatusOK, d, cases.Forms{Return: f.Form}, ui.Form{})
	}
	x := deed{f, cases.ReturnPrefix, "cases.done_returned", func(p *cases.Forms, f ui.Form) { p.Return = f }}
	return h.do(c, id, x, func() error { return h.App.ReturnCase(site.Ctx(c), h.Who(c), id, remarks) })
}

// withdrawCase answers POST /cases/:id/withdrawal.
func (h Handler) withdrawCase(c echo.Context) error {
	id, err := site.ID(c)
	if err != nil {
		return err
	}
	f := site.ReadForm(c)
	x := deed{f, cases.WithdrawPrefix, "cases.done_withdrawn", func(p *cases.Forms, f ui.Form) { p.Withdraw = f }}
	return h.do(c, id, x, func() error { return h.App.Withdraw(site.Ctx(c), h.Who(c), id, f.Text("reason")) })
}

// caseText is what the submitter of a case wrote about it.
func caseText(f *site.Form) app.CaseText {
	return app.CaseText{
		Title: i18n.Text{KK: f.Text("title_kk"), RU: f.Text("title_ru"), EN: f.Text("title_en")},
		Brief: i18n.Text{KK: f.Text("brief_kk"), RU: f.Text("brief_ru"), EN: f.Text("brief_en")},
	}
}

// resubmitCase answers POST /cases/:id/submission.
func (h Handler) resubmitCase(c echo.Context) error {
	id, err := site.ID(c)
	if err != nil {
		return err
	}
	f := site.ReadForm(c)
	x := deed{f, cases.ResubmitPrefix, "cases.done_submitted", func(p *cases.Forms, f ui.Form) { p.Resubmit = f }}
	return h.do(c, id, x, func() error { return h.App.Resubmit(site.Ctx(c), h.Who(c), id, caseText(f)) })
}

// answerRemark answers POST /cases/:id/remarks/:remark/answer.
func (h Handler) answerRemark(c echo.Context) error {
	id, err := site.ID(c)
	if err != nil {
		return err
	}
	remark, err := strconv.ParseInt(c.Param("remark"), 10, 64)
	if err != nil {
		return fault.NotFound()
	}
	known, err := h.Reader(c).Case(site.Ctx(c), id)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(known.Remarks, func(r approval.Remark) bool { return r.ID == remark }) {
		return fault.NotFound()
	}
	f := site.ReadForm(c)
	x := deed{f, cases.AnswerPrefix(remark), "cases.done_answered", func(p *cases.Forms, f ui.Form) {
		p.Answers = map[int64]ui.Form{remark: f}
	}}
	return h.do(c, id, x, func() error {
		return h.App.AnswerRemark(site.Ctx(c), h.Who(c), remark, approval.AnswerKind(f.Text("kind")), f.Text("text"))
	})
}

// decideCase answers POST /cases/:id/decision: yes or no of one person.
func (h Handler) decideCase(c echo.Context) error {
	id, err := site.ID(c)
	if err != nil {
		return err
	}
	found, err := h.Reader(c).Case(site.Ctx(c), id)
	if err != nil {
		return err
	}
	f := site.ReadForm(c)
	decision := f.Text("decision")
	// Who may not decide is told so before what he sent is looked at.
	if decision != "approve" && decision != "reject" && app.Decides(h.Who(c), found.ProgrammeID) {
		f.Fault("text", "fault.required_choice")
	}
	x := deed{f, cases.DecisionPrefix, "cases.done_" + decision + "d", func(p *cases.Forms, f ui.Form) { p.Decision = f }}
	if decision == "reject" {
		x.flash = "cases.done_rejected"
	}
	return h.do(c, id, x, func() error {
		return h.App.DecideChange(site.Ctx(c), h.Who(c), id, decision == "approve", f.Text("text"))
	})
}

// recordAct answers POST /cases/:id/act.
func (h Handler) recordAct(c echo.Context) error {
	id, err := site.ID(c)
	if err != nil {
		return err
	}
	if err := h.seesCase(c, id); err != nil {
		return err
	}
	f := site.ReadForm(c)
	act := app.Act{Number: f.Text("act_number"), Date: f.Day("act_date"), Signatory: i18n.Text{KK: f.Text("signatory_kk"), RU: f.Text("signatory_ru")}}
	files, err := h.KeepFiles(f)
	if err != nil {
		return err
	}
	if len(files) > 0 {
		act.File = &files[0]
	}
	x := deed{f, cases.ActPrefix, "cases.done_act", func(p *cases.Forms, f ui.Form) { p.Act = f }}
	return h.do(c, id, x, func() error { return h.App.RecordAct(site.Ctx(c), h.Who(c), id, act) })
}

// showActFile answers GET /cases/:id/act/file.
func (h Handler) showActFile(c echo.Context) error {
	id, err := site.ID(c)
	if err != nil {
		return err
	}
	found, err := h.Reader(c).Case(site.Ctx(c), id)
	if err != nil {
		return err
	}
	s := found.Step(approval.InForce)
	return h.Attach(c, app.File{Name: s.FileName, SHA256: s.FileSHA256, Size: s.FileSize, MediaType: s.FileType}, s.RecordedAt)
}

// readRemarks are the rows of a form about remarks. Rows that say nothing are
// taken out of the form too, so that what is wrong with the nth is said of the
// nth.
func readRemarks(f *site.Form) []approval.Remarked {
	var out []approval.Remarked
	for n := 1; n <= cases.Typed(f.Form, "remark_", ""); n++ {
		at := strconv.Itoa(n)
		text, line := f.Text("remark_"+at), f.ID("remark_line_"+at)
		f.Form.Values.Del("remark_" + at)
		f.Form.Values.Del("remark_line_" + at)
		if text == "" {
			continue
		}
		out = append(out, approval.Remarked{MilestoneID: line, Text: text})
		to := strconv.Itoa(len(out))
		f.Form.Values.Set("remark_"+to, text)
		if line != 0 {
			f.Form.Values.Set("remark_line_"+to, strconv.FormatInt(line, 10))
		}
	}
	return out
}
