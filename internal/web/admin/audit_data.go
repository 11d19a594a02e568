package admin

import (
	"encoding/json"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"qadam/internal/audit"
	"qadam/internal/fault"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/internal/web/site"
	"qadam/views/ui"
)

// entryJSON is an entry as programs read it: everything that its hash covers.
type entryJSON struct {
	Seq        int64           `json:"seq"`
	RecordedAt time.Time       `json:"recorded_at"`
	ActorID    int64           `json:"actor_id"`
	Actor      string          `json:"actor"`
	Seat       string          `json:"seat"`
	Action     string          `json:"action"`
	Programme  string          `json:"programme"`
	Entity     string          `json:"entity"`
	EntityID   int64           `json:"id"`
	Before     json.RawMessage `json:"before"`
	After      json.RawMessage `json:"after"`
	Files      []string        `json:"files"`
	Request    string          `json:"request"`
	Hash       string          `json:"hash"`
}

func entryOf(e audit.Entry, ref *portfolio.Reference) entryJSON {
	raw := func(side string) json.RawMessage {
		if side == "" {
			return json.RawMessage("null")
		}
		return json.RawMessage(side)
	}
	out := entryJSON{
		Seq: e.Seq, RecordedAt: e.RecordedAt.UTC(), ActorID: e.ActorID, Actor: e.ActorName, Seat: e.Seat, Action: e.Action,
		Entity: e.Entity, EntityID: e.EntityID, Before: raw(e.Before), After: raw(e.After),
		Files: append([]string{}, strings.Fields(e.Files)...), Request: e.RequestID, Hash: e.Hash,
	}
	if p := ref.Programme(e.ProgrammeID); p != nil {
		out.Programme = p.Code
	}
	return out
}

// logJSON is the log with the head of its chain. Next is the before of the
// next file, 0 when this one reaches the beginning.
type logJSON struct {
	Head    string      `json:"head"`
	Entries []entryJSON `json:"entries"`
	Next    int64       `json:"next"`
}

// exportAudit sends what the page's filter lets through as a file.
func (h Handler) exportAudit(c echo.Context, f store.AuditFilter, form ui.Form, ref *portfolio.Reference) error {
	if form.Faulty() {
		return fault.Invalid(form.Errors[0].Key)
	}
	ctx, r := site.Ctx(c), h.now(c)
	f.Limit = exported + 1
	entries, err := r.AuditEntries(ctx, f)
	if err != nil {
		return err
	}
	out := logJSON{Entries: []entryJSON{}}
	if len(entries) > exported {
		entries = entries[:exported]
		out.Next = entries[exported-1].Seq
	}
	if h.Visit(c).Format != "json" {
		return h.auditSheet(c, entries, ref)
	}
	if out.Head, err = r.Head(ctx); err != nil {
		return err
	}
	for _, e := range entries {
		out.Entries = append(out.Entries, entryOf(e, ref))
	}
	return h.JSON(c, out)
}

func (h Handler) auditSheet(c echo.Context, entries []audit.Entry, ref *portfolio.Reference) error {
	s := site.NewSheet("seq", "recorded_at", "actor_id", "actor", "seat", "action", "programme", "entity", "id", "before", "after", "files", "request", "hash")
	for _, e := range entries {
		one := entryOf(e, ref)
		s.Add(e.Seq, one.RecordedAt.Format(time.RFC3339Nano), e.ActorID, e.ActorName, e.Seat,
			e.Action, one.Programme, e.Entity, e.EntityID, e.Before, e.After, e.Files, e.RequestID, e.Hash)
	}
	return h.Sheet(c, "audit", s)
}
