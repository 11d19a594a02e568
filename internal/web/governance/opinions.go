package governance

import (
	"net/http"
	"net/url"
	"strconv"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/cases"
	"qadam/views/href"
	"qadam/views/ui"
)

func opinionRoutes(h Handler) []site.Route {
	return []site.Route{
		{Method: http.MethodGet, Path: "/cases/:id/opinion", Action: access.GiveOpinion, Handle: h.editOpinion},
		{Method: http.MethodPost, Path: "/cases/:id/opinion", Action: access.GiveOpinion, Handle: h.giveOpinion},
		{Method: http.MethodPost, Path: "/cases/:id/opinion/draft", Action: access.GiveOpinion, Handle: h.saveOpinion},
		{Method: http.MethodPost, Path: "/cases/:id/conflict", Action: access.GiveOpinion, Handle: h.declareConflict},
	}
}

// speaking is the case and the seat from which the person may give an opinion
// on it, or why he may not.
func (h Handler) speaking(c echo.Context) (*desk, int64, error) {
	id, err := site.ID(c)
	if err != nil {
		return nil, 0, err
	}
	d, err := h.desk(c, id)
	if err != nil {
		return nil, 0, err
	}
	if d.past {
		return nil, 0, fault.NotFound()
	}
	seat := d.mySpeaking()
	if seat == 0 {
		own := d.mySeat(access.GiveOpinion, func(int64) bool { return true })
		return nil, 0, d.MaySpeak(own, d.who.ID, d.on)
	}
	return d, seat, nil
}

// editOpinion answers GET /cases/:id/opinion: the form with what was written
// so far.
func (h Handler) editOpinion(c echo.Context) error {
	d, seat, err := h.speaking(c)
	if id, wrong := site.ID(c); wrong == nil && fault.Is(err, fault.KindConflict) {
		return c.Redirect(http.StatusSeeOther, href.Case(id)) // it is given, or its time is over: the case says so
	}
	if err != nil {
		return err
	}
	draft, err := d.r.OpinionDraft(site.Ctx(c), d.ID, d.Round(), seat)
	if err != nil {
		return err
	}
	p := cases.OpinionPage{Remarks: 1, Conditions: 1}
	if draft != nil {
		p.Form, p.SavedAt = ui.Form{Values: draftValues(*draft)}, draft.SavedAt
	}
	return h.opinionPage(c, http.StatusOK, d, seat, p)
}

func (h Handler) opinionPage(c echo.Context, status int, d *desk, seat int64, p cases.OpinionPage) error {
	ctx := site.Ctx(c)
	site.SetPage(c, href.CaseOpinion(d.ID))
	var err error
	p.Case, p.Programme, p.Financing = d.Case, &d.picture.Programme, approval.FinancingOf(d.Submission().Content)
	if asked := d.AskedOf(seat); asked != nil {
		p.Asked = *asked
	}
	p.Bodies = d.bodies(i18n.From(ctx))
	if p.Lines, err = d.plansOf(ctx); err != nil {
		return err
	}
	p.Remarks = max(p.Remarks, cases.Typed(p.Form, "remark_", ""))
	p.Conditions = max(p.Conditions, cases.Typed(p.Form, "condition_", "_text"))
	if p.Shell, err = h.Shell(c, i18n.T(ctx, "cases.opinion_title")); err != nil {
		return err
	}
	p.Eyebrow = cases.Numbered(ctx, d.ID) + " · " + d.Title().For(ctx)
	p.Assets = append(p.Assets, "css/case.css", "js/case.js")
	p.NoDays = true
	p.Errors = append(p.Errors, p.Form.Errors...)
	if p.Conflict.Faulty() {
		p.Errors, p.ErrorPrefix = p.Conflict.Errors, cases.ConflictPrefix
	}
	return h.Render(c, status, cases.OpinionForm(p))
}

// giveOpinion answers POST /cases/:id/opinion. Besides giving it, its buttons
// keep it and ask for one more row; nothing that was typed is lost.
func (h Handler) giveOpinion(c echo.Context) error {
	f := site.ReadForm(c)
	d, seat, err := h.speaking(c)
	if err != nil {
		return err
	}
	o := d.readOpinion(f)
	if more := f.Text("more"); more != "" {
		return h.keepOpinion(c, d, seat, f, o, more)
	}
	ok, err := f.Try(func() error { return h.App.GiveOpinion(site.Ctx(c), h.Who(c), d.ID, o) })
	if err != nil {
		return err
	}
	if !ok {
		return h.opinionPage(c, http.StatusUnprocessableEntity, d, seat, cases.OpinionPage{Form: f.Form})
	}
	return h.SeeOther(c, href.Case(d.ID), "cases.done_opinion")
}

// keepOpinion keeps what is written and shows the form again, with one more row
// when that was asked for.
func (h Handler) keepOpinion(c echo.Context, d *desk, seat int64, f *site.Form, o approval.Opinion, more string) error {
	f.Form.Errors = nil // what has no shape yet may still get one
	if err := h.App.SaveOpinionDraft(site.Ctx(c), h.Who(c), d.ID, draftOf(o)); err != nil {
		return err
	}
	if more == "save" {
		return h.SeeOther(c, href.CaseOpinion(d.ID), "cases.done_saved")
	}
	p := cases.OpinionPage{Form: f.Form, SavedAt: h.Instant()}
	if more == "remark" {
		p.Remarks = len(o.Remarks) + 1
	} else {
		p.Conditions = len(o.Conditions) + 1
	}
	return h.opinionPage(c, http.StatusOK, d, seat, p)
}

