package trail

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"

	"qadam/internal/access"
	"qadam/internal/audit"
	"qadam/internal/civil"
	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/views/href"
)

// Things knows what entries are about, as far as the reader may see it: an
// entry keeps a key, and the name is looked up today.
type Things struct {
	Reader    access.Actor
	On        civil.Date
	Reference *portfolio.Reference
	Pictures  []*portfolio.Picture // none for those who may not see what is in force
	People    map[int64]string
	Seats     map[string]i18n.Text     // titles by code
	Lines     map[int64]portfolio.Plan // numbers and titles of milestones, also of drafts
	Contracts map[int64]funding.Contract
}

// Thing is what an entry is about. Href is empty when there is no page of it
// or the reader may not open it.
type Thing struct {
	Name string
	Href string
}

// Of returns what the entry is about.
func (t Things) Of(ctx context.Context, e audit.Entry) Thing {
	switch e.Entity {
	case "milestone", "plan":
		if slices.Contains(ofDraft, e.Action) {
			return t.draft(ctx, e)
		}
		return t.milestone(ctx, e)
	case "roadmap":
		return t.roadmap(ctx, e)
	case "project":
		for _, p := range t.Pictures {
			if project := p.Project(e.EntityID); project != nil {
				return Thing{project.Profile.Name.For(ctx), href.Project(project.Code)}
			}
		}
	case "rating":
		return t.ofProject(ctx, e.EntityID, href.ProjectRatings)
	case "escalation":
		found := t.ofProject(ctx, int64(number(e, "project_id")), href.Project)
		found.Href = t.reads(href.Escalation(e.EntityID))
		return found
	case "zone":
		for _, p := range t.Pictures {
			if zone := p.Zone(e.EntityID); zone != nil {
				return Thing{zone.Profile.Name.For(ctx), href.Zone(zone.Code)}
			}
		}
	case "case":
		return Thing{t.caseName(ctx, e), t.reads(href.Case(e.EntityID))}
	case "protocol":
		return t.protocol(ctx, e)
	case "sitting":
		return t.sitting(ctx, e)
	case "body":
		return t.body(ctx, e)
	case "person":
		return t.person(e)
	case "condition":
		return Thing{named(ctx, e), t.reads(href.Condition(e.EntityID))}
	case "contract":
		return t.contract(ctx, e)
	case "funding_entry", "funding_line":
		return t.money(ctx, e)
	case "tolerance":
		return Thing{}
	case "calendar":
		return t.calendar(ctx, e)
	case "reference":
		return Thing{}
	}
	return Thing{Name: named(ctx, e)}
}

// ofProject is a project by its key, with a page of it.
func (t Things) ofProject(ctx context.Context, id int64, page func(code string) string) Thing {
	if project := t.project(id); project != nil {
		return Thing{project.Profile.Name.For(ctx), page(project.Code)}
	}
	return Thing{Name: "№ " + strconv.FormatInt(id, 10)}
}

func (t Things) milestone(ctx context.Context, e audit.Entry) Thing {
	for _, p := range t.Pictures {
		if _, l := p.Line(e.EntityID); l != nil {
			return Thing{l.Plan.Number + " " + l.Plan.Title.For(ctx), href.Milestone(e.EntityID)}
		}
	}
	if l, ok := t.Lines[e.EntityID]; ok {
		return Thing{Name: l.Number + " " + l.Title.For(ctx)}
	}
	return Thing{Name: named(ctx, e)}
}

// ofDraft are the actions on several lines of a draft: they are about it, and
// not about the first of the lines.
var ofDraft = []string{"roadmap.lines_added", "roadmap.lines_changed", "roadmap.edit_undone", "roadmap.edit_redone"}

func (t Things) draft(ctx context.Context, e audit.Entry) Thing {
	id := int64(number(e, "version_id"))
	for _, p := range t.Pictures {
		for _, r := range p.Roadmaps {
			for _, v := range r.Versions {
				if v.ID == id {
					name := p.Term.Name.For(ctx) + ", " + strconv.Itoa(r.Year) + ", " + i18n.T(ctx, "audit.version", "N", v.Number)
					return Thing{name, href.RoadmapVersion(p.Programme.Code, r.Year, v.Number)}
				}
			}
		}
	}
	return Thing{Name: named(ctx, e)}
}

