package app_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/audit"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

// courier takes what it is given, or says why not.
type courier struct {
	taken []store.Parcel
	fails error
}

func (c *courier) Carry(_ context.Context, p store.Parcel, _ time.Time) error {
	if c.fails == nil {
		c.taken = append(c.taken, p)
	}
	return c.fails
}

// post puts a letter of the kind into the outbox of somebody.
func post(t *testing.T, w *testkit.World, who string, kind portfolio.LetterKind) {
	t.Helper()
	must(t, w.Store.Write(t.Context(), access.System(), func(tx *store.Tx) error {
		err := tx.Post(store.Letter{To: store.To{People: []int64{w.People[who]}}, Kind: kind, Key: "letter.evidence_accepted", Args: []any{"Title", i18n.Same("A line")}, Link: "/"})
		if err != nil {
			return err
		}
		return tx.Record("test.posted", audit.Nowhere, "person", w.People[who], audit.Change{})
	}))
}

func sending(t *testing.T, w *testkit.World, c *courier, at string) (*courier, string) {
	t.Helper()
	w.Clock.Set(at)
	var log bytes.Buffer
	must(t, w.App.SendLetters(t.Context(), c, slog.New(slog.NewTextHandler(&log, nil))))
	return c, log.String()
}

// told is what the courier took, in words: whom, urgent or not, how many.
func (c *courier) told() string {
	var words []string
	for _, p := range c.taken {
		words = append(words, fmt.Sprintf("%s %v %d", strings.TrimPrefix(p.Person.Name, "The "), p.Urgent, len(p.Letters)))
	}
	c.taken = nil
	return strings.Join(words, ", ")
}

// Votes go out at once; of everything else there is one letter a working day.
func TestLettersAtOnceAndOneDigestADay(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		c := &courier{}
		send := func(at, want string) {
			t.Helper()
			sending(t, w, c, at)
			if got := c.told(); got != want {
				t.Errorf("%s: %q was sent, want %q", at, got, want)
			}
		}
		w.Clock.Set("2018-03-06 07:00")
		post(t, w, "expert", portfolio.LetterReport)
		post(t, w, "expert", portfolio.LetterVote)
		post(t, w, "chair", portfolio.LetterDecision)
		post(t, w, "expert", portfolio.LetterDecision)
		send("2018-03-06 07:59", "expert true 1")
		send("2018-03-06 08:00", "expert false 2, chair false 1")
		send("2018-03-06 09:00", "")
		post(t, w, "expert", portfolio.LetterReport)
		post(t, w, "expert", portfolio.LetterMention)
		post(t, w, "official", portfolio.LetterReport)
		send("2018-03-06 17:00", "expert true 1, official false 1") // the official has had none today
		send("2018-03-07 08:00", "expert false 1")
		post(t, w, "expert", portfolio.LetterReport)
		send("2018-03-08 12:00", "") // a holiday
		send("2018-03-10 12:00", "") // Saturday
		send("2018-03-12 08:00", "expert false 1")
	})
}

func TestLettersThatAreNotTaken(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		outbox := func() store.Outbox {
			o, err := w.Store.Read(access.System(), w.Store.Instant()).Outbox(t.Context())
			must(t, err)
			return o
		}
		sending(t, w, &courier{}, "2018-03-05 10:00") // what the world's making posted is too old
		old := outbox().Failed
		post(t, w, "expert", portfolio.LetterVote)
		post(t, w, "chair", portfolio.LetterVote)
		_, log := sending(t, w, &courier{fails: &app.NotCarried{Said: "no server", Down: true}}, "2018-03-05 10:00")
		if o := outbox(); o.Waiting != 2 || o.Late != 1 || o.Failed != old || o.Faults[0].Error != "no server" {
			t.Errorf("a server that is down: %+v", o)
		}
		if !strings.Contains(log, "no server") || strings.Contains(log, "qadam.test") || strings.Contains(log, "The expert") {
			t.Errorf("the log says %s", log)
		}
		c, _ := sending(t, w, &courier{}, "2018-03-05 10:00:30")
		if got := c.told(); got != "chair true 1" {
			t.Errorf("before the pause is over %q was sent", got)
		}
		never := &courier{fails: &app.NotCarried{Said: "busy"}}
		at := testkit.At("2018-03-05 10:02")
		for range 7 {
			sending(t, w, never, at.In(time.FixedZone("", 6*3600)).Format("2006-01-02 15:04"))
			at = at.Add(25 * time.Hour)
		}
		if o := outbox(); o.Waiting != 0 || o.Failed != old+1 || !o.Faults[0].Failed {
			t.Errorf("after eight attempts: %+v", o)
		}
		post(t, w, "expert", portfolio.LetterVote)
		sending(t, w, &courier{fails: &app.NotCarried{Said: "unknown", Final: true}}, "2018-03-20 10:00")
		if o := outbox(); o.Waiting != 0 || o.Failed != old+2 || o.Sent != 0 {
			t.Errorf("refused for good: %+v", o)
		}
		post(t, w, "expert", portfolio.LetterVote)
		c, _ = sending(t, w, &courier{}, "2018-03-28 10:00")
		if got := c.told(); got != "" || outbox().Failed != old+3 {
			t.Errorf("a letter of last week was sent: %q", got)
		}
		// A courier that fails in another way is a defect and is said.
		post(t, w, "expert", portfolio.LetterVote)
		if err := w.App.SendLetters(t.Context(), &courier{fails: errors.New("boom")}, slog.New(slog.DiscardHandler)); err == nil {
			t.Error("a defect was not said")
		}
	})
}

