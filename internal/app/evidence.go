package app

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"path/filepath"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"qadam/internal/blob"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/portfolio"
	"qadam/internal/store"
)

// Limits of evidence.
const (
	FileLimit  = 20 << 20 // bytes of one file
	FilesLimit = 5        // files of one update
)

// File is a file whose bytes are kept already, and which no update names yet.
type File struct {
	Name      string `json:"name"`
	SHA256    string `json:"sha256"`
	Size      int64  `json:"size"`
	MediaType string `json:"type"`
}

// KeepFile keeps the bytes of a file that came with a form. A form that is
// refused for another reason need not send them again: see Token.
func (a *App) KeepFile(name string, r io.Reader) (File, error) {
	head := make([]byte, blob.SniffLength)
	n, err := io.ReadFull(r, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return File{}, err
	}
	head = head[:n]
	if n == 0 {
		return File{}, fault.Field("files", "fault.file_empty", "Name", name)
	}
	media, extension, ok := blob.Sniff(head)
	if !ok {
		return File{}, fault.Field("files", "fault.file_type", "Name", name)
	}
	sum, size, err := a.Files.Put(io.MultiReader(bytes.NewReader(head), r), FileLimit)
	if errors.Is(err, blob.ErrTooLarge) {
		return File{}, fault.Field("files", "fault.file_too_large", "Name", name, "Limit", FileLimit>>20)
	}
	if err != nil {
		return File{}, err
	}
	return File{Name: safeName(name, extension), SHA256: sum, Size: size, MediaType: media}, nil
}

// Token lets a form carry a kept file until it is accepted. It is signed, so
// that nobody can name a file that he did not send.
func (a *App) Token(f File) string {
	body, err := json.Marshal(f)
	if err != nil {
		return "" // a File is always JSON
	}
	return base64.RawURLEncoding.EncodeToString(body) + "." + hex.EncodeToString(a.seal(body))
}

// FileOf returns the file of a token, and false for one that this process did
// not sign.
func (a *App) FileOf(token string) (File, bool) {
	body64, seal, _ := strings.Cut(token, ".")
	body, err1 := base64.RawURLEncoding.DecodeString(body64)
	got, err2 := hex.DecodeString(seal)
	var f File
	if err1 != nil || err2 != nil || !hmac.Equal(got, a.seal(body)) || json.Unmarshal(body, &f) != nil {
		return File{}, false
	}
	return f, true
}

func (a *App) seal(body []byte) []byte {
	h := hmac.New(sha256.New, a.stash[:])
	h.Write(body)
	return h.Sum(nil)
}

// safeName is a name that no system takes for a path or a command. Its
// extension is that of the bytes.
func safeName(name, extension string) string {
	name = filepath.Base(strings.ReplaceAll(name, `\`, "/"))
	name = strings.TrimSuffix(name, filepath.Ext(name))
	name = strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune(" -_№.()", r) {
			return r
		}
		return -1
	}, name)
	name = strings.Trim(strings.TrimSpace(name), ".")
	if utf8.RuneCountInString(name) > 100 {
		name = string([]rune(name)[:100])
	}
	if name == "" {
		name = "file"
	}
	return name + extension
}

// pieces is how much evidence comes with the update.
func (p Progress) pieces() int {
	n := len(p.Files)
	if strings.TrimSpace(p.Link) != "" {
		n++
	}
	return n
}

func (p Progress) checkEvidence(now time.Time) error {
	var errs []error
	if len(p.Files) > FilesLimit {
		errs = append(errs, fault.Field("files", "fault.too_many_files", "Limit", FilesLimit))
	}
	if link := strings.TrimSpace(p.Link); link != "" {
		errs = append(errs, portfolio.CheckLink(link))
	}
	if p.Document.Dated.After(civil.DateOf(now)) {
		errs = append(errs, fault.Field("document_date", "fault.in_future"))
	}
	if utf8.RuneCountInString(p.Document.Number) > 100 {
		errs = append(errs, fault.Field("document_number", "fault.too_long", "Limit", 100))
	}
	return fault.Join(errs...)
}

// keepEvidence appends what came with the update and returns the sums of the files.
func (p Progress) keepEvidence(tx *store.Tx, u portfolio.Update) (sums []string, err error) {
	base := portfolio.Evidence{
		UpdateID: u.ID, MilestoneID: u.MilestoneID, ProgrammeID: u.ProgrammeID,
		Number: strings.TrimSpace(p.Document.Number), Dated: p.Document.Dated,
	}
	for _, f := range p.Files {
		e := base
		e.Name, e.SHA256, e.Size, e.MediaType = f.Name, f.SHA256, f.Size, f.MediaType
		if err := tx.AppendEvidence(&e); err != nil {
			return nil, err
		}
		sums = append(sums, f.SHA256)
	}
	if link := strings.TrimSpace(p.Link); link != "" {
		e := base
		e.Name, e.URL = link, link
		if err := tx.AppendEvidence(&e); err != nil {
			return nil, err
		}
	}
	return sums, nil
}
