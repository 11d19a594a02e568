package ui

import (
	"bytes"
	"context"
	"io"
	"sync"

	"github.com/a-h/templ"

	"qadam/internal/i18n"
)

// drawing names a small component whose bytes depend on nothing but these
// values and the language.
type drawing struct {
	kind, name string
	n          int
	locale     i18n.Locale
}

// drawings keeps their bytes: a table of fifty lines shows the same few marks
// and days hundreds of times.
var drawings struct {
	sync.RWMutex
	of map[drawing][]byte
}

// drawingsKept is how many are kept; one that comes after begins anew.
const drawingsKept = 8192

// kept renders the component once for each drawing.
func kept(kind, name string, n int, c templ.Component) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		key := drawing{kind, name, n, i18n.From(ctx)}
		drawings.RLock()
		body, ok := drawings.of[key]
		drawings.RUnlock()
		if !ok {
			var b bytes.Buffer
			if err := c.Render(ctx, &b); err != nil {
				return err
			}
			body = b.Bytes()
			drawings.Lock()
			if drawings.of == nil || len(drawings.of) >= drawingsKept {
				drawings.of = map[drawing][]byte{}
			}
			drawings.of[key] = body
			drawings.Unlock()
		}
		_, err := w.Write(body)
		return err
	})
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}
