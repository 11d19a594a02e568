package planning

import (
	"fmt"
	"net/url"
	"testing"
	"time"

	"qadam/internal/access"
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
)

// BenchmarkMilestoneList is the first page of 100,000 milestones: five
// programmes of 200 projects with 100 lines each.
func BenchmarkMilestoneList(b *testing.B) {
	m := hugeList()
	for _, query := range []string{
		"", "sort=title", "sort=-slip,due", "sort=status,executor,-percent", "status=overdue", "q=камера+12", "group=project", "group=status&cols=cost,weight,status&rows=100",
		"programme=p3&direction=safety&due_to=2018-06-30",
	} {
		b.Run(query, func(b *testing.B) {
			u := &url.URL{Path: "/milestones", RawQuery: query}
			l := m.list()
			l.Page(m.rows(), l.Read(u)) // keys of titles are made once for a sheet
			for b.Loop() {
				l := m.list()
				if p := l.Page(m.rows(), l.Read(u)); p.Of != 100_000 {
					b.Fatal(p.Of)
				}
			}
		})
	}
}

func hugeList() *milestoneList {
	day := func(month, d int) civil.Date { return civil.Date{Year: 2018, Month: time.Month(month), Day: d} }
	on := day(7, 16)
	cal := portfolio.WorkingCalendar(nil)
	m := &milestoneList{
		who: access.System(), locale: i18n.RU, on: on, years: []int{2018},
		ref: &portfolio.Reference{Bodies: map[int64]portfolio.Body{}, Calendar: cal, Directions: []portfolio.Direction{{Code: "safety"}}},
	}
	for id := range int64(20) {
		m.ref.Bodies[id+1] = portfolio.Body{ID: id + 1, Code: fmt.Sprint("b", id), Short: i18n.Same(fmt.Sprint("Body ", id))}
	}
	milestone := int64(0)
	for n := range 5 {
		p := &portfolio.Picture{Programme: portfolio.Programme{ID: int64(n + 1), Code: fmt.Sprint("p", n+1), Position: n + 1}, On: on, Boards: map[int]*portfolio.Board{}}
		facts := map[int64]portfolio.Facts{}
		var plans []portfolio.Plan
		for project := range int64(200) {
			id := int64(n)*1000 + project + 1
			p.Projects = append(p.Projects, portfolio.Project{ID: id, ProgrammeID: p.Programme.ID, Code: fmt.Sprint("j", id), Profile: portfolio.ProjectProfile{
				Name: i18n.Same(fmt.Sprint("Проект ", id)), Direction: "safety", Model: portfolio.Models[project%4],
			}})
			for line := range 100 {
				milestone++
				month := 1 + line%12
				plans = append(plans, portfolio.Plan{
					MilestoneID: milestone, ProgrammeID: p.Programme.ID, ProjectID: id, Number: fmt.Sprint(project+1, ".", line+1), LeadID: 1 + milestone%20,
					Title: i18n.Text{KK: fmt.Sprint("Бейнебақылау камерасын орнату ", milestone), RU: fmt.Sprint("Установка камеры видеонаблюдения ", milestone*7919%100_003)},
					Start: day(1, 9), Due: civil.OnDay(day(month, 20)), Weight: 1 + line%9, Costs: portfolio.Costs{{Year: 2018, Source: portfolio.LocalBudget, Amount: 1000}},
				})
				facts[milestone] = portfolio.Facts{
					MilestoneID: milestone, UpdateID: milestone, Percent: line, Forecast: day(month, 20+line%8), UpdatedOn: day(7, 2),
					Accepted: month < 6, DoneOn: day(month, 18),
				}
			}
		}
		p.Boards[2018] = portfolio.NewBoard(portfolio.NewSheet(int64(n+1), plans, cal), portfolio.Known{Facts: facts, Rules: portfolio.DefaultStatusRules, InForceOn: day(1, 9), On: on})
		p.Boards[2018].ProgrammeID, p.Boards[2018].Year = p.Programme.ID, 2018
		m.pictures = append(m.pictures, p)
	}
	return m
}
