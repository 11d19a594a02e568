package store

import (
	"database/sql"
	"slices"
	"strconv"
	"time"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/portfolio"
	"qadam/internal/search"
)

func key(id int64) string { return strconv.FormatInt(id, 10) }

// span is a time through which something was so.
type span[T comparable] struct {
	from, until time.Time // until is zero: still
	is          T
}

// spans are the times through which something was the same. Points are the
// instants at which it may have changed, at says what it was from one on; where
// it was nothing there is no span.
func spans[T comparable](points []time.Time, at func(time.Time) (T, bool)) []span[T] {
	points = slices.Clone(points)
	slices.SortFunc(points, time.Time.Compare)
	points = slices.CompactFunc(points, time.Time.Equal)
	var all []span[T]
	open := false
	for _, p := range points {
		is, ok := at(p)
		if open && (!ok || all[len(all)-1].is != is) {
			all[len(all)-1].until, open = micros(p), false
		}
		if ok && !open {
			all, open = append(all, span[T]{from: micros(p), is: is}), true
		}
	}
	return all
}

// zones are the texts of pilot zones, of all without keys. One that is proposed
// is a draft.
func (i *indexer) zones(only []int64) ([]text, error) {
	var zones []portfolio.Zone
	var profiles []portfolio.ZoneProfile
	var steps []portfolio.ZoneStep
	if err := i.rows(&zones, "id", only); err != nil {
		return nil, err
	}
	if err := i.rows(&profiles, "zone_id", only); err != nil {
		return nil, err
	}
	if err := i.rows(&steps, "zone_id", only); err != nil {
		return nil, err
	}
	said, stepped := map[int64][]portfolio.ZoneProfile{}, map[int64][]portfolio.ZoneStep{}
	for _, p := range profiles {
		said[p.ZoneID] = append(said[p.ZoneID], p)
	}
	for _, s := range steps {
		stepped[s.ZoneID] = append(stepped[s.ZoneID], s)
	}
	var texts []text
	for _, z := range zones {
		var points []time.Time
		for _, p := range said[z.ID] {
			points = append(points, p.RecordedAt)
		}
		for _, s := range stepped[z.ID] {
			points = append(points, s.RecordedAt)
		}
		list := spans(points, func(t time.Time) (text, bool) {
			then := z
			for _, s := range stepped[z.ID] {
				if !s.RecordedAt.After(t) {
					then.Steps = append(then.Steps, s)
				}
			}
			door := access.SeeInForce
			if then.State() == portfolio.ZoneDraft {
				door = access.SeeDraft
			}
			p, ok := latest(said[z.ID], t, func(p portfolio.ZoneProfile) time.Time { return p.RecordedAt })
			return text{
				kind: search.Zone, thing: z.ID, programme: z.ProgrammeID, doors: search.Door(door), about: search.AboutZone, key: z.Code, code: z.Code, title: p.Name,
				words: search.Within(search.Indexed(search.Zone, []string{z.Code, p.Name.KK, p.Name.RU, p.Name.EN}), p.District.KK, p.District.RU, p.District.EN),
			}, ok
		})
		texts = append(texts, timed(list)...)
	}
	return i.within(texts)
}

// latest is the last row of a ledger known at an instant.
func latest[T any](ledger []T, t time.Time, recorded func(T) time.Time) (T, bool) {
	for _, row := range slices.Backward(ledger) {
		if !recorded(row).After(t) {
			return row, true
		}
	}
	var none T
	return none, false
}

// timed gives texts the times through which they were so.
func timed(list []span[text]) []text {
	texts := make([]text, len(list))
	for i, s := range list {
		texts[i] = s.is
		texts[i].from, texts[i].until = s.from, s.until
	}
	return texts
}

// rows reads rows of a ledger in the order of their keys: those about things, or
// with nil all.
func (i *indexer) rows(into any, column string, only []int64) error {
	db := i.db.Order("id")
	if only != nil {
		db = db.Where(column+" IN ?", only)
	}
	return db.Find(into).Error
}

// projects are the texts of projects, and the rights by which they were known.
func (i *indexer) projects(only []int64) ([]text, map[int64][]span[int], error) {
	var projects []portfolio.Project
	var profiles []portfolio.ProjectProfile
	if err := i.rows(&projects, "id", only); err != nil {
		return nil, nil, err
	}
	if err := i.rows(&profiles, "project_id", only); err != nil {
		return nil, nil, err
	}
	doors, err := i.projectDoors(projects, only)
	if err != nil {
		return nil, nil, err
	}
	said := map[int64][]portfolio.ProjectProfile{}
	for _, p := range profiles {
		said[p.ProjectID] = append(said[p.ProjectID], p)
	}
	var texts []text
	for _, one := range projects {
		var points []time.Time
		for _, p := range said[one.ID] {
			points = append(points, p.RecordedAt)
		}
		for _, s := range doors[one.ID] {
			points = append(points, s.from)
		}
		list := spans(points, func(t time.Time) (text, bool) {
			p, ok := latest(said[one.ID], t, func(p portfolio.ProjectProfile) time.Time { return p.RecordedAt })
			return text{
				kind: search.Project, thing: one.ID, programme: one.ProgrammeID, doors: knownBy(doors[one.ID], t), about: search.AboutProject, key: one.Code, code: one.Code, title: p.Name,
				words: search.Within(search.Indexed(search.Project, []string{one.Code, p.Name.KK, p.Name.RU, p.Name.EN}, p.Subtype.KK, p.Subtype.RU, p.Subtype.EN), p.Area.KK, p.Area.RU, p.Area.EN),
			}, ok
		})
		texts = append(texts, timed(list)...)
	}
	texts, err = i.within(texts)
	return texts, doors, err
}

