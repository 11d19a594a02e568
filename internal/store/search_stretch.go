package store

import (
	"cmp"
	"database/sql"
	"slices"
	"time"

	"qadam/internal/portfolio"
	"qadam/internal/search"
)

// stretch is a time through which a version of a roadmap was known by one right,
// with what it said then.
type stretch struct {
	version     *portfolio.Version
	year        int
	from, until time.Time // until is zero: still
	state       portfolio.VersionState
	doors       int
	lines       map[int64]portfolio.Plan // by milestone: only number, title and project are read
}

// covers reports whether the stretch was known at an instant.
func (s *stretch) covers(t time.Time) bool {
	return !t.Before(s.from) && (s.until.IsZero() || t.Before(s.until))
}

// stretches are those of roadmaps, by roadmap and in the order of the versions.
// With milestones only their lines are read. What was drafted before it was
// submitted is left out, as it has changed since.
func (i *indexer) stretches(roadmaps, milestones []int64) (map[int64][]stretch, error) {
	versions, years, err := i.versions(roadmaps)
	if err != nil || len(versions) == 0 {
		return nil, err
	}
	lines, err := i.lines(versions, milestones)
	if err != nil {
		return nil, err
	}
	edits, err := i.edits(versions)
	if err != nil {
		return nil, err
	}
	all := map[int64][]stretch{}
	for at := range versions {
		v := &versions[at]
		for _, s := range steps(v) {
			s.version, s.year = v, years[v.RoadmapID]
			if s.state.Editable() && s.state.SeeAction() == portfolio.Draft.SeeAction() && !s.until.IsZero() {
				continue
			}
			s.lines = byMilestone(frozenAt(lines[v.ID], edits[v.ID], s))
			all[v.RoadmapID] = append(all[v.RoadmapID], s)
			// A version that was returned is a draft again for those who draft.
			if s.state.Editable() && s.until.IsZero() && s.state != portfolio.Draft {
				s.state, s.doors, s.lines = portfolio.Draft, search.Door(portfolio.Draft.SeeAction()), byMilestone(lines[v.ID])
				all[v.RoadmapID] = append(all[v.RoadmapID], s)
			}
		}
	}
	return all, nil
}

// steps are the stretches of a version without their lines: steps that change
// neither what it says nor who may know it are one.
func steps(v *portfolio.Version) []stretch {
	all := []stretch{{from: v.RecordedAt, state: portfolio.Draft}}
	for _, s := range v.Steps {
		last := &all[len(all)-1]
		if s.State != portfolio.Superseded && !s.State.Editable() && !last.state.Editable() && s.State.SeeAction() == last.state.SeeAction() {
			last.state = s.State
			continue
		}
		last.until = s.RecordedAt
		all = append(all, stretch{from: s.RecordedAt, state: s.State})
	}
	for i := range all {
		all[i].doors = search.Door(all[i].state.SeeAction())
	}
	return slices.DeleteFunc(all, func(s stretch) bool { return !s.until.IsZero() && !s.from.Before(s.until) })
}

// frozenAt are the lines of a version as they were when a stretch began; those of
// a draft as they are.
func frozenAt(lines []portfolio.Plan, edits []portfolio.DraftEdit, s stretch) []portfolio.Plan {
	if s.state == portfolio.Draft {
		return lines
	}
	var since []portfolio.DraftEdit
	for _, e := range slices.Backward(edits) {
		if !e.RecordedAt.Before(s.from) {
			since = append(since, e)
		}
	}
	return portfolio.RolledBack(lines, since)
}

func byMilestone(lines []portfolio.Plan) map[int64]portfolio.Plan {
	all := make(map[int64]portfolio.Plan, len(lines))
	for _, p := range lines {
		all[p.MilestoneID] = p
	}
	return all
}

// versions are those of roadmaps (all without any), with their steps, and the
// years of the roadmaps.
func (i *indexer) versions(roadmaps []int64) ([]portfolio.Version, map[int64]int, error) {
	var versions []portfolio.Version
	db := i.db.Preload("Steps", byID).Order("roadmap_id, number")
	if roadmaps != nil {
		db = db.Where("roadmap_id IN ?", roadmaps)
	}
	if err := db.Find(&versions).Error; err != nil {
		return nil, nil, err
	}
	years := map[int64]int{}
	err := each(i.db, func(rows *sql.Rows) error {
		var id int64
		var year int
		err := rows.Scan(&id, &year)
		years[id] = year
		return err
	}, "SELECT id, year FROM roadmaps")
	return versions, years, err
}

// lines are those of versions, by version.
func (i *indexer) lines(versions []portfolio.Version, milestones []int64) (map[int64][]portfolio.Plan, error) {
	all := map[int64][]portfolio.Plan{}
	read := func(query string, args ...any) error {
		return each(i.db, func(rows *sql.Rows) error {
			var p portfolio.Plan
			err := rows.Scan(&p.ID, &p.VersionID, &p.MilestoneID, &p.ProgrammeID, &p.ProjectID, &p.Position, &p.Number, &p.Title)
			all[p.VersionID] = append(all[p.VersionID], p)
			return err
		}, "SELECT id, version_id, milestone_id, programme_id, project_id, position, number, title FROM milestone_plans WHERE version_id IN ?"+query, args...)
	}
	for some := range slices.Chunk(keysOf(versions), 1000) {
		if milestones == nil {
			if err := read("", some); err != nil {
				return nil, err
			}
			continue
		}
		for few := range slices.Chunk(milestones, 1000) {
			if err := read(" AND milestone_id IN ?", some, few); err != nil {
				return nil, err
			}
		}
	}
	return all, nil
}

