package governance

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/approval"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/store"
	"qadam/internal/web/site"
	"qadam/views/href"
	"qadam/views/ui"
	"qadam/views/verify"
)

func verifyRoutes(h Handler) []site.Route {
	return []site.Route{
		{Method: http.MethodGet, Path: "/verify", Handle: h.askVerify},
		{Method: http.MethodPost, Path: "/verify", Limit: app.FileLimit + 1<<20, Handle: h.verify},
	}
}

// askVerify answers GET /verify.
func (h Handler) askVerify(c echo.Context) error {
	return h.verifyPage(c, http.StatusOK, ui.Form{}, nil)
}

func (h Handler) verifyPage(c echo.Context, status int, form ui.Form, a *verify.Answer) error {
	site.SetPage(c, href.Verify())
	sh, err := h.Shell(c, i18n.T(site.Ctx(c), "verify.title"))
	if err != nil {
		return err
	}
	sh.NoDays, sh.Errors = true, form.Errors
	sh.Assets = append(sh.Assets, "css/sitting.css")
	return h.Render(c, status, verify.Show(verify.ShowPage{Shell: sh, Form: form, Answer: a}))
}

// verify answers POST /verify with a file or a fingerprint. The answer is no
// redirect: a file cannot be asked about again by its address.
func (h Handler) verify(c echo.Context) error {
	f := site.ReadForm(c)
	var q question
	ok, err := f.Try(func() (err error) {
		q, err = h.question(c, f)
		return err
	})
	if err != nil {
		return err
	}
	if !ok {
		return h.verifyPage(c, http.StatusUnprocessableEntity, f.Form, nil)
	}
	a, err := h.answer(c, q)
	if err != nil {
		return err
	}
	return h.verifyPage(c, http.StatusOK, ui.Form{}, &a)
}

// question is what is asked about: a SHA-256, and the file that has it, or none.
type question struct {
	sum  string
	name string
	body []byte
}

func (h Handler) question(c echo.Context, f *site.Form) (question, error) {
	if sent := f.Files("file"); len(sent) > 0 {
		body, err := bytesOf(sent[0], app.FileLimit)
		if err != nil {
			return question{}, err
		}
		if body == nil {
			return question{}, fault.Field("file", "fault.file_too_large", "Name", sent[0].Filename, "Limit", app.FileLimit>>20)
		}
		sum := sha256.Sum256(body)
		return question{hex.EncodeToString(sum[:]), sent[0].Filename, body}, nil
	}
	typed := strings.ToLower(strings.Join(strings.FieldsFunc(f.Text("fingerprint"), func(r rune) bool { return strings.ContainsRune(" \t\n:-\u00a0", r) }), ""))
	if typed == "" {
		return question{}, fault.Field("file", "verify.nothing_asked")
	}
	if raw, err := hex.DecodeString(typed); err != nil || len(raw) != sha256.Size {
		return question{}, fault.Field("fingerprint", "verify.not_a_fingerprint")
	}
	return question{sum: typed}, nil
}

// answer says what is known, and of it what the person may know.
func (h Handler) answer(c echo.Context, q question) (verify.Answer, error) {
	r := h.Store.Read(h.Who(c), h.Instant())
	a := verify.Answer{Verdict: "unknown", Asked: q.name, SHA256: q.sum}
	traces, err := r.Traces(site.Ctx(c), q.sum)
	if err != nil {
		return a, err
	}
	if traces.None() {
		return h.refute(c, r, q, a)
	}
	a.Verdict = "yes"
	if traces.Superseded {
		a.Verdict, a.Reason = "no", "superseded"
	}
	b := belongings{Handler: h, c: c, r: r}
	for _, id := range traces.Protocols {
		b.protocol(id, traces.Text)
	}
	for _, s := range traces.Submissions {
		b.submission(s)
	}
	for _, id := range traces.Evidence {
		b.evidence(id)
	}
	for _, id := range traces.Acts {
		b.act(id)
	}
	for _, id := range traces.Conditions {
		b.condition(id)
	}
	if traces.Issued != nil && len(traces.Protocols) == 0 {
		b.issued(*traces.Issued)
	}
	if traces.Entry != 0 {
		b.entry(traces.Entry)
	}
	a.Belongs = b.found
	return a, b.err
}

// refute answers for bytes that nobody keeps: no when they call themselves ours,
// with an entry when they call themselves a protocol; else nothing is known.
func (h Handler) refute(c echo.Context, r *store.Reader, q question, a verify.Answer) (verify.Answer, error) {
	claim := claimOf(q.body)
	switch {
	case claim.protocol != 0:
		a.Verdict, a.Reason = "no", "protocol"
		b := belongings{Handler: h, c: c, r: r}
		b.protocol(claim.protocol, "")
		if b.err != nil {
			return a, b.err
		}
		if a.Claim = "№ " + claim.number(); len(b.found) > 0 && b.found[0].Name != "" {
			a.Claim = b.found[0].Name
		}
		err := h.App.ReportForgery(site.Ctx(c), h.Who(c), app.Forgery{ProtocolID: claim.protocol, SHA256: q.sum, Name: q.name})
		if fault.Is(err, fault.KindNotFound) { // of a protocol that never was
			a.Reason, a.Claim, err = "export", "", nil
		}
		return a, err
	case claim.export:
		a.Verdict, a.Reason = "no", "export"
	}
	return a, nil
}

