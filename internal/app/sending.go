package app

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"qadam/internal/access"
	"qadam/internal/civil"
	"qadam/internal/store"
)

// Courier takes letters to where they go. A nil error says that they were
// taken, a NotCarried why not.
type Courier interface {
	Carry(ctx context.Context, p store.Parcel, at time.Time) error
}

// NotCarried is why a courier did not take a parcel.
type NotCarried struct {
	Said  string // without addresses of people: it goes into the log
	Final bool   // it never will
	Down  bool   // and it will take no other one now
}

// Error is what the courier said.
func (n *NotCarried) Error() string { return n.Said }

// digestHour is when the digest of a working day is packed, in Almaty.
const digestHour = 8

// pauses are how long a letter waits after each attempt that failed; after the
// last one no further attempt is made, and the administrator sees it.
var pauses = []time.Duration{time.Minute, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 6 * time.Hour, 12 * time.Hour, 24 * time.Hour}

// SendLetters packs what waits in the outbox and gives what is due to the
// courier: what is urgent at once, the rest once on a working day. It must run
// in one process at a time.
//
// A parcel is marked as sent after the courier has taken it, so a crash between
// the two sends it a second time: it has the same Message-ID then, by which mail
// programs tell that it is the same. The other order would lose letters.
func (a *App) SendLetters(ctx context.Context, to Courier, log *slog.Logger) error {
	now := a.Store.Now()
	ref, err := a.Store.Read(access.System(), a.Store.Instant()).Reference(ctx)
	if err != nil {
		return err
	}
	digests := ref.Calendar.IsWorking(civil.DateOf(now)) && now.In(civil.Zone).Hour() >= digestHour
	if err := a.Store.Pack(ctx, digests); err != nil {
		return err
	}
	parcels, err := a.Store.Parcels(ctx)
	if err != nil {
		return err
	}
	for _, p := range parcels {
		if err := ctx.Err(); err != nil {
			return nil // the rest when the program runs again
		}
		down, err := a.send(ctx, to, p, log)
		if err != nil || down {
			return err
		}
	}
	return nil
}

// send gives one parcel to the courier and writes down what became of it. What
// is begun is finished, also when the program is stopped meanwhile.
func (a *App) send(ctx context.Context, to Courier, p store.Parcel, log *slog.Logger) (down bool, err error) {
	err = to.Carry(ctx, p, a.Store.Now())
	kept := context.WithoutCancel(ctx)
	if err == nil {
		return false, a.Store.Sent(kept, p.ID)
	}
	if ctx.Err() != nil {
		return true, nil // stopped, not refused
	}
	var n *NotCarried
	if !errors.As(err, &n) {
		return false, err
	}
	after := time.Duration(0)
	if !n.Final && p.Attempts < len(pauses) {
		after = pauses[p.Attempts]
	}
	log.Warn("letter not sent", "parcel", p.ID, "letters", len(p.Letters), "attempt", p.Attempts+1, "given_up", after == 0, "error", n.Said)
	return n.Down, a.Store.NotSent(kept, p.ID, n.Said, after)
}
