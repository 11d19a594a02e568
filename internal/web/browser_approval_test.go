package web_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"qadam/internal/approval"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/testkit/browse"
	"qadam/views/href"
	"qadam/views/ui"
)

// TestARoadmapIsApproved carries the draft of Aktobe's roadmap of 2019 to its
// coming into force, with nine voting people and five others signed in, each in
// a tab of his own: returned with a remark, answered, sent again, an opinion, a
// sitting, a vote of nine that somebody watches, the protocol with its two
// confirmations, the act. Without scripts, the same in short: six vote, and
// nothing can change the result any more.
func TestARoadmapIsApproved(t *testing.T) {
	t.Parallel()
	b := browse.Start(t)
	for _, scripts := range []bool{true, false} {
		t.Run(fmt.Sprintf("scripts %v", scripts), func(t *testing.T) {
			t.Parallel()
			w := walk{t: t, browser: b, site: browse.Serve(t), tabs: map[string]*browse.Tab{}, scripts: scripts}
			w.submit()
			if scripts {
				w.returned()
				w.submit()
			}
			w.reviewed()
			w.voted()
			w.minuted()
			w.enacted()
			t.Logf("%d people", len(w.tabs))
		})
	}
}

// walk is the way of one case through many hands.
type walk struct {
	t       *testing.T
	browser *browse.Chromium
	site    *browse.Site
	tabs    map[string]*browse.Tab // by account
	scripts bool
	caseID  int64
	sitting string // the path of it
}

// as is the tab of a person, who signs in on first use.
func (w *walk) as(account string) *browse.Tab {
	w.t.Helper()
	tab, ok := w.tabs[account]
	if !ok {
		tab = w.browser.Open(w.t, w.site)
		if !w.scripts {
			tab.NoScript()
		}
		tab.Enter(account + "@qadam.demo")
		w.tabs[account] = tab
	}
	return tab
}

// at opens a page as somebody, in English.
func (w *walk) at(account, address string) *browse.Tab {
	w.t.Helper()
	tab := w.as(account)
	tab.Go(in(address, i18n.EN))
	return tab
}

// send presses the button of the form with the action.
func (w *walk) send(tab *browse.Tab, action string) {
	w.t.Helper()
	tab.ClickOn(fmt.Sprintf(`main form[action$=%q] button[type=submit]:not(.visually-hidden)`, action))
	if said := tab.TextOf(".alert-danger"); said != "" {
		w.t.Fatalf("%s refused: %s", action, said)
	}
}

// fact is the case as it stands.
func (w *walk) fact() approval.Case {
	w.t.Helper()
	r := w.site.App.Store.Read(w.site.Actor(official), w.site.App.Store.Instant())
	picture, _, err := r.PictureOf(w.t.Context(), "aktobe")
	if err != nil {
		w.t.Fatal(err)
	}
	c, err := r.CaseOf(w.t.Context(), approval.KindRoadmap, picture.Roadmap(2019).Versions[0].ID)
	if err != nil {
		w.t.Fatal(err)
	}
	return c
}

func (w *walk) is(want approval.State) {
	w.t.Helper()
	if got := w.fact().State(); got != want {
		w.t.Fatalf("the case is %s, want %s", got, want)
	}
}

func (w *walk) submit() {
	w.t.Helper()
	head := w.at("head.aktobe", href.Draft("aktobe", 2019))
	head.Click(say(i18n.EN, "draft.submit"))
	head.Click(say(i18n.EN, "draft.submit_do"))
	w.is(approval.Submitted)
	w.caseID = w.fact().ID
}

// returned: the secretary sends it back with a remark, which the manager answers.
func (w *walk) returned() {
	w.t.Helper()
	secretary := w.at("secretary", href.Case(w.caseID))
	w.unfold(secretary, "#return")
	secretary.Fill("remark_1", "Показать, кто отвечает за данные о пассажиропотоках.")
	w.send(secretary, "/return")
	w.is(approval.Returned)

	manager := w.at("manager.aktobe", href.Case(w.caseID))
	manager.Sees("Показать, кто отвечает")
	manager.Click(say(i18n.EN, "cases.answer_accepted"))
	manager.Fill("text", "Жауапты – көлік басқармасы, жобада көрсетілген.")
	w.send(manager, "/answer")
	manager.Sees("көлік басқармасы")
	if r := w.fact().Remarks; len(r) != 1 || r[0].Answer() == nil {
		w.t.Fatalf("remarks: %+v", r)
	}
}

// reviewed: the secretary asks an expert, who gives the opinion.
func (w *walk) reviewed() {
	w.t.Helper()
	secretary := w.at("secretary", href.Case(w.caseID))
	secretary.ClickOn(`#experts input[name=seats]`)
	w.send(secretary, "/experts")
	w.is(approval.InReview)

	expert := w.at("expert1", href.CaseOpinion(w.caseID))
	for _, criterion := range approval.KindRoadmap.Rule().Criteria {
		expert.ClickOn(fmt.Sprintf(`label:has(input[name=score_%s][value="4"])`, criterion))
	}
	expert.Fill("text_goals", "Цели программы закрыты проектами.")
	expert.ClickOn(`label:has(input[name=verdict][value=recommended])`)
	expert.Fill("summary", "Карта выполнима.")
	expert.ClickOn(`#opinion-form button[value="1"]`)
	w.is(approval.Reviewed)
}

