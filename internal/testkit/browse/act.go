package browse

import (
	"context"
	_ "embed"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Go opens an address of the site, as if it were typed.
func (t *Tab) Go(address string) {
	t.T.Helper()
	t.do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, page.Navigate, page.NavigateParams{URL: t.Site.URL + address})
		return err
	}))
	t.settle()
}

// SignIn signs in as a person of the demonstration with one click.
func (t *Tab) SignIn(email string) {
	t.T.Helper()
	t.Go("/sign-in")
	t.ClickOn(fmt.Sprintf(`form:has(input[name=demo][value="%s"]) button`, email))
	t.WaitFor(`!location.pathname.startsWith("/sign-in")`)
}

// Enter signs in as a person of the demonstration without opening a page: what
// SignIn does is tested where people come in.
func (t *Tab) Enter(email string) {
	t.T.Helper()
	site, err := url.Parse(t.Site.URL)
	if err != nil {
		t.T.Fatal(err)
	}
	yes := true
	for _, c := range t.Site.Client(email).Jar.Cookies(site) {
		call(t, network.SetCookie, network.SetCookieParams{Name: c.Name, Value: c.Value, URL: t.Site.URL, HTTPOnly: &yes, SameSite: network.CookieSameSiteLax})
	}
}

// Click clicks on the link, button or box with these words. It fails when
// something lies over it: a person could not have clicked.
func (t *Tab) Click(words string) {
	t.T.Helper()
	t.click("press", words)
}

// ClickOn clicks on what the CSS selector finds first.
func (t *Tab) ClickOn(selector string) {
	t.T.Helper()
	t.click("css", selector)
}

func (t *Tab) click(how, what string) {
	t.T.Helper()
	p := t.find(how, what)
	if p.Covered != "" {
		t.T.Fatalf("%q cannot be clicked: %s lies over it", what, p.Covered)
	}
	t.do(chromedp.MouseClickXY(p.X, p.Y))
	t.settle()
}

// Fill types into the field with this label, in place of what is there. A page
// that moves as it loads can carry the field away from under the pointer: a
// person sees that and clicks again, so this does too.
func (t *Tab) Fill(label, text string) {
	t.T.Helper()
	for until := now().Add(patience); ; time.Sleep(50 * time.Millisecond) {
		p := t.find("field", label)
		t.do(chromedp.MouseClickXY(p.X, p.Y))
		if Eval[bool](t, `document.activeElement === window.qadamFound && (document.activeElement.select?.(), true)`) {
			break
		}
		if now().After(until) {
			t.T.Fatalf("the field %q cannot be typed into", label)
		}
	}
	t.Type(text)
}

// Type inserts text where the cursor is, in place of what is selected.
func (t *Tab) Type(text string) {
	t.T.Helper()
	if text == "" {
		t.Press("\b")
		return
	}
	call(t, input.InsertText, input.InsertTextParams{Text: text})
}

// Choose chooses an option of the list with this label, by its words.
func (t *Tab) Choose(label, option string) {
	t.T.Helper()
	t.find("field", label)
	if ok := Eval[bool](t, fmt.Sprintf(`(() => {
		const e = window.qadamFound, o = [...e.options].find(o => o.text.trim() === %q) ?? [...e.options].find(o => o.text.includes(%[1]q));
		if (!o) return false;
		e.focus();
		e.value = o.value;
		e.dispatchEvent(new Event("input", {bubbles: true}));
		e.dispatchEvent(new Event("change", {bubbles: true}));
		return true;
	})()`, option)); !ok {
		t.T.Fatalf("%s has no option %q", label, option)
	}
	t.settle()
}

// Attach puts a file of the disk into the field with this label.
func (t *Tab) Attach(label, path string) {
	t.T.Helper()
	t.find("field", label)
	found := call(t, runtime.Evaluate, runtime.EvaluateParams{Expression: "window.qadamFound"})
	call(t, dom.SetFileInputFiles, dom.SetFileInputFilesParams{Files: []string{path}, ObjectID: found.Result.ObjectID})
}

