package store_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/audit"
	"qadam/internal/fault"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

// protocol keeps a protocol of a sitting on two items, of Astana and of Ontustik.
func protocol(t *testing.T, w *testkit.World) approval.Protocol {
	t.Helper()
	var p approval.Protocol
	err := w.Store.Write(t.Context(), w.Actor("secretary"), func(tx *store.Tx) error {
		s := approval.Sitting{BodyID: w.Bodies["working-group"], Form: approval.InPerson, Year: 2017, Number: 1, PlannedAt: tx.Now, ClosesOn: testkit.Day("2018-03-05")}
		if err := tx.AddSitting(&s); err != nil {
			return err
		}
		p = approval.Protocol{SittingID: s.ID, BodyID: s.BodyID}
		if err := tx.AddProtocol(&p); err != nil {
			return err
		}
		text, sum, err := approval.Fingerprint(approval.Record{Number: 1, Items: []approval.ProtocolItem{
			{ID: 1, ProgrammeID: w.Programmes["astana"]}, {ID: 2, ProgrammeID: w.Programmes["ontustik"]},
		}})
		if err != nil {
			return err
		}
		earlier, other, err := approval.Fingerprint(approval.Record{Number: 1})
		if err != nil {
			return err
		}
		for _, d := range []approval.ProtocolDraft{
			{ProtocolID: p.ID, Record: earlier, Fingerprint: other}, {ProtocolID: p.ID, Record: text, Fingerprint: sum},
		} {
			if err := tx.AppendProtocolDraft(&d); err != nil {
				return err
			}
			p.Drafts = append(p.Drafts, d)
		}
		return tx.Record("protocol.drafted", audit.Nowhere, "protocol", p.ID, audit.Added(map[string]any{"number": 1}))
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestAnAkimatReadsAnExtract(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		p := protocol(t, w)
		for who, items := range map[string]int{"secretary": 2, "member": 2, "official": 2, "manager.astana": 1, "head.ontustik": 1} {
			got, err := w.Store.Read(w.Actor(who), w.Store.Instant()).Protocol(t.Context(), p.ID)
			if err != nil || len(got.Record.Items) != items || got.Extract != (items < 2) || got.Extract != (got.Draft().Record == "") || got.Draft().Fingerprint != p.Drafts[1].Fingerprint || got.Signed() {
				t.Errorf("%s reads %d items, extract %v, %v", who, len(got.Record.Items), got.Extract, err)
			}
		}
		if _, err := w.Store.Read(w.Actor("admin"), w.Store.Instant()).ProtocolOf(t.Context(), p.SittingID); !fault.Is(err, fault.KindNotFound) {
			t.Errorf("the administrator: %v", err)
		}
		if _, err := w.Store.Read(w.Actor("member"), testkit.At("2018-03-01 10:00")).Protocol(t.Context(), p.ID); !fault.Is(err, fault.KindNotFound) {
			t.Errorf("before it was drafted: %v", err)
		}
		marks, err := w.Store.Read(w.Actor("member"), w.Store.Instant()).ProtocolMarks(t.Context(), []int64{p.SittingID})
		if err != nil || marks[p.SittingID].ID != p.ID || marks[p.SittingID].Confirmed != 0 {
			t.Errorf("in a list it is %+v, %v", marks, err)
		}
	})
}

func TestTracesOfAFingerprint(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, p := t.Context(), protocol(t, w)
		r := func() *store.Reader { return w.Store.Read(access.System(), w.Store.Instant()) }
		got, err := r().Traces(ctx, p.Drafts[1].Fingerprint)
		if err != nil || len(got.Protocols) != 1 || got.Protocols[0] != p.ID || got.Superseded {
			t.Errorf("of the draft: %+v, %v", got, err)
		}
		if got, err = r().Traces(ctx, p.Drafts[0].Fingerprint); err != nil || !got.Superseded {
			t.Errorf("of the earlier draft: %+v, %v", got, err)
		}
		head, err := r().Head(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if got, err = r().Traces(ctx, head); err != nil || got.Entry == 0 {
			t.Errorf("of the head of the log: %+v, %v", got, err)
		}
		if got, err = r().Traces(ctx, strings.Repeat("f", 64)); err != nil || !got.None() {
			t.Errorf("of nothing: %+v, %v", got, err)
		}
		sum := strings.Repeat("a", 64)
		for _, address := range []string{"/programmes", "/later"} {
			f := approval.Issued{SHA256: sum, Address: address, Format: "csv", Day: testkit.Day("2018-03-05"), Head: head, PersonID: w.People["member"]}
			if err := w.Store.Issue(ctx, f); err != nil {
				t.Fatal(err)
			}
		}
		got, err = r().Traces(ctx, sum)
		if err != nil || got.Issued == nil || got.Issued.Address != "/programmes" || got.Issued.Day != testkit.Day("2018-03-05") || got.Issued.IssuedAt.IsZero() {
			t.Errorf("of a file handed out twice: %+v, %v", got, err)
		}
	})
}

func TestAnExtractOfAConfirmedProtocolIsConfirmed(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		p := minuted(t, w)
		got, err := w.Store.Read(w.Actor("manager.astana"), w.Store.Instant()).Protocol(t.Context(), p.ID)
		if err != nil || !got.Extract || !got.Signed() || got.Draft().Fingerprint != p.Drafts[1].Fingerprint || strings.Contains(got.Drafts[1].Record, "programme") {
			t.Errorf("the akimat reads %+v, %v", got, err)
		}
	})
}

