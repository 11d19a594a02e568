package mail

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/mail"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// Box is where letters are posted: a mail server.
type Box struct {
	from   *mail.Address
	client *gomail.Client
}

// patience is how long a mail server may take for one letter.
const patience = 20 * time.Second

// Open reads the address of a mail server: smtp://host:25 speaks TLS when the
// server can, and must when a user and password go with it and the server is
// another machine; smtps://host:465 speaks nothing else. from= is who writes:
// smtp://user:password@mail.example.kz:587?from=Qadam <qadam@example.kz>.
func Open(address string) (*Box, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, errors.New("QADAM_SMTP is no address such as smtp://mail.example.kz:25?from=qadam@example.kz") // the error would show the password
	}
	if u.Hostname() == "" || u.Scheme != "smtp" && u.Scheme != "smtps" {
		return nil, errors.New("QADAM_SMTP begins with smtp:// or smtps:// and names a server")
	}
	b := &Box{}
	if b.from, err = sender(u); err != nil {
		return nil, err
	}
	options := []gomail.Option{gomail.WithTimeout(patience), gomail.WithoutNoop()}
	port := 25
	switch {
	case u.Scheme == "smtps":
		port = 465
		options = append(options, gomail.WithSSL())
	case u.User != nil && !local(u.Hostname()):
		port = 587
		options = append(options, gomail.WithTLSPolicy(gomail.TLSMandatory))
	default:
		options = append(options, gomail.WithTLSPolicy(gomail.TLSOpportunistic))
	}
	if text := u.Port(); text != "" {
		if port, err = strconv.Atoi(text); err != nil {
			return nil, errors.New("QADAM_SMTP: the port is no number")
		}
	}
	if u.User != nil {
		password, _ := u.User.Password()
		auth := gomail.SMTPAuthAutoDiscover
		if local(u.Hostname()) && u.Scheme == "smtp" {
			auth = gomail.SMTPAuthPlainNoEnc
		}
		options = append(options, gomail.WithSMTPAuth(auth), gomail.WithUsername(u.User.Username()), gomail.WithPassword(password))
	}
	if b.client, err = gomail.NewClient(u.Hostname(), append(options, gomail.WithPort(port))...); err != nil {
		return nil, fmt.Errorf("QADAM_SMTP: %w", err)
	}
	return b, nil
}

func sender(u *url.URL) (*mail.Address, error) {
	text := u.Query().Get("from")
	if text == "" {
		text = "Qadam <qadam@" + u.Hostname() + ">"
	}
	from, err := mail.ParseAddress(text)
	if err != nil {
		return nil, errors.New("QADAM_SMTP: from= is no address")
	}
	if from.Name == "" {
		from.Name = "Qadam"
	}
	return from, nil
}

// local reports whether the server is this machine.
func local(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// Refused is an error of the mail server.
type Refused struct {
	Said  string // by the server, without addresses of people
	Final bool   // it will never take this letter
	Down  bool   // the server was not reached at all: no other letter will get through now
}

// Error is what the server said.
func (r *Refused) Error() string { return r.Said }

// Send hands a parcel to the server. A nil error says that the server has taken
// it.
func (b *Box) Send(ctx context.Context, p Parcel, at time.Time) error {
	m, err := b.message(p, at)
	if err != nil {
		return &Refused{Said: bare(err.Error()), Final: true}
	}
	err = b.client.DialAndSendWithContext(ctx, m)
	if err == nil || m.IsDelivered() { // a server that hangs up rudely has taken it all the same
		return nil
	}
	r := &Refused{Said: bare(err.Error())}
	var sent *gomail.SendError
	if errors.As(err, &sent) {
		r.Final = !sent.IsTemp() && (sent.Reason == gomail.ErrSMTPRcptTo || sent.Reason == gomail.ErrSMTPData)
		r.Down = sent.Reason == gomail.ErrConnCheck
	} else {
		r.Down = true
	}
	return r
}

// message is the parcel as it goes over the wire.
func (b *Box) message(p Parcel, at time.Time) (*gomail.Msg, error) {
	m := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	m.FromMailAddress(b.from)
	if err := m.To((&mail.Address{Name: p.Name, Address: p.To}).String()); err != nil { // a name may hold quotes
		return nil, errors.New("the address of the person is none")
	}
	m.Subject(p.Subject())
	m.SetDateWithValue(at)
	m.SetMessageIDWithValue(p.ID + "@" + p.host())
	m.SetGenHeader("Auto-Submitted", "auto-generated") // so that nobody's machine answers
	stop := p.address(p.Stop)
	if m.SetListUnsubscribeOneClick(stop) != nil { // without https no one-click (RFC 8058): only the address
		m.SetListUnsubscribe(stop)
	}
	m.SetBodyString(gomail.TypeTextPlain, p.Text())
	m.AddAlternativeString(gomail.TypeTextHTML, p.HTML())
	return m, nil
}

var addressed = regexp.MustCompile(`[^\s<>"]+@[^\s<>",;:]+`)

// bare is what a server said without addresses of people: it goes into the log.
func bare(said string) string {
	said = addressed.ReplaceAllString(strings.Join(strings.Fields(said), " "), "…")
	if r := []rune(said); len(r) > 300 {
		said = string(r[:300])
	}
	return said
}
