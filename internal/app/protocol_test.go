package app_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/paper"
	"qadam/internal/signing"
	"qadam/internal/store"
)

// over is a written vote that is over: seven for, member7 abstained.
func (g *group) over() (sitting, vote int64) {
	g.t.Helper()
	sitting, vote = g.written(g.zoneCase(), approval.MotionApprove)
	g.vote(vote, approval.For, members[:7]...)
	g.vote(vote, approval.Abstain, "member7")
	_, err := g.App.CloseVote(g.ctx, g.Actor("secretary"), vote)
	must(g.t, err)
	return sitting, vote
}

func (g *group) protocol(id int64) store.ProtocolRead {
	g.t.Helper()
	p, err := g.Store.Read(g.Actor("secretary"), g.Store.Instant()).Protocol(g.ctx, id)
	must(g.t, err)
	return p
}

func (g *group) stands(sitting int64) approval.SittingState {
	g.t.Helper()
	s := g.sitting(sitting)
	return s.State()
}

func (g *group) drafted(sitting int64) int64 {
	g.t.Helper()
	id, err := g.App.DraftProtocol(g.ctx, g.Actor("secretary"), sitting, approval.Minutes{Invited: "Somebody"})
	must(g.t, err)
	return id
}

func TestAProtocolFromItsDraftToItsConfirmation(t *testing.T) {
	groups(t, func(g *group) {
		early, _ := g.written(g.zoneCaseOf("ontustik"), approval.MotionApprove)
		_, err := g.App.DraftProtocol(g.ctx, g.Actor("secretary"), early, approval.Minutes{})
		g.refuses(err, fault.KindConflict, "protocol.not_over")
		sitting, vote := g.over()
		id := g.drafted(sitting)
		if again := g.drafted(sitting); again != id || len(g.protocol(id).Drafts) != 1 {
			t.Errorf("the same text drafted again is protocol %d with %d drafts", again, len(g.protocol(id).Drafts))
		}
		r := g.protocol(id).Record
		if r.Number != 2 || len(r.Items) != 1 || r.Items[0].Counts != (approval.VoteCounts{For: 7, Abstained: 1, NotVoted: 1}) || len(r.Present) != 8 || len(r.Absent) != 1 || r.Invited != "Somebody" || !r.Held {
			t.Errorf("the record is %+v", r)
		}
		must(t, g.App.ConfirmProtocol(g.ctx, g.Actor("secretary"), id, nil))
		g.refuses(g.App.ConfirmProtocol(g.ctx, g.Actor("secretary"), id, nil), fault.KindConflict, "protocol.confirmed_already")

		// A dissent that comes after the draft makes it another text.
		must(t, g.App.AddDissent(g.ctx, g.Actor("member7"), vote, 0, "Not so fast"))
		g.refuses(g.App.ConfirmProtocol(g.ctx, g.Actor("chair"), id, nil), fault.KindConflict, "protocol.record_changed")
		seen := g.protocol(id).Draft().Fingerprint
		g.drafted(sitting)
		p := g.protocol(id)
		if len(p.Drafts) != 2 || p.Confirmed(approval.AsSecretary) != nil || p.Record.Items[0].Votes[7].Dissent != "Not so fast" {
			t.Errorf("drafted again it is %+v", p)
		}
		for _, read := range []string{seen, ""} {
			g.refuses(g.App.ConfirmSeen(g.ctx, g.Actor("chair"), id, read, nil), fault.KindConflict, "protocol.drafted_meanwhile")
		}
		must(t, g.App.ConfirmProtocol(g.ctx, g.Actor("chair"), id, nil))
		if g.stands(sitting) == approval.SittingSigned || len(g.protocol(id).Files) != 0 {
			t.Error("the word of one is enough")
		}
		must(t, g.App.ConfirmProtocol(g.ctx, g.Actor("secretary"), id, nil))
		g.kept(id, sitting)
		g.refuses(g.App.ConfirmProtocol(g.ctx, g.Actor("chair"), id, nil), fault.KindConflict, "protocol.immutable")
		_, err = g.App.DraftProtocol(g.ctx, g.Actor("secretary"), sitting, approval.Minutes{})
		g.refuses(err, fault.KindConflict, "protocol.immutable")
	})
}

