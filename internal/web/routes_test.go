package web_test

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"text/tabwriter"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/approval"
	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/testkit"
	visitors "qadam/internal/testkit/visit"
	"qadam/internal/web"
	"qadam/internal/web/site"
)

// TestRoutes asks every address as every role and as a stranger; POSTs carry
// an empty form. A check that was forgotten is a difference in the golden
// file, and every line of it is a decision that somebody approved.
func TestRoutes(t *testing.T) {
	t.Parallel()
	everybody := append([]string{"stranger"}, testkit.Everyone...)
	var lines []string
	statuses := map[string][]string{}
	for _, who := range everybody {
		s := visitors.Serve(t)
		ids := busy(s)
		for _, r := range append(web.Routes(&site.Site{App: s.App, Store: s.Store}), others...) {
			if r.Path == "/cases/:id/events" {
				continue // it goes on for as long as one listens: see governance
			}
			for _, suffix := range append([]string{""}, r.Formats...) {
				line := r.Method + "\t" + r.Path
				if suffix != "" {
					line += "." + suffix
				}
				if statuses[line] == nil {
					lines = append(lines, line)
				}
				statuses[line] = append(statuses[line], ask(s, who, r.Method, ids.Replace(line[len(r.Method)+1:])))
			}
		}
	}
	var out bytes.Buffer
	w := tabwriter.NewWriter(&out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "\t\t"+strings.Join(everybody, "\t"))
	for _, line := range lines {
		if len(statuses[line]) != len(everybody) {
			t.Errorf("%s is not the same address for everybody", line)
		}
		fmt.Fprintln(w, line+"\t"+strings.Join(statuses[line], "\t"))
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	testkit.Golden(t, "routes.golden", out.String())
}

// others are addresses that belong to no area, and some that do not exist.
var others = []site.Route{
	{Method: http.MethodGet, Path: "/healthz"}, {Method: http.MethodGet, Path: "/readyz"},
	{Method: http.MethodGet, Path: "/nothing"}, {Method: http.MethodPost, Path: "/nothing"},
	{Method: http.MethodGet, Path: "/portfolio.odt"}, {Method: http.MethodGet, Path: "/account.json"}, {Method: http.MethodPost, Path: "/portfolio"},
	{Method: http.MethodGet, Path: "/programmes/narnia"}, {Method: http.MethodGet, Path: "/milestones/99999"}, {Method: http.MethodGet, Path: "/roadmaps/astana/1999"},
}

// ask returns the status, and for who is sent to sign in the word.
func ask(s *visitors.Site, who, method, address string) string {
	s.T.Helper()
	v := s.Stranger()
	if who != "stranger" {
		v = s.As(who)
	}
	p := (*visitors.Page)(nil)
	if method == http.MethodPost {
		p = v.Post(address, nil)
	} else {
		p = v.Get(address)
	}
	if p.Status >= http.StatusInternalServerError {
		s.T.Errorf("%s %s as %s: %d\n%s", method, address, who, p.Status, p.Words())
	}
	if strings.HasPrefix(p.Header.Get("Location"), "/sign-in") {
		return "sign-in"
	}
	return strconv.Itoa(p.Status)
}

// busy makes one of everything that an address may name, and returns what
// puts it in: things of Astana, and of people the one without a seat.
func busy(s *visitors.Site) *strings.Replacer {
	s.T.Helper()
	ctx := context.Background()
	p := s.Progress("astana 1.1", 100, "2018-03-02")
	p.SaidDone = true
	file, err := s.App.KeepFile("act.pdf", strings.NewReader("%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"))
	if err != nil {
		s.T.Fatal(err)
	}
	p.Files = []app.File{file}
	if err := s.App.ReportProgress(ctx, s.Actor("manager.astana"), p); err != nil {
		s.T.Fatal(err)
	}
	m, err := s.Store.Read(access.System(), s.Store.Instant()).Milestone(ctx, p.MilestoneID)
	if err != nil {
		s.T.Fatal(err)
	}
	if _, err := s.App.DraftVersion(ctx, s.Actor("manager.astana"), s.Programmes["astana"], 2018, "other", "Later"); err != nil {
		s.T.Fatal(err)
	}
	number := func(n int64) string { return strconv.FormatInt(n, 10) }
	about := decided(s)
	view, err := s.App.SaveView(ctx, s.Actor("manager.astana"), app.NewView{List: portfolio.ViewProjects, Name: "Shared", Shared: portfolio.SharedAll})
	if err != nil {
		s.T.Fatal(err)
	}
	contract, err := s.App.DraftContract(ctx, s.Actor("manager.astana"), app.Agreement{
		ProjectID: s.Projects["sergek"], FormKey: "contract", Supplier: funding.Party{BIN: "180140000018", Name: "TOO Light (made up)"},
		Terms: funding.Terms{Kind: funding.Memorandum, Number: "1", SignedOn: testkit.Day("2018-02-01"), CustomerID: s.Bodies["akimat-astana"]},
	})
	if err != nil {
		s.T.Fatal(err)
	}
	return strings.NewReplacer(
		"/cases/:id/remarks/:remark", "/cases/"+number(about.caseID)+"/remarks/"+number(about.remark),
		"/sittings/:id/items/:item", "/sittings/"+number(about.sitting)+"/items/"+number(about.item),
		"/conditions/:id/steps/:step/files/:file", "/conditions/"+number(about.condition)+"/steps/"+number(about.step)+"/files/0",
		"/cases/:id", "/cases/"+number(about.caseID), "/sittings/:id", "/sittings/"+number(about.sitting), "/votes/:id", "/votes/"+number(about.vote),
		"/protocols/:id", "/protocols/"+number(about.protocol), "/conditions/:id", "/conditions/"+number(about.condition),
		"/contracts/:id", "/contracts/"+number(contract), "/views/:id", "/views/"+number(view),
		"/bodies/:id", "/bodies/"+number(s.Bodies["working-group"]),
		"/draft/lines/:id", "/draft/lines/"+number(p.MilestoneID),
		"/milestones/:id", "/milestones/"+number(p.MilestoneID),
		"/evidence/:id", "/evidence/"+number(m.Evidence[0].ID),
		"/people/:id", "/people/"+number(s.People["nobody"]),
		"/programmes/:code", "/programmes/astana", "/zones/:code", "/zones/zone-astana", "/projects/:code", "/projects/sergek",
		":stage", "P5",
		":programme", "astana", ":year", "2018", ":grant", "1", ":id", "1",
	)
}

// approvals are the keys of what decided makes.
type approvals struct {
	caseID, remark, sitting, item, vote, protocol, condition, step int64
}

// decided makes one of everything that approvals have: Astana's zone with a
// remark, deferred by a sitting without a quorum that left a protocol, and now
// in a written vote; an assignment that was reported with a file.
func decided(s *visitors.Site) approvals {
	s.T.Helper()
	ctx := context.Background()
	must := func(err error) {
		s.T.Helper()
		if err != nil {
			s.T.Fatal(err)
		}
	}
	var a approvals
	var err error
	a.caseID, err = s.App.SubmitZone(ctx, s.Actor("head.astana"), s.Zones["zone-astana"], app.CaseText{Brief: i18n.Text{KK: "Аймақ", RU: "Зона"}})
	must(err)
	must(s.App.AssignExperts(ctx, s.Actor("secretary"), a.caseID, []int64{s.Seats["expert"]}, testkit.Day("2018-03-12")))
	var scores approval.Scores
	for _, criterion := range approval.KindZone.Rule().Criteria {
		scores = append(scores, approval.Score{Criterion: criterion, Score: 4})
	}
	must(s.App.GiveOpinion(ctx, s.Actor("expert"), a.caseID, approval.Opinion{
		Scores: scores, Verdict: approval.Recommended, Summary: "Good", Remarks: []approval.Remarked{{Text: "Too large"}},
	}))
	meeting, err := s.App.PlanSitting(ctx, s.Actor("secretary"), app.NewSitting{
		Form: approval.InPerson, At: testkit.At("2018-03-05 15:00"), Place: i18n.Text{KK: "Зал", RU: "Зал"}, Items: []app.NewItem{{CaseID: a.caseID}},
	})
	must(err)
	_, err = s.App.ConveneSitting(ctx, s.Actor("secretary"), meeting)
	must(err)
	a.protocol, err = s.App.DraftProtocol(ctx, s.Actor("secretary"), meeting, approval.Minutes{})
	must(err)
	a.sitting, err = s.App.PlanSitting(ctx, s.Actor("secretary"), app.NewSitting{Form: approval.Written, Items: []app.NewItem{{CaseID: a.caseID}}})
	must(err)
	_, err = s.App.ConveneSitting(ctx, s.Actor("secretary"), a.sitting)
	must(err)
	a.condition, err = s.App.SetAssignment(ctx, s.Actor("chair"), approval.Condition{
		ProgrammeID: s.Programmes["astana"], Text: i18n.Text{KK: "Тапсырма", RU: "Поручение"}, OwnerID: s.Bodies["akimat-astana"],
		DueOn: testkit.Day("2018-04-02"), Evidence: portfolio.FormReport,
	})
	must(err)
	file, err := s.App.KeepFile("report.txt", strings.NewReader("Done."))
	must(err)
	must(s.App.ReportCondition(ctx, s.Actor("manager.astana"), app.ConditionReport{
		ConditionID: a.condition, Text: "Done", Document: app.Document{Number: "1", Dated: testkit.Day("2018-03-02")}, Files: []app.File{file},
	}))
	r := s.Store.Read(access.System(), s.Store.Instant())
	c, err := r.Case(ctx, a.caseID)
	must(err)
	sitting, err := r.Sitting(ctx, a.sitting)
	must(err)
	condition, err := r.Condition(ctx, a.condition)
	must(err)
	a.remark, a.item, a.vote, a.step = c.Remarks[0].ID, sitting.Agenda()[0].ID, sitting.Votes[0].ID, condition.Steps[0].ID
	return a
}
