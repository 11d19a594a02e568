package app

import (
	"bytes"
	"context"
	"errors"
	"io"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/fault"
	"qadam/internal/signing"
	"qadam/internal/store"
)

// signedBy checks the signature by the rules of the body on the day of the
// sitting and keeps it. Without one there is nothing to check, where the rules
// ask for none.
func (a *App) signedBy(tx *store.Tx, s approval.Sitting, p approval.Protocol, c *approval.Confirmation, cms []byte, was checked) error {
	ledger, err := tx.BodyRules(p.BodyID)
	if err != nil {
		return err
	}
	rule := approval.RulesOn(ledger, s.HeldOn()).Signature
	switch {
	case len(cms) == 0 && rule == approval.SignatureRequired:
		return fault.Field("signature", "protocol.signature_required")
	case len(cms) == 0:
		return nil
	case rule == approval.SignatureNone:
		return fault.Field("signature", "protocol.signature_unwanted")
	}
	if was.fingerprint != p.Draft().Fingerprint {
		return fault.Conflict("protocol.drafted_meanwhile")
	}
	report, act := was.report, signing.Minutes
	if c.Role == approval.AsChair {
		act = signing.Decision
	}
	switch report = report.For(act).By(c.Name); {
	case report.Status == signing.Invalid:
		return fault.Field("signature", "signing.why_"+string(report.Reason))
	case report.Status != signing.Valid && rule == approval.SignatureRequired:
		return fault.Field("signature", "signing.needs_"+string(report.Reason))
	}
	if err := alone(p, was); err != nil {
		return err
	}
	if c.Signature, _, err = a.Files.Put(bytes.NewReader(cms), signing.SizeLimit); err != nil {
		return err
	}
	c.Status, c.Reason = string(report.Status), string(report.Reason)
	c.Signer, c.SignerIIN, c.SignerBIN = report.Signer.Name, report.Signer.IIN, report.Signer.BIN
	return nil
}

// checked is what was found of a signature, before anything else had to wait.
type checked struct {
	fingerprint string // of the draft that it signs
	report      signing.Report
	others      map[string]signing.Signer // with which the draft is confirmed already, by the SHA-256 of their CMS
}

// check checks a signature outside the transaction that keeps it. To whom the
// protocol does not exist nothing is checked: the transaction refuses him.
func (a *App) check(ctx context.Context, actor access.Actor, protocolID int64, cms []byte) (checked, error) {
	if len(cms) == 0 {
		return checked{}, nil
	}
	at := a.Store.Instant()
	p, err := a.Store.Read(actor, at).Protocol(ctx, protocolID)
	if fault.Is(err, fault.KindNotFound) || err == nil && p.Extract {
		return checked{}, nil
	}
	if err != nil {
		return checked{}, err
	}
	out := checked{fingerprint: p.Draft().Fingerprint, others: map[string]signing.Signer{}}
	content := []byte(p.Draft().Record)
	if out.report, err = a.Signatures.Verify(ctx, content, cms, at); err != nil {
		return checked{}, err
	}
	for _, role := range []string{approval.AsChair, approval.AsSecretary} {
		c := p.Confirmed(role)
		if c == nil || c.Signature == "" {
			continue
		}
		kept, err := a.Files.Get(c.Signature)
		if err != nil {
			return checked{}, err
		}
		body, err := io.ReadAll(kept)
		if err = errors.Join(err, kept.Close()); err != nil {
			return checked{}, err
		}
		other, err := a.Signatures.Verify(ctx, content, body, at)
		if err != nil {
			return checked{}, err
		}
		out.others[c.Signature] = other.Signer
	}
	return out, nil
}

// alone refuses the certificate with which the draft is confirmed already: chair
// and secretary sign each with his own. A confirmation since the check is a
// Conflict.
func alone(p approval.Protocol, was checked) error {
	for _, role := range []string{approval.AsChair, approval.AsSecretary} {
		c := p.Confirmed(role)
		if c == nil || c.Signature == "" {
			continue
		}
		other, ok := was.others[c.Signature]
		if !ok {
			return fault.Conflict("protocol.drafted_meanwhile")
		}
		if other.Same(was.report.Signer) {
			return fault.Field("signature", "signing.same_certificate")
		}
	}
	return nil
}
