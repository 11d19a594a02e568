package planning

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/web/site"
	"qadam/views/home"
	"qadam/views/href"
)

func workRoutes(h Handler) []site.Route {
	return []site.Route{
		{Method: http.MethodGet, Path: "/", Handle: h.showWork},
	}
}

// shownWork is how long a list is; what is behind it stands in the roadmap.
const shownWork = 25

// dueSoon is how many days ahead a deadline is shown.
const dueSoon = 30

// showWork answers GET /.
func (h Handler) showWork(c echo.Context) error {
	id := int64(0)
	if text := c.QueryParam("milestone"); text != "" {
		var err error
		if id, err = strconv.ParseInt(text, 10, 64); err != nil {
			return fault.NotFound()
		}
	}
	return h.workPage(c, http.StatusOK, id, nil, attempt{})
}

// workPage shows what waits for the actor, with one milestone of it open: the
// one of the key, else the first that waits.
func (h Handler) workPage(c echo.Context, status int, id int64, opened *subject, tried attempt) error {
	ctx, r, who := site.Ctx(c), h.Reader(c), h.Who(c)
	p := home.Page{
		Chosen: id != 0, Seatless: len(who.Grants) == 0,
		People: who.May(access.KeepPeople, access.Anywhere), Calendar: who.May(access.KeepReference, access.Anywhere), Audit: who.May(access.ReadAudit, access.Anywhere),
	}
	pictures, ref, err := r.Pictures(ctx)
	if err != nil {
		return err
	}
	w := waiting{who: who, ref: ref, pictures: pictures}
	p.Lists = w.lists()
	p.Drafts = w.drafts()
	if err := h.approvals(c, w, &p); err != nil {
		return err
	}
	if err := fillLists(c, r, p.Lists); err != nil {
		return err
	}
	if id == 0 {
		id = first(p.Lists)
	}
	if id != 0 {
		if opened == nil {
			s, err := h.subject(c, id)
			if err != nil {
				return err
			}
			opened = &s
		}
		p.Detail = h.detail(c, *opened, tried)
		if !w.acts(p.Detail.Line.ProgrammeID) {
			return c.Redirect(http.StatusSeeOther, href.With(href.Milestone(id), "as_of", c.QueryParam("as_of")))
		}
	}
	if p.News, err = h.NewsBanner(c, true); err != nil {
		return err
	}
	if watches(who) {
		if p.Changes, err = h.changes(c, pictures); err != nil {
			return err
		}
	}
	if status != http.StatusOK {
		site.SetPage(c, href.Work(id))
	}
	if p.Shell, err = h.Shell(c, i18n.T(ctx, "ui.nav_work")); err != nil {
		return err
	}
	p.Waiting = p.Counts["work"]
	p.Compare = p.Changes != nil
	p.NoDays = !h.Who(c).May(access.SeeInForce, access.Anywhere) // whose work is of today only
	p.Eyebrow = w.eyebrow(i18n.From(ctx))
	p.Errors, p.ErrorPrefix = append(p.Errors, tried.errors()...), tried.prefix()
	return h.Render(c, status, home.Show(p))
}

// detail is the milestone that is open.
func (h Handler) detail(c echo.Context, s subject, tried attempt) *home.Detail {
	d := &home.Detail{Line: s.line, Programme: s.picture.Term.Name, History: s.history()}
	if project := s.picture.Project(s.line.ProjectID); project != nil {
		d.Project = *project
	}
	if s.board == nil {
		return d
	}
	d.Deciding = s.board.Line(s.line.Reason.Predecessor)
	if s.reportable() {
		d.Returned = s.returned()
	}
	d.Report, d.Review, d.Meanwhile = h.forms(c, s, tried)
	if d.Report != nil {
		d.Report.From = fromWork
	}
	if d.Review != nil {
		d.Review.From = fromWork
	}
	return d
}

// waiting finds what waits for an actor.
type waiting struct {
	who      access.Actor
	ref      *portfolio.Reference
	pictures []*portfolio.Picture
}

// acts reports whether anything of the programme can wait for the actor.
func (w waiting) acts(programmeID int64) bool {
	return w.who.May(access.ReportProgress, programmeID) || w.who.May(access.ReviewEvidence, programmeID)
}

// lists are the lists of those who report and of those who accept.
func (w waiting) lists() []home.List {
	var lists []home.List
	if w.who.May(access.ReportProgress, access.Anywhere) {
		owed := home.List{Kind: "owed"}
		returned, waits, due := home.List{Kind: "returned"}, home.List{Kind: "waiting"}, home.List{Kind: "due"}
		for _, p := range w.pictures {
			if !w.who.May(access.ReportProgress, p.Programme.ID) {
				continue
			}
			for _, b := range years(p) {
				owed.By = b.Rules.ReportDue(w.ref.Calendar, b.On)
				for i := range b.Lines {
					l := &b.Lines[i]
					item := itemOf(p, l)
					take(&owed, item, portfolio.OwesUpdate(*l, b.On))
					take(&returned, item, l.Facts.ReturnedID != 0 && l.Facts.ReturnedID == l.Facts.UpdateID && l.Status.Open())
					take(&waits, item, l.Status == portfolio.Reported)
					take(&due, item, l.Status.Open() && !l.Deadline.Before(b.On) && l.Deadline.Sub(b.On) <= dueSoon)
				}
			}
		}
		slices.SortStableFunc(owed.Items, urgent)
		slices.SortStableFunc(due.Items, byDeadline)
		slices.SortStableFunc(waits.Items, byUpdate)
		lists = append(lists, owed, returned, waits, due)
	}
	if w.who.May(access.ReviewEvidence, access.Anywhere) {
		review := home.List{Kind: "review"}
		for _, p := range w.pictures {
			for _, b := range years(p) {
				for i := range b.Lines {
					take(&review, itemOf(p, &b.Lines[i]), b.Lines[i].Status == portfolio.Reported)
				}
			}
		}
		slices.SortStableFunc(review.Items, byUpdate)
		lists = append(lists, review)
	}
	for i := range lists {
		if n := len(lists[i].Items); n > shownWork {
			lists[i].Items, lists[i].More = lists[i].Items[:shownWork], n-shownWork
		}
	}
	return lists
}

