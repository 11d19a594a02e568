package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"qadam/internal/approval"
	"qadam/internal/audit"
	"qadam/internal/store"
)

// openOfCases is one of how many cases of the bulk still waits for its decision:
// the centre refused the others.
const openOfCases = 500

// casesAtOnce is how many cases are written in one transaction.
const casesAtOnce = 1_000

// decide writes the cases of a city: small changes of its roadmap that go to the
// centre, each with a text of nothing but its title.
func (b *bulk) decide(ctx context.Context, c *city) error {
	const content = "{}"
	sum := sha256.Sum256([]byte(content))
	fingerprint := hex.EncodeToString(sum[:])
	all := b.Cases / cities
	for from := 0; from < all; from += casesAtOnce {
		err := b.app.Store.Write(ctx, c.manager, func(tx *store.Tx) error {
			for i := from; i < min(all, from+casesAtOnce); i++ {
				k := approval.Case{Kind: approval.KindChange, ProgrammeID: c.programme.ID, SubjectID: c.version.ID}
				if err := tx.AddCase(&k); err != nil {
					return err
				}
				title := words(fmt.Sprintf("Move the deadlines of group %d of %s", i+1, c.programme.Code))
				err := tx.AppendSubmission(&approval.Submission{
					CaseID: k.ID, ProgrammeID: k.ProgrammeID, Round: 1, Route: approval.ByCentre, Title: title, Brief: title,
					ReasonCode: string(approval.ContractorFailed), Reason: "The contractor is late.", Fingerprint: fingerprint, Content: content,
				})
				states := []approval.State{approval.Submitted, approval.Rejected}
				if i%openOfCases == 0 {
					states = states[:1]
				}
				for _, s := range states {
					if err == nil {
						err = tx.AppendCaseStep(&approval.Step{CaseID: k.ID, ProgrammeID: k.ProgrammeID, Round: 1, State: s})
					}
				}
				if err == nil {
					err = tx.Record("case.submitted", k.ProgrammeID, "case", k.ID, audit.Change{})
				}
				if err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}
