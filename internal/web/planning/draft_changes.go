package planning

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/drafts"
	"qadam/views/ui"
)

// What the buttons of a change of several lines ask for; the first comes from
// the editor.
const (
	stepPreview = "preview"
	stepApply   = "apply"
)

// changeLines answers POST /roadmaps/:programme/:year/draft/changes.
func (h Handler) changeLines(c echo.Context) error {
	d, _, err := h.draftOf(c)
	if err != nil {
		return err
	}
	f := site.ReadForm(c)
	if f.TooLarge() {
		return h.tooLarge(c, d)
	}
	refs, gone := d.refs(f)
	if len(refs) == 0 {
		f.Form.Errors = []fault.FieldError{{Key: "draft.tick_first"}}
		return h.draftPage(c, d, draftShown{status: http.StatusUnprocessableEntity, errors: f.Form})
	}
	s := changesShown{status: http.StatusOK, refs: refs, form: ui.Form{Values: f.Form.Values}, stale: gone}
	step := f.Text("step")
	if step != stepPreview && step != stepApply {
		return h.changesPage(c, d, s)
	}
	change := d.readChange(f)
	if !f.Form.Faulty() && change.IsZero() {
		f.Fault("", "draft.nothing_changed")
	}
	if step == stepApply && f.Text("previewed") != said(f.Form.Values) && !f.Form.Faulty() {
		f.Fault("", "draft.preview_first")
		s.change = &change
	}
	if step == stepPreview && !f.Form.Faulty() {
		s.change = &change
		return h.changesPage(c, d, s)
	}
	ok, err := f.Try(func() error {
		return h.App.ChangeLines(site.Ctx(c), h.Who(c), d.Edited.ID, refs, change)
	})
	if ok {
		return h.SeeOther(c, d.Editor(), "draft.lines_changed")
	}
	if fault.Is(err, fault.KindConflict) {
		return h.changesStale(c, s, change)
	}
	if err != nil {
		return err
	}
	s.status, s.form = http.StatusUnprocessableEntity, f.Form
	s.form.Errors, s.refused = d.refusals(f.Form.Errors)
	return h.changesPage(c, d, s)
}

// changesStale shows the change again for the lines as they are now.
func (h Handler) changesStale(c echo.Context, s changesShown, change portfolio.LinesChange) error {
	h.again(c)
	d, left, err := h.draftOf(c)
	if err != nil || left {
		return err
	}
	s.refs = slices.DeleteFunc(s.refs, func(r portfolio.LineRef) bool { return d.plan(r.MilestoneID) == nil })
	for i := range s.refs {
		s.refs[i].Revision = d.plan(s.refs[i].MilestoneID).Revision
	}
	s.status, s.stale, s.change = http.StatusConflict, true, &change
	return h.changesPage(c, d, s)
}

// refusals tells the faults of lines, which are named by the milestone, from
// those of the form.
func (d *draft) refusals(all []fault.FieldError) (form []fault.FieldError, lines []portfolio.Finding) {
	for _, e := range all {
		milestone, field, ofLine := strings.Cut(e.Name, ".")
		id, err := strconv.ParseInt(milestone, 10, 64)
		if !ofLine || err != nil || d.plan(id) == nil {
			form = append(form, e)
			continue
		}
		lines = append(lines, portfolio.Finding{MilestoneID: id, Number: d.plan(id).Number, Field: field, Key: e.Key, Args: e.Args, Blocking: true})
	}
	if len(lines) > 0 {
		form = append(form, fault.FieldError{Key: "draft.lines_refused"})
	}
	return form, lines
}

// refs are the lines that were ticked, alone or with their whole project, in
// their order; gone tells that one of them is in the draft no more.
func (d *draft) refs(f *site.Form) (refs []portfolio.LineRef, gone bool) {
	for _, typed := range f.All("line") {
		milestone, revision, _ := strings.Cut(typed, ".")
		id, err := strconv.ParseInt(milestone, 10, 64)
		n, err2 := strconv.Atoi(revision)
		if err != nil || err2 != nil || d.plan(id) == nil {
			gone = true
			continue
		}
		refs = append(refs, portfolio.LineRef{MilestoneID: id, Revision: n})
	}
	for _, code := range f.All("project") {
		for _, p := range d.plans {
			project := d.picture.Project(p.ProjectID)
			if project.Code == code && !slices.ContainsFunc(refs, func(r portfolio.LineRef) bool { return r.MilestoneID == p.MilestoneID }) {
				refs = append(refs, portfolio.LineRef{MilestoneID: p.MilestoneID, Revision: p.Revision})
			}
		}
	}
	slices.SortFunc(refs, func(a, b portfolio.LineRef) int { return cmp.Compare(d.at[a.MilestoneID], d.at[b.MilestoneID]) })
	return slices.CompactFunc(refs, func(a, b portfolio.LineRef) bool { return a.MilestoneID == b.MilestoneID }), gone
}

