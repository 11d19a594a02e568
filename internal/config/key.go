package config

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Public is the end of the name of the list of public keys that are trusted:
// the own one, and those of the installations that a backup came from.
const Public = ".pub"

// Key reads the private key of the file. When there is none it makes one, for
// the owner's eyes only, and puts its public half on the list.
func Key(file string) (ed25519.PrivateKey, error) {
	key, err := ReadKey(file)
	if !errors.Is(err, fs.ErrNotExist) {
		return key, err
	}
	public, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, err
	}
	if err := writeKey(file, key); err != nil {
		if errors.Is(err, fs.ErrExist) {
			return ReadKey(file) // another process was faster
		}
		return nil, fmt.Errorf("key: %w", err)
	}
	return key, Trust(file, hex.EncodeToString(public))
}

// ReadKey reads the private key of the file, which must be there.
func ReadKey(file string) (ed25519.PrivateKey, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(text)
	if block == nil {
		return nil, fmt.Errorf("key: %s is no key", file)
	}
	parsed, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, fmt.Errorf("key: %s: %w", file, err)
	}
	key, ok := parsed.(ed25519.PrivateKey)
	if !ok {
		return nil, fmt.Errorf("key: %s is no Ed25519 key", file)
	}
	return key, nil
}

// writeKey writes the whole key under another name first and links it, so that
// nobody reads half a key and nobody overwrites one.
func writeKey(file string, key ed25519.PrivateKey) (err error) {
	body, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o750); err != nil {
		return err
	}
	temp, err := os.CreateTemp(filepath.Dir(file), ".key-") // mode 0600
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.Remove(temp.Name())) }()
	if err := errors.Join(pem.Encode(temp, &pem.Block{Type: "PRIVATE KEY", Bytes: body}), temp.Sync(), temp.Close()); err != nil {
		return err
	}
	return os.Link(temp.Name(), file)
}

// Trusted are the public keys that may have signed the log, hex, separated by
// spaces: those of the list and that of the key.
func Trusted(file string) (string, error) {
	text, err := os.ReadFile(file + Public)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	keys := strings.Fields(string(text))
	key, err := ReadKey(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	if err == nil {
		keys = append(keys, hex.EncodeToString(key.Public().(ed25519.PublicKey)))
	}
	slices.Sort(keys)
	return strings.Join(slices.Compact(keys), " "), nil
}

// Trust puts public keys on the list beside the key's file.
func Trust(file, keys string) error {
	have, err := Trusted(file)
	if err != nil {
		return err
	}
	all := append(strings.Fields(have), strings.Fields(keys)...)
	slices.Sort(all)
	if err := os.MkdirAll(filepath.Dir(file), 0o750); err != nil {
		return err
	}
	return os.WriteFile(file+Public, []byte(strings.Join(slices.Compact(all), "\n")+"\n"), 0o644)
}
