// Package ui holds the pieces that pages are made of. They take values, never
// queries, write what a person reads in the language of the context, and know
// no page. They refuse inline script and style: the policy header forbids both.
package ui

import (
	"context"
	"net/url"
	"strconv"
	"strings"

	"qadam/internal/i18n"
)

type besideKey struct{}

// Beside marks the region with this id to be sent beside another one, to take
// its own place on the page (htmx's out-of-band swap).
func Beside(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, besideKey{}, id)
}

func isBeside(ctx context.Context, id string) bool {
	beside, ok := ctx.Value(besideKey{}).(string)
	return ok && beside == id
}

// target is the selector of a region.
func target(region string) string { return "#" + region }

// same is an address with one parameter changed; "" takes it away. The page
// number goes too, since another filter or order has other pages.
func same(u *url.URL, name, value string) string {
	if u == nil {
		return ""
	}
	q := u.Query()
	q.Del("page")
	q.Del("lang")
	if value == "" {
		q.Del(name)
	} else {
		q.Set(name, value)
	}
	if len(q) == 0 {
		return u.EscapedPath()
	}
	return u.EscapedPath() + "?" + q.Encode()
}

// joined lists the ids that are not empty, for aria-describedby.
func joined(ids ...string) string {
	var kept []string
	for _, id := range ids {
		if id != "" {
			kept = append(kept, id)
		}
	}
	return strings.Join(kept, " ")
}

// Version is a version's number as people say it.
func Version(ctx context.Context, n int) string {
	return i18n.T(ctx, "roadmap.version", "Number", strconv.Itoa(n))
}

// YesNo says whether something is so.
func YesNo(ctx context.Context, b bool) string {
	if b {
		return i18n.T(ctx, "word.yes")
	}
	return i18n.T(ctx, "word.no")
}
