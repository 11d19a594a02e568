package store

import (
	"crypto/sha256"
	"encoding/hex"
)

// protocols looks for texts of protocols that are not those of their
// fingerprints, and for PDFs of one that not both have confirmed.
func (c *checkup) protocols() error {
	var drafts []struct {
		ID                  int64
		Record, Fingerprint string
	}
	if err := c.read(&drafts, "SELECT id, record, fingerprint FROM protocol_drafts ORDER BY id"); err != nil {
		return err
	}
	for _, d := range drafts {
		if sum := sha256.Sum256([]byte(d.Record)); hex.EncodeToString(sum[:]) != d.Fingerprint {
			c.blame("draft %d of a protocol has another text than its fingerprint says", d.ID)
		}
	}
	var early []int64
	err := c.read(&early, `SELECT DISTINCT f.protocol_id FROM protocol_files f WHERE (SELECT count(*) FROM confirmations c
		WHERE c.draft_id = (SELECT max(d.id) FROM protocol_drafts d WHERE d.protocol_id = f.protocol_id)) < 2 ORDER BY 1`)
	for _, id := range early {
		c.blame("protocol %d has a PDF and was not confirmed by both", id)
	}
	return err
}
