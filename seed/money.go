package seed

import (
	"context"
	"fmt"
	"strings"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/civil"
	"qadam/internal/funding"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/seed/demo"
)

// stageMoney adds the money of one programme.
func (p *player) stageMoney(m demo.Money) {
	t := &treasurer{player: p, money: m, deals: map[string]demo.Deal{}}
	for _, d := range m.Deals {
		t.deals[d.Key] = d
	}
	for _, s := range m.Scenes {
		who := m.Manager()
		if s.Head {
			who = m.Head()
		}
		p.then(s.At.At(), who, func(ctx context.Context, actor access.Actor) error {
			if err := t.play(ctx, actor, s); err != nil {
				return fmt.Errorf("%s %s: %w", s.Kind, t.about(s), err)
			}
			return nil
		})
	}
}

// treasurer writes down the money of one programme.
type treasurer struct {
	*player
	money demo.Money
	deals map[string]demo.Deal
	sent  int // forms
}

// form is the key of the next form.
func (t *treasurer) form() string {
	t.sent++
	return fmt.Sprintf("money-%s-%d", t.money.Programme, t.sent)
}

// about is what a scene is about, for a message.
func (t *treasurer) about(s demo.MoneyScene) string {
	switch {
	case len(s.Rows) > 0:
		return fmt.Sprintf("%s %s %s %d", s.Rows[0].Kind, s.Rows[0].Line, s.Deal, s.Rows[0].Year)
	case s.Stage != nil:
		return s.Stage.Project + " " + s.Stage.Code
	}
	return s.Deal + s.Posting
}

func (t *treasurer) play(ctx context.Context, actor access.Actor, s demo.MoneyScene) error {
	switch s.Kind {
	case demo.Earned:
		v := funding.Revenue{ProgrammeID: t.ids["programme "+t.money.Programme], Year: s.Year, Amount: s.Amount}
		return t.app.SetRevenue(ctx, actor, v, document(s.Paper))
	case demo.Agreed:
		d := t.deals[s.Deal]
		id, err := t.app.DraftContract(ctx, actor, app.Agreement{
			ProjectID: t.ids["project "+d.Project], Terms: t.terms(d), Supplier: funding.Party{BIN: d.Supplier.BIN, Name: d.Supplier.Name}, FormKey: t.form(),
		})
		t.ids["contract "+s.Deal] = id
		return err
	case demo.Stepped:
		return t.app.StepContract(ctx, actor, app.ContractMove{
			ContractID: t.ids["contract "+s.Deal], State: funding.ContractState(s.State), On: s.On, Document: document(s.Paper), Reason: s.Why,
		})
	case demo.Amended:
		d := t.deals[s.Deal]
		d.Amount = s.Amount
		terms := t.terms(d)
		terms.Reason = s.Why
		return t.app.AmendContract(ctx, actor, app.Agreement{
			ContractID: t.ids["contract "+s.Deal], Seen: app.AnyUpdate, Terms: terms,
			Supplier: funding.Party{BIN: d.Supplier.BIN, Name: d.Supplier.Name}, Document: document(s.Paper),
		})
	case demo.Entered:
		return t.enter(ctx, actor, s.Rows)
	case demo.TakenOff:
		_, err := t.app.Reverse(ctx, actor, t.ids["posting "+s.Posting], document(s.Paper), nil, s.Why)
		return err
	case demo.Staged:
		return t.stageNote(ctx, actor, *s.Stage)
	}
	return fmt.Errorf("no such scene")
}

// enter enters postings: one as a form does, several as a table does.
func (t *treasurer) enter(ctx context.Context, actor access.Actor, postings []demo.Posting) error {
	var rows []app.Money
	for _, one := range postings {
		line, err := t.line(ctx, actor, one.Line)
		if err != nil {
			return fmt.Errorf("line %s: %w", one.Line, err)
		}
		file, err := t.scan(one.Paper)
		if err != nil {
			return err
		}
		rows = append(rows, app.Money{
			File: file, LineID: line, Kind: funding.EntryKind(one.Kind), Year: one.Year, Period: one.Period, Amount: one.Amount, HappenedOn: one.On,
			Document: document(one.Paper), ContractID: t.ids["contract "+one.Deal], Why: one.Why, Note: one.Note, FormKey: t.form(),
		})
	}
	if len(rows) > 1 {
		return t.app.EnterMany(ctx, actor, t.ids["programme "+t.money.Programme], rows)
	}
	id, err := t.app.EnterMoney(ctx, actor, rows[0])
	if key := postings[0].Key; key != "" {
		t.ids["posting "+key] = id
	}
	return err
}

// scan keeps the file of a paper, nil when it has none.
func (t *treasurer) scan(p demo.Paper) (*app.File, error) {
	if p.File == "" {
		return nil, nil
	}
	f, err := t.app.KeepFile(p.File, strings.NewReader(p.Text))
	return &f, err
}

