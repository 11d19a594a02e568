// Package signing checks electronic signatures: whether these bytes were signed,
// by whom, and with a certificate that was good for it (facts.md §5.3–5.5). What
// it cannot check it calls unverified, and unverified is never valid.
package signing

import (
	"context"
	"time"
)

// Status is what a check came to.
type Status string

// The statuses. Unverified is a signature that may be good: its algorithm is not
// one that can be checked here, or nothing is known of its certificate.
const (
	Valid      Status = "valid"
	Invalid    Status = "invalid"
	Unverified Status = "unverified"
)

// Reason is why a signature is not valid: a key of the catalogue after signing.
type Reason string

// The reasons. The first ones make a signature invalid, the others unverified.
const (
	NotCMS     Reason = "not_cms"     // what was sent is no signature
	OtherBytes Reason = "other_bytes" // it is of another text
	Broken     Reason = "broken"      // the signature is not that of its certificate
	Expired    Reason = "expired"     // the certificate was not valid at the time
	OtherRoot  Reason = "other_root"  // it was issued by nobody who is trusted
	WrongUsage Reason = "wrong_usage" // the certificate is for something else than signing
	WrongRole  Reason = "wrong_role"  // its owner may not sign this
	Revoked    Reason = "revoked"
	// WeakAlgorithm is one that is not accepted: broken, or of no authority here.
	WeakAlgorithm Reason = "weak_algorithm"

	NoRoots           Reason = "no_roots"           // nobody is trusted: QADAM_TRUST is not set
	NoRevocation      Reason = "no_revocation"      // no list says whether it was revoked
	UnknownAlgorithm  Reason = "unknown_algorithm"  // GOST
	SeveralSignatures Reason = "several_signatures" // more than one person signed the same file
	OtherPerson       Reason = "other_person"       // the certificate does not name whoever brought it
)

// Signer is who signed, as the certificate says.
type Signer struct {
	Name         string // CN: SURNAME NAME
	Patronymic   string // G
	IIN          string // masked: 8801******23
	BIN          string // of the organization, masked
	Organization string
	Roles        []Role
	Issuer       string
	Serial       string // hex
	From, Until  time.Time
}

// Report is what a check found. Signer is filled in as far as the certificate
// could be read, also when the signature is not valid.
type Report struct {
	Status Status
	Reason Reason // "" when valid
	Signer Signer
}

// Verifier checks a detached signature (CMS) of the content as of an instant.
// An error says that the check could not be made, not that it failed.
type Verifier interface {
	Verify(ctx context.Context, content, cms []byte, at time.Time) (Report, error)
}
