// Package xlsx writes documents and tables of data for spreadsheets: numbers
// and days are such, so that they can be added and sorted. The bytes depend on
// the document alone.
package xlsx

import (
	"archive/zip"
	"bytes"
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/report"
)

// book is a workbook while it is written.
type book struct {
	file      *excelize.File
	languages []i18n.Locale
	styles    map[look]int
	sheets    int
}

func newBook(day civil.Date, title string, languages []i18n.Locale) (*book, error) {
	b := &book{file: excelize.NewFile(), languages: languages, styles: map[look]int{}}
	if err := b.file.SetDefaultFont(fontName); err != nil {
		return nil, err
	}
	at := midnight(day).Format(time.RFC3339)
	return b, b.file.SetDocProps(&excelize.DocProperties{Created: at, Modified: at, Creator: "Qadam", LastModifiedBy: "Qadam", Title: title, Language: string(languages[0])})
}

const fontName = "Times New Roman"

func midnight(d civil.Date) time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// sheet begins a sheet; its name is cut to what a tab takes.
func (b *book) sheet(name string) (string, error) {
	name = strings.TrimSpace(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\'`, r) {
			return ' '
		}
		return r
	}, name))
	if runes := []rune(name); len(runes) > 31 {
		name = string(runes[:31])
	}
	b.sheets++
	if b.sheets == 1 {
		return name, b.file.SetSheetName("Sheet1", name)
	}
	_, err := b.file.NewSheet(name)
	return name, err
}

// texts tells programs that a code that looks like a number, such as 1.1, is
// meant as text, so that they do not mark it as a mistake.
func (b *book) texts(sheet string, columns, rows int) error {
	last, err := excelize.CoordinatesToCellName(columns, max(1, rows))
	if err != nil {
		return err
	}
	return b.file.AddIgnoredErrors(sheet, "A1:"+last, excelize.IgnoredErrorsNumberStoredAsText)
}

func (b *book) bytes() ([]byte, error) {
	out, err := b.file.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	if err := b.file.Close(); err != nil {
		return nil, err
	}
	return inOrder(out.Bytes())
}

// inOrder puts the parts of a workbook in the order of their names: excelize
// writes its sheets in any.
func inOrder(book []byte) ([]byte, error) {
	r, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		return nil, err
	}
	slices.SortFunc(r.File, func(a, b *zip.File) int { return cmp.Compare(a.Name, b.Name) })
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range r.File {
		if err := w.Copy(f); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// value is what a cell of a spreadsheet takes of a value, and how it is shown.
func value(v report.Value, languages []i18n.Locale) (cell any, format string) {
	switch v := v.(type) {
	case nil:
		return nil, ""
	case report.Sum:
		format = "#,##0"
		if v.Places > 0 {
			format += "." + strings.Repeat("0", v.Places)
		}
		return v.Float(), format
	case report.UnitSum:
		if v.Unit == money.InTenge {
			return v.Float(), "#,##0.00"
		}
		return v.Float(), "#,##0.0"
	case report.Thousandths:
		return float64(v) / 1000, "0.000"
	case report.Number:
		return int64(v), "0"
	case report.Day:
		if civil.Date(v).IsZero() {
			return nil, ""
		}
		return midnight(civil.Date(v)), "dd.mm.yyyy"
	default:
		text := strings.Join(report.Lines(v, languages), "\n")
		if text == "" {
			return nil, ""
		}
		return text, ""
	}
}

// look is how a cell looks.
type look struct {
	kind   report.RowKind
	align  report.Align
	format string
	free   bool // stands outside of a table: no lines around it
	strong bool
	size   float64
}

var horizontal = map[report.Align]string{report.Start: "left", report.Centre: "center", report.End: "right"}

// style returns the style of a look, made once.
func (b *book) style(l look) (int, error) {
	if id, ok := b.styles[l]; ok {
		return id, nil
	}
	s := &excelize.Style{
		Font:      &excelize.Font{Family: fontName, Size: l.size, Bold: l.strong || bold(l.kind)},
		Alignment: &excelize.Alignment{Horizontal: horizontal[l.align], Vertical: "top", WrapText: true},
	}
	if l.kind == report.HeadRow {
		s.Alignment.Vertical = "center"
	}
	if l.kind == report.HeadRow || l.kind == report.Section {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"ECEFF2"}}
	}
	if !l.free {
		for _, side := range []string{"left", "right", "top", "bottom"} {
			s.Border = append(s.Border, excelize.Border{Type: side, Color: "3C3C3C", Style: 1})
		}
	}
	if l.format != "" {
		s.CustomNumFmt = &l.format
		s.Alignment.WrapText, s.Alignment.ShrinkToFit = false, true // a number is never a row of ####
	}
	id, err := b.file.NewStyle(s)
	b.styles[l] = id
	return id, err
}
