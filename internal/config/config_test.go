package config_test

import (
	"crypto/ed25519"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"qadam/internal/config"
)

func TestSettingsThatCannotWork(t *testing.T) {
	for _, bad := range []config.Settings{{Files: "s3://bucket"}, {BaseURL: "qadam.kz"}, {BaseURL: "ftp://qadam.kz"}, {BaseURL: "https://"}, {SMTP: "smtp://mail.qadam.kz"}} {
		if bad.Check() == nil {
			t.Errorf("%+v was accepted", bad)
		}
	}
	for _, good := range []config.Settings{{}, {Files: "data/files", BaseURL: "https://qadam.kz"}, {BaseURL: "http://127.0.0.1:8080", SMTP: "smtp://mail.qadam.kz"}} {
		if err := good.Check(); err != nil {
			t.Error(err)
		}
	}
}

func TestTheLogIsTextOrJSON(t *testing.T) {
	for kind, want := range map[string]string{"text": "msg=hello", "json": `"msg":"hello"`} {
		var b strings.Builder
		config.Settings{Log: kind}.Logger(&b).Info("hello")
		if !strings.Contains(b.String(), want) {
			t.Errorf("%s: %s", kind, b.String())
		}
	}
}

func TestAKeyIsMadeOnceAndForTheOwnerOnly(t *testing.T) {
	file := filepath.Join(t.TempDir(), "data", "audit.key")
	var wg sync.WaitGroup
	keys := make([]ed25519.PrivateKey, 8)
	for i := range keys {
		wg.Go(func() {
			key, err := config.Key(file)
			if err != nil {
				t.Error(err)
			}
			keys[i] = key
		})
	}
	wg.Wait()
	for _, k := range keys {
		if !k.Equal(keys[0]) {
			t.Error("two processes made two keys")
		}
	}
	info, err := os.Stat(file)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(file), ".key-*")); len(left) != 0 {
		t.Errorf("it left %v", left)
	}
	public := hex.EncodeToString(keys[0].Public().(ed25519.PublicKey))
	if got, err := config.Trusted(file); got != public || err != nil {
		t.Errorf("trusted: %q, %v", got, err)
	}
	if err := config.Trust(file, "00aa "+public); err != nil {
		t.Fatal(err)
	}
	if got, err := config.Trusted(file); len(strings.Fields(got)) != 2 || !strings.HasPrefix(got, "00aa ") || err != nil {
		t.Errorf("trusted: %q, %v", got, err)
	}
}

func TestWhatIsNoKeyIsNotReplaced(t *testing.T) {
	file := filepath.Join(t.TempDir(), "audit.key")
	if err := os.WriteFile(file, []byte("hello"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := config.Key(file); err == nil {
		t.Error("it was taken for a key")
	}
	if got, _ := os.ReadFile(file); string(got) != "hello" {
		t.Error("it was overwritten")
	}
	if got, err := config.Trusted(filepath.Join(t.TempDir(), "none")); got != "" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
}
