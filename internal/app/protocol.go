package app

import (
	"context"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/fault"
	"qadam/internal/i18n"
)

// Print writes a confirmed protocol as PDF in the languages given. The bytes
// depend on the protocol alone.
type Print func(p approval.Protocol, languages []i18n.Locale) ([]byte, error)

// DraftProtocol makes the protocol of a sitting from the record, once the
// sitting is over, and returns its key. Drafted again, the new text takes the
// place of the old one with its confirmations, until both have confirmed.
func (a *App) DraftProtocol(ctx context.Context, actor access.Actor, sittingID int64, m approval.Minutes) (int64, error) {
	return 0, fault.NotFound()
}

// ConfirmProtocol is the word of the chair or the secretary that the protocol
// says what was said. signature is an electronic signature (CMS) of the record,
// or nil where the body's rules allow none. With the second of the two the
// protocol is immutable, and its PDFs are kept.
func (a *App) ConfirmProtocol(ctx context.Context, actor access.Actor, protocolID int64, signature []byte) error {
	return fault.NotFound()
}

// Forgery is a file that calls itself ours and is not.
type Forgery struct {
	ProtocolID int64  // that it calls itself
	SHA256     string // of its bytes
	Name       string // of the file
}

// ReportForgery records that somebody showed a file that calls itself a
// protocol, whose bytes are not those kept. The same file shown again by the
// same person is one entry.
func (a *App) ReportForgery(ctx context.Context, actor access.Actor, f Forgery) error {
	return fault.NotFound()
}
