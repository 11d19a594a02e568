package finance

import (
	"cmp"
	"crypto/rand"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/fault"
	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/contracts"
	"qadam/views/href"
	"qadam/views/ui"
)

// projectToKeep is the project of the address, for those who may keep its money.
func (h Handler) projectToKeep(c echo.Context) (*portfolio.Project, *portfolio.Picture, error) {
	m := &purse{pictures: map[int64]*portfolio.Picture{}}
	pictures, _, err := h.Reader(c).Pictures(site.Ctx(c))
	if err != nil {
		return nil, nil, err
	}
	for _, p := range pictures {
		m.pictures[p.Programme.ID] = p
	}
	project, picture, err := h.projectOf(c, m)
	if err != nil {
		return nil, nil, err
	}
	return project, picture, access.Require(h.Who(c), access.KeepFunding, project.ProgrammeID)
}

// newContract answers GET /projects/:code/contracts/new: the kinds first, then
// the form of one.
func (h Handler) newContract(c echo.Context) error {
	project, picture, err := h.projectToKeep(c)
	if err != nil {
		return err
	}
	if h.Visit(c).Past {
		return fault.NotFound()
	}
	kind := funding.ContractKind(c.QueryParam("kind"))
	if kind != "" {
		if !slices.Contains(funding.ContractKinds, kind) {
			return fault.NotFound()
		}
		return h.contractForm(c, http.StatusOK, contracts.FormPage{Project: project, Kind: kind}, picture, nil)
	}
	p := contracts.KindsPage{Project: project}
	if p.Shell, err = h.Shell(c, i18n.T(site.Ctx(c), "contract.enter")); err != nil {
		return err
	}
	p.NoDays, p.Assets, p.Eyebrow = true, []string{"css/funding.css"}, project.Profile.Name.For(site.Ctx(c))
	return h.Render(c, http.StatusOK, contracts.Kinds(p))
}

// createContract answers POST /projects/:code/contracts.
func (h Handler) createContract(c echo.Context) error {
	project, picture, err := h.projectToKeep(c)
	if err != nil {
		return err
	}
	f := site.ReadForm(c)
	kind := funding.ContractKind(f.Text("kind"))
	if !slices.Contains(funding.ContractKinds, kind) {
		return fault.Invalid("fault.bad_form")
	}
	p := contracts.FormPage{Project: project, Kind: kind}
	g, kept, err := h.readAgreement(f, kind)
	if err != nil {
		return err
	}
	g.ProjectID = project.ID
	g.FormKey = strconv.FormatInt(project.ID, 10) + "-" + cmp.Or(f.Text("form_key"), rand.Text())
	if len(g.FormKey) > formKeyLimit {
		return fault.Invalid("fault.bad_form")
	}
	if f.Text("show") == "years" {
		return h.yearsAgain(c, f, p, picture, kept)
	}
	var id int64
	ok, err := f.Try(func() (err error) {
		id, err = h.App.DraftContract(site.Ctx(c), h.Who(c), g)
		return err
	})
	if ok {
		return h.SeeOther(c, href.Contract(id), "contract.was_entered")
	}
	return h.contractAgain(c, f, p, picture, kept, err)
}

// newTerms answers GET /contracts/:id/terms/new.
func (h Handler) newTerms(c echo.Context) error {
	p, picture, err := h.termsOf(c)
	if err != nil {
		return err
	}
	if h.Visit(c).Past {
		return fault.NotFound()
	}
	return h.contractForm(c, http.StatusOK, p, picture, nil)
}

// createTerms answers POST /contracts/:id/terms.
func (h Handler) createTerms(c echo.Context) error {
	p, picture, err := h.termsOf(c)
	if err != nil {
		return err
	}
	f := site.ReadForm(c)
	g, kept, err := h.readAgreement(f, p.Kind)
	if err != nil {
		return err
	}
	g.ContractID, g.Seen = p.Contract.ID, f.ID("seen")
	keepIndexation(&g.Terms, &p.Terms)
	g.Terms.Reason = f.Text("reason")
	g.Document.Number, g.Document.Dated = f.Text("document_number"), f.Day("document_date")
	if f.Text("show") == "years" {
		return h.yearsAgain(c, f, p, picture, kept)
	}
	ok, err := f.Try(func() error { return h.App.AmendContract(site.Ctx(c), h.Who(c), g) })
	if ok {
		return h.SeeOther(c, href.Contract(g.ContractID), "contract.was_amended")
	}
	return h.contractAgain(c, f, p, picture, kept, err)
}

// termsOf is the contract of the address as a form, for those who may amend it.
func (h Handler) termsOf(c echo.Context) (contracts.FormPage, *portfolio.Picture, error) {
	row, a, err := h.contractOf(c)
	if err != nil {
		return contracts.FormPage{}, nil, err
	}
	if err := access.Require(h.Who(c), access.KeepFunding, row.Contract.ProgrammeID); err != nil {
		return contracts.FormPage{}, nil, err
	}
	i := slices.IndexFunc(a.pictures, func(p *portfolio.Picture) bool { return p.Programme.ID == row.Contract.ProgrammeID })
	p := contracts.FormPage{Project: row.Project, Kind: row.Terms.Kind, Contract: row.Contract, Terms: row.Terms, Supplier: row.Supplier}
	return p, a.pictures[i], nil
}