func TestKindsOfLettersAreDeclined(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx := t.Context()
		count := func() int {
			all, err := w.Store.Read(access.System(), w.Store.Instant()).LettersOf(ctx, w.People["expert"])
			must(t, err)
			return len(all)
		}
		post(t, w, "expert", portfolio.LetterReport)
		token := w.Store.Decline(w.People["expert"], portfolio.LetterReport)
		must(t, w.App.DeclineLetters(ctx, token))
		if e := lastEntry(t, w); e.Action != "letters.declined" || e.ActorID != w.People["expert"] || !strings.Contains(e.After, "letter_report") {
			t.Errorf("the log says %+v", e)
		}
		if n := count(); n != 0 {
			t.Errorf("%d letters wait that nobody wants", n)
		}
		seq := lastEntry(t, w).Seq
		must(t, w.App.DeclineLetters(ctx, token)) // twice changes nothing
		if lastEntry(t, w).Seq != seq {
			t.Error("declining twice made an entry")
		}
		post(t, w, "expert", portfolio.LetterReport)
		post(t, w, "expert", portfolio.LetterDecision)
		if n := count(); n != 1 {
			t.Errorf("%d letters, want one of the other kind", n)
		}
		must(t, w.App.SaveLetterChoices(ctx, w.Actor("expert"), map[portfolio.LetterKind]bool{portfolio.LetterReport: true, portfolio.LetterDigest: false}))
		post(t, w, "expert", portfolio.LetterReport)
		post(t, w, "expert", portfolio.LetterVote)
		if n := count(); n != 1 {
			t.Errorf("%d letters, want only the urgent one", n)
		}
		if err := w.App.SaveLetterChoices(ctx, w.Actor("expert"), map[portfolio.LetterKind]bool{"poems": false}); !fault.Is(err, fault.KindInvalid) {
			t.Errorf("an unknown kind: %v", err)
		}
		other := w.Store.Decline(w.People["chair"], portfolio.LetterReport)
		mac := token[strings.LastIndex(token, "."):]
		for _, forged := range []string{"", "1", "1.report", token + "x", other[:strings.LastIndex(other, ".")] + mac, strings.Replace(token, "report", "vote", 1), strings.Replace(token, "report", "poems", 1)} {
			if err := w.App.DeclineLetters(ctx, forged); !fault.Is(err, fault.KindNotFound) {
				t.Errorf("%q declines: %v", forged, err)
			}
		}
	})
}

// The competence centre is told of evidence, and who reported of what became of it.
func TestLettersAboutEvidence(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		got := func(who string) []string {
			all, err := w.Store.Read(access.System(), w.Store.Instant()).LettersOf(t.Context(), w.People[who])
			must(t, err)
			var words []string
			for _, l := range all {
				if l.Kind == portfolio.LetterReport {
					words = append(words, l.Says.EN+" "+l.Note.EN)
				}
			}
			return words
		}
		update := w.SayDone("astana 1.1", "2018-03-05")
		must(t, w.App.ReturnEvidence(t.Context(), w.Actor("expert"), app.Return{MilestoneID: w.Milestones["astana 1.1"], UpdateID: update, Reason: "No annex"}))
		w.SayDone("astana 1.1", "2018-03-05")
		w.Accept("astana 1.1", "2018-03-05")
		if all := got("expert"); len(all) != 2 || all[0] != "Evidence waits for acceptance: Line 1.1 " {
			t.Errorf("the expert was told %q", all)
		}
		if all := got("manager.astana"); len(all) != 2 || !strings.HasSuffix(all[0], "No annex") || all[1] != "Evidence was accepted: Line 1.1 " {
			t.Errorf("the manager was told %q", all)
		}
	})
}
