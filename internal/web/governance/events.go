package governance

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"qadam/internal/web/site"
)

const (
	// heartbeat keeps the line open through whatever stands between.
	heartbeat = 20 * time.Second
	// writePatience is how long a few bytes may take before nobody is there.
	writePatience = 10 * time.Second
	// streamLife is how long one answer goes on; the browser then asks again
	// and is asked again who it is.
	streamLife = 10 * time.Minute
)

// showEvents answers GET /cases/:id/events with server-sent events: one named
// case whenever the log has something new about it, and nothing of what. The
// first comes at once when that is so since the entry ?since= or the last event
// that was heard.
func (h Handler) showEvents(c echo.Context) error {
	id, err := site.ID(c)
	if err != nil {
		return err
	}
	if err := h.seesCase(c, id); err != nil {
		return err
	}
	w, end := h.feed.watch(id)
	defer end()
	s := stream{h: h, c: c}
	if err := s.open(); err != nil {
		return nil //nolint:nilerr // nobody is there
	}
	if since := sinceOf(c); since >= 0 {
		newest, about, err := h.feed.news(since)
		if err == nil && concerns(about, id) && s.send(newest) != nil {
			return nil
		}
	}
	beat, life := time.NewTicker(heartbeat), time.NewTimer(streamLife)
	defer beat.Stop()
	defer life.Stop()
	for err == nil {
		select {
		case newest := <-w.news:
			err = s.send(newest)
		case <-beat.C:
			err = s.write(": \n\n")
		case <-life.C:
			return nil
		case <-site.Ctx(c).Done():
			return nil
		case <-h.Ending:
			return nil
		}
	}
	return nil
}

// sinceOf is the entry of the log after which the listener wants to hear, -1
// when it does not say.
func sinceOf(c echo.Context) int64 {
	for _, said := range []string{c.Request().Header.Get("Last-Event-ID"), c.QueryParam("since")} {
		if n, err := strconv.ParseInt(said, 10, 64); err == nil && n >= 0 {
			return n
		}
	}
	return -1
}

// stream is an answer that goes on.
type stream struct {
	h Handler
	c echo.Context
}

func (s stream) open() error {
	head := s.c.Response().Header()
	head.Set(echo.HeaderContentType, "text/event-stream; charset=utf-8")
	head.Set("Cache-Control", "no-store")
	head.Set("X-Accel-Buffering", "no") // a proxy before us passes it on at once
	s.c.Response().WriteHeader(http.StatusOK)
	return s.write("retry: 3000\n\n")
}

// send says that there is something new.
func (s stream) send(newest int64) error {
	return s.write(fmt.Sprintf("id: %d\nevent: case\ndata: %d\n\n", newest, newest))
}

// write sends at once, and gives up when nobody takes it.
func (s stream) write(text string) error {
	w := s.c.Response()
	if s.h.Patience != nil {
		if err := s.h.Patience(w, writePatience); err != nil && !errors.Is(err, http.ErrNotSupported) {
			return err
		}
	}
	if _, err := w.Write([]byte(text)); err != nil {
		return err
	}
	return http.NewResponseController(w).Flush()
}
