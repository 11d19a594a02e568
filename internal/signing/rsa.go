package signing

import (
	"bytes"
	"context"
	"crypto"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"slices"
	"time"

	"github.com/smallstep/pkcs7"
)

// RSA checks signatures made with RSA keys. Those made with GOST keys, which
// most officials have, stay unverified, with the signer still shown.
type RSA struct {
	Folder string // of the roots that are trusted and of revocation lists, "" for none
}

// SizeLimit is how large a signature may be, in bytes: chains and time stamps
// make some of them tens of kilobytes.
const SizeLimit = 1 << 20

// strong are the digests that are accepted, hashes how they are computed.
var (
	strong = []asn1.ObjectIdentifier{pkcs7.OIDDigestAlgorithmSHA256, pkcs7.OIDDigestAlgorithmSHA384, pkcs7.OIDDigestAlgorithmSHA512}
	hashes = []crypto.Hash{crypto.SHA256, crypto.SHA384, crypto.SHA512}
)

// Verify checks a detached signature of the content in the order of
// facts.md §5.4: the bytes before the certificate, the certificate before those
// who issued it. The folder is read anew each time, since revocation lists are
// replaced daily.
func (v RSA) Verify(_ context.Context, content, cms []byte, at time.Time) (Report, error) {
	p7, err := parse(cms)
	if err != nil || len(p7.Signers) == 0 {
		return Report{Status: Invalid, Reason: NotCMS}, nil
	}
	if len(p7.Signers) > 1 {
		return Report{Status: Unverified, Reason: SeveralSignatures}, nil
	}
	own := p7.GetOnlySigner()
	if own == nil {
		return Report{Status: Invalid, Reason: Broken}, nil
	}
	report := Report{Status: Invalid, Signer: signerOf(own)}
	if len(p7.Content) > 0 && !bytes.Equal(p7.Content, content) {
		report.Reason = OtherBytes
		return report, nil
	}
	p7.Content = content
	if foreign(own, p7) {
		return v.unchecked(p7, own, report, at), nil
	}
	if _, ok := own.PublicKey.(*rsa.PublicKey); !ok || !slices.ContainsFunc(strong, p7.Signers[0].DigestAlgorithm.Algorithm.Equal) {
		report.Reason = WeakAlgorithm
		return report, nil
	}
	if report.Reason = broken(p7, at); report.Reason == "" {
		report.Reason = unfit(own, at)
	}
	if report.Reason != "" {
		return report, nil
	}
	trust, err := load(v.Folder)
	if err != nil {
		return Report{}, err
	}
	report.Status, report.Reason = trust.check(own, p7.Certificates, at)
	return report, nil
}

// gost is the arc of the national algorithms, of keys and of digests (facts.md §5.3).
var gost = asn1.ObjectIdentifier{1, 2, 398, 3, 10}

func isGOST(oid asn1.ObjectIdentifier) bool {
	return len(oid) > len(gost) && oid[:len(gost)].Equal(gost)
}

// foreign reports whether key and signature are of the national algorithms, which
// are not understood here. All others are, or are not accepted.
func foreign(own *x509.Certificate, p7 *pkcs7.PKCS7) bool {
	var key struct {
		Algorithm pkix.AlgorithmIdentifier
		Bits      asn1.BitString
	}
	_, err := asn1.Unmarshal(own.RawSubjectPublicKeyInfo, &key)
	return err == nil && isGOST(key.Algorithm.Algorithm) && isGOST(p7.Signers[0].DigestEncryptionAlgorithm.Algorithm)
}

// unchecked is the report of a signature that cannot be checked: what can be
// said without its algorithm is, and the best that comes of it is unverified.
func (v RSA) unchecked(p7 *pkcs7.PKCS7, own *x509.Certificate, report Report, at time.Time) Report {
	if report.Reason = unfit(own, at); report.Reason != "" {
		return report
	}
	digest := p7.Signers[0].DigestAlgorithm.Algorithm
	switch i := slices.IndexFunc(strong, digest.Equal); {
	case i >= 0 && !digests(p7, hashes[i]):
		report.Reason = OtherBytes
	case i < 0 && !isGOST(digest):
		report.Reason = WeakAlgorithm
	default:
		report.Status, report.Reason = Unverified, UnknownAlgorithm
	}
	return report
}

// digests reports whether the digest that was signed is that of the content. One
// that was signed without attributes cannot be told from others.
func digests(p7 *pkcs7.PKCS7, hash crypto.Hash) bool {
	var signed []byte
	if len(p7.Signers[0].AuthenticatedAttributes) == 0 {
		return true
	}
	if err := p7.UnmarshalSignedAttribute(pkcs7.OIDAttributeMessageDigest, &signed); err != nil {
		return false
	}
	own := hash.New()
	own.Write(p7.Content)
	return bytes.Equal(signed, own.Sum(nil))
}

// parse reads a signature as DER, as PEM or as base64 in lines. What makes the
// library stumble is no signature.
func parse(cms []byte) (p7 *pkcs7.PKCS7, err error) {
	defer func() {
		if recover() != nil {
			err = errors.New("signing: malformed")
		}
	}()
	if len(cms) > SizeLimit {
		return nil, errors.New("signing: too large")
	}
	if block, _ := pem.Decode(cms); block != nil {
		cms = block.Bytes
	} else if der, err := base64.StdEncoding.DecodeString(string(bytes.Join(bytes.Fields(cms), nil))); err == nil && len(der) > 0 {
		cms = der
	}
	return pkcs7.Parse(cms)
}

// broken is why the signature is not one of these bytes by this certificate, ""
// when it is.
func broken(p7 *pkcs7.PKCS7, at time.Time) Reason {
	err := p7.VerifyWithChainAtTime(nil, at)
	var otherBytes *pkcs7.MessageDigestMismatchError
	var otherTime *pkcs7.SigningTimeNotValidError
	switch {
	case err == nil:
		return ""
	case errors.As(err, &otherBytes):
		return OtherBytes
	case errors.As(err, &otherTime):
		return Expired
	default:
		return Broken
	}
}

// unfit is why the certificate was not good for signing at the instant, "" when
// it was: keys for signing have both usages, those for signing in have not
// (facts.md §5.3).
func unfit(c *x509.Certificate, at time.Time) Reason {
	const usage = x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment
	switch {
	case at.Before(c.NotBefore) || at.After(c.NotAfter):
		return Expired
	case c.KeyUsage&usage != usage || !slices.Contains(c.ExtKeyUsage, x509.ExtKeyUsageEmailProtection):
		return WrongUsage
	}
	return ""
}
