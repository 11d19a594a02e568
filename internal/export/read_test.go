package export_test

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"encoding/xml"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
)

func opened(t testing.TB, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// unzipped are the parts of a packed document, each found to be XML.
func unzipped(t testing.TB, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		for d := xml.NewDecoder(bytes.NewReader(text)); ; {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
		}
		parts[f.Name] = string(text)
	}
	return parts
}

// inCells are the texts of the cells that have any.
func inCells(t testing.TB, document string) []string {
	t.Helper()
	var out []string
	var cell strings.Builder
	text := false
	for d := xml.NewDecoder(strings.NewReader(document)); ; {
		token, err := d.Token()
		if err == io.EOF {
			return out
		} else if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			text = token.Name.Local == "t"
			if token.Name.Local == "tc" {
				cell.Reset()
			}
		case xml.CharData:
			if text {
				cell.Write(token)
			}
		case xml.EndElement:
			if text = false; token.Name.Local == "tc" && cell.Len() > 0 {
				out = append(out, cell.String())
			}
		}
	}
}

var (
	streams = regexp.MustCompile(`(?s)/FlateDecode /Length (\d+)>>\nstream\n`)
	shown   = regexp.MustCompile(`(?s)BT [\d.]+ [\d.]+ Td \((.*?)\) Tj ET`)
	escaped = strings.NewReplacer(`\\`, `\`, `\(`, `(`, `\)`, `)`, `\r`, "\r")
)

// pageTexts are the lines of text on the pages, and how many pages there are.
func pageTexts(t testing.TB, data []byte) (texts []string, pages int) {
	t.Helper()
	for _, at := range streams.FindAllSubmatchIndex(data, -1) {
		n, _ := strconv.Atoi(string(data[at[2]:at[3]]))
		z, err := zlib.NewReader(bytes.NewReader(data[at[1]:min(len(data), at[1]+n)]))
		if err != nil {
			continue
		}
		body, _ := io.ReadAll(z)
		found := shown.FindAllSubmatch(body, -1)
		if len(found) > 0 {
			pages++
		}
		for _, m := range found {
			raw := escaped.Replace(string(m[1]))
			var units []uint16
			for i := 0; i+1 < len(raw); i += 2 {
				units = append(units, uint16(raw[i])<<8|uint16(raw[i+1]))
			}
			texts = append(texts, string(utf16.Decode(units)))
		}
	}
	return texts, pages
}