// Press presses keys one after the other: letters, or those of package kb.
func (t *Tab) Press(keys string) {
	t.T.Helper()
	for _, key := range keys {
		if string(key) == kb.Enter {
			t.enter()
			continue
		}
		t.do(chromedp.KeyEvent(string(key)))
	}
}

// enter presses the enter key in one piece, as a keyboard does: sent as a key
// and a character apart, the character lands where the key has moved the focus.
func (t *Tab) enter() {
	t.T.Helper()
	key := input.DispatchKeyEventParams{Key: "Enter", Code: "Enter", WindowsVirtualKeyCode: 13, NativeVirtualKeyCode: 13}
	down, up := key, key
	down.Type, down.Text, down.UnmodifiedText = input.DispatchKeyEventTypeKeyDown, "\r", "\r"
	up.Type = input.DispatchKeyEventTypeKeyUp
	call(t, input.DispatchKeyEvent, down)
	call(t, input.DispatchKeyEvent, up)
}

// PressAndWait presses keys that lead to another page or region.
func (t *Tab) PressAndWait(keys string) {
	t.T.Helper()
	t.Press(keys)
	t.settle()
}

// Shift presses a key with the shift key held.
func (t *Tab) Shift(key string) {
	t.T.Helper()
	t.do(chromedp.KeyEvent(key, chromedp.KeyModifiers(chromedp.ModifierShift)))
}

//go:embed find.js
var findJS string

// place is where an element is, and what lies over it.
type place struct {
	X, Y    float64
	Covered string
	Found   bool
}

// find waits for an element, brings it into view and says where it is, once it
// stays there: a page that jumps to an anchor as it loads would carry it away from
// under the pointer. The element itself stays in window.qadamFound.
func (t *Tab) find(how, what string) place {
	t.T.Helper()
	script := fmt.Sprintf("(%s)(%q, %q)", strings.TrimSpace(findJS), how, what)
	var p place
	for until := now().Add(patience); ; time.Sleep(20 * time.Millisecond) {
		was := p
		p = Eval[place](t, script)
		if p.Found && p.Covered == "" && p == was {
			return p
		}
		if now().After(until) {
			break
		}
	}
	if !p.Found {
		t.T.Fatalf("%s: nothing to %s called %q; the page says:\n%s", t.Address(), how, what, t.Text())
	}
	return p
}

// settle waits until the page is complete and nothing is on its way. What a click
// asks for, a page or a region, the browser says before it has done what a script
// put off until after the click.
func (t *Tab) settle() {
	t.T.Helper()
	calm := 0
	time.Sleep(20 * time.Millisecond)
	if !t.silent { // a page that is being left may not answer: another has none of this
		_, _ = chromedp.Run(t.ctx, chromedp.Evaluate[bool](`window.qadamBusy = true, setTimeout(() => setTimeout(() => { window.qadamBusy = false; })), true`))
	}
	for until := now().Add(restless); now().Before(until); time.Sleep(15 * time.Millisecond) {
		t.mu.Lock()
		busy := t.leaving || len(t.inflight) > 0
		t.mu.Unlock()
		if busy {
			calm = 0
			continue
		}
		ready, err := chromedp.Run(t.ctx, chromedp.Evaluate[bool](`document.readyState === "complete" && !window.qadamBusy && !document.querySelector("form[data-sending], .htmx-request, .htmx-swapping")`))
		if err != nil || !ready {
			calm = 0
			continue
		}
		if calm++; calm == 2 {
			return
		}
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.T.Logf("browse: not calm after %s: leaving %t, %d requests on their way", restless, t.leaving, len(t.inflight))
	t.leaving = false
	clear(t.inflight) // a download ends without a word
}

// foreign reports whether an address is on another host. t.mu is held.
func (t *Tab) foreign(address string) bool {
	if strings.HasPrefix(address, "data:") || strings.HasPrefix(address, "about:") || t.Site == nil {
		return false
	}
	u, err := url.Parse(address)
	return err != nil || u.Scheme+"://"+u.Host != t.Site.URL
}
