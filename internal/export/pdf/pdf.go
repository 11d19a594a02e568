// Package pdf writes documents as PDF: A4, the head of a table on every page, the
// letters embedded. The bytes depend on the document alone.
package pdf

import (
	"bytes"
	"strconv"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"qadam/internal/civil"
	"qadam/internal/export/fonts"
	"qadam/internal/report"
)

// sheet is a sheet of paper and what is left free at its edges, in millimetres.
type sheet struct{ width, height, left, right, top, bottom float64 }

// within is how wide the text is.
func (s sheet) within() float64 { return s.width - s.left - s.right }

// A4 on its side, for tables, and standing, with the room to bind it that letters
// and protocols have.
var (
	landscape = sheet{width: 297, height: 210, left: 10, right: 10, top: 10, bottom: 16}
	portrait  = sheet{width: 210, height: 297, left: 25, right: 15, top: 18, bottom: 14}
)

// Document returns the document as PDF.
func Document(d report.Document) ([]byte, error) {
	p := &printer{Document: d, sheet: landscape}
	way := "L"
	if d.Portrait {
		p.sheet, way = portrait, "P"
		for _, v := range d.Foot {
			p.bottom += float64(len(report.Lines(v, d.Languages))) * line(foot)
		}
	}
	p.pdf = fpdf.New(way, "mm", "A4", "")
	p.pdf.SetCatalogSort(true)
	p.pdf.SetCreationDate(midnight(d.Day))
	p.pdf.SetModificationDate(midnight(d.Day))
	p.pdf.SetTitle(title(d), true)
	p.pdf.SetProducer("Qadam", false)
	if d.Mark != "" {
		p.pdf.SetKeywords(d.Mark, false)
	}
	p.pdf.SetLang(string(d.Languages[0]))
	p.pdf.SetAutoPageBreak(false, 0)
	p.pdf.AddUTF8FontFromBytes(family, "", fonts.Regular)
	p.pdf.AddUTF8FontFromBytes(family, "B", fonts.Bold)
	for _, b := range d.Blocks {
		p.block(b)
	}
	p.print()
	var out bytes.Buffer
	if err := p.pdf.Output(&out); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

const family = "tinos"

func title(d report.Document) string {
	text := ""
	for i, s := range report.Lines(d.Title, d.Languages) {
		if i > 0 {
			text += " / "
		}
		text += s
	}
	return text
}

func midnight(d civil.Date) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
}

// printer lays a document out into pages of pieces, which are drawn when it is
// known how many pages there are.
type printer struct {
	report.Document
	sheet
	pdf   *fpdf.Fpdf
	pages [][]piece
	y     float64 // where the next piece goes on the last page
}

// piece is something at its place on a page.
type piece struct {
	y    float64
	draw func(y float64)
}

// page begins a page.
func (p *printer) page() {
	p.pages = append(p.pages, nil)
	p.y = p.top
}

// room is how much is left of the page.
func (p *printer) room() float64 {
	if len(p.pages) == 0 {
		p.page()
	}
	return p.height - p.bottom - p.y
}

// put places something of that height, on another page when it does not fit.
func (p *printer) put(height float64, draw func(y float64)) {
	if p.room() < height && p.y > p.top {
		p.page()
	}
	last := len(p.pages) - 1
	p.pages[last] = append(p.pages[last], piece{p.y, draw})
	p.y += height
}

var foot = fonts.Style{Size: 7}

// print draws all pages with their feet.
func (p *printer) print() {
	for i, pieces := range p.pages {
		p.pdf.AddPage()
		for _, one := range pieces {
			one.draw(one.y)
		}
		y := p.height - p.bottom + 4
		p.pdf.SetDrawColor(150, 150, 150)
		p.pdf.SetLineWidth(0.1)
		p.pdf.Line(p.left, y, p.width-p.right, y)
		p.text(strconv.Itoa(i+1)+" / "+strconv.Itoa(len(p.pages)), fonts.Style{Size: 8}, p.left, y+0.8, p.within(), report.End)
		for _, v := range p.Foot {
			for _, s := range report.Lines(v, p.Languages) {
				p.text(s, foot, p.left, y+0.6, p.within(), report.Start)
				y += line(foot)
			}
		}
	}
}
