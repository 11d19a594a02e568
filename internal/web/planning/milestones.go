package planning

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/web/site"
	"qadam/views/href"
	"qadam/views/milestones"
	"qadam/views/ui"
)

func milestoneRoutes(h Handler) []site.Route {
	return []site.Route{
		{Method: http.MethodGet, Path: "/milestones/:id", Action: access.SeeInForce, Handle: h.showMilestone},
		{Method: http.MethodPost, Path: "/milestones/:id/updates", Action: access.ReportProgress, Limit: reportLimit, Handle: h.createUpdate},
		{Method: http.MethodGet, Path: "/milestones/:id/effect", Action: access.ReportProgress, Handle: h.showEffect},
		{Method: http.MethodPost, Path: "/milestones/:id/effect", Action: access.ReportProgress, Limit: reportLimit, Handle: h.tryEffect},
		{Method: http.MethodPost, Path: "/milestones/:id/acceptances", Action: access.ReviewEvidence, Handle: h.createAcceptance},
		{Method: http.MethodPost, Path: "/milestones/:id/returns", Action: access.ReviewEvidence, Handle: h.createReturn},
		{Method: http.MethodGet, Path: "/evidence/:id/file", Action: access.SeeInForce, Handle: h.showEvidenceFile},
	}
}

// showMilestone answers GET /milestones/:id.
func (h Handler) showMilestone(c echo.Context) error {
	id, err := site.ID(c)
	if err != nil {
		return err
	}
	s, err := h.subject(c, id)
	if err != nil {
		return err
	}
	return h.milestonePage(c, http.StatusOK, s, attempt{})
}

func (h Handler) milestonePage(c echo.Context, status int, s subject, tried attempt) error {
	ctx := site.Ctx(c)
	site.SetPage(c, href.Milestone(s.milestone.ID))
	shell, err := h.Shell(c, s.line.Title.For(ctx))
	if err != nil {
		return err
	}
	p := milestones.ShowPage{
		Shell: shell, Line: s.line, InForce: s.board != nil, Version: s.version(), Year: s.year,
		Programme: s.picture.Term, Code: s.picture.Programme.Code, Zone: s.zone(h.Who(c)),
		Lead: s.ref.Bodies[s.line.LeadID], Original: s.original(), Evidence: s.milestone.Evidence,
		History: s.history(), Successors: s.after(), Predecessors: s.before(),
	}
	if project := s.picture.Project(s.line.ProjectID); project != nil {
		p.Project = *project
	}
	for _, body := range s.line.CoIDs {
		p.Others = append(p.Others, s.ref.Bodies[body])
	}
	p.Eyebrow = s.eyebrow(i18n.From(ctx))
	p.Compare = s.board != nil
	if s.board != nil {
		p.Timing, p.End = s.timing()
		p.Deciding = s.board.Line(s.line.Reason.Predecessor)
		if p.Then, err = h.then(c, s); err != nil {
			return err
		}
	}
	if s.reportable() {
		p.Returned = s.returned()
	}
	// Those of the line, and of what it belongs to when it is a gate that they hold up.
	conditions, err := h.obligations(c, store.ConditionFilter{ProgrammeID: s.milestone.ProgrammeID, ProjectID: s.milestone.ProjectID}, s.ref, p.Keep)
	if err != nil {
		return err
	}
	p.Conditions = slices.DeleteFunc(conditions, func(o ui.Obligation) bool {
		return o.Condition.MilestoneID != s.milestone.ID && (!s.line.Gate || s.line.Facts.Accepted || !o.Condition.HoldsUp(s.milestone.ProjectID))
	})
	if !s.line.Facts.Accepted {
		if p.Waits, err = h.Reader(c).HoldingStages(ctx, s.milestone.ID); err != nil {
			return err
		}
	}
	p.MayChange = s.reportable() && p.Line.Status.Open() && !p.Past && h.Who(c).May(access.ProposeChange, s.milestone.ProgrammeID)
	p.Report, p.Review, p.Meanwhile = h.forms(c, s, tried)
	p.Errors, p.ErrorPrefix = append(p.Errors, tried.errors()...), tried.prefix()
	return h.Render(c, status, milestones.Show(p))
}

// timing is where an open milestone lies in the schedule, and when its roadmap
// ends.
func (s subject) timing() (*portfolio.Timing, civil.Date) {
	schedule := s.board.Schedule()
	t, ok := schedule.Timing(s.line.MilestoneID)
	if !ok || s.line.Facts.Accepted {
		return nil, schedule.End
	}
	return &t, schedule.End
}

// zone is the pilot zone of the milestone, unless it is only proposed and the
// actor may not know of that.
func (s subject) zone(who access.Actor) *portfolio.Zone {
	z := s.picture.Zone(s.line.ZoneID)
	if z != nil && z.State() == portfolio.ZoneDraft && !who.May(access.SeeDraft, s.milestone.ProgrammeID) {
		return nil
	}
	return z
}

// eyebrow says where the milestone belongs.
func (s subject) eyebrow(l i18n.Locale) string {
	text := s.picture.Term.Name.In(l)
	if project := s.picture.Project(s.line.ProjectID); project != nil {
		text += " · " + project.Profile.Name.In(l)
	}
	return text + " · " + s.line.Number
}

// then is the milestone's line on the day compared with, or nil.
func (h Handler) then(c echo.Context, s subject) (*portfolio.Line, error) {
	against := h.Visit(c).Against
	if against.IsZero() {
		return nil, nil
	}
	picture, _, err := h.ReaderOn(c, against).Picture(site.Ctx(c), s.picture.Programme.ID)
	if fault.Is(err, fault.KindNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	_, line := picture.Line(s.line.MilestoneID)
	return line, nil
}

// unlessHidden turns Forbidden into NotFound for a milestone that the actor
// may not know of.
func (h Handler) unlessHidden(c echo.Context, id int64, err error) error {
	if !fault.Is(err, fault.KindForbidden) {
		return err
	}
	if _, hidden := h.subject(c, id); hidden != nil {
		return hidden
	}
	return err
}
