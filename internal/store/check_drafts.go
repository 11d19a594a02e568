package store

import "qadam/internal/portfolio"

// drafts compares the lines of versions with what the last change of the draft
// made of each, so that a line changed behind the doors is found. What was
// copied when the draft was begun and never touched has no line in the ledger.
func (c *checkup) drafts() error {
	db := c.store.read.WithContext(c.ctx)
	var versions []int64
	if err := c.read(&versions, "SELECT DISTINCT version_id FROM draft_edits ORDER BY version_id"); err != nil {
		return err
	}
	for _, version := range versions {
		lines, err := plans(db, "WHERE p.version_id = ? ORDER BY p.position, p.id", version)
		if err != nil {
			return err
		}
		var edits []portfolio.DraftEdit
		if err := db.Where("version_id = ?", version).Order("id DESC").Find(&edits).Error; err != nil {
			return err
		}
		c.draft(version, lines, edits)
	}
	return nil
}

// draft goes through the edits of a version, newest first: the first that
// speaks of a line's words, or of its place, decides.
func (c *checkup) draft(version int64, lines []portfolio.Plan, edits []portfolio.DraftEdit) {
	is := make(map[int64]portfolio.Plan, len(lines))
	for _, p := range lines {
		is[p.MilestoneID] = p
	}
	words, places := map[int64]bool{}, map[int64]bool{}
	placed := func(id int64, number string, position int) {
		if p, ok := is[id]; ok && !places[id] && (p.Number != number || p.Position != position) {
			c.blame("line %s of version %d does not stand where the last change of the draft put it", p.Number, version)
		}
		places[id] = true
	}
	for _, e := range edits {
		for _, p := range e.After.Places {
			placed(p.MilestoneID, p.Number, p.Position)
		}
		for _, p := range e.After.Lines {
			placed(p.MilestoneID, p.Number, p.Position)
			if now, ok := is[p.MilestoneID]; !words[p.MilestoneID] && (!ok || !portfolio.SameContent(now, p)) {
				c.blame("line %s of version %d is not what the last change of the draft made of it", p.Number, version)
			}
			words[p.MilestoneID] = true
		}
		for _, p := range e.Before.Lines {
			if _, ok := is[p.MilestoneID]; ok && !words[p.MilestoneID] {
				c.blame("line %s of version %d was taken out and is there", p.Number, version)
			}
			words[p.MilestoneID], places[p.MilestoneID] = true, true
		}
	}
}
