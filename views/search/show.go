// Package search is the page of what is found.
package search

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"qadam/internal/approval"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/search"
	"qadam/views/href"
	"qadam/views/layout"
	"qadam/views/ui"
)

// ShowPage is a question with what was found.
type ShowPage struct {
	layout.Shell
	Asked  string
	Kind   search.Kind // "" for all
	Found  search.Found
	Groups []Group
	Pages  ui.Pages // of the hits of one kind
}

// Group is the hits of one kind.
type Group struct {
	Kind search.Kind
	Hits []Hit
}

// Hit is a hit with what it belongs to, and how it stands.
type Hit struct {
	search.Hit
	Where   []i18n.Text            // from the large to the small
	Line    *portfolio.Line        // of a milestone in force, with its status
	Version portfolio.VersionState // of the version that says so, "" for the one in force and for what no version says
	Health  portfolio.Health       // of a project in force, "" for others
	End     *portfolio.ProjectEnd  // of a project that has ended
	Zone    portfolio.ZoneState    // of a zone, "" for others
	Aside   bool                   // a milestone or project that no roadmap in force has
}

// caseState is the state of a case, "" for others.
func (h Hit) caseState() approval.State {
	if h.Kind != search.Case {
		return ""
	}
	return approval.State(h.Paper)
}

// Region is what htmx gets alone.
const Region = "found"

// tabs are the kinds in which something was found.
func (p ShowPage) tabs(ctx context.Context) []ui.Tab {
	all := []ui.Tab{{Label: i18n.T(ctx, "search.all"), Href: p.Keep(href.SearchFor(p.Asked, "")), Current: p.Kind == "", Count: p.Found.Total(), More: p.full("")}}
	for _, k := range search.Kinds {
		if n := p.Found.Counts[k]; n > 0 || p.Kind == k {
			all = append(all, ui.Tab{Label: i18n.T(ctx, "search.kind_"+string(k)), Href: p.Keep(href.SearchFor(p.Asked, string(k))), Current: p.Kind == k, Count: n, More: p.full(k)})
		}
	}
	return all
}

// shorter are questions with one word less, for one that finds nothing.
func (p ShowPage) shorter() []string {
	words := strings.Fields(p.Asked)
	if len(words) < 2 || len(words) > 5 {
		return nil
	}
	all := make([]string, len(words))
	for i := range words {
		all[i] = strings.Join(slices.Delete(slices.Clone(words), i, i+1), " ")
	}
	slices.Reverse(all) // people put what matters first
	return slices.Compact(all)
}

// summary says how much was found, for the eye and the ear.
func (p ShowPage) summary(ctx context.Context) string {
	n := p.Found.Total()
	if p.Kind != "" {
		n = p.Found.Counts[p.Kind]
	}
	if p.full(p.Kind) {
		return i18n.T(ctx, "search.found_more", "Count", i18n.Number(ctx, int64(n)))
	}
	return i18n.N(ctx, "search.found", n)
}

// count is how many hits of a kind there are, with + for more than are looked at.
func (p ShowPage) count(ctx context.Context, k search.Kind) string {
	n := i18n.Number(ctx, int64(p.Found.Counts[k]))
	if p.full(k) {
		n += "+"
	}
	return n
}

// full reports whether there is more of a kind than is looked at, or of any for "".
func (p ShowPage) full(k search.Kind) bool {
	return p.Found.Beyond[k] || k == "" && len(p.Found.Beyond) > 0
}

// Address is the page of what was found.
func Address(h search.Hit) string {
	switch h.About {
	case search.AboutProgramme:
		return href.Programme(h.Key)
	case search.AboutProject:
		return href.Project(h.Key)
	case search.AboutZone:
		return href.Zone(h.Key)
	case search.AboutFunding:
		return href.ProjectFunding(h.Key)
	case search.AboutRoadmap:
		if parts := strings.Split(h.Key, "/"); len(parts) == 3 {
			year, _ := strconv.Atoi(parts[1]) // both are numbers: the index made them
			version, _ := strconv.Atoi(parts[2])
			return href.RoadmapVersion(parts[0], year, version)
		}
	case search.AboutMilestone:
		return href.Milestone(Key(h))
	case search.AboutCase:
		return href.Case(Key(h))
	case search.AboutContract:
		return href.Contract(Key(h))
	case search.AboutProtocol:
		return href.Protocol(Key(h))
	}
	return ""
}

