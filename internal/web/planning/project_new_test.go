package planning_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"qadam/internal/testkit"
)

const newProject = "/projects/new"

// cameras is a project as its form would send it.
func cameras(change ...string) url.Values {
	v := url.Values{
		"programme": {"astana"}, "name_kk": {"Камералар"}, "name_ru": {"Камеры"}, "name_en": {"Cameras"}, "direction": {"safety"}, "model": {"ppp"},
		"goals": {"life", "services"}, "zones": {"zone-astana"}, "area_kk": {"Есіл"}, "area_ru": {"Есиль"}, "basis_ru": {"Поручение"}, "source": {"https://example.kz"},
		"total": {"1,5 млн"},
	}
	for i := 0; i+1 < len(change); i += 2 {
		v[change[i]] = slices.DeleteFunc([]string{change[i+1]}, func(s string) bool { return s == "" })
	}
	return v
}

func TestAProjectIsAdded(t *testing.T) {
	s := serve(t)
	v := s.as("manager.astana")
	p := v.get(newProject+"?programme=astana").is(http.StatusOK).says("Smart Astana", "Quality of life", "Safety", "Zone", "Public-private partnership")
	if p.doc.Find(`select[name="programme"]`).Length() != 0 || p.doc.Find(`input[name="programme"]`).AttrOr("value", "") != "astana" {
		t.Error("who drafts one programme's roadmap is asked for the programme")
	}
	v.post("/projects", cameras()).is(http.StatusSeeOther)
	page := v.get("/projects/cameras").is(http.StatusOK)
	page.says("Cameras", "Project added.", "Quality of life", "Public e-services", "Zone", "₸1.5 m", "https://example.kz")
	v.get("/projects?q=cameras").says("Cameras")
	// Until a roadmap that they may see has lines of it, others know nothing of it.
	s.as("member").get("/projects/cameras").is(http.StatusNotFound)
	// The next one gets another code by itself.
	v.post("/projects", cameras("year", "2018")).is(http.StatusSeeOther)
	v.get("/projects/cameras-2").is(http.StatusOK)
}

func TestAProjectAddedForADraftLeadsThere(t *testing.T) {
	s := serve(t)
	v := s.as("head.astana")
	p := v.get(newProject + "?programme=astana&year=2018").is(http.StatusOK)
	if got := p.doc.Find(`input[name="year"]`).AttrOr("value", ""); got != "2018" {
		t.Errorf("the draft is lost: %q", got)
	}
	if got := v.post("/projects", cameras("year", "2018", "code", "cams")).is(http.StatusSeeOther).Header.Get("Location"); !strings.HasPrefix(got, "/roadmaps/astana/2018/draft/lines/new") || !strings.Contains(got, "project=cams") {
		t.Errorf("it leads to %s", got)
	}
}

func TestAProjectThatIsRefused(t *testing.T) {
	s := serve(t)
	v := s.as("manager.astana")
	for _, tt := range []struct{ field, value, beside, want string }{
		{"code", "Cameras!", "code", say("fault.code")},
		{"code", "sergek", "code", say("project.code_taken")},
		{"code", "lighting", "code", say("project.code_taken")}, // of another programme
		{"code", "new", "code", say("project.code_taken")},
		{"name_kk", "", "name_kk", say("fault.required")},
		{"name_ru", " ", "name_ru", say("fault.required")},
		{"name_en", strings.Repeat("x", 301), "name_en", say("fault.too_long", "Limit", 300)},
		{"direction", "", "direction", say("fault.required_choice")},
		{"direction", "magic", "direction", say("fault.required_choice")},
		{"goals", "", "goals", say("project.goal_needed")},
		{"goals", "fame", "goals", say("fault.required_choice")},
		{"zones", "zone-ontustik", "zones", say("project.zone_unknown")},
		{"total", "many", "total", say("money.invalid")},
		{"total", "-5", "total", say("roadmap.cost_negative")},
		{"basis_kk", strings.Repeat("x", 2001), "basis_kk", say("fault.too_long", "Limit", 2000)},
	} {
		p := v.post("/projects", cameras("code", "cams", tt.field, tt.value)).is(http.StatusUnprocessableEntity)
		if got := p.fault(tt.beside); got != tt.want {
			t.Errorf("%s = %.20q: %q, want %q", tt.field, tt.value, got, tt.want)
		}
		// Nothing that was typed is lost.
		for name, values := range cameras("code", "cams", tt.field, tt.value) {
			for _, value := range values {
				at := p.doc.Find(`[name="` + name + `"]`)
				typed := at.AttrOr("value", "") == value || strings.TrimSpace(at.Text()) == value || at.Filter(`[value="`+value+`"][checked]`).Length() == 1 ||
					at.Find(`option[value="`+value+`"][selected]`).Length() == 1
				if !typed && name != tt.field && len(value) < 100 {
					t.Errorf("%s is wrong, and %s = %q is lost", tt.field, name, value)
				}
			}
		}
	}
	p := v.post("/projects", cameras("model", "")).is(http.StatusUnprocessableEntity).says(say("fault.required_choice"))
	if p.doc.Find(`input[name="goals"][checked]`).Length() != 2 {
		t.Error("the goals are lost")
	}
	v.get("/projects?q=cameras").saysNot("Камералар", "Cameras")
}

// A draft's projects are for those who draft it (rules.md §10).
func TestWhoMayAddAProject(t *testing.T) {
	s := serve(t)
	own := map[string]string{"manager.astana": "astana", "head.astana": "astana", "manager.ontustik": "ontustik", "head.ontustik": "ontustik"}
	for _, who := range testkit.Everyone {
		v := s.as(who)
		for _, programme := range []string{"astana", "ontustik", "narnia"} {
			get, post := http.StatusNotFound, http.StatusNotFound
			if own[who] != "" && own[who] == programme {
				get, post = http.StatusOK, http.StatusSeeOther
			}
			if v := v.get(newProject + "?programme=" + programme); v.Status != get && (get == http.StatusOK || v.Status != http.StatusForbidden) {
				t.Errorf("%s opens the form for %s: %d", who, programme, v.Status)
			}
			if got := v.post("/projects", cameras("programme", programme, "zones", "", "code", strings.ReplaceAll(who, ".", "-"))).Status; got != post && (post == http.StatusSeeOther || got != http.StatusForbidden) {
				t.Errorf("%s adds a project to %s: %d", who, programme, got)
			}
		}
		list := v.get("/projects")
		if has := strings.Contains(list.Body, `href="/projects/new"`); has != (own[who] != "") {
			t.Errorf("%s is offered the form: %t", who, has)
		}
	}
	s.Clock.Set("2018-03-12 10:00")
	past := s.as("manager.astana")
	past.get("/projects?as_of=2018-03-06").saysNot("New project")
	if got := past.get(newProject + "?as_of=2018-03-06").is(http.StatusSeeOther).Header.Get("Location"); got != "/projects?as_of=2018-03-06" {
		t.Errorf("a past day leads to %s", got)
	}
}
