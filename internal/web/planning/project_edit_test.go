package planning_test

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/testkit"
	"qadam/views/projects"
)

// profileOf is what is known of a project of Astana now.
func profileOf(s *site, code string) portfolio.ProjectProfile {
	s.T.Helper()
	p, _, err := s.Store.Read(access.System(), s.Store.Instant()).PictureOf(s.T.Context(), "astana")
	if err != nil {
		s.T.Fatal(err)
	}
	return p.Project(s.Projects[code]).Profile
}

// known is what the form of sergek sends.
func known(s *site, change ...string) url.Values {
	v := url.Values{
		"seen": {strconv.FormatInt(profileOf(s, "sergek").ID, 10)}, "name_kk": {"Сергек"}, "name_ru": {"Сергек"}, "name_en": {"Sergek"}, "direction": {"transport"},
		"goals": {"life", "services"}, "zones": {"zone-astana"}, "area_ru": {"Есиль"}, "basis_ru": {"Поручение"}, "source": {"https://example.kz"},
	}
	for i := 0; i+1 < len(change); i += 2 {
		v[change[i]] = slices.DeleteFunc([]string{change[i+1]}, func(s string) bool { return s == "" })
	}
	return v
}

func TestAProjectIsEditedOnItsForm(t *testing.T) {
	s := serve(t)
	v := s.as("manager.astana")
	v.get("/projects/sergek").is(http.StatusOK).says(say("word.edit"))
	p := v.get("/projects/sergek/edit").is(http.StatusOK).says("Project sergek", say("project.decided_note"), "Public-private partnership")
	if p.doc.Find(`[name="model"], [name="total"], [name="code"]`).Length() != 0 {
		t.Error("what the inclusion decides can be typed")
	}
	v.post("/projects/sergek/edit", known(s)).is(http.StatusSeeOther)
	v.get("/projects/sergek").says("Sergek", say("project.edited"), "Transport", "Public e-services", "https://example.kz")
	for _, tt := range []struct{ field, value, want string }{
		{"name_kk", "", say("fault.required")}, {"name_en", strings.Repeat("x", 301), say("fault.too_long", "Limit", 300)},
		{"direction", "magic", say("fault.required_choice")}, {"goals", "", say("project.goal_needed")}, {"goals", "fame", say("fault.required_choice")},
		{"zones", "zone-ontustik", say("project.zone_unknown")}, {"basis_kk", strings.Repeat("x", 2001), say("fault.too_long", "Limit", 2000)},
	} {
		page := v.post("/projects/sergek/edit", known(s, tt.field, tt.value)).is(http.StatusUnprocessableEntity)
		page.says(tt.want)
		if tt.field != "name_en" && page.doc.Find(`input[name="name_en"]`).AttrOr("value", "") != "Sergek" {
			t.Errorf("%s is wrong, and what was typed is lost", tt.field)
		}
	}
}

// Who was slower sees what the other wrote, and saves what he typed when he still
// wants to.
func TestAProjectEditedByTwo(t *testing.T) {
	s := serve(t)
	first, second := s.as("manager.astana"), s.as("head.astana")
	old := known(s, "direction", "safety")
	first.post("/projects/sergek/edit", known(s)).is(http.StatusSeeOther)
	p := second.post("/projects/sergek/edit", old).is(http.StatusConflict)
	p.says(say("project.edited_meanwhile"), say("project.now", "What", "Transport"))
	if got := p.doc.Find(`select[name="direction"] option[selected]`).AttrOr("value", ""); got != "safety" {
		t.Errorf("what was typed is lost: %q", got)
	}
	old.Set("seen", p.doc.Find(`input[name="seen"]`).AttrOr("value", ""))
	second.post("/projects/sergek/edit", old).is(http.StatusSeeOther)
	if got := profileOf(s, "sergek").Direction; got != "safety" {
		t.Errorf("it is %s", got)
	}
}

