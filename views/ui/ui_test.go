package ui

import (
	"bytes"
	"context"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/a-h/templ"

	"qadam/internal/fault"
	"qadam/internal/i18n"
)

func page(t *testing.T, l i18n.Locale, c templ.Component) *goquery.Document {
	t.Helper()
	var b bytes.Buffer
	if err := c.Render(i18n.With(context.Background(), l), &b); err != nil {
		t.Fatal(err)
	}
	doc, err := goquery.NewDocumentFromReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func address(t *testing.T, s string) *url.URL {
	t.Helper()
	u, err := url.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func faulty() Form {
	return Form{
		Values: url.Values{"percent": {"<b>180"}},
		Errors: []fault.FieldError{{Name: "percent", Key: "fault.not_a_number"}},
	}
}

func TestAFieldIsTiedToItsLabelHintAndFault(t *testing.T) {
	fields := map[string]func(Field) templ.Component{
		"input": InputField, "password": PasswordField, "area": AreaField, "file": FileField, "day": DayField, "select": SelectField, "check": CheckField,
	}
	for name, field := range fields {
		t.Run(name, func(t *testing.T) {
			doc := page(t, i18n.RU, field(Field{Form: faulty(), Name: "percent", Label: "Готовность", Hint: "от 0 до 100"}))
			input := doc.Find("#f-percent")
			if input.Length() != 1 {
				t.Fatal("no input with the field's id")
			}
			label := doc.Find("label")
			if label.AttrOr("for", "") != "f-percent" && label.Find("#f-percent").Length() != 1 {
				t.Error("the label is not tied to the input")
			}
			if !strings.Contains(label.Text(), "Готовность") {
				t.Errorf("the label says %q", label.Text())
			}
			if input.AttrOr("aria-invalid", "") != "true" {
				t.Error("not marked as invalid")
			}
			for _, id := range strings.Fields(input.AttrOr("aria-describedby", "")) {
				if doc.Find("#"+id).Length() != 1 {
					t.Errorf("aria-describedby names %s, which is not there", id)
				}
			}
			if got := len(strings.Fields(input.AttrOr("aria-describedby", ""))); got != 2 {
				t.Errorf("described by %d elements, want the fault and the hint", got)
			}
		})
	}
}

func TestWhatWasTypedIsShownAgainAndEscaped(t *testing.T) {
	var b bytes.Buffer
	ctx := i18n.With(context.Background(), i18n.KK)
	if err := InputField(Field{Form: faulty(), Name: "percent", Label: "x", Value: "80"}).Render(ctx, &b); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), `value="&lt;b&gt;180"`) {
		t.Errorf("typed text is not shown again, or not escaped:\n%s", b.String())
	}
	doc := page(t, i18n.KK, PasswordField(Field{Form: Form{Values: url.Values{"password": {"secret"}}}, Name: "password", Label: "x"}))
	if _, there := doc.Find("input").Attr("value"); there {
		t.Error("a password is shown again")
	}
}

func TestTheSummaryLeadsToTheFields(t *testing.T) {
	f := faulty()
	f.Prefix = "report"
	f.Errors = append(f.Errors, fault.FieldError{Key: "fault.conflict"})
	doc := page(t, i18n.EN, templ.Join(ErrorSummary(f), InputField(Field{Form: f, Name: "percent", Label: "x"})))
	link := doc.Find("[role=alert] a")
	if link.Length() != 1 {
		t.Fatalf("%d links, want one: a fault of the form as a whole has no field", link.Length())
	}
	if doc.Find(link.AttrOr("href", "")).Length() != 1 {
		t.Errorf("%s leads nowhere", link.AttrOr("href", ""))
	}
}

func TestABoxIsOffWhenTheFormWasSentWithoutIt(t *testing.T) {
	on := Field{Name: "finished", Label: "x", Checked: true}
	if page(t, i18n.KK, CheckField(on)).Find("[checked]").Length() != 1 {
		t.Error("not checked before the form was sent")
	}
	on.Form = Form{Values: url.Values{"note": {"x"}}}
	if page(t, i18n.KK, CheckField(on)).Find("[checked]").Length() != 0 {
		t.Error("checked again though it was cleared")
	}
}

func TestARegionGoesAloneAndBeside(t *testing.T) {
	ctx := context.Background()
	body := templ.WithChildren(ctx, templ.Raw("<p>inside</p>"))
	var b bytes.Buffer
	if err := templ.RenderFragments(body, &b, Region("progress"), "progress"); err != nil {
		t.Fatal(err)
	}
	if got := b.String(); !strings.HasPrefix(got, `<div id="progress"><p>`) {
		t.Errorf("alone: %s", got)
	}
	b.Reset()
	if err := templ.RenderFragments(Beside(body, "progress"), &b, Region("progress"), "progress"); err != nil {
		t.Fatal(err)
	}
	if got := b.String(); !strings.Contains(got, `hx-swap-oob="true"`) {
		t.Errorf("beside: %s", got)
	}
}

