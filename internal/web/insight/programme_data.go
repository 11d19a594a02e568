package insight

import (
	"github.com/labstack/echo/v4"

	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/programmes"
)

// The data behind /programmes.json and /programmes/{code}.json.
type (
	programmesData struct {
		AsOf       civil.Date        `json:"as_of"`
		Head       string            `json:"head"`
		Year       int               `json:"year"`
		Programmes []listedProgramme `json:"programmes"`
	}
	listedProgramme struct {
		programmeData
		placeData
		Projects int `json:"projects"`
		Zones    int `json:"zones"`
	}
	placeData struct {
		Aliases    portfolio.Codes `json:"aliases"`
		City       i18n.Text       `json:"city"`
		Territory  i18n.Text       `json:"territory"`
		KATO       string          `json:"kato"`
		KATORegion string          `json:"kato_region"`
		ISO        string          `json:"iso_3166_2"`
	}
	oneProgramme struct {
		AsOf    civil.Date  `json:"as_of"`
		Against *civil.Date `json:"against,omitempty"`
		Head    string      `json:"head"`
		Year    int         `json:"year"`
		programmeData
		placeData
		Terms    []termData    `json:"terms"`
		Roadmaps []roadmapData `json:"roadmaps"`
		Projects []projectData `json:"projects"`
		Zones    []zoneData    `json:"zones"`
	}
	termData struct {
		From  *civil.Date `json:"from"`
		Until *civil.Date `json:"until"` // null while it stood on the day
		Name  i18n.Text   `json:"name"`
		Owner bodyData    `json:"owner"`
		City  i18n.Text   `json:"city"`
		KATO  string      `json:"kato"`
	}
	roadmapData struct {
		Year     int           `json:"year"`
		Versions []versionData `json:"versions"`
	}
	projectData struct {
		Code       string           `json:"code"`
		Name       i18n.Text        `json:"name"`
		Direction  string           `json:"direction"`
		Model      portfolio.Model  `json:"model"`
		Planned    money.Amount     `json:"planned_tiyn"`
		Ended      *civil.Date      `json:"ended"`
		Milestones milestonesData   `json:"milestones"`
		Status     portfolio.Health `json:"status"`
	}
	zoneData struct {
		Code       string              `json:"code"`
		Name       i18n.Text           `json:"name"`
		District   i18n.Text           `json:"district"`
		State      portfolio.ZoneState `json:"state"`
		Population *int                `json:"population"`
		Projects   int                 `json:"projects"`
	}
)

func (h Handler) programmesJSON(c echo.Context, o portfolio.Overview, rows []programmes.ListRow) error {
	head, err := h.Reader(c).Head(site.Ctx(c))
	if err != nil {
		return err
	}
	now, then, err := h.books(c)
	if err != nil {
		return err
	}
	data := programmesData{AsOf: o.On, Head: head, Year: o.Year, Programmes: []listedProgramme{}}
	for _, r := range rows {
		data.Programmes = append(data.Programmes, listedProgramme{rowData(r.Row, o.Year, now, then), place(r.Row), r.Projects, r.Zones})
	}
	return h.JSON(c, data)
}

func (h Handler) programmeJSON(c echo.Context, p programmes.ShowPage) error {
	head, err := h.Reader(c).Head(site.Ctx(c))
	if err != nil {
		return err
	}
	now, then, err := h.books(c)
	if err != nil {
		return err
	}
	on := h.Visit(c).On
	data := oneProgramme{
		AsOf: on, Head: head, Year: p.Year, programmeData: rowData(p.Row, p.Year, now, then), placeData: place(p.Row),
		Terms: []termData{}, Roadmaps: []roadmapData{}, Projects: []projectData{}, Zones: []zoneData{},
	}
	if p.Row.Since != nil {
		data.Against = &p.Row.Since.Since
	}
	for _, t := range p.Terms {
		data.Terms = append(data.Terms, termOf(t, on))
	}
	for _, r := range p.Roadmaps {
		one := roadmapData{Year: r.Year}
		for _, v := range r.Versions {
			one.Versions = append(one.Versions, versionData{v.Number, v.State()})
		}
		data.Roadmaps = append(data.Roadmaps, one)
	}
	for _, one := range p.Projects {
		d := projectData{
			Code: one.Code, Name: one.Profile.Name, Direction: one.Profile.Direction, Model: one.Profile.Model,
			Planned: one.Profile.Total, Milestones: tallyData(one.Tally), Status: one.Health,
		}
		if one.End != nil {
			d.Ended = &one.End.EndedOn
		}
		data.Projects = append(data.Projects, d)
	}
	for _, z := range p.Zones {
		d := zoneData{Code: z.Code, Name: z.Profile.Name, District: z.Profile.District, State: z.State(), Projects: z.Projects}
		if z.Profile.Population > 0 {
			d.Population = &z.Profile.Population
		}
		data.Zones = append(data.Zones, d)
	}
	return h.JSON(c, data)
}

func place(r portfolio.Row) placeData {
	t := r.Term
	d := placeData{r.Programme.Aliases, t.City, t.Territory, t.KATO, t.KATORegion, t.ISO}
	if d.Aliases == nil {
		d.Aliases = portfolio.Codes{}
	}
	return d
}

func termOf(t portfolio.ProgrammeTerm, on civil.Date) termData {
	d := termData{Name: t.Name, Owner: bodyData{t.Owner.Code, t.Owner.Name}, City: t.City, KATO: t.KATO}
	if !t.ValidFrom.IsZero() {
		d.From = &t.ValidFrom
	}
	if !t.ValidTo.IsZero() && t.ValidTo.Before(on) {
		d.Until = &t.ValidTo
	}
	return d
}
