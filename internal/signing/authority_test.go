package signing_test

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/pem"
	"math/big"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/smallstep/pkcs7"

	"qadam/internal/signing"
)

// now is the instant of the signatures.
var now = time.Date(2018, 9, 12, 10, 0, 0, 0, time.UTC)

// authority is a certificate authority of the test's own, like the national one.
type authority struct {
	testing.TB
	cert   *x509.Certificate
	key    *rsa.PrivateKey
	serial int64
}

// keys are made once: they are what takes time.
var rootKey, otherKey, personKey = newKey(), newKey(), newKey()

func newKey() *rsa.PrivateKey {
	k, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic(err)
	}
	return k
}

func newAuthority(t testing.TB, name string, key *rsa.PrivateKey) *authority {
	a := &authority{TB: t, key: key, serial: 1}
	root := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name, Country: []string{"KZ"}},
		NotBefore: now.AddDate(-3, 0, 0), NotAfter: now.AddDate(7, 0, 0), IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageCRLSign, SubjectKeyId: []byte(name),
	}
	a.cert = a.sign(root, root, &key.PublicKey)
	return a
}

func (a *authority) sign(c, issuer *x509.Certificate, key *rsa.PublicKey) *x509.Certificate {
	a.Helper()
	der, err := x509.CreateCertificate(rand.Reader, c, issuer, key, a.key)
	a.must(err)
	cert, err := x509.ParseCertificate(der)
	a.must(err)
	return cert
}

func (a *authority) must(err error) {
	a.Helper()
	if err != nil {
		a.Fatal(err)
	}
}

// forSigning are the usages of a key to sign with, forSignIn of one to sign in.
const (
	forSigning = x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment
	forSignIn  = x509.KeyUsageDigitalSignature | x509.KeyUsageKeyEncipherment
)

// certificate issues a certificate as an akimat's head has it.
func (a *authority) certificate(change ...func(*x509.Certificate)) *x509.Certificate {
	a.Helper()
	a.serial++
	c := &x509.Certificate{
		SerialNumber: big.NewInt(a.serial),
		Subject: pkix.Name{
			CommonName: "АХМЕТОВА ДИНАРА", Country: []string{"KZ"}, SerialNumber: "IIN880123450023",
			Organization: []string{"Министерство информации и коммуникаций"}, OrganizationalUnit: []string{"BIN160640004562"},
		},
		NotBefore: now.AddDate(0, -3, 0), NotAfter: now.AddDate(0, 9, 0), KeyUsage: forSigning,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageEmailProtection}, UnknownExtKeyUsage: owner(1, 2, 1),
	}
	for _, f := range change {
		f(c)
	}
	return a.sign(c, a.cert, &personKey.PublicKey)
}

// owner is the usage by which a certificate says what its owner is.
func owner(last ...int) []asn1.ObjectIdentifier {
	base := asn1.ObjectIdentifier{1, 2, 398, 3, 3, 4}
	return []asn1.ObjectIdentifier{append(base, last...)}
}

// list issues a revocation list, current for a week.
func (a *authority) list(issued time.Time, revoked ...*x509.Certificate) []byte {
	a.Helper()
	l := &x509.RevocationList{Number: big.NewInt(7), ThisUpdate: issued, NextUpdate: issued.AddDate(0, 0, 7)}
	for _, c := range revoked {
		l.RevokedCertificateEntries = append(l.RevokedCertificateEntries, x509.RevocationListEntry{SerialNumber: c.SerialNumber, RevocationTime: now.AddDate(0, 0, -2)})
	}
	der, err := x509.CreateRevocationList(rand.Reader, l, a.cert, a.key)
	a.must(err)
	return der
}

// folder is a folder of those trusted, some files as DER and some as PEM.
func (a *authority) folder(lists ...[]byte) string {
	a.Helper()
	dir := a.TempDir()
	a.must(os.WriteFile(filepath.Join(dir, "root.cer"), pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: a.cert.Raw}), 0o600))
	a.must(os.WriteFile(filepath.Join(dir, "readme.txt"), []byte("Roots of the test"), 0o600))
	for i, l := range lists {
		a.must(os.WriteFile(filepath.Join(dir, string(rune('a'+i))+".crl"), l, 0o600))
	}
	return dir
}

// signed is a detached signature of the content.
func (a *authority) signed(c *x509.Certificate, content []byte) []byte {
	a.Helper()
	sd, err := pkcs7.NewSignedData(content)
	a.must(err)
	sd.SetDigestAlgorithm(pkcs7.OIDDigestAlgorithmSHA256)
	a.must(sd.AddSigner(c, personKey, pkcs7.SignerInfoConfig{}))
	sd.Detach()
	der, err := sd.Finish()
	a.must(err)
	return der
}

func verify(t testing.TB, folder string, content, cms []byte, at time.Time) signing.Report {
	t.Helper()
	r, err := signing.RSA{Folder: folder}.Verify(t.Context(), content, cms, at)
	if err != nil {
		t.Fatal(err)
	}
	return r
}