func TestWhoMayEditAProject(t *testing.T) {
	s := serve(t)
	for _, who := range testkit.Everyone {
		v, get, post := s.as(who), http.StatusForbidden, http.StatusForbidden
		switch who {
		case "manager.astana", "head.astana":
			get, post = http.StatusOK, http.StatusSeeOther
		case "admin", "nobody":
			get, post = http.StatusNotFound, http.StatusNotFound
		}
		for _, address := range []string{"/projects/sergek/edit", "/projects/edit?project=sergek", "/zones/zone-astana/edit"} {
			want := get
			if address == "/zones/zone-astana/edit" && strings.HasSuffix(who, ".ontustik") {
				want = http.StatusNotFound // it is only proposed
			}
			if got := v.get(address).Status; got != want {
				t.Errorf("%s opens %s: %d, want %d", who, address, got, want)
			}
		}
		if got := v.post("/projects/sergek/edit", known(s)).Status; got != post {
			t.Errorf("%s edits a project: %d, want %d", who, got, post)
		}
		pencil := strings.Contains(v.get("/projects").Body, "edit=sergek")
		if pencil != (post == http.StatusSeeOther) {
			t.Errorf("%s is offered the form in the row: %t", who, pencil)
		}
	}
	s.Clock.Set("2018-03-12 10:00")
	v := s.as("manager.astana")
	v.get("/projects?as_of=2018-03-06&edit=sergek").is(http.StatusOK).saysNot(say("admin.save"))
	for from, to := range map[string]string{
		"/projects/sergek/edit?as_of=2018-03-06": "/projects/sergek?as_of=2018-03-06", "/projects/edit?as_of=2018-03-06": "/projects?as_of=2018-03-06",
		"/zones/zone-astana/edit?as_of=2018-03-06": "/zones/zone-astana?as_of=2018-03-06", "/milestones/reports?line=1&as_of=2018-03-06": "/milestones?as_of=2018-03-06",
	} {
		if got := v.get(from).is(http.StatusSeeOther).Header.Get("Location"); got != to {
			t.Errorf("%s leads to %s", from, got)
		}
	}
}

// More than can be done at once are refused with the limit before anything of
// them is read.
func TestTooManyAtOnce(t *testing.T) {
	s := serve(t)
	v, milestones, codes := s.as("manager.astana"), url.Values{}, url.Values{}
	for i := range portfolio.ReportsLimit + 1 {
		milestones.Add("line", strconv.Itoa(10_000+i))
		codes.Add("project", "narnia-"+strconv.Itoa(i))
	}
	for address, form := range map[string]url.Values{"/milestones/reports": milestones, "/projects/edit": codes} {
		limit := map[string]string{"/milestones/reports": "200", "/projects/edit": "100"}[address]
		v.get(address + "?" + form.Encode()).is(http.StatusUnprocessableEntity).says(limit)
		v.post(address, form).is(http.StatusUnprocessableEntity).says(limit)
	}
}

// A project that only a draft knows of is nobody's to find by its form: who may
// edit nothing hears of one that does not exist the same.
func TestTheFormOfAnUnknownProject(t *testing.T) {
	s := serve(t)
	s.as("manager.astana").post("/projects", cameras("code", "cams")).is(http.StatusSeeOther)
	for _, who := range []string{"manager.ontustik", "head.ontustik"} {
		s.as(who).get("/projects/cams/edit").is(http.StatusNotFound)
		s.as(who).post("/projects/cams/edit", known(s)).is(http.StatusNotFound)
		s.as(who).get("/projects/edit?project=cams").is(http.StatusNotFound)
	}
	for _, who := range []string{"member", "expert", "official", "auditor"} {
		for _, code := range []string{"cams", "narnia"} {
			s.as(who).get("/projects/" + code + "/edit").is(http.StatusForbidden)
			s.as(who).post("/projects/"+code+"/edit", known(s)).is(http.StatusForbidden)
		}
	}
}

func TestAProjectIsEditedInItsRow(t *testing.T) {
	s := serve(t)
	v := s.as("manager.astana")
	list := "/projects?programme=astana&sort=name"
	v.get(list).is(http.StatusOK)
	p := v.get(list + "&edit=sergek").is(http.StatusOK)
	back := p.doc.Find(`input[name="back"]`).AttrOr("value", "")
	if back != "/projects?programme=astana&sort=name" {
		t.Fatalf("the form leads back to %q", back)
	}
	row := url.Values{"seen": {strconv.FormatInt(profileOf(s, "sergek").ID, 10)}, "back": {back}, "direction": {"transport"}, "goals": {"life"}}
	wrong := url.Values{"seen": row["seen"], "back": row["back"], "direction": {"safety"}}
	again := v.post("/projects/sergek/edit", wrong).is(http.StatusUnprocessableEntity).says(say("project.goal_needed"), "Project ikomek")
	if again.doc.Find(`select[name="direction"]`).Length() == 0 {
		t.Error("the form is not in its row again")
	}
	if got := v.post("/projects/sergek/edit", row).is(http.StatusSeeOther).Header.Get("Location"); got != back {
		t.Errorf("it leads to %s", got)
	}
	now := profileOf(s, "sergek")
	if now.Direction != "transport" || len(now.Zones) != 0 || now.Name.KK == "" {
		t.Errorf("it says %+v", now)
	}
	v.post("/projects/sergek/edit", row).is(http.StatusSeeOther) // sent twice
	row.Set("direction", "safety")
	v.post("/projects/sergek/edit", row).is(http.StatusConflict).says(say("project.edited_meanwhile"), "Project ikomek")
	row.Set("back", "https://example.kz/projects")
	row.Set("seen", strconv.FormatInt(profileOf(s, "sergek").ID, 10))
	row.Set("direction", "safety")
	if got := v.post("/projects/sergek/edit", row).is(http.StatusSeeOther).Header.Get("Location"); got != "/projects" {
		t.Errorf("it leads to %s", got)
	}
}

