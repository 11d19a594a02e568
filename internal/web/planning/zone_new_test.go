package planning_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"qadam/internal/testkit"
)

// esil is a pilot zone as its form would send it.
func esil(change ...string) url.Values {
	v := url.Values{
		"programme": {"astana"}, "name_kk": {"Есіл"}, "name_ru": {"Есиль"}, "name_en": {"Esil"}, "district_kk": {"Есіл ауданы"}, "district_ru": {"Есильский район"},
		"population": {"12 000"}, "geometry": {`{"type":"Point","coordinates":[71.43,51.13]}`},
	}
	for i := 0; i+1 < len(change); i += 2 {
		v.Set(change[i], change[i+1])
	}
	return v
}

func TestAPilotZoneIsProposed(t *testing.T) {
	s := serve(t)
	v := s.as("manager.astana")
	v.get("/zones/new?programme=astana").is(http.StatusOK).says("Smart Astana")
	if got := v.post("/zones", esil()).is(http.StatusSeeOther).Header.Get("Location"); got != "/zones/esil" {
		t.Errorf("it leads to %s", got)
	}
	v.get("/zones/esil").is(http.StatusOK).says("Esil", "Proposed", "12,000", say("zone.added"))
	s.check(t, "/zones/esil", only("manager.astana", "head.astana", "official", "auditor"))
	v.post("/zones", esil()).is(http.StatusSeeOther)
	v.get("/zones/esil-2").is(http.StatusOK)
}

func TestAPilotZoneThatIsRefused(t *testing.T) {
	s := serve(t)
	v := s.as("head.astana")
	for _, tt := range []struct{ field, value, want string }{
		{"code", "Есиль", say("fault.code")},
		{"code", "zone-ontustik", say("zone.code_taken")},
		{"code", "new", say("zone.code_taken")},
		{"name_kk", " ", say("fault.required")},
		{"name_ru", "", say("fault.required")},
		{"district_ru", strings.Repeat("x", 301), say("fault.too_long", "Limit", 300)},
		{"population", "many", say("fault.not_a_number")},
		{"population", "-1", say("fault.negative")},
		{"population", "99999999999", say("zone.population_most", "Limit", 100000000)},
		{"geometry", "here", say("zone.geometry_invalid")},
	} {
		p := v.post("/zones", esil(tt.field, tt.value)).is(http.StatusUnprocessableEntity)
		if got := p.fault(tt.field); got != tt.want {
			t.Errorf("%s = %.20q: %q, want %q", tt.field, tt.value, got, tt.want)
		}
		if tt.field != "name_en" && p.doc.Find(`input[name="name_en"]`).AttrOr("value", "") != "Esil" {
			t.Errorf("%s is wrong, and the name is lost", tt.field)
		}
	}
	v.get("/zones/esil").is(http.StatusNotFound)
}

func TestWhoMayProposeAPilotZone(t *testing.T) {
	s := serve(t)
	own := map[string]string{"manager.astana": "astana", "head.astana": "astana", "manager.ontustik": "ontustik", "head.ontustik": "ontustik"}
	for _, who := range testkit.Everyone {
		v := s.as(who)
		for _, programme := range []string{"astana", "ontustik", "narnia"} {
			ok := own[who] != "" && own[who] == programme
			if got := v.get("/zones/new?programme=" + programme).Status; (got == http.StatusOK) != ok {
				t.Errorf("%s opens the form for %s: %d", who, programme, got)
			}
			if got := v.post("/zones", esil("programme", programme, "code", "z-"+strings.ReplaceAll(who, ".", "-"))).Status; (got == http.StatusSeeOther) != ok {
				t.Errorf("%s proposes a zone of %s: %d", who, programme, got)
			}
		}
		if has := strings.Contains(v.get("/zones").Body, `href="/zones/new"`); has != (own[who] != "") {
			t.Errorf("%s is offered the form: %t", who, has)
		}
	}
}
