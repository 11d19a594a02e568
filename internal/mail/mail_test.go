package mail_test

import (
	"bufio"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net"
	netmail "net/mail"
	"strings"
	"sync"
	"testing"

	"qadam/internal/i18n"
	"qadam/internal/mail"
	"qadam/internal/testkit"
)

// server is a mail server that takes everything but what it is told to refuse.
type server struct {
	address string
	refuse  map[string]string // what it answers to a command that begins so
	mu      sync.Mutex
	taken   []string
	rude    bool // it hangs up after a letter instead of saying goodbye
}

func serve(t *testing.T) *server {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	s := &server{address: l.Addr().String(), refuse: map[string]string{}}
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go s.talk(c)
		}
	}()
	return s
}

func (s *server) talk(c net.Conn) {
	defer c.Close()
	r := bufio.NewReader(c)
	say := func(line string) { fmt.Fprintf(c, "%s\r\n", line) }
	say("220 test")
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			return
		}
		line = strings.TrimSpace(line)
		refused := ""
		for begins, answer := range s.refuse {
			if strings.HasPrefix(line, begins) {
				refused = answer
			}
		}
		switch {
		case refused != "":
			say(refused)
		case strings.HasPrefix(line, "EHLO"):
			say("250-test")
			say("250-AUTH PLAIN")
			say("250 8BITMIME")
		case strings.HasPrefix(line, "AUTH"):
			say("235 ok")
		case line == "DATA":
			say("354 go on")
			var b strings.Builder
			for {
				text, err := r.ReadString('\n')
				if err != nil || text == ".\r\n" {
					break
				}
				b.WriteString(text)
			}
			s.mu.Lock()
			s.taken = append(s.taken, b.String())
			s.mu.Unlock()
			say("250 taken")
			if s.rude {
				return
			}
		case line == "QUIT":
			say("221 bye")
			return
		default:
			say("250 ok")
		}
	}
}

// letters are one of each kind in a language.
func letters(l i18n.Locale) map[string]mail.Parcel {
	title := i18n.Text{KK: "Smart Astana 2018 жол картасы", RU: "Дорожная карта Smart Astana 2018", EN: "Roadmap Smart Astana 2018"}
	vote := mail.Item{
		Kind: "vote", Link: "/cases/7", Stop: "/letters/3.vote.x", Until: testkit.Day("2018-10-18"),
		Says: i18n.Said("letter.vote_opened", "Case", int64(7), "Title", title, "Until", testkit.Day("2018-10-18")),
	}
	returned := mail.Item{
		Kind: "remark", Link: "/cases/5", Stop: "/letters/3.remark.x", Note: i18n.Same("1.2: кабель <50 мм² жоқ\nСметаны приложить"),
		Says: i18n.Said("letter.case_returned", "Case", int64(5), "Title", title),
	}
	late := mail.Item{
		Kind: "condition", Link: "/conditions/2", Stop: "/letters/3.condition.x", Until: testkit.Day("2018-10-12"),
		Says: i18n.Said("letter.remind_condition", "Text", i18n.Text{KK: "Сметаны келісу", RU: "Согласовать смету", EN: "Agree the estimate"}),
	}
	today := late
	today.Until, today.Link = testkit.Day("2018-10-15"), "/conditions/3"
	one := mail.Parcel{
		ID: mail.Number(12), To: "person@qadam.test", Name: "Айгерім Сәдуақасова", Locale: l, On: testkit.Day("2018-10-15"),
		Base: "https://qadam.example.kz", Stop: "/letters/3.vote.x", Choice: "/account/letters", Items: []mail.Item{vote},
	}
	digest := one
	digest.ID, digest.Digest, digest.Stop = mail.Number(13), true, "/letters/3.digest.x"
	digest.Items = []mail.Item{returned, late, today}
	return map[string]mail.Parcel{"vote": one, "digest": digest}
}

func TestLettersInThreeLanguages(t *testing.T) {
	for _, l := range i18n.All {
		for name, p := range letters(l) {
			testkit.Golden(t, name+"."+string(l)+".golden", p.Subject()+"\n\n"+p.Text()+"\n"+p.HTML())
		}
	}
}

