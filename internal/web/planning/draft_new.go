package planning

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/drafts"
	"qadam/views/href"
	"qadam/views/ui"
)

// newRoadmap answers GET /roadmaps/new.
func (h Handler) newRoadmap(c echo.Context) error {
	if h.Visit(c).Past {
		return h.formless(c, href.Roadmaps())
	}
	return h.newRoadmapPage(c, http.StatusOK, ui.Form{}, "", ui.Form{})
}

// newRoadmapPage shows the forms. reason is that of a new version of the
// roadmap that the key names, when it was refused.
func (h Handler) newRoadmapPage(c echo.Context, status int, form ui.Form, key string, reason ui.Form) error {
	ctx, who := site.Ctx(c), h.Who(c)
	pictures, _, err := h.Reader(c).Pictures(ctx)
	if err != nil {
		return err
	}
	p := drafts.NewPage{Form: form, Year: h.Visit(c).Today.Year}
	chosen := c.QueryParam("programme")
	for _, picture := range pictures {
		if who.May(access.EditDraft, picture.Programme.ID) {
			fillNew(&p, picture, who, chosen)
		}
	}
	if typed, err := strconv.Atoi(c.QueryParam("year")); err == nil && !form.Sent() {
		p.Year = typed
	}
	for i := range p.Versions {
		v := &p.Versions[i]
		v.Form = ui.Form{Prefix: v.Programme + "-" + strconv.Itoa(v.Year)}
		if v.Programme+"/"+strconv.Itoa(v.Year) == key {
			v.Form.Values, v.Form.Errors = reason.Values, reason.Errors
			p.ErrorPrefix = v.Form.Prefix
		}
	}
	slices.SortFunc(p.Sources, func(a, b drafts.Source) int { return cmp.Compare(b.Year, a.Year) })
	if status != http.StatusOK {
		site.SetPage(c, href.NewRoadmap("", 0))
	}
	prefix := p.ErrorPrefix
	if p.Shell, err = h.Shell(c, i18n.T(ctx, "draft.new")); err != nil {
		return err
	}
	p.Assets = draftAssets
	p.NoDays, p.Errors, p.ErrorPrefix = true, append(form.Errors, reason.Errors...), prefix
	return h.Render(c, status, drafts.New(p))
}

// fillNew adds what may be begun in one programme. The year proposed is the
// first from this one on that has no roadmap.
func fillNew(p *drafts.NewPage, picture *portfolio.Picture, who access.Actor, chosen string) {
	code, name := picture.Programme.Code, picture.Term.Name
	p.Programmes = append(p.Programmes, drafts.Named{Code: code, Name: name})
	year := picture.On.Year
	for picture.Roadmap(year) != nil {
		year++
	}
	if len(p.Programmes) == 1 || code == chosen {
		p.Year, p.Chosen = year, code
	}
	for _, m := range picture.Roadmaps {
		open, inForce := m.Open(), m.InForce()
		if open != nil && open.State().Editable() {
			p.Open = append(p.Open, drafts.OpenDraft{Programme: code, Name: name, Year: m.Year, Version: *open})
		}
		if base := m.Underlying(); open == nil && base != nil {
			p.Versions = append(p.Versions, drafts.InForce{Programme: code, Name: name, Year: m.Year, Version: *base})
		}
		if inForce == nil {
			continue
		}
		b := picture.Board(m.Year)
		p.Sources = append(p.Sources, drafts.Source{Programme: code, Name: name, Year: m.Year, Lines: b.Total.Total - b.Total.Done})
	}
}

