package store

import (
	"qadam/internal/approval"
	"qadam/internal/portfolio"
)

// cases looks for cases that went a way which is not in the table, for texts
// that are not under their fingerprint, and for versions that do not stand
// where their case does.
func (c *checkup) cases() error {
	var all []approval.Case
	err := c.store.read.WithContext(c.ctx).Preload("Submissions", byID).Preload("Steps", byID).Order("id").Find(&all).Error
	if err != nil {
		return err
	}
	var versions []portfolio.Version
	if err := c.store.read.WithContext(c.ctx).Preload("Steps", byID).Find(&versions).Error; err != nil {
		return err
	}
	states := make(map[int64]portfolio.VersionState, len(versions))
	for _, v := range versions {
		states[v.ID] = v.State()
	}
	for _, one := range all {
		for _, s := range one.Submissions {
			if approval.SumOf(s.Content) != s.Fingerprint {
				c.blame("the text of case %d in round %d is not under its fingerprint", one.ID, s.Round)
			}
		}
		before := approval.State("")
		for _, s := range one.Steps {
			route := approval.Route("")
			if s.Round > 0 && s.Round <= len(one.Submissions) {
				route = one.Submissions[s.Round-1].Route
			}
			if !s.State.Follows(before, route) {
				c.blame("case %d went from %q to %s", one.ID, before, s.State)
			}
			before = s.State
		}
		if is := states[one.SubjectID]; one.Kind.OfVersion() && is != before.Version() && is != portfolio.Superseded {
			c.blame("case %d is %s, and its version is %s", one.ID, before, is)
		}
	}
	return nil
}
