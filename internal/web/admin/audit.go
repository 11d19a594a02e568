package admin

import (
	"context"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/audit"
	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/web/site"
	"qadam/views/href"
	"qadam/views/trail"
)

// exported is how many entries a file holds; the next file begins after them.
const exported = 10_000

// listAudit answers GET /audit.
func (h Handler) listAudit(c echo.Context) error {
	ctx, r := site.Ctx(c), h.now(c)
	ref, err := r.Reference(ctx)
	if err != nil {
		return err
	}
	people, err := r.People(ctx)
	if err != nil {
		return err
	}
	filter, form, chips := readAuditFilter(ctx, c.QueryParams(), ref, people)
	if h.Visit(c).Format != "" {
		return h.exportAudit(c, filter, form, ref)
	}
	filter.Limit = pageSize + 1 // one more says whether there is another page
	entries, err := r.AuditEntries(ctx, filter)
	if err != nil {
		return err
	}
	sh, err := h.shell(c, i18n.T(ctx, "ui.nav_audit"))
	if err != nil {
		return err
	}
	sh.Errors = form.Errors
	p := trail.ListPage{Shell: sh, Filter: form, Chips: chips, Names: people, Entries: entries[:min(pageSize, len(entries))]}
	i18n.SortBy(i18n.From(ctx), p.Names, func(p portfolio.Person) string { return p.Name })
	if len(entries) > pageSize {
		p.Older = href.With(sh.URL.RequestURI(), "before", strconv.FormatInt(p.Entries[pageSize-1].Seq, 10), "lang", "")
	}
	if filter.Before != 0 {
		p.Newest = href.With(sh.URL.RequestURI(), "before", "", "lang", "")
	}
	if p.Things, err = h.things(c, r, ref, p.Entries); err != nil {
		return err
	}
	if p.Last, err = lastEntry(ctx, r); err != nil {
		return err
	}
	if p.Checkpoint, err = r.Checkpoint(ctx); err != nil {
		return err
	}
	status := http.StatusOK
	if form.Faulty() {
		status = http.StatusUnprocessableEntity
	}
	return h.Render(c, status, trail.List(p))
}

// showAudit answers GET /audit/:id: one entry by its seq.
func (h Handler) showAudit(c echo.Context) error {
	seq, err := site.ID(c)
	if err != nil {
		return err
	}
	ctx, r := site.Ctx(c), h.now(c)
	e, err := r.AuditEntry(ctx, seq)
	if err != nil {
		return err
	}
	ref, err := r.Reference(ctx)
	if err != nil {
		return err
	}
	if h.Visit(c).Format != "" {
		return h.JSON(c, entryOf(e, ref))
	}
	sh, err := h.shell(c, i18n.T(ctx, "audit.entry", "N", i18n.Number(ctx, seq)))
	if err != nil {
		return err
	}
	sh.Eyebrow = i18n.T(ctx, "ui.nav_audit")
	p := trail.ShowPage{Shell: sh, Entry: e}
	if seq > 1 {
		previous, err := r.AuditEntry(ctx, seq-1)
		if err != nil {
			return err
		}
		p.Previous = previous.Hash
	}
	last, err := lastEntry(ctx, r)
	if err != nil {
		return err
	}
	p.Last = last.Seq
	if p.Things, err = h.things(c, r, ref, []audit.Entry{e}); err != nil {
		return err
	}
	return h.Render(c, http.StatusOK, trail.Show(p))
}

// lastEntry is the head of the chain.
func lastEntry(ctx context.Context, r *store.Reader) (audit.Entry, error) {
	last, err := r.AuditEntries(ctx, store.AuditFilter{Limit: 1})
	if err != nil || len(last) == 0 {
		return audit.Entry{}, err
	}
	return last[0], nil
}

// things are what the entries are about, as far as the reader may see it.
func (h Handler) things(c echo.Context, r *store.Reader, ref *portfolio.Reference, entries []audit.Entry) (trail.Things, error) {
	ctx := site.Ctx(c)
	t := trail.Things{Reader: h.Who(c), On: h.Visit(c).Today, Reference: ref}
	var err error
	if t.Reader.May(access.SeeInForce, access.Anywhere) {
		if t.Pictures, _, err = r.Pictures(ctx); err != nil {
			return t, err
		}
	}
	var people, lines, contracts []int64
	for _, e := range entries {
		switch e.Entity {
		case "person":
			people = append(people, e.EntityID)
		case "milestone", "plan":
			lines = append(lines, e.EntityID)
		case "contract":
			contracts = append(contracts, e.EntityID)
		}
	}
	if t.People, err = r.Names(ctx, people); err != nil {
		return t, err
	}
	if t.Lines, err = r.LineNames(ctx, lines); err != nil {
		return t, err
	}
	if len(contracts) > 0 {
		all, err := r.Contracts(ctx, store.ContractFilter{IDs: contracts})
		if err != nil {
			return t, err
		}
		t.Contracts = make(map[int64]funding.Contract, len(all))
		for _, one := range all {
			t.Contracts[one.ID] = one
		}
	}
	seats, err := r.Seats(ctx)
	t.Seats = make(map[string]i18n.Text, len(seats))
	for _, s := range seats {
		t.Seats[s.Code] = s.Title
	}
	return t, err
}
