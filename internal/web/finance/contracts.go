package finance

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/fault"
	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/web/site"
	"qadam/views/contracts"
	"qadam/views/href"
	"qadam/views/ui"
)

func contractRoutes(h Handler) []site.Route {
	return []site.Route{
		{Method: http.MethodGet, Path: "/contracts", Action: access.SeeInForce, Formats: exports, Handle: h.listContracts},
		{Method: http.MethodGet, Path: "/contracts/:id", Action: access.SeeInForce, Handle: h.showContract},
		{Method: http.MethodPost, Path: "/contracts/:id/steps", Action: access.KeepFunding, Limit: contractUpload, Handle: h.createContractStep},
		{Method: http.MethodGet, Path: "/contracts/:id/terms/new", Action: access.KeepFunding, Handle: h.newTerms},
		{Method: http.MethodPost, Path: "/contracts/:id/terms", Action: access.KeepFunding, Limit: contractUpload, Handle: h.createTerms},
		{Method: http.MethodGet, Path: "/projects/:code/contracts/new", Action: access.KeepFunding, Handle: h.newContract},
		{Method: http.MethodPost, Path: "/projects/:code/contracts", Action: access.KeepFunding, Limit: contractUpload, Handle: h.createContract},
		{Method: http.MethodGet, Path: "/funding/obligations", Action: access.SeeInForce, Formats: exports, Handle: h.showObligations},
		{Method: http.MethodPost, Path: "/programmes/:code/funding/revenue", Action: access.KeepFunding, Handle: h.createRevenue},
	}
}

// contractUpload is how much a form with a scan may be.
const contractUpload = app.FileLimit + 1<<20

// register is contracts with the names of what they touch.
type register struct {
	ref      *portfolio.Reference
	pictures []*portfolio.Picture
	all      []funding.Contract
	rows     []contracts.Row
}

// register reads contracts, their money and their names. Those of projects
// that the person may not know of are left out.
func (h Handler) register(c echo.Context, f store.ContractFilter) (*register, error) {
	ctx, reader := site.Ctx(c), h.Reader(c)
	a := &register{}
	var err error
	if a.pictures, a.ref, err = reader.Pictures(ctx); err != nil {
		return nil, err
	}
	if a.all, err = reader.Contracts(ctx, f); err != nil || len(a.all) == 0 {
		return a, err
	}
	var suppliers []int64
	for i := range a.all {
		for _, t := range a.all[i].Terms {
			suppliers = append(suppliers, t.SupplierID)
		}
	}
	parties, err := reader.Parties(ctx, suppliers...)
	if err != nil {
		return nil, err
	}
	book, err := reader.Funding(ctx)
	if err != nil {
		return nil, err
	}
	sums := map[int64]funding.Sums{}
	for _, g := range book.ByContract(funding.Scope{Kind: funding.Investment}) {
		sums[g.Key] = g.Sums
	}
	known, err := h.visible(c, a.pictures)
	if err != nil {
		return nil, err
	}
	for i := range a.all {
		one := &a.all[i]
		t := one.Current()
		row := contracts.Row{Contract: one, Terms: t, Customer: a.ref.Bodies[t.CustomerID], Supplier: parties[t.SupplierID], Sums: sums[one.ID]}
		for _, p := range a.pictures {
			if p.Programme.ID == one.ProgrammeID {
				row.Programme, row.Term, row.Project = &p.Programme, &p.Term, known[one.ProjectID]
			}
		}
		if row.Project != nil {
			a.rows = append(a.rows, row)
		}
	}
	return a, nil
}

// visible are the projects that the person may know of.
func (h Handler) visible(c echo.Context, pictures []*portfolio.Picture) (map[int64]*portfolio.Project, error) {
	known := map[int64]*portfolio.Project{}
	for _, p := range pictures {
		projects, err := site.VisibleProjects(site.Ctx(c), h.Reader(c), p, h.Who(c))
		if err != nil {
			return nil, err
		}
		for i := range projects {
			known[projects[i].ID] = &projects[i]
		}
	}
	return known, nil
}

// listContracts answers GET /contracts.
func (h Handler) listContracts(c echo.Context) error {
	ctx, u := site.Ctx(c), site.Asked(c.Request().URL)
	q, who := u.Query(), h.Who(c)
	f := store.ContractFilter{Kind: funding.ContractKind(q.Get("kind")), State: funding.ContractState(q.Get("state"))}
	pictures, _, err := h.Reader(c).Pictures(ctx)
	if err != nil {
		return err
	}
	p := contracts.ListPage{Programmes: pictures, Typed: q, Unit: money.ReadUnit(q.Get("unit")), Bare: u.Path}
	if code := q.Get("project"); code != "" {
		known, err := h.visible(c, pictures)
		if err != nil {
			return err
		}
		for _, one := range known {
			if one.Code == code {
				p.Project = one
			}
		}
		if p.Project == nil {
			return fault.NotFound()
		}
		f.ProjectID = p.Project.ID
	}
	if code := q.Get("programme"); code != "" {
		i := slices.IndexFunc(pictures, func(one *portfolio.Picture) bool { return one.Programme.Code == code })
		if i < 0 {
			return fault.NotFound()
		}
		f.ProgrammeID = pictures[i].Programme.ID
	}
	a, err := h.register(c, f)
	if err != nil {
		return err
	}
	p.Rows = a.rows
	slices.SortStableFunc(p.Rows, latestFirst)
	if h.Visit(c).Format != "" {
		return h.export(c, contractsReport(p.Rows))
	}
	if p.Shell, err = h.Shell(c, i18n.T(ctx, "contract.title")); err != nil {
		return err
	}
	p.Assets, p.Eyebrow = []string{"css/funding.css"}, i18n.T(ctx, "budget.title")
	p.With = func(name, value string) string { return changed(u, name, value) }
	p.MayEnter = p.Project != nil && !p.Past && who.May(access.KeepFunding, p.Project.ProgrammeID)
	return h.Render(c, http.StatusOK, contracts.List(p))
}

