package gantt

import (
	"strconv"

	"github.com/a-h/templ"
)

// canvas is SVG being written. Marks are too many for templates: a row of them
// is appended to bytes.
type canvas []byte

// shapes are what rows refer to; a page has them once, in the head of its axis.
const shapes = `<defs>` +
	`<path id="gantt-end" d="M0-7 7 0 0 7-7 0z"></path>` +
	`<path id="gantt-gate" d="M0-9 9 0 0 9-9 0zM0-4.5-4.5 0 0 4.5 4.5 0z"></path>` +
	`<path id="gantt-before" d="M0 0 9-7V7z"></path>` +
	`<path id="gantt-after" d="M0 0-9-7V7z"></path>` +
	`<path id="gantt-due" d="M-4 0h8L0 6z"></path>` +
	`<path id="gantt-down" d="M-3.5-6h7L0 0z"></path>` +
	`<path id="gantt-up" d="M-3.5 6h7L0 0z"></path>` +
	`<pattern id="gantt-dots" width="5" height="5" patternUnits="userSpaceOnUse"><circle cx="2" cy="2" r="1.1" class="gantt-dots"></circle></pattern>` +
	`<pattern id="gantt-bars" width="4" height="4" patternUnits="userSpaceOnUse"><rect width="1.6" height="4" class="gantt-bars"></rect></pattern>` +
	`</defs>`

func (b *canvas) raw(s string) { *b = append(*b, s...) }

func (b *canvas) open(class, width string, height int) {
	b.raw(`<svg class="`)
	b.raw(class)
	b.raw(`" width="`)
	b.raw(width)
	b.raw(`" height="`)
	*b = strconv.AppendInt(*b, int64(height), 10)
	b.raw(`" aria-hidden="true">`)
}

func (b *canvas) close() { b.raw(`</svg>`) }

// share writes thousandths of per cent as per cent, without zeros at its end.
func (b *canvas) share(n int) {
	*b = strconv.AppendInt(*b, int64(n/1000), 10)
	if rest := n % 1000; rest != 0 {
		digits := strconv.Itoa(1000 + rest)[1:]
		for digits[len(digits)-1] == '0' {
			digits = digits[:len(digits)-1]
		}
		*b = append(*b, '.')
		b.raw(digits)
	}
	*b = append(*b, '%')
}

// along writes an attribute that is a place along the axis, in thousandths of
// per cent.
func (b *canvas) along(name string, n int) {
	*b = append(*b, ' ')
	b.raw(name)
	b.raw(`="`)
	b.share(n)
	*b = append(*b, '"')
}

// across writes an attribute in pixels.
func (b *canvas) across(name string, n int) {
	*b = append(*b, ' ')
	b.raw(name)
	b.raw(`="`)
	*b = strconv.AppendInt(*b, int64(n), 10)
	*b = append(*b, '"')
}

func (b *canvas) class(name string) {
	if name != "" {
		b.raw(` class="`)
		b.raw(name)
		*b = append(*b, '"')
	}
}

func (b *canvas) line(class string, x1, x2, y1, y2 int) {
	b.raw(`<line`)
	b.class(class)
	b.along("x1", x1)
	b.along("x2", x2)
	b.across("y1", y1)
	b.across("y2", y2)
	b.raw(`/>`)
}

// tall is a line from the top of what it lies in to its bottom.
func (b *canvas) tall(class string, x int) {
	b.raw(`<line`)
	b.class(class)
	b.along("x1", x)
	b.along("x2", x)
	b.raw(` y2="100%"/>`)
}

// rect is a bar with its upper edge at y.
func (b *canvas) rect(class, fill string, from, to, y, height int) {
	b.raw(`<rect`)
	b.class(class)
	if fill != "" {
		b.raw(` fill="url(#`)
		b.raw(fill)
		b.raw(`)"`)
	}
	b.along("x", from)
	b.along("width", max(to-from, 0))
	b.across("y", y)
	b.across("height", height)
	b.raw(`/>`)
}

// use puts one of the shapes at a place.
func (b *canvas) use(class, shape string, x, y int) {
	b.raw(`<use`)
	b.class(class)
	b.raw(` href="#`)
	b.raw(shape)
	*b = append(*b, '"')
	b.along("x", x)
	b.across("y", y)
	b.raw(`/>`)
}

func (b *canvas) text(class string, x, dx, y int, words string) {
	b.raw(`<text`)
	b.class(class)
	b.along("x", x)
	if dx != 0 {
		b.across("dx", dx)
	}
	b.across("y", y)
	*b = append(*b, '>')
	b.raw(templ.EscapeString(words))
	b.raw(`</text>`)
}