// What is sent is one message with text and HTML, an id that stays, and a way
// to decline it.
func TestALetterIsSent(t *testing.T) {
	s := serve(t)
	box, err := mail.Open("smtp://user:word@" + s.address + "?from=Qadam+<qadam@example.kz>")
	if err != nil {
		t.Fatal(err)
	}
	p := letters(i18n.KK)["vote"]
	at := testkit.At("2018-10-15 09:00")
	for range 2 {
		if err := box.Send(t.Context(), p, at); err != nil {
			t.Fatal(err)
		}
	}
	if len(s.taken) != 2 {
		t.Fatalf("%d letters", len(s.taken))
	}
	var ids []string
	for _, text := range s.taken {
		m, err := netmail.ReadMessage(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		h := m.Header
		ids = append(ids, h.Get("Message-ID"))
		word := mime.WordDecoder{}
		subject, err := word.DecodeHeader(h.Get("Subject"))
		if err != nil || subject != p.Subject() {
			t.Errorf("Subject: %q, %v", subject, err)
		}
		for name, want := range map[string]string{
			"List-Unsubscribe": "<https://qadam.example.kz/letters/3.vote.x>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
			"Auto-Submitted": "auto-generated", "From": `"Qadam" <qadam@example.kz>`, "User-Agent": "", "X-Mailer": "", "Date": "Mon, 15 Oct 2018 03:00:00 +0000",
		} {
			if got := h.Get(name); got != want {
				t.Errorf("%s: %q, want %q", name, got, want)
			}
		}
		if got := bodies(t, m); got["text/plain"] != p.Text() || got["text/html"] != p.HTML() {
			t.Errorf("the bodies are %q", got)
		}
	}
	if ids[0] != "<qadam.12@qadam.example.kz>" || ids[1] != ids[0] {
		t.Errorf("ids %v", ids)
	}
}

// bodies are the parts of a message by their kind, lines ended as ours.
func bodies(t *testing.T, m *netmail.Message) map[string]string {
	t.Helper()
	_, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for parts := multipart.NewReader(m.Body, params["boundary"]); ; {
		part, err := parts.NextRawPart()
		if err == io.EOF {
			return found
		}
		if err != nil {
			t.Fatal(err)
		}
		var r io.Reader = part
		switch part.Header.Get("Content-Transfer-Encoding") {
		case "quoted-printable":
			r = quotedprintable.NewReader(part)
		case "base64":
			r = base64.NewDecoder(base64.StdEncoding, part)
		}
		raw, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		kind, _, _ := mime.ParseMediaType(part.Header.Get("Content-Type"))
		found[kind] = strings.ReplaceAll(string(raw), "\r\n", "\n")
	}
}

// The name of a person stands between quotes, and may hold one.
func TestANameWithAQuote(t *testing.T) {
	s := serve(t)
	box, err := mail.Open("smtp://" + s.address)
	if err != nil {
		t.Fatal(err)
	}
	p := letters(i18n.EN)["vote"]
	p.Name = `Anna "Anya" O'Neil \ Co, <x>`
	if err := box.Send(t.Context(), p, testkit.At("2018-10-15 09:00")); err != nil {
		t.Fatal(err)
	}
	m, err := netmail.ReadMessage(strings.NewReader(s.taken[0]))
	if err != nil {
		t.Fatal(err)
	}
	if to, err := m.Header.AddressList("To"); err != nil || to[0].Name != p.Name || to[0].Address != p.To {
		t.Errorf("To: %v, %v", to, err)
	}
}

func TestWhatAServerRefuses(t *testing.T) {
	tests := []struct {
		name, command, answer string
		final, down           bool
	}{
		{"nobody of that name", "RCPT", "550 5.1.1 <person@qadam.test> unknown", true, false},
		{"a box that is full", "RCPT", "452 4.2.2 person@qadam.test is over quota", false, false},
		{"a letter it does not like", "DATA", "554 5.7.1 no", true, false},
		{"a server that is busy", "EHLO", "421 4.3.2 later", false, true},
	}
	for _, tt := range tests {
		s := serve(t)
		s.refuse[tt.command] = tt.answer
		if tt.command == "EHLO" {
			s.refuse["HELO"] = tt.answer
		}
		box, err := mail.Open("smtp://" + s.address)
		if err != nil {
			t.Fatal(err)
		}
		err = box.Send(context.Background(), letters(i18n.EN)["vote"], testkit.At("2018-10-15 09:00"))
		var r *mail.Refused
		if !errors.As(err, &r) || r.Final != tt.final || r.Down != tt.down {
			t.Errorf("%s: %+v, %v", tt.name, r, err)
			continue
		}
		if strings.Contains(r.Said, "person@") || r.Said == "" {
			t.Errorf("%s: it says %q", tt.name, r.Said)
		}
	}
	// No server at all.
	s := serve(t)
	box, err := mail.Open("smtp://" + s.address)
	if err != nil {
		t.Fatal(err)
	}
	s.rude = true
	if err := box.Send(context.Background(), letters(i18n.EN)["vote"], testkit.At("2018-10-15 09:00")); err != nil {
		t.Errorf("a server that hangs up after it took the letter: %v", err)
	}
	box, err = mail.Open("smtp://127.0.0.1:1")
	if err != nil {
		t.Fatal(err)
	}
	var r *mail.Refused
	if err := box.Send(context.Background(), letters(i18n.EN)["vote"], testkit.At("2018-10-15 09:00")); !errors.As(err, &r) || !r.Down || r.Final {
		t.Errorf("no server: %v", err)
	}
}

func TestAddressesOfServers(t *testing.T) {
	for address, ok := range map[string]bool{
		"smtp://mail.example.kz": true, "smtps://user:a%20word@mail.example.kz:465?from=Qadam+<q@example.kz>": true, "smtp://127.0.0.1:2525": true,
		"": false, "mail.example.kz:25": false, "http://mail.example.kz": false, "smtp://": false, "smtp://host:port": false, "smtp://host?from=nobody": false,
	} {
		_, err := mail.Open(address)
		if (err == nil) != ok {
			t.Errorf("%s: %v", address, err)
		}
		if err != nil && strings.Contains(err.Error(), "word") {
			t.Errorf("%s: the error shows the password: %v", address, err)
		}
	}
}
