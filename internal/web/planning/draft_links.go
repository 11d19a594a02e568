package planning

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/web/site"
	"qadam/views/drafts"
)

// A row of predecessors holds what people read, the number and the title, and
// unseen the milestone that this meant when the form was made. Numbers are
// given anew whenever a line is moved or removed; the milestone stays.
const (
	linkText = "after"     // what people read and type
	linkKey  = "after_id"  // the milestone that it meant
	linkWas  = "after_was" // the text that meant it
)

// setLink fills a row of predecessors.
func setLink(v url.Values, row int, milestoneID int64, text string) {
	v.Set(drafts.Cell(linkText, row), text)
	v.Set(drafts.Cell(linkKey, row), strconv.FormatInt(milestoneID, 10))
	v.Set(drafts.Cell(linkWas, row), text)
}

// named is a line as a field of predecessors shows it.
func (d *draft) named(ctx context.Context, milestoneID int64) string {
	if p := d.plan(milestoneID); p != nil {
		return drafts.Candidate{Number: p.Number, Title: p.Title}.Text(ctx)
	}
	return ""
}

// linkOf is the line that a row of predecessors means, nil for an empty row: as
// long as nobody touched the text, the milestone that the form was made with;
// else what the text says.
func (d *draft) linkOf(f *site.Form, row int) (*portfolio.Plan, error) {
	typed := f.Text(drafts.Cell(linkText, row))
	if typed == "" {
		return nil, nil
	}
	if key := f.Text(drafts.Cell(linkKey, row)); key != "" && typed == f.Text(drafts.Cell(linkWas, row)) {
		id, err := strconv.ParseInt(key, 10, 64)
		if p := d.plan(id); err == nil && p != nil {
			return p, nil
		}
		return nil, fault.Invalid("draft.link_gone")
	}
	return d.find(typed)
}

// readLinks reads the rows of predecessors. A row without a line is none. What
// was found by its text is remembered by its milestone, so that a form that is
// shown again means the same line however it is numbered by then.
func (d *draft) readLinks(f *site.Form, own int64) portfolio.Links {
	var links portfolio.Links
	for i := range rowsSent(f.Form.Values) {
		name := drafts.Cell(linkText, i)
		p, err := d.linkOf(f, i)
		if err != nil {
			f.Take(name, err)
		}
		if p == nil {
			continue
		}
		setLink(f.Form.Values, i, p.MilestoneID, f.Text(name))
		l := portfolio.Link{MilestoneID: p.MilestoneID, Kind: portfolio.LinkKind(f.Text(drafts.Cell("after_kind", i)))}
		if !slices.Contains(portfolio.LinkKinds, l.Kind) {
			l.Kind = portfolio.FS
		}
		if f.Text(drafts.Cell("after_lag", i)) != "" {
			l.Lag = readLag(f, drafts.Cell("after_lag", i))
		}
		switch {
		case l.MilestoneID == own:
			f.Fault(name, "roadmap.link_to_itself")
		case slices.ContainsFunc(links, func(o portfolio.Link) bool { return o.MilestoneID == l.MilestoneID && o.Kind == l.Kind }):
			f.Fault(name, "draft.link_twice")
		}
		links = append(links, l)
	}
	return links
}

// renamed shows the lines of the rows as they are called now.
func (d *draft) renamed(ctx context.Context, v url.Values) {
	for i := range rowsSent(v) {
		id, err := strconv.ParseInt(v.Get(drafts.Cell(linkKey, i)), 10, 64)
		if err == nil && d.plan(id) != nil && v.Get(drafts.Cell(linkText, i)) == v.Get(drafts.Cell(linkWas, i)) {
			setLink(v, i, id, d.named(ctx, id))
		}
	}
}

// find is the line that was meant by a text: the one of a number, with nothing
// behind it or words of its own title, or the only one with all the words in
// its titles. A number that is followed by the title of another line is no
// answer: one of them is out of date.
func (d *draft) find(typed string) (*portfolio.Plan, error) {
	first, rest, _ := strings.Cut(typed, " ")
	if number := strings.TrimSuffix(first, "."); strings.Trim(number, "0123456789.") == "" {
		p := d.byNumber(number)
		switch {
		case p != nil && says(p, rest):
			return p, nil
		case p != nil:
			return nil, fault.Invalid("draft.link_other", "Number", p.Number)
		case strings.TrimSpace(rest) == "":
			return nil, fault.Invalid("draft.link_unknown")
		}
	}
	var numbers []string
	var found *portfolio.Plan
	for i := range d.plans {
		if says(&d.plans[i], typed) {
			found = &d.plans[i]
			numbers = append(numbers, found.Number)
		}
	}
	switch len(numbers) {
	case 0:
		return nil, fault.Invalid("draft.link_unknown")
	case 1:
		return found, nil
	}
	return nil, fault.Invalid("draft.link_unclear", "Numbers", strings.Join(numbers[:min(len(numbers), 5)], ", "))
}

// says reports whether the titles of a line have all the words.
func says(p *portfolio.Plan, typed string) bool {
	titles := i18n.Fold(strings.Join([]string{p.Title.KK, p.Title.RU, p.Title.EN}, " "))
	return !slices.ContainsFunc(strings.Fields(i18n.Fold(typed)), func(w string) bool { return !strings.Contains(titles, w) })
}

// search lists the lines that have every word in their number or titles, but
// for the line of the milestone itself.
func (d *draft) search(typed string, except int64) []*portfolio.Plan {
	words := strings.Fields(i18n.Fold(typed))
	var found []*portfolio.Plan
	for i := range d.board.Lines {
		l := &d.board.Lines[i]
		if l.MilestoneID != except && !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(l.Folded, w) }) {
			found = append(found, &d.plans[i])
		}
	}
	return found
}