// Key is the number in the address of what a hit leads to.
func Key(h search.Hit) int64 {
	number, _, _ := strings.Cut(h.Key, "/")
	n, _ := strconv.ParseInt(number, 10, 64) // the index made it
	return n
}

// Version is the version of a roadmap of which a milestone that was found is a
// line, 0 for all else.
func Version(h search.Hit) int64 {
	_, number, _ := strings.Cut(h.Key, "/")
	if h.Kind != search.Milestone {
		return 0
	}
	n, _ := strconv.ParseInt(number, 10, 64) // the index made it
	return n
}

// Icon is the icon of a kind.
func Icon(k search.Kind) string {
	switch k {
	case search.Programme:
		return "building"
	case search.Project:
		return "briefcase"
	case search.Milestone:
		return "target"
	case search.Zone:
		return "map-pin"
	case search.Case:
		return "gavel"
	default:
		return "file"
	}
}

// Number is by which number a hit is called, "" for none: codes of programmes,
// projects and zones stand in addresses only.
func Number(h search.Hit) string {
	switch {
	case h.Code == "" || h.Kind == search.Programme || h.Kind == search.Project || h.Kind == search.Zone:
		return ""
	case h.Kind == search.Milestone:
		return h.Code
	default:
		return ui.DocumentNumber(h.Code)
	}
}

// Sort is what a document is, "" for what is none.
func Sort(ctx context.Context, h search.Hit) string {
	if h.Kind != search.Document {
		return ""
	}
	if kind, ok := strings.CutPrefix(h.Paper, "paper/"); ok {
		if kind == "other" && h.Detail != "" {
			return "" // its title says more
		}
		return i18n.T(ctx, "document_kind."+kind)
	}
	return i18n.T(ctx, "search.paper_"+h.Paper)
}

// Words are a hit in one line, for the palette.
func Words(ctx context.Context, h search.Hit) string {
	return strings.Join(parts(Sort(ctx, h), Number(h), name(ctx, h)), " ")
}

func name(ctx context.Context, h search.Hit) string {
	if h.Title == (i18n.Text{}) {
		return h.Detail
	}
	return h.Title.For(ctx)
}

func parts(all ...string) []string {
	var kept []string
	for _, s := range all {
		if s != "" {
			kept = append(kept, s)
		}
	}
	return kept
}

// where is what a hit belongs to, in words.
func (h Hit) where(ctx context.Context) string {
	var all []string
	for _, t := range h.Where {
		if s := t.For(ctx); s != "" {
			all = append(all, s)
		}
	}
	if h.Aside {
		all = append(all, i18n.T(ctx, "search.not_in_force"))
	}
	return strings.Join(all, " · ")
}

// Note is a hit's kind, what it belongs to and that it is no more than a draft,
// for the palette.
func (h Hit) Note(ctx context.Context) string {
	all := parts(i18n.T(ctx, "search.kind_"+string(h.Kind)), h.where(ctx))
	if h.Version != "" {
		all = append(all, i18n.T(ctx, "state."+string(h.Version)))
	}
	return strings.Join(all, " · ")
}

// elsewhere is the title in the language in which it has the words, when it has
// none of them in the language of the page.
func elsewhere(ctx context.Context, t i18n.Text, words []string) (string, i18n.Locale) {
	if has(t.For(ctx), words) {
		return "", ""
	}
	for _, l := range i18n.All {
		if s := t.In(l); s != t.For(ctx) && has(s, words) {
			return s, l
		}
	}
	return "", ""
}

func has(text string, words []string) bool {
	for _, p := range search.Marks(text, words) {
		if p.Marked {
			return true
		}
	}
	return false
}
