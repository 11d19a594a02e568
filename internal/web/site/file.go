package site

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"
)

// kinds are what files are, by their suffix.
var kinds = map[string]string{
	"csv":  "text/csv; charset=utf-8",
	"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	"docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	"pdf":  "application/pdf",
	"json": "application/json",
}

// File sends a file to be kept, under its name with the suffix. What is packed
// already is not compressed again.
func (s *Site) File(c echo.Context, name, format string, body []byte) error {
	s.issued(c, body)
	h := c.Response().Header()
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Disposition", `attachment; filename="`+name+`.`+format+`"`)
	h.Set(echo.HeaderContentLength, strconv.Itoa(len(body)))
	return c.Blob(http.StatusOK, kinds[format], body)
}
