package portfolio

import "slices"

// Heat is a table of programmes by directions, each cell the milestones of the
// projects that belong to both.
type Heat struct {
	Directions []Direction // that have milestones in the year, in their order
	Rows       []HeatRow
}

// HeatRow is a programme with a cell for each direction.
type HeatRow struct {
	Row
	Cells []HeatCell
}

// HeatCell is the milestones of a programme in a direction.
type HeatCell struct {
	Tally  Tally
	Health Health // NoData when it has no milestones
}

// Heat puts the programmes of the overview beside the directions. It takes as
// long for many milestones as for few.
func (o Overview) Heat(all []Direction) Heat {
	var h Heat
	for _, d := range all {
		for _, r := range o.Rows {
			if r.Board.Directions[d.Code].Total > 0 {
				h.Directions = append(h.Directions, d)
				break
			}
		}
	}
	for _, r := range o.Rows {
		row := HeatRow{Row: r}
		for _, d := range h.Directions {
			t := r.Board.Directions[d.Code]
			row.Cells = append(row.Cells, HeatCell{t, t.Health(r.Board.Rules)})
		}
		h.Rows = append(h.Rows, row)
	}
	return h
}

// Healths are the healths of the cells that have milestones, the best first.
func (h Heat) Healths() []Health {
	var out []Health
	for _, one := range []Health{Green, Amber, Red, NoData} {
		if slices.ContainsFunc(h.Rows, func(r HeatRow) bool {
			return slices.ContainsFunc(r.Cells, func(c HeatCell) bool { return c.Tally.Total > 0 && c.Health == one })
		}) {
			out = append(out, one)
		}
	}
	return out
}

// InZones adds the milestones of a board's projects up by pilot zone: what
// stands in the projects that name the zone. A project of two zones counts in
// both.
func (p *Picture) InZones(year int) map[string]Tally {
	b, zones := p.Board(year), map[string]Tally{}
	for i := range p.Projects {
		t := b.Projects[p.Projects[i].ID]
		if t.Total == 0 {
			continue
		}
		for _, code := range p.Projects[i].Profile.Zones {
			zones[code] = zones[code].Plus(t)
		}
	}
	return zones
}
