package store

import (
	"context"

	"qadam/internal/portfolio"
)

// zones lists the pilot zones of a programme as known at the reader's instant.
func (r *Reader) zones(ctx context.Context, programmeID int64) ([]portfolio.Zone, error) {
	db := r.db.WithContext(ctx)
	var all []portfolio.Zone
	if err := db.Scopes(r.existed).Where("programme_id = ?", programmeID).Order("code").Find(&all).Error; err != nil {
		return nil, translate(err)
	}
	var profiles []portfolio.ZoneProfile
	if err := db.Scopes(r.known).Where("programme_id = ?", programmeID).Find(&profiles).Error; err != nil {
		return nil, translate(err)
	}
	var steps []portfolio.ZoneStep
	if err := db.Scopes(r.known).Where("programme_id = ?", programmeID).Find(&steps).Error; err != nil {
		return nil, translate(err)
	}
	at := make(map[int64]int, len(all))
	for i, z := range all {
		at[z.ID] = i
	}
	// What was recorded between the questions belongs to the next picture.
	for _, p := range profiles {
		if i, ok := at[p.ZoneID]; ok {
			all[i].Profile = p
		}
	}
	for _, s := range steps {
		if i, ok := at[s.ZoneID]; ok {
			all[i].Steps = append(all[i].Steps, s)
		}
	}
	return all, nil
}

// ProgrammeOfZone returns the programme of the zone with the code.
func (r *Reader) ProgrammeOfZone(ctx context.Context, code string) (int64, error) {
	var z portfolio.Zone
	err := r.db.WithContext(ctx).Scopes(r.visible, r.existed).Where("code = ?", code).Take(&z).Error
	return z.ProgrammeID, translate(err)
}

// Zone returns a pilot zone with its latest profile and its steps, to be changed.
func (tx *Tx) Zone(id int64) (portfolio.Zone, error) {
	var z portfolio.Zone
	if err := tx.lock().Take(&z, id).Error; err != nil {
		return z, translate(err)
	}
	if err := tx.db.Where("zone_id = ?", id).Order("id DESC").Limit(1).Find(&z.Profile).Error; err != nil {
		return z, translate(err)
	}
	err := tx.db.Where("zone_id = ?", id).Order("id").Find(&z.Steps).Error
	return z, translate(err)
}

// ZoneCodes are the codes that pilot zones have already.
func (tx *Tx) ZoneCodes() (portfolio.Codes, error) { return tx.codes("SELECT code FROM zones") }

// AddZone keeps a new pilot zone with its first profile.
func (tx *Tx) AddZone(z *portfolio.Zone) error {
	z.RecordedAt, z.RecordedBy = tx.Now, tx.actor.ID
	if err := tx.db.Create(z).Error; err != nil {
		return err
	}
	z.Profile.ZoneID, z.Profile.ProgrammeID = z.ID, z.ProgrammeID
	return tx.AppendZoneProfile(&z.Profile)
}

// AppendZoneProfile adds what is known of a zone from now on.
func (tx *Tx) AppendZoneProfile(p *portfolio.ZoneProfile) error {
	p.RecordedAt, p.RecordedBy = tx.Now, tx.actor.ID
	return tx.db.Create(p).Error
}

// AppendZoneStep adds a line to a zone's ledger of states.
func (tx *Tx) AppendZoneStep(s *portfolio.ZoneStep) error {
	s.RecordedAt, s.RecordedBy = tx.Now, tx.actor.ID
	return tx.db.Create(s).Error
}
