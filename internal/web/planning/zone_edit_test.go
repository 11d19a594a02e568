package planning_test

import (
	"net/http"
	"net/url"
	"testing"

	"qadam/internal/app"
	"qadam/internal/i18n"
)

func TestAPilotZoneIsEdited(t *testing.T) {
	s := serve(t)
	v := s.as("manager.astana")
	v.get("/zones/zone-astana").is(http.StatusOK).says(say("word.edit"))
	p := v.get("/zones/zone-astana/edit").is(http.StatusOK)
	form := url.Values{
		"seen": {p.doc.Find(`input[name="seen"]`).AttrOr("value", "")}, "name_kk": {"Есіл"}, "name_ru": {"Есиль"}, "name_en": {"Esil"}, "district_kk": {"Аудан"}, "district_ru": {"Район"}, "population": {"15 000"},
		"geometry": {`{"type":"Point","coordinates":[71.43,51.13]}`},
	}
	wrong := url.Values{}
	for name, value := range form {
		wrong[name] = value
	}
	wrong.Set("population", "many")
	if got := v.post("/zones/zone-astana/edit", wrong).is(http.StatusUnprocessableEntity).fault("population"); got != say("fault.not_a_number") {
		t.Errorf("many people: %q", got)
	}
	v.post("/zones/zone-astana/edit", form).is(http.StatusSeeOther)
	v.get("/zones/zone-astana").says("Esil", "15,000", say("zone.edited"))
	v.post("/zones/zone-astana/edit", form).is(http.StatusSeeOther) // sent twice
	form.Set("population", "15500")
	p = v.post("/zones/zone-astana/edit", form).is(http.StatusConflict).says(say("zone.edited_meanwhile"))
	form.Set("seen", p.doc.Find(`input[name="seen"]`).AttrOr("value", ""))
	form.Set("population", "16000")
	v.post("/zones/zone-astana/edit", form).is(http.StatusSeeOther)
	id, err := s.App.SubmitZone(t.Context(), s.Actor("head.astana"), s.Zones["zone-astana"], app.CaseText{Brief: i18n.Same("Why")})
	if err != nil {
		t.Fatal(err)
	}
	form.Set("seen", v.get("/zones/zone-astana/edit").is(http.StatusOK).doc.Find(`input[name="seen"]`).AttrOr("value", ""))
	form.Set("population", "17000")
	v.post("/zones/zone-astana/edit", form).is(http.StatusConflict).says(say("case.text_stands", "Case", id))
}
