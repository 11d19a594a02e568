// Package home is the page of what waits for the person who asks: what to
// report, what to accept, what to enter, what changed.
package home

import (
	"context"
	"slices"

	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/views/href"
	"qadam/views/layout"
	"qadam/views/ui"
)

// Page is what waits for a person on a day.
type Page struct {
	layout.Shell
	News     *ui.News           // since the last visit, nil when there is nothing
	Tasks    []Task             // of the approvals
	Sittings []approval.Sitting // ahead, for the members of the body
	Idle     string             // whose emptiness is explained when no task waits: member, secretary; "" of the others
	Lists    []List
	Detail   *Detail
	Chosen   bool // the person chose the milestone: on a phone it is shown alone
	Drafts   []Version
	Changes  *Changes
	Seatless bool // no seat, so nothing can wait
	People   bool // may keep people
	Calendar bool // may keep the calendar
	Audit    bool // may read the log
}

// List is one kind of thing that waits: owed, returned, waiting, due, review.
type List struct {
	Kind  string
	By    civil.Date // the day by which it is wanted, zero when there is none
	Items []Item
	More  int // items that are not shown
}

// Item is a milestone in a list.
type Item struct {
	Line      *portfolio.Line
	Programme i18n.Text
	Project   i18n.Text
	Review    *portfolio.Review    // that returned it
	Evidence  []portfolio.Evidence // that waits to be accepted
}

// Detail is the milestone of the lists that is open, with its form.
type Detail struct {
	Line      *portfolio.Line
	Deciding  *portfolio.Line
	Programme i18n.Text
	Project   portfolio.Project
	Report    *ui.Report
	Review    *ui.Review
	Meanwhile *ui.Meanwhile
	Returned  *ui.Fact
	History   []ui.Fact
}

// Version is a version of a roadmap that waits for something.
type Version struct {
	Programme i18n.Text
	Code      string
	Year      int
	Version   portfolio.Version
}

// Changes are what happened to all milestones since a day.
type Changes struct {
	Since                   civil.Date
	Done, Slipped, Returned Happened
}

// Happened are the milestones to which one kind of thing happened.
type Happened struct {
	Items []Change
	Count int
}

// Change is one milestone to which something happened.
type Change struct {
	Item
	Days int // by which its end moved
}

// address is the page with the item opened.
func (p Page) address(i Item) string { return p.Keep(href.Work(i.Line.MilestoneID)) }

// open reports whether the item is the one that is open.
func (p Page) open(i Item) bool {
	return p.Detail != nil && p.Detail.Line.MilestoneID == i.Line.MilestoneID
}

// note is what to know of an item before opening it.
func (l List) note(ctx context.Context, i Item, on civil.Date) string {
	project := i.Project.For(ctx)
	switch l.Kind {
	case "returned":
		if i.Review == nil {
			return project
		}
		return i18n.Date(ctx, civil.DateOf(i.Review.RecordedAt))
	case "review":
		project = i.Programme.For(ctx) + " · " + project
		fallthrough
	case "waiting":
		return project + " · " + i18n.N(ctx, "work.waits", max(0, on.Sub(i.Line.Facts.UpdatedOn)))
	default:
		return project + " · " + i18n.T(ctx, "work.due", "Deadline", i.Line.Deadline) + " · " + ui.Since(ctx, i.Line.Facts.UpdatedOn, on)
	}
}

// idle reports whether there is nothing to do, though there could be.
func (p Page) idle() bool {
	return len(p.Tasks) == 0 && !slices.ContainsFunc(p.Lists, func(l List) bool { return len(l.Items) > 0 })
}

// version is where a roadmap that waits for something is gone on with: a draft
// in its editor.
func (p Page) version(v Version) string {
	if v.Version.State().Editable() && !p.Past {
		return href.Draft(v.Code, v.Year)
	}
	return p.Keep(href.RoadmapVersion(v.Code, v.Year, v.Version.Number))
}
