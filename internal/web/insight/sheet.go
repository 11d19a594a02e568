package insight

import (
	"strconv"

	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/programmes"
)

// portfolioRows are the figures of the portfolio, a programme to a row.
func portfolioRows(o portfolio.Overview) []byte {
	head := columns(nameHead("name"), []string{"owner", "version", "state"}, tallyHead(""), []string{"planned_tiyn", "status"})
	if !o.Against.IsZero() {
		head = append(head, tallyHead("since_")...)
	}
	s := site.NewSheet(append([]string{"code"}, head...)...)
	for _, r := range o.Rows {
		version, state := versionCells(r.Version)
		cells := columns([]string{r.Programme.Code}, nameCells(r.Term.Name), []string{r.Term.Owner.Code, version, state},
			tallyCells(r.Board.Total), []string{number(r.Board.Total.Planned), string(r.Health())})
		if r.Since != nil {
			cells = append(cells, tallyCells(r.Since.Tally)...)
		}
		s.Add(cells...)
	}
	return s.Bytes()
}

// programmeRows are the programmes and what they consist of.
func programmeRows(rows []programmes.ListRow) []byte {
	s := site.NewSheet(columns([]string{"code"}, nameHead("name"), []string{"owner"}, nameHead("city"),
		[]string{"kato", "kato_region", "iso_3166_2", "projects", "zones", "version", "state"}, tallyHead(""), []string{"status"})...)
	for _, r := range rows {
		version, state := versionCells(r.Version)
		s.Add(columns([]string{r.Programme.Code}, nameCells(r.Term.Name), []string{r.Term.Owner.Code}, nameCells(r.Term.City),
			[]string{r.Term.KATO, r.Term.KATORegion, r.Term.ISO, number(r.Projects), number(r.Zones), version, state},
			tallyCells(r.Board.Total), []string{string(r.Health())})...)
	}
	return s.Bytes()
}

// projectRows are the projects of a programme.
func projectRows(projects []programmes.Project) []byte {
	s := site.NewSheet(columns([]string{"code"}, nameHead("name"), []string{"direction", "model", "planned_tiyn", "ended"}, tallyHead(""), []string{"status"})...)
	for _, p := range projects {
		ended := ""
		if p.End != nil {
			ended = p.End.EndedOn.String()
		}
		s.Add(columns([]string{p.Code}, nameCells(p.Profile.Name), []string{p.Profile.Direction, string(p.Profile.Model), number(p.Profile.Total), ended},
			tallyCells(p.Tally), []string{string(p.Health)})...)
	}
	return s.Bytes()
}

func columns(parts ...[]string) []string {
	var all []string
	for _, p := range parts {
		all = append(all, p...)
	}
	return all
}

func nameHead(name string) []string { return []string{name + "_kk", name + "_ru", name + "_en"} }

func nameCells(t i18n.Text) []string { return []string{t.KK, t.RU, t.EN} }

// tallyHead and tallyCells are the counts of milestones.
func tallyHead(prefix string) []string {
	head := []string{prefix + "total"}
	for _, s := range portfolio.Statuses {
		head = append(head, prefix+string(s))
	}
	return append(head, prefix+"stale")
}

func tallyCells(t portfolio.Tally) []string {
	cells := []string{number(t.Total)}
	for _, s := range portfolio.Statuses {
		cells = append(cells, number(t.Of(s)))
	}
	return append(cells, number(t.Stale))
}

func versionCells(v *portfolio.Version) (version, state string) {
	if v == nil {
		return "", ""
	}
	return number(v.Number), string(v.State())
}

func number[T ~int | ~int64](n T) string { return strconv.FormatInt(int64(n), 10) }
