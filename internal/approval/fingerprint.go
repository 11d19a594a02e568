package approval

import (
	"crypto/sha256"
	"encoding/hex"

	"qadam/internal/audit"
)

// Fingerprint returns the canonical JSON (RFC 8785) of a content and the hex of
// its SHA-256: what is voted upon (rules.md §5).
func Fingerprint(content any) (text, sum string, err error) {
	text, err = audit.Canonical(content)
	if err != nil {
		return "", "", err
	}
	h := sha256.Sum256([]byte(text))
	return text, hex.EncodeToString(h[:]), nil
}
