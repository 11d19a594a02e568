package layout

import (
	"bytes"
	"context"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/a-h/templ"

	"qadam/internal/access"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/views/ui"
)

// TestDemonstration renders every component in every language. With UI_OUT set
// it writes the pages there, to be looked at in a browser.
func TestDemonstration(t *testing.T) {
	pages := map[string]templ.Component{
		"work":  PageWith(shell("/", "Менің жұмысым"), all(ui.LinkButton(ui.Plain, "#", "Файл тіркеу"), ui.LinkButton(ui.Primary, "#", "Сақтау"))),
		"list":  PageWith(compare(shell("/portfolio?sort=-due&zone=esil", "Портфель, 2018 жылғы жол карталары")), ui.LinkButtonIcon(ui.Primary, "#", "download", "Есеп")),
		"form":  Page(broken(shell("/milestones/7", "300 қиылыс желіде"))),
		"plain": Plain(Shell{Title: "Кіру", URL: address("/sign-in"), Demo: true}),
		"error": Error(Shell{URL: address("/x")}, 404, "fault.not_found", "01J8ZK"),
	}
	inside := map[string]templ.Component{
		"work": demoWork(), "list": demoList(), "form": demoForm(), "plain": demoSignIn(),
	}
	for name, page := range pages {
		for _, l := range i18n.All {
			ctx := i18n.With(context.Background(), l)
			if c := inside[name]; c != nil {
				ctx = templ.WithChildren(ctx, c)
			}
			var b bytes.Buffer
			if err := page.Render(ctx, &b); err != nil {
				t.Fatalf("%s in %s: %v", name, l, err)
			}
			if bytes.Contains(b.Bytes(), []byte(" style=")) {
				t.Errorf("%s in %s has a style attribute, which the policy header forbids", name, l)
			}
			if out := os.Getenv("UI_OUT"); out != "" {
				if err := os.WriteFile(filepath.Join(out, name+"."+string(l)+".html"), b.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}

func address(s string) *url.URL {
	u, err := url.Parse(s)
	if err != nil {
		panic(err)
	}
	return u
}

func day(s string) civil.Date {
	d, err := civil.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func shell(at, title string) Shell {
	return Shell{
		Title: title, Eyebrow: "Smart Astana · Астана қаласының әкімдігі", URL: address(at),
		Actor: access.Actor{ID: 1, Grants: []access.Grant{
			{Role: access.Manager, ProgrammeID: 1}, {Role: access.Admin}, {Role: access.Auditor},
		}},
		PersonName: "Айгүл Сәрсенбаева", SeatName: "Жоба менеджері, Астана",
		Counts: map[string]int{"work": 7, "overdue": 1, "roadmaps": 4},
		Today:  day("2018-10-15"), On: day("2018-10-15"),
		Demo: true, Head: "9f2c41ab77d05e6a", Version: "0.1",
	}
}

func compare(s Shell) Shell {
	s.Compare, s.Past = true, true
	s.On, s.Against = day("2018-09-30"), day("2018-06-30")
	return s
}

func broken(s Shell) Shell {
	s.Errors = brokenForm().Errors
	return s
}

func brokenForm() ui.Form {
	return ui.Form{
		Values: url.Values{"percent": {"180"}, "forecast": {"31.02.2018"}, "note": {"48 қиылыстың қуаты келісілді"}},
		Errors: []fault.FieldError{
			{Name: "percent", Key: "fault.percent_range"},
			{Name: "forecast", Key: "fault.date_does_not_exist"},
		},
	}
}

// all puts components after each other.
func all(cs ...templ.Component) templ.Component { return templ.Join(cs...) }

// in puts components inside another one.
func in(outer templ.Component, cs ...templ.Component) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		return outer.Render(templ.WithChildren(ctx, all(cs...)), w)
	})
}

func html(s string) templ.Component { return templ.Raw(s) }

func row(status, title, note string, stale bool) templ.Component {
	return all(html("<li>"), ui.StatusMark(status, stale), html(`<div class="list-main"><a href="#">`+title+`</a><span class="note">`+note+`</span></div>`), ui.StatusBadge(status, stale), html("</li>"))
}

func demoWork() templ.Component {
	return all(
		html(`<div class="row g-3"><div class="col-lg-5">`),
		in(ui.FlushCard("Күтілетін жаңартулар", "5 қазанға дейін"), html(`<ul class="list">`),
			row("overdue", "300 қиылыс желіде", "Сергек · мерзімі 15 қыр. · соңғы жаңарту 34 күн бұрын", false),
			row("at_risk", "12 мектепте қолма-қолсыз тамақтану", "Ақылды мектеп · мерзімі 15 қар.", true),
			row("on_track", "Энергия үнемі тексерілді", "Ақылды жарық", false),
			row("reported", "Барлық қызмет қосылды", "iKomek 109", false),
			row("done", "Концессия шарты тіркелді", "Сергек", false),
			row("not_started", "Ашық деректер", "iKomek 109", false),
			html(`</ul>`)),
		in(ui.Card("Күйлер", ""), html(`<p class="btn-list">`),
			ui.HealthBadge("green"), ui.HealthBadge("amber"), ui.HealthBadge("red"), ui.HealthBadge("no_data"), html("</p><p class='btn-list'>"),
			ui.StateBadge("draft", "v3"), ui.StateBadge("submitted", ""), ui.StateBadge("in_review", ""), ui.StateBadge("voting", "6 / 9"),
			ui.StateBadge("in_force", "v2"), ui.StateBadge("returned", ""), ui.StateBadge("rejected", ""), ui.StateBadge("superseded", "v1"), ui.StateBadge("deferred", ""), html("</p><p class='btn-list'>"),
			ui.Badge("ppp", "МЖӘ"), ui.Badge("service", "Сервистік"), ui.Badge("public", "Бюджет"), ui.Badge("private", "Жеке"), html("</p>")),
		html(`</div><div class="col-lg-7">`),
		in(ui.Region("progress"), in(ui.Card("300 қиылыс желіде", "1.3-жол · МЖӘ"),
			in(ui.PostForm("/milestones/7/updates", "progress"),
				html(`<div class="row"><div class="col-sm-4">`), ui.InputField(ui.Field{Name: "percent", Label: "Орындалғаны", Type: "number", Value: "80", Unit: "%", Hint: "күтілетіні 100 · соңғысы 65", Required: true}),
				html(`</div><div class="col-sm-4">`), ui.DayField(ui.Field{Name: "forecast", Label: "Болжам", Value: "20.10.2018"}),
				html(`</div><div class="col-sm-4">`), ui.SelectField(ui.Field{Name: "rating", Label: "Менің бағам", Value: "at_risk", Options: []ui.Option{{Value: "on_track", Label: "Жоспар бойынша"}, {Value: "at_risk", Label: "Тәуекел бар"}}}),
				html(`</div></div>`),
				ui.AreaField(ui.Field{Name: "note", Label: "Не болды, не керек", Value: "24 қыркүйекте 48 қиылыстың электр қуаты келісілді; Алматы ауданында монтаж жүріп жатыр."}),
				in(ui.Notice("warning", "Болжам 20 қазан болса, кейінгі екі белес жылжиды"), html("<p>Полиция орталығымен біріктіру 31 қаз. → <b>5 жел.</b></p>")),
				in(ui.Notice("info", ""), html("<p>Ақпарат үшін.</p>")),
				ui.CheckField(ui.Field{Name: "finished", Label: "Орындалды, дәлел тіркелді"}),
				ui.RadioField(ui.Field{Name: "way", Label: "Қалай", Options: []ui.Option{{Value: "a", Label: "Файлмен", Hint: "10 МБ-қа дейін"}, {Value: "b", Label: "Сілтемемен"}}, Value: "a"}),
				ui.FileField(ui.Field{Name: "file", Label: "Файл", Hint: "PDF, DOCX"}),
				in(ui.Actions(), ui.Submit(ui.Primary, "Жаңартуды сақтау"), ui.LinkButton(ui.Plain, "#", "Болдырмау"), ui.Submit(ui.Danger, "Қайтару"))))),
		in(ui.Card("Тарихы", ""), in(ui.Timeline("Тарихы"),
			in(ui.Happening("65%, болжам 29 қыр.", time.Date(2018, 8, 27, 5, 0, 0, 0, time.UTC), "Айгүл Сәрсенбаева · жоба менеджері"), html("<p class='mb-0'>Кабель тарту жоспардан баяу.</p>")),
			in(ui.Happening("50%, болжам 15 қыр.", time.Date(2018, 7, 30, 5, 0, 0, 0, time.UTC), ""), ui.FileList([]ui.File{{Name: "Акт № 12.pdf", Href: "#", Size: 48123, Note: "30.07.2018"}})))),
		html(`</div></div>`),
	)
}

func demoList() templ.Component {
	counts := map[string]int{"done": 14, "reported": 3, "on_track": 9, "at_risk": 4, "overdue": 3, "not_started": 1}
	s := ui.ReadSort(address("/portfolio?sort=-due"), "name", "due")
	cell := func(status string) templ.Component {
		return all(html(`<tr><th scope="row"><a href="#">Smart Astana</a><span class="note">Астана қаласының әкімдігі</span></th><td data-label="Жол картасы">`), ui.StateBadge("in_force", "v2"),
			html(`</td><td data-label="Белестер">`), bars(counts), html(`<span class="note">34-тен 14 орындалды</span></td><td class="num" data-label="Қаржы">12,4 млрд ₸<span class="note">58% төленді</span></td><td data-label="Дайындық">`),
			ui.Progress("Дайындық", 71), html(`</td><td class="num" data-label="Айырма">`), ui.Slip(14), html(`</td><td data-label="Күйі">`), ui.HealthBadge(status), html("</td></tr>"))
	}
	rows := func() templ.Component { return all(cell("green"), cell("amber"), cell("red"), cell("no_data")) }
	head := all(html("<thead><tr>"), ui.SortHead(s, "name", "Бағдарлама"), ui.Head("Жол картасы"), ui.Head("Белестер"), ui.NumHead("Қаржы"), ui.Head("Дайындық"), ui.SortNumHead(s, "due", "Айырма"), ui.Head("Күйі"), html("</tr></thead><tbody>"))
	return all(
		ui.Steps("Келісу", []ui.Step{{Title: "Жіберілді", Notes: []string{"Қарағанды облысының әкімдігі", "3 қыр."}, State: "done"}, {Title: "Құзыреттілік орталығының қорытындысы", Notes: []string{"3 қорытынды"}, State: "done"}, {Title: "Жұмыс тобының дауысы", Notes: []string{"9-дан 6", "5 қазанға дейін"}, State: "current"}, {Title: "Хаттама және базалық жоспар", State: "todo"}}),
		html(`<div class="cards">`),
		in(ui.Figure("Орындалған белестер", "52", "126"), bars(counts), legend(counts)),
		in(ui.Figure("Төленген қаржы", "19,6 млрд ₸", "36,8"), ui.Bar("Төленген", []ui.Segment{{Kind: "ppp", Word: "МЖӘ", N: 38}, {Kind: "service", Word: "сервистік", N: 22}, {Kind: "public", Word: "бюджет", N: 28}, {Kind: "private", Word: "жеке", N: 12}}), ui.Legend([]ui.Segment{{Kind: "ppp", Word: "МЖӘ", N: 38}, {Kind: "service", Word: "сервистік", N: 22}, {Kind: "public", Word: "бюджет", N: 28}, {Kind: "private", Word: "жеке", N: 12}})),
		in(ui.Figure("Шешім күтуде", "4", ""), html(`<p class="note mb-0">1 жол картасы дауыста · 2 өзгеріс · 1 қаржы моделі</p>`)),
		in(ui.Figure("Рейтингке дайындық", "57", "100"), ui.Meter("Дайындық", 57, 100), html(`<p class="note mb-0">5 қаланың 2-уі дайын</p>`)),
		html(`</div>`),
		ui.Tabs("Көрініс", []ui.Tab{{Label: "Кесте", Href: "#", Current: true}, {Label: "Уақыт сызығы", Href: "#"}, {Label: "Бұйрық нысаны", Href: "#", Count: 3}}),
		in(ui.FilterForm("/portfolio", "list"), ui.InputField(ui.Field{Name: "q", Label: "Іздеу", Type: "search"}), ui.SelectField(ui.Field{Name: "zone", Label: "Пилоттық аймақ", Blank: "Барлығы", Value: "esil", Options: []ui.Option{{Value: "esil", Label: "Есіл"}}}), ui.Submit(ui.Plain, "Көрсету")),
		ui.Chips([]ui.Chip{{Label: "Аймақ: Есіл", Href: "#"}, {Label: "Мерзімі өткен", Href: "#"}}, "#"),
		in(ui.FlushCard("Бағдарламалар", ""), in(ui.Table("Бағдарламалар"), head, rows(), html("</tbody>")), ui.Pager(ui.Pages{URL: address("/portfolio?sort=-due"), Page: 4, Size: 20, Total: 1834})),
		in(ui.FlushCard("Сол сияқты, тар экранда карталар", ""), in(ui.StackTable("Карталар"), head, rows(), html("</tbody>"))),
		in(ui.FlushCard("Бос тізім", ""), ui.Empty("Әзірге ештеңе жоқ", "Алғашқы пилоттық аймақты қосыңыз, сонда ол осында көрінеді.", "#", "Аймақ қосу")),
		in(ui.Card("Сипаттама", ""), in(ui.Definitions(), in(ui.Definition("Орындаушы"), ui.Person("Айгүл Сәрсенбаева", "Астана қаласының әкімдігі")), in(ui.Definition("Мерзімі"), ui.Day(day("2018-09-15"))), in(ui.Definition("Атауы"), ui.Text(i18n.Text{RU: "Только по-русски"})))),
	)
}

func bars(counts map[string]int) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		return ui.Bar("Белестер", ui.StatusSegments(ctx, func(s string) int { return counts[s] })).Render(ctx, w)
	})
}

