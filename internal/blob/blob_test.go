package blob_test

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"qadam/internal/blob"
)

func dir(t *testing.T) (*blob.Dir, string) {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "a", "files")
	d, err := blob.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	return d, folder
}

const hello = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824" // sha256 of hello

func TestWhatIsPutIsThere(t *testing.T) {
	d, folder := dir(t)
	for range 2 { // the second time the same bytes are kept once
		sum, size, err := d.Put(strings.NewReader("hello"), 5)
		if sum != hello || size != 5 || err != nil {
			t.Fatalf("Put() = %s, %d, %v", sum, size, err)
		}
	}
	f, err := d.Get(hello)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got, err := io.ReadAll(f); string(got) != "hello" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
	if err := d.Check(hello); err != nil {
		t.Error(err)
	}
	if got := files(t, folder); len(got) != 1 || got[0] != "2c/"+hello {
		t.Errorf("the folder has %v", got)
	}
}

func TestTooLargeLeavesNothing(t *testing.T) {
	d, folder := dir(t)
	if _, _, err := d.Put(strings.NewReader("hello"), 4); !errors.Is(err, blob.ErrTooLarge) {
		t.Errorf("got %v", err)
	}
	broken := io.MultiReader(strings.NewReader("hel"), failing{})
	if _, _, err := d.Put(broken, 100); err == nil || errors.Is(err, blob.ErrTooLarge) {
		t.Errorf("got %v", err)
	}
	if got := files(t, folder); len(got) != 0 {
		t.Errorf("the folder has %v", got)
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errors.New("the line was cut") }

func TestGetRefusesWhatIsNoSum(t *testing.T) {
	d, _ := dir(t)
	for _, sum := range []string{"", "2c", "../../etc/passwd", strings.Repeat("../", 21) + "x", strings.Repeat("0", 64), strings.Repeat("/", 64)} {
		if f, err := d.Get(sum); err == nil {
			f.Close()
			t.Errorf("%q is there", sum)
		}
	}
	if _, err := d.Get(strings.Repeat("0", 64)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

func TestCheckFindsOtherBytes(t *testing.T) {
	d, folder := dir(t)
	if _, _, err := d.Put(strings.NewReader("hello"), 5); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "2c", hello), []byte("HELLO"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := d.Check(hello); err == nil {
		t.Error("nothing was found")
	}
	if err := d.Check(strings.Repeat("0", 64)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

func TestManyPutTheSame(t *testing.T) {
	d, folder := dir(t)
	var wg sync.WaitGroup
	for range 16 {
		wg.Go(func() {
			if _, _, err := d.Put(strings.NewReader("hello"), 5); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if got := files(t, folder); len(got) != 1 {
		t.Errorf("the folder has %v", got)
	}
}

func files(t *testing.T, folder string) []string {
	t.Helper()
	var found []string
	err := filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			rel, _ := filepath.Rel(folder, path)
			found = append(found, rel)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestSniff(t *testing.T) {
	tests := []struct {
		name, head, media, extension string
	}{
		{"a PDF", "%PDF-1.7\n", "application/pdf", ".pdf"},
		{"a PNG", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "image/png", ".png"},
		{"a JPEG", "\xff\xd8\xff\xe0\x00\x10JFIF", "image/jpeg", ".jpg"},
		{"plain text", "Акт № 12 от 30.03.2018", "text/plain", ".txt"},
		{"a table", "a,b\n1,2\n3,4\n", "text/csv", ".csv"},
		{"a page", "<!DOCTYPE html><script>alert(1)</script>", "", ""},
		{"a drawing with scripts", `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>`, "", ""},
		{"a program", "MZ\x90\x00\x03", "", ""},
		{"a program of Linux", "\x7fELF\x02\x01\x01", "", ""},
		{"a shell script", "#!/bin/sh\nrm -rf /\n", "", ""},
		{"an archive", "PK\x03\x04\x14\x00\x00\x00", "", ""},
		{"XML", `<?xml version="1.0"?><a/>`, "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			media, extension, ok := blob.Sniff([]byte(tt.head))
			if media != tt.media || extension != tt.extension || ok != (tt.media != "") {
				t.Errorf("Sniff() = %q, %q, %v", media, extension, ok)
			}
		})
	}
}
