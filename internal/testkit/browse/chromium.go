package browse

import (
	"context"
	"maps"
	"os"
	"os/exec"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"qadam/internal/testkit"
)

// Chromium is a headless browser with a new profile.
type Chromium struct{ ctx context.Context }

// shared is the browser of all tests of a package: to start one takes as long as
// opening ten pages. Tabs have nothing in common: each has cookies and a cache of
// its own.
var shared struct {
	sync.Mutex
	*Chromium
	stop func()
}

// Main runs the tests of a package with a browser and ends it.
func Main(m *testing.M) {
	testkit.Main(m, func() {
		if shared.stop != nil {
			shared.stop()
		}
	})
}

// Start is the browser, which starts with the first test that needs it and ends
// with Main. Without Chromium, or with -short, the test is skipped; in CI a
// missing one is a failure, because a skip would hide it.
func Start(t testing.TB) *Chromium {
	t.Helper()
	if testing.Short() {
		t.Skip("browser tests are skipped with -short")
	}
	path := find()
	if path == "" {
		const why = "no chromium: browser tests need it"
		if os.Getenv("CI") == "true" {
			t.Fatal(why)
		}
		t.Skip(why)
	}
	shared.Lock()
	defer shared.Unlock()
	if shared.Chromium != nil {
		return shared.Chromium
	}
	profile, err := os.MkdirTemp("", "qadam-browser-")
	if err != nil {
		t.Fatal(err)
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:len(chromedp.DefaultExecAllocatorOptions):len(chromedp.DefaultExecAllocatorOptions)],
		chromedp.ExecPath(path), chromedp.UserDataDir(profile), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("no-first-run", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-sync", true), chromedp.Flag("hide-scrollbars", true),
		chromedp.Flag("font-render-hinting", "none"), chromedp.Flag("lang", "en"),
	)
	allocated, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, leave := chromedp.NewContext(allocated)
	shared.stop = func() {
		_ = chromedp.Cancel(ctx)
		leave()
		stop()
		_ = os.RemoveAll(profile)
	}
	if err := chromedp.Do(ctx); err != nil {
		shared.stop()
		t.Fatalf("browse: %v", err)
	}
	shared.Chromium = &Chromium{ctx: ctx}
	return shared.Chromium
}

