package audit

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"qadam/internal/civil"
)

// Sealed returns the entry with its hash, which covers the hash before it:
// h_n = SHA-256(h_{n-1} ‖ canonical JSON of the entry) (rules.md §11).
func Sealed(previous string, e Entry) (Entry, error) {
	prev, err := hex.DecodeString(previous)
	if err != nil {
		return e, fmt.Errorf("audit: hash of entry %d: %w", e.Seq-1, err)
	}
	body, err := Canonical(map[string]any{
		"seq": e.Seq, "recorded_at": e.RecordedAt.UTC().Format(time.RFC3339Nano), "actor": e.ActorID,
		"actor_name": e.ActorName, "seat": e.Seat, "action": e.Action, "programme": e.ProgrammeID,
		"entity": e.Entity, "id": e.EntityID, "before": e.Before, "after": e.After, "files": e.Files,
	})
	if err != nil {
		return e, err
	}
	h := sha256.New()
	h.Write(prev)
	h.Write([]byte(body))
	e.Hash = hex.EncodeToString(h.Sum(nil))
	return e, nil
}

// Checkpoint is the signature of the chain's head at the end of a day. Cutting
// the tail off the chain leaves a checkpoint that points at nothing.
type Checkpoint struct {
	Seq        int64 // the entry whose hash is signed
	Day        civil.Date
	Hash       string
	PublicKey  string // hex of the Ed25519 key
	Signature  string // hex
	RecordedAt time.Time
}

// Signed returns the checkpoint with the key's signature.
func (c Checkpoint) Signed(key ed25519.PrivateKey) Checkpoint {
	c.PublicKey = hex.EncodeToString(key.Public().(ed25519.PublicKey))
	c.Signature = hex.EncodeToString(ed25519.Sign(key, c.message()))
	return c
}

func (c Checkpoint) message() []byte {
	return fmt.Appendf(nil, "qadam audit checkpoint\n%s\n%d\n%s\n", c.Day, c.Seq, c.Hash)
}

func (c Checkpoint) valid() bool {
	key, err1 := hex.DecodeString(c.PublicKey)
	sig, err2 := hex.DecodeString(c.Signature)
	return errors.Join(err1, err2) == nil && len(key) == ed25519.PublicKeySize && ed25519.Verify(key, c.message(), sig)
}

// Verdict is what a check of the chain found.
type Verdict struct {
	Entries     int64
	Checkpoints int
	Head        string // hash of the last entry
	FirstBad    int64  // seq of the first entry that is wrong, 0 when all are right
	Fault       string // what is wrong, in English, for the operator
}

// Sound reports whether nothing is wrong.
func (v Verdict) Sound() bool { return v.Fault == "" }

// Check walks a chain in the order of its entries and compares it with its
// checkpoints. trusted, when given, are the only keys (hex, separated by
// spaces) that may have signed.
type Check struct {
	verdict     Verdict
	checkpoints map[int64][]Checkpoint
	trusted     []string
	last        time.Time
	highest     Checkpoint
}

// NewCheck starts a check against the checkpoints.
func NewCheck(checkpoints []Checkpoint, trusted string) *Check {
	c := &Check{checkpoints: map[int64][]Checkpoint{}, trusted: strings.Fields(trusted)}
	for _, p := range checkpoints {
		c.checkpoints[p.Seq] = append(c.checkpoints[p.Seq], p)
		if p.Seq > c.highest.Seq {
			c.highest = p
		}
	}
	c.verdict.Checkpoints = len(checkpoints)
	return c
}

// Entry looks at the next entry. After the first bad one it does nothing.
func (c *Check) Entry(e Entry) {
	if c.verdict.Fault != "" {
		return
	}
	want, err := Sealed(c.verdict.Head, e)
	switch {
	case e.Seq != c.verdict.Entries+1:
		c.blame(c.verdict.Entries+1, "is missing")
	case err != nil:
		c.blame(e.Seq, err.Error())
	case want.Hash != e.Hash:
		c.blame(e.Seq, "does not match its hash")
	case e.RecordedAt.Before(c.last):
		c.blame(e.Seq, "is older than the entry before it")
	default:
		for _, p := range c.checkpoints[e.Seq] {
			if fault := c.checkpoint(p, e); fault != "" {
				c.blame(e.Seq, fault)
				return
			}
		}
		c.verdict.Entries, c.verdict.Head, c.last = e.Seq, e.Hash, e.RecordedAt
	}
}

func (c *Check) checkpoint(p Checkpoint, e Entry) string {
	switch {
	case p.Hash != e.Hash:
		return "is not what the checkpoint of " + p.Day.String() + " signed"
	case !p.valid():
		return "has a checkpoint with a wrong signature"
	case len(c.trusted) > 0 && !slices.ContainsFunc(c.trusted, func(key string) bool { return strings.EqualFold(key, p.PublicKey) }):
		return "has a checkpoint signed with another key"
	}
	return ""
}

func (c *Check) blame(seq int64, what string) {
	c.verdict.FirstBad = seq
	c.verdict.Fault = fmt.Sprintf("entry %d %s", seq, what)
}

// Verdict ends the check.
func (c *Check) Verdict() Verdict {
	if c.verdict.Fault == "" && c.highest.Seq > c.verdict.Entries {
		c.blame(c.verdict.Entries+1, fmt.Sprintf("is missing: the checkpoint of %s signed entry %d", c.highest.Day, c.highest.Seq))
	}
	return c.verdict
}
