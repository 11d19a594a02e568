package app

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"qadam/internal/access"
	"qadam/internal/audit"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/funding"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/internal/store"
)

// Money is one entry of the ledger of funding as it is entered.
type Money struct {
	LineID     int64
	Kind       funding.EntryKind
	Year       int          // the fiscal year of the money
	Period     string       // a month or quarter of it such as 2018-07 or 2018-Q3, "" for the whole year
	Amount     money.Amount // tiyn; below zero only where a plan or an allocation is refined down
	Brings     bool         // the sum is what the plan or the allocation of the year comes to; what is entered is the difference
	HappenedOn civil.Date   // when money moved or the paper was signed
	Document   funding.Document
	File       *File // the scan, nil when none comes
	ContractID int64 // 0 for none
	Why        string
	Note       string
	FormKey    string // of the form: sent twice, it is one entry
}

// EnterMoney adds an entry to the ledger of a line and returns its key; 0 when
// the form was sent before with the same money. What breaks a rule is refused, each under the field
// that it is about; what a rule warns of needs a word of why (rules.md §7).
func (a *App) EnterMoney(ctx context.Context, actor access.Actor, m Money) (entryID int64, err error) {
	err = a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		line, err := tx.Line(m.LineID)
		if err != nil {
			return err
		}
		if err := require(tx, actor, access.KeepFunding, line.ProgrammeID); err != nil {
			return err
		}
		sent, err := sentBefore(tx, []Money{m})
		if err != nil || sent {
			return err
		}
		state, err := tx.MoneyState(line.ProjectID)
		if err != nil {
			return err
		}
		e, _, err := m.Held(state, tx.Now)
		if err != nil {
			return err
		}
		entryID, err = m.tidied().keep(tx, e, line)
		return err
	})
	return entryID, err
}

// EnterMany adds entries to lines of a programme, all of them or none: later
// ones are held against what the earlier ones leave. The faults of a row are
// under its number, from 0, and the field, such as 3.amount.
func (a *App) EnterMany(ctx context.Context, actor access.Actor, programmeID int64, rows []Money) error {
	return a.Store.Write(ctx, actor, func(tx *store.Tx) error {
		if err := require(tx, actor, access.KeepFunding, programmeID); err != nil {
			return err
		}
		if len(rows) == 0 || len(rows) > RowsLimit {
			return fault.Field("rows", "entry.rows_limit", "Limit", RowsLimit)
		}
		sent, err := sentBefore(tx, rows)
		if err != nil || sent {
			return err
		}
		var faults []error
		states := map[int64]*funding.State{} // by project
		for i, m := range rows {
			line, err := tx.Line(m.LineID)
			if err == nil && line.ProgrammeID != programmeID {
				err = fault.NotFound()
			}
			if fault.Is(err, fault.KindNotFound) {
				faults = append(faults, fault.Field(row(i, "line"), "entry.no_line"))
				continue
			}
			if err != nil {
				return err
			}
			state := states[line.ProjectID]
			if state == nil {
				if state, err = tx.MoneyState(line.ProjectID); err != nil {
					return err
				}
			}
			e, _, err := m.Held(state, tx.Now)
			if err != nil {
				faults = append(faults, ofRow(i, err))
				continue
			}
			if _, err := m.tidied().keep(tx, e, line); err != nil {
				return err
			}
			states[line.ProjectID] = state.With(e)
		}
		return fault.Join(faults...)
	})
}

// sentBefore reports whether the form of the rows came before with the same
// money. The same form with other money is refused: it would not be entered.
func sentBefore(tx *store.Tx, rows []Money) (bool, error) {
	kept, err := tx.EntriesByForm(rows[0].FormKey)
	if err != nil || len(kept) == 0 {
		return false, err
	}
	if len(kept) != len(rows) {
		return false, fault.Conflict("fault.changed_meanwhile")
	}
	for i, e := range kept {
		m, sum := rows[i].tidied(), e.Amount
		if m.Brings {
			if sum, err = tx.BroughtTo(&e); err != nil {
				return false, err
			}
		}
		if e.LineID != m.LineID || e.Kind != m.Kind || e.Year != m.Year || e.ContractID != m.ContractID || sum != m.Amount {
			return false, fault.Conflict("fault.changed_meanwhile")
		}
	}
	return true, nil
}

// RowsLimit is how many entries are entered at once at most.
const RowsLimit = 1000

// row is the name of a field of one of many entries.
func row(i int, field string) string { return strconv.Itoa(i) + "." + field }

// ofRow puts the faults of an entry under its number.
func ofRow(i int, err error) error {
	fields := slices.Clone(fault.FieldsOf(err))
	for j := range fields {
		fields[j].Name = row(i, fields[j].Name)
	}
	if len(fields) == 0 {
		return err
	}
	return fault.Fields(fields...)
}

// Held is the entry that would be kept, what the checks say to it, and what is
// wrong with it, each under the field that it is about: what breaks a rule; and
// when nobody says why, what a rule warns of. Pages that show it before it is
// sent ask the same.
func (m Money) Held(state *funding.State, now time.Time) (funding.Entry, funding.Verdict, error) {
	m = m.tidied()
	e := m.entry(state)
	v := state.Judge(e, m.Document.Kind)
	e.Warned = v.Warned()
	return e, v, fault.Join(m.Check(now), saidOf(v.Breaches, m.Why))
}

