package signing

import (
	"crypto/x509"
	"encoding/asn1"
	"encoding/hex"
	"slices"
	"strings"
)

// Role is what the owner of a certificate is, as its extended key usage says.
type Role string

// The roles of owners (facts.md §5.3).
const (
	Person       Role = "person"
	Organization Role = "organization"
	Head         Role = "head"
	MaySign      Role = "may_sign"
	MaySignMoney Role = "may_sign_money"
	Personnel    Role = "personnel"
	Employee     Role = "employee"
	System       Role = "system"
)

// roles are the object identifiers of the National Certification Authority.
var roles = map[string]Role{
	"1.2.398.3.3.4.1.1":   Person,
	"1.2.398.3.3.4.1.2":   Organization,
	"1.2.398.3.3.4.1.2.1": Head,
	"1.2.398.3.3.4.1.2.2": MaySign,
	"1.2.398.3.3.4.1.2.3": MaySignMoney,
	"1.2.398.3.3.4.1.2.4": Personnel,
	"1.2.398.3.3.4.1.2.5": Employee,
	"1.2.398.3.3.4.1.2.6": System,
}

// signerOf reads what a certificate says of its owner. It works for certificates
// whose keys are not understood as well.
func signerOf(c *x509.Certificate) Signer {
	s := Signer{
		Name: c.Subject.CommonName, Patronymic: given(c), IIN: masked(c.Subject.SerialNumber, "IIN"), Organization: first(c.Subject.Organization),
		Issuer: c.Issuer.CommonName, Serial: hex.EncodeToString(c.SerialNumber.Bytes()),
		From: c.NotBefore.UTC(), Until: c.NotAfter.UTC(), Roles: rolesOf(c.UnknownExtKeyUsage),
	}
	for _, unit := range append([]string{c.Subject.SerialNumber}, c.Subject.OrganizationalUnit...) {
		if bin := masked(unit, "BIN"); bin != "" {
			s.BIN = bin
		}
	}
	return s
}

// given is what stands as given name: the national authority puts patronymics there.
func given(c *x509.Certificate) string {
	for _, n := range c.Subject.Names {
		if name, ok := n.Value.(string); ok && n.Type.Equal(asn1.ObjectIdentifier{2, 5, 4, 42}) {
			return name
		}
	}
	return ""
}

func rolesOf(usages []asn1.ObjectIdentifier) []Role {
	var found []Role
	for _, oid := range usages {
		if r, ok := roles[oid.String()]; ok {
			found = append(found, r)
		}
	}
	return found
}

// masked is the number that follows the prefix with its middle hidden, as it may
// be shown (facts.md §6); "" when it is none.
func masked(s, prefix string) string {
	digits, ok := strings.CutPrefix(strings.TrimSpace(s), prefix)
	if !ok || len(digits) != 12 || strings.Trim(digits, "0123456789") != "" {
		return ""
	}
	return digits[:4] + "******" + digits[10:]
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

// Act is what is signed: it says whose signature will do.
type Act string

// A decision is signed by a head or by who has the right to sign; a record of
// it may be signed by any employee of an organization too (facts.md §5.4, 6).
const (
	Decision Act = "decision"
	Minutes  Act = "minutes"
)

var suits = map[Act][]Role{
	Decision: {Head, MaySign},
	Minutes:  {Head, MaySign, Employee},
}

// For is the report for an act: a signature of somebody who may not sign it is
// invalid, whatever else is right about it.
func (r Report) For(act Act) Report {
	if r.Status == Invalid {
		return r
	}
	for _, has := range r.Signer.Roles {
		for _, will := range suits[act] {
			if has == will {
				return r
			}
		}
	}
	r.Status, r.Reason = Invalid, WrongRole
	return r
}

// By is the report for a signature that somebody of this name brings: unless the
// certificate names him it may be somebody else's, and is not valid. Numbers of
// people are not kept, so the name is all there is to compare: its words, in
// either order, with the patronymic or without.
func (r Report) By(name string) Report {
	if r.Status == Invalid {
		return r
	}
	asked := words(name)
	if len(asked) == 0 || !slices.Equal(asked, words(r.Signer.Name)) && !slices.Equal(asked, words(r.Signer.Name+" "+r.Signer.Patronymic)) {
		r.Status, r.Reason = Unverified, OtherPerson
	}
	return r
}

// words are those of a name, in one case and in the order of the alphabet.
func words(name string) []string {
	all := strings.Fields(strings.ReplaceAll(strings.ToUpper(name), "Ё", "Е"))
	slices.Sort(all)
	return all
}

// Same reports whether two signers used one certificate.
func (s Signer) Same(other Signer) bool {
	return s.Serial != "" && s.Serial == other.Serial && s.Issuer == other.Issuer
}
