package main

import (
	"database/sql"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"qadam/internal/store"
	"qadam/internal/testkit"
	"qadam/seed/demo"
)

func get(t *testing.T, url string) (int, string) {
	t.Helper()
	res, err := http.Get(url)
	must(t, err)
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	must(t, err)
	return res.StatusCode, string(body)
}

// After a restart the demonstration's clock goes on from where it has come.
func TestADemonstrationGoesOn(t *testing.T) {
	testkit.Dialects(t, func(t *testing.T, dialect string) {
		p := newPlace(t, dialect)
		if dialect == store.Postgres { // SQLite shows that serve plays it: here it finds it played
			p.play()
		}
		url, stop := p.serving("--demo")
		if code, body := get(t, url+"/readyz"); code != http.StatusOK {
			t.Errorf("%d: %s", code, body)
		}
		if code := stop(); code != 0 {
			t.Fatalf("exit %d", code)
		}
		i := p.open()
		now := i.now()
		if !i.demo || now.Before(demo.Curtain.At()) || now.After(demo.Curtain.At().Add(10*time.Minute)) {
			t.Errorf("it is %v", now)
		}
		seq, head, err := i.store.Head(t.Context())
		must(t, err)
		must(t, i.close())

		_, stop = p.serving() // without --demo it is one all the same
		stop()
		_, stop = p.serving("--demo")
		stop()
		i = p.open()
		defer i.close()
		again, sameHead, err := i.store.Head(t.Context())
		if err != nil || again != seq || sameHead != head || i.now().Before(now) {
			t.Errorf("entry %d became %d; %v", seq, again, err)
		}
	})
}

func TestAnEmptyDatabaseGetsTheReferenceData(t *testing.T) {
	p := newPlace(t, store.SQLite)
	_, stop := p.serving()
	stop()
	if said := p.does("audit", "verify"); !strings.Contains(said, "1 entries") {
		t.Error(said)
	}
	if said := p.fails(1, "serve", "--demo"); !strings.Contains(said, "is no demonstration") {
		t.Error(said)
	}
	for _, f := range []string{p.settings.Database, p.settings.Key} {
		if info, err := os.Stat(f); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", f, info.Mode(), err)
		}
	}
}

func TestAnOlderSchemaIsMigratedOnlyWhenAsked(t *testing.T) {
	p := newPlace(t, store.SQLite)
	p.does("seed")
	older := func() {
		db, err := sql.Open("sqlite3", p.settings.Database)
		must(t, err)
		defer db.Close()
		for _, s := range []string{
			"DROP TABLE IF EXISTS search_list", "DROP TABLE search_state", "DROP TABLE search_words", "DROP TABLE search_texts",
			"DELETE FROM goose_db_version WHERE version_id >= 18",
		} {
			_, err := db.Exec(s)
			must(t, err)
		}
	}
	older()
	for _, args := range [][]string{{"serve"}, {"check"}} {
		if said := p.fails(1, args...); !strings.Contains(said, "older schema") {
			t.Errorf("%v: %s", args, said)
		}
	}
	_, stop := p.serving("--migrate")
	stop()
	p.does("check")
}

func TestADemonstrationThatWasCutOffBeginsAgain(t *testing.T) {
	p := newPlace(t, store.SQLite)
	i := p.open()
	_, err := i.store.Migrate(t.Context())
	must(t, err)
	must(t, i.store.Remember(t.Context(), demoPlaying, "yes"))
	must(t, i.close())
	if said := p.fails(1, "serve"); !strings.Contains(said, "stopped before it was complete") {
		t.Error(said)
	}
	_, stop := p.serving("--demo")
	stop()
	p.does("check")
}

// A request that was accepted is finished, the database is closed clean.
func TestStoppingFinishesWhatWasBegun(t *testing.T) {
	p := newPlace(t, store.SQLite)
	p.play()
	url, stop := p.serving()
	c, err := net.Dial("tcp", strings.TrimPrefix(url, "http://"))
	must(t, err)
	defer c.Close()
	_, err = io.WriteString(c, "POST /sign-in HTTP/1.1\r\nHost: qadam\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 22\r\nExpect: 100-continue\r\n\r\n")
	must(t, err)
	const goOn = "HTTP/1.1 100 Continue\r\n\r\n"
	begun := make([]byte, len(goOn)) // it says so when it reads the form
	if _, err := io.ReadFull(c, begun); err != nil || string(begun) != goOn {
		t.Fatalf("%q, %v", begun, err)
	}
	_, err = io.WriteString(c, "demo=")
	must(t, err)
	code := make(chan int, 1)
	go func() { code <- stop() }()
	for late := time.Now().Add(time.Minute); ; time.Sleep(20 * time.Millisecond) {
		r, err := http.Get(url + "/healthz")
		if err != nil {
			break
		}
		must(t, r.Body.Close())
		if time.Now().After(late) {
			t.Fatal("it still takes new requests")
		}
	}
	_, err = io.WriteString(c, "expert1@qadam.dem") // 22 bytes in all
	must(t, err)
	answer, err := io.ReadAll(c)
	if err != nil || !strings.HasPrefix(string(answer), "HTTP/1.1 ") {
		t.Errorf("the request was cut off: %q, %v", answer, err)
	}
	if got := <-code; got != 0 {
		t.Errorf("exit %d", got)
	}
	if _, err := os.Stat(p.settings.Database + "-wal"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the database was not closed: %v", err)
	}
}

func TestAPortThatIsTaken(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	defer l.Close()
	p := newPlace(t, store.SQLite)
	p.settings.Addr = l.Addr().String()
	if said := p.fails(1, "serve"); !strings.Contains(said, "address already in use") {
		t.Error(said)
	}
}

func TestMetricsHaveAnAddressOfTheirOwn(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	addr := l.Addr().String()
	must(t, l.Close())
	p := newPlace(t, store.SQLite)
	url, stop := p.serving("--metrics-addr=" + addr)
	defer stop()
	get(t, url+"/healthz")
	code, body := get(t, "http://"+addr+"/metrics")
	if code != http.StatusOK || !strings.Contains(body, `qadam_http_requests_total{class="2xx"} 1`) || !strings.Contains(body, "qadam_db_connections_in_use") {
		t.Errorf("%d: %s", code, body)
	}
	if code, _ := get(t, url+"/metrics"); code == http.StatusOK {
		t.Error("everybody may read the metrics")
	}
}
