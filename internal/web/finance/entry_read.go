package finance

import (
	"cmp"
	"crypto/rand"
	"fmt"
	"strconv"

	"qadam/internal/app"
	"qadam/internal/funding"
	"qadam/internal/money"
	"qadam/internal/web/site"
)

// readMoney reads an entry from its form.
func readMoney(f *site.Form, lineID int64) app.Money {
	m := app.Money{
		LineID: lineID, Kind: funding.EntryKind(f.Text("kind")), Amount: sum(f, "amount"), Brings: f.Text("mode") == "brings", Year: f.Int("year"),
		HappenedOn: f.Day("happened_on"), ContractID: f.ID("contract"), Document: readPaper(f), Why: f.Text("why"), Note: f.Text("note"),
		FormKey: strconv.FormatInt(lineID, 10) + "-" + cmp.Or(f.Text("form_key"), rand.Text()),
	}
	if p := f.Text("period"); p != "" {
		m.Period = fmt.Sprintf("%04d-%s", m.Year, p)
	}
	if m.Document.Dated.IsZero() && f.Text("document_date") == "" {
		m.Document.Dated = m.HappenedOn
	}
	return m
}

// readPaper reads the document that money goes by.
func readPaper(f *site.Form) funding.Document {
	return funding.Document{
		Kind: funding.DocumentKind(f.Text("document_kind")), Number: f.Text("document_number"), Dated: f.Day("document_date"),
		Title: f.Text("document_title"), URL: f.Text("link"),
	}
}

// sum reads a sum; what is no sum is named.
func sum(f *site.Form, name string) money.Amount {
	text := f.Text(name)
	if text == "" {
		f.Fault(name, "fault.required")
		return 0
	}
	a, err := money.Parse(text)
	if err != nil {
		f.Take(name, err)
	}
	return a
}

// scan is the one file of a document.
func scan(f *site.Form, files []app.File) *app.File {
	if len(files) == 0 {
		return nil
	}
	if len(files) > 1 {
		f.Fault("files", "entry.one_scan")
	}
	return &files[0]
}
