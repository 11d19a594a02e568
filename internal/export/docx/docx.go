// Package docx writes documents for word processors: landscape A4, the head of
// a table on every page. It is a small writer of its own over archive/zip; the
// bytes depend on the document alone.
package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"strings"
	"time"

	"qadam/internal/report"
)

// Document returns the document as an Office Open XML text document.
func Document(d report.Document) ([]byte, error) {
	w := &writer{Document: d}
	for i, b := range d.Blocks {
		w.block(b, i)
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, part := range []struct{ name, text string }{
		{"[Content_Types].xml", contentTypes},
		{"_rels/.rels", relations},
		{"docProps/core.xml", w.core()},
		{"word/document.xml", w.document()},
		{"word/_rels/document.xml.rels", documentRelations},
		{"word/styles.xml", styles(tag(d.Languages[0]))},
		{"word/footer1.xml", w.footer()},
	} {
		f, err := z.CreateHeader(&zip.FileHeader{Name: part.name, Method: zip.Deflate}) // without a time
		if err != nil {
			return nil, err
		}
		if _, err := f.Write([]byte(part.text)); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

const (
	header = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	spaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`

	contentTypes = header + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>` +
		`<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>` +
		`<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>` +
		`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`

	relations = header + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>` +
		`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`

	documentRelations = header + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>` +
		`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/></Relationships>`
)

// styles are the letters of the whole document.
func styles(lang string) string {
	return header + `<w:styles ` + spaces + `><w:docDefaults><w:rPrDefault><w:rPr>` +
		`<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="Times New Roman"/>` +
		`<w:sz w:val="20"/><w:szCs w:val="20"/><w:lang w:val="` + lang + `"/></w:rPr></w:rPrDefault>` +
		`<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr></w:pPrDefault></w:docDefaults>` +
		`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>` +
		`<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/></w:style></w:styles>`
}

// writer writes the body of a document.
type writer struct {
	report.Document
	body  strings.Builder
	apart bool // the next paragraph begins a page
}

func (w *writer) raw(parts ...string) {
	for _, p := range parts {
		w.body.WriteString(p)
	}
}

// document is the main part: the body and the paper it is for.
func (w *writer) document() string {
	return header + `<w:document ` + spaces + `><w:body>` + w.body.String() + `<w:p/>` +
		`<w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>` +
		`<w:pgMar w:top="567" w:right="567" w:bottom="851" w:left="567" w:header="284" w:footer="284" w:gutter="0"/></w:sectPr></w:body></w:document>`
}

func (w *writer) core() string {
	at := time.Date(w.Day.Year, w.Day.Month, w.Day.Day, 0, 0, 0, 0, time.UTC).Format(time.RFC3339)
	return header + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" ` +
		`xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
		`<dc:title>` + escaped(strings.Join(report.Lines(w.Title, w.Languages), " / ")) + `</dc:title><dc:creator>Qadam</dc:creator>` +
		`<dcterms:created xsi:type="dcterms:W3CDTF">` + at + `</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">` + at + `</dcterms:modified></cp:coreProperties>`
}

// footer is the foot of every page: what the document is of, and the number.
func (w *writer) footer() string {
	f := &writer{Document: w.Document}
	f.raw(header, `<w:ftr `, spaces, `>`)
	field := func(name string) string {
		return `<w:fldSimple w:instr=" ` + name + ` "><w:r><w:rPr><w:sz w:val="16"/></w:rPr><w:t>1</w:t></w:r></w:fldSimple>`
	}
	for i, v := range w.Foot {
		for k, s := range report.In(v, w.Languages) {
			f.raw(`<w:p><w:pPr><w:tabs><w:tab w:val="right" w:pos="15704"/></w:tabs></w:pPr>`)
			f.run(s, false, 14)
			if i == 0 && k == 0 {
				f.raw(`<w:r><w:tab/></w:r>`, field("PAGE"), `<w:r><w:rPr><w:sz w:val="16"/></w:rPr><w:t xml:space="preserve"> / </w:t></w:r>`, field("NUMPAGES"))
			}
			f.raw(`</w:p>`)
		}
	}
	f.raw(`</w:ftr>`)
	return f.body.String()
}

// escaped is text for XML; a sign that XML cannot have becomes a box.
func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a builder takes everything
	return b.String()
}
