package app_test

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"qadam/internal/app"
	"qadam/internal/fault"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

const pdf = "%PDF-1.4\n1 0 obj<<>>endobj\n"

func TestAFileIsKeptBeforeTheFormIsAccepted(t *testing.T) {
	w := testkit.NewWorld(t, store.SQLite)
	f, err := w.App.KeepFile(`C:\docs\Акт № 12 "final".exe`, strings.NewReader(pdf))
	must(t, err)
	if f.Name != "Акт № 12 final.pdf" || f.MediaType != "application/pdf" || f.Size != int64(len(pdf)) {
		t.Errorf("%+v", f)
	}
	back, ok := w.App.FileOf(w.App.Token(f))
	if !ok || back != f {
		t.Errorf("%+v, %v", back, ok)
	}
	forged := strings.Replace(w.App.Token(f), "a", "b", 1)
	for _, token := range []string{"", ".", "x.y", forged, app.New(w.Store, w.Files).Token(f)} {
		if _, ok := w.App.FileOf(token); ok {
			t.Errorf("%q was believed", token)
		}
	}

	p := w.Progress("astana 1.1", 100, "2018-03-05")
	p.SaidDone, p.Files, p.Document = true, []app.File{f}, app.Document{Number: " 12 ", Dated: testkit.Day("2018-03-02")}
	must(t, w.App.ReportProgress(t.Context(), w.Actor("manager.astana"), p))
	m := milestone(t, w, "astana 1.1")
	if len(m.Evidence) != 1 || m.Evidence[0].Number != "12" || m.Evidence[0].SHA256 != f.SHA256 || m.Evidence[0].UpdateID != m.Last().ID {
		t.Fatalf("%+v", m.Evidence)
	}
	if e := lastEntry(t, w); e.Files != f.SHA256 {
		t.Errorf("the log names %q", e.Files)
	}
	r, err := w.Files.Get(f.SHA256)
	must(t, err)
	defer r.Close()
	if got, _ := io.ReadAll(r); string(got) != pdf {
		t.Errorf("%q", got)
	}
}

func TestFilesThatAreRefused(t *testing.T) {
	w := testkit.NewWorld(t, store.SQLite)
	for what, tt := range map[string]struct {
		bytes string
		key   string
	}{
		"nothing":       {"", "fault.file_empty"},
		"a page":        {"<!DOCTYPE html><html><script>alert(1)</script></html>", "fault.file_type"},
		"a program":     {"MZ\x90\x00\x03\x00\x00\x00", "fault.file_type"},
		"twenty-one MB": {pdf + strings.Repeat(" ", 21<<20), "fault.file_too_large"},
	} {
		_, err := w.App.KeepFile("акт.pdf", strings.NewReader(tt.bytes))
		if f := fault.FieldsOf(err); len(f) != 1 || f[0].Name != "files" || f[0].Key != tt.key {
			t.Errorf("%s: %v", what, err)
		}
	}
	exact := append([]byte(pdf), bytes.Repeat([]byte(" "), app.FileLimit-len(pdf))...)
	if _, err := w.App.KeepFile("акт.pdf", bytes.NewReader(exact)); err != nil {
		t.Errorf("exactly twenty: %v", err)
	}
}

func TestNamesOfFilesAreMadeSafe(t *testing.T) {
	w := testkit.NewWorld(t, store.SQLite)
	for given, want := range map[string]string{
		"../../etc/passwd": "passwd.pdf", "a/b\\c.txt": "c.pdf", "": "file.pdf", "...": "file.pdf", "акт\r\nX: y.pdf": "актX y.pdf",
		"<script>.pdf": "script.pdf", strings.Repeat("қ", 200): strings.Repeat("қ", 100) + ".pdf", "\u202efdp.exe": "fdp.pdf", ".htaccess": "file.pdf",
	} {
		f, err := w.App.KeepFile(given, strings.NewReader(pdf))
		must(t, err)
		if f.Name != want {
			t.Errorf("%q became %q, want %q", given, f.Name, want)
		}
	}
}

func TestTheLogCoversLinksAndDocuments(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		p := w.Progress("astana 1.1", 100, "2018-03-05")
		p.SaidDone, p.Link = true, " https://example.kz/act "
		p.Document = app.Document{Number: "12-3", Dated: testkit.Day("2018-03-02")}
		must(t, w.App.ReportProgress(t.Context(), w.Actor("manager.astana"), p))
		want := `{"document_date":"2018-03-02","document_number":"12-3","forecast":"2018-03-05","link":"https://example.kz/act","note":"","percent":100,"said_done":true}`
		if got := lastEntry(t, w).After; got != want {
			t.Errorf("the entry says %s\nwant %s", got, want)
		}
	})
}