// belongings are the things that a SHA-256 belongs to, named as far as the person
// may know of them.
type belongings struct {
	Handler
	c     echo.Context
	r     *store.Reader
	found []verify.Belonging
	err   error
}

func (b *belongings) add(err error, one verify.Belonging) {
	switch {
	case err == nil:
	case fault.Is(err, fault.KindNotFound):
		one = verify.Belonging{Kind: one.Kind}
	default:
		b.err = err
		return
	}
	b.found = append(b.found, one)
}

func (b *belongings) protocol(id int64, text string) {
	ctx := site.Ctx(b.c)
	p, err := b.r.Protocol(ctx, id)
	one := verify.Belonging{Kind: "protocol", Href: href.Protocol(id)}
	if err == nil {
		one.Name = i18n.T(ctx, "protocol.title", "Number", p.Record.Number, "Day", i18n.Date(ctx, p.Record.Day)) + " · " + p.Record.Body.For(ctx)
		if text != "" {
			one.Notes = append(one.Notes, i18n.T(ctx, "document.text_"+text))
		}
		if !p.Extract && !p.Signed() {
			one.Notes = append(one.Notes, i18n.T(ctx, "protocol.state_draft"))
		}
	}
	b.add(err, one)
}

func (b *belongings) submission(s store.SubmissionTrace) {
	ctx := site.Ctx(b.c)
	one := verify.Belonging{Kind: "submission", Href: href.Case(s.CaseID)}
	found, err := b.r.Case(ctx, s.CaseID)
	if err == nil {
		one.Name = i18n.T(ctx, "sitting.case", "Number", s.CaseID) + " · " + found.Title().For(ctx)
		one.Notes = []string{i18n.T(ctx, "verify.round", "Round", s.Round), b.standing(found, s.Round)}
	}
	b.add(err, one)
}

// standing is what became of a round of a case: known to the system is not yet
// approved by anybody.
func (b *belongings) standing(c approval.Case, round int) string {
	if round < c.Round() {
		return i18n.T(site.Ctx(b.c), "verify.replaced", "Round", c.Round())
	}
	return i18n.T(site.Ctx(b.c), "cases.state_"+string(c.State()))
}

func (b *belongings) act(caseID int64) {
	ctx := site.Ctx(b.c)
	one := verify.Belonging{Kind: "act", Href: href.Case(caseID)}
	found, err := b.r.Case(ctx, caseID)
	if err == nil {
		one.Name = i18n.T(ctx, "sitting.case", "Number", caseID) + " · " + found.Title().For(ctx)
		one.Notes = []string{b.standing(found, found.Round())}
	}
	b.add(err, one)
}

func (b *belongings) condition(id int64) {
	c, err := b.r.Condition(site.Ctx(b.c), id)
	b.add(err, verify.Belonging{Kind: "condition", Name: c.Text.For(site.Ctx(b.c)), Href: href.Condition(id)})
}

func (b *belongings) evidence(id int64) {
	e, err := b.r.Evidence(site.Ctx(b.c), id)
	b.add(err, verify.Belonging{Kind: "evidence", Name: e.Name, Href: href.Milestone(e.MilestoneID)})
}

func (b *belongings) issued(f approval.Issued) {
	ctx, who := site.Ctx(b.c), b.Who(b.c)
	one := verify.Belonging{Kind: "export", Name: f.Address, Href: href.With(f.Address, "as_of", f.Day.String()), Notes: []string{
		i18n.T(ctx, "verify.issued", "Format", strings.ToUpper(f.Format), "At", i18n.Moment(ctx, f.IssuedAt)),
		i18n.T(ctx, "verify.as_of", "Day", i18n.Date(ctx, f.Day)), i18n.T(ctx, "verify.head", "Head", f.Head),
	}}
	var err error
	if f.PersonID != who.ID && !opens(who, f.Address) {
		err = fault.NotFound()
	}
	b.add(err, one)
}

// opens reports whether the person may open the page of an address at all.
func opens(who access.Actor, address string) bool {
	for prefix, action := range map[string]access.Action{"/audit": access.ReadAudit, "/admin/people": access.KeepPeople, "/admin": access.KeepReference} {
		if strings.HasPrefix(address, prefix) {
			return who.May(action, access.Anywhere)
		}
	}
	return who.May(access.SeeInForce, access.Anywhere)
}

func (b *belongings) entry(seq int64) {
	ctx := site.Ctx(b.c)
	one := verify.Belonging{Kind: "entry", Name: i18n.T(ctx, "audit.entry", "N", seq)}
	if b.Who(b.c).May(access.ReadAudit, access.Anywhere) {
		one.Href = href.AuditEntry(seq)
	}
	b.add(nil, one)
}
