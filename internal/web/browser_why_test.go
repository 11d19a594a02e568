package web_test

import (
	"strings"
	"testing"

	"qadam/internal/testkit/browse"
)

// TestWhyOpensInPlace clicks a colour and a status: why it is so opens over the
// page and goes with Escape, the focus comes back to the badge; without scripts
// the badge leads to the page that says it.
func TestWhyOpensInPlace(t *testing.T) {
	b := browse.Start(t)
	s := browse.Serve(t)
	tab := b.Open(t, s)
	tab.Enter(official)
	for _, address := range []string{"/projects", "/projects/karaganda-posts", "/portfolio/disagreements", "/roadmaps/astana/2018"} {
		t.Run(address, func(t *testing.T) {
			tab.Go(address)
			tab.WaitFor(`!!document.querySelector('main a.why-link')`)
			why := browse.Eval[string](tab, `(() => { const a = document.querySelector('main a.why-link'); a.focus(); return a.pathname; })()`)
			if !strings.HasSuffix(why, "/why") {
				t.Fatalf("the badge leads to %s", why)
			}
			tab.Press("\r")
			tab.WaitFor(`!!document.querySelector('dialog.why-dialog[open] #why')`)
			if got := tab.Address(); got != address {
				t.Errorf("the page is %s", got)
			}
			if got := browse.Eval[bool](tab, `document.querySelector('dialog.why-dialog').contains(document.activeElement) && document.querySelector('dialog.why-dialog').getAttribute('aria-labelledby') === 'why-title' && !!document.getElementById('why-title')`); !got {
				t.Error("the dialog has no name, or the focus is outside of it")
			}
			if violations := tab.Axe(""); len(violations) > 0 {
				t.Errorf("%v", violations)
			}
			tab.Press("\x1b")
			tab.WaitFor(`!document.querySelector('dialog[open]')`)
			if got := browse.Eval[string](tab, `document.activeElement.pathname ?? document.activeElement.tagName`); got != why {
				t.Errorf("the focus is on %s, want %s", got, why)
			}
		})
	}
	t.Run("without scripts", func(t *testing.T) {
		plain := b.Open(t, s)
		plain.NoScript()
		plain.SignIn(official)
		plain.Go("/projects/karaganda-posts")
		plain.ClickOn("main a.why-link")
		if got := plain.Address(); !strings.HasPrefix(got, "/projects/karaganda-posts/why") {
			t.Errorf("the badge led to %s", got)
		}
		if !plain.Has("main #why #why-title") {
			t.Error("the page does not say why")
		}
	})
}
