package signing

import (
	"bytes"
	"crypto/x509"
	"encoding/asn1"
	"encoding/pem"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// trust is what a folder says whom to trust: roots, those between, and what was
// revoked.
type trust struct {
	roots, between *x509.CertPool
	anybody        bool
	lists          []*x509.RevocationList
}

// load reads a folder of certificates and revocation lists, DER or PEM. Files
// that are neither, or that this program does not understand, are passed over.
func load(folder string) (trust, error) {
	t := trust{roots: x509.NewCertPool(), between: x509.NewCertPool()}
	if folder == "" {
		return t, nil
	}
	files, err := os.ReadDir(folder)
	if err != nil {
		return t, fmt.Errorf("signing: trust: %w", err)
	}
	for _, f := range files {
		if !f.Type().IsRegular() && f.Type()&os.ModeSymlink == 0 {
			continue
		}
		raw, err := os.ReadFile(filepath.Join(folder, f.Name()))
		if err != nil {
			return t, fmt.Errorf("signing: trust: %w", err)
		}
		t.add(raw)
	}
	return t, nil
}

// add takes what a file holds.
func (t *trust) add(raw []byte) {
	block, rest := pem.Decode(raw)
	if block == nil {
		t.take(raw)
	}
	for ; block != nil; block, rest = pem.Decode(rest) {
		t.take(block.Bytes)
	}
}

func (t *trust) take(der []byte) {
	if c, err := x509.ParseCertificate(der); err == nil {
		switch {
		case !c.IsCA:
		case bytes.Equal(c.RawSubject, c.RawIssuer):
			t.roots.AddCert(c)
			t.anybody = true
		default:
			t.between.AddCert(c)
		}
	} else if l, err := x509.ParseRevocationList(der); err == nil {
		t.lists = append(t.lists, l)
	}
}

// check says whether a certificate was issued by somebody trusted and was not
// revoked at the instant. Without a list that says so, it is unverified.
func (t trust) check(own *x509.Certificate, sent []*x509.Certificate, at time.Time) (Status, Reason) {
	if !t.anybody {
		return Unverified, NoRoots
	}
	between := t.between.Clone()
	for _, c := range sent {
		between.AddCert(c)
	}
	chains, err := own.Verify(x509.VerifyOptions{
		Roots: t.roots, Intermediates: between, CurrentTime: at, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny},
	})
	var invalid x509.CertificateInvalidError
	switch {
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return Invalid, Expired
	case err != nil:
		return Invalid, OtherRoot
	}
	status, reason := Unverified, NoRevocation
	for _, chain := range chains {
		switch t.revoked(chain, at) {
		case standing:
			status, reason = Valid, ""
		case revoked:
			return Invalid, Revoked
		}
	}
	return status, reason
}

// standing, revoked and unknown are what is known of a chain.
type known int

const (
	standing known = iota
	revoked
	unknown
)

// revoked looks every certificate of a chain up, but for its root.
func (t trust) revoked(chain []*x509.Certificate, at time.Time) known {
	worst := standing
	for i, c := range chain[:len(chain)-1] {
		switch t.lookUp(c, chain[i+1], at) {
		case revoked:
			return revoked
		case unknown:
			worst = unknown
		}
	}
	return worst
}

// partial are the extensions of a list that has not everything: a delta, and
// one of some certificates only.
var partial = []asn1.ObjectIdentifier{{2, 5, 29, 27}, {2, 5, 29, 28}}

// lookUp looks for a certificate in the lists of who issued it. A list counts
// when its issuer signed it and it was current at the instant; one that has not
// everything can only say that a certificate was revoked.
func (t trust) lookUp(c, issuer *x509.Certificate, at time.Time) known {
	found := unknown
	for _, l := range t.lists {
		if !bytes.Equal(l.RawIssuer, c.RawIssuer) || l.CheckSignatureFrom(issuer) != nil {
			continue
		}
		for _, entry := range l.RevokedCertificateEntries {
			if entry.SerialNumber.Cmp(c.SerialNumber) == 0 && !entry.RevocationTime.After(at) {
				return revoked
			}
		}
		whole := true
		for _, e := range l.Extensions {
			whole = whole && !slices.ContainsFunc(partial, e.Id.Equal)
		}
		if whole && !l.ThisUpdate.After(at) && !l.NextUpdate.Before(at) {
			found = standing
		}
	}
	return found
}
