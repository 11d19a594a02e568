package site

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"qadam/views/ui"
)

// Render sends a page, or only the region htmx asked for.
//
// The whole page is always built; a fragment is a view of it, so the two
// cannot differ. A request that names no region of this page and a history
// restore get the whole page. A page whose asked-for day is wrong is shown as
// of today, with the fault beside the field, as 422.
func (s *Site) Render(c echo.Context, status int, page templ.Component) error {
	h := c.Response().Header()
	h.Add("Vary", "HX-Request")
	h.Add("Vary", "HX-Target")
	h.Set("Cache-Control", "no-store")
	if status == http.StatusOK && len(s.Visit(c).DayFaults) > 0 {
		status = http.StatusUnprocessableEntity
	}
	ctx := Ctx(c)
	body := buffers.Get().(*bytes.Buffer)
	body.Reset()
	defer buffers.Put(body)
	if id := target(c.Request()); id != "" {
		if err := templ.RenderFragments(ctx, body, page, id); err != nil {
			return err
		}
		if body.Len() > 0 {
			if id != "flash" {
				if err := templ.RenderFragments(ui.Beside(ctx, "flash"), body, page, "flash"); err != nil {
					return err
				}
			}
			return s.send(c, status, echo.MIMETextHTMLCharsetUTF8, body.Bytes())
		}
		// The answer is another page, say after a redirect: replace the whole one.
		h.Set("HX-Retarget", "body")
		h.Set("HX-Reswap", "innerHTML")
		h.Set("HX-Push-Url", c.Request().URL.RequestURI())
	}
	if err := page.Render(ctx, body); err != nil {
		return err
	}
	return s.send(c, status, echo.MIMETextHTMLCharsetUTF8, body.Bytes())
}

// target is the id of the region that htmx asked for, "" for the whole page.
// htmx 4 writes it as tag#id.
func target(r *http.Request) string {
	if r.Header.Get("HX-Request") == "" || r.Header.Get("HX-History-Restore-Request") != "" || r.Header.Get("HX-Boosted") != "" {
		return ""
	}
	_, id, found := strings.Cut(r.Header.Get("HX-Target"), "#")
	if !found {
		id = r.Header.Get("HX-Target")
	}
	if id == "body" {
		return ""
	}
	return id
}

// JSON sends data for programs.
func (s *Site) JSON(c echo.Context, data any) error {
	body, err := json.Marshal(data)
	if err != nil {
		return err
	}
	c.Response().Header().Set("Cache-Control", "no-store")
	return s.send(c, http.StatusOK, echo.MIMEApplicationJSON, body)
}

// CSV sends rows for spreadsheets: UTF-8 with its mark, since Excel guesses
// otherwise.
func (s *Site) CSV(c echo.Context, name string, rows []byte) error {
	body := append([]byte("\xef\xbb\xbf"), rows...)
	s.issued(c, body)
	h := c.Response().Header()
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Disposition", `attachment; filename="`+name+`.csv"`)
	return s.send(c, http.StatusOK, "text/csv; charset=utf-8", body)
}

// send compresses what is worth it.
func (s *Site) send(c echo.Context, status int, kind string, body []byte) error {
	h := c.Response().Header()
	h.Add("Vary", "Accept-Encoding")
	h.Set(echo.HeaderContentType, kind)
	if len(body) < 1400 || !strings.Contains(c.Request().Header.Get("Accept-Encoding"), "gzip") {
		h.Set(echo.HeaderContentLength, strconv.Itoa(len(body)))
		return c.Blob(status, kind, body)
	}
	out := buffers.Get().(*bytes.Buffer)
	out.Reset()
	defer buffers.Put(out)
	z := gzips.Get().(*gzip.Writer)
	defer gzips.Put(z)
	z.Reset(out)
	if _, err := z.Write(body); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	h.Set("Content-Encoding", "gzip")
	h.Set(echo.HeaderContentLength, strconv.Itoa(out.Len()))
	return c.Blob(status, kind, out.Bytes())
}

var (
	buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}
	gzips   = sync.Pool{New: func() any {
		z, _ := gzip.NewWriterLevel(nil, gzip.BestSpeed) // the level is a right one
		return z
	}}
)
