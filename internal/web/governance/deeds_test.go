package governance_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"testing"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/approval"
	"qadam/internal/portfolio"
	"qadam/internal/testkit"
)

func TestAReturnedCaseComesBackWhenEveryRemarkIsAnswered(t *testing.T) {
	w := serve(t)
	id := w.zone("astana")
	secretary, head := w.As("secretary"), w.As("head.astana")
	page := secretary.Get(address(id)).Is(200)
	page.Button(say("cases.return_send")).Submit().Is(http.StatusUnprocessableEntity)
	more := page.Button(say("cases.remark_more"), "#return").Fill("remark_1", "Name the district").Submit().Is(200)
	if more.Typed("remark_1") != "Name the district" || !more.Has(`details[open] #return textarea[name="remark_2"]`) {
		t.Error("there is no row for another remark")
	}
	more.Button(say("cases.return_send")).Fill("remark_1", "Name the district", "remark_2", "Name the owner").Submit().Follow().Is(200).Says(say("cases.done_returned"), "Name the owner")
	answers := head.Get(address(id)).Is(200).Says(say("cases.answered", "Answered", 0, "All", 2))
	if answers.Has("#resubmit") {
		t.Error("it can come again without answers")
	}
	c := w.read(id)
	for i, r := range c.Remarks {
		to := address(id) + "/remarks/" + number(r.ID) + "/answer"
		if i == 0 {
			wrong := head.Post(to, values("kind", "accepted", "text", " ")).Is(http.StatusUnprocessableEntity)
			if wrong.Fault("text") == "" || !wrong.Has("#"+"remark-"+number(r.ID)+" details[open]") {
				t.Errorf("the answer is not shown again:\n%s", wrong.TextOf("#remarks"))
			}
			w.As("manager.ontustik").Post(to, values("kind", "accepted", "text", "x")).Is(http.StatusNotFound)
			w.As("expert").Post(to, values("kind", "accepted", "text", "x")).Is(http.StatusForbidden)
		}
		head.Post(to, values("kind", "accepted", "text", "It is named now")).Follow().Is(200).Says(say("cases.done_answered"), "It is named now")
	}
	head.Get(address(id)).Says(say("cases.next_resubmit")).Form(say("cases.resubmit")).Submit().Follow().Is(200).Says(say("cases.done_submitted"), say("cases.round", "Round", 2))
	head.Post(address(id)+"/remarks/99999/answer", values("kind", "accepted", "text", "x")).Is(http.StatusNotFound)
}

func (w *world) read(id int64) approval.Case {
	w.T.Helper()
	c, err := w.Store.Read(access.System(), w.Store.Instant()).Case(w.ctx, id)
	w.must(err)
	return c
}

func TestACaseIsWithdrawnUntilTheVoteOpens(t *testing.T) {
	w := serve(t)
	id := w.zone("astana")
	head := w.As("head.astana")
	form := head.Get(address(id)).Form(say("cases.withdraw_send"))
	form.Submit().Is(http.StatusUnprocessableEntity)
	form.Fill("reason", "The bridge comes first").Submit().Follow().Is(200).Says(say("cases.done_withdrawn"), "The bridge comes first", say("cases.state_withdrawn"))
	other := w.zone("ontustik")
	w.voting(other)
	late := w.As("head.ontustik").Post(address(other)+"/withdrawal", values("reason", "Too late")).Is(http.StatusConflict)
	late.Says(say("cases.vote_open"))
	w.As("secretary").Post(address(other)+"/withdrawal", values("reason", "x")).Is(http.StatusForbidden)
	w.As("head.astana").Post(address(other)+"/withdrawal", values("reason", "x")).Is(http.StatusNotFound)
}

func TestAnActBringsIntoForce(t *testing.T) {
	w := serve(t)
	id := w.change()
	vote := w.voting(id)
	for _, who := range group[:6] {
		w.cast(vote, who, approval.For)
	}
	_, err := w.App.CloseVote(w.ctx, w.Actor("secretary"), vote)
	w.must(err)
	v := w.As("secretary")
	page := v.Get(address(id)).Is(200).Says(say("cases.act_awaited"), say("cases.next_act"))
	if page.Has("#act") == false {
		t.Fatal("there is no form for the act")
	}
	early := v.Send(multi(t, address(id)+"/act", nil, "act_number", "14-r", "act_date", "01.03.2018", "signatory_kk", "Әкім", "signatory_ru", "Аким")).Is(http.StatusUnprocessableEntity)
	if early.Fault("act_date") == "" || early.Value("act_number") != "14-r" {
		t.Errorf("beside the day stands %q", early.Fault("act_date"))
	}
	scan := []byte("%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n")
	done := v.Send(multi(t, address(id)+"/act", scan, "act_number", "14-r", "act_date", "05.03.2018", "signatory_kk", "Әкім", "signatory_ru", "Аким"))
	done.Follow().Is(200).Says(say("cases.done_act"), "14-r", "act.pdf", say("cases.superseded"), say("cases.state_in_force"))
	file := w.As("manager.ontustik").Get(address(id) + "/act/file").Is(200)
	if file.Body != string(scan) || file.Header.Get("X-Content-Type-Options") != "nosniff" {
		t.Error("the file is another")
	}
	w.As("manager.ontustik").Get(address(id)).Is(200) // what is in force all may see
	w.As("chair").Post(address(id)+"/act", values("act_number", "1")).Is(http.StatusForbidden)
	v.Get(address(w.zone("astana")) + "/act/file").Is(http.StatusNotFound)
}

