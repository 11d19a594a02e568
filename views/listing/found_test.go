package listing

import (
	"bytes"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"qadam/internal/i18n"
	"qadam/internal/listing"
)

// What stands on other pages can be taken too while it is not too much; its number
// is said either way.
func TestAllFoundAreOffered(t *testing.T) {
	l := &listing.List[int]{ID: func(n int) int64 { return int64(n) }, May: func(n int) bool { return n%2 == 0 }}
	rows := func(yield func(int) bool) {
		for n := range 120 {
			if !yield(n) {
				return
			}
		}
	}
	pick := func(n int) (value, label string) {
		if !l.May(n) {
			return "", ""
		}
		return strconv.Itoa(n), ""
	}
	for _, tt := range []struct {
		query string
		limit int
		is    bool
	}{
		{"", 100, true}, {"", 59, false}, {"after=x", 60, true},
	} {
		u := &url.URL{Path: "/things", RawQuery: tt.query}
		q := l.Read(u)
		table := Table[int]{List: l, Query: q, Page: l.Page(rows, q), Pick: pick, Bulk: &Bulk{Limit: tt.limit}}
		var b bytes.Buffer
		if err := found(table).Render(i18n.With(t.Context(), i18n.EN), &b); err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(b.String(), `name="found"`); got != tt.is || !strings.Contains(b.String(), "60") {
			t.Errorf("%q with at most %d: %s", tt.query, tt.limit, b.String())
		}
	}
	all, n := l.Allowed(rows, l.Read(&url.URL{Path: "/things"}), 7)
	if n != 60 || len(all) < 7 || all[6] != 12 {
		t.Errorf("of %d allowed the first are %v", n, all)
	}
	first := Table[int]{List: l, Page: l.Page(func(yield func(int) bool) { _ = yield(1) && yield(2) }, l.Read(&url.URL{})), Pick: pick, Bulk: &Bulk{Limit: 9}}
	var b bytes.Buffer
	if err := found(first).Render(t.Context(), &b); err != nil || b.Len() > 0 {
		t.Errorf("a list of one page offers %s", b.String())
	}
}
