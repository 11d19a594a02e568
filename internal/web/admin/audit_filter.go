package admin

import (
	"context"
	"net/url"
	"slices"
	"strconv"

	"qadam/internal/audit"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/views/href"
	"qadam/views/trail"
	"qadam/views/ui"
)

// asked is what the address of the log asks for, as it is read.
type asked struct {
	q      url.Values
	filter store.AuditFilter
	form   ui.Form
	chips  []ui.Chip
}

// readAuditFilter reads the address. What is no day is a fault beside its
// field; a choice that is not offered filters nothing.
func readAuditFilter(ctx context.Context, q url.Values, ref *portfolio.Reference, people []portfolio.Person) (store.AuditFilter, ui.Form, []ui.Chip) {
	a := &asked{q: q, form: ui.Form{Values: q}}
	a.programme(ctx, ref)
	if action := q.Get("action"); slices.Contains(trail.Actions, action) {
		a.filter.Action = action
		a.chip("action", trail.ActionLabel(ctx, action))
	}
	person := a.number("person")
	if at := slices.IndexFunc(people, func(p portfolio.Person) bool { return p.ID == person }); at >= 0 {
		a.filter.ActorID = person
		a.chip("person", people[at].Name)
	}
	a.filter.From = a.day(ctx, "from", "audit.from")
	a.filter.To = a.day(ctx, "to", "audit.to")
	if !a.filter.From.IsZero() && !a.filter.To.IsZero() && a.filter.To.Before(a.filter.From) {
		a.form.Errors = append(a.form.Errors, fault.FieldError{Name: "to", Key: "fault.ends_before_start"})
	}
	if id := a.number("id"); id != 0 && q.Get("entity") != "" {
		a.filter.Entity, a.filter.EntityID = q.Get("entity"), id
		a.chip("entity", q.Get("entity")+" № "+q.Get("id"))
	}
	a.filter.Before = a.number("before")
	return a.filter, a.form, a.chips
}

// chip says that a filter is on, with the address without it.
func (a *asked) chip(name, word string) {
	without := url.Values{}
	for k, v := range a.q {
		if k != name && k != "before" && k != "lang" && !(name == "entity" && k == "id") {
			without[k] = v
		}
	}
	a.chips = append(a.chips, ui.Chip{Label: word, Href: href.Audit() + "?" + without.Encode()})
}

func (a *asked) programme(ctx context.Context, ref *portfolio.Reference) {
	code := a.q.Get("programme")
	if code == trail.EverywhereCode {
		a.filter.Programme = audit.Everywhere
		a.chip("programme", i18n.T(ctx, "audit.everywhere"))
	}
	if p := ref.ByCode(code); p != nil {
		a.filter.Programme = p.ID
		a.chip("programme", p.Terms[len(p.Terms)-1].Name.For(ctx))
	}
}

// number is a key in the address, 0 for none and for what is none.
func (a *asked) number(name string) int64 {
	n, err := strconv.ParseInt(a.q.Get(name), 10, 64)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

func (a *asked) day(ctx context.Context, name, word string) civil.Date {
	d, err := ui.ParseDay(a.q.Get(name))
	if err != nil {
		e := fault.FieldError{Name: name, Key: "fault.not_a_date"}
		if found := fault.Of(err); found != nil {
			e.Key, e.Args = found.Key, found.Args
			if len(found.Fields) > 0 {
				e.Key, e.Args = found.Fields[0].Key, found.Fields[0].Args
			}
		}
		a.form.Errors = append(a.form.Errors, e)
		return civil.Date{}
	}
	if !d.IsZero() {
		a.chip(name, i18n.T(ctx, word)+" "+i18n.Date(ctx, d))
	}
	return d
}
