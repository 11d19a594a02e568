package report_test

import (
	"strings"
	"testing"
	"time"

	"qadam/internal/approval"
	"qadam/internal/i18n"
	"qadam/internal/testkit"
)

func TestTheProtocolReadsLikeOne(t *testing.T) {
	for name, languages := range map[string][]i18n.Locale{"kk": {i18n.KK}, "ru": {i18n.RU}, "both": {i18n.KK, i18n.RU}} {
		testkit.Golden(t, "protocol."+name+".golden", testkit.Protocol(languages...).Document().String())
	}
}

func TestADraftOfAProtocolSaysSo(t *testing.T) {
	p := testkit.Protocol(i18n.RU)
	p.Secretary = nil
	d := p.Document()
	testkit.Golden(t, "protocol.draft.golden", d.String())
	if d.Mark != "" {
		t.Errorf("a draft calls itself %q", d.Mark)
	}
	p = testkit.Protocol(i18n.RU)
	if got, want := p.Document().Mark, "qadam-protocol:7:"+p.Fingerprint; got != want {
		t.Errorf("it calls itself %q, want %q", got, want)
	}
}

func TestAnExtractHasNoMarkAndNoSignatures(t *testing.T) {
	p := testkit.Protocol(i18n.RU)
	p.Record, p.Extract = p.Record.Cut(func(programmeID int64) bool { return programmeID == 2 })
	d := p.Document()
	testkit.Golden(t, "protocol.extract.golden", d.String())
	if d.Mark != "" {
		t.Errorf("it calls itself %q", d.Mark)
	}
}

func TestASittingThatWasNotHeldHasAProtocol(t *testing.T) {
	p := testkit.Protocol(i18n.RU)
	p.Record.Held = false
	p.Record.Quorum = approval.QuorumFact{Seats: 9, Present: 4, Needed: 6}
	p.Record.Present, p.Record.Absent = p.Record.Present[:4], append(p.Record.Absent, p.Record.Present[4:]...)
	for i := range p.Record.Items {
		it := &p.Record.Items[i]
		it.Outcome, it.Votes, it.Conditions, it.Assignments, it.Fingerprint = "", nil, nil, nil, ""
	}
	testkit.Golden(t, "protocol.not_held.golden", p.Document().String())
}

func TestTheConfirmationSaysWhatASignatureIsWorth(t *testing.T) {
	p := testkit.Protocol(i18n.RU)
	p.Chair.RecordedAt = time.Date(2018, 9, 13, 20, 30, 0, 0, time.UTC) // after midnight in Almaty
	doc := p.Document()
	if got := doc.String(); !strings.Contains(got, "Подтверждено в системе 14.09.2018 в 02:30. ЭЦП: не проверена, АХМЕТОВА ДИНАРА, 8801******23.") {
		t.Error(got)
	}
}
