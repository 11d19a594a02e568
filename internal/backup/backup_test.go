package backup_test

import (
	"archive/tar"
	"crypto/ed25519"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/backup"
	"qadam/internal/blob"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// lived is a world with a file of evidence and an entry on a second day.
func lived(t *testing.T, dialect string) (*testkit.World, app.File) {
	t.Helper()
	w := testkit.NewWorld(t, dialect)
	f, err := w.App.KeepFile("act.pdf", strings.NewReader("%PDF-1.4 act"))
	must(t, err)
	p := w.Progress("astana 1.1", 100, "2018-03-05")
	p.SaidDone, p.Files = true, []app.File{f}
	must(t, w.App.ReportProgress(t.Context(), w.Actor("manager.astana"), p))
	w.Clock.Set("2018-03-06 10:00")
	w.Accept("astana 1.1", "2018-03-05")
	return w, f
}

func trusted() string { return hex.EncodeToString(testkit.Key.Public().(ed25519.PublicKey)) }

func TestAnInstallationComesBackWhole(t *testing.T) {
	testkit.Dialects(t, func(t *testing.T, dialect string) {
		ctx := t.Context()
		w, f := lived(t, dialect)
		file := filepath.Join(t.TempDir(), "qadam.tar")
		m, err := backup.Write(ctx, w.Store, w.Files, trusted(), file)
		must(t, err)
		if m.Files != 1 || m.Seq == 0 || m.Dialect != dialect {
			t.Errorf("%+v", m)
		}
		if _, err := backup.Write(ctx, w.Store, w.Files, trusted(), file); err == nil {
			t.Error("the backup was overwritten")
		}
		w.Report("astana 1.2", 10, "2018-06-29") // after the backup

		files, err := blob.Open(filepath.Join(t.TempDir(), "files"))
		must(t, err)
		defer files.Close()
		target := backup.Target{Database: testkit.Fresh(t, dialect), Files: files, Clock: w.Clock.Now}
		_, err = backup.Restore(ctx, file, target)
		must(t, err)
		s, err := store.Open(ctx, store.Options{Database: target.Database, Clock: w.Clock.Now, Key: testkit.Key})
		must(t, err)
		defer s.Close()
		faults, err := s.Check(ctx)
		if err != nil || len(faults) != 0 {
			t.Errorf("%q, %v", faults, err)
		}
		r := s.Read(access.System(), s.Instant())
		done, err := r.Milestone(ctx, w.Milestones["astana 1.1"])
		must(t, err)
		later, err := r.Milestone(ctx, w.Milestones["astana 1.2"])
		must(t, err)
		if !done.Facts().Accepted || len(later.Updates) != 0 || done.Evidence[0].SHA256 != f.SHA256 {
			t.Errorf("%+v, %d updates since", done.Facts(), len(later.Updates))
		}
		must(t, files.Check(f.SHA256))
		if verdict, err := s.VerifyAudit(ctx, trusted()); err != nil || !verdict.Sound() || verdict.Head != m.Hash {
			t.Errorf("%+v, %v", verdict, err)
		}
		// Life goes on in the restored one.
		p := w.Progress("astana 1.2", 20, "2018-06-29")
		p.Seen = 0
		must(t, app.New(s, files).ReportProgress(ctx, w.Actor("manager.astana"), p))

		if _, err := backup.Restore(ctx, file, target); err == nil || !strings.Contains(err.Error(), "--force") {
			t.Errorf("it was overwritten: %v", err)
		}
		target.Force = true
		if _, err := backup.Restore(ctx, file, target); dialect == store.SQLite && (err == nil || !strings.Contains(err.Error(), "in use")) {
			t.Errorf("the database was put aside under a server: %v", err)
		}
		must(t, s.Close())
		if _, err := backup.Restore(ctx, file, target); err != nil {
			t.Errorf("with force: %v", err)
		}
	})
}

// The copy is taken while people report; it is one instant, whole.
func TestABackupOfALiveDatabase(t *testing.T) {
	testkit.Dialects(t, func(t *testing.T, dialect string) {
		ctx := t.Context()
		w, _ := lived(t, dialect)
		manager, id := w.Actor("manager.astana"), w.Milestones["astana 2.1"]
		stop, wg := make(chan struct{}), sync.WaitGroup{}
		wg.Go(func() {
			for i := 0; ; i++ {
				select {
				case <-stop:
					return
				default:
				}
				p := app.Progress{MilestoneID: id, Percent: 50, Forecast: testkit.Day("2018-06-29"), FormKey: "live-" + string(rune('a'+i))}
				if m, err := w.Store.Read(manager, w.Store.Instant()).Milestone(ctx, id); err == nil && m.Last() != nil {
					p.Seen = m.Last().ID
				}
				if err := w.App.ReportProgress(ctx, manager, p); err != nil {
					t.Error(err)
				}
			}
		})
		var backups []string
		for i := range 3 {
			file := filepath.Join(t.TempDir(), string(rune('a'+i))+".tar")
			_, err := backup.Write(ctx, w.Store, w.Files, trusted(), file)
			must(t, err)
			backups = append(backups, file)
		}
		close(stop)
		wg.Wait()
		for _, file := range backups {
			target := backup.Target{Database: testkit.Fresh(t, dialect), Files: w.Files, Clock: w.Clock.Now}
			if _, err := backup.Restore(ctx, file, target); err != nil {
				t.Error(err)
			}
		}
	})
}

func TestWhatIsNoBackupIsRefused(t *testing.T) {
	ctx := t.Context()
	w, f := lived(t, store.SQLite)
	good := filepath.Join(t.TempDir(), "good.tar")
	_, err := backup.Write(ctx, w.Store, w.Files, trusted(), good)
	must(t, err)
	whole, err := os.ReadFile(good)
	must(t, err)
	for name, bytes := range map[string][]byte{
		"nothing":             {},
		"something else":      []byte("hello"),
		"cut off":             whole[:len(whole)/2],
		"without a file":      rewrite(t, whole, func(h *tar.Header, b []byte) []byte { return drop(h, b, "files/"+f.SHA256) }),
		"with another file":   rewrite(t, whole, func(h *tar.Header, b []byte) []byte { return spoil(h, b, "files/"+f.SHA256) }),
		"without a database":  rewrite(t, whole, func(h *tar.Header, b []byte) []byte { return drop(h, b, "database") }),
		"of another database": rewrite(t, whole, func(h *tar.Header, b []byte) []byte { return change(h, b, "sqlite", "postgres") }),
		"of another head":     rewrite(t, whole, func(h *tar.Header, b []byte) []byte { return change(h, b, `"hash": "`, `"hash": "0`) }),
		"of another key":      rewrite(t, whole, func(h *tar.Header, b []byte) []byte { return change(h, b, `"trusted": "`, `"trusted": "0`) }),
		"of a later format":   rewrite(t, whole, func(h *tar.Header, b []byte) []byte { return change(h, b, `"format": 1`, `"format": 2`) }),
	} {
		t.Run(name, func(t *testing.T) {
			bad := filepath.Join(t.TempDir(), "bad.tar")
			must(t, os.WriteFile(bad, bytes, 0o600))
			files, err := blob.Open(filepath.Join(t.TempDir(), "files"))
			must(t, err)
			defer files.Close()
			database := filepath.Join(t.TempDir(), "qadam.db")
			if _, err := backup.Restore(ctx, bad, backup.Target{Database: database, Files: files, Clock: w.Clock.Now}); err == nil {
				t.Error("it was restored")
			}
			if left, _ := filepath.Glob(filepath.Join(filepath.Dir(database), "*")); len(left) != 0 {
				t.Errorf("it left %v", left)
			}
		})
	}
}

// rewrite packs an archive again with other bytes; nil leaves a file out.
func rewrite(t *testing.T, whole []byte, to func(*tar.Header, []byte) []byte) []byte {
	t.Helper()
	var out strings.Builder
	in, w := tar.NewReader(strings.NewReader(string(whole))), tar.NewWriter(&out)
	for {
		h, err := in.Next()
		if err == io.EOF {
			break
		}
		must(t, err)
		b, err := io.ReadAll(in)
		must(t, err)
		if b = to(h, b); b == nil {
			continue
		}
		h.Size = int64(len(b))
		must(t, w.WriteHeader(h))
		_, err = w.Write(b)
		must(t, err)
	}
	must(t, w.Close())
	return []byte(out.String())
}

func drop(h *tar.Header, b []byte, name string) []byte {
	if h.Name == name {
		return nil
	}
	return b
}

func spoil(h *tar.Header, b []byte, name string) []byte {
	if h.Name == name {
		return append(b, '!')
	}
	return b
}

func change(h *tar.Header, b []byte, from, to string) []byte {
	if h.Name == "manifest.json" {
		return []byte(strings.Replace(string(b), from, to, 1))
	}
	return b
}
