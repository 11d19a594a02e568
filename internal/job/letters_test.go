package job_test

import (
	"bufio"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"strings"
	"testing"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/audit"
	"qadam/internal/job"
	"qadam/internal/mail"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

// takes is a mail server that takes everything; it sends what it took.
func takes(t *testing.T) (address string, taken chan string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	taken = make(chan string, 10)
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			r := bufio.NewReader(c)
			fmt.Fprint(c, "220 test\r\n")
			var text strings.Builder
			for inside := false; ; {
				line, err := r.ReadString('\n')
				switch {
				case err != nil:
				case inside && line == ".\r\n":
					inside = false
					taken <- text.String()
					fmt.Fprint(c, "250 taken\r\n")
				case inside:
					text.WriteString(line)
				case line == "DATA\r\n":
					inside = true
					fmt.Fprint(c, "354 go on\r\n")
				default:
					fmt.Fprint(c, "250 ok\r\n")
				}
				if err != nil || line == "QUIT\r\n" {
					_ = c.Close()
					break
				}
			}
		}
	}()
	return l.Addr().String(), taken
}

// From the outbox to the mail server, once: with links to the tracker, one of
// which declines the kind.
func TestALetterFromTheOutboxToTheServer(t *testing.T) {
	w := testkit.NewWorld(t, store.SQLite)
	ctx := t.Context()
	err := w.Store.Write(ctx, access.System(), func(tx *store.Tx) error {
		err := tx.Post(store.Letter{
			To: store.To{Seats: []int64{w.Seats["member"]}}, Kind: portfolio.LetterVote, Key: "letter.vote_in_sitting", Args: []any{"Case", int64(7), "Title", "A case"}, Link: "/cases/7",
		})
		if err != nil {
			return err
		}
		return tx.Record("vote.opened", audit.Nowhere, "case", 7, audit.Change{})
	})
	if err != nil {
		t.Fatal(err)
	}
	address, taken := takes(t)
	box, err := mail.Open("smtp://" + address + "?from=qadam@example.kz")
	if err != nil {
		t.Fatal(err)
	}
	post := job.Post{Box: box, Store: w.Store, Base: "https://qadam.example.kz/"}
	for range 2 {
		if err := w.App.SendLetters(ctx, post, slog.New(slog.DiscardHandler)); err != nil {
			t.Fatal(err)
		}
	}
	if len(taken) != 1 {
		t.Fatalf("%d letters were sent", len(taken))
	}
	text := strings.ReplaceAll(<-taken, "=\r\n", "")
	_, rest, _ := strings.Cut(text, "List-Unsubscribe: <https://qadam.example.kz/letters/")
	token, _, _ := strings.Cut(rest, ">")
	if !strings.Contains(text, "https://qadam.example.kz/cases/7") || !strings.Contains(text, "member@qadam.test") {
		t.Errorf("the letter is %s", text)
	}
	if err := w.App.DeclineLetters(ctx, token); err != nil {
		t.Errorf("the link %q does not decline: %v", token, err)
	}
	down, err := mail.Open("smtp://127.0.0.1:1")
	if err != nil {
		t.Fatal(err)
	}
	var n *app.NotCarried
	if err := (job.Post{Box: down, Store: w.Store}).Carry(ctx, store.Parcel{Person: portfolio.Person{Email: "a@b.kz", Name: "A"}}, w.Clock.Now()); !errors.As(err, &n) || !n.Down {
		t.Errorf("a server that is down: %v", err)
	}
}