// latestFirst puts drafts first, then what was signed last.
func latestFirst(a, b contracts.Row) int {
	if a.Contract.Signed() != b.Contract.Signed() {
		if b.Contract.Signed() {
			return -1
		}
		return 1
	}
	return cmp.Or(b.Contract.SignedOn().Compare(a.Contract.SignedOn()), cmp.Compare(b.Contract.ID, a.Contract.ID))
}

// changed is an address with one thing asked for otherwise, "" for not.
func changed(u *url.URL, name, value string) string {
	q := u.Query()
	q.Del("page")
	if q.Set(name, value); value == "" {
		q.Del(name)
	}
	if len(q) == 0 {
		return u.Path
	}
	return u.Path + "?" + q.Encode()
}

// showContract answers GET /contracts/:id.
func (h Handler) showContract(c echo.Context) error {
	return h.contractPage(c, http.StatusOK, ui.Form{})
}

// contractOf is the contract of the address, for those who may know of it.
func (h Handler) contractOf(c echo.Context) (contracts.Row, *register, error) {
	id, err := site.ID(c)
	if err != nil {
		return contracts.Row{}, nil, err
	}
	a, err := h.register(c, store.ContractFilter{IDs: []int64{id}})
	if err != nil {
		return contracts.Row{}, nil, err
	}
	if len(a.rows) == 0 {
		return contracts.Row{}, nil, fault.NotFound()
	}
	return a.rows[0], a, nil
}

// contractPage is the page of a contract, with the form of a step that was
// refused.
func (h Handler) contractPage(c echo.Context, status int, form ui.Form) error {
	ctx, reader := site.Ctx(c), h.Reader(c)
	row, a, err := h.contractOf(c)
	if err != nil {
		return err
	}
	p := contracts.ShowPage{Row: row, Form: form}
	p.Names.Bodies = a.ref.Bodies
	var papers, suppliers []int64
	people := []int64{row.Contract.RecordedBy}
	for _, t := range row.Contract.Terms {
		papers, suppliers, people = append(papers, t.DocumentID), append(suppliers, t.SupplierID), append(people, t.RecordedBy)
	}
	for _, s := range row.Contract.Steps {
		papers, people = append(papers, s.DocumentID), append(people, s.RecordedBy)
	}
	if p.Documents, err = reader.Documents(ctx, papers); err != nil {
		return err
	}
	if p.Names.Parties, err = reader.Parties(ctx, suppliers...); err != nil {
		return err
	}
	if p.Names.People, err = reader.Names(ctx, people); err != nil {
		return err
	}
	book, err := reader.Funding(ctx)
	if err != nil {
		return err
	}
	p.Years, p.Owed = moneyOf(book, row.Contract.ID)
	site.SetPage(c, href.Contract(row.Contract.ID))
	if p.Shell, err = h.Shell(c, contracts.Title(ctx, &row.Terms)); err != nil {
		return err
	}
	p.Assets, p.Errors = []string{"css/funding.css"}, form.Errors
	p.Eyebrow = row.Term.Name.For(ctx) + " · " + row.Project.Profile.Name.For(ctx)
	p.Lacks = row.Contract.Lacks(p.On)
	if !p.Past && h.Who(c).May(access.KeepFunding, row.Contract.ProgrammeID) {
		p.Next = row.Contract.Next()
		p.MayAmend = !row.Contract.State().Ended()
		if row.Contract.In() {
			for _, l := range book.Within(funding.Scope{ProjectID: row.Project.ID, Model: row.Terms.Kind.Model()}) {
				if l.Kind == funding.Investment || len(row.Terms.Detail.Obligations) > 0 {
					p.Lines = append(p.Lines, l)
				}
			}
		}
	}
	return h.Render(c, status, contracts.Show(p))
}

// moneyOf is what was entered by a contract, by fiscal year.
func moneyOf(book *funding.Book, contractID int64) (years []contracts.YearSums, owed funding.Sums) {
	in := funding.Scope{ContractID: contractID, Kind: funding.Obligations}
	for _, year := range book.Years(funding.Scope{ContractID: contractID}) {
		in.Year, in.Kind = year, funding.Investment
		y := contracts.YearSums{Year: year, Sums: book.Sums(in)}
		in.Kind = funding.Obligations
		y.Owed = book.Sums(in)
		owed.Add(y.Owed)
		years = append(years, y)
	}
	slices.SortFunc(years, func(a, b contracts.YearSums) int { return a.Year - b.Year })
	return years, owed
}
