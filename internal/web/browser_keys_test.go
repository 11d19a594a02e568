package web_test

import (
	"strings"
	"testing"

	"qadam/internal/i18n"
	"qadam/internal/testkit/browse"
)

// TestKeys presses the shortcuts: they do what links and buttons do, rest where
// somebody types, and are said to who does not see what they did.
func TestKeys(t *testing.T) {
	b := browse.Start(t)
	s := browse.Serve(t)
	tab := b.Open(t, s)
	tab.SignIn(official)
	open := func(address string) {
		t.Helper()
		tab.Go(address)
		tab.WaitFor(`document.querySelector('script[src*="keys"]') && document.querySelector('a[data-shortcuts]')?.hasAttribute('aria-keyshortcuts')`)
	}
	focused := func(selector string) {
		t.Helper()
		tab.WaitFor(`document.activeElement.matches('` + selector + `')`)
	}

	t.Run("g and a letter lead to a page, also with the Russian layout", func(t *testing.T) {
		open("/projects?lang=ru")
		press(tab, "g", "KeyG", "p", "KeyP")
		tab.WaitFor(`location.pathname === '/portfolio'`)
		open("/projects")
		press(tab, "п", "KeyG", "к", "KeyR")
		tab.WaitFor(`location.pathname === '/roadmaps'`)
		open("/projects")
		press(tab, "g", "KeyG", "x", "KeyX")
		tab.WaitFor(`document.getElementById('keys-said')?.textContent === '` + words(i18n.RU, 1) + `'`)
		if got := tab.Address(); got != "/projects" {
			t.Errorf("a letter of no page led to %s", got)
		}
	})
	t.Run("/ looks for things; in a field it is a letter", func(t *testing.T) {
		open("/projects")
		press(tab, "/", "Slash")
		focused("input[data-search]")
		tab.Type("/g?jk")
		if got := browse.Eval[string](tab, `document.activeElement.value`); got != "/g?jk" {
			t.Errorf("typed %q", got)
		}
		press(tab, "k", "KeyK", "ctrl")
		press(tab, "j", "KeyJ")
		if browse.Eval[bool](tab, `!!document.querySelector('dialog[open], .row-current')`) {
			t.Error("a shortcut fired where somebody types")
		}
	})
	t.Run("with modifiers nothing fires", func(t *testing.T) {
		open("/projects")
		for _, modifier := range []string{"ctrl", "alt", "meta"} {
			press(tab, "j", "KeyJ", modifier)
		}
		if tab.Has(".row-current") {
			t.Error("j with a modifier moved")
		}
	})
	t.Run("j and k go through the rows and say where they end", func(t *testing.T) {
		open("/projects")
		press(tab, "j", "KeyJ", "j", "KeyJ")
		focused(".row-current a")
		at := `[...document.querySelectorAll('main .list-row')].findIndex((r) => r.getAttribute('aria-current') === 'true')`
		if got := browse.Eval[int](tab, at); got != 1 {
			t.Errorf("after j j the row %d is current", got)
		}
		press(tab, "k", "KeyK", "k", "KeyK")
		tab.WaitFor(`document.getElementById('keys-said')?.textContent === '` + words(i18n.RU, 4) + `'`)
		if got := browse.Eval[int](tab, at); got != 0 {
			t.Errorf("before the first row: %d", got)
		}
		want := browse.Eval[string](tab, `document.activeElement.pathname`)
		tab.PressAndWait("\r")
		if got := tab.Address(); got != want {
			t.Errorf("Enter opened %s, want %s", got, want)
		}
	})
	t.Run("? lists the shortcuts; the focus comes back", func(t *testing.T) {
		open("/projects")
		press(tab, "j", "KeyJ")
		was := browse.Eval[string](tab, `document.activeElement.href`)
		press(tab, "?", "Slash", "shift")
		tab.WaitFor(`!!document.querySelector('dialog[open] .keys-table')`)
		press(tab, "j", "KeyJ", "g", "KeyG", "p", "KeyP")
		if violations := tab.Axe(""); len(violations) > 0 {
			t.Errorf("%v", violations)
		}
		tab.Press("\x1b")
		tab.WaitFor(`!document.querySelector('dialog')`)
		if got := browse.Eval[string](tab, `document.activeElement.href`); got != was || tab.Address() != "/projects" {
			t.Errorf("the focus is on %s at %s", got, tab.Address())
		}
	})
	t.Run("j comes to the title of a row, e opens its form with what stands there chosen", func(t *testing.T) {
		tab := b.Open(t, s)
		tab.SignIn("manager.astana@qadam.demo")
		tab.Go("/milestones?status=on_track")
		tab.WaitFor(`document.querySelector('script[src*="keys"]') && document.querySelector('a[data-shortcuts]')?.hasAttribute('aria-keyshortcuts')`)
		press(tab, "j", "KeyJ")
		tab.WaitFor(`document.activeElement.matches('.row-current a:not([data-edit])')`)
		press(tab, "e", "KeyE")
		tab.WaitFor(`document.activeElement.name === 'percent' && document.activeElement.selectionEnd === document.activeElement.value.length && document.activeElement.selectionStart === 0`)
	})
	t.Run("Ctrl-K: the palette finds pages and things", func(t *testing.T) {
		open("/projects?as_of=2018-06-01")
		press(tab, "k", "KeyK", "ctrl")
		focused("dialog[open] [role=combobox]")
		if got := browse.Eval[string](tab, `document.getElementById(document.activeElement.getAttribute('aria-activedescendant')).getAttribute('aria-selected')`); got != "true" {
			t.Errorf("the first is not chosen: %q", got)
		}
		tab.Type("порт")
		tab.WaitFor(`document.querySelectorAll('dialog [role=option]').length > 0 && document.querySelector('dialog [role=option][aria-selected]')?.pathname === '/portfolio'`)
		tab.WaitFor(`document.querySelector('dialog [role=status]').textContent !== ''`)
		if violations := tab.Axe(""); len(violations) > 0 {
			t.Errorf("%v", violations)
		}
		tab.PressAndWait("\r")
		if got := tab.Address(); !strings.HasPrefix(got, "/portfolio?as_of=2018-06-01") {
			t.Errorf("Enter opened %s", got)
		}
		open("/projects")
		press(tab, "k", "KeyK", "ctrl")
		focused("dialog[open] [role=combobox]")
		tab.Type("сергек")
		tab.WaitFor(`[...document.querySelectorAll('dialog [role=option]')].some((o) => o.pathname === '/projects/astana-sergek')`)
	})
	t.Run("Enter in the palette waits for the answer to what is typed", func(t *testing.T) {
		// Answers are held back until they are let go, in any order.
		hold := func() {
			t.Helper()
			open("/projects")
			press(tab, "k", "KeyK", "ctrl")
			focused("dialog[open] [role=combobox]")
			browse.Eval[bool](tab, `(() => {
				const real = window.fetch;
				window.held = [];
				window.read = 0;
				window.lost = false;
				window.fetch = async (address, how) => {
					await new Promise((go) => window.held.push(go));
					if (window.lost) throw new TypeError('lost');
					const answer = await real(address, how), text = await answer.text();
					// What the script does with it, it does before the next task.
					return { ok: answer.ok, text: async () => (setTimeout(() => { window.read++; }), text) };
				};
				return true;
			})()`)
		}
		held := func(n string) { t.Helper(); tab.WaitFor(`window.held?.length === ` + n) }
		let := func(n string) { t.Helper(); browse.Eval[bool](tab, `(window.held[`+n+`](), true)`) }
		still := func(what string) {
			t.Helper()
			if got := tab.Address(); got != "/projects" {
				t.Errorf("%s: %s was opened", what, got)
			}
		}

		hold()
		tab.Type("порт")
		tab.Press("\r")
		held("1")
		still("before the answer")
		let("0")
		tab.WaitFor(`location.pathname === '/portfolio'`)

		hold()
		tab.Type("проекты")
		held("1")
		browse.Eval[bool](tab, `(document.querySelector('dialog [role=combobox]').value = '', true)`)
		tab.Type("порт")
		tab.Press("\r")
		held("2")
		let("0")
		tab.WaitFor(`window.read === 1`)
		still("the answer to what was typed before")
		if got := browse.Eval[bool](tab, `document.querySelector('#palette-found').hasAttribute('data-waits')`); !got {
			t.Error("the list does not look as if another one is awaited")
		}
		let("1")
		tab.WaitFor(`location.pathname === '/portfolio'`)

		hold()
		tab.Type("порт")
		tab.Press("\r")
		held("1")
		tab.Press("\x1b")
		tab.WaitFor(`!document.querySelector('dialog')`)
		let("0")
		tab.WaitFor(`window.read === 1`)
		still("after Escape")

		hold()
		tab.Type("порт")
		held("1")
		let("0")
		tab.WaitFor(`document.querySelector('dialog [role=option][aria-selected]')?.pathname === '/portfolio' && document.querySelector('dialog [role=status]').textContent !== ''`)
		tab.Type("щщщщщщщ")
		tab.Press("\r")
		held("2")
		let("1")
		tab.WaitFor(`!document.querySelector('dialog [role=option]') && document.querySelector('dialog [role=status]').textContent === '` + say(i18n.RU, "keys.nothing") + `'`)
		still("an answer without anything")

		hold()
		tab.Type("порт")
		browse.Eval[bool](tab, `(window.lost = true)`)
		tab.Press("\r")
		held("1")
		let("0")
		tab.WaitFor(`location.pathname === '/palette' && new URLSearchParams(location.search).get('q') === 'порт' && document.querySelector('main [role=option]')?.pathname === '/portfolio'`)
	})
	t.Run("a person switches single keys off: Ctrl-K stays", func(t *testing.T) {
		tab.Go("/keys")
		tab.Click(say(i18n.RU, "keys.switch_off"))
		tab.Sees(say(i18n.RU, "keys.switched_off"))
		tab.Go("/projects")
		tab.WaitFor(`!!document.querySelector('script[src*="keys"]')`)
		press(tab, "k", "KeyK", "ctrl")
		focused("dialog[open] [role=combobox]")
		tab.Press("\x1b")
		tab.WaitFor(`!document.querySelector('dialog')`)
		press(tab, "j", "KeyJ", "g", "KeyG", "p", "KeyP", "/", "Slash")
		if tab.Address() != "/projects" || tab.Has(".row-current") || browse.Eval[bool](tab, `document.activeElement.matches('input')`) {
			t.Error("a single key fired")
		}
		tab.Go("/account")
		tab.Click(say(i18n.RU, "keys.switch_on"))
		tab.Sees(say(i18n.RU, "keys.switched_on"))
	})
	for _, p := range tab.Problems() {
		t.Error(p)
	}
}

// words is one of the few words that the script says.
func words(l i18n.Locale, n int) string { return strings.Split(say(l, "keys.said"), "|")[n] }

// press sends keys, each as what it writes and where it is on the keyboard; a
// last one that is ctrl, alt, meta or shift is held with all of them.
func press(tab *browse.Tab, keys ...string) {
	tab.T.Helper()
	held := ""
	if len(keys)%2 == 1 {
		held, keys = keys[len(keys)-1], keys[:len(keys)-1]
	}
	for i := 0; i < len(keys); i += 2 {
		browse.Eval[bool](tab, `document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {bubbles: true, cancelable: true, key: '`+keys[i]+`', code: '`+keys[i+1]+`', `+heldKey(held)+`}))`)
	}
}

func heldKey(modifier string) string {
	if modifier == "" {
		return ""
	}
	return modifier + "Key: true"
}
