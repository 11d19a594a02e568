package governance

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/web/site"
	"qadam/views/href"
	"qadam/views/sittings"
	"qadam/views/ui"
)

// showSitting answers GET /sittings/:id.
func (h Handler) showSitting(c echo.Context) error {
	return h.sittingPage(c, http.StatusOK, ui.Form{}, "")
}

func (h Handler) sittingPage(c echo.Context, status int, form ui.Form, of string) error {
	s, err := h.sitting(c)
	if err != nil {
		return err
	}
	ctx, r, v, who := site.Ctx(c), h.Reader(c), h.Visit(c), h.Who(c)
	site.SetPage(c, href.Sitting(s.ID))
	ref, err := r.Reference(ctx)
	if err != nil {
		return err
	}
	form.Prefix = of
	p := sittings.ShowPage{
		Sitting: &s, Body: ref.Bodies[s.BodyID], Form: form, Of: of, MayHold: !v.Past && who.May(access.HoldSitting, access.Anywhere),
		IsDay: !v.Today.Before(civil.DateOf(s.PlannedAt)),
	}
	if err := h.agendaOf(c, &p); err != nil {
		return err
	}
	if err := h.seatsOf(c, &p); err != nil {
		return err
	}
	protocol, err := r.ProtocolOf(ctx, s.ID)
	switch {
	case err == nil:
		p.Protocol, p.Record = protocol.ID, &protocol.Record
	case !fault.Is(err, fault.KindNotFound):
		return err
	}
	title := i18n.T(ctx, "sitting.name_"+string(s.Form), "Number", s.Number, "Year", s.Year)
	if p.Shell, err = h.Shell(c, title); err != nil {
		return err
	}
	p.Eyebrow, p.Errors, p.ErrorPrefix = p.Body.Name.For(ctx), form.Errors, of
	p.Assets = append(p.Assets, "css/sitting.css")
	return h.Render(c, status, sittings.Show(p))
}

// agendaOf fills the agenda in, with the cases that the person may see.
func (h Handler) agendaOf(c echo.Context, p *sittings.ShowPage) error {
	ready, byID, err := h.ready(c)
	if err != nil {
		return err
	}
	if p.MayHold {
		p.Ready = ready
	}
	for _, i := range p.Sitting.Agenda() {
		one, ok := byID[i.CaseID]
		if !ok {
			p.Hidden++
			continue
		}
		p.Items = append(p.Items, sittings.Item{AgendaItem: i, Case: one, Vote: p.Sitting.VoteOn(i.ID)})
	}
	return nil
}

// seatsOf fills in who sits in the body: on the day of a sitting that was held,
// else today.
func (h Handler) seatsOf(c echo.Context, p *sittings.ShowPage) error {
	ctx, r, on := site.Ctx(c), h.Reader(c), h.Visit(c).On
	if p.Sitting.State().Ended() {
		on = p.Sitting.HeldOn()
	}
	electors, err := r.SeatsOfBody(ctx, p.Sitting.BodyID, on)
	if err != nil {
		return err
	}
	seats, err := r.Seats(ctx)
	if err != nil {
		return err
	}
	votes := map[int64]bool{}
	for _, s := range seats {
		votes[s.ID] = s.Voting
	}
	for _, e := range electors {
		p.Seats = append(p.Seats, sittings.Seat{Elector: e, Voting: votes[e.SeatID]})
	}
	return nil
}

// act does a thing to a sitting and goes back to it, or shows it again with what
// is wrong.
func (h Handler) act(c echo.Context, f *site.Form, of, flash string, do func(id int64) error) error {
	return h.actSaying(c, f, of, &flash, do)
}

// actSaying is act whose word of what was done is known only when it was.
func (h Handler) actSaying(c echo.Context, f *site.Form, of string, flash *string, do func(id int64) error) error {
	id, err := site.ID(c)
	if err != nil {
		return err
	}
	ok, err := f.Try(func() error { return do(id) })
	if ok {
		return h.SeeOther(c, href.Sitting(id), *flash)
	}
	status, err := f.Again(err)
	if err != nil {
		return err
	}
	return h.sittingPage(c, status, f.Form, of)
}

// item reads the key of an item in the address.
func item(c echo.Context) (int64, error) {
	id, err := strconv.ParseInt(c.Param("item"), 10, 64)
	if err != nil || id <= 0 {
		return 0, fault.NotFound()
	}
	return id, nil
}