// kept wants a protocol that both have confirmed: its PDFs among the files, each
// as it is made anew, and entries that name them.
func (g *group) kept(id, sitting int64) {
	g.t.Helper()
	p := g.protocol(id)
	if !p.Signed() || len(p.Files) != 3 || g.stands(sitting) != approval.SittingSigned {
		g.t.Fatalf("confirmed by both it is %+v", p)
	}
	entries, err := g.Store.Read(access.System(), g.Store.Instant()).AuditEntries(g.ctx, store.AuditFilter{Action: "protocol.printed", Limit: 1})
	must(g.t, err)
	for text, languages := range map[string][]i18n.Locale{"kk": {i18n.KK}, "ru": {i18n.RU}, "both": {i18n.KK, i18n.RU}} {
		f := p.File(text)
		kept, err := g.Files.Get(f.SHA256)
		must(g.t, err)
		body, err := io.ReadAll(kept)
		must(g.t, err)
		_ = kept.Close()
		anew, err := paper.Protocol(p.Protocol, languages)
		must(g.t, err)
		sum := sha256.Sum256(anew)
		if string(anew) != string(body) || hex.EncodeToString(sum[:]) != f.SHA256 || int64(len(body)) != f.Size {
			g.t.Errorf("the text %s is not the one that is made anew", text)
		}
		if !strings.Contains(entries[0].Files, f.SHA256) {
			g.t.Errorf("the entry does not name the file of %s", text)
		}
		if want := "qadam-protocol:"; !strings.Contains(string(body), want) {
			g.t.Errorf("the text %s has no mark", text)
		}
	}
}

func TestWhoConfirmsAProtocol(t *testing.T) {
	groups(t, func(g *group) {
		sitting, _ := g.over()
		for _, who := range []string{"manager.astana", "head.astana", "expert", "member", "official", "auditor"} {
			_, err := g.App.DraftProtocol(g.ctx, g.Actor(who), sitting, approval.Minutes{})
			if !fault.Is(err, fault.KindForbidden) {
				t.Errorf("%s drafts: %v", who, err)
			}
		}
		_, err := g.App.DraftProtocol(g.ctx, g.Actor("admin"), sitting, approval.Minutes{})
		if !fault.Is(err, fault.KindNotFound) {
			t.Errorf("the administrator drafts: %v", err)
		}
		id := g.drafted(sitting)
		for who, want := range map[string]fault.Kind{
			"manager.astana": fault.KindForbidden, "head.astana": fault.KindForbidden, "expert": fault.KindForbidden, "member": fault.KindForbidden,
			"official": fault.KindForbidden, "auditor": fault.KindForbidden, "admin": fault.KindNotFound,
		} {
			if err := g.App.ConfirmProtocol(g.ctx, g.Actor(who), id, nil); !fault.Is(err, want) {
				t.Errorf("%s confirms: %v, want %s", who, err, want)
			}
		}
		both := g.Actor("chair")
		both.Grants = append(slices.Clone(both.Grants), g.Actor("secretary").Grants...)
		must(t, g.App.ConfirmProtocol(g.ctx, both, id, nil))
		g.refuses(g.App.ConfirmProtocol(g.ctx, both, id, nil), fault.KindConflict, "protocol.same_person")
	})
}

// verdict checks every signature alike.
type verdict struct{ signing.Report }

func (v verdict) Verify(context.Context, []byte, []byte, time.Time) (signing.Report, error) {
	return v.Report, nil
}

// signedAs is a report of a signature with a certificate of that name and number.
func signedAs(name, serial string, status signing.Status, why signing.Reason) signing.Report {
	return signing.Report{Status: status, Reason: why, Signer: signing.Signer{
		Name: strings.ToUpper(name), Serial: serial, Issuer: "CA", IIN: "8801******23", Roles: []signing.Role{signing.Head, signing.Employee},
	}}
}

func TestASignatureIsKeptForWhatItIsWorth(t *testing.T) {
	groups(t, func(g *group) {
		sitting, _ := g.over()
		id, cms, chair, secretary := g.drafted(sitting), []byte("a signature"), g.Actor("chair"), g.Actor("secretary")
		g.App.Signatures = verdict{signedAs(chair.Name, "1", signing.Unverified, signing.NoRevocation)}
		must(t, g.App.ConfirmProtocol(g.ctx, chair, id, cms))
		// The chair's certificate is nobody's but the chair's.
		g.App.Signatures = verdict{signedAs(secretary.Name, "1", signing.Valid, "")}
		g.refuses(g.App.ConfirmProtocol(g.ctx, secretary, id, cms), fault.KindInvalid, "signing.same_certificate")
		g.App.Signatures = certificates{string(cms): signedAs(chair.Name, "1", signing.Valid, ""), "another": signedAs("Somebody Else", "2", signing.Valid, "")}
		must(t, g.App.ConfirmProtocol(g.ctx, secretary, id, []byte("another")))
		p := g.protocol(id)
		one, other := p.Confirmed(approval.AsChair), p.Confirmed(approval.AsSecretary)
		if one.Status != "unverified" || one.Reason != "no_revocation" || one.SignerIIN != "8801******23" {
			t.Errorf("kept as %+v", one)
		}
		if other.Status != "unverified" || other.Reason != "other_person" {
			t.Errorf("somebody else's signature is kept as %+v", other)
		}
		f, err := g.Files.Get(one.Signature)
		must(t, err)
		_ = f.Close()
	})
}

