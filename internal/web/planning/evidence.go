package planning

import (
	"errors"
	"io/fs"
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"qadam/internal/fault"
	"qadam/internal/web/site"
)

// showEvidenceFile answers GET /evidence/:id/file. The file is handed out as a
// download under a safe name; the browser is told neither to guess what it is
// nor to run any of it.
func (h Handler) showEvidenceFile(c echo.Context) (err error) {
	id, err := site.ID(c)
	if err != nil {
		return err
	}
	e, err := h.Reader(c).Evidence(site.Ctx(c), id)
	if err != nil {
		return err
	}
	if e.SHA256 == "" {
		return fault.NotFound() // a link has no bytes here
	}
	file, err := h.App.Files.Get(e.SHA256)
	if errors.Is(err, fs.ErrNotExist) {
		return fault.NotFound()
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	head := c.Response().Header()
	head.Set(echo.HeaderContentType, e.MediaType)
	head.Set(echo.HeaderContentDisposition, attachment(e.Name))
	head.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	head.Set("X-Content-Type-Options", "nosniff")
	head.Set("Cache-Control", "private, no-cache")
	head.Set("ETag", `"`+e.SHA256+`"`)
	http.ServeContent(c.Response(), c.Request(), "", e.RecordedAt, file)
	return nil
}

// attachment names a download in a way that all browsers read: in ASCII for
// the old ones, and as it is (RFC 5987) for the others.
func attachment(name string) string {
	plain := strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' || r == '"' || r == '\\' {
			return '_'
		}
		return r
	}, name)
	return `attachment; filename="` + plain + `"; filename*=UTF-8''` + url.PathEscape(name)
}
