package planning

import (
	"github.com/labstack/echo/v4"

	"qadam/internal/approval"
	"qadam/internal/funding"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/web/site"
	"qadam/views/projects"
)

// stages are the courses of projects through the stages of their funding models
// on the day shown.
func (h Handler) stages(c echo.Context, f store.StageFilter) (*funding.StageBook, error) {
	return h.Reader(c).StageBook(site.Ctx(c), f, h.Visit(c).On)
}

// heldUp are the late stages of a programme that milestones wait for, by
// milestone, for the rows of its roadmap.
func (h Handler) heldUp(c echo.Context, p *portfolio.Picture) (map[int64][]funding.StageStand, error) {
	book, err := h.stages(c, store.StageFilter{ProgrammeID: p.Programme.ID})
	if err != nil {
		return nil, err
	}
	held := map[int64][]funding.StageStand{}
	for _, project := range p.Projects {
		for _, s := range book.Late(project) {
			if s.Record.MilestoneID != 0 {
				held[s.Record.MilestoneID] = append(held[s.Record.MilestoneID], s)
			}
		}
	}
	return held, nil
}

// fillMoney adds how the project goes through the stages of its models, its
// contracts and the cases about it.
func (h Handler) fillMoney(c echo.Context, p *projects.ShowPage) error {
	ctx, r := site.Ctx(c), h.Reader(c)
	book, err := h.stages(c, store.StageFilter{ProgrammeID: p.Project.ProgrammeID})
	if err != nil {
		return err
	}
	p.Courses, p.Late = book.Courses(*p.Project), book.Late(*p.Project)
	contracts, err := r.Contracts(ctx, store.ContractFilter{ProjectID: p.Project.ID})
	if err != nil {
		return err
	}
	p.Contracts = len(contracts)
	ledger, err := r.Funding(ctx)
	if err != nil {
		return err
	}
	p.Money = ledger.Investment(funding.Scope{ProjectID: p.Project.ID})
	p.Cases, err = r.Cases(ctx, approval.Filter{SubjectID: p.Project.ID, ProgrammeID: p.Project.ProgrammeID, Kinds: aboutProjects})
	return err
}

// aboutProjects are the kinds of cases whose subject is a project.
var aboutProjects = []approval.Kind{approval.KindInclusion, approval.KindAssessment}