// multi is a form with a file.
func multi(t *testing.T, to string, file []byte, pairs ...string) *http.Request {
	t.Helper()
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	for i := 0; i+1 < len(pairs); i += 2 {
		if err := m.WriteField(pairs[i], pairs[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	if file != nil {
		part, err := m.CreateFormFile("files", "act.pdf")
		if err == nil {
			_, err = part.Write(file)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, to, &body)
	r.Header.Set("Content-Type", m.FormDataContentType())
	return r
}

func TestASmallChangeIsDecidedOnOneScreen(t *testing.T) {
	w := serve(t)
	plan := w.Line("astana 2.1", "2018-03-05").Plan
	p, err := w.App.ProposeChange(w.ctx, w.Actor("manager.astana"), app.ChangeRequest{
		ProgrammeID: w.Programmes["astana"], Year: 2018, ReasonCode: approval.ReasonCodes[0], Reason: "A week", Lines: []portfolio.Plan{later(*plan)},
	})
	w.must(err)
	if p.Delegation.Route != approval.ByAkimat {
		t.Fatalf("it goes to %s", p.Delegation.Route)
	}
	head := w.As("head.astana")
	page := head.Get(address(p.CaseID)).Is(200).Says(say("cases.decision_akimat"), say("cases.step_decision_akimat"), "+8 days")
	for who, want := range map[string]int{"manager.astana": 403, "expert": 403, "chair": 404, "head.ontustik": 404} {
		if got := w.As(who).Post(address(p.CaseID)+"/decision", values("decision", "approve")).Status; got != want {
			t.Errorf("%s: %d, want %d", who, got, want)
		}
	}
	head.Post(address(p.CaseID)+"/decision", values("decision", "perhaps")).Is(http.StatusUnprocessableEntity)
	if wrong := page.Button(say("cases.reject")).Submit().Is(http.StatusUnprocessableEntity); wrong.Fault("text") == "" {
		t.Error("it goes back without a reason")
	}
	page.Button(say("cases.approve")).Submit().Follow().Is(200).Says(say("cases.done_approved"), say("cases.decided_approved"), say("cases.state_in_force"))
}

// later ends the line eight days later.
func later(p portfolio.Plan) portfolio.Plan {
	p.Due = testkit.Due("2018-07-10")
	return p
}

func TestAZoneIsSubmittedOnItsForm(t *testing.T) {
	w := serve(t)
	head := w.As("head.astana")
	head.Get("/cases").Says(say("cases.new"))
	head.Get("/cases/new").Is(200).Says(say("cases.kind_zone"))
	form := head.Get("/cases/new?kind=zone").Is(200).Form(say("cases.submit"))
	wrong := form.Submit().Is(http.StatusUnprocessableEntity)
	if wrong.Fault("code") == "" {
		t.Errorf("nothing is said beside the zone:\n%s", wrong.Words())
	}
	wrong.Form(say("cases.submit")).Fill("code", "zone-astana", "brief_kk", "Көпір", "brief_ru", "Мост").Submit().Follow().Is(200).
		Says(say("cases.done_submitted"), "Көпір", say("cases.asked_zone"))
	head.Post("/cases", values("kind", "zone", "code", "zone-astana", "brief_kk", "x", "brief_ru", "y")).Is(http.StatusConflict)
	head.Post("/cases", values("kind", "zone", "code", "zone-ontustik", "brief_kk", "x", "brief_ru", "y")).Is(http.StatusNotFound)
	head.Post("/cases", values("kind", "coup")).Is(http.StatusUnprocessableEntity)
	w.As("manager.astana").Get("/cases/new").Is(http.StatusForbidden)
	w.As("manager.astana").Post("/cases", values("kind", "zone")).Is(http.StatusForbidden)
}
