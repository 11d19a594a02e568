package signing_test

import (
	"bytes"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"qadam/internal/signing"
)

var content = []byte(`{"number":3}`)

// The signatures of the test carry the signing time of the machine's clock, so
// their certificates are valid then too: untilToday.
func untilToday(c *x509.Certificate) { c.NotAfter = time.Now().AddDate(1, 0, 0) } //nolint:forbidigo // the library stamps it

func TestASignatureIsCheckedInEveryWay(t *testing.T) {
	ca, stranger := newAuthority(t, "НУЦ РК (RSA)", rootKey), newAuthority(t, "Somebody else", otherKey)
	good := ca.certificate(untilToday)
	folder := ca.folder(ca.list(now.AddDate(0, 0, -1)))
	tests := []struct {
		name    string
		folder  string
		content []byte
		cms     []byte
		at      time.Time
		want    signing.Status
		reason  signing.Reason
	}{
		{"everything is right", folder, content, ca.signed(good, content), now, signing.Valid, ""},
		{"as base64 in lines", folder, content, lines(ca.signed(good, content)), now, signing.Valid, ""},
		{"as PEM", folder, content, pem.EncodeToMemory(&pem.Block{Type: "CMS", Bytes: ca.signed(good, content)}), now, signing.Valid, ""},
		{"changed bytes", folder, []byte(`{"number":4}`), ca.signed(good, content), now, signing.Invalid, signing.OtherBytes},
		{"a root that is not trusted", folder, content, ca.signed(stranger.certificate(untilToday), content), now, signing.Invalid, signing.OtherRoot},
		{"not valid any more", folder, content, ca.signed(ca.certificate(untilToday), content), good.NotAfter.AddDate(0, 0, 1), signing.Invalid, signing.Expired},
		{"not valid yet", folder, content, ca.signed(good, content), good.NotBefore.AddDate(0, 0, -1), signing.Invalid, signing.Expired},
		{"signed after its end", folder, content, ca.signed(ca.certificate(), content), now, signing.Invalid, signing.Expired},
		{"revoked", ca.folder(ca.list(now.AddDate(0, 0, -1), good)), content, ca.signed(good, content), now, signing.Invalid, signing.Revoked},
		{"a list of somebody else", ca.folder(stranger.list(now.AddDate(0, 0, -1))), content, ca.signed(good, content), now, signing.Unverified, signing.NoRevocation},
		{"a list that is too old", ca.folder(ca.list(now.AddDate(0, 0, -30))), content, ca.signed(good, content), now, signing.Unverified, signing.NoRevocation},
		{"an old list still says that it was revoked", ca.folder(ca.list(now.AddDate(0, 0, -30), good)), content, ca.signed(good, content), now, signing.Invalid, signing.Revoked},
		{"no list", ca.folder(), content, ca.signed(good, content), now, signing.Unverified, signing.NoRevocation},
		{"nobody is trusted", "", content, ca.signed(good, content), now, signing.Unverified, signing.NoRoots},
		{"nobody is trusted, and changed bytes are still found", "", []byte("{}"), ca.signed(good, content), now, signing.Invalid, signing.OtherBytes},
		{"a key to sign in with", folder, content, ca.signed(ca.certificate(untilToday, func(c *x509.Certificate) { c.KeyUsage = forSignIn }), content), now, signing.Invalid, signing.WrongUsage},
		{"a certificate of a server", folder, content, ca.signed(ca.certificate(untilToday, func(c *x509.Certificate) { c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth} }), content), now, signing.Invalid, signing.WrongUsage},
		{"no signature at all", folder, content, []byte("hello"), now, signing.Invalid, signing.NotCMS},
		{"nothing", folder, content, nil, now, signing.Invalid, signing.NotCMS},
		{"another signature value", folder, content, damaged(ca.signed(good, content)), now, signing.Invalid, signing.Broken},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := verify(t, tt.folder, tt.content, tt.cms, tt.at)
			if got.Status != tt.want || got.Reason != tt.reason {
				t.Errorf("%s (%s), want %s (%s)", got.Status, got.Reason, tt.want, tt.reason)
			}
		})
	}
}

