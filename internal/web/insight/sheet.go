package insight

import (
	"qadam/internal/civil"
	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/programmes"
)

// portfolioRows are the figures of the portfolio, a programme to a row.
func portfolioRows(o portfolio.Overview, now *funding.Book) *site.Sheet {
	head := columns(nameHead("name"), []string{"owner", "version", "state"}, tallyHead(""), []string{"planned_tiyn"}, moneyHead(), []string{"status"})
	if !o.Against.IsZero() {
		head = append(head, tallyHead("since_")...)
	}
	s := site.NewSheet(append([]string{"code"}, head...)...)
	for _, r := range o.Rows {
		version, state := versionCells(r.Version)
		cells := columns([]any{r.Programme.Code}, nameCells(r.Term.Name), []any{r.Term.Owner.Code, version, state},
			tallyCells(r.Board.Total), []any{r.Board.Total.Planned}, moneyCells(moneyOf(now, r.Programme.ID, o.Year)), []any{string(r.Health())})
		if r.Since != nil {
			cells = append(cells, tallyCells(r.Since.Tally)...)
		}
		s.Add(cells...)
	}
	return s
}

// programmeRows are the programmes and what they consist of.
func programmeRows(rows []programmes.ListRow) *site.Sheet {
	s := site.NewSheet(columns([]string{"code"}, nameHead("name"), []string{"owner"}, nameHead("city"),
		[]string{"kato", "kato_region", "iso_3166_2", "projects", "zones", "version", "state"}, tallyHead(""), []string{"status"})...)
	for _, r := range rows {
		version, state := versionCells(r.Version)
		s.Add(columns([]any{r.Programme.Code}, nameCells(r.Term.Name), []any{r.Term.Owner.Code}, nameCells(r.Term.City),
			[]any{r.Term.KATO, r.Term.KATORegion, r.Term.ISO, r.Projects, r.Zones, version, state},
			tallyCells(r.Board.Total), []any{string(r.Health())})...)
	}
	return s
}

// projectRows are the projects of a programme.
func projectRows(projects []programmes.Project) *site.Sheet {
	s := site.NewSheet(columns([]string{"code"}, nameHead("name"), []string{"direction", "model", "planned_tiyn", "ended"}, tallyHead(""), []string{"status"})...)
	for _, p := range projects {
		var ended civil.Date
		if p.End != nil {
			ended = p.End.EndedOn
		}
		s.Add(columns([]any{p.Code}, nameCells(p.Profile.Name), []any{p.Profile.Direction, string(p.Profile.Model), p.Profile.Total, ended},
			tallyCells(p.Tally), []any{string(p.Health)})...)
	}
	return s
}

func columns[T any](parts ...[]T) []T {
	var all []T
	for _, p := range parts {
		all = append(all, p...)
	}
	return all
}

func nameHead(name string) []string { return []string{name + "_kk", name + "_ru", name + "_en"} }

func nameCells(t i18n.Text) []any { return []any{t.KK, t.RU, t.EN} }

// tallyHead and tallyCells are the counts of milestones.
func tallyHead(prefix string) []string {
	head := []string{prefix + "total"}
	for _, s := range portfolio.Statuses {
		head = append(head, prefix+string(s))
	}
	return append(head, prefix+"stale")
}

func tallyCells(t portfolio.Tally) []any {
	cells := []any{t.Total}
	for _, s := range portfolio.Statuses {
		cells = append(cells, t.Of(s))
	}
	return append(cells, t.Stale)
}

func versionCells(v *portfolio.Version) (version *int, state string) {
	if v == nil {
		return nil, ""
	}
	return &v.Number, string(v.State())
}
