package site

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"qadam/internal/civil"
	"qadam/internal/export/xlsx"
	"qadam/internal/money"
	"qadam/internal/report"
)

// Sheet is data as rows for a program for spreadsheets. Its head has the names
// that the JSON has, so that both can be read by the same description. Days and
// numbers are such in it.
type Sheet struct {
	head []string
	rows [][]report.Value
}

// NewSheet begins a sheet with its head.
func NewSheet(head ...string) *Sheet { return &Sheet{head: head} }

// Add adds a row. A whole number and a day are kept as such, a pointer to
// nothing is an empty cell, everything else is text.
func (s *Sheet) Add(cells ...any) {
	row := make([]report.Value, len(cells))
	for i, c := range cells {
		row[i] = cell(c)
	}
	s.rows = append(s.rows, row)
}

// cell is a value of the data as a value of a sheet.
func cell(data any) report.Value {
	switch v := data.(type) {
	case report.Value:
		return v
	case string:
		return report.Plain(v)
	case *string:
		if v == nil {
			return nil
		}
		return report.Plain(*v)
	case int:
		return report.Number(v)
	case *int:
		if v == nil {
			return nil
		}
		return report.Number(*v)
	case int64:
		return report.Number(v)
	case money.Amount:
		return report.Number(v)
	case civil.Date:
		return report.Day(v)
	case *civil.Date:
		if v == nil {
			return nil
		}
		return report.Day(*v)
	case bool:
		return report.Plain(strconv.FormatBool(v))
	case *bool:
		if v == nil {
			return nil
		}
		return report.Plain(strconv.FormatBool(*v))
	default:
		return report.Plain(fmt.Sprint(data))
	}
}

// CSV is the sheet as text between commas.
func (s *Sheet) CSV() []byte {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	w.UseCRLF = true
	_ = w.Write(s.head) // a buffer takes everything
	cells := make([]string, 0, len(s.head))
	for _, row := range s.rows {
		cells = cells[:0]
		for _, v := range row {
			cells = append(cells, bare(v))
		}
		_ = w.Write(cells)
	}
	w.Flush()
	return out.Bytes()
}

// bare is a value as programs read it: 2018-09-30, 1234567.
func bare(v report.Value) string {
	switch v := v.(type) {
	case report.Plain:
		return inert(string(v))
	case report.Number:
		return strconv.FormatInt(int64(v), 10)
	case report.Day:
		return civil.Date(v).String()
	default:
		return ""
	}
}

// Sheet sends rows for spreadsheets in the format asked for. CSV is UTF-8 with
// its mark, since Excel guesses otherwise.
func (s *Site) Sheet(c echo.Context, name string, sheet *Sheet) error {
	v := s.Visit(c)
	if v.Format == "xlsx" {
		body, err := xlsx.Data(name, v.On, sheet.head, sheet.rows)
		if err != nil {
			return err
		}
		return s.File(c, name, "xlsx", body)
	}
	return s.CSV(c, name, sheet.CSV())
}

// inert keeps what somebody typed from being run as a formula.
func inert(cell string) string {
	if cell == "" || !strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return cell
	}
	if _, err := strconv.ParseFloat(cell, 64); err == nil {
		return cell
	}
	return "'" + cell
}