func keysOf(versions []portfolio.Version) []int64 {
	ids := make([]int64, len(versions))
	for i, v := range versions {
		ids[i] = v.ID
	}
	return ids
}

// edits are the changes of versions that are drafts or were again after they
// had been submitted, by version and oldest first: of the others what they say
// is what they said.
func (i *indexer) edits(versions []portfolio.Version) (map[int64][]portfolio.DraftEdit, error) {
	var ids []int64
	for at := range versions {
		v := &versions[at]
		if v.State().Editable() || slices.ContainsFunc(v.Steps, func(s portfolio.VersionStep) bool { return s.State.Editable() }) {
			ids = append(ids, v.ID)
		}
	}
	all := map[int64][]portfolio.DraftEdit{}
	for some := range slices.Chunk(ids, 1000) {
		var edits []portfolio.DraftEdit
		if err := i.db.Where("version_id IN ?", some).Order("id").Find(&edits).Error; err != nil {
			return nil, err
		}
		for _, e := range edits {
			all[e.VersionID] = append(all[e.VersionID], e)
		}
	}
	return all, nil
}

// milestones are the texts of the lines of roadmaps, each under its roadmap.
// With keys only those milestones are said.
func (i *indexer) milestones(roadmaps, only []int64) ([]text, []int64, error) {
	all, err := i.stretches(roadmaps, only)
	if err != nil {
		return nil, nil, err
	}
	var texts []text
	things := map[int64]bool{}
	for _, id := range only {
		things[id] = true
	}
	for roadmap, list := range all {
		last, err := i.lastEdited(list)
		if err != nil {
			return nil, nil, err
		}
		for at := range list {
			s := &list[at]
			for id, p := range s.lines {
				things[id] = true
				if said(list, s, p) {
					continue
				}
				from := s.from
				if s.state == portfolio.Draft {
					from = later(from, last[edited{s.version.ID, id}])
				}
				texts = append(texts, text{
					kind: search.Milestone, paper: key(roadmap), thing: id, programme: p.ProgrammeID, doors: s.doors,
					about: search.AboutMilestone, key: key(id) + "/" + key(s.version.ID), code: p.Number, title: p.Title,
					words: search.Indexed(search.Milestone, []string{p.Number, p.Title.KK, p.Title.RU, p.Title.EN}), from: micros(from), until: s.until,
				})
			}
		}
	}
	if texts, err = i.within(texts); err != nil {
		return nil, nil, err
	}
	slices.SortFunc(texts, func(a, b text) int { return cmp.Or(cmp.Compare(a.thing, b.thing), a.from.Compare(b.from)) })
	ids := make([]int64, 0, len(things))
	for id := range things {
		ids = append(ids, id)
	}
	return texts, ids, nil
}

// said reports whether the line of a stretch need not be said: a version that is
// in force when the stretch begins says the same, or a superseded one has it and
// the next one too.
func said(list []stretch, s *stretch, p portfolio.Plan) bool {
	if s.state == portfolio.InForce {
		return false
	}
	for at := range list {
		o := &list[at]
		if o.state != portfolio.InForce || o.version == s.version || !o.covers(s.from) && s.state != portfolio.Draft || s.state == portfolio.Draft && !o.until.IsZero() {
			continue
		}
		if q, ok := o.lines[p.MilestoneID]; ok && (s.state == portfolio.Superseded || q.Number == p.Number && q.Title == p.Title) {
			return true
		}
	}
	return false
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// edited is a line of a draft.
type edited struct{ version, milestone int64 }

// lastEdited is when lines of drafts were last changed: before, they said
// something else or were not there.
func (i *indexer) lastEdited(list []stretch) (map[edited]time.Time, error) {
	var drafts []portfolio.Version
	for _, s := range list {
		if s.state == portfolio.Draft {
			drafts = append(drafts, *s.version)
		}
	}
	all, err := i.edits(drafts)
	last := map[edited]time.Time{}
	for version, edits := range all {
		for _, e := range edits {
			for _, p := range e.After.Lines {
				last[edited{version, p.MilestoneID}] = e.RecordedAt
			}
			for _, p := range e.After.Places {
				last[edited{version, p.MilestoneID}] = e.RecordedAt
			}
		}
	}
	return last, err
}

// editsAt are the milestones of which lines of drafts were changed at some
// instants, by roadmap.
func (i *indexer) editsAt(instants []time.Time) (map[int64][]int64, error) {
	found := map[int64][]int64{}
	for some := range slices.Chunk(instants, 500) {
		var edits []portfolio.DraftEdit
		if err := i.db.Where("recorded_at IN ?", some).Order("id").Find(&edits).Error; err != nil {
			return nil, err
		}
		roadmaps := map[int64]int64{}
		for _, e := range edits {
			if roadmaps[e.VersionID] == 0 {
				var v portfolio.Version
				if err := i.db.Select("id", "roadmap_id").Take(&v, e.VersionID).Error; err != nil {
					return nil, err
				}
				roadmaps[e.VersionID] = v.RoadmapID
			}
			into := roadmaps[e.VersionID]
			for _, side := range []portfolio.Touched{e.Before, e.After} {
				for _, p := range side.Lines {
					found[into] = append(found[into], p.MilestoneID)
				}
				for _, p := range side.Places {
					found[into] = append(found[into], p.MilestoneID)
				}
			}
		}
	}
	for roadmap, ids := range found {
		slices.Sort(ids)
		found[roadmap] = slices.Compact(ids)
	}
	return found, nil
}