func take(l *home.List, i home.Item, fits bool) {
	if fits {
		l.Items = append(l.Items, i)
	}
}

func itemOf(p *portfolio.Picture, l *portfolio.Line) home.Item {
	i := home.Item{Line: l, Programme: p.Term.Name}
	if project := p.Project(l.ProjectID); project != nil {
		i.Project = project.Profile.Name
	}
	return i
}

// pressing orders what is owed: overdue first, then at risk, then the rest.
var pressing = map[portfolio.Status]int{portfolio.Overdue: 1, portfolio.AtRisk: 2, portfolio.OnTrack: 3, portfolio.NotStarted: 4}

func urgent(a, b home.Item) int {
	return cmp.Or(cmp.Compare(pressing[a.Line.Status], pressing[b.Line.Status]), byDeadline(a, b))
}

func byDeadline(a, b home.Item) int { return a.Line.Deadline.Compare(b.Line.Deadline) }

func byUpdate(a, b home.Item) int {
	return a.Line.Facts.UpdatedOn.Compare(b.Line.Facts.UpdatedOn)
}

// years are the boards of a programme, the earliest year first.
func years(p *portfolio.Picture) []*portfolio.Board {
	boards := make([]*portfolio.Board, 0, len(p.Boards))
	for _, b := range p.Boards {
		boards = append(boards, b)
	}
	slices.SortFunc(boards, func(a, b *portfolio.Board) int { return cmp.Compare(a.Year, b.Year) })
	return boards
}

// drafts are the roadmaps in preparation.
func (w waiting) drafts() []home.Version {
	var drafts []home.Version
	for _, p := range w.pictures {
		for _, roadmap := range p.Roadmaps {
			if v := roadmap.Open(); v != nil && v.State().Editable() && w.who.May(access.EditDraft, p.Programme.ID) {
				drafts = append(drafts, home.Version{Programme: p.Term.Name, Code: p.Programme.Code, Year: roadmap.Year, Version: *v})
			}
		}
	}
	return drafts
}

// approvals adds what of them waits for the actor, and the sittings ahead for
// those who belong to the body.
func (h Handler) approvals(c echo.Context, w waiting, p *home.Page) error {
	tasks, docket, err := h.Inbox(c)
	if err != nil {
		return err
	}
	for _, t := range tasks {
		p.Tasks = append(p.Tasks, home.Task{Task: t, Programme: w.programme(t.ProgrammeID)})
	}
	if h.Visit(c).Past {
		return nil
	}
	switch {
	case w.who.Has(access.Secretary):
		p.Idle = "secretary"
	case w.who.May(access.CastBallot, access.Anywhere):
		p.Idle = "member"
	default:
		return nil
	}
	for _, s := range docket.Sittings {
		if !s.State().Ended() {
			p.Sittings = append(p.Sittings, s)
		}
	}
	return nil
}

// programme is what a programme is called, nothing without one.
func (w waiting) programme(id int64) i18n.Text {
	for _, p := range w.pictures {
		if p.Programme.ID == id {
			return p.Term.Name
		}
	}
	return i18n.Text{}
}

// eyebrow names the programme of those who work for one.
func (w waiting) eyebrow(l i18n.Locale) string {
	for _, p := range w.pictures {
		if w.who.May(access.ReportProgress, p.Programme.ID) {
			return p.Term.Name.In(l) + " · " + p.Term.Owner.Name.In(l)
		}
	}
	return ""
}

// first is the milestone that waits longest, 0 when none does.
func first(lists []home.List) int64 {
	for _, l := range lists {
		if len(l.Items) > 0 {
			return l.Items[0].Line.MilestoneID
		}
	}
	return 0
}

// fillLists adds what the pictures do not hold: why something was returned,
// and the documents that wait. One query for each list.
func fillLists(c echo.Context, r *store.Reader, lists []home.List) error {
	for i := range lists {
		items := lists[i].Items
		if len(items) == 0 {
			continue
		}
		var milestones, reviews []int64
		for _, item := range items {
			milestones = append(milestones, item.Line.MilestoneID)
			reviews = append(reviews, item.Line.Facts.ReviewID)
		}
		switch lists[i].Kind {
		case "returned":
			found, err := r.Reviews(site.Ctx(c), reviews)
			if err != nil {
				return err
			}
			for j := range items {
				if v, ok := found[items[j].Line.MilestoneID]; ok {
					items[j].Review = &v
				}
			}
		case "review":
			found, err := r.EvidenceOf(site.Ctx(c), milestones)
			if err != nil {
				return err
			}
			for j := range items {
				items[j].Evidence = found[items[j].Line.Facts.UpdateID]
			}
		}
	}
	return nil
}
