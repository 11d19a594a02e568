package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// now is the real time: here it is what is measured.
func now() time.Time { return time.Now() } //nolint:forbidigo // a benchmark measures time

// request is one thing that a client sends.
type request struct {
	method string
	url    string
	token  string // of the session, "" for none
	kind   string // of the body
	body   string
	want   int // status
}

// result is what a load came to.
type result struct {
	clients  int
	requests int
	failed   int
	took     time.Duration
	spent    time.Duration // processor time of clients and server, where it was asked for
	sorted   []time.Duration
	why      error // of the first failure
}

func (r result) perSecond() float64 { return float64(r.requests-r.failed) / r.took.Seconds() }

// cost is the processor time of one request.
func (r result) cost() time.Duration { return r.spent / time.Duration(max(1, r.requests)) }

// plus is two parts of one load.
func (r result) plus(o result) result {
	r.clients, r.requests, r.failed = o.clients, r.requests+o.requests, r.failed+o.failed
	r.took, r.spent = r.took+o.took, r.spent+o.spent
	r.sorted = append(r.sorted, o.sorted...)
	slices.Sort(r.sorted)
	if r.why == nil {
		r.why = o.why
	}
	return r
}

// quantile is the time within which so many of a thousand requests were
// answered.
func (r result) quantile(thousandths int) time.Duration {
	if len(r.sorted) == 0 {
		return 0
	}
	return r.sorted[(len(r.sorted)-1)*thousandths/1000]
}

// client keeps its connections; it asks for gzip, as browsers do, and does not
// unpack what it gets.
type client struct{ transport *http.Transport }

func newClient() *client {
	return &client{&http.Transport{MaxIdleConns: 128, MaxIdleConnsPerHost: 128, DisableCompression: true}}
}

func (c *client) send(r request) (*http.Response, error) {
	u, err := url.Parse(r.url)
	if err != nil {
		return nil, err
	}
	out := &http.Request{Method: r.method, URL: u, Host: u.Host, Header: http.Header{"Accept-Encoding": {"gzip"}}}
	if r.token != "" {
		out.Header["Cookie"] = []string{"qadam_session=" + r.token}
	}
	if r.method == http.MethodPost {
		out.Header["Content-Type"] = []string{r.kind}
		out.Header["Sec-Fetch-Site"] = []string{"same-origin"}
		out.ContentLength = int64(len(r.body))
		out.Body = io.NopCloser(strings.NewReader(r.body))
	}
	return c.transport.RoundTrip(out)
}

// try sends a request, reads the answer to its end and holds its status
// against what was wanted.
func (c *client) try(r request) error {
	w, err := c.send(r)
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, w.Body)
	w.Body.Close()
	if err == nil && w.StatusCode != r.want {
		err = fmt.Errorf("%s %s: %s", r.method, r.url, w.Status)
	}
	return err
}

// load sends n requests, the i-th of which is next(i), from so many clients at
// once: each takes the next one as soon as it has its answer.
func load(ctx context.Context, clients, n int, do func(i int) error) result {
	r := result{clients: clients, requests: n, sorted: make([]time.Duration, n)}
	var taken, failed atomic.Int64
	var first atomic.Pointer[error]
	var all sync.WaitGroup
	begun := now()
	for range clients {
		all.Go(func() {
			for {
				i := int(taken.Add(1)) - 1
				if i >= n || ctx.Err() != nil {
					return
				}
				sent := now()
				if err := do(i); err != nil {
					failed.Add(1)
					first.CompareAndSwap(nil, &err)
				}
				r.sorted[i] = now().Sub(sent)
			}
		})
	}
	all.Wait()
	r.took, r.failed = now().Sub(begun), int(failed.Load())
	if err := first.Load(); err != nil {
		r.why = *err
	}
	slices.Sort(r.sorted)
	return r
}
