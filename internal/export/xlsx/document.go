package xlsx

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"qadam/internal/i18n"
	"qadam/internal/report"
)

// Document returns the document as a workbook: what stands apart in it has a
// sheet of its own.
func Document(d report.Document) ([]byte, error) {
	b, err := newBook(d.Day, strings.Join(report.Lines(d.Title, d.Languages), " / "), d.Languages)
	if err != nil {
		return nil, err
	}
	for _, blocks := range sheets(d.Blocks) {
		if err := b.write(d, blocks); err != nil {
			return nil, err
		}
	}
	return b.bytes()
}

// sheets divides the blocks where a table stands apart.
func sheets(blocks []report.Block) [][]report.Block {
	all := [][]report.Block{nil}
	for _, b := range blocks {
		if t, ok := b.(report.Table); ok && t.Apart {
			all = append(all, nil)
		}
		all[len(all)-1] = append(all[len(all)-1], b)
	}
	return all
}

// page is a sheet of a document while it is laid out: rows of cells, and what
// of them is joined.
type page struct {
	*book
	columns []report.Column
	rows    []row
	joined  [][2]string
	head    [2]int // the rows of the table's head, from 1
}

type row struct {
	cells  []any
	height float64 // in points, 0 for what the text needs
}

// write lays out one sheet and writes it.
func (b *book) write(d report.Document, blocks []report.Block) error {
	p := &page{book: b}
	name := ""
	for _, block := range blocks { // the widest of its tables gives a sheet its columns
		if t, ok := block.(report.Table); ok && len(t.Columns) > len(p.columns) {
			p.columns, name = t.Columns, strings.Join(report.Lines(t.Name, b.languages), " ")
		}
	}
	for _, block := range blocks {
		if err := p.block(block); err != nil {
			return err
		}
	}
	sheet, err := b.sheet(name)
	if err != nil {
		return err
	}
	if err := p.paper(sheet, d); err != nil {
		return err
	}
	if err := b.texts(sheet, len(p.columns), len(p.rows)); err != nil {
		return err
	}
	return p.stream(sheet)
}

// paper sets what is printed: landscape A4, as wide as the sheet, the head of
// the table on every page, and the foot.
func (p *page) paper(sheet string, d report.Document) error {
	fit, a4, landscape, wide, any := true, 9, "landscape", 1, 0
	if err := p.file.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	if err := p.file.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: &a4, Orientation: &landscape, FitToWidth: &wide, FitToHeight: &any}); err != nil {
		return err
	}
	side, low, foot := 0.4, 0.7, 0.3
	if err := p.file.SetPageMargins(sheet, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &side, Bottom: &low, Footer: &foot}); err != nil {
		return err
	}
	if err := p.file.SetHeaderFooter(sheet, &excelize.HeaderFooterOptions{OddFooter: footer(d)}); err != nil {
		return err
	}
	if p.head[0] == 0 {
		return nil
	}
	rows := "$" + itoa(p.head[0]) + ":$" + itoa(p.head[1])
	return p.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: "'" + sheet + "'!" + rows, Scope: sheet})
}

// footer is the foot of a printed page. A program for spreadsheets takes 255
// letters; where two languages are longer, the first one stands. A size is followed by a
// space, since a number after it would be taken for more of it.
func footer(d report.Document) string {
	for _, languages := range [][]i18n.Locale{d.Languages, d.Languages[:1]} {
		var lines []string
		for _, f := range d.Foot {
			for _, s := range report.Lines(f, languages) {
				lines = append(lines, strings.ReplaceAll(s, "&", "&&"))
			}
		}
		if s := "&L&7 " + strings.Join(lines, "\n ") + "&R&8 &P / &N"; len([]rune(s)) <= 255 {
			return s
		}
	}
	return "&R&8 &P / &N"
}

// tallest is how high a row can be, in points.
const tallest = 409

// stream writes what was laid out.
func (p *page) stream(sheet string) error {
	w, err := p.file.NewStreamWriter(sheet)
	if err != nil {
		return err
	}
	for i, c := range p.columns {
		if err := w.SetColWidth(i+1, i+1, c.Width/charWidth); err != nil {
			return err
		}
	}
	if p.head[1] > 0 {
		if err := w.SetPanes(&excelize.Panes{Freeze: true, YSplit: p.head[1], TopLeftCell: "A" + itoa(p.head[1]+1), ActivePane: "bottomLeft"}); err != nil {
			return err
		}
	}
	for i, r := range p.rows {
		if err := w.SetRow("A"+itoa(i+1), r.cells, excelize.RowOpts{Height: min(r.height, tallest)}); err != nil {
			return err
		}
	}
	for _, j := range p.joined {
		if err := w.MergeCell(j[0], j[1]); err != nil {
			return err
		}
	}
	return w.Flush()
}
