package app_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/audit"
	"qadam/internal/i18n"
	"qadam/internal/store"
)

// While a protocol is printed others go on working, and a protocol that could not
// be printed is confirmed all the same: its PDFs are those of a later time.
func TestAProtocolIsPrintedBesideTheWork(t *testing.T) {
	groups(t, func(g *group) {
		print := g.App.Print
		sitting, _ := g.over()
		id := g.drafted(sitting)
		must(g.t, g.App.ConfirmProtocol(g.ctx, g.Actor("secretary"), id, nil))

		broken := errors.New("no paper")
		g.App.Print = func(approval.Protocol, []i18n.Locale) ([]byte, error) { return nil, broken }
		if err := g.App.ConfirmProtocol(g.ctx, g.Actor("chair"), id, nil); !errors.Is(err, broken) {
			g.t.Fatalf("without paper: %v", err)
		}
		if p := g.protocol(id); !p.Signed() || len(p.Files) != 0 || g.stands(sitting) != approval.SittingSigned {
			g.t.Errorf("confirmed and not printed it is %+v, the sitting %s", p, g.stands(sitting))
		}
		if err := g.App.PrintProtocols(g.ctx); !errors.Is(err, broken) {
			g.t.Errorf("still without paper: %v", err)
		}

		printed := 0
		g.App.Print = func(p approval.Protocol, languages []i18n.Locale) ([]byte, error) {
			ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
			defer cancel()
			printed++
			err := g.Store.Write(ctx, access.System(), func(tx *store.Tx) error {
				return tx.Record("test.worked", audit.Nowhere, "person", 0, audit.Change{})
			})
			if err != nil {
				g.t.Errorf("while it is printed nobody can work: %v", err)
			}
			return print(p, languages)
		}
		must(g.t, g.App.PrintProtocols(g.ctx))
		if e := lastEntry(g.t, g.World); e.Action != "protocol.printed" || e.ActorID != 0 || e.After != `{"number":1}` || e.EntityID != id {
			g.t.Errorf("the log: %s %s", e.Action, e.After)
		}
		g.App.Print = print
		g.kept(id, sitting)
		must(g.t, g.App.PrintProtocols(g.ctx))
		if e := lastEntry(g.t, g.World); printed != 3 || e.Action != "protocol.printed" || len(g.protocol(id).Files) != 3 {
			g.t.Errorf("printed %d times, then %s", printed, e.Action)
		}
	})
}
