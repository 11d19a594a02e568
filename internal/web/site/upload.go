package site

import (
	"errors"
	"io/fs"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"qadam/internal/app"
	"qadam/internal/fault"
)

// KeepFiles keeps the files of a form, before it is known whether the form will
// do, so that a person on a slow line sends them once; those that came before
// are named by their tokens. Whether the person may send any is for the caller
// to have asked.
func (s *Site) KeepFiles(f *Form) ([]app.File, error) {
	var files []app.File
	for _, token := range f.All("kept") {
		file, ok := s.App.FileOf(token)
		if !ok {
			f.Fault("files", "milestone.file_lost")
			continue
		}
		files = append(files, file)
	}
	for _, one := range f.Files("files") {
		if len(files) == app.FilesLimit {
			f.Fault("files", "fault.too_many_files", "Limit", app.FilesLimit)
			break
		}
		file, err := s.keepFile(one)
		if fault.Of(err) != nil {
			f.Take("files", err)
			continue
		}
		if err != nil {
			return nil, err
		}
		files = append(files, file)
	}
	return files, nil
}

func (s *Site) keepFile(sent *multipart.FileHeader) (kept app.File, err error) {
	r, err := sent.Open()
	if err != nil {
		return app.File{}, err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	return s.App.KeepFile(sent.Filename, r)
}

// Attach hands out a kept file as a download under a safe name; the browser is
// told neither to guess what it is nor to run any of it.
func (s *Site) Attach(c echo.Context, f app.File, at time.Time) (err error) {
	if f.SHA256 == "" {
		return fault.NotFound() // a link has no bytes here
	}
	file, err := s.App.Files.Get(f.SHA256)
	if errors.Is(err, fs.ErrNotExist) {
		return fault.NotFound()
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	head := c.Response().Header()
	head.Set(echo.HeaderContentType, f.MediaType)
	head.Set(echo.HeaderContentDisposition, attachment(f.Name))
	head.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	head.Set("X-Content-Type-Options", "nosniff")
	head.Set("Cache-Control", "private, no-cache")
	head.Set("ETag", `"`+f.SHA256+`"`)
	http.ServeContent(c.Response(), c.Request(), "", at, file)
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
