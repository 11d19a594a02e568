package main

import (
	"bufio"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"strings"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/civil"
	"qadam/internal/config"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
)

type userAddCommand struct {
	Email         string `required:"" help:"The address to sign in with."`
	Name          string `required:"" help:"The person's name."`
	Lang          string `default:"kk" enum:"kk,ru,en" help:"The language of the first page: kk, ru or en."`
	Seat          string `xor:"seat" placeholder:"CODE" help:"The seat that the person holds from today."`
	Role          string `xor:"seat" placeholder:"ROLE" help:"Or its role: the first free seat of the role."`
	Programme     string `placeholder:"CODE" help:"The programme of a manager or head."`
	PasswordStdin bool   `help:"Read the password from the first line of the input; otherwise one is made and printed once."`
}

// Run lets a person in.
func (u userAddCommand) Run(ctx context.Context, settings config.Settings, c console) (err error) {
	i, err := openCurrent(ctx, settings)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, i.close()) }()
	seat, err := u.seat(ctx, i)
	if err != nil {
		return err
	}
	password, made, err := u.password(c.in)
	if err != nil {
		return err
	}
	id, err := i.app.AddPerson(ctx, access.System(), app.NewPerson{Email: u.Email, Name: u.Name, Locale: i18n.Locale(u.Lang), Password: password})
	if err != nil {
		return said(err)
	}
	holds := "no seat yet"
	if seat.ID != 0 {
		if err := i.app.GrantSeat(ctx, access.System(), id, seat.ID, civil.DateOf(i.store.Now()), civil.Date{}); err != nil {
			return said(err)
		}
		holds = "the seat " + seat.Code + " (" + string(seat.Role) + ")"
	}
	if made {
		c.say("%s may sign in with the password %s and holds %s", u.Email, password, holds)
		return nil
	}
	c.say("%s may sign in and holds %s", u.Email, holds)
	return nil
}

// seat finds the seat that was asked for, which nobody may hold today.
func (u userAddCommand) seat(ctx context.Context, i *installation) (portfolio.Seat, error) {
	if u.Seat == "" && u.Role == "" {
		return portfolio.Seat{}, nil
	}
	r := i.store.Read(access.System(), i.store.Instant())
	ref, err := r.Reference(ctx)
	if err != nil {
		return portfolio.Seat{}, err
	}
	var programme int64
	if u.Programme != "" {
		p := ref.ByCode(u.Programme)
		if p == nil {
			return portfolio.Seat{}, wrongUse{fmt.Errorf("there is no programme %s", u.Programme)}
		}
		programme = p.ID
	}
	seats, err := r.Seats(ctx)
	if err != nil {
		return portfolio.Seat{}, err
	}
	held, err := r.Grants(ctx, 0)
	if err != nil {
		return portfolio.Seat{}, err
	}
	today, taken := civil.DateOf(i.store.Now()), map[int64]bool{}
	for _, g := range held {
		if g.ValidTo.IsZero() || !g.ValidTo.Before(today) {
			taken[g.SeatID] = true
		}
	}
	for _, s := range seats {
		wanted := s.Code == u.Seat || u.Role != "" && string(s.Role) == u.Role && (programme == 0 || s.ProgrammeID == programme)
		ended := !s.Body.ValidTo.IsZero() && s.Body.ValidTo.Before(today)
		if wanted && !taken[s.ID] && !ended {
			return s, nil
		}
	}
	return portfolio.Seat{}, wrongUse{fmt.Errorf("there is no free seat %s%s", u.Seat, u.Role)}
}

// password reads or makes the password; made says that it was made.
func (u userAddCommand) password(in io.Reader) (password string, made bool, err error) {
	if !u.PasswordStdin {
		word := strings.ToLower(rand.Text()) // 26 letters and digits
		return word[:5] + "-" + word[5:10] + "-" + word[10:15] + "-" + word[15:20], true, nil
	}
	line, err := bufio.NewReader(in).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", false, err
	}
	if line = strings.TrimRight(line, "\r\n"); line == "" {
		return "", false, wrongUse{errors.New("the input has no password")}
	}
	return line, false, nil
}

// said is a fault in English, as a person reads it.
func said(err error) error {
	f := fault.Of(err)
	if f == nil {
		return err
	}
	ctx := i18n.With(context.Background(), i18n.EN)
	if len(f.Fields) == 0 {
		return errors.New(i18n.FaultText(ctx, err))
	}
	var texts []string
	for _, field := range f.Fields {
		texts = append(texts, field.Name+": "+i18n.FieldText(ctx, field))
	}
	return errors.New(strings.Join(texts, "; "))
}
