package store

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"time"

	"qadam/internal/civil"
	"qadam/internal/portfolio"
)

// values compares what the ledgers of milestones say with what the log says
// they said, so that a row changed behind the triggers' back is found.
func (c *checkup) values() error {
	for _, look := range []func() error{c.updateValues, c.reviewValues, c.evidenceValues} {
		if err := look(); err != nil {
			return err
		}
	}
	return nil
}

// logged is the part of an entry that a row is compared with.
type logged struct {
	action string
	after  map[string]any
	files  string
}

// entriesOf reads the entries of one action, by their instant.
func (c *checkup) entriesOf(actions ...string) (map[int64]logged, error) {
	rows, err := c.store.read.WithContext(c.ctx).Raw("SELECT recorded_at, action, after, files FROM audit_entries WHERE action IN ?", actions).Rows()
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	found := map[int64]logged{}
	for rows.Next() {
		var at time.Time
		var l logged
		var after string
		if err := rows.Scan(&at, &l.action, &after, &l.files); err != nil {
			return nil, err
		}
		if after != "" {
			if err := json.Unmarshal([]byte(after), &l.after); err != nil {
				return nil, err
			}
		}
		found[at.UnixMicro()] = l
	}
	return found, rows.Err()
}

// updateValues follows each milestone through its updates: an entry says only
// what the update before it did not.
func (c *checkup) updateValues() error {
	entries, err := c.entriesOf("milestone.progress")
	if err != nil {
		return err
	}
	rows, err := c.store.read.WithContext(c.ctx).Model(&portfolio.Update{}).Order("milestone_id, id").Rows()
	if err != nil {
		return err
	}
	defer rows.Close()
	var milestone int64
	var known map[string]any
	for rows.Next() {
		var u portfolio.Update
		if err := c.store.read.ScanRows(rows, &u); err != nil {
			return err
		}
		if u.MilestoneID != milestone {
			milestone, known = u.MilestoneID, map[string]any{}
		}
		l, ok := entries[u.RecordedAt.UnixMicro()]
		if !ok {
			continue // entries has said so
		}
		for k, v := range l.after {
			known[k] = v
		}
		says := map[string]any{"percent": float64(u.Percent), "forecast": dayOrNil(u.Forecast), "note": u.Note, "said_done": u.SaidDone}
		for _, k := range []string{"percent", "forecast", "note", "said_done"} {
			if !reflect.DeepEqual(known[k], says[k]) {
				c.blame("update %d of milestone %d: %s is not what the log says", u.ID, u.MilestoneID, k)
				known[k] = says[k]
			}
		}
	}
	return rows.Err()
}

func (c *checkup) reviewValues() error {
	entries, err := c.entriesOf("milestone.accepted", "milestone.returned")
	if err != nil {
		return err
	}
	var reviews []portfolio.Review
	if err := c.store.read.WithContext(c.ctx).Order("id").Find(&reviews).Error; err != nil {
		return err
	}
	for _, v := range reviews {
		l, ok := entries[v.RecordedAt.UnixMicro()]
		if !ok {
			continue
		}
		says := map[string]any{"update_id": float64(v.UpdateID), "done_on": dayOrNil(v.DoneOn), "reason": v.Reason}
		if !reflect.DeepEqual(l.after, says) || v.Accepted != (l.action == "milestone.accepted") {
			c.blame("review %d of milestone %d is not what the log says", v.ID, v.MilestoneID)
		}
	}
	return nil
}

func (c *checkup) evidenceValues() error {
	entries, err := c.entriesOf("milestone.progress")
	if err != nil {
		return err
	}
	var all []portfolio.Evidence
	if err := c.store.read.WithContext(c.ctx).Order("id").Find(&all).Error; err != nil {
		return err
	}
	for _, e := range all {
		l, ok := entries[e.RecordedAt.UnixMicro()]
		if !ok {
			continue
		}
		number, _ := l.after["document_number"].(string)
		link, _ := l.after["link"].(string)
		same := e.Number == number && reflect.DeepEqual(dayOrNil(e.Dated), l.after["document_date"])
		if e.SHA256 != "" {
			same = same && slices.Contains(strings.Fields(l.files), e.SHA256)
		} else {
			same = same && e.URL == link
		}
		if !same {
			c.blame("evidence %d of milestone %d is not what the log says", e.ID, e.MilestoneID)
		}
	}
	return nil
}

// dayOrNil is a day as JSON has it.
func dayOrNil(d civil.Date) any {
	if d.IsZero() {
		return nil
	}
	return d.String()
}
