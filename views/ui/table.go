package ui

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/a-h/templ"
)

// Sort is the order of a list, kept in the address as ?sort=due or ?sort=-due.
type Sort struct {
	URL        *url.URL
	By         string
	Descending bool
	Region     string // what the links replace; the whole page when empty
}

// ReadSort reads the order from the address. Only names in allowed count; the
// first one is the order when the address names none.
func ReadSort(u *url.URL, allowed ...string) Sort {
	s := Sort{URL: u}
	typed := u.Query().Get("sort")
	name := strings.TrimPrefix(typed, "-")
	for _, a := range allowed {
		if strings.TrimPrefix(a, "-") == name {
			s.By, s.Descending = name, strings.HasPrefix(typed, "-")
			return s
		}
	}
	if len(allowed) > 0 {
		s.By, s.Descending = strings.TrimPrefix(allowed[0], "-"), strings.HasPrefix(allowed[0], "-")
	}
	return s
}

// swaps makes a link replace a region rather than the page.
func swaps(address, region string) templ.Attributes {
	if region == "" {
		return nil
	}
	return templ.Attributes{"data-hx-get": address, "data-hx-target": target(region), "data-hx-push-url": "true"}
}

// href is the address that sorts by the column, the other way round when it
// is sorted by it already.
func (s Sort) href(by string) string {
	if s.By == by && !s.Descending {
		by = "-" + by
	}
	return same(s.URL, "sort", by)
}

// state is the column's order for aria-sort.
func (s Sort) state(by string) string {
	switch {
	case s.By != by:
		return "none"
	case s.Descending:
		return "descending"
	default:
		return "ascending"
	}
}

// pairState is the order of a column that can be sorted by two things.
func (s Sort) pairState(first, second string) string {
	if s.By == second {
		return s.state(second)
	}
	return s.state(first)
}

// Pages say which part of a list is shown. Page counts from 1.
type Pages struct {
	URL    *url.URL
	Page   int
	Size   int
	Total  int
	Region string // what the links replace; the whole page when empty
}

// farthest is more pages than any list has, and few enough to count their rows.
const farthest = 1 << 20

// ReadPages reads the page from the address; the total is known later.
func ReadPages(u *url.URL, size int) Pages {
	n, err := strconv.Atoi(u.Query().Get("page"))
	if err != nil || n < 1 {
		n = 1
	}
	return Pages{URL: u, Page: min(n, farthest), Size: size}
}

// Of says how many rows there are; a page behind the last one is the last.
func (p *Pages) Of(total int) {
	p.Total = total
	p.Page = min(p.Page, p.count())
}

// Offset is how many rows stand before the page.
func (p Pages) Offset() int { return (p.Page - 1) * p.Size }

func (p Pages) first() int { return min(p.Offset()+1, p.Total) }

// End is how many rows stand before the next page.
func (p Pages) End() int { return min(p.Offset()+p.Size, p.Total) }

func (p Pages) count() int {
	if p.Size < 1 {
		return 1
	}
	return max((p.Total+p.Size-1)/p.Size, 1)
}

func (p Pages) href(n int) string {
	q := p.URL.Query()
	q.Del("lang")
	q.Set("page", strconv.Itoa(n))
	if n <= 1 {
		q.Del("page")
	}
	if len(q) == 0 {
		return p.URL.EscapedPath()
	}
	return p.URL.EscapedPath() + "?" + q.Encode()
}

// near are the pages to offer: the first, the last, those around this one;
// 0 stands for a gap.
func (p Pages) near() []int {
	var out []int
	for n := 1; n <= p.count(); n++ {
		if n == 1 || n == p.count() || (n >= p.Page-1 && n <= p.Page+1) {
			out = append(out, n)
		} else if len(out) > 0 && out[len(out)-1] != 0 {
			out = append(out, 0)
		}
	}
	return out
}
