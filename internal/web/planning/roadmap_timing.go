package planning

import "qadam/internal/portfolio"

// schedule adds when the roadmap ends and what drives its end.
func (d *roadmapDoc) schedule(b *portfolio.Board) {
	s := b.Schedule()
	d.End = s.End
	for _, id := range s.Path {
		d.Path = append(d.Path, b.Line(id).Number)
	}
	for _, id := range s.Cycle {
		d.Cycle = append(d.Cycle, b.Line(id).Number)
	}
}

// timing adds when the line can happen and when it must.
func (d *lineDoc) timing(b *portfolio.Board) {
	t, ok := b.Schedule().Timing(d.ID)
	if !ok {
		return
	}
	d.EarliestOn, d.EarliestEnd, d.LatestOn, d.LatestEnd = &t.EarliestStart, &t.EarliestFinish, &t.LatestStart, &t.LatestFinish
	d.TotalFloat, d.FreeFloat, d.Critical = &t.TotalFloat, &t.FreeFloat, &t.Critical
}