func find() string {
	for _, name := range []string{os.Getenv("QADAM_CHROMIUM"), "chromium", "chromium-browser", "google-chrome"} {
		if name == "" {
			continue
		}
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// Tab is one tab of one person, with cookies of its own. What goes wrong in
// it that nobody asked for fails the test: errors of scripts, violations of
// the policy, requests to other hosts.
type Tab struct {
	T    testing.TB
	Site *Site
	ctx  context.Context

	mu       sync.Mutex
	inflight map[network.RequestID]cdp.LoaderID
	leaving  bool // another page was asked for and is not there yet
	silent   bool // no script runs
	status   int  // of the last document
	problems []string
	bytes    float64 // received since Weigh
	asked    int     // dialogs that asked before leaving

	width, height int64  // of the window
	scheme        string // of colours, "" until it was asked for
}

// patience is how long a tab waits for what must come: it is long, for a machine
// that does other things too. What never ends keeps it no longer than restless.
const (
	patience = 30 * time.Second
	restless = 8 * time.Second
)

// Open opens a tab on the site, 1440 pixels wide.
func (c *Chromium) Open(t testing.TB, s *Site) *Tab {
	t.Helper()
	tab := &Tab{T: t, Site: s, inflight: map[network.RequestID]cdp.LoaderID{}}
	ctx, leave := chromedp.NewContext(c.ctx, chromedp.WithNewBrowserContext(), chromedp.WithListener(tab.heard))
	tab.ctx = ctx
	t.Cleanup(func() {
		leave()
		for _, p := range tab.Problems() {
			t.Error(p)
		}
	})
	tab.do(chromedp.Steps())
	call(tab, network.Enable, network.EnableParams{})
	call(tab, log.Enable, cdp.Empty{})
	tab.Resize(1440, 900)
	return tab
}

// awaited are the kinds of requests without whose answer a page is not there.
var awaited = []network.ResourceType{
	network.ResourceTypeDocument, network.ResourceTypeFetch, network.ResourceTypeXHR, network.ResourceTypeScript, network.ResourceTypeStylesheet,
}

// heard keeps what the browser says. It runs where messages are read, so it
// only writes down.
func (t *Tab) heard(event any) {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if e.Type == network.ResourceTypeDocument && e.RedirectResponse == nil {
			clear(t.inflight)
		}
		// Fonts and pictures may be asked for and never come, when the cache has them.
		if slices.Contains(awaited, e.Type) {
			t.inflight[e.RequestID] = e.LoaderID
		}
		if t.foreign(e.Request.URL) {
			t.problems = append(t.problems, "a request to another host: "+e.Request.URL)
		}
	case *network.EventResponseReceived:
		if e.Type == network.ResourceTypeDocument || e.Type == network.ResourceTypeFetch || e.Type == network.ResourceTypeXHR {
			t.status = int(e.Response.Status)
		} else if e.Response.Status >= 400 {
			t.problems = append(t.problems, e.Response.StatusText+" for "+e.Response.URL)
		}
	case *network.EventLoadingFinished:
		delete(t.inflight, e.RequestID)
		t.bytes += e.EncodedDataLength
	case *network.EventLoadingFailed:
		delete(t.inflight, e.RequestID)
	case *runtime.EventExceptionThrown:
		t.problems = append(t.problems, "a script failed: "+said(e.ExceptionDetails))
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError {
			t.problems = append(t.problems, "a script complains: "+spoken(e.Args))
		}
	case *log.EventEntryAdded:
		// The status of a refused form is no news: the test asks for it.
		if e.Entry.Level == log.EntryLevelError && e.Entry.Source != log.EntrySourceNetwork {
			t.problems = append(t.problems, string(e.Entry.Source)+": "+e.Entry.Text)
		}
	case *page.EventFrameRequestedNavigation:
		t.leaving = e.Disposition == page.ClientNavigationDispositionCurrentTab
	case *page.EventFrameNavigated:
		t.leaving = false
		// What the page before still asked for, nobody answers any more.
		maps.DeleteFunc(t.inflight, func(_ network.RequestID, asker cdp.LoaderID) bool { return asker != e.Frame.LoaderID })
	case *page.EventNavigatedWithinDocument, *page.EventFrameStoppedLoading:
		t.leaving = false
	case *page.EventJavascriptDialogOpening:
		t.asked++
		go func() {
			_, _ = chromedp.Call(t.ctx, page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{Accept: true})
		}()
	}
}

// Problems are what went wrong so far, and forgets them.
func (t *Tab) Problems() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	out := t.problems
	t.problems = nil
	return out
}

// Asked reports how often the browser asked before a page was left.
func (t *Tab) Asked() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.asked
}

// Status is the status of the last page or region.
func (t *Tab) Status() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.status
}

// Weigh returns the bytes that came over the wire since it was last asked.
func (t *Tab) Weigh() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	out := int(t.bytes)
	t.bytes = 0
	return out
}

// Forget empties the browser's cache, as if it came for the first time.
func (t *Tab) Forget() {
	t.T.Helper()
	call(t, network.ClearBrowserCache, cdp.Empty{})
}

// Resize sets the size of the window; below 600 pixels it is a telephone.
func (t *Tab) Resize(width, height int64) {
	t.T.Helper()
	if width == t.width && height == t.height {
		return
	}
	t.width, t.height = width, height
	call(t, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: width, Height: height, DeviceScaleFactor: 1, Mobile: width < 600,
	})
}

// Dark asks for the dark or the light colours.
func (t *Tab) Dark(on bool) {
	t.T.Helper()
	scheme := "light"
	if on {
		scheme = "dark"
	}
	if scheme == t.scheme {
		return
	}
	t.scheme = scheme
	call(t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"},
	}})
}

// NoScript turns the scripts of pages off.
func (t *Tab) NoScript() {
	t.T.Helper()
	t.silent = true
	call(t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
}
