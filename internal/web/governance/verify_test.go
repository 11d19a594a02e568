package governance_test

import (
	"bytes"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"qadam/internal/access"
	"qadam/internal/store"
	visitors "qadam/internal/testkit/visit"
)

// show asks /verify about a file.
func show(v *visitors.Visitor, name, body string) *visitors.Page {
	v.T.Helper()
	var sent bytes.Buffer
	form := multipart.NewWriter(&sent)
	part, err := form.CreateFormFile("file", name)
	if err == nil {
		_, err = part.Write([]byte(body))
	}
	if err == nil {
		err = form.Close()
	}
	if err != nil {
		v.T.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "/verify", &sent)
	r.Header.Set("Content-Type", form.FormDataContentType())
	return v.Send(r)
}

// verdict wants an answer and none of the others.
func verdict(t *testing.T, p *visitors.Page, want string) *visitors.Page {
	t.Helper()
	p.Is(http.StatusOK)
	for _, one := range []string{"yes", "no", "unknown"} {
		said := strings.Contains(p.Words(), say("verify.means_"+one))
		if said != (one == want) {
			t.Errorf("the answer is not %s but says:\n%s", want, p.Words())
		}
	}
	return p
}

func TestAProtocolIsRecognisedAndAForgedOneRefused(t *testing.T) {
	w := serve(t)
	id := w.signed("astana")
	member, stranger := w.As("member"), w.As("manager.ontustik")
	pdf := member.Get(fmt.Sprintf("/protocols/%d.pdf?text=kk", id)).Is(http.StatusOK).Body

	verdict(t, show(member, "protocol.pdf", pdf), "yes").Says(say("verify.is_protocol"), say("protocol.title", "Number", 1, "Day", "5 Mar 2018"))
	name := say("protocol.title", "Number", 1, "Day", "5 Mar 2018")
	verdict(t, show(stranger, "protocol.pdf", pdf), "yes").Says(say("verify.not_for_you")).SaysNot(name)

	altered := strings.Replace(pdf, "/Producer (Qadam)", "/Producer (Qbdam)", 1)
	if altered == pdf {
		t.Fatal("nothing was altered")
	}
	verdict(t, show(member, "protocol.pdf", altered), "no").Says(name)
	verdict(t, show(w.As("admin"), "protocol.pdf", altered), "no").SaysNot(name)
	entries, err := w.Store.Read(access.System(), w.Store.Instant()).AuditEntries(w.ctx, store.AuditFilter{Action: "protocol.refuted", Limit: 10})
	w.must(err)
	if len(entries) != 2 || entries[0].EntityID != id {
		t.Errorf("%d entries about the forgery: %+v", len(entries), entries)
	}
}

func TestAnExportIsRecognisedLater(t *testing.T) {
	w := serve(t)
	official := w.As("official")
	for _, at := range []string{"/programmes.csv", "/programmes.xlsx", "/portfolio.pdf", "/portfolio.docx", "/portfolio/disagreements.pdf", "/roadmaps/astana/2018.pdf?view=form", "/roadmaps/astana/2018.docx?view=form"} {
		file := official.Get(at)
		if file.Status != http.StatusOK {
			t.Errorf("%s: %d", at, file.Status)
			continue
		}
		page, _, _ := strings.Cut(at, ".")
		verdict(t, show(w.As("member"), "file", file.Body), "yes").Says(say("verify.is_export"), page)
		verdict(t, show(w.As("admin"), "file", file.Body), "yes").Says(say("verify.not_for_you")).SaysNot(page)
	}
	pdf := official.Get("/roadmaps/astana/2018.pdf?view=form").Body
	verdict(t, show(official, "roadmap.pdf", strings.Replace(pdf, "endobj", "endobj ", 1)), "no").Says(say("verify.because_export"))
	verdict(t, show(official, "letter.txt", "Dear Sirs"), "unknown")
	verdict(t, show(official, "programmes.json", official.Get("/programmes.json").Is(http.StatusOK).Body), "unknown")
}

func TestAFingerprintIsFound(t *testing.T) {
	w := serve(t)
	id := w.signed("astana")
	p, err := w.Store.Read(w.Actor("member"), w.Store.Instant()).Protocol(w.ctx, id)
	w.must(err)
	ask := func(who, fingerprint string) *visitors.Page {
		return w.As(who).Get("/verify").Form(say("verify.ask")).Fill("fingerprint", fingerprint).Submit()
	}
	own, voted := p.Draft().Fingerprint, p.Record.Items[0].Fingerprint
	verdict(t, ask("member", own), "yes").Says(say("verify.is_protocol"))
	verdict(t, ask("member", strings.ToUpper(own[:32])+" "+own[32:]), "yes")
	verdict(t, ask("member", voted), "yes").Says(say("verify.is_submission"), say("sitting.case", "Number", p.Record.Items[0].CaseID))
	verdict(t, ask("auditor", p.Record.Head), "yes").Says(say("verify.is_entry"))
	verdict(t, ask("member", strings.Repeat("0", 64)), "unknown")
	if got := ask("member", "12ab").Is(http.StatusUnprocessableEntity).Fault("fingerprint"); got != say("verify.not_a_fingerprint") {
		t.Errorf("half a fingerprint: %q", got)
	}
	if got := ask("member", "").Is(http.StatusUnprocessableEntity).Fault("file"); got != say("verify.nothing_asked") {
		t.Errorf("nothing asked: %q", got)
	}
	w.Stranger().Get("/verify").Is(http.StatusSeeOther)
}
