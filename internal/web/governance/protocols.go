package governance

import (
	"context"
	"io"
	"mime/multipart"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/export/pdf"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/report"
	"qadam/internal/signing"
	"qadam/internal/store"
	"qadam/internal/web/site"
	"qadam/views/href"
	"qadam/views/protocols"
	"qadam/views/ui"
)

func protocolRoutes(h Handler) []site.Route {
	return []site.Route{
		{Method: http.MethodGet, Path: "/protocols/:id", Action: access.SeeReviewed, Formats: []string{"pdf", "json"}, Handle: h.showProtocol},
		{Method: http.MethodPost, Path: "/protocols/:id/confirmation", Action: access.ConfirmProtocol, Limit: 2 << 20, Handle: h.confirmProtocol},
	}
}

// protocolTexts are the languages of a protocol, as ?text= names them: both are
// equal in force, and there is no third.
var protocolTexts = map[string][]i18n.Locale{"kk": {i18n.KK}, "ru": {i18n.RU}, "both": {i18n.KK, i18n.RU}}

// text is the text asked for; else that of the reader's language, and both for
// who reads neither.
func text(c echo.Context) string {
	if name := c.QueryParam("text"); protocolTexts[name] != nil {
		return name
	}
	if l := site.Locale(c); l != i18n.EN {
		return string(l)
	}
	return "both"
}

// showProtocol answers GET /protocols/:id, its PDF and the bytes that are signed.
func (h Handler) showProtocol(c echo.Context) error {
	id, err := site.ID(c)
	if err != nil {
		return err
	}
	p, err := h.Reader(c).Protocol(site.Ctx(c), id)
	if err != nil {
		return err
	}
	switch h.Visit(c).Format {
	case "pdf":
		return h.protocolPDF(c, p)
	case "json":
		if p.Extract {
			return fault.NotFound()
		}
		return h.File(c, h.document(c, p).Name, "json", []byte(p.Draft().Record))
	}
	return h.protocolPage(c, http.StatusOK, p, ui.Form{})
}

func (h Handler) document(c echo.Context, p store.ProtocolRead) report.Document {
	d := report.ProtocolOf(p.Protocol, p.Record, protocolTexts[text(c)])
	d.Extract = p.Extract
	return d.Document()
}

// protocolPDF sends the PDF that was kept; of a draft and of an extract, one made
// now.
func (h Handler) protocolPDF(c echo.Context, p store.ProtocolRead) error {
	d := h.document(c, p)
	kept := p.File(text(c))
	if kept == nil || p.Extract {
		body, err := pdf.Document(d)
		if err != nil {
			return err
		}
		return h.File(c, d.Name, "pdf", body)
	}
	f, err := h.App.Files.Get(kept.SHA256)
	if err != nil {
		return err
	}
	defer f.Close()
	body, err := io.ReadAll(f)
	if err != nil {
		return err
	}
	return h.File(c, d.Name, "pdf", body)
}

func (h Handler) protocolPage(c echo.Context, status int, read store.ProtocolRead, form ui.Form) error {
	ctx, v := site.Ctx(c), h.Visit(c)
	site.SetPage(c, href.Protocol(read.ID))
	d := h.document(c, read)
	p := protocols.ShowPage{Protocol: read.Protocol, Document: d, SittingID: read.SittingID, Extract: read.Extract, Form: form}
	ledger, err := h.Reader(c).BodyRules(ctx, read.BodyID)
	if err != nil {
		return err
	}
	p.Signature = approval.RulesOn(ledger, read.Record.Day).Signature
	if !v.Past && !read.Extract {
		p.Roles = mayConfirm(h.Who(c), read.Protocol)
	}
	if p.Shell, err = h.Shell(c, d.Title.In(site.Locale(c))); err != nil {
		return err
	}
	p.Eyebrow, p.Errors = read.Record.Body.For(ctx), form.Errors
	p.Assets = append(p.Assets, "css/paper.css", "css/sitting.css")
	p.Texts = protocolTabs(ctx, p.URL.RequestURI(), text(c))
	return h.Render(c, status, protocols.Show(p))
}

func protocolTabs(ctx context.Context, address, current string) []ui.Tab {
	var tabs []ui.Tab
	for _, name := range []string{"kk", "ru", "both"} {
		tabs = append(tabs, ui.Tab{Label: i18n.T(ctx, "document.text_"+name), Href: href.With(address, "text", name), Current: name == current})
	}
	return tabs
}

// mayConfirm are the roles in which a person may confirm a protocol and has not.
// Nobody confirms for both.
func mayConfirm(who access.Actor, p approval.Protocol) []string {
	var roles []string
	for _, role := range []string{approval.AsChair, approval.AsSecretary} {
		c := p.Confirmed(role)
		if c != nil && c.PersonID == who.ID {
			return nil
		}
		if c == nil && slices.ContainsFunc(who.Grants, func(g access.Grant) bool { return string(g.Role) == role }) {
			roles = append(roles, role)
		}
	}
	return roles
}

// confirmProtocol answers POST /protocols/:id/confirmation.
func (h Handler) confirmProtocol(c echo.Context) error {
	id, err := site.ID(c)
	if err != nil {
		return err
	}
	f := site.ReadForm(c)
	cms, err := signature(f)
	if err != nil {
		return err
	}
	ok, err := f.Try(func() error {
		return h.App.ConfirmSeen(site.Ctx(c), h.Who(c), id, f.Text("fingerprint"), cms)
	})
	if ok {
		return h.SeeOther(c, href.Protocol(id), "protocol.was_confirmed")
	}
	status, err := f.Again(err)
	if err != nil {
		return err
	}
	p, err := h.Store.Read(h.Who(c), h.Instant()).Protocol(site.Ctx(c), id)
	if err != nil {
		return err
	}
	return h.protocolPage(c, status, p, f.Form)
}

// signature reads the file of a signature, nil when none was sent.
func signature(f *site.Form) ([]byte, error) {
	sent := f.Files("signature")
	if len(sent) == 0 {
		return nil, nil
	}
	body, err := bytesOf(sent[0], signing.SizeLimit)
	if err == nil && body == nil {
		f.Fault("signature", "signing.why_too_large")
	}
	return body, err
}

// bytesOf reads a file that was sent, nil when it is larger than the limit.
func bytesOf(sent *multipart.FileHeader, limit int64) ([]byte, error) {
	if sent.Size > limit {
		return nil, nil
	}
	file, err := sent.Open()
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(file)
}
