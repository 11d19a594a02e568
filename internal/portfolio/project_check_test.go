package portfolio

import (
	"strings"
	"testing"

	"qadam/internal/i18n"
)

func TestCheckProject(t *testing.T) {
	known := ProjectChoices{Directions: Codes{"safety"}, Goals: Codes{"life", "services"}, Zones: Codes{"esil"}, Taken: Codes{"sergek"}}
	tests := []struct {
		name   string
		change func(*Project)
		want   string
	}{
		{"as it should be", func(*Project) {}, ""},
		{"in Kazakh and Russian only", func(p *Project) { p.Profile.Name.EN = "" }, ""},
		{"without zones, area, basis and sum", func(p *Project) { p.Profile.Zones, p.Profile.Total = nil, 0 }, ""},
		{"no code", func(p *Project) { p.Code = " " }, "code fault.required"},
		{"a code in capitals", func(p *Project) { p.Code = "Sergek" }, "code fault.code"},
		{"a code in Russian", func(p *Project) { p.Code = "камеры" }, "code fault.code"},
		{"a long code", func(p *Project) { p.Code = strings.Repeat("a", 61) }, "code fault.too_long"},
		{"a code that is another's", func(p *Project) { p.Code = "sergek" }, "code project.code_taken"},
		{"the code of the form", func(p *Project) { p.Code = "new" }, "code project.code_taken"},
		{"no name in Kazakh", func(p *Project) { p.Profile.Name.KK = " " }, "name_kk fault.required"},
		{"no name in Russian", func(p *Project) { p.Profile.Name.RU = "" }, "name_ru fault.required"},
		{"a long name", func(p *Project) { p.Profile.Name.EN = strings.Repeat("қ", 301) }, "name_en fault.too_long"},
		{"no direction", func(p *Project) { p.Profile.Direction = "" }, "direction fault.required_choice"},
		{"a direction that is none", func(p *Project) { p.Profile.Direction = "magic" }, "direction fault.required_choice"},
		{"no model", func(p *Project) { p.Profile.Model = "" }, "model fault.required_choice"},
		{"no goal", func(p *Project) { p.Profile.Goals = nil }, "goals project.goal_needed"},
		{"a goal that is none", func(p *Project) { p.Profile.Goals = Codes{"life", "fame"} }, "goals fault.required_choice"},
		{"a zone of another programme", func(p *Project) { p.Profile.Zones = Codes{"other"} }, "zones project.zone_unknown"},
		{"less than nothing", func(p *Project) { p.Profile.Total = -1 }, "total roadmap.cost_negative"},
		{"everything at once", func(p *Project) { *p = Project{} }, "code fault.required, name_kk fault.required, name_ru fault.required, direction fault.required_choice, model fault.required_choice, goals project.goal_needed"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := Project{Code: "cameras", Profile: ProjectProfile{
				Name: i18n.Text{KK: "Камералар", RU: "Камеры", EN: "Cameras"}, Direction: "safety", Model: PPP, Goals: Codes{"life"}, Zones: Codes{"esil"}, Total: 1,
			}}
			tt.change(&p)
			if got := complaints(p.Trim().Check(known)); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}

func TestACodeIsMadeOfTheName(t *testing.T) {
	taken := Codes{"smart-parking", "smart-parking-2"}
	tests := []struct {
		name i18n.Text
		want string
	}{
		{i18n.Text{EN: "Video surveillance “Sergek”", RU: "Видео"}, "video-surveillance-sergek"},
		{i18n.Text{RU: "Камеры в школах"}, "kamery-v-shkolakh"},
		{i18n.Text{KK: "Қала жарығы"}, "qala-zharygy"},
		{i18n.Text{EN: "Smart  Parking!"}, "smart-parking-3"},
		{i18n.Text{EN: "New"}, "new-2"},
		{i18n.Text{EN: "A unified system of traffic lights for the whole city"}, "a-unified-system-of-traffic"},
		{i18n.Text{EN: "東京"}, ""},
		{i18n.Text{}, ""},
	}
	for _, tt := range tests {
		got := SuggestCode(tt.name, taken.Has)
		if got != tt.want {
			t.Errorf("%+v: %q, want %q", tt.name, got, tt.want)
		}
		if got != "" && !codePattern.MatchString(got) {
			t.Errorf("%q is no code", got)
		}
	}
}
