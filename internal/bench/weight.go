package main

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/url"
	"regexp"

	"github.com/PuerkitoBio/goquery"
)

// weight is what comes over the wire for a page, bodies only.
type weight struct {
	page   int // its HTML
	assets int // style sheets, scripts, fonts, pictures: fetched once
	files  int // how many those are
}

// parse reads an answer as HTML.
func parse(w *http.Response) (*goquery.Document, error) {
	body, _, err := unpacked(w)
	if err != nil {
		return nil, err
	}
	return goquery.NewDocumentFromReader(bytes.NewReader(body))
}

// unpacked reads an answer and says how many bytes it was on the wire.
func unpacked(w *http.Response) (body []byte, wire int, err error) {
	raw, err := io.ReadAll(w.Body)
	if err != nil || w.Header.Get("Content-Encoding") != "gzip" {
		return raw, len(raw), err
	}
	z, err := gzip.NewReader(bytes.NewReader(raw))
	if err != nil {
		return nil, 0, err
	}
	body, err = io.ReadAll(z)
	return body, len(raw), err
}

func (c *client) fetch(r request) (body []byte, wire int, err error) {
	w, err := c.send(r)
	if err != nil {
		return nil, 0, err
	}
	defer w.Body.Close()
	return unpacked(w)
}

// inStyle finds what a style sheet loads: the font.
var inStyle = regexp.MustCompile(`url\(["']?([^"')]+)`)

// weigh fetches a page as a browser would that has never been here.
func (c *client) weigh(r request) (weight, error) {
	body, wire, err := c.fetch(r)
	if err != nil {
		return weight{}, err
	}
	total := weight{page: wire}
	doc, err := goquery.NewDocumentFromReader(bytes.NewReader(body))
	if err != nil {
		return total, err
	}
	base, err := url.Parse(r.url)
	if err != nil {
		return total, err
	}
	seen := map[string]bool{}
	var take func(base *url.URL, ref string) error
	take = func(base *url.URL, ref string) error {
		u, err := base.Parse(ref)
		if err != nil || seen[u.Path] || u.Scheme != "http" {
			return err
		}
		seen[u.Path] = true
		body, wire, err := c.fetch(request{method: http.MethodGet, url: u.String()})
		if err != nil {
			return err
		}
		total.assets, total.files = total.assets+wire, total.files+1
		if bytes.HasSuffix([]byte(u.Path), []byte(".css")) {
			for _, m := range inStyle.FindAllSubmatch(body, -1) {
				if err := take(u, string(m[1])); err != nil {
					return err
				}
			}
		}
		return nil
	}
	doc.Find(`link[rel="stylesheet"], link[rel="icon"], link[rel="preload"], script[src], img[src]`).EachWithBreak(func(_ int, e *goquery.Selection) bool {
		err = take(base, e.AttrOr("href", e.AttrOr("src", "")))
		return err == nil
	})
	return total, err
}
