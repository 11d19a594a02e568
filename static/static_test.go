package static

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/andybalholm/brotli"
)

func get(t *testing.T, path, encoding string) *http.Response {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.Header.Set("Accept-Encoding", encoding)
	w := httptest.NewRecorder()
	Handler().ServeHTTP(w, r)
	return w.Result()
}

func TestAFileIsServedAsTheBrowserAccepts(t *testing.T) {
	plain, err := files.ReadFile("css/app.css")
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ accept, want string }{
		{"", ""},
		{"gzip", "gzip"},
		{"gzip, deflate, br, zstd", "br"},
		{"br;q=0, gzip;q=0.5", "gzip"},
		{"identity", ""},
	}
	for _, tt := range tests {
		t.Run(tt.accept, func(t *testing.T) {
			res := get(t, Path("css/app.css"), tt.accept)
			if got := res.Header.Get("Content-Encoding"); got != tt.want {
				t.Fatalf("Content-Encoding %q, want %q", got, tt.want)
			}
			var body io.Reader = res.Body
			switch tt.want {
			case "br":
				body = brotli.NewReader(body)
			case "gzip":
				if body, err = gzip.NewReader(body); err != nil {
					t.Fatal(err)
				}
			}
			got, err := io.ReadAll(body)
			if err != nil || !bytes.Equal(got, plain) {
				t.Errorf("the compressed file is stale: run static/build.sh (%v)", err)
			}
			if got := res.Header.Get("Cache-Control"); got != "public, max-age=31536000, immutable" {
				t.Errorf("Cache-Control %q", got)
			}
			if got := res.Header.Get("Content-Type"); got != "text/css; charset=utf-8" {
				t.Errorf("Content-Type %q", got)
			}
			if got := res.Header.Get("Vary"); got != "Accept-Encoding" {
				t.Errorf("Vary %q", got)
			}
		})
	}
}

func TestOtherAddressesAreNotFound(t *testing.T) {
	for _, path := range []string{"/static/css/app.css", "/static/css/app.0000000000.css", "/static/", "/static/../go.mod", "/static/css/app.css.br"} {
		if res := get(t, path, ""); res.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %d", path, res.StatusCode)
		}
	}
}

func TestOnlyReading(t *testing.T) {
	w := httptest.NewRecorder()
	Handler().ServeHTTP(w, httptest.NewRequest(http.MethodPost, Path("js/app.js"), nil))
	if w.Code != http.StatusMethodNotAllowed {
		t.Errorf("POST: %d", w.Code)
	}
	w = httptest.NewRecorder()
	Handler().ServeHTTP(w, httptest.NewRequest(http.MethodHead, Path("js/app.js"), nil))
	if w.Code != http.StatusOK || w.Body.Len() != 0 || w.Header().Get("Content-Length") == "0" {
		t.Errorf("HEAD: %d, %d bytes", w.Code, w.Body.Len())
	}
}

func TestEveryFileHasAType(t *testing.T) {
	for address, a := range assets {
		if a.kind == "" {
			t.Errorf("%s has no type", address)
		}
	}
}

// The style sheet names the font by its hash; a font made anew without the
// sheet would not load.
func TestTheSheetFindsItsFont(t *testing.T) {
	css, err := files.ReadFile("css/app.css")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(css), Path("fonts/inter.woff2")) {
		t.Errorf("css/app.css does not name %s", Path("fonts/inter.woff2"))
	}
	if !utf8.Valid(css) {
		t.Error("css/app.css is not UTF-8")
	}
	for _, word := range []string{"https://", "http://", "@import"} {
		if rest := strings.ReplaceAll(string(css), "http://www.w3.org/2000/svg", ""); word != "https://" && strings.Contains(rest, word) {
			t.Errorf("css/app.css loads something from elsewhere: %s", word)
		}
	}
}

// What a first page loads beside itself, compressed, in bytes.
func TestWeight(t *testing.T) {
	size := func(name string) int {
		a := assets[strings.TrimPrefix(Path(name), Root)]
		if a.gzip != nil {
			return len(a.gzip)
		}
		return len(a.body)
	}
	total := 0
	for _, tt := range []struct {
		name string
		most int
	}{
		{"css/app.css", 20_000},
		{"js/htmx.js", 18_000},
		{"js/app.js", 4_000},
		{"fonts/inter.woff2", 50_000},
		{"img/icon.svg", 1_000},
	} {
		if got := size(tt.name); got > tt.most {
			t.Errorf("%s: %d bytes, at most %d", tt.name, got, tt.most)
		}
		total += size(tt.name)
	}
	if total > 110_000 {
		t.Errorf("together %d bytes, at most 110000 so that a page has 40000", total)
	}
}