// saveOpinion answers POST /cases/:id/opinion/draft, which the script sends
// while somebody writes: with the quiet word that it is kept.
func (h Handler) saveOpinion(c echo.Context) error {
	f := site.ReadForm(c)
	d, _, err := h.speaking(c)
	if err != nil {
		return err
	}
	if err := h.App.SaveOpinionDraft(site.Ctx(c), h.Who(c), d.ID, draftOf(d.readOpinion(f))); err != nil {
		return err
	}
	c.Response().Header().Set("Cache-Control", "no-store")
	return c.String(http.StatusOK, cases.Saved(site.Ctx(c), h.Instant()))
}

// declareConflict answers POST /cases/:id/conflict.
func (h Handler) declareConflict(c echo.Context) error {
	f := site.ReadForm(c)
	d, seat, err := h.speaking(c)
	if err != nil {
		return err
	}
	ok, err := f.Try(func() error { return h.App.DeclareConflict(site.Ctx(c), h.Who(c), d.ID, f.Text("reason")) })
	if err != nil {
		return err
	}
	if !ok {
		f.Form.Prefix = cases.ConflictPrefix
		return h.opinionPage(c, http.StatusUnprocessableEntity, d, seat, cases.OpinionPage{Conflict: f.Form, Remarks: 1, Conditions: 1})
	}
	return h.SeeOther(c, href.Case(d.ID), "cases.done_conflict")
}

// readOpinion is the opinion as it was typed. Rows that say nothing are taken
// out of the form too.
func (d *desk) readOpinion(f *site.Form) approval.Opinion {
	o := approval.Opinion{Summary: f.Text("summary"), Verdict: approval.Verdict(f.Text("verdict")), Remarks: readRemarks(f)}
	for _, c := range d.Kind.Rule().Criteria {
		s := approval.Score{Criterion: c, Score: approval.NoScore, Text: f.Text("text_" + c)}
		if n, err := strconv.Atoi(f.Text("score_" + c)); err == nil {
			s.Score = n
		}
		o.Scores = append(o.Scores, s)
	}
	for n := 1; n <= max(cases.Typed(f.Form, "condition_", "_text"), cases.Typed(f.Form, "condition_", "_owner"), cases.Typed(f.Form, "condition_", "_due")); n++ {
		p := readProposal(f, "condition_"+strconv.Itoa(n)+"_")
		if !p.IsZero() {
			o.Conditions = append(o.Conditions, p)
			keepProposal(f.Form.Values, "condition_"+strconv.Itoa(len(o.Conditions))+"_", "condition_"+strconv.Itoa(n)+"_")
		}
	}
	return o
}

// proposalFields are the fields of a condition, after their prefix.
var proposalFields = []string{"text", "owner", "due", "evidence", "milestone", "blocks"}

// readProposal is a condition as it was typed: its text in the one language in
// which it was written.
func readProposal(f *site.Form, prefix string) approval.Proposal {
	return approval.Proposal{
		Text: spoken(f.Text(prefix + "text")), OwnerID: f.ID(prefix + "owner"), DueOn: f.Day(prefix + "due"),
		Evidence: portfolio.Form(f.Text(prefix + "evidence")), Blocks: f.Bool(prefix + "blocks"), MilestoneID: f.ID(prefix + "milestone"),
	}
}

// keepProposal moves the fields of a row to another one.
func keepProposal(v url.Values, to, from string) {
	if to == from {
		return
	}
	for _, name := range proposalFields {
		v[to+name] = v[from+name]
		v.Del(from + name)
	}
}

// spoken is what was typed, in the language that its letters tell.
func spoken(text string) i18n.Text {
	switch {
	case text == "":
		return i18n.Text{}
	case i18n.Spoken(text) == i18n.KK:
		return i18n.Text{KK: text}
	case i18n.Spoken(text) == i18n.EN:
		return i18n.Text{EN: text}
	default:
		return i18n.Text{RU: text}
	}
}

func draftOf(o approval.Opinion) approval.OpinionDraft {
	return approval.OpinionDraft{Scores: o.Scores, Summary: o.Summary, Verdict: o.Verdict, Conditions: o.Conditions, Remarks: o.Remarks}
}

// draftValues are what was written, as the fields of the form.
func draftValues(d approval.OpinionDraft) url.Values {
	v := url.Values{"summary": {d.Summary}, "verdict": {string(d.Verdict)}}
	for _, s := range d.Scores {
		if s.Score != approval.NoScore {
			v.Set("score_"+s.Criterion, strconv.Itoa(s.Score))
		}
		v.Set("text_"+s.Criterion, s.Text)
	}
	for i, r := range d.Remarks {
		at := strconv.Itoa(i + 1)
		v.Set("remark_"+at, r.Text)
		v.Set("remark_line_"+at, optionalID(r.MilestoneID))
	}
	for i, p := range d.Conditions {
		at := "condition_" + strconv.Itoa(i+1) + "_"
		v.Set(at+"text", p.Text.In(i18n.KK))
		v.Set(at+"owner", optionalID(p.OwnerID))
		v.Set(at+"due", ui.DayText(p.DueOn))
		v.Set(at+"evidence", string(p.Evidence))
		v.Set(at+"milestone", optionalID(p.MilestoneID))
		if p.Blocks {
			v.Set(at+"blocks", "on")
		}
	}
	return v
}

// optionalID is a key as the field of a list holds it, "" for none.
func optionalID(id int64) string {
	if id == 0 {
		return ""
	}
	return strconv.FormatInt(id, 10)
}