// contractAgain shows the form again: 422 when something in it is wrong, 409
// when somebody was faster.
func (h Handler) contractAgain(c echo.Context, f *site.Form, p contracts.FormPage, picture *portfolio.Picture, kept []app.File, err error) error {
	status, err := f.Again(err)
	if err != nil {
		return err
	}
	p.Form = f.Form
	return h.contractForm(c, status, p, picture, kept)
}

// yearsAgain shows the form as it was typed, with the years of its term in the
// grid: nothing is saved and nothing is refused yet.
func (h Handler) yearsAgain(c echo.Context, f *site.Form, p contracts.FormPage, picture *portfolio.Picture, kept []app.File) error {
	p.Form = f.Form
	p.Form.Errors = nil
	return h.contractForm(c, http.StatusOK, p, picture, kept)
}

// contractForm is the form of a contract or an amendment.
func (h Handler) contractForm(c echo.Context, status int, p contracts.FormPage, picture *portfolio.Picture, kept []app.File) error {
	ctx := site.Ctx(c)
	ref, err := h.Reader(c).Reference(ctx)
	if err != nil {
		return err
	}
	today := h.Visit(c).Today
	for _, b := range ref.Bodies {
		if b.Kind != portfolio.WorkingGroup && (b.ValidTo.IsZero() || !b.ValidTo.Before(today)) {
			p.Bodies = append(p.Bodies, b)
		}
	}
	i18n.SortBy(i18n.From(ctx), p.Bodies, func(b portfolio.Body) string { return b.Name.For(ctx) })
	for _, one := range kept {
		p.Kept = append(p.Kept, ui.KeptFile{Token: h.App.Token(one), Name: one.Name, Size: one.Size})
	}
	p.Key, p.Megabyte = p.Form.Value("form_key", rand.Text()), app.FileLimit>>20
	p.Years = gridYears(p)
	title, back := "contract.new_"+string(p.Kind), href.NewContract(p.Project.Code, string(p.Kind))
	if p.Contract != nil {
		title, back = "contract.amend_title", href.NewContractTerms(p.Contract.ID)
	}
	site.SetPage(c, back)
	if p.Shell, err = h.Shell(c, i18n.T(ctx, title)); err != nil {
		return err
	}
	p.NoDays, p.Errors, p.Assets = true, p.Form.Errors, []string{"css/funding.css"}
	p.Eyebrow = picture.Term.Name.For(ctx) + " · " + p.Project.Profile.Name.For(ctx)
	if p.Contract != nil {
		p.Eyebrow += " · " + contracts.Title(ctx, &p.Terms)
	}
	return h.Render(c, status, contracts.Form(p))
}

// gridLimit is how many years the grid of obligations has at most.
const gridLimit = 40

// gridYears are the years of the term, as it is typed or as it is.
func gridYears(p contracts.FormPage) []int {
	from, _ := ui.ParseDay(p.Form.Value("start_on", ui.DayText(p.Terms.StartOn)))
	until, _ := ui.ParseDay(p.Form.Value("end_on", ui.DayText(p.Terms.EndOn)))
	if p.Kind != funding.PPPContract || from.IsZero() || until.IsZero() {
		return nil
	}
	var years []int
	for y := from.Year; y <= until.Year && len(years) < gridLimit; y++ {
		years = append(years, y)
	}
	// What was typed or agreed outside the term stays in sight, to be mended.
	for _, y := range append(typedYears(p.Form), p.Terms.OwedYears()...) {
		if !slices.Contains(years, y) && len(years) < 2*gridLimit {
			years = append(years, y)
		}
	}
	slices.Sort(years)
	return years
}

// typedYears are the years of the cells that were filled in.
func typedYears(f ui.Form) []int {
	var years []int
	for name, typed := range f.Values {
		_, year, ok := obligationCell(name)
		if ok && strings.TrimSpace(strings.Join(typed, "")) != "" {
			years = append(years, year)
		}
	}
	slices.Sort(years)
	return slices.Compact(years)
}

// createContractStep answers POST /contracts/:id/steps.
func (h Handler) createContractStep(c echo.Context) error {
	row, _, err := h.contractOf(c)
	if err != nil {
		return err
	}
	if err := access.Require(h.Who(c), access.KeepFunding, row.Contract.ProgrammeID); err != nil {
		return err
	}
	f := site.ReadForm(c)
	m := app.ContractMove{
		ContractID: row.Contract.ID, From: funding.ContractState(f.Text("from")), State: funding.ContractState(f.Text("state")),
		On: f.Day("happened_on"), Reason: f.Text("reason"), Document: funding.Document{Number: f.Text("document_number"), Dated: f.Day("document_date")},
	}
	if m.State == "" {
		f.Fault("state", "fault.required_choice")
	}
	if m.Seen = f.ID("seen"); m.Seen == 0 {
		m.Seen = -1 // only what was shown is signed
	}
	files, err := h.scanOf(f)
	if err != nil {
		return err
	}
	if len(files) > 0 {
		m.Document.FileName, m.Document.FileSHA256, m.Document.FileSize, m.Document.FileType = files[0].Name, files[0].SHA256, files[0].Size, files[0].MediaType
	}
	ok, err := f.Try(func() error { return h.App.StepContract(site.Ctx(c), h.Who(c), m) })
	if ok {
		return h.SeeOther(c, href.Contract(m.ContractID), "contract.was_stepped")
	}
	status, err := f.Again(err)
	if err != nil {
		return err
	}
	h.Visit(c).Reader = h.Store.Read(h.Who(c), h.Instant())
	return h.contractPage(c, status, f.Form)
}