func TestSeveralProjectsAreEdited(t *testing.T) {
	s := serve(t)
	v := s.as("manager.astana")
	if n := v.get("/projects").doc.Find(`input[name="project"]`).Length(); n != 2 {
		t.Errorf("%d boxes for the two projects of the programme", n)
	}
	both := "/projects/edit?project=sergek&project=ikomek"
	v.get("/projects/edit").is(http.StatusOK).says(say("project.many_none"))
	v.get(both).is(http.StatusOK).says(say("project.many_choose"), "Project sergek", "Project ikomek")
	v.get(both + "&direction=safety").is(http.StatusOK).says(say("project.many_same"))
	p := v.get(both + "&direction=transport&goals_add=services&zones_drop=zone-astana").is(http.StatusOK)
	p.says("Safety → Transport", "Quality of life, Public e-services", say("project.many_note"))
	if profileOf(s, "sergek").Direction != "safety" {
		t.Fatal("a preview changed a project")
	}
	form := url.Values{"project": {"sergek", "ikomek"}, "direction": {"transport"}, "goals_add": {"services"}, "zones_drop": {"zone-astana"}}
	for _, code := range form["project"] {
		form.Set(projects.SeenName(code), p.doc.Find(`input[name="`+projects.SeenName(code)+`"]`).AttrOr("value", ""))
	}
	v.post("/projects/edit", form).is(http.StatusSeeOther)
	v.get("/projects").says(say("project.edited_many", "Count", 2))
	for _, code := range form["project"] {
		if now := profileOf(s, code); now.Direction != "transport" || !now.Goals.Has("services") || len(now.Zones) != 0 {
			t.Errorf("%s says %+v", code, now)
		}
	}
	// The same form again is of profiles that are no more; nothing of it is kept.
	form.Set("direction", "safety")
	v.post("/projects/edit", form).is(http.StatusConflict).says(say("fault.none_saved"), say("project.edited_meanwhile"))
	if profileOf(s, "sergek").Direction != "transport" {
		t.Error("an old form changed a project")
	}
	// Without goals no project can be: it is said before and refused after.
	v.get(both + "&goals_drop=life&goals_drop=services").is(http.StatusOK).says(say("project.goal_needed"))
	v.get("/projects/edit?project=sergek&project=lighting").is(http.StatusForbidden)
	v.post("/projects/edit", url.Values{"project": {"lighting"}, "direction": {"safety"}}).is(http.StatusForbidden)
	v.post("/projects/edit", nil).is(http.StatusSeeOther)
}

// While its inclusion is decided upon, the preview says so.
func TestAProjectInItsCaseIsNotEdited(t *testing.T) {
	s := serve(t)
	v := s.as("manager.astana")
	v.post("/projects/sergek/edit", known(s)).is(http.StatusSeeOther)
	id, err := s.App.SubmitInclusion(t.Context(), s.Actor("head.astana"), s.Projects["sergek"], app.CaseText{Brief: i18n.Same("Why")})
	if err != nil {
		t.Fatal(err)
	}
	stands := say("case.text_stands", "Case", id)
	v.get("/projects/sergek/edit").is(http.StatusOK).says(stands)
	v.get("/projects?edit=sergek").is(http.StatusOK).says(stands)
	v.get("/projects/edit?project=sergek&project=ikomek&direction=safety").is(http.StatusOK).says(stands, say("cases.many_rest"))
	v.post("/projects/sergek/edit", known(s, "direction", "safety")).is(http.StatusConflict).says(stands)
}
