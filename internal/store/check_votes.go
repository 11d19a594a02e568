package store

import (
	"qadam/internal/approval"
)

// votes counts every vote that was closed again, and looks for ballots that
// could not have been cast: of a seat that is not in the electorate or took no
// part, and after the end.
func (c *checkup) votes() error {
	var all []approval.Vote
	err := c.store.read.WithContext(c.ctx).Preload("Ballots", byID).Preload("Closing").Order("id").Find(&all).Error
	if err != nil {
		return err
	}
	for i := range all {
		v := &all[i]
		for _, b := range v.Ballots {
			e := v.Electorate.Seat(b.SeatID)
			switch {
			case e == nil || e.Recused != approval.NotRecused:
				c.blame("ballot %d of vote %d is of seat %d, which has no part in it", b.ID, v.ID, b.SeatID)
			case v.Closing != nil && b.RecordedAt.After(v.Closing.RecordedAt):
				c.blame("ballot %d of vote %d was cast after the vote was closed", b.ID, v.ID)
			}
		}
		if v.Closing == nil {
			continue
		}
		kept, counted := v.Closing.Count, v.Count()
		kept.Missing, kept.Absent, counted.Missing, counted.Absent = 0, 0, 0, 0 // who was in the room is not asked again
		if kept != counted {
			c.blame("vote %d was closed with another count than its ballots give", v.ID)
		}
		if v.Closing.Outcome != approval.OutcomeVoid && v.Closing.Outcome != v.Result() {
			c.blame("vote %d was closed as %s, its ballots say %s", v.ID, v.Closing.Outcome, v.Result())
		}
	}
	return c.sittings()
}

// sittings looks for steps that may not follow each other.
func (c *checkup) sittings() error {
	var all []approval.Sitting
	if err := c.store.read.WithContext(c.ctx).Preload("Steps", byID).Order("id").Find(&all).Error; err != nil {
		return err
	}
	for _, s := range all {
		before := approval.SittingState("")
		for i, step := range s.Steps {
			if i > 0 && !step.State.Follows(before) {
				c.blame("sitting %d went from %s to %s", s.ID, before, step.State)
			}
			before = step.State
		}
	}
	return nil
}
