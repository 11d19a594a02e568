package admin

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"qadam/internal/i18n"
	"qadam/internal/web/site"
	"qadam/views/people"
)

// showOutbox answers GET /admin/letters: counts and errors, and nothing of what
// the letters say.
func (h Handler) showOutbox(c echo.Context) error {
	ctx := site.Ctx(c)
	o, err := h.Store.Read(h.Who(c), h.Instant()).Outbox(ctx)
	if err != nil {
		return err
	}
	sh, err := h.Shell(c, i18n.T(ctx, "letter.outbox"))
	if err != nil {
		return err
	}
	sh.NoDays = true
	p := people.OutboxPage{Shell: sh, Mail: h.Mail, Waiting: o.Waiting, Late: o.Late, Sent: o.Sent, Failed: o.Failed}
	for _, f := range o.Faults {
		p.Faults = append(p.Faults, people.OutboxFault{Said: f.Error, Count: f.Count, Failed: f.Failed, Last: f.Last})
	}
	return h.Render(c, http.StatusOK, people.Outbox(p))
}