func legend(counts map[string]int) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		return ui.Legend(ui.StatusSegments(ctx, func(s string) int { return counts[s] })).Render(ctx, w)
	})
}

func demoForm() templ.Component {
	f := brokenForm()
	return in(ui.Region("progress"), in(ui.Card("Жаңарту", ""), in(ui.PostForm("/milestones/7/updates", "progress"),
		ui.InputField(ui.Field{Form: f, Name: "percent", Label: "Орындалғаны", Type: "number", Unit: "%", Required: true}),
		ui.DayField(ui.Field{Form: f, Name: "forecast", Label: "Болжам"}),
		ui.AreaField(ui.Field{Form: f, Name: "note", Label: "Не болды, не керек"}),
		ui.SelectField(ui.Field{Form: f, Name: "why", Label: "Себебі", Options: []ui.Option{{Value: "a", Label: "Себеп", Group: "Топ"}}, Blank: "Таңдаңыз"}),
		in(ui.Actions(), ui.Submit(ui.Primary, "Сақтау")))))
}

func demoSignIn() templ.Component {
	return all(html("<h1 class='h2'>Qadam жүйесіне кіру</h1>"), in(ui.Card("Кіру", ""), in(ui.PostForm("/sign-in", "flash"),
		ui.InputField(ui.Field{Name: "email", Label: "Электрондық пошта", Type: "email", Autocomplete: "username", Required: true}),
		ui.PasswordField(ui.Field{Name: "password", Label: "Құпиясөз", Autocomplete: "current-password", Required: true}),
		in(ui.Actions(), ui.Submit(ui.Primary, "Кіру")))))
}
