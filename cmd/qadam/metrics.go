package main

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"runtime"
	"strings"
	"sync/atomic"
	"time"

	"qadam/internal/store"
)

// figures are what machines ask for, in the text format of Prometheus.
type figures struct {
	store    *store.Store
	began    time.Time
	requests [6]atomic.Int64 // by hundreds of the status
	micros   atomic.Int64    // spent in all requests
	active   atomic.Int64
}

// serveMetrics serves /metrics on an address of its own, and returns what
// counts the requests of the other server. With no address it does neither.
func serveMetrics(addr string, s *store.Store) (stop func(), counted func(http.Handler) http.Handler, err error) {
	if addr == "" {
		return func() {}, func(h http.Handler) http.Handler { return h }, nil
	}
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, nil, fmt.Errorf("metrics: %w", err)
	}
	f := &figures{store: s, began: time.Now()}
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", f)
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 10 * time.Second}
	go func() {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			panic(err) // the listener was open a moment ago
		}
	}()
	return func() { _ = server.Close() }, f.count, nil
}

// count counts what the handler answers.
func (f *figures) count(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began, seen := time.Now(), &statusWriter{ResponseWriter: w, status: http.StatusOK}
		f.active.Add(1)
		defer func() {
			f.active.Add(-1)
			f.micros.Add(time.Since(began).Microseconds())
			f.requests[min(max(seen.status/100, 0), 5)].Add(1)
		}()
		next.ServeHTTP(seen, r)
	})
}

// statusWriter remembers the status that was sent.
type statusWriter struct {
	http.ResponseWriter
	status int
}

func (w *statusWriter) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

// Unwrap lets http.ResponseController reach the writer within.
func (w *statusWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func (f *figures) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	var b strings.Builder
	row := func(name, kind, help, labels string, value any) {
		if help != "" {
			fmt.Fprintf(&b, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, kind)
		}
		fmt.Fprintf(&b, "%s%s %v\n", name, labels, value)
	}
	row("qadam_info", "gauge", "The version that runs.", fmt.Sprintf("{version=%q}", version), 1)
	row("qadam_uptime_seconds", "gauge", "Seconds since the start.", "", int(time.Since(f.began).Seconds()))
	help := "Requests answered, by class of status."
	for class := 1; class <= 5; class++ {
		row("qadam_http_requests_total", "counter", help, fmt.Sprintf(`{class="%dxx"}`, class), f.requests[class].Load())
		help = ""
	}
	row("qadam_http_request_seconds_total", "counter", "Seconds spent on all requests.", "", float64(f.micros.Load())/1e6)
	row("qadam_http_requests_active", "gauge", "Requests that are being answered.", "", f.active.Load())
	write, read := f.store.Stats()
	row("qadam_db_connections_in_use", "gauge", "Connections to the database in use.", `{pool="write"}`, write.InUse)
	row("qadam_db_connections_in_use", "gauge", "", `{pool="read"}`, read.InUse)
	row("qadam_db_wait_seconds_total", "counter", "Seconds spent waiting for a connection.", `{pool="write"}`, write.WaitDuration.Seconds())
	row("qadam_db_wait_seconds_total", "counter", "", `{pool="read"}`, read.WaitDuration.Seconds())
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	row("qadam_memory_bytes", "gauge", "Memory got from the system.", "", memory.Sys)
	row("qadam_goroutines", "gauge", "Goroutines.", "", runtime.NumGoroutine())
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	_, _ = w.Write([]byte(b.String())) // whoever asked has gone
}
