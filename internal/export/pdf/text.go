package pdf

import (
	"strings"
	"unicode"

	"qadam/internal/export/fonts"
	"qadam/internal/report"
)

// leading is the height of a line, in sizes of its letters.
const leading = 1.17

func line(s fonts.Style) float64 { return s.Size * fonts.Point * leading }

// printable is the letter, or a box for one that the font has not.
func printable(r rune) rune {
	switch {
	case fonts.Has(r):
		return r
	case unicode.IsSpace(r):
		return ' '
	default:
		return fonts.Box
	}
}

// text draws one line of text between x and x+width, its top at y.
func (p *printer) text(s string, st fonts.Style, x, y, width float64, a report.Align) {
	switch a {
	case report.Centre:
		x += (width - st.Wide(s)) / 2
	case report.End:
		x += width - st.Wide(s)
	}
	bold := ""
	if st.Bold {
		bold = "B"
	}
	p.pdf.SetFont(family, bold, st.Size)
	p.pdf.Text(x, y+st.Size*fonts.Point*0.93, strings.Map(printable, s))
}
