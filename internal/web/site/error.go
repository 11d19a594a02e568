package site

import (
	"context"
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/views/layout"
)

// statuses is the only place where a kind of fault becomes a status.
var statuses = map[fault.Kind]int{
	fault.KindInvalid:   http.StatusUnprocessableEntity,
	fault.KindNotFound:  http.StatusNotFound,
	fault.KindForbidden: http.StatusForbidden,
	fault.KindConflict:  http.StatusConflict,
}

// statusHungUp is what the log says of a request whose sender did not wait, as
// nginx does.
const statusHungUp = 499

// Error answers a request that went wrong. What is no fault is a defect or an
// outage: it is logged here, once, under the number that the person sees.
func (s *Site) Error(err error, c echo.Context) {
	if c.Response().Committed {
		return
	}
	// Who hung up hears no answer, and it is no defect that he did.
	if errors.Is(err, context.Canceled) && c.Request().Context().Err() != nil {
		c.Response().WriteHeader(statusHungUp)
		return
	}
	status, key := http.StatusInternalServerError, "ui.error_500"
	var he *echo.HTTPError
	found := fault.Of(err)
	switch {
	case found != nil:
		status, key = statuses[found.Kind], found.Key
	case errors.As(err, &he):
		status, key = he.Code, "ui.error_other"
		if status == http.StatusNotFound || status == http.StatusMethodNotAllowed {
			key = "fault.not_found"
		}
		if status == http.StatusRequestEntityTooLarge {
			key = "fault.upload_too_large"
		}
	}
	v, ok := c.Get(visitKey).(*Visit)
	if !ok {
		v = &Visit{}
		SetVisit(c, v)
	}
	if status >= http.StatusInternalServerError {
		s.Log.Error("request failed", "request", v.RequestID, "method", c.Request().Method, "route", c.Path(), "error", err)
	}
	text := i18n.T(Ctx(c), key)
	if found != nil {
		text = i18n.FieldText(Ctx(c), fault.FieldError{Key: key, Args: found.Args})
	}
	if v.Format == "json" {
		err = c.JSON(status, map[string]any{"error": text, "request": v.RequestID})
	} else {
		sh := layout.Shell{Today: v.Today, On: v.On, Demo: s.Demo, RequestID: v.RequestID, Version: s.Version, URL: c.Request().URL, NoDays: true}
		if v.Signed != nil {
			sh.Actor, sh.PersonName = v.Signed.Actor, v.Signed.Actor.Name
		}
		err = s.Render(c, status, layout.Error(sh, status, text, v.RequestID))
	}
	if err != nil {
		s.Log.Error("error page failed", "request", v.RequestID, "error", err)
	}
}
