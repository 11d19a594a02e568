package planning

import (
	"net/url"
	"slices"
	"strings"
)

// asked is the address without what was sent empty: a form with GET sends all
// its fields, and an address that people send to each other should be short.
func asked(u *url.URL) *url.URL {
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

// without is the address without some of its parameters, and so on its first
// page.
func without(u *url.URL, names ...string) string {
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