// createRoadmap answers POST /roadmaps.
func (h Handler) createRoadmap(c echo.Context) error {
	ctx, f := site.Ctx(c), site.ReadForm(c)
	if f.TooLarge() {
		return h.newRoadmapPage(c, http.StatusUnprocessableEntity, tooLarge(), "", ui.Form{})
	}
	picture, err := h.ownProgramme(c, f.Text("programme"))
	if err != nil {
		return err
	}
	if picture == nil {
		f.Fault("programme", "fault.required_choice")
		return h.newRoadmapPage(c, http.StatusUnprocessableEntity, f.Form, "", ui.Form{})
	}
	year := f.Int("year")
	if this := h.Visit(c).Today.Year; !f.Form.Faulty() && (year < firstYear || year > this+yearsAhead) {
		f.Fault("year", "roadmap.year_range", "First", firstYear, "Last", this+yearsAhead)
	}
	if !f.Form.Faulty() && picture.Roadmap(year) != nil {
		f.Fault("year", "draft.year_taken", "Year", year)
	}
	programme, from, _ := strings.Cut(f.Text("from"), "/")
	fromYear, _ := strconv.Atoi(from) // "" is none, and what is no year has no roadmap
	if f.Text("from") != "" && (programme != picture.Programme.Code || picture.Roadmap(fromYear) == nil || fromYear >= year && !f.Form.Faulty()) {
		f.Fault("from", "draft.from_unknown")
	}
	ok, err := f.Try(func() error {
		if f.Text("from") != "" {
			_, err := h.App.DraftFromYear(ctx, h.Who(c), picture.Programme.ID, year, fromYear)
			return err
		}
		_, err := h.App.DraftRoadmap(ctx, h.Who(c), picture.Programme.ID, year)
		return err
	})
	if ok {
		return h.SeeOther(c, href.Draft(picture.Programme.Code, year), "draft.begun")
	}
	if fault.Is(err, fault.KindConflict) { // somebody was faster
		f.Fault("year", "draft.year_taken", "Year", year)
	} else if err != nil {
		return err
	}
	h.again(c)
	return h.newRoadmapPage(c, http.StatusUnprocessableEntity, f.Form, "", ui.Form{})
}

// The years that a roadmap may be of: from the first year of the programmes to
// so many years ahead.
const (
	firstYear  = 2018
	yearsAhead = 5
)

// ownProgramme is the programme of the code when the person may draft for it,
// or nil.
func (h Handler) ownProgramme(c echo.Context, code string) (*portfolio.Picture, error) {
	picture, _, err := h.Reader(c).PictureOf(site.Ctx(c), code)
	if fault.Is(err, fault.KindNotFound) {
		return nil, nil
	}
	if err != nil || !h.Who(c).May(access.EditDraft, picture.Programme.ID) {
		return nil, err
	}
	return picture, nil
}

// createVersion answers POST /roadmaps/:programme/:year/versions.
func (h Handler) createVersion(c echo.Context) error {
	f := site.ReadForm(c)
	year, err := strconv.Atoi(c.Param("year"))
	if err != nil {
		return fault.NotFound()
	}
	picture, err := h.ownProgramme(c, c.Param("programme"))
	if err != nil {
		return err
	}
	if picture == nil || picture.Roadmap(year) == nil {
		return fault.NotFound()
	}
	if f.TooLarge() {
		return h.newRoadmapPage(c, http.StatusUnprocessableEntity, tooLarge(), "", ui.Form{})
	}
	ok, err := f.Try(func() error {
		if f.Text("reason") == "" {
			return fault.Join(fault.Field("reason", "fault.required"), approval.CheckReason(approval.ReasonCode(f.Text("reason_code")), ""))
		}
		_, err := h.App.DraftVersion(site.Ctx(c), h.Who(c), picture.Programme.ID, year, approval.ReasonCode(f.Text("reason_code")), f.Text("reason"))
		return err
	})
	if ok {
		return h.SeeOther(c, href.Draft(picture.Programme.Code, year), "draft.version_begun")
	}
	if err != nil {
		return err
	}
	return h.newRoadmapPage(c, http.StatusUnprocessableEntity, ui.Form{}, picture.Programme.Code+"/"+strconv.Itoa(year), f.Form)
}
