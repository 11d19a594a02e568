package finance

import (
	"errors"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/fault"
	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/web/site"
	"qadam/views/budgets"
	"qadam/views/href"
	"qadam/views/ui"
)

// showEntry answers GET /funding/entries/:id.
func (h Handler) showEntry(c echo.Context) error {
	return h.showEntryPage(c, http.StatusOK, ui.Form{}, nil)
}

func (h Handler) showEntryPage(c echo.Context, status int, form ui.Form, files []app.File) error {
	ctx, reader := site.Ctx(c), h.Reader(c)
	id, err := site.ID(c)
	if err != nil {
		return err
	}
	e, by, err := reader.Entry(ctx, id)
	if err != nil {
		return err
	}
	p := budgets.ShowEntryPage{Entry: &e, Reversed: by, Form: form, Limit: app.FileLimit >> 20}
	line, err := reader.Line(ctx, e.LineID)
	if err != nil {
		return err
	}
	if p.Project, err = h.projectByID(c, e.ProgrammeID, e.ProjectID); err != nil {
		return err
	}
	if p.Document, err = reader.Document(ctx, e.DocumentID); err != nil {
		return err
	}
	if e.ContractID != 0 {
		contract, err := reader.Contract(ctx, e.ContractID)
		if err == nil {
			p.Contract = &contract
		} else if !fault.Is(err, fault.KindNotFound) {
			return err
		}
	}
	names, err := reader.Names(ctx, []int64{e.RecordedBy})
	if err != nil {
		return err
	}
	p.Line, p.By = &line, names[e.RecordedBy]
	site.SetPage(c, href.FundingEntry(id))
	if p.Shell, err = h.Shell(c, i18n.T(ctx, "entry.number", "Number", id)); err != nil {
		return err
	}
	p.Eyebrow, p.Errors, p.Assets = p.Project.Profile.Name.For(ctx), form.Errors, fundingAssets
	if !p.Past && by == 0 && e.ReversesID == 0 && h.Who(c).May(access.KeepFunding, e.ProgrammeID) {
		state, err := reader.MoneyState(ctx, e.ProgrammeID, e.ProjectID)
		if err != nil {
			return err
		}
		v := state.JudgeReversal(e, by)
		p.May, p.Verdict = true, &v
	}
	for _, file := range files {
		p.Kept = append(p.Kept, ui.KeptFile{Token: h.App.Token(file), Name: file.Name, Size: file.Size})
	}
	return h.Render(c, status, budgets.ShowEntry(p))
}

// reverseEntry answers POST /funding/entries/:id/reversal.
func (h Handler) reverseEntry(c echo.Context) (err error) {
	id, err := site.ID(c)
	if err != nil {
		return err
	}
	e, _, err := h.Reader(c).Entry(site.Ctx(c), id)
	if err != nil {
		return err
	}
	if err := access.Require(h.Who(c), access.KeepFunding, e.ProgrammeID); err != nil {
		return err
	}
	f := site.ReadForm(c)
	if m := c.Request().MultipartForm; m != nil {
		defer func() { err = errors.Join(err, m.RemoveAll()) }()
	}
	files, err := h.KeepFiles(f)
	if err != nil {
		return err
	}
	paper, file := readPaper(f), scan(f, files)
	if f.Text("document_date") == "" {
		paper.Dated = h.Visit(c).Today
	}
	var back int64
	ok, err := f.Try(func() (err error) {
		back, err = h.App.Reverse(site.Ctx(c), h.Who(c), id, paper, file, f.Text("why"))
		return err
	})
	if ok {
		return h.SeeOther(c, href.FundingEntry(back), "entry.was_reversed")
	}
	status, err := f.Again(err)
	if err != nil {
		return err
	}
	h.Visit(c).Reader = h.Store.Read(h.Who(c), h.Instant())
	return h.showEntryPage(c, status, f.Form, files)
}

// showFundingFile answers GET /funding/documents/:id/file.
func (h Handler) showFundingFile(c echo.Context) error {
	id, err := site.ID(c)
	if err != nil {
		return err
	}
	d, err := h.Reader(c).Document(site.Ctx(c), id)
	if err != nil {
		return err
	}
	if err := h.requireNamed(c, d); err != nil {
		return err
	}
	return h.Attach(c, app.File{Name: d.FileName, SHA256: d.FileSHA256, Size: d.FileSize, MediaType: d.FileType}, d.RecordedAt)
}

// requireNamed lets those who may see drafts read any paper of the programme,
// and others what money or a stage of a project that they may know of goes by,
// or a contract that was signed.
func (h Handler) requireNamed(c echo.Context, d funding.Document) error {
	if h.Who(c).May(access.SeeDraft, d.ProgrammeID) {
		return nil
	}
	ctx, reader := site.Ctx(c), h.Reader(c)
	projects, contracts, err := reader.DocumentNamed(ctx, d.ID)
	if err != nil {
		return err
	}
	if len(projects) > 0 {
		visible, err := h.known(c, d.ProgrammeID)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(visible, func(one portfolio.Project) bool { return slices.Contains(projects, one.ID) }) {
			return nil
		}
	}
	if len(contracts) > 0 {
		known, err := reader.Contracts(ctx, store.ContractFilter{IDs: contracts})
		if err != nil {
			return err
		}
		if len(known) > 0 {
			return nil
		}
	}
	return fault.NotFound()
}
