package main

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"sync"
	"sync/atomic"
	"testing"

	"qadam/internal/access"
	"qadam/internal/testkit"
)

const (
	clients = 16
	posts   = 1000
	killAt  = 400 // answers after which the program is killed
)

// Sixteen people report a thousand times; in the middle the program is killed
// without warning. What it had answered is there when it comes back, and the
// log is whole.
func TestKillLosesNothingThatWasAnswered(t *testing.T) {
	if testing.Short() {
		t.Skip("starts and kills the program: skipped with -short")
	}
	testkit.Dialects(t, func(t *testing.T, dialect string) {
		p := newPlace(t, dialect)
		p.play()
		lines := open16(p)
		program := p.start("serve")
		var wg sync.WaitGroup
		var next, answered atomic.Int64
		var kill sync.Once
		notes := make([][]string, clients)
		for i, l := range lines {
			wg.Go(func() {
				who := newReporter(t, program.url, l)
				for n := next.Add(1); n <= posts; n = next.Add(1) {
					note := fmt.Sprintf("report %d", n)
					if !who.report(note) {
						return
					}
					notes[i] = append(notes[i], note)
					if answered.Add(1) == killAt {
						kill.Do(program.kill)
					}
				}
			})
		}
		wg.Wait()
		if n := answered.Load(); n < killAt || n >= posts {
			t.Fatalf("%d were answered: the program was not killed in the middle\n%s", n, program.err.String())
		}

		again := p.start("serve")
		if code, _ := get(t, again.url+"/readyz"); code != http.StatusOK {
			t.Errorf("it came back with %d", code)
		}
		if !newReporter(t, again.url, lines[0]).report("after the fall") {
			t.Error("nobody can report any more")
		}
		again.stop()
		p.does("audit", "verify")
		p.does("check")
		lost := 0
		for i, l := range lines {
			there := kept(p, l.id)
			for _, note := range notes[i] {
				if there[note] != 1 {
					lost++
				}
			}
		}
		if lost > 0 {
			t.Errorf("%d of %d answered reports are lost", lost, answered.Load())
		}
	})
}

// target is a milestone with the account that reports on it.
type target struct {
	id      int64
	account string
}

// open16 finds a milestone for each client.
func open16(p *place) []target {
	p.t.Helper()
	i := p.open()
	defer i.close()
	pictures, _, err := i.store.Read(access.System(), i.store.Instant()).Pictures(p.t.Context())
	must(p.t, err)
	var found []target
	for _, picture := range pictures {
		for _, l := range picture.Board(2018).Lines {
			if l.Status.Open() && len(found) < clients {
				found = append(found, target{l.MilestoneID, "manager." + picture.Programme.Code + "@qadam.demo"})
			}
		}
	}
	if len(found) < clients {
		p.t.Fatalf("only %d milestones are open", len(found))
	}
	return found
}

// kept counts the notes of a milestone's updates.
func kept(p *place, id int64) map[string]int {
	p.t.Helper()
	i := p.open()
	defer i.close()
	m, err := i.store.Read(access.System(), i.store.Instant()).Milestone(p.t.Context(), id)
	must(p.t, err)
	there := map[string]int{}
	for _, u := range m.Updates {
		there[u.Note]++
	}
	return there
}

// reporter is a person at a browser.
type reporter struct {
	target
	url    string
	client *http.Client
}

func newReporter(t *testing.T, at string, on target) *reporter {
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Error(err)
	}
	r := &reporter{target: on, url: at, client: &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
	res, err := r.client.PostForm(at+"/sign-in", url.Values{"demo": {on.account}})
	if err != nil || res.StatusCode != http.StatusSeeOther {
		t.Errorf("%s cannot sign in: %v", on.account, errors.Join(err, res.Body.Close()))
	}
	return r
}

var hidden = regexp.MustCompile(`name="(seen|form_key)"[^>]* value="([^"]*)"`)

// report fills in the form of the milestone's page and sends it. It is false
// when there was no answer that it was kept.
func (r *reporter) report(note string) bool {
	page := fmt.Sprintf("%s/milestones/%d", r.url, r.id)
	form := url.Values{"percent": {"50"}, "forecast": {"2018-12-28"}, "note": {note}}
	body, err := r.read(page)
	if err != nil {
		return false
	}
	for _, m := range hidden.FindAllStringSubmatch(body, -1) {
		form.Set(m[1], m[2])
	}
	res, err := r.client.PostForm(page+"/updates", form)
	if err != nil {
		return false
	}
	_ = res.Body.Close() // the status is all that is asked for
	return res.StatusCode == http.StatusSeeOther
}

func (r *reporter) read(page string) (string, error) {
	res, err := r.client.Get(page)
	if err != nil {
		return "", err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	return string(body), err
}
