package site

import (
	"crypto/sha256"
	"encoding/hex"

	"github.com/labstack/echo/v4"

	"qadam/internal/approval"
)

// issued remembers what is handed out, so that /verify recognises it. Who asks
// gets his file also when that fails: it is then unknown, and the log says why.
func (s *Site) issued(c echo.Context, body []byte) {
	v := s.Visit(c)
	if v.Signed == nil || v.Reader == nil {
		return
	}
	head, err := v.Reader.Head(Ctx(c))
	if err == nil {
		sum := sha256.Sum256(body)
		err = s.Store.Issue(Ctx(c), approval.Issued{
			SHA256: hex.EncodeToString(sum[:]), Address: readable(c.Request().URL.RequestURI()), Format: v.Format, Day: v.On, Head: head,
			PersonID: v.Signed.Actor.ID,
		})
	}
	if err != nil {
		s.Log.Warn("file not remembered", "request", v.RequestID, "error", err)
	}
}
