package insight_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"qadam/internal/funding"
	"qadam/internal/testkit/visit"
)

// projectList is the list of projects: rows, groups and what is written below
// them.
func (w *walk) projectList() {
	w.t.Helper()
	query := w.day()
	data := objects(w.t, w.v.Get("/projects.json"+query), "projects")
	rows := w.table("/projects", query)
	if len(data) != len(rows) || len(data) != len(w.codes) {
		w.t.Fatalf("%d projects in the data, %d in the table, there are %d", len(data), len(rows), len(w.codes))
	}
	for i, row := range data {
		code := row["code"].(string)
		want := w.count(func(l leaf) bool { return l.Project == code })
		w.sameCounts("/projects.json "+code, fieldOf(row), want)
		w.sameCounts("/projects.csv "+code, func(n string) string { return rows[i][n] }, want)
		s := w.money(w.on, func(e funding.Entry, _ funding.Line) bool { return e.ProjectID == w.project(code).ID })
		for name, want := range map[string]int64{"planned_tiyn": int64(w.project(code).Profile.Total), "committed_tiyn": s.committed, "paid_tiyn": s.paid} {
			if got := whole(row[name]); got != strconv.FormatInt(want, 10) || rows[i][name] != got {
				w.t.Errorf("/projects: %s of %s is %s and %s, want %d", name, code, got, rows[i][name], want)
			}
		}
	}
	for _, group := range []string{"programme", "direction", "model", "status"} {
		count := 0
		sum := map[string]int64{}
		for _, g := range objects(w.t, w.v.Get("/projects.json"+query+"&cols=name,planned,paid,overdue,at_risk,stale&group="+group), "groups") {
			code, n := g["code"].(string), int(g["count"].(float64))
			count += n
			for name, v := range g["sums"].(map[string]any) {
				sum[name] += int64(v.(float64))
			}
			if code == "" || group == "status" {
				continue
			}
			if found := visit.JSON[struct{ Count int }](w.v.Get("/projects.json" + query + "&" + group + "=" + code)); found.Count != n {
				w.t.Errorf("/projects: %d in the group %s of %s, %d when it is asked for", n, code, group, found.Count)
			}
			w.groupOf(group, code, g["sums"].(map[string]any))
		}
		if count != len(w.codes) {
			w.t.Errorf("/projects by %s: %d in groups of %d", group, count, len(w.codes))
		}
		all := w.count(func(leaf) bool { return true })
		for name, want := range map[string]int{"overdue": all["overdue"], "at_risk": all["at_risk"], "stale": all["stale"]} {
			if sum[name] != int64(want) {
				w.t.Errorf("/projects by %s: %d are %s, the lines are %d", group, sum[name], name, want)
			}
		}
	}
	w.v.Get("/projects" + query).Is(http.StatusOK)
}

// groupOf holds the sums of a group of projects against lines and entries.
func (w *walk) groupOf(group, code string, got map[string]any) {
	w.t.Helper()
	of := func(project string) bool {
		p := w.project(project)
		switch group {
		case "programme":
			return w.programmeOf(p.ProgrammeID) == code
		case "direction":
			return p.Profile.Direction == code
		}
		return string(p.Profile.Model) == code
	}
	want := w.count(func(l leaf) bool { return of(l.Project) })
	var planned, paid int64
	for _, p := range w.projects {
		if of(p.Code) {
			planned += int64(p.Profile.Total)
			paid += w.money(w.on, func(e funding.Entry, _ funding.Line) bool { return e.ProjectID == p.ID }).paid
		}
	}
	for name, n := range map[string]int64{"overdue": int64(want["overdue"]), "planned": planned, "paid": paid} {
		if g := whole(got[name]); g != strconv.FormatInt(n, 10) {
			w.t.Errorf("/projects by %s %s: %s come to %s, want %d", group, code, name, g, n)
		}
	}
}

// projectPage is a project: of each year as many lines as its roadmap has.
func (w *walk) projectPage(code string) {
	w.t.Helper()
	address := "/projects/" + code
	p := w.v.Get(address + ".json" + w.day())
	for _, year := range objects(w.t, p, "years") {
		if int(year["year"].(float64)) != w.year {
			continue
		}
		want := w.count(func(l leaf) bool { return l.Project == code })
		w.sameCounts(address, fieldOf(year), want)
		n := tally{}
		for _, row := range year["lines"].([]any) {
			status := row.(map[string]any)["status"].(string)
			if status == "withdrawn" {
				continue
			}
			n[status]++
			n["total"]++
			if row.(map[string]any)["stale"] == true {
				n["stale"]++
			}
		}
		w.sameCounts(address+" lines", func(name string) string { return strconv.Itoa(n[name]) }, want)
	}
	w.v.Get(address + w.query()).Is(http.StatusOK)
}

