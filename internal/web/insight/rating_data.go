package insight

import (
	"github.com/labstack/echo/v4"

	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/ratings"
)

// ratingData is a rating as data; a confidence is green, amber_green, amber,
// amber_red or red.
type ratingData struct {
	Party          portfolio.Party      `json:"party"`
	Confidence     portfolio.Confidence `json:"confidence"`
	On             civil.Date           `json:"on"`
	Age            int                  `json:"age_days"`
	By             string               `json:"by,omitempty"`
	Rationale      string               `json:"rationale"`
	DocumentNumber string               `json:"document_number,omitempty"`
	DocumentDate   *civil.Date          `json:"document_date,omitempty"`
	URL            string               `json:"url,omitempty"`
	ReviewOn       *civil.Date          `json:"review_on,omitempty"`
}

func dataOfRating(r portfolio.Rating, on civil.Date, by string) ratingData {
	return ratingData{
		r.Party, r.Confidence, r.On(), r.Age(on), by, r.Rationale, r.DocumentNumber, dayOrNull(r.DocumentDate), r.URL, dayOrNull(r.ReviewOn),
	}
}

func dayOrNull(d civil.Date) *civil.Date {
	if d.IsZero() {
		return nil
	}
	return &d
}

// threeData are the ratings side by side: null for what nobody said.
type threeData struct {
	Computed *portfolio.Health `json:"computed"`
	Owner    *ratingData       `json:"owner"`
	Centre   *ratingData       `json:"centre"`
	Apart    int               `json:"steps_apart"`
}

func dataOfThree(t portfolio.Three, on civil.Date, people map[int64]string) threeData {
	d := threeData{Apart: t.Apart()}
	if t.Computed != "" {
		d.Computed = &t.Computed
	}
	for into, r := range map[**ratingData]*portfolio.Rating{&d.Owner: t.Owner, &d.Centre: t.Centre} {
		if r != nil {
			one := dataOfRating(*r, on, people[r.RecordedBy])
			*into = &one
		}
	}
	return d
}

func (h Handler) ratingsJSON(c echo.Context, p ratings.ShowPage) error {
	head, err := h.Reader(c).Head(site.Ctx(c))
	if err != nil {
		return err
	}
	on := h.Visit(c).On
	data := struct {
		AsOf    civil.Date   `json:"as_of"`
		Head    string       `json:"head"`
		Project string       `json:"project"`
		Now     threeData    `json:"now"`
		Since   *civil.Date  `json:"disagree_since"`
		History []ratingData `json:"history"`
	}{on, head, p.Project.Code, dataOfThree(p.Three, on, p.People), dayOrNull(p.Since), []ratingData{}}
	for _, r := range p.History {
		data.History = append(data.History, dataOfRating(r, on, p.People[r.RecordedBy]))
	}
	return h.JSON(c, data)
}

func ratingRows(p ratings.ShowPage) *site.Sheet {
	s := site.NewSheet("project", "party", "on", "confidence", "by", "rationale", "document_number", "document_date", "url", "review_on")
	for _, r := range p.History {
		s.Add(p.Project.Code, string(r.Party), r.On(), string(r.Confidence), p.People[r.RecordedBy], r.Rationale,
			r.DocumentNumber, dayOrNull(r.DocumentDate), r.URL, dayOrNull(r.ReviewOn))
	}
	return s
}

type disagreementData struct {
	Programme string     `json:"programme"`
	Project   string     `json:"project"`
	Name      i18n.Text  `json:"name"`
	Since     civil.Date `json:"since"`
	Age       int        `json:"age_days"`
	threeData
}

func (h Handler) disagreementsJSON(c echo.Context, rows []portfolio.Disagreement) error {
	head, err := h.Reader(c).Head(site.Ctx(c))
	if err != nil {
		return err
	}
	on := h.Visit(c).On
	data := struct {
		AsOf     civil.Date         `json:"as_of"`
		Head     string             `json:"head"`
		Projects []disagreementData `json:"projects"`
	}{on, head, []disagreementData{}}
	for _, d := range rows {
		data.Projects = append(data.Projects, disagreementData{
			d.Picture.Programme.Code, d.Project.Code, d.Project.Profile.Name, d.Since, d.Age(on), dataOfThree(d.Three, on, nil),
		})
	}
	return h.JSON(c, data)
}

func disagreementRows(rows []portfolio.Disagreement, on civil.Date) *site.Sheet {
	s := site.NewSheet(columns([]string{"programme", "project"}, nameHead("name"), []string{
		"steps_apart", "since", "age_days", "computed", "owner", "owner_on", "centre", "centre_on", "centre_review_on",
	})...)
	for _, d := range rows {
		var owner, centre, review *civil.Date
		if d.Owner != nil {
			owner = dayOrNull(d.Owner.On())
		}
		if d.Centre != nil {
			centre, review = dayOrNull(d.Centre.On()), dayOrNull(d.Centre.ReviewOn)
		}
		s.Add(columns([]any{d.Picture.Programme.Code, d.Project.Code}, nameCells(d.Project.Profile.Name), []any{
			d.Apart(), d.Since, d.Age(on), string(d.Computed), string(d.Of(portfolio.Owner)), owner, string(d.Of(portfolio.Centre)), centre, review,
		})...)
	}
	return s
}
