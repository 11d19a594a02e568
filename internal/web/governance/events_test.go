package governance_test

import (
	"bufio"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"qadam/internal/approval"
	visitors "qadam/internal/testkit/visit"
	"qadam/internal/web"
)

// listener hears the events of a case.
type listener struct {
	t     *testing.T
	lines chan string
	head  http.Header
}

// listen opens the stream as somebody, over a wire.
func (w *world) listen(t *testing.T, server *httptest.Server, who, address string) *listener {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+address, nil)
	w.must(err)
	if who != "" {
		r.AddCookie(w.As(who).Cookies[visitors.SessionCookie])
	}
	r.Header.Set("Accept-Encoding", "gzip")
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := client.Do(r)
	w.must(err)
	t.Cleanup(func() { _ = answer.Body.Close() })
	if answer.StatusCode != http.StatusOK {
		t.Fatalf("%s as %s: %d", address, who, answer.StatusCode)
	}
	l := &listener{t: t, lines: make(chan string, 100), head: answer.Header}
	go func() {
		defer close(l.lines)
		for s := bufio.NewScanner(io.Reader(answer.Body)); s.Scan(); {
			l.lines <- s.Text()
		}
	}()
	return l
}

// hears waits for a line that begins so.
func (l *listener) hears(prefix string) string {
	l.t.Helper()
	line := l.heard(prefix, 20*time.Second)
	if line == "" {
		l.t.Fatalf("nothing said %q", prefix)
	}
	return line
}

// heard is the next line that begins so, "" when none comes in the time.
func (l *listener) heard(prefix string, within time.Duration) string {
	l.t.Helper()
	for late := time.After(within); ; {
		select {
		case line, open := <-l.lines:
			if !open {
				l.t.Fatalf("the stream ended before %q", prefix)
			}
			if strings.HasPrefix(line, prefix) {
				return line
			}
		case <-late:
			return ""
		}
	}
}

// ends waits for the end of the stream.
func (l *listener) ends() {
	l.t.Helper()
	for late := time.After(20 * time.Second); ; {
		select {
		case _, open := <-l.lines:
			if !open {
				return
			}
		case <-late:
			l.t.Fatal("the stream goes on")
		}
	}
}

func TestWhoWatchesACaseHearsOfAVote(t *testing.T) {
	w := serve(t)
	server := httptest.NewServer(w.Handler)
	t.Cleanup(server.Close)
	id, other := w.zone("astana"), w.zone("ontustik")
	vote := w.voting(id)
	first, second := w.listen(t, server, "official", address(id)+"/events"), w.listen(t, server, "chair", address(id)+"/events")
	if kind := first.head.Get("Content-Type"); !strings.HasPrefix(kind, "text/event-stream") || first.head.Get("Content-Encoding") != "" {
		t.Errorf("the stream is %s, encoded %q", kind, first.head.Get("Content-Encoding"))
	}
	first.hears("retry:")
	second.hears("retry:")
	silent := w.listen(t, server, "official", address(other)+"/events")
	// The feed begins with what is there when it first asks: a ballot before that is no news.
	said := ""
	for i := 0; said == "" && i < 10; i++ {
		time.Sleep(300 * time.Millisecond)
		w.cast(vote, "member", []approval.Choice{approval.For, approval.Against}[i%2])
		said = first.heard("id: ", 3*time.Second)
	}
	if said == "" {
		t.Fatal("nobody hears of a ballot")
	}
	first.hears("event: case")
	if second.hears("id: ") != said {
		t.Error("the two heard of different entries")
	}
	select {
	case line := <-silent.lines:
		if strings.HasPrefix(line, "event:") {
			t.Errorf("another case was told: %s", line)
		}
	default:
	}
	// Who comes back hears what was missed.
	again := w.listen(t, server, "official", address(id)+"/events?since=1")
	again.hears("event: case")
}

func TestStreamsAreForWhoMaySeeTheCase(t *testing.T) {
	w := serve(t)
	id := w.zone("astana")
	for who, want := range map[string]int{"member": 404, "manager.ontustik": 404, "admin": 404, "nobody": 404} {
		w.As(who).Get(address(id) + "/events").Is(want)
	}
	w.As("official").Get("/cases/99999/events").Is(404)
}

func TestStreamsEndWhenTheProgramIsStopped(t *testing.T) {
	ending := make(chan struct{})
	w := serveAs(t, web.Options{Ending: ending})
	server := httptest.NewServer(w.Handler)
	t.Cleanup(server.Close)
	l := w.listen(t, server, "official", address(w.zone("astana"))+"/events")
	l.hears("retry:")
	close(ending)
	l.ends()
}