// milestoneList is the list of milestones: narrowed in each way, it has as many
// rows as lines suit.
func (w *walk) milestoneList(all func(leaf) bool) {
	w.t.Helper()
	w.sameRows(all)
	for _, status := range states {
		w.sameRows(func(l leaf) bool { return l.Status == status }, "status", status)
	}
	w.sameRows(func(l leaf) bool { return l.Status == "overdue" || l.Status == "at_risk" }, "status", "overdue,at_risk")
	w.sameRows(func(l leaf) bool { return l.Stale }, "stale", "yes")
	w.sameRows(func(l leaf) bool { return l.Gate }, "gate", "yes")
	w.sameRows(func(l leaf) bool { return l.Late }, "late", "yes")
	w.sameRows(func(l leaf) bool { return l.Due <= "2018-06-30" }, "due_to", "2018-06-30")
	w.sameRows(func(l leaf) bool { return l.Due >= "2018-06-30" }, "due_from", "2018-06-30")
	w.sameRows(func(l leaf) bool { return l.Status == "done" && l.DoneOn <= "2018-07-31" }, "done_to", "2018-07-31")
	for programme := range w.site.Programmes {
		w.sameRows(func(l leaf) bool { return l.programme == programme }, "programme", programme)
		w.sameRows(func(l leaf) bool { return l.programme == programme && l.Status == "done" }, "programme", programme, "status", "done")
		w.sameRows(func(l leaf) bool { return l.Zone != nil && *l.Zone == "zone-"+programme }, "zone", "zone-"+programme)
	}
	for _, code := range w.codes {
		w.sameRows(func(l leaf) bool { return l.Project == code }, "project", code)
	}
	for _, direction := range []string{"safety", "transport"} {
		w.sameRows(func(l leaf) bool { return w.project(l.Project).Profile.Direction == direction }, "direction", direction)
	}
	for _, model := range []string{"ppp", "service", "public", "private"} {
		w.sameRows(func(l leaf) bool { return string(w.project(l.Project).Profile.Model) == model }, "model", model)
	}
	if w.against != "" {
		for _, status := range states {
			w.sameRows(func(l leaf) bool {
				was, known := w.was[l.ID]
				return l.Status == status && (!known || was.Status != status)
			}, "became", status)
		}
		moved := func(way int) func(leaf) bool {
			return func(l leaf) bool {
				was, known := w.was[l.ID]
				return known && strings.Compare(l.finish(), was.finish()) == way
			}
		}
		w.sameRows(moved(1), "slip", "later")
		w.sameRows(moved(-1), "slip", "earlier")
	}
	w.groupsOfMilestones()
}

// sameRows holds a narrowed list against the lines that suit: by number in the
// data and on the page, and one by one.
func (w *walk) sameRows(suits func(leaf) bool, pairs ...string) {
	w.t.Helper()
	where := w.query(pairs...)
	want := map[int64]bool{}
	for _, l := range w.leaves {
		if suits(l) && l.Status != "withdrawn" {
			want[l.ID] = true
		}
	}
	rows := objects(w.t, w.v.Get("/milestones.json"+where), "milestones")
	got := map[int64]bool{}
	for _, row := range rows {
		got[int64(row["id"].(float64))] = true
	}
	for id := range want {
		if !got[id] {
			w.t.Errorf("/milestones%s lacks %d", where, id)
		}
	}
	if len(got) != len(want) || len(rows) != len(want) {
		w.t.Errorf("/milestones%s has %d rows, %d lines suit", where, len(rows), len(want))
	}
}

// groupsOfMilestones holds groups and their sums against the lines.
func (w *walk) groupsOfMilestones() {
	w.t.Helper()
	for _, group := range []string{"programme", "status"} {
		n := 0
		for _, g := range objects(w.t, w.v.Get("/milestones.json"+w.query("group", group, "cols", "title,weight,cost")), "groups") {
			code := g["code"].(string)
			of := func(l leaf) bool {
				return l.Status != "withdrawn" && (group == "programme" && l.programme == code || group == "status" && l.Status == code)
			}
			count, weight, cost := 0, int64(0), int64(0)
			for _, l := range w.leaves {
				if of(l) {
					count++
					weight += int64(l.Weight)
					cost += l.cost()
				}
			}
			n += count
			if got := int(g["count"].(float64)); got != count {
				w.t.Errorf("/milestones by %s: %d are %s, the lines are %d", group, got, code, count)
			}
			for name, want := range map[string]int64{"weight": weight, "cost": cost} {
				if got := whole(g["sums"].(map[string]any)[name]); got != strconv.FormatInt(want, 10) {
					w.t.Errorf("/milestones by %s: %s of %s is %s, of the lines %d", group, name, code, got, want)
				}
			}
		}
		if all := w.number(func(leaf) bool { return true }); n != all {
			w.t.Errorf("/milestones by %s: %d in groups, there are %d", group, n, all)
		}
	}
	rows := w.table("/milestones", w.query())
	if all := w.number(func(leaf) bool { return true }); len(rows) != all {
		w.t.Errorf("/milestones.csv has %d rows, there are %d lines", len(rows), all)
	}
}

// caseList is the list of cases, by what waits for a decision.
func (w *walk) caseList() {
	w.t.Helper()
	query := w.day() + "&state=open"
	for kind, want := range w.cases() {
		got := visit.JSON[struct{ Count int }](w.v.Get("/cases.json" + query + "&kind=" + url.QueryEscape(string(kind))))
		if got.Count != want {
			w.t.Errorf("/cases: %d of %s are open, there are %d", got.Count, kind, want)
		}
	}
}