// changeFields are the inputs of a change of several lines.
var changeFields = strings.Fields("shift cost_percent weight lead form zone source gate co")

// said is everything that a change of several lines says, to know whether it is
// the one that was looked at.
func said(v url.Values) string {
	kept := url.Values{}
	for _, name := range changeFields {
		for _, one := range v[name] {
			if one = strings.TrimSpace(one); one != "" {
				kept.Add(name, one)
			}
		}
	}
	return kept.Encode()
}

// readChange makes a change of the form.
func (d *draft) readChange(f *site.Form) portfolio.LinesChange {
	var ch portfolio.LinesChange
	if f.Text("shift") != "" {
		ch.ShiftDays = readLag(f, "shift")
	}
	if f.Text("cost_percent") != "" {
		ch.CostPercent = readPercent(f, "cost_percent")
	}
	if f.Text("weight") != "" {
		n := f.Int("weight")
		if n < 0 || n > 100 {
			f.Fault("weight", "fault.percent_range")
		}
		ch.Weight = &n
	}
	ch.LeadID = d.body(f, "lead", f.Text("lead"))
	for _, one := range f.All("co") {
		if id := d.body(f, "co", one); id != 0 {
			ch.AddCoIDs = append(ch.AddCoIDs, id)
		}
	}
	if ch.Form = portfolio.Form(f.Text("form")); ch.Form != "" && !slices.Contains(portfolio.Forms, ch.Form) {
		f.Fault("form", "fault.required_choice")
	}
	if ch.Source = portfolio.Source(f.Text("source")); ch.Source != "" && !slices.Contains(portfolio.Sources, ch.Source) {
		f.Fault("source", "fault.required_choice")
	}
	switch zone := f.Text("zone"); zone {
	case "":
	case "none":
		ch.NoZone = true
	default:
		if ch.ZoneID = f.ID("zone"); d.picture.Zone(ch.ZoneID) == nil {
			f.Fault("zone", "fault.required_choice")
		}
	}
	switch f.Text("gate") {
	case "yes":
		ch.Gate = new(true)
	case "no":
		ch.Gate = new(false)
	}
	return ch
}

// readPercent reads by how much costs change: not below nothing, and not to
// more than the tenfold.
func readPercent(f *site.Form, name string) int {
	n, err := strconv.Atoi(strings.TrimSpace(strings.NewReplacer("−", "-", "–", "-", "+", "", "%", "").Replace(f.Text(name))))
	if err != nil || n < -100 || n > 900 {
		f.Fault(name, "draft.cost_percent_range")
	}
	return n
}

// changesShown is how a change of several lines is shown.
type changesShown struct {
	status int
	refs   []portfolio.LineRef
	form   ui.Form
	stale  bool
	change *portfolio.LinesChange // to be previewed, or nil
	// refused are the lines with which the change would make no sense.
	refused []portfolio.Finding
}

func (h Handler) changesPage(c echo.Context, d *draft, s changesShown) error {
	ctx := site.Ctx(c)
	p := drafts.ChangesPage{Draft: d.Draft, Form: s.form, Stale: s.stale, Zones: d.picture.Zones, Refused: s.refused, Previewed: said(s.form.Values)}
	p.Bodies, p.Own = d.bodies(i18n.From(ctx), nil)
	for _, r := range s.refs {
		p.Refs = append(p.Refs, strconv.FormatInt(r.MilestoneID, 10)+"."+strconv.Itoa(r.Revision))
		p.Numbers = append(p.Numbers, d.plan(r.MilestoneID).Number)
	}
	if s.change != nil {
		p.Preview = []drafts.Previewed{}
		w := d.words()
		var chosen, plans []portfolio.Plan
		for _, r := range s.refs {
			was := *d.plan(r.MilestoneID)
			chosen = append(chosen, was)
			is := s.change.Apply(was, d.ref.Calendar)
			fields := w.Differences(ctx, &was, &is)
			if len(fields) == 0 {
				p.Same++
				continue
			}
			plans = append(plans, is)
			p.Preview = append(p.Preview, drafts.Previewed{Line: was, Fields: fields})
		}
		p.Result = d.changesEffect(plans)
		_, p.Refused = d.refusals(s.change.Refusals(chosen, d.Year, d.ref.Calendar, false))
	}
	if s.status != http.StatusOK {
		site.SetPage(c, d.Editor())
	}
	var err error
	if p.Shell, err = h.Shell(c, i18n.T(ctx, "draft.changes_title")); err != nil {
		return err
	}
	p.Shell.Eyebrow = d.Whose(ctx) + " · " + i18n.T(ctx, "roadmap.title", "Year", d.Year)
	p.NoDays, p.Errors, p.Assets = true, s.form.Errors, draftAssets
	return h.Render(c, s.status, drafts.Changes(p))
}
