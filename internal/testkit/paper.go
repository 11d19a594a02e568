package testkit

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"html"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
)

var (
	pdfStreams = regexp.MustCompile(`(?s)/FlateDecode /Length (\d+)>>\nstream\n`)
	pdfShown   = regexp.MustCompile(`(?s)BT [\d.]+ [\d.]+ Td \((.*?)\) Tj ET`)
	pdfEscaped = strings.NewReplacer(`\\`, `\`, `\(`, `(`, `\)`, `)`, `\r`, "\r")
	docxShown  = regexp.MustCompile(`<w:t xml:space="preserve">([^<]*)</w:t>`)
)

// PDFTexts are the lines of text on the pages of a PDF of ours in the order in
// which they were drawn, and how many pages there are.
func PDFTexts(data []byte) (texts []string, pages int) {
	for _, at := range pdfStreams.FindAllSubmatchIndex(data, -1) {
		n, _ := strconv.Atoi(string(data[at[2]:at[3]]))
		z, err := zlib.NewReader(bytes.NewReader(data[at[1]:min(len(data), at[1]+n)]))
		if err != nil {
			continue
		}
		body, _ := io.ReadAll(z)
		found := pdfShown.FindAllSubmatch(body, -1)
		if len(found) > 0 {
			pages++
		}
		for _, m := range found {
			raw := pdfEscaped.Replace(string(m[1]))
			var units []uint16
			for i := 0; i+1 < len(raw); i += 2 {
				units = append(units, uint16(raw[i])<<8|uint16(raw[i+1]))
			}
			texts = append(texts, string(utf16.Decode(units)))
		}
	}
	return texts, pages
}

// DOCXTexts are the lines of text of a text document of ours, in their order.
func DOCXTexts(t testing.TB, data []byte) (texts []string) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // it was only read
	body, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range docxShown.FindAllSubmatch(body, -1) {
		texts = append(texts, html.UnescapeString(string(m[1])))
	}
	return texts
}
