package planning

import (
	"github.com/labstack/echo/v4"

	"qadam/internal/app"
	"qadam/internal/web/site"
)

// showEvidenceFile answers GET /evidence/:id/file.
func (h Handler) showEvidenceFile(c echo.Context) error {
	id, err := site.ID(c)
	if err != nil {
		return err
	}
	e, err := h.Reader(c).Evidence(site.Ctx(c), id)
	if err != nil {
		return err
	}
	return h.Attach(c, app.File{Name: e.Name, SHA256: e.SHA256, Size: e.Size, MediaType: e.MediaType}, e.RecordedAt)
}