// line finds a line of money, or opens it. An act that brings a roadmap into
// force may have opened it before.
func (t *treasurer) line(ctx context.Context, actor access.Actor, name string) (int64, error) {
	if id := t.ids["money "+name]; id != 0 {
		return id, nil
	}
	l := demo.LineOf(name)
	want := funding.Line{
		ProjectID: t.ids["project "+l.Project], Model: portfolio.Model(l.Model), Source: funding.Source(l.Source), Kind: funding.LineKind(l.Kind),
	}
	lines, err := t.app.Store.Read(access.System(), t.app.Store.Instant()).Lines(ctx, want.ProjectID)
	if err != nil {
		return 0, err
	}
	for _, open := range lines {
		if open.Model == want.Model && open.Source == want.Source && open.Kind == want.Kind {
			t.ids["money "+name] = open.ID
			return open.ID, nil
		}
	}
	if l.Budget() && want.Model == portfolio.Public { // the roadmap has no code for a service
		want.BudgetCode = demo.CodeOf(name)
	}
	id, err := t.app.OpenLine(ctx, actor, want)
	t.ids["money "+name] = id
	return id, err
}

func document(p demo.Paper) funding.Document {
	return funding.Document{Kind: funding.DocumentKind(p.Kind), Number: p.Number, Dated: p.Date, Title: p.Title}
}

func decision(p demo.Paper) funding.Paper { return funding.Paper{Number: p.Number, Dated: p.Date} }

// terms are those of a contract of the play.
func (t *treasurer) terms(d demo.Deal) funding.Terms {
	terms := funding.Terms{
		Kind: funding.ContractKind(d.Kind), Number: d.Number, SignedOn: d.Signed, StartOn: d.Start, EndOn: d.End, CustomerID: t.bodies[d.Customer],
		Amount: d.Amount, VATIncluded: true, VATRate: 12, Advance: d.Advance, MultiYear: d.MultiYear,
	}
	if one := d.Partnership; one != nil {
		terms.Detail.PPP = &funding.PPPDetail{
			Form: one.Form, Level: "local", Selection: one.Selection, BuildMonths: one.BuildMonths, OperateMonths: one.RunMonths, PrivateCapex: one.Capex,
			AssetOwnerAfter: one.Owner, ExpertReview: decision(one.Review), BudgetCommission: decision(one.Commission), Maslikhat: decision(one.Vote),
		}
	}
	for _, due := range d.Dues {
		terms.Detail.Obligations = append(terms.Detail.Obligations, funding.Obligation{Type: due.Type, Year: due.Year, Amount: due.Amount, Indexation: due.Indexation})
	}
	if one := d.Surety; one != nil {
		terms.Detail.Guarantees = []funding.Guarantee{{Kind: one.Kind, Amount: one.Amount, Issuer: one.Issuer, IssuedOn: one.Given, ExpiresOn: one.Expire}}
	}
	if one := d.Subscription; one != nil {
		terms.Detail.Service = &funding.ICTDetail{
			Service: one.Service, CatalogueNo: one.Catalogue, IntegratorID: t.bodies["zerde"], OperatorID: t.bodies["nit"], Unit: one.Unit, UnitPrice: one.Price,
			PlannedUnits: one.Units, SLA: one.Level, SecurityAct: decision(one.Security), TrialFrom: one.TrialFrom, TrialTo: one.TrialTo, ExitTerms: one.Exit,
		}
	}
	if one := d.Purchase; one != nil {
		terms.Detail.Public = &funding.PublicDetail{BudgetCode: one.Code, IndividualPlan: decision(one.Plan), ProcurementNo: one.Procurement}
	}
	if one := d.Backing; one != nil {
		terms.Detail.Private = &funding.PrivateDetail{Instrument: one.Instrument, RepaymentSource: one.Repayment, AkimatObligation: one.Akimat}
	}
	return terms
}

// stageNote writes down what is said of a stage, by the rules that the project
// goes by.
func (t *treasurer) stageNote(ctx context.Context, actor access.Actor, n demo.StageNote) error {
	id, err := t.stageID(ctx, n)
	if err != nil {
		return err
	}
	return t.app.RecordStage(ctx, actor, app.StageReport{
		ProjectID: t.ids["project "+n.Project], StageID: id, Planned: n.Planned, Forecast: n.Expected, Actual: n.Actual,
		Result: funding.StageResult(n.Result), Document: document(n.Paper), MilestoneID: t.ids["line "+n.Gates], Note: n.Note, Seen: app.AnyUpdate,
	})
}

func (t *treasurer) stageID(ctx context.Context, n demo.StageNote) (int64, error) {
	name := fmt.Sprintf("stage %s %s %s", n.Project, n.Model, n.Code)
	if id := t.ids[name]; id != 0 {
		return id, nil
	}
	projectID := t.ids["project "+n.Project]
	now := t.app.Store.Instant()
	book, err := t.app.Store.Read(access.System(), now).StageBook(ctx, store.StageFilter{ProjectID: projectID}, civil.DateOf(now))
	if err != nil {
		return 0, err
	}
	for _, c := range book.Courses(portfolio.Project{ID: projectID, Profile: portfolio.ProjectProfile{Model: portfolio.Model(n.Model)}}) {
		for _, s := range c.Set.Stages {
			t.ids[fmt.Sprintf("stage %s %s %s", n.Project, c.Model, s.Code)] = s.ID
		}
	}
	if t.ids[name] == 0 {
		return 0, fmt.Errorf("no stage %s", name)
	}
	return t.ids[name], nil
}