// addItems answers POST /sittings/:id/agenda.
func (h Handler) addItems(c echo.Context) error {
	f := site.ReadForm(c)
	change := app.AgendaChange{Add: items(f, approval.Motion(f.Text("motion")))}
	if len(change.Add) == 0 {
		f.Fault("items", "fault.required_choice")
	}
	return h.act(c, f, "agenda", "sitting.agenda_changed", func(id int64) error {
		return h.App.ChangeAgenda(site.Ctx(c), h.Who(c), id, change)
	})
}

// removeItem answers POST /sittings/:id/items/:item/removal.
func (h Handler) removeItem(c echo.Context) error {
	f := site.ReadForm(c)
	of, err := item(c)
	if err != nil {
		return err
	}
	return h.act(c, f, c.Param("item"), "sitting.agenda_changed", func(id int64) error {
		return h.App.ChangeAgenda(site.Ctx(c), h.Who(c), id, app.AgendaChange{Withdraw: []int64{of}, Reason: f.Text("reason")})
	})
}

// openVote answers POST /sittings/:id/items/:item/vote.
func (h Handler) openVote(c echo.Context) error {
	of, err := item(c)
	if err != nil {
		return err
	}
	return h.act(c, site.ReadForm(c), c.Param("item"), "sitting.vote_opened", func(id int64) error {
		_, err := h.App.OpenVote(site.Ctx(c), h.Who(c), id, of)
		return err
	})
}

// markPresence answers POST /sittings/:id/presence: who is ticked is there. Who
// is not was absent, unless nothing was ever said of the seat.
func (h Handler) markPresence(c echo.Context) error {
	f := site.ReadForm(c)
	s, err := h.sitting(c)
	if err != nil {
		return err
	}
	seats, err := h.Reader(c).SeatsOfBody(site.Ctx(c), s.BodyID, h.Visit(c).Today)
	if err != nil {
		return err
	}
	who := map[int64]approval.Attendance{}
	for _, seat := range seats {
		ticked := f.Bool("seat_" + strconv.FormatInt(seat.SeatID, 10))
		switch {
		case ticked:
			who[seat.SeatID] = approval.Present
		case s.Attends(seat.SeatID) != approval.Excused:
			who[seat.SeatID] = approval.Absent
		}
	}
	return h.act(c, f, "presence", "sitting.presence_saved", func(id int64) error {
		return h.App.MarkPresence(site.Ctx(c), h.Who(c), id, who)
	})
}

// convene answers POST /sittings/:id/convening. Without a quorum the sitting is
// not held: that is done, too, and said.
func (h Handler) convene(c echo.Context) error {
	said := "sitting.convened"
	return h.actSaying(c, site.ReadForm(c), "", &said, func(id int64) error {
		state, err := h.App.ConveneSitting(site.Ctx(c), h.Who(c), id)
		if state == approval.SittingNotHeld {
			said = "sitting.not_held"
		}
		return err
	})
}

// endSitting answers POST /sittings/:id/ending.
func (h Handler) endSitting(c echo.Context) error {
	return h.act(c, site.ReadForm(c), "", "sitting.held", func(id int64) error {
		return h.App.EndSitting(site.Ctx(c), h.Who(c), id)
	})
}

// cancelSitting answers POST /sittings/:id/cancellation.
func (h Handler) cancelSitting(c echo.Context) error {
	f := site.ReadForm(c)
	return h.act(c, f, "cancellation", "sitting.cancelled", func(id int64) error {
		return h.App.CancelSitting(site.Ctx(c), h.Who(c), id, f.Text("reason"))
	})
}

// draftProtocol answers POST /sittings/:id/protocol.
func (h Handler) draftProtocol(c echo.Context) error {
	f := site.ReadForm(c)
	s, err := h.sitting(c)
	if err != nil {
		return err
	}
	m := approval.Minutes{Invited: f.Text("invited"), Spoke: map[int64]i18n.Text{}}
	for _, i := range s.Agenda() {
		name := "spoke_" + strconv.FormatInt(i.ID, 10)
		m.Spoke[i.ID] = i18n.Text{KK: f.Text(name + "_kk"), RU: f.Text(name + "_ru")}
	}
	id := int64(0)
	ok, err := f.Try(func() (err error) {
		id, err = h.App.DraftProtocol(site.Ctx(c), h.Who(c), s.ID, m)
		return err
	})
	switch found := fault.Of(err); {
	case found != nil && found.Kind == fault.KindConflict:
		f.Form.Errors = append(f.Form.Errors, fault.FieldError{Key: found.Key, Args: found.Args})
		return h.sittingPage(c, http.StatusConflict, f.Form, "protocol")
	case err != nil:
		return err
	case !ok:
		return h.sittingPage(c, http.StatusUnprocessableEntity, f.Form, "protocol")
	}
	return h.SeeOther(c, href.Protocol(id), "protocol.drafted")
}
