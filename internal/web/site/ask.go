package site

import (
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"
)

// Asked is an address without what asks for nothing: a form sends its empty
// fields too, and the language is no part of what is shown.
func Asked(u *url.URL) *url.URL {
	q := u.Query()
	for name, values := range q {
		values = slices.DeleteFunc(values, func(v string) bool { return strings.TrimSpace(v) == "" })
		if len(values) == 0 || name == "lang" {
			q.Del(name)
			continue
		}
		q[name] = values
	}
	short := *u
	short.RawQuery = q.Encode()
	return &short
}

// Without is the address without some of its parameters, and so on its first
// page.
func Without(u *url.URL, names ...string) string {
	q := u.Query()
	q.Del("page")
	for _, name := range names {
		q.Del(name)
	}
	if len(q) == 0 {
		return u.EscapedPath()
	}
	return u.EscapedPath() + "?" + q.Encode()
}

// PushURL makes htmx show the short address.
func PushURL(c echo.Context, u *url.URL) {
	if c.Request().Header.Get("HX-Request") != "" {
		c.Response().Header().Set("HX-Push-Url", u.RequestURI())
	}
}