// voted: a sitting of nine. Who watches sees each ballot without doing anything.
func (w *walk) voted() {
	w.t.Helper()
	secretary := w.at("secretary", href.NewSitting())
	secretary.Fill("at", ui.DayText(browse.Today()))
	secretary.Fill("time", "16:00")
	secretary.Fill("place_kk", "Шағын зал")
	secretary.Fill("place_ru", "Малый зал")
	secretary.ClickOn(fmt.Sprintf(`label:has(input[name=items][value="%d"])`, w.caseID))
	w.send(secretary, href.Sittings())
	secretary.WaitFor(`/^\/sittings\/\d+$/.test(location.pathname)`)
	w.sitting, _, _ = strings.Cut(secretary.Address(), "?")
	browse.Eval[any](secretary, `document.querySelectorAll("form[action$='/presence'] input[type=checkbox]").forEach(box => { box.checked = true; }) ?? 0`)
	w.send(secretary, "/presence")
	w.send(secretary, "/convening")
	w.send(secretary, "/vote")
	w.is(approval.Voting)

	watching := w.at("official", href.Case(w.caseID))
	voters := 9
	if !w.scripts {
		voters = 6
	}
	for n := range voters {
		account := "chair"
		if n > 0 {
			account = "member" + strconv.Itoa(n)
		}
		member := w.at(account, href.Case(w.caseID))
		switch n {
		case 3:
			w.unfold(member, `#vote details:has(input[name=choice][value=for_with_condition])`)
			member.Fill("text", "Представить расчёт по опорам")
			member.ClickOn(`#vote select[name=owner]`)
			browse.Eval[any](member, `(() => { for (const name of ["owner", "evidence"]) { const list = document.querySelector("#vote select[name=" + name + "]"); list.value = list.options[1].value; list.dispatchEvent(new Event("change", {bubbles: true})); } return 0; })()`)
			member.Fill("due", ui.DayText(browse.Today().AddDays(30)))
			member.Click(say(i18n.EN, "cases.send_for_with_condition"))
		case 7:
			w.unfold(member, `#vote details:has(input[name=choice][value=against])`)
			member.Fill("reason", "Освещение без запаса по сроку")
			member.Fill("dissent", "Прошу приложить особое мнение.")
			member.Click(say(i18n.EN, "cases.send_against"))
		case 8:
			member.ClickOn(`#vote button[name=choice][value=abstain]`)
		default:
			member.ClickOn(`#vote button[name=choice][value=for]`)
		}
		if said := member.TextOf(".alert-danger"); said != "" {
			w.t.Fatalf("%s: %s", account, said)
		}
		if w.scripts {
			watching.SeesIn(".case-tally", say(i18n.EN, "cases.voted", "Voted", n+1, "Seats", 9))
		}
	}
	secretary = w.at("secretary", href.Case(w.caseID))
	w.send(secretary, "/closing")
	w.is(approval.Approved)
	if w.scripts {
		watching.SeesIn("#vote", say(i18n.EN, "cases.outcome_approved_with_conditions"))
	}
	secretary = w.at("secretary", w.sitting)
	w.send(secretary, "/ending")
}

// minuted: the protocol says what was decided, and both confirm it.
func (w *walk) minuted() {
	w.t.Helper()
	secretary := w.at("secretary", w.sitting)
	w.send(secretary, "/protocol")
	secretary.WaitFor(`/^\/protocols\/\d+$/.test(location.pathname)`)
	protocol, _, _ := strings.Cut(secretary.Address(), "?")
	secretary.SeesIn("main", "Представить расчёт по опорам")
	if w.scripts {
		secretary.SeesIn("main", "Прошу приложить особое мнение")
	}
	w.send(secretary, "/confirmation")
	chair := w.at("chair", protocol)
	w.send(chair, "/confirmation")
	chair.SeesIn("main", say(i18n.EN, "protocol.state_signed"))
}

func (w *walk) enacted() {
	w.t.Helper()
	secretary := w.at("secretary", href.Case(w.caseID))
	secretary.Fill("act_number", "№ 301")
	secretary.Fill("act_date", ui.DayText(browse.Today()))
	secretary.Fill("signatory_kk", "Ақтөбе облысының әкімі")
	secretary.Fill("signatory_ru", "Аким Актюбинской области")
	w.send(secretary, "/act")
	w.is(approval.InForce)
	w.at("official", href.Roadmap("aktobe", 2019)).SeesIn("main", "№ 301")
	r := w.site.App.Store.Read(w.site.Actor(official), w.site.App.Store.Instant())
	picture, _, err := r.PictureOf(w.t.Context(), "aktobe")
	if err != nil || picture.Roadmap(2019).Versions[0].State() != portfolio.InForce {
		w.t.Errorf("the roadmap of 2019: %+v, %v", picture.Roadmap(2019), err)
	}
}

// unfold opens a form that is folded, as a click on its words does.
func (w *walk) unfold(tab *browse.Tab, selector string) {
	w.t.Helper()
	open := browse.Eval[bool](tab, fmt.Sprintf(`(() => {
		document.querySelectorAll("[data-folded]").forEach((e) => e.removeAttribute("data-folded"));
		const form = document.querySelector(%q).closest("details");
		form.setAttribute("data-folded", "");
		return form.open;
	})()`, selector))
	if !open {
		tab.ClickOn("[data-folded] > summary")
	}
}
