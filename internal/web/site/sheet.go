package site

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"
)

// Sheet is data as rows for a program for spreadsheets. Its head has the names
// that the JSON has, so that both can be read by the same description.
type Sheet struct {
	out    bytes.Buffer
	writer *csv.Writer
}

// NewSheet begins a sheet with its head.
func NewSheet(head ...string) *Sheet {
	s := &Sheet{}
	s.writer = csv.NewWriter(&s.out)
	s.writer.UseCRLF = true
	s.Add(head...)
	return s
}

// Add adds a row.
func (s *Sheet) Add(cells ...string) {
	for i, c := range cells {
		cells[i] = inert(c)
	}
	_ = s.writer.Write(cells) // a buffer takes everything
}

// Bytes is what was written.
func (s *Sheet) Bytes() []byte {
	s.writer.Flush()
	return s.out.Bytes()
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