func TestWhereASignatureIsRequiredItIsVerified(t *testing.T) {
	groups(t, func(g *group) {
		sitting, _ := g.over()
		id, cms, chair := g.drafted(sitting), []byte("a signature"), g.Actor("chair")
		g.rules(approval.SignatureRequired)
		g.refuses(g.App.ConfirmProtocol(g.ctx, chair, id, nil), fault.KindInvalid, "protocol.signature_required")
		nobody := signing.Report{Status: signing.Unverified, Reason: signing.NoRoots}
		for _, tt := range []struct {
			report signing.Report
			want   string
		}{
			{signedAs(chair.Name, "1", signing.Invalid, signing.OtherBytes), "signing.why_other_bytes"},
			{nobody, "signing.why_wrong_role"},
			{signedAs(chair.Name, "1", signing.Unverified, signing.NoRoots), "signing.needs_no_roots"},
			{signedAs(chair.Name, "1", signing.Unverified, signing.UnknownAlgorithm), "signing.needs_unknown_algorithm"},
			{signedAs("Somebody Else", "1", signing.Valid, ""), "signing.needs_other_person"},
		} {
			g.App.Signatures = verdict{tt.report}
			g.refuses(g.App.ConfirmProtocol(g.ctx, chair, id, cms), fault.KindInvalid, tt.want)
		}
		g.App.Signatures = verdict{signedAs(chair.Name, "1", signing.Valid, "")}
		must(t, g.App.ConfirmProtocol(g.ctx, chair, id, cms))
		if c := g.protocol(id).Confirmed(approval.AsChair); c.Status != "valid" || c.Reason != "" {
			t.Errorf("kept as %+v", c)
		}
	})
}

// certificates checks each signature in its own way.
type certificates map[string]signing.Report

func (all certificates) Verify(_ context.Context, _, cms []byte, _ time.Time) (signing.Report, error) {
	return all[string(cms)], nil
}

func TestABodyThatDoesNotSign(t *testing.T) {
	groups(t, func(g *group) {
		sitting, _ := g.over()
		id := g.drafted(sitting)
		g.rules(approval.SignatureNone)
		g.refuses(g.App.ConfirmProtocol(g.ctx, g.Actor("chair"), id, []byte("x")), fault.KindInvalid, "protocol.signature_unwanted")
	})
}

// rules sets from today how the working group signs.
func (g *group) rules(s approval.SignatureRule) {
	g.t.Helper()
	r := approval.DefaultRules
	r.Signature = s
	must(g.t, g.App.SaveRules(g.ctx, g.Actor("admin"), g.Bodies["working-group"], r, civil.DateOf(g.Clock.Now()), "Because"))
}

func TestAForgeryIsAnEntryOnce(t *testing.T) {
	groups(t, func(g *group) {
		sitting, _ := g.over()
		f := appForgery(g.drafted(sitting))
		if err := g.App.ReportForgery(g.ctx, g.Actor("member"), appForgery(f.ProtocolID+1)); !fault.Is(err, fault.KindNotFound) {
			t.Errorf("of a protocol that never was: %v", err)
		}
		for range 2 {
			must(t, g.App.ReportForgery(g.ctx, g.Actor("head.astana"), f))
		}
		must(t, g.App.ReportForgery(g.ctx, g.Actor("member"), f))
		entries, err := g.Store.Read(access.System(), g.Store.Instant()).AuditEntries(g.ctx, store.AuditFilter{Action: "protocol.refuted", Limit: 10})
		must(t, err)
		if len(entries) != 2 || after(t, entries[0])["sha256"] != f.SHA256 || after(t, entries[0])["file"] != strings.Repeat("я", 200)+"…" {
			t.Errorf("%d entries: %+v", len(entries), entries)
		}
	})
}

func TestASittingThatWasNotHeldLeavesAProtocol(t *testing.T) {
	groups(t, func(g *group) {
		meeting := g.meeting(g.zoneCase())
		g.wait("2018-03-05 15:05")
		g.present(meeting, members[:3]...)
		_, err := g.App.ConveneSitting(g.ctx, g.Actor("chair"), meeting)
		must(t, err)
		r := g.protocol(g.drafted(meeting)).Record
		if r.Held || r.Quorum.Reached || r.Quorum.Present != 3 || r.Quorum.Needed != 6 || len(r.Items) != 1 || r.Items[0].Outcome != "" {
			t.Errorf("the record is %+v", r)
		}
	})
}

func appForgery(id int64) app.Forgery {
	return app.Forgery{ProtocolID: id, SHA256: strings.Repeat("ab", 32), Name: strings.Repeat("я", 300)}
}
