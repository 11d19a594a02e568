package governance_test

import (
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"qadam/internal/approval"
	"qadam/internal/testkit"
	"qadam/views/cases"
)

// many is the form that asks the experts on several cases, as its page sends it.
func (w *world) many(due string, ids ...int64) url.Values {
	v := url.Values{"seats": {strconv.FormatInt(w.Seats["expert"], 10)}, "due": {due}}
	for _, id := range ids {
		number := strconv.FormatInt(id, 10)
		v.Add("case", number)
		v.Set(cases.SeenName(id), strconv.Itoa(w.read(id).Asking()))
	}
	return v
}

func TestExpertsAreAssignedToTheCasesTicked(t *testing.T) {
	w := serve(t)
	one, two := w.zone("astana"), w.zone("ontustik")
	v := w.As("secretary")
	list := v.Get("/cases")
	boxes := list.Doc.Find(`input[name="case"]`)
	if boxes.Length() != 2 {
		t.Fatalf("%d boxes for two cases without experts", boxes.Length())
	}
	if w.As("official").Get("/cases").Has(`input[name="case"]`) {
		t.Error("who may not assign is offered boxes")
	}
	// First who, then what becomes of each; nothing is saved.
	both := "?case=" + strconv.FormatInt(one, 10) + "&case=" + strconv.FormatInt(two, 10)
	v.Get("/cases/experts"+both).Is(200).Says(say("cases.many_choose"), say("cases.number", "Number", one), say("cases.number", "Number", two))
	seats := "&seats=" + strconv.FormatInt(w.Seats["expert"], 10)
	v.Get("/cases/experts" + both + "&due=12.03.2018").Is(200).Says(say("case.experts_needed"))
	v.Get("/cases/experts" + both + seats + "&due=01.03.2018").Is(200).Says(say("case.due_passed"))
	v.Get("/cases/experts" + both + "&seats=99&due=12.03.2018").Is(200).Says(say("fault.required_choice"))
	page := v.Get("/cases/experts" + both + seats + "&due=12.03.2018").Is(200)
	page.Says("The expert until 12 Mar 2018", say("cases.many_note"))
	if w.read(one).State() != approval.Submitted {
		t.Fatal("a preview changed a case")
	}
	page.Form(say("cases.assign")).Submit().Is(303)
	v.Get("/cases?state=in_review").Is(200).Says(say("cases.done_assigned_many", "Count", 2), say("cases.number", "Number", one), say("cases.number", "Number", two))
	for _, id := range []int64{one, two} {
		if c := w.read(id); c.State() != approval.InReview || c.ReviewTerm() != testkit.Day("2018-03-12") {
			t.Errorf("№ %d is %s until %s", id, c.State(), c.ReviewTerm())
		}
	}
}

func TestCasesThatCannotBeAssignedTogether(t *testing.T) {
	w := serve(t)
	one, two := w.zone("astana"), w.zone("ontustik")
	v := w.As("secretary")
	form := w.many("12.03.2018", one, two)
	w.assign(two)
	// Somebody was faster: the case says what it says now, and nothing is saved.
	page := v.Post("/cases/experts", form).Is(409)
	page.Says(say("fault.none_saved"), say("case.asked_meanwhile"))
	if c := w.read(one); c.State() != approval.Submitted {
		t.Errorf("the other went %s", c.State())
	}
	v.Post("/cases/experts", w.many("40.40.2018", one)).Is(422)
	v.Post("/cases/experts", w.many("01.03.2018", one)).Is(422).Says(say("case.due_passed"))
	none := w.many("12.03.2018", one)
	none.Del("seats")
	v.Post("/cases/experts", none).Is(422).Says(say("case.experts_needed"))
	v.Post("/cases/experts", nil).Is(303)
	// What is decided cannot be; without it the other can.
	w.voting(two)
	seats := "&seats=" + strconv.FormatInt(w.Seats["expert"], 10) + "&due=12.03.2018"
	refused := v.Get("/cases/experts?case=" + strconv.FormatInt(one, 10) + "&case=" + strconv.FormatInt(two, 10) + seats).Is(200)
	refused.Says(say("case.wrong_step"), say("cases.many_rest"))
	v.Post("/cases/experts", w.many("12.03.2018", one, two)).Is(409).Says(say("case.wrong_step"))
	v.Post("/cases/experts", w.many("12.03.2018", one)).Is(303)
	v.Get("/cases/experts?case=999").Is(404)
	crowd := url.Values{}
	for i := range 101 {
		crowd.Add("case", strconv.Itoa(1000+i))
	}
	v.Get("/cases/experts?" + crowd.Encode()).Is(422).Says("100")
	v.Post("/cases/experts", crowd).Is(422).Says("100")
	v.Get("/cases/experts?case=x").Is(404)
	w.Clock.Set("2018-03-06 10:00")
	if got := w.As("secretary").Get("/cases/experts?as_of=2018-03-05").Is(303).Header.Get("Location"); got != "/cases?as_of=2018-03-05" {
		t.Errorf("a past day leads to %s", got)
	}
}

func TestWhoMayAssignExpertsToSeveral(t *testing.T) {
	w := serve(t)
	id := w.zone("astana")
	for _, who := range testkit.Everyone {
		get, post := 403, 403
		switch who {
		case "expert", "secretary":
			get, post = 200, 303
		case "admin", "nobody":
			get, post = 404, 404
		}
		v := w.As(who)
		if got := v.Get("/cases/experts?case=" + strconv.FormatInt(id, 10)).Status; got != get {
			t.Errorf("%s opens the form: %d, want %d", who, got, get)
		}
		if got := v.Post("/cases/experts", w.many("12.03.2018", id)).Status; got != post {
			t.Errorf("%s assigns: %d, want %d", who, got, post)
		}
	}
}

// All cases that a list finds and that experts may be asked on are taken at once,
// in the list's order.
func TestAllCasesFoundAreTaken(t *testing.T) {
	w := serve(t)
	one, two := w.zone("astana"), w.zone("ontustik")
	v := w.As("secretary")
	first, second := strconv.FormatInt(one, 10), strconv.FormatInt(two, 10)
	for list, want := range map[string]string{
		"/cases": second + " " + first, "/cases?sort=number": first + " " + second, "/cases?programme=astana": first,
		"/cases?state=in_review": "", "https://example.kz/cases?programme=astana": second + " " + first,
		"/cases?programme=astana&against=2018-03-01": first,
	} {
		page := v.Get("/cases/experts?" + url.Values{"found": {"yes"}, "list": {list}}.Encode()).Is(200)
		var got []string
		page.Doc.Find(`main form input[name="case"]`).Each(func(_ int, in *goquery.Selection) { got = append(got, in.AttrOr("value", "")) })
		if strings.Join(got, " ") != want {
			t.Errorf("of %s are taken %v, want %s", list, got, want)
		}
	}
	wrong := "/cases?kind=foo"
	if got := v.Get("/cases/experts?" + url.Values{"found": {"yes"}, "list": {wrong}}.Encode()).Is(303).Header.Get("Location"); got != wrong {
		t.Errorf("what cannot be asked leads to %s", got)
	}
	v.Get(wrong).Is(422)
}