// knownBy is by which rights something was known at an instant.
func knownBy(list []span[int], t time.Time) int {
	for _, s := range list {
		if !t.Before(s.from) && (s.until.IsZero() || t.Before(s.until)) {
			return s.is
		}
	}
	return 0
}

// projectDoors are the rights by which projects were known: to those who draft
// always, to others by the versions that have them, and once they ended (see
// site.VisibleProjects).
func (i *indexer) projectDoors(projects []portfolio.Project, only []int64) (map[int64][]span[int], error) {
	roadmaps, milestones, err := i.standingIn(only)
	if err != nil {
		return nil, err
	}
	var ends []portfolio.ProjectEnd
	if err := i.rows(&ends, "project_id", only); err != nil {
		return nil, err
	}
	type known struct {
		from, until time.Time
		doors       int
	}
	by := map[int64][]known{}
	for _, p := range projects {
		by[p.ID] = []known{{from: p.RecordedAt, doors: search.Door(access.SeeDraft)}}
	}
	for _, e := range ends {
		by[e.ProjectID] = append(by[e.ProjectID], known{from: e.RecordedAt, doors: search.Door(access.SeeInForce)})
	}
	var all map[int64][]stretch
	if roadmaps == nil || len(roadmaps) > 0 {
		if all, err = i.stretches(roadmaps, milestones); err != nil {
			return nil, err
		}
	}
	for _, list := range all {
		for at := range list {
			s := &list[at]
			has := map[int64]bool{}
			for _, p := range s.lines {
				if s.state != portfolio.Draft && !has[p.ProjectID] {
					has[p.ProjectID] = true
					by[p.ProjectID] = append(by[p.ProjectID], known{s.from, s.until, s.doors})
				}
			}
		}
	}
	doors := map[int64][]span[int]{}
	for id, list := range by {
		var points []time.Time
		for _, k := range list {
			points = append(points, k.from)
			if !k.until.IsZero() {
				points = append(points, k.until)
			}
		}
		doors[id] = spans(points, func(t time.Time) (int, bool) {
			mask := 0
			for _, k := range list {
				if !t.Before(k.from) && (k.until.IsZero() || t.Before(k.until)) {
					mask |= k.doors
				}
			}
			return mask, mask != 0
		})
	}
	return doors, nil
}

// standingIn are the milestones of projects and the roadmaps that may have them;
// of all projects nil and nil.
func (i *indexer) standingIn(only []int64) (roadmaps, milestones []int64, err error) {
	if only == nil {
		return nil, nil, nil
	}
	milestones, err = i.keys("SELECT id FROM milestones WHERE project_id IN ?", only)
	if err != nil || len(milestones) == 0 {
		return []int64{}, nil, err
	}
	roadmaps, err = i.keys("SELECT id FROM roadmaps WHERE programme_id IN (SELECT programme_id FROM projects WHERE id IN ?)", only)
	return roadmaps, milestones, err
}

// keys asks for keys.
func (i *indexer) keys(query string, args ...any) ([]int64, error) {
	ids := []int64{}
	err := each(i.db, func(rows *sql.Rows) error {
		var id int64
		err := rows.Scan(&id)
		ids = append(ids, id)
		return err
	}, query, args...)
	return ids, err
}

// cases are the texts of cases: the title of the round that is on, known as the
// state says, and the acts that ended them.
func (i *indexer) cases(only []int64) ([]text, error) {
	var cases []approval.Case
	var sent []approval.Submission
	var steps []approval.Step
	if err := i.rows(&cases, "id", only); err != nil {
		return nil, err
	}
	db := i.db.Order("id").Omit("content", "drafters", "executors")
	if only != nil {
		db = db.Where("case_id IN ?", only)
	}
	if err := db.Find(&sent).Error; err != nil {
		return nil, err
	}
	if err := i.rows(&steps, "case_id", only); err != nil {
		return nil, err
	}
	submissions, stepped := map[int64][]approval.Submission{}, map[int64][]approval.Step{}
	for _, s := range sent {
		submissions[s.CaseID] = append(submissions[s.CaseID], s)
	}
	for _, s := range steps {
		stepped[s.CaseID] = append(stepped[s.CaseID], s)
	}
	var texts []text
	for _, c := range cases {
		var points []time.Time
		for _, s := range submissions[c.ID] {
			points = append(points, s.RecordedAt)
		}
		for _, s := range stepped[c.ID] {
			points = append(points, s.RecordedAt)
		}
		list := spans(points, func(t time.Time) (text, bool) {
			then := approval.Case{ID: c.ID, ProgrammeID: c.ProgrammeID}
			act := ""
			for _, s := range submissions[c.ID] {
				if !s.RecordedAt.After(t) {
					then.Submissions = append(then.Submissions, s)
				}
			}
			for _, s := range stepped[c.ID] {
				if !s.RecordedAt.After(t) {
					then.Steps, act = append(then.Steps, s), s.ActNumber
				}
			}
			if then.State() == "" || len(then.Submissions) == 0 {
				return text{}, false
			}
			title, brief := then.Title(), then.Submission().Brief
			return text{
				kind: search.Case, paper: string(then.State()), thing: c.ID, programme: c.ProgrammeID, doors: search.Door(then.SeeAction()), about: search.AboutCase, key: key(c.ID), code: key(c.ID), title: title,
				words: search.Indexed(search.Case, []string{key(c.ID), title.KK, title.RU, title.EN}, brief.KK, brief.RU, brief.EN, act),
			}, true
		})
		texts = append(texts, timed(list)...)
	}
	return i.within(texts)
}
