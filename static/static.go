// Package static holds the style sheet, the scripts, the font and the pictures
// that pages need, and serves them. build.sh makes them; they are committed,
// so that nobody needs Node to build or run the program.
package static

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
)

// Root is where the files are served.
const Root = "/static/"

//go:embed css js fonts img
var files embed.FS

// asset is one file, whole and compressed.
type asset struct {
	name     string
	kind     string
	body     []byte
	br, gzip []byte // nil when compressing gains nothing
}

var (
	assets    = load()              // by the address below Root
	addresses = addressesOf(assets) // by the name
)

// Path is the address of a file. It carries a hash of the content, so a file
// may be kept for ever. A name that does not exist panics: it is a defect, and
// the first test that shows the page finds it.
func Path(name string) string {
	address, ok := addresses[name]
	if !ok {
		panic("static: no file " + name)
	}
	return address
}

// Handler serves the files under Root. An old or made-up hash is not found.
func Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a, ok := assets[strings.TrimPrefix(r.URL.Path, Root)]
		if !ok {
			http.NotFound(w, r)
			return
		}
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
			return
		}
		a.serve(w, r)
	})
}

func (a asset) serve(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("Content-Type", a.kind)
	h.Set("X-Content-Type-Options", "nosniff")
	body := a.body
	if a.br != nil || a.gzip != nil {
		h.Add("Vary", "Accept-Encoding")
		accepted := r.Header.Get("Accept-Encoding")
		switch {
		case a.br != nil && accepts(accepted, "br"):
			h.Set("Content-Encoding", "br")
			body = a.br
		case a.gzip != nil && accepts(accepted, "gzip"):
			h.Set("Content-Encoding", "gzip")
			body = a.gzip
		}
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	if r.Method == http.MethodHead {
		return
	}
	_, _ = w.Write(body) // the browser has gone; nothing can be done
}

// accepts reports whether the header names the encoding with a weight above 0.
func accepts(header, encoding string) bool {
	for _, part := range strings.Split(header, ",") {
		name, weight, _ := strings.Cut(part, ";")
		if strings.TrimSpace(name) != encoding {
			continue
		}
		weight = strings.TrimPrefix(strings.TrimSpace(weight), "q=")
		q, err := strconv.ParseFloat(weight, 64)
		return weight == "" || err != nil || q > 0
	}
	return false
}

func load() map[string]asset {
	out := map[string]asset{}
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(name, ".br") || strings.HasSuffix(name, ".gz") {
			return err
		}
		body, err := files.ReadFile(name)
		if err != nil {
			return err
		}
		a := asset{name: name, kind: kinds[path.Ext(name)], body: body}
		a.br, _ = files.ReadFile(name + ".br")
		a.gzip, _ = files.ReadFile(name + ".gz")
		out[hashed(name, body)] = a
		return nil
	})
	if err != nil {
		panic("static: " + err.Error()) // the files are part of the program
	}
	return out
}

// hashed is css/app.css with ten digits of its content's hash before the end.
func hashed(name string, body []byte) string {
	sum := sha256.Sum256(body)
	ext := path.Ext(name)
	return strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:5]) + ext
}

func addressesOf(assets map[string]asset) map[string]string {
	out := make(map[string]string, len(assets))
	for address, a := range assets {
		out[a.name] = Root + address
	}
	return out
}

var kinds = map[string]string{
	".css":   "text/css; charset=utf-8",
	".js":    "text/javascript; charset=utf-8",
	".woff2": "font/woff2",
	".svg":   "image/svg+xml",
	".png":   "image/png",
	".txt":   "text/plain; charset=utf-8",
}