func TestTheSignerIsReadAndMasked(t *testing.T) {
	ca := newAuthority(t, "НУЦ РК (RSA)", rootKey)
	cert := ca.certificate(untilToday)
	got := verify(t, ca.folder(), content, ca.signed(cert, content), now).Signer
	want := signing.Signer{
		Name: "АХМЕТОВА ДИНАРА", IIN: "8801******23", BIN: "1606******62", Organization: "Министерство информации и коммуникаций",
		Roles: []signing.Role{signing.Head}, Issuer: "НУЦ РК (RSA)", Serial: "02", From: cert.NotBefore, Until: cert.NotAfter,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// A decision takes a head or who has the right to sign; minutes any employee; a
// private person signs nothing here.
func TestTheOwnersRoleSuitsTheAct(t *testing.T) {
	ca := newAuthority(t, "НУЦ РК (RSA)", rootKey)
	folder := ca.folder(ca.list(now.AddDate(0, 0, -1)))
	for _, tt := range []struct {
		role                       signing.Role
		last                       []int
		ofADecision, ofTheirRecord signing.Status
	}{
		{signing.Head, []int{1, 2, 1}, signing.Valid, signing.Valid},
		{signing.MaySign, []int{1, 2, 2}, signing.Valid, signing.Valid},
		{signing.Employee, []int{1, 2, 5}, signing.Invalid, signing.Valid},
		{signing.MaySignMoney, []int{1, 2, 3}, signing.Invalid, signing.Invalid},
		{signing.Person, []int{1, 1}, signing.Invalid, signing.Invalid},
		{signing.System, []int{1, 2, 6}, signing.Invalid, signing.Invalid},
	} {
		cert := ca.certificate(untilToday, func(c *x509.Certificate) { c.UnknownExtKeyUsage = owner(tt.last...) })
		r := verify(t, folder, content, ca.signed(cert, content), now)
		if len(r.Signer.Roles) != 1 || r.Signer.Roles[0] != tt.role {
			t.Errorf("roles %v, want %s", r.Signer.Roles, tt.role)
		}
		if got := r.For(signing.Decision); got.Status != tt.ofADecision {
			t.Errorf("a decision signed by %s is %s, want %s", tt.role, got.Status, tt.ofADecision)
		}
		if got := r.For(signing.Minutes); got.Status != tt.ofTheirRecord {
			t.Errorf("minutes signed by %s are %s, want %s", tt.role, got.Status, tt.ofTheirRecord)
		}
	}
	if r := (signing.Report{Status: signing.Invalid, Reason: signing.OtherBytes}).For(signing.Decision); r.Reason != signing.OtherBytes {
		t.Errorf("the first reason is lost: %s", r.Reason)
	}
}

// The object identifiers by which a signature becomes one of GOST: of the same
// length, so that nothing else moves.
var (
	oidRSA       = []byte{0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01}
	oidSHA256RSA = []byte{0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b}
	oidGOST      = []byte{0x2a, 0x83, 0x0e, 0x03, 0x0a, 0x01, 0x01, 0x02, 0x03}
	oidSHA256    = []byte{0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01}
	oidStreebog  = []byte{0x2a, 0x83, 0x0e, 0x03, 0x0a, 0x01, 0x03, 0x02, 0x01}
	oidNone      = []byte{0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x63}
)

func asGOST(cms []byte) []byte {
	return bytes.ReplaceAll(bytes.ReplaceAll(cms, oidSHA256RSA, oidGOST), oidRSA, oidGOST)
}

// What is signed with GOST cannot be checked, and is never called valid; who
// signed is still said, and what can be seen to be wrong is. Nothing else is
// unverified for its algorithm.
func TestOnlyGOSTIsUnverifiedForItsAlgorithm(t *testing.T) {
	ca := newAuthority(t, "НУЦ РК (RSA)", rootKey)
	cms, folder := ca.signed(ca.certificate(untilToday), content), ca.folder(ca.list(now))
	signIn := ca.signed(ca.certificate(untilToday, func(c *x509.Certificate) { c.KeyUsage = forSignIn }), content)
	for _, tt := range []struct {
		name    string
		content []byte
		cms     []byte
		want    signing.Status
		reason  signing.Reason
	}{
		{"GOST with its digest", content, bytes.ReplaceAll(asGOST(cms), oidSHA256, oidStreebog), signing.Unverified, signing.UnknownAlgorithm},
		{"GOST with a known digest", content, asGOST(cms), signing.Unverified, signing.UnknownAlgorithm},
		{"GOST of other bytes", []byte("{}"), asGOST(cms), signing.Invalid, signing.OtherBytes},
		{"GOST with a digest of nobody", content, bytes.ReplaceAll(asGOST(cms), oidSHA256, oidNone), signing.Invalid, signing.WeakAlgorithm},
		{"GOST to sign in with", content, asGOST(signIn), signing.Invalid, signing.WrongUsage},
		{"RSA with a digest of nobody", content, bytes.ReplaceAll(cms, oidSHA256, oidNone), signing.Invalid, signing.WeakAlgorithm},
		{"RSA that calls its digest GOST", content, bytes.ReplaceAll(cms, oidSHA256, oidStreebog), signing.Invalid, signing.WeakAlgorithm},
	} {
		got := verify(t, folder, tt.content, tt.cms, now)
		if got.Status != tt.want || got.Reason != tt.reason || got.Signer.IIN != "8801******23" {
			t.Errorf("%s: %+v, want %s (%s)", tt.name, got, tt.want, tt.reason)
		}
	}
}

// A signature is valid for whom the certificate names, and for nobody else.
func TestASignatureIsOfWhoTheCertificateNames(t *testing.T) {
	r := signing.Report{Status: signing.Valid, Signer: signing.Signer{Name: "АХМЕТОВА ДИНАРА", Patronymic: "СЕРИКОВНА"}}
	for name, want := range map[string]signing.Status{
		"Динара Ахметова": signing.Valid, "Ахметова Динара Сериковна": signing.Valid,
		"Дамир Ахметов": signing.Unverified, "Ахметова": signing.Unverified, "": signing.Unverified, "Ахметова Динара Болатовна": signing.Unverified,
	} {
		if got := r.By(name); got.Status != want || (got.Reason == signing.OtherPerson) != (want == signing.Unverified) {
			t.Errorf("brought by %q it is %s (%s), want %s", name, got.Status, got.Reason, want)
		}
	}
	if got := (signing.Report{Status: signing.Invalid, Reason: signing.Revoked}).By("Динара Ахметова"); got.Reason != signing.Revoked {
		t.Errorf("the first reason is lost: %s", got.Reason)
	}
}

func lines(der []byte) []byte {
	var out bytes.Buffer
	text := base64.StdEncoding.EncodeToString(der)
	for len(text) > 64 {
		out.WriteString(text[:64] + "\r\n")
		text = text[64:]
	}
	out.WriteString(text + "\r\n")
	return out.Bytes()
}

// damaged changes the signature itself, which stands at the end.
func damaged(cms []byte) []byte {
	out := bytes.Clone(cms)
	out[len(out)-1] ^= 1
	return out
}
