package planning

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/drafts"
	"qadam/views/ui"
)

// rowsLimit is to how many rows of costs and of predecessors a form grows. A
// line that has more shows them all.
const rowsLimit = 40

// rowsSent is how many rows a form can have been sent with: none of them has
// fewer than one field.
func rowsSent(v url.Values) int { return rowsLimit + len(v) }

// typedOf is a line as its form shows it before anybody types.
func (d *draft) typedOf(ctx context.Context, p portfolio.Plan) url.Values {
	v := url.Values{
		"title_kk": {p.Title.KK}, "title_ru": {p.Title.RU}, "title_en": {p.Title.EN},
		"form": {string(p.Form)}, "start": {ui.DayText(p.Start)}, "note": {p.Note},
		"revision": {strconv.Itoa(p.Revision)},
	}
	if project := d.picture.Project(p.ProjectID); project != nil {
		v.Set("project", project.Code)
	}
	setID(v, "lead", p.LeadID)
	setID(v, "zone", p.ZoneID)
	for _, id := range p.CoIDs {
		v.Add("co", strconv.FormatInt(id, 10))
	}
	if p.Weight != 0 {
		v.Set("weight", strconv.Itoa(p.Weight))
	}
	setBox(v, "gate", p.Gate)
	setBox(v, "for_money", p.ForMoney)
	dueTyped(v, p.Due, d.Year)
	// Thousands apart by spaces: an English 100,000 could be a hundred tenge.
	spaced := i18n.With(ctx, i18n.RU)
	for i, c := range p.Costs {
		v.Set(drafts.Cell("cost_sum", i), i18n.MoneyPlain(spaced, c.Amount))
		v.Set(drafts.Cell("cost_source", i), string(c.Source))
		v.Set(drafts.Cell("cost_year", i), strconv.Itoa(c.Year))
		v.Set(drafts.Cell("cost_code", i), c.BudgetCode)
	}
	for i, l := range p.Links {
		setLink(v, i, l.MilestoneID, d.named(ctx, l.MilestoneID))
		v.Set(drafts.Cell("after_kind", i), string(l.Kind))
		if l.Lag != 0 {
			v.Set(drafts.Cell("after_lag", i), strconv.Itoa(l.Lag))
		}
	}
	return v
}

func setID(v url.Values, name string, id int64) {
	if id != 0 {
		v.Set(name, strconv.FormatInt(id, 10))
	}
}

func setBox(v url.Values, name string, on bool) {
	if on {
		v.Set(name, "on")
	}
}

// rowsOf is how many rows a form has: those with something in them, those that
// it was sent with, and one empty one more.
func rowsOf(v url.Values, count string, used int, more bool) int {
	n, err := strconv.Atoi(v.Get(count))
	if err != nil {
		n = 0
	}
	if more {
		n += 2
	}
	return max(used, min(max(n, used+1), rowsLimit))
}

// filled is one more than the last row that has anything in the field.
func filled(v url.Values, name string) int {
	n := 0
	for i := range rowsSent(v) {
		if strings.TrimSpace(v.Get(drafts.Cell(name, i))) != "" {
			n = i + 1
		}
	}
	return n
}

// read makes a line of the form. What has no shape is a fault of its field; p
// keeps there what it had.
func (d *draft) read(f *site.Form, p portfolio.Plan) portfolio.Plan {
	p.Title = i18n.Text{KK: oneLine(f.Text("title_kk")), RU: oneLine(f.Text("title_ru")), EN: oneLine(f.Text("title_en"))}
	if p.MilestoneID == 0 { // a line that stands gets its number by being moved
		p.Number = strings.Trim(f.Text("number"), ". ")
	}
	p.Form = portfolio.Form(f.Text("form"))
	p.LeadID = d.body(f, "lead", f.Text("lead"))
	p.CoIDs = nil
	for _, one := range f.All("co") {
		if id := d.body(f, "co", one); id != 0 && id != p.LeadID && !slices.Contains(p.CoIDs, id) {
			p.CoIDs = append(p.CoIDs, id)
		}
	}
	p.Start = f.Day("start")
	p.Due = readDue(f)
	p.ForMoney, p.Gate = f.Bool("for_money"), f.Bool("gate")
	p.Weight = 0
	if f.Text("weight") != "" {
		p.Weight = f.Int("weight")
	}
	p.ZoneID = f.ID("zone")
	if p.ZoneID != 0 && d.picture.Zone(p.ZoneID) == nil {
		f.Fault("zone", "fault.required_choice")
	}
	p.Note = f.Text("note")
	p.Costs = readCosts(f)
	p.Links = d.readLinks(f, p.MilestoneID)
	return p
}

// oneLine makes one line of a title that was pasted with breaks.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// body is the key of a body that was chosen; what names none is a fault.
func (d *draft) body(f *site.Form, name, typed string) int64 {
	if typed == "" {
		return 0
	}
	id, err := strconv.ParseInt(typed, 10, 64)
	if _, known := d.ref.Bodies[id]; err != nil || !known {
		f.Fault(name, "fault.required_choice")
		return 0
	}
	return id
}

// readCosts reads the rows of costs. A row without a sum and a source is none.
func readCosts(f *site.Form) portfolio.Costs {
	var costs portfolio.Costs
	for i := range rowsSent(f.Form.Values) {
		sum, source := f.Text(drafts.Cell("cost_sum", i)), f.Text(drafts.Cell("cost_source", i))
		if sum == "" && source == "" {
			continue
		}
		c := portfolio.Cost{Source: portfolio.Source(source), BudgetCode: f.Text(drafts.Cell("cost_code", i))}
		if sum != "" {
			amount, err := money.Parse(sum)
			if err != nil {
				f.Take(drafts.Cell("cost_sum", i), err)
			} else if amount < 0 {
				f.Fault(drafts.Cell("cost_sum", i), "roadmap.cost_negative")
			}
			c.Amount = amount
		}
		if source == "" || !slices.Contains(portfolio.Sources, c.Source) {
			f.Fault(drafts.Cell("cost_source", i), "roadmap.cost_without_source")
		}
		year, err := strconv.Atoi(f.Text(drafts.Cell("cost_year", i)))
		if err != nil || year < firstYear-10 || year > firstYear+100 {
			f.Fault(drafts.Cell("cost_year", i), "draft.cost_year")
		}
		c.Year = year
		costs = append(costs, c)
	}
	return costs
}

// readLag reads working days with a sign; − stands for - too.
func readLag(f *site.Form, name string) int {
	n, err := strconv.Atoi(strings.NewReplacer("−", "-", "–", "-", "+", "").Replace(f.Text(name)))
	switch {
	case err != nil:
		f.Fault(name, "draft.lag_number")
	case n < -portfolio.LagLimit || n > portfolio.LagLimit:
		f.Fault(name, "roadmap.lag_too_long", "Limit", portfolio.LagLimit)
	}
	return n
}
