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

// disagreementData is a project on the list; what changed is there where a day is
// compared with.
type disagreementData struct {
	Programme string               `json:"programme"`
	Project   string               `json:"project"`
	Name      i18n.Text            `json:"name"`
	Since     *civil.Date          `json:"since"` // null for one that is gone
	Age       int                  `json:"age_days"`
	Change    portfolio.ListChange `json:"change,omitempty"`
	Was       *int                 `json:"steps_apart_then,omitempty"` // left out for one that is new
	threeData
}

func dataOfDispute(d portfolio.Dispute, on, against civil.Date) disagreementData {
	data := disagreementData{
		Programme: d.Picture.Programme.Code, Project: d.Project.Code, Name: d.Project.Profile.Name, Since: &d.Since, Age: d.Age(on), threeData: dataOfThree(d.Three, on, nil),
	}
	if d.Change == portfolio.RowGone {
		data.Since, data.Age = nil, 0
	}
	if !against.IsZero() {
		data.Change = d.Change
		if d.Was > 0 {
			data.Was = &d.Was
		}
	}
	return data
}

func (h Handler) disagreementsJSON(c echo.Context, rows []portfolio.Dispute) error {
	head, err := h.Reader(c).Head(site.Ctx(c))
	if err != nil {
		return err
	}
	on, against := h.Visit(c).On, h.Visit(c).Against
	data := struct {
		AsOf     civil.Date         `json:"as_of"`
		Against  *civil.Date        `json:"against,omitempty"`
		Head     string             `json:"head"`
		Projects []disagreementData `json:"projects"`
		Gone     []disagreementData `json:"gone,omitempty"` // that disagreed on the day compared with
	}{on, dayOrNull(against), head, []disagreementData{}, nil}
	for _, d := range rows {
		if d.Change == portfolio.RowGone {
			data.Gone = append(data.Gone, dataOfDispute(d, on, against))
		} else {
			data.Projects = append(data.Projects, dataOfDispute(d, on, against))
		}
	}
	return h.JSON(c, data)
}

// orBlank is a number as a cell, blank for none.
func orBlank(n int) any {
	if n == 0 {
		return ""
	}
	return n
}

// disagreementRows are the same as rows; what is gone stands at the end.
func disagreementRows(rows []portfolio.Dispute, on, against civil.Date) *site.Sheet {
	more := []string{}
	if !against.IsZero() {
		more = []string{"change", "steps_apart_then"}
	}
	s := site.NewSheet(columns([]string{"programme", "project"}, nameHead("name"), []string{
		"steps_apart", "since", "age_days", "computed", "owner", "owner_on", "centre", "centre_on", "centre_review_on",
	}, more)...)
	for _, d := range rows {
		data := dataOfDispute(d, on, against)
		var owner, centre, review *civil.Date
		if d.Owner != nil {
			owner = dayOrNull(d.Owner.On())
		}
		if d.Centre != nil {
			centre, review = dayOrNull(d.Centre.On()), dayOrNull(d.Centre.ReviewOn)
		}
		cells := columns([]any{data.Programme, data.Project}, nameCells(data.Name), []any{
			data.Apart, data.Since, data.Age, string(d.Computed), string(d.Of(portfolio.Owner)), owner, string(d.Of(portfolio.Centre)), centre, review,
		})
		if !against.IsZero() {
			cells = append(cells, string(data.Change), orBlank(d.Was))
		}
		s.Add(cells...)
	}
	return s
}
