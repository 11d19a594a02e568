// Package pdf writes documents as PDF: landscape A4, the head of a table on
// every page, the letters embedded. The bytes depend on the document alone.
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

// A sheet of A4 on its side and what is left free at its edges, in millimetres.
const (
	sheetWidth, sheetHeight = 297.0, 210.0
	left, top, bottom       = 10.0, 10.0, 16.0
	within                  = sheetWidth - 2*left
)

// Document returns the document as PDF.
func Document(d report.Document) ([]byte, error) {
	p := &printer{Document: d, pdf: fpdf.New("L", "mm", "A4", "")}
	p.pdf.SetCatalogSort(true)
	p.pdf.SetCreationDate(midnight(d.Day))
	p.pdf.SetModificationDate(midnight(d.Day))
	p.pdf.SetTitle(title(d), true)
	p.pdf.SetProducer("Qadam", false)
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
	p.y = top
}

// room is how much is left of the page.
func (p *printer) room() float64 {
	if len(p.pages) == 0 {
		p.page()
	}
	return sheetHeight - bottom - p.y
}

// put places something of that height, on another page when it does not fit.
func (p *printer) put(height float64, draw func(y float64)) {
	if p.room() < height && p.y > top {
		p.page()
	}
	last := len(p.pages) - 1
	p.pages[last] = append(p.pages[last], piece{p.y, draw})
	p.y += height
}

// print draws all pages with their feet.
func (p *printer) print() {
	foot := fonts.Style{Size: 7}
	for i, pieces := range p.pages {
		p.pdf.AddPage()
		for _, one := range pieces {
			one.draw(one.y)
		}
		y := sheetHeight - bottom + 4
		p.pdf.SetDrawColor(150, 150, 150)
		p.pdf.SetLineWidth(0.1)
		p.pdf.Line(left, y, sheetWidth-left, y)
		p.text(strconv.Itoa(i+1)+" / "+strconv.Itoa(len(p.pages)), fonts.Style{Size: 8}, left, y+0.8, within, report.End)
		for _, v := range p.Foot {
			for _, s := range report.Lines(v, p.Languages) {
				p.text(s, foot, left, y+0.6, within, report.Start)
				y += line(foot)
			}
		}
	}
}