func (t Things) roadmap(ctx context.Context, e audit.Entry) Thing {
	for _, p := range t.Pictures {
		at := slices.IndexFunc(p.Roadmaps, func(r portfolio.Roadmap) bool { return r.ID == e.EntityID })
		if at < 0 {
			continue
		}
		year := p.Roadmaps[at].Year
		name := p.Term.Name.For(ctx) + ", " + strconv.Itoa(year)
		if n := number(e, "version"); n != 0 {
			name += ", " + i18n.T(ctx, "audit.version", "N", n)
		}
		return Thing{name, href.Roadmap(p.Programme.Code, year)}
	}
	return Thing{Name: named(ctx, e)}
}

// reads is the address for a reader who has business with what is decided; an
// administrator has none.
func (t Things) reads(address string) string {
	if !t.Reader.May(access.SeeInForce, access.Anywhere) {
		return ""
	}
	return address
}

// caseName is the number of a case, with its title where the entry says it.
func (t Things) caseName(ctx context.Context, e audit.Entry) string {
	name := i18n.T(ctx, "audit.case", "Number", e.EntityID)
	var said struct{ Title json.RawMessage }
	if json.Unmarshal([]byte(e.After), &said) == nil {
		if text, ok := textOf(said.Title); ok {
			name += ", " + text.For(ctx)
		}
	}
	return name
}

// protocol is called by the number of its sitting, as far as the entry says it.
func (t Things) protocol(ctx context.Context, e audit.Entry) Thing {
	found := Thing{Name: named(ctx, e)}
	if n := number(e, "number"); n != 0 {
		found.Name = "№ " + strconv.Itoa(n)
	}
	if t.Reader.May(access.SeeReviewed, access.Anywhere) {
		found.Href = href.Protocol(e.EntityID)
	}
	return found
}

func (t Things) person(e audit.Entry) Thing {
	found := Thing{Name: t.People[e.EntityID]}
	if found.Name == "" {
		found.Name = "№ " + strconv.FormatInt(e.EntityID, 10)
	}
	if t.Reader.May(access.KeepPeople, access.Anywhere) {
		found.Href = href.AdminPerson(e.EntityID)
	}
	return found
}

func (t Things) calendar(ctx context.Context, e audit.Entry) Thing {
	found, year := Thing{}, int(e.EntityID)
	for _, side := range []string{e.After, e.Before} {
		var day struct{ Date civil.Date }
		if json.Unmarshal([]byte(side), &day) == nil && !day.Date.IsZero() {
			found.Name, year = i18n.Date(ctx, day.Date), day.Date.Year
		}
	}
	if found.Name == "" {
		found.Name = i18n.Period(ctx, civil.Period{Kind: civil.Year, Year: year})
	}
	if t.Reader.May(access.KeepReference, access.Anywhere) {
		found.Href = href.AdminCalendar(year)
	}
	return found
}

// named is what the entry itself says of the thing's name, or its key.
func named(ctx context.Context, e audit.Entry) string {
	for _, side := range []string{e.After, e.Before} {
		var said struct {
			Number, Code string
			Title, Name  json.RawMessage
		}
		if json.Unmarshal([]byte(side), &said) != nil {
			continue
		}
		for _, raw := range []json.RawMessage{said.Title, said.Name} {
			if text, ok := textOf(raw); ok && !text.IsZero() {
				if said.Number != "" {
					return said.Number + " " + text.For(ctx)
				}
				return text.For(ctx)
			}
		}
		if said.Code != "" {
			return said.Code
		}
	}
	return "№ " + strconv.FormatInt(e.EntityID, 10)
}

func number(e audit.Entry, field string) int {
	var said map[string]json.RawMessage
	if json.Unmarshal([]byte(e.After), &said) != nil {
		return 0
	}
	n, err := strconv.Atoi(string(said[field]))
	if err != nil {
		return 0
	}
	return n
}

// seat is the title of the seat from which somebody acted.
func (t Things) seat(e audit.Entry) i18n.Text {
	if title, ok := t.Seats[e.Seat]; ok {
		return title
	}
	return i18n.Same(e.Seat)
}

// programme is the name of the programme that an entry belongs to.
func (t Things) programme(ctx context.Context, e audit.Entry) string {
	switch e.ProgrammeID {
	case audit.Nowhere:
		return ""
	case audit.Everywhere:
		return i18n.T(ctx, "audit.everywhere")
	}
	if p := t.Reference.Programme(e.ProgrammeID); p != nil {
		return p.Name(t.On).For(ctx)
	}
	return ""
}
