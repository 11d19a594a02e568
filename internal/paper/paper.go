// Package paper is what is kept as PDF once it can change no more: the protocol
// of a sitting.
package paper

import (
	"qadam/internal/approval"
	"qadam/internal/export/pdf"
	"qadam/internal/i18n"
	"qadam/internal/report"
)

// Protocol is a protocol as PDF in the languages given.
func Protocol(p approval.Protocol, languages []i18n.Locale) ([]byte, error) {
	record, err := p.Draft().Read()
	if err != nil {
		return nil, err
	}
	return pdf.Document(report.ProtocolOf(p, record, languages).Document())
}
