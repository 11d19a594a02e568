package insight

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/search"
	"qadam/internal/web/site"
	views "qadam/views/search"
	"qadam/views/ui"
)

// How many hits are shown of each kind among others, and on a page of one kind.
const (
	hitsOfKind = 6
	hitsOnPage = 25
	askLimit   = 200 // letters of a question
)

// showSearch answers GET /search.
func (h Handler) showSearch(c echo.Context) error {
	p, err := h.search(c)
	if err != nil {
		return err
	}
	if h.Visit(c).Format == "json" {
		return h.searchJSON(c, p)
	}
	ctx := site.Ctx(c)
	title := i18n.T(ctx, "search.title")
	if p.Asked != "" {
		title = i18n.T(ctx, "search.title_of", "Text", p.Asked)
	}
	if p.Shell, err = h.Shell(c, title); err != nil {
		return err
	}
	p.Assets = append(p.Assets, "css/search.css")
	p.Pages.URL = p.URL
	return h.Render(c, http.StatusOK, views.Show(p))
}

// search is the question and its answer.
func (h Handler) search(c echo.Context) (views.ShowPage, error) {
	asked := []rune(strings.TrimSpace(c.QueryParam("q")))
	p := views.ShowPage{Asked: string(asked[:min(len(asked), askLimit)]), Pages: ui.ReadPages(c.Request().URL, hitsOnPage)}
	ask := search.Ask{Text: p.Asked, Limit: hitsOfKind}
	for _, k := range search.Kinds {
		if c.QueryParam("kind") == string(k) {
			p.Kind, ask.Kind, ask.Limit, ask.Skip = k, k, hitsOnPage, p.Pages.Offset()
		}
	}
	ctx, r := site.Ctx(c), h.Reader(c)
	if code := c.QueryParam("programme"); code != "" {
		ref, err := r.Reference(ctx)
		if err != nil {
			return p, err
		}
		ask.ProgrammeID = -1
		if one := ref.ByCode(code); one != nil {
			ask.ProgrammeID = one.ID
		}
	}
	var err error
	if p.Found, err = r.Search(ctx, ask); err != nil {
		return p, err
	}
	p.Pages.Of(p.Found.Counts[p.Kind])
	pictures, _, err := r.Pictures(ctx)
	if err != nil {
		return p, err
	}
	for _, k := range search.Kinds {
		g := views.Group{Kind: k}
		for _, hit := range p.Found.Hits {
			if hit.Kind == k {
				g.Hits = append(g.Hits, placed(hit, pictures))
			}
		}
		if len(g.Hits) > 0 {
			p.Groups = append(p.Groups, g)
		}
	}
	return p, nil
}

// placed says what a hit belongs to and how it stands. What it belongs to is
// known to who may know of the hit.
func placed(hit search.Hit, pictures []*portfolio.Picture) views.Hit {
	h := views.Hit{Hit: hit}
	for _, p := range pictures {
		if p.Programme.ID != hit.ProgrammeID {
			continue
		}
		if hit.Kind != search.Programme {
			h.Where = append(h.Where, p.Term.Name)
		}
		switch hit.About {
		case search.AboutMilestone:
			_, line := p.Line(views.Key(hit))
			h.Version = standing(p, views.Version(hit))
			if line == nil {
				h.Aside = hit.Kind == search.Milestone
				break
			}
			if project := p.Project(line.ProjectID); project != nil {
				h.Where = append(h.Where, project.Profile.Name)
			}
			if hit.Kind == search.Milestone {
				h.Line = line
			} else {
				h.Where = append(h.Where, line.Title)
			}
		case search.AboutProject:
			h.Health, h.Aside = p.HealthOf(hit.ID), !p.Stands(hit.ID)
			if one := p.Project(hit.ID); one != nil {
				h.End = one.End
			}
		case search.AboutZone:
			if z := p.Zone(hit.ID); z != nil {
				h.Zone = z.State()
			}
		case search.AboutFunding:
			for i := range p.Projects {
				if p.Projects[i].Code == hit.Key {
					h.Where = append(h.Where, p.Projects[i].Profile.Name)
				}
			}
		}
	}
	return h
}

// standing is the state of a version of a roadmap, "" for one in force.
func standing(p *portfolio.Picture, versionID int64) portfolio.VersionState {
	for _, r := range p.Roadmaps {
		for i := range r.Versions {
			if v := &r.Versions[i]; v.ID == versionID && v.State() != portfolio.InForce {
				return v.State()
			}
		}
	}
	return ""
}

// The data behind /search.json.
type (
	searchData struct {
		Asked  string              `json:"asked"`
		Near   bool                `json:"near"`
		Counts map[search.Kind]int `json:"counts"`
		More   []search.Kind       `json:"more_than_counted"`
		Hits   []hitData           `json:"hits"`
	}
	hitData struct {
		Kind    search.Kind `json:"kind"`
		Sort    string      `json:"document,omitempty"`
		Number  string      `json:"number,omitempty"`
		Title   i18n.Text   `json:"title"`
		Name    string      `json:"name,omitempty"`
		State   string      `json:"state,omitempty"` // of a case, and of the version of a roadmap that is not in force
		Where   []i18n.Text `json:"where"`
		Address string      `json:"address"`
	}
)

func (h Handler) searchJSON(c echo.Context, p views.ShowPage) error {
	data := searchData{Asked: p.Asked, Near: p.Found.Near, Counts: p.Found.Counts, More: []search.Kind{}, Hits: []hitData{}}
	for _, k := range search.Kinds {
		if p.Found.Beyond[k] {
			data.More = append(data.More, k)
		}
	}
	for _, g := range p.Groups {
		for _, hit := range g.Hits {
			sort, state := hit.Paper, string(hit.Version)
			if hit.Kind == search.Case {
				sort, state = "", hit.Paper
			}
			data.Hits = append(data.Hits, hitData{
				Kind: hit.Kind, Sort: sort, State: state, Number: views.Number(hit.Hit), Title: hit.Title, Name: hit.Detail, Where: hit.Where, Address: views.Address(hit.Hit),
			})
		}
	}
	return h.JSON(c, data)
}