func TestAStatusIsAWordAndAShape(t *testing.T) {
	for _, s := range Statuses {
		doc := page(t, i18n.RU, StatusBadge(s, true))
		if doc.Find("svg").Length() != 1 || !strings.Contains(doc.Text(), StatusWord(i18n.With(context.Background(), i18n.RU), s)) {
			t.Errorf("%s: %s", s, doc.Text())
		}
		if doc.Find(".st-hatched").Length() != 1 {
			t.Errorf("%s: a stale one is not hatched", s)
		}
	}
}

func TestContentInAnotherLanguageIsMarked(t *testing.T) {
	text := i18n.Text{RU: "Только по-русски"}
	if got := page(t, i18n.KK, Text(text)).Find("span").AttrOr("lang", ""); got != "ru" {
		t.Errorf("lang %q, want ru", got)
	}
	if page(t, i18n.RU, Text(text)).Find("span").Length() != 0 {
		t.Error("marked though it is in the page's language")
	}
}

func TestDaysAsTyped(t *testing.T) {
	for typed, want := range map[string]string{
		"30.09.2018": "2018-09-30", " 1.2.2018 ": "2018-02-01", "30/09/2018": "2018-09-30", "30,09,2018": "2018-09-30",
		"30 09 2018": "2018-09-30", "30-09-2018": "2018-09-30", "2018-09-30": "2018-09-30", "": "",
	} {
		d, err := ParseDay(typed)
		if err != nil || d.String() != want {
			t.Errorf("ParseDay(%q) = %s, %v, want %s", typed, d, err, want)
		}
		if err == nil && DayText(d) != "" {
			if again, err := ParseDay(DayText(d)); err != nil || again != d {
				t.Errorf("%q does not come back from %q", typed, DayText(d))
			}
		}
	}
	for _, typed := range []string{"31.02.2018", "09.2018", "30.09.18", "tomorrow", "30.09.2018.1", "x.09.2018"} {
		if d, err := ParseDay(typed); err == nil {
			t.Errorf("ParseDay(%q) = %s, want a fault", typed, d)
		}
	}
}

func TestTheDayKeepsTheFilters(t *testing.T) {
	u := address(t, "/portfolio?zone=esil&as_of=2018-09-30&page=3&lang=ru")
	doc := page(t, i18n.KK, AsOfBar(AsOf{URL: u}))
	if got := doc.Find("input[type=hidden]").Length(); got != 1 {
		t.Errorf("%d hidden inputs, want only the zone", got)
	}
	if got := (AsOf{URL: u}).Back(); got != "/portfolio?zone=esil" {
		t.Errorf("back to %s", got)
	}
}

func TestSortTurnsRound(t *testing.T) {
	u := address(t, "/projects?sort=due&page=2&q=x")
	s := ReadSort(u, "name", "due")
	if got := s.href("due"); got != "/projects?q=x&sort=-due" {
		t.Errorf("again: %s", got)
	}
	if got := s.href("name"); got != "/projects?q=x&sort=name" {
		t.Errorf("another: %s", got)
	}
	if got := ReadSort(address(t, "/projects?sort=password"), "-name", "due"); got.By != "name" || !got.Descending {
		t.Errorf("a name that is not allowed gives %+v", got)
	}
	if s.state("due") != "ascending" || s.state("name") != "none" {
		t.Error("aria-sort is wrong")
	}
}

func TestPages(t *testing.T) {
	p := ReadPages(address(t, "/audit?page=4&q=x"), 20)
	p.Total = 195
	if p.Offset() != 60 || p.first() != 61 || p.End() != 80 || p.count() != 10 {
		t.Errorf("%+v: %d–%d of %d pages", p, p.first(), p.End(), p.count())
	}
	if got := p.href(1); got != "/audit?q=x" {
		t.Errorf("first page at %s", got)
	}
	if got := ReadPages(address(t, "/audit?page=-3"), 20).Page; got != 1 {
		t.Errorf("page %d, want 1", got)
	}
}

func TestABarFillsItsWidth(t *testing.T) {
	var sum int64
	for _, s := range shares([]Segment{{N: 14}, {N: 9}, {N: 0}, {N: 11}}, 0) {
		sum += s.Width
	}
	if sum != 1000 {
		t.Errorf("%d thousandths", sum)
	}
	if got := shares(nil, 0); got != nil {
		t.Errorf("nothing gives %v", got)
	}
}

func TestAPageFarBeyondTheLastHasAnOffset(t *testing.T) {
	for _, page := range []string{"9223372036854775807", "184467440737095517", "-9223372036854775808", "0"} {
		u, err := url.Parse("/admin/people?page=" + page)
		if err != nil {
			t.Fatal(err)
		}
		if got := ReadPages(u, 50).Offset(); got < 0 {
			t.Errorf("page %s begins at row %d", page, got)
		}
	}
}