// tidied is the money without the spaces around words; a plan is known by the
// year, and only it and an allocation are brought to a sum.
func (m Money) tidied() Money {
	m.Why, m.Note = strings.TrimSpace(m.Why), strings.TrimSpace(m.Note)
	m.Document.Number, m.Document.Title, m.Document.URL = strings.TrimSpace(m.Document.Number), strings.TrimSpace(m.Document.Title), strings.TrimSpace(m.Document.URL)
	m.Brings = m.Brings && m.Kind.Signed()
	return m
}

// entry is what is kept of the money: of a year that is brought to a sum, the
// difference to what it stands at.
func (m Money) entry(state *funding.State) funding.Entry {
	e := funding.Entry{
		LineID: m.LineID, ProgrammeID: state.ProgrammeID, ProjectID: state.ProjectID, Kind: m.Kind, Year: m.Year, Period: m.Period,
		Amount: m.Amount, HappenedOn: m.HappenedOn, ContractID: m.ContractID, Why: m.Why, Note: m.Note, FormKey: m.FormKey,
	}
	if m.Brings && m.Amount >= -funding.Limit && m.Amount <= funding.Limit {
		stands := state.LineYear(m.LineID, m.Year)
		if m.Kind == funding.Plan {
			e.Amount -= stands.Planned
		} else {
			e.Amount -= stands.Allocated
		}
	}
	return e
}

// Check holds what was entered against what needs to know nothing of the line.
func (m Money) Check(now time.Time) error {
	var errs []error
	if !slices.Contains(funding.EntryKinds, m.Kind) {
		errs = append(errs, fault.Field("kind", "fault.required_choice"))
	}
	if m.HappenedOn.IsZero() {
		errs = append(errs, fault.Field("happened_on", "fault.required"))
	}
	errs = append(errs, checkPaper(m.Document, now), checkSaid("why", m.Why, false), checkSaid("note", m.Note, false))
	return fault.Join(errs...)
}

// checkPaper refuses a paper that cannot be found by what is said of it: every
// figure can be traced to one (facts.md §2.5).
func checkPaper(d funding.Document, now time.Time) error {
	var errs []error
	if !slices.Contains(funding.DocumentKinds, d.Kind) {
		errs = append(errs, fault.Field("document_kind", "fault.required_choice"))
	}
	switch {
	case d.Number == "":
		errs = append(errs, fault.Field("document_number", "fault.required"))
	case utf8.RuneCountInString(d.Number) > 100:
		errs = append(errs, fault.Field("document_number", "fault.too_long", "Limit", 100))
	}
	switch {
	case d.Dated.IsZero():
		errs = append(errs, fault.Field("document_date", "fault.required"))
	case d.Dated.After(civil.DateOf(now)):
		errs = append(errs, fault.Field("document_date", "fault.in_future"))
	}
	if d.Kind == funding.DocOther && d.Title == "" {
		errs = append(errs, fault.Field("document_title", "entry.title_of_other"))
	}
	if utf8.RuneCountInString(d.Title) > 300 {
		errs = append(errs, fault.Field("document_title", "fault.too_long", "Limit", 300))
	}
	if d.URL != "" {
		if err := portfolio.CheckLink(d.URL); err != nil {
			errs = append(errs, err)
		}
	}
	return fault.Join(errs...)
}

// saidOf are the breaches as faults of the fields that they are about: the errors;
// and, when nobody says why, the warnings.
func saidOf(breaches []funding.Breach, why string) error {
	var errs []error
	for _, b := range funding.Errors(breaches) {
		errs = append(errs, fault.Field(b.Field, b.Said(), b.Args...))
	}
	if warned := funding.Warnings(breaches); len(warned) > 0 && why == "" && len(errs) == 0 {
		errs = append(errs, fault.Field("why", "entry.needs_why"))
	}
	return fault.Join(errs...)
}

// keep appends the entry with its paper and records it.
func (m Money) keep(tx *store.Tx, e funding.Entry, line funding.Line) (int64, error) {
	document, sums, err := paper(tx, line.ProgrammeID, m.Document, m.File)
	if err != nil {
		return 0, err
	}
	e.DocumentID = document.ID
	if err := tx.AppendEntry(&e); err != nil {
		return 0, err
	}
	return e.ID, tx.Record("funding_entry.added", e.ProgrammeID, "funding_entry", e.ID, audit.Added(entrySaid(e, document)).With(sums...))
}

// paper finds or keeps the paper that money goes by, with its scan.
func paper(tx *store.Tx, programmeID int64, d funding.Document, f *File) (funding.Document, []string, error) {
	d.ProgrammeID = programmeID
	var sums []string
	if f != nil {
		d.FileName, d.FileSHA256, d.FileSize, d.FileType = f.Name, f.SHA256, f.Size, f.MediaType
		sums = []string{f.SHA256}
	}
	if err := tx.DocumentFor(&d); err != nil {
		return d, nil, fmt.Errorf("app: paper of money: %w", err)
	}
	return d, sums, nil
}

// entrySaid is what the log says of an entry.
func entrySaid(e funding.Entry, d funding.Document) map[string]any {
	all := map[string]any{
		"line_id": e.LineID, "entry_kind": e.Kind, "fiscal_year": e.Year, "tiyn": int64(e.Amount), "happened_on": e.HappenedOn,
		"document_kind": d.Kind, "document_number": d.Number, "document_date": d.Dated,
	}
	for name, v := range map[string]string{"period": e.Period, "why": e.Why, "note": e.Note} {
		if v != "" {
			all[name] = v
		}
	}
	for name, id := range map[string]int64{"contract_id": e.ContractID, "reverses_id": e.ReversesID} {
		if id != 0 {
			all[name] = id
		}
	}
	if len(e.Warned) > 0 {
		all["warned"] = e.Warned
	}
	return all
}
