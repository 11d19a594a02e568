package store

import (
	"context"
	"database/sql"
	"slices"

	"qadam/internal/portfolio"
)

// projects lists the projects of a programme as known at the reader's instant.
func (r *Reader) projects(ctx context.Context, programmeID int64) ([]portfolio.Project, error) {
	db := r.db.WithContext(ctx)
	var all []portfolio.Project
	if err := db.Scopes(r.existed).Where("programme_id = ?", programmeID).Order("code").Find(&all).Error; err != nil {
		return nil, translate(err)
	}
	var profiles []portfolio.ProjectProfile
	if err := db.Scopes(r.known).Where("programme_id = ?", programmeID).Find(&profiles).Error; err != nil {
		return nil, translate(err)
	}
	var ends []portfolio.ProjectEnd
	if err := db.Scopes(r.known).Where("programme_id = ?", programmeID).Find(&ends).Error; err != nil {
		return nil, translate(err)
	}
	at := make(map[int64]int, len(all))
	for i, p := range all {
		at[p.ID] = i
	}
	// What was recorded between the questions belongs to the next picture.
	for _, p := range profiles {
		if i, ok := at[p.ProjectID]; ok {
			all[i].Profile = p
		}
	}
	for i := range ends {
		if j, ok := at[ends[i].ProjectID]; ok {
			all[j].End = &ends[i]
		}
	}
	for i := range all {
		all[i].Keep()
	}
	return all, nil
}

// projectsSince are the projects as projects lists them, taken from a newer picture
// where it knows them still as they were: most of them, and then nothing is read.
func (r *Reader) projectsSince(ctx context.Context, programmeID int64, newer *portfolio.Picture) ([]portfolio.Project, error) {
	if newer == nil {
		return r.projects(ctx, programmeID)
	}
	was := 0
	for i := range newer.Projects {
		p := &newer.Projects[i]
		switch {
		case !p.RecordedAt.Before(r.at): // it is younger
		case p.Profile.RecordedAt.Before(r.at) && (p.End == nil || p.End.RecordedAt.Before(r.at)):
			was++
		default:
			return r.projects(ctx, programmeID)
		}
	}
	if was == len(newer.Projects) {
		return slices.Clip(newer.Projects), nil // shared: a picture is never changed
	}
	return slices.DeleteFunc(slices.Clone(newer.Projects), func(p portfolio.Project) bool { return !p.RecordedAt.Before(r.at) }), nil
}

// ProgrammeOfProject returns the programme of the project with the code.
func (r *Reader) ProgrammeOfProject(ctx context.Context, code string) (int64, error) {
	var p portfolio.Project
	err := r.db.WithContext(ctx).Scopes(r.visible, r.existed).Where("code = ?", code).Take(&p).Error
	return p.ProgrammeID, translate(err)
}

// Project returns a project with its latest profile and its end, to be changed.
func (tx *Tx) Project(id int64) (portfolio.Project, error) {
	var p portfolio.Project
	if err := tx.lock().Take(&p, id).Error; err != nil {
		return p, translate(err)
	}
	if err := tx.db.Where("project_id = ?", id).Order("id DESC").Limit(1).Find(&p.Profile).Error; err != nil {
		return p, translate(err)
	}
	var ends []portfolio.ProjectEnd
	if err := tx.db.Where("project_id = ?", id).Limit(1).Find(&ends).Error; err != nil {
		return p, translate(err)
	}
	if len(ends) > 0 {
		p.End = &ends[0]
	}
	return p, nil
}

// EndedProjects are the projects of a programme that ended.
func (tx *Tx) EndedProjects(programmeID int64) (map[int64]bool, error) {
	return tx.keys("SELECT project_id FROM project_ends WHERE programme_id = ?", programmeID)
}

// ProjectChoices are the codes that a new project of the programme may name, and
// those that projects have already.
func (tx *Tx) ProjectChoices(programmeID int64) (portfolio.ProjectChoices, error) {
	var c portfolio.ProjectChoices
	for _, list := range []struct {
		into  *portfolio.Codes
		query string
		args  []any
	}{
		{&c.Directions, "SELECT code FROM directions", nil},
		{&c.Goals, "SELECT code FROM goals", nil},
		{&c.Zones, "SELECT code FROM zones WHERE programme_id = ?", []any{programmeID}},
		{&c.Taken, "SELECT code FROM projects", nil},
	} {
		var err error
		if *list.into, err = tx.codes(list.query, list.args...); err != nil {
			return c, err
		}
	}
	return c, nil
}

// codes asks for a list of codes.
func (tx *Tx) codes(query string, args ...any) (portfolio.Codes, error) {
	var found portfolio.Codes
	err := each(tx.db, func(rows *sql.Rows) error {
		var code string
		err := rows.Scan(&code)
		found = append(found, code)
		return err
	}, query, args...)
	return found, err
}

// AddProject keeps a new project with its first profile.
func (tx *Tx) AddProject(p *portfolio.Project) error {
	p.RecordedAt, p.RecordedBy = tx.Now, tx.actor.ID
	if err := tx.db.Create(p).Error; err != nil {
		return err
	}
	p.Profile.ProjectID, p.Profile.ProgrammeID = p.ID, p.ProgrammeID
	return tx.AppendProjectProfile(&p.Profile)
}

// AppendProjectProfile adds what is known of a project from now on.
func (tx *Tx) AppendProjectProfile(p *portfolio.ProjectProfile) error {
	p.RecordedAt, p.RecordedBy = tx.Now, tx.actor.ID
	return tx.db.Create(p).Error
}

// AppendProjectEnd adds the fact that a project ended; a second is a conflict.
func (tx *Tx) AppendProjectEnd(e *portfolio.ProjectEnd) error {
	e.RecordedAt, e.RecordedBy = tx.Now, tx.actor.ID
	return tx.db.Create(e).Error
}
