package browse

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// Address is the path and query of the page.
func (t *Tab) Address() string {
	t.T.Helper()
	at := Eval[string](t, "location.href")
	u, err := url.Parse(at)
	if err != nil {
		t.T.Fatal(err)
	}
	return u.RequestURI()
}

// Text is what the page says, as a person reads it.
func (t *Tab) Text() string {
	t.T.Helper()
	return flat(Eval[string](t, "document.body.innerText"))
}

// TextOf is what an element says; "" when there is none.
func (t *Tab) TextOf(selector string) string {
	t.T.Helper()
	return flat(Eval[string](t, fmt.Sprintf(`document.querySelector(%q)?.innerText ?? ""`, selector)))
}

// Has reports whether the CSS selector finds something.
func (t *Tab) Has(selector string) bool {
	t.T.Helper()
	return Eval[bool](t, fmt.Sprintf(`!!document.querySelector(%q)`, selector))
}

// Sees waits until the page says the words.
func (t *Tab) Sees(words string) {
	t.T.Helper()
	t.SeesIn("body", words)
}

// SeesIn waits until an element says the words.
func (t *Tab) SeesIn(selector, words string) {
	t.T.Helper()
	for until := now().Add(patience); ; time.Sleep(50 * time.Millisecond) {
		if strings.Contains(t.TextOf(selector), words) {
			return
		}
		if now().After(until) {
			t.T.Fatalf("%s: %s does not say %q but\n%s", t.Address(), selector, words, t.TextOf(selector))
		}
	}
}

// WaitFor waits until an expression is true.
func (t *Tab) WaitFor(expression string) {
	t.T.Helper()
	for until := now().Add(patience); ; time.Sleep(40 * time.Millisecond) {
		ok, err := chromedp.Run(t.ctx, chromedp.Evaluate[bool](expression))
		if err == nil && ok {
			return
		}
		if now().After(until) {
			t.T.Fatalf("%s: never true: %s (%v); the page says:\n%s", t.Address(), expression, err, t.Text())
		}
	}
}

// Focused says what has the focus: its words, name or id, with its tag before.
func (t *Tab) Focused() string {
	t.T.Helper()
	return flat(Eval[string](t, `(() => {
		const e = document.activeElement;
		return e.tagName.toLowerCase() + " " + (e.name || e.id || e.ariaLabel || e.innerText || "");
	})()`))
}

// Screenshot is the page as PNG, in a window as tall as the page.
func (t *Tab) Screenshot(width int64) []byte {
	t.T.Helper()
	t.Resize(width, 900)
	height := Eval[int64](t, "document.documentElement.scrollHeight")
	t.Resize(width, max(height, 900))
	Await[bool](t, "new Promise(r => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => r(true), 80))))")
	return call(t, page.CaptureScreenshot, page.CaptureScreenshotParams{Format: page.CaptureScreenshotFormatPng}).Data
}

// PDF is the page as it is printed.
func (t *Tab) PDF() []byte {
	t.T.Helper()
	yes := true
	return call(t, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: &yes, PrintBackground: &yes}).Data
}

// Eval runs a script in the page and returns its value.
func Eval[T any](t *Tab, script string) T {
	t.T.Helper()
	v, err := run(t, chromedp.Evaluate[T](script))
	if err != nil {
		t.T.Fatalf("browse: %v in %.200s", err, script)
	}
	return v
}

// Await is Eval of a script that gives its value later.
func Await[T any](t *Tab, script string) T {
	t.T.Helper()
	v, err := run(t, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	if err != nil {
		t.T.Fatalf("browse: %v in %.200s", err, script)
	}
	return v
}

// run tries again when the page was left meanwhile.
func run[T any](t *Tab, a chromedp.Action[T]) (v T, err error) {
	for range 20 {
		if v, err = chromedp.Run(t.ctx, a); err == nil || !strings.Contains(err.Error(), "context") && !strings.Contains(err.Error(), "navigated") {
			return v, err
		}
		time.Sleep(50 * time.Millisecond)
	}
	return v, err
}

func (t *Tab) do(step chromedp.Action[chromedp.Void]) {
	t.T.Helper()
	if err := chromedp.Do(t.ctx, step); err != nil {
		t.T.Fatalf("browse: %v", err)
	}
}

func call[P, R any](t *Tab, command cdp.Command[P, R], params P) R {
	t.T.Helper()
	out, err := chromedp.Call(t.ctx, command, params)
	if err != nil {
		t.T.Fatalf("browse: %v", err)
	}
	return out
}

// flat makes every kind of space one, as a person reads.
func flat(s string) string {
	lines := strings.Split(strings.ReplaceAll(s, "\u00a0", " "), "\n")
	for i, l := range lines {
		lines[i] = strings.Join(strings.Fields(l), " ")
	}
	return strings.Join(lines, "\n")
}

func said(d *runtime.ExceptionDetails) string {
	if d == nil {
		return ""
	}
	if d.Exception != nil && d.Exception.Description != "" {
		return d.Exception.Description
	}
	return d.Text
}

func spoken(args []*runtime.RemoteObject) string {
	var out []string
	for _, a := range args {
		text := a.Description
		if text == "" {
			if b, err := json.Marshal(a.Value); err == nil {
				text = string(b)
			}
		}
		out = append(out, text)
	}
	return strings.Join(out, " ")
}

// now is the real time: only patience is measured by it.
func now() time.Time { return time.Now() }
