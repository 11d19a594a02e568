package app

import (
	"bytes"
	"context"
	"errors"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/audit"
	"qadam/internal/i18n"
	"qadam/internal/store"
)

// Print writes a confirmed protocol as PDF in the languages given. The bytes
// depend on the protocol alone.
type Print func(p approval.Protocol, languages []i18n.Locale) ([]byte, error)

// texts are the languages of the PDFs that are kept.
var texts = []struct {
	name      string
	languages []i18n.Locale
}{{"kk", []i18n.Locale{i18n.KK}}, {"ru", []i18n.Locale{i18n.RU}}, {"both", []i18n.Locale{i18n.KK, i18n.RU}}}

// PrintProtocols prints the protocols that are confirmed and whose PDFs are not
// kept, because the program was stopped between the one and the other: a job.
func (a *App) PrintProtocols(ctx context.Context) error {
	ids, err := a.Store.Read(access.System(), a.Store.Instant()).UnprintedProtocols(ctx)
	if err != nil {
		return err
	}
	var errs []error
	for _, id := range ids {
		errs = append(errs, a.printProtocol(ctx, id))
	}
	return errors.Join(errs...)
}

// printProtocol keeps the PDFs of a confirmed protocol. They are printed before
// the transaction, so that nobody waits for it: what is confirmed does not
// change, and its PDFs are the same whenever they are printed. Those that are
// kept already stay.
func (a *App) printProtocol(ctx context.Context, id int64) error {
	p, err := a.Store.Read(access.System(), a.Store.Instant()).Protocol(ctx, id)
	if err != nil {
		return err
	}
	var files []approval.ProtocolFile
	var kept []string
	for _, t := range texts {
		body, err := a.Print(p.Protocol, t.languages)
		if err != nil {
			return err
		}
		f := approval.ProtocolFile{ProtocolID: id, Text: t.name}
		if f.SHA256, f.Size, err = a.Files.Put(bytes.NewReader(body), FileLimit); err != nil {
			return err
		}
		files, kept = append(files, f), append(kept, f.SHA256)
	}
	return a.Store.Write(ctx, access.System(), func(tx *store.Tx) error {
		now, err := tx.Protocol(id)
		if err != nil || !now.Signed() || len(now.Files) > 0 {
			return err
		}
		for i := range files {
			if err := tx.AppendProtocolFile(&files[i]); err != nil {
				return err
			}
		}
		return tx.Record("protocol.printed", audit.Nowhere, "protocol", id, audit.Added(map[string]any{"number": p.Record.Number}).With(kept...))
	})
}