func TestTracesOfFilesOfActsAndConditions(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		w.Clock.Set("2018-03-10 10:00")
		condition, act, proof := owed(t, w), strings.Repeat("d", 64), strings.Repeat("e", 64)
		c := approval.Case{Kind: approval.KindZone, ProgrammeID: w.Programmes["astana"], SubjectID: 1}
		must(t, w.Store.Write(t.Context(), w.Actor("secretary"), func(tx *store.Tx) error {
			if err := tx.AddCase(&c); err != nil {
				return err
			}
			if err := tx.AppendCaseStep(&approval.Step{CaseID: c.ID, ProgrammeID: c.ProgrammeID, Round: 1, State: approval.InForce, FileSHA256: act}); err != nil {
				return err
			}
			if err := tx.AppendConditionStep(&approval.ConditionStep{ConditionID: condition, ProgrammeID: c.ProgrammeID, Files: approval.KeptFiles{{SHA256: proof}}}); err != nil {
				return err
			}
			return tx.Record("case.submitted", c.ProgrammeID, "case", c.ID, audit.Added(map[string]any{"round": 1}))
		}))
		r := w.Store.Read(access.System(), w.Store.Instant())
		if got, err := r.Traces(t.Context(), act); err != nil || len(got.Acts) != 1 || got.Acts[0] != c.ID {
			t.Errorf("of an act: %+v, %v", got, err)
		}
		if got, err := r.Traces(t.Context(), proof); err != nil || len(got.Conditions) != 1 || got.Conditions[0] != condition {
			t.Errorf("of a condition's file: %+v, %v", got, err)
		}
	})
}

// A copy of a draft is no longer the protocol once there is a later text or
// another confirmation.
func TestACopyOfADraftIsOutdated(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		p := minuted(t, w)
		copied := func(sum, address string, at string) {
			w.Clock.Set(at)
			must(t, w.Store.Issue(t.Context(), approval.Issued{SHA256: strings.Repeat(sum, 64), Address: address, Format: "pdf", Day: testkit.Day("2018-03-05"), PersonID: w.People["member"]}))
		}
		address := fmt.Sprintf("/protocols/%d.pdf?text=kk", p.ID)
		copied("1", address, "2018-01-09 10:00")
		copied("2", "/programmes.pdf", "2018-01-09 10:00")
		w.Clock.Set("2019-01-09 10:00")
		must(t, w.Store.Issue(t.Context(), approval.Issued{SHA256: strings.Repeat("3", 64), Address: address, Format: "pdf", Day: testkit.Day("2018-03-05"), PersonID: w.People["member"]}))
		for sum, want := range map[string]bool{"1": true, "2": false, "3": false} {
			got, err := w.Store.Read(access.System(), w.Store.Instant()).Traces(t.Context(), strings.Repeat(sum, 64))
			if err != nil || got.Issued == nil || got.Superseded != want {
				t.Errorf("copy %s: outdated %v, %v", sum, got.Superseded, err)
			}
		}
	})
}

func TestDataForProgramsAreForgotten(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		for sum, format := range map[string]string{"1": "csv", "2": "pdf"} {
			must(t, w.Store.Issue(t.Context(), approval.Issued{SHA256: strings.Repeat(sum, 64), Address: "/programmes", Format: format, Day: testkit.Day("2018-03-05"), PersonID: w.People["member"]}))
		}
		w.Clock.Add(401 * 24 * time.Hour)
		must(t, w.Store.SweepIssued(t.Context()))
		for sum, want := range map[string]bool{"1": true, "2": false} {
			if got, err := w.Store.Read(access.System(), w.Store.Instant()).Traces(t.Context(), strings.Repeat(sum, 64)); err != nil || got.None() != want {
				t.Errorf("file %s is forgotten: %v, %v", sum, got.None(), err)
			}
		}
	})
}

// minuted keeps a protocol that both have confirmed, with a file.
func minuted(t *testing.T, w *testkit.World) approval.Protocol {
	t.Helper()
	p := protocol(t, w)
	must(t, w.Store.Write(t.Context(), w.Actor("chair"), func(tx *store.Tx) error {
		for _, role := range []string{approval.AsChair, approval.AsSecretary} {
			err := tx.AppendConfirmation(&approval.Confirmation{
				ProtocolID: p.ID, DraftID: p.Drafts[1].ID, SeatID: w.Seats[role], PersonID: w.People[role], Role: role, Name: role,
			})
			if err != nil {
				return err
			}
		}
		if err := tx.AppendProtocolFile(&approval.ProtocolFile{ProtocolID: p.ID, Text: "kk", SHA256: strings.Repeat("b", 64), Size: 1}); err != nil {
			return err
		}
		return tx.Record("protocol.confirmed", audit.Nowhere, "protocol", p.ID, audit.Added(map[string]any{"number": 1}))
	}))
	return p
}

func TestCheckFindsAProtocolThatWasChanged(t *testing.T) {
	w := testkit.NewWorld(t, store.SQLite)
	p := protocol(t, w)
	must(t, w.Store.Write(t.Context(), w.Actor("chair"), func(tx *store.Tx) error {
		if err := tx.AppendProtocolDraft(&approval.ProtocolDraft{ProtocolID: p.ID, Record: "{}", Fingerprint: p.Drafts[1].Fingerprint}); err != nil {
			return err
		}
		if err := tx.AppendProtocolFile(&approval.ProtocolFile{ProtocolID: p.ID, Text: "ru", SHA256: strings.Repeat("c", 64), Size: 1}); err != nil {
			return err
		}
		return tx.Record("protocol.drafted", audit.Nowhere, "protocol", p.ID, audit.Added(map[string]any{"number": 1}))
	}))
	found, err := w.Store.Check(t.Context())
	must(t, err)
	if len(found) != 2 || !strings.Contains(found[0], "another text") || !strings.Contains(found[1], "not confirmed by both") {
		t.Errorf("the check says %q", found)
	}
}
