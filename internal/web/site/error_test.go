package site_test

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/labstack/echo/v4"

	"qadam/internal/web/site"
)

// Who hangs up is no defect: nothing is logged as one, and no page is made. The
// same error of one who waits is.
func TestWhoHangsUpIsNoDefect(t *testing.T) {
	for _, hungUp := range []bool{true, false} {
		var log bytes.Buffer
		ctx, hangUp := context.WithCancel(t.Context())
		if hungUp {
			hangUp()
		}
		defer hangUp()
		answer := httptest.NewRecorder()
		c := echo.New().NewContext(httptest.NewRequestWithContext(ctx, http.MethodPost, "/", nil), answer)
		s := &site.Site{Log: slog.New(slog.NewTextHandler(&log, nil))}
		s.Error(fmt.Errorf("store: %w", context.Canceled), c)
		if logged := log.Len() > 0; logged == hungUp {
			t.Errorf("hung up %v: status %d, the log says %q", hungUp, answer.Code, log.String())
		}
		if want := map[bool]int{true: 499, false: http.StatusInternalServerError}[hungUp]; answer.Code != want {
			t.Errorf("hung up %v: %d, want %d", hungUp, answer.Code, want)
		}
	}
}
