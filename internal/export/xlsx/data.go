package xlsx

import (
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/report"
)

// Data returns rows of data under a head that stays in sight and filters them.
// A text that begins as a formula does is text here, and is not run.
func Data(name string, day civil.Date, head []string, rows [][]report.Value) ([]byte, error) {
	languages := []i18n.Locale{i18n.EN}
	b, err := newBook(day, name, languages)
	if err != nil {
		return nil, err
	}
	sheet, err := b.sheet(name)
	if err != nil {
		return nil, err
	}
	last, err := excelize.CoordinatesToCellName(len(head), len(rows)+1)
	if err != nil {
		return nil, err
	}
	if err := b.file.AutoFilter(sheet, "A1:"+last, nil); err != nil {
		return nil, err
	}
	if err := b.texts(sheet, len(head), len(rows)+1); err != nil {
		return nil, err
	}
	w, err := b.file.NewStreamWriter(sheet)
	if err != nil {
		return nil, err
	}
	for i, width := range widths(head, rows) {
		if err := w.SetColWidth(i+1, i+1, width); err != nil {
			return nil, err
		}
	}
	if err := w.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return nil, err
	}
	if err := b.data(w, head, rows, languages); err != nil {
		return nil, err
	}
	return b.bytes()
}

func (b *book) data(w *excelize.StreamWriter, head []string, rows [][]report.Value, languages []i18n.Locale) error {
	bold, err := b.plain("", true)
	if err != nil {
		return err
	}
	cells := make([]any, len(head))
	for i, h := range head {
		cells[i] = excelize.Cell{Value: h, StyleID: bold}
	}
	if err := w.SetRow("A1", cells); err != nil {
		return err
	}
	for n, row := range rows {
		cells = cells[:0]
		for _, v := range row {
			cell, format := value(v, languages)
			style, err := b.plain(format, false)
			if err != nil {
				return err
			}
			cells = append(cells, excelize.Cell{Value: cell, StyleID: style})
		}
		at, err := excelize.CoordinatesToCellName(1, n+2)
		if err != nil {
			return err
		}
		if err := w.SetRow(at, cells); err != nil {
			return err
		}
	}
	return w.Flush()
}

// plain is the style of data: no lines, nothing wrapped.
func (b *book) plain(format string, bold bool) (int, error) {
	key := look{format: format, strong: bold, free: true}
	if id, ok := b.styles[key]; ok {
		return id, nil
	}
	s := &excelize.Style{Font: &excelize.Font{Family: fontName, Size: 11, Bold: bold}, Alignment: &excelize.Alignment{Vertical: "top"}}
	if format != "" {
		s.CustomNumFmt = &format
	}
	id, err := b.file.NewStyle(s)
	b.styles[key] = id
	return id, err
}

// widths are as wide as what stands in the columns, within reason.
func widths(head []string, rows [][]report.Value) []float64 {
	out := make([]float64, len(head))
	for i, h := range head {
		out[i] = float64(utf8.RuneCountInString(h)) + 3 // the arrow of the filter
	}
	for _, row := range rows {
		for i, v := range row {
			if v != nil && i < len(out) {
				out[i] = max(out[i], float64(utf8.RuneCountInString(v.In(i18n.RU)))+1)
			}
		}
	}
	for i := range out {
		out[i] = min(out[i], 60)
	}
	return out
}
