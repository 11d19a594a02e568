package site

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"github.com/labstack/echo/v4"

	"qadam/internal/approval"
)

// remembering is how long a file may wait to be remembered, while others write.
const remembering = 2 * time.Second

// issued remembers what is handed out, so that /verify recognises it. Data for
// programs (JSON) are no documents and are not. Who asks gets his file also when
// that fails or takes too long: it is then unknown, and the log says why.
func (s *Site) issued(c echo.Context, body []byte) {
	v := s.Visit(c)
	if v.Signed == nil || v.Reader == nil {
		return
	}
	ctx, done := context.WithTimeout(Ctx(c), remembering)
	defer done()
	head, err := v.Reader.Head(ctx)
	if err == nil {
		sum := sha256.Sum256(body)
		err = s.Store.Issue(ctx, approval.Issued{
			SHA256: hex.EncodeToString(sum[:]), Address: readable(c.Request().URL.RequestURI()), Format: v.Format, Day: v.On, Head: head,
			PersonID: v.Signed.Actor.ID,
		})
	}
	if err != nil {
		s.Log.Warn("file not remembered", "request", v.RequestID, "error", err)
	}
}
