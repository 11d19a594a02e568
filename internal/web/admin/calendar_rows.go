package admin

import (
	"context"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/views/calendar"
)

// dayColumns are the columns of a year's days, as the page gives them and takes
// them again. The rest may be left out.
var (
	dayColumns  = []string{"date", "kind", "name_kk", "name_ru", "name_en", "moved_from"}
	neededOfDay = dayColumns[:4]
)

// mostRows is more days than a year has, and few enough to show what is wrong
// with each.
const mostRows = 400

// rows reads days as they were pasted or uploaded: rows with ; , or a tab
// between the cells, with a head or in the order of dayColumns. Rows that are
// no days of the year are named by their line.
type rows struct {
	year    int
	reader  *csv.Reader
	columns []string
	lines   map[civil.Date]int
	days    []portfolio.CalendarDay
	bad     []calendar.BadRow
}

func readRows(text string, year int) (days []portfolio.CalendarDay, bad []calendar.BadRow) {
	text = strings.TrimPrefix(text, "\ufeff")
	r := &rows{year: year, columns: dayColumns, lines: map[civil.Date]int{}, reader: csv.NewReader(strings.NewReader(text))}
	if !utf8.ValidString(text) || strings.ContainsRune(text, utf8.RuneError) || strings.ContainsRune(text, 0) {
		r.wrong(1, nil, fault.Field("rows", "admin.row_encoding"))
		return nil, r.bad
	}
	r.reader.Comma, r.reader.LazyQuotes, r.reader.FieldsPerRecord = separator(text), true, -1
	for first := true; r.next(first); first = false {
	}
	return r.days, r.bad
}

// next reads one row and reports whether there may be more.
func (r *rows) next(first bool) bool {
	cells, err := r.reader.Read()
	if err != nil {
		var broken *csv.ParseError
		if errors.As(err, &broken) {
			r.wrong(broken.Line, nil, fault.Field("rows", "admin.row_broken"))
		}
		return false
	}
	for i := range cells {
		cells[i] = strings.TrimSpace(plain(cells[i]))
	}
	line, _ := r.reader.FieldPos(0)
	switch {
	case !slices.ContainsFunc(cells, func(c string) bool { return c != "" }):
		return true
	case first && isHead(cells):
		return r.head(line, cells)
	case line > mostRows:
		r.wrong(line, nil, fault.Field("rows", "admin.rows_too_many", "Limit", mostRows))
		return false
	}
	d, err := r.day(cells)
	switch {
	case err != nil:
	case !d.Date.IsZero() && d.Date.Year != r.year:
		err = fault.Field("date", "admin.row_other_year", "Year", d.Date.Year)
	case r.lines[d.Date] > 0:
		err = fault.Field("date", "admin.row_twice", "Line", r.lines[d.Date])
	default:
		err = d.Check()
	}
	if err != nil {
		r.wrong(line, cells, err)
		return true
	}
	r.lines[d.Date] = line
	r.days = append(r.days, d)
	return true
}

func (r *rows) wrong(line int, cells []string, err error) {
	for _, f := range fault.FieldsOf(err) {
		r.bad = append(r.bad, calendar.BadRow{Line: line, Typed: strings.Join(cells, "; "), Fault: f})
	}
}

// isHead reports whether a row names columns.
func isHead(cells []string) bool {
	return slices.ContainsFunc(cells, func(c string) bool { return slices.Contains(dayColumns, strings.ToLower(c)) })
}

// head takes the order of the columns; one that is needed and not there ends it.
func (r *rows) head(line int, cells []string) bool {
	r.columns = make([]string, len(cells))
	for i, c := range cells {
		r.columns[i] = strings.ToLower(c)
	}
	var missing []string
	for _, c := range neededOfDay {
		if !slices.Contains(r.columns, c) {
			missing = append(missing, c)
		}
	}
	if missing != nil {
		r.wrong(line, cells, fault.Field("rows", "admin.row_columns", "Columns", strings.Join(missing, ", ")))
	}
	return missing == nil
}

// day is what a row says; of a cell that cannot be read, its fault.
func (r *rows) day(cells []string) (d portfolio.CalendarDay, err error) {
	var errs []error
	date := func(name, cell string) civil.Date {
		if cell == "" {
			return civil.Date{}
		}
		read, err := civil.ReadDate(cell)
		if found := fault.Of(err); found != nil {
			errs = append(errs, fault.Field(name, found.Key))
		}
		return read
	}
	for i, name := range r.columns {
		cell := ""
		if i < len(cells) {
			cell = cells[i]
		}
		switch name {
		case "date":
			d.Date = date(name, cell)
		case "kind":
			if d.Kind = kindOf(cell); d.Kind == "" && cell != "" {
				errs = append(errs, fault.Field(name, "admin.row_kind"))
			}
		case "moved_from":
			d.MovedFrom = date(name, cell)
		case "name_kk":
			d.Name.KK = cell
		case "name_ru":
			d.Name.RU = cell
		case "name_en":
			d.Name.EN = cell
		}
	}
	return d, fault.Join(errs...)
}

// separator is what stands between the cells: whichever of ; tab and , the
// first line has most of.
func separator(text string) rune {
	first, _, _ := strings.Cut(strings.TrimLeft(text, "\r\n "), "\n")
	best, most := ';', 0
	for _, s := range ";\t," {
		if n := strings.Count(first, string(s)); n > most {
			best, most = s, n
		}
	}
	return best
}

// plain takes away the apostrophe by which a sheet keeps a cell from being run
// as a formula.
func plain(cell string) string {
	if rest, ok := strings.CutPrefix(cell, "'"); ok && rest != "" && strings.ContainsRune("=+-@", rune(rest[0])) {
		return rest
	}
	return cell
}

// kindOf reads a kind of day: its code, or its word in one of the languages.
func kindOf(cell string) civil.DayKind {
	folded := i18n.Fold(cell)
	for _, k := range []civil.DayKind{civil.Holiday, civil.MovedOff, civil.Working} {
		if folded == i18n.Fold(string(k)) {
			return k
		}
		for _, l := range i18n.All {
			ctx := i18n.With(context.Background(), l)
			if folded == i18n.Fold(i18n.T(ctx, "day_kind."+string(k))) || folded == i18n.Fold(calendar.KindWord(ctx, k)) {
				return k
			}
		}
	}
	return ""
}

// readAll reads an uploaded file as text.
func readAll(r io.Reader) (string, error) {
	b, err := io.ReadAll(io.LimitReader(r, 1<<20))
	return string(b), err
}
