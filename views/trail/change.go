package trail

import (
	"bytes"
	"context"
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"qadam/internal/audit"
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
	"qadam/views/ui"
)

// Change is one field that an entry changed, in words.
type Change struct {
	Field         string // its label
	Before, After string // "" for nothing
}

// Changes are the differences that an entry holds, field by field. What is not
// an object is kept whole.
func (t Things) Changes(ctx context.Context, e audit.Entry) []Change {
	before, after := fields(e.Before), fields(e.After)
	names := slices.Sorted(maps.Keys(before))
	for _, name := range slices.Sorted(maps.Keys(after)) {
		if _, both := before[name]; !both {
			names = append(names, name)
		}
	}
	slices.SortStableFunc(names, func(a, b string) int { return rank(a) - rank(b) })
	var out []Change
	for _, name := range names {
		if name == "title" && e.Action == "roadmap.line_moved" {
			continue // it only says which line that is
		}
		_, field := ofLine(name)
		c := Change{fieldLabel(ctx, e.Entity, name), t.say(ctx, e.Entity, field, before[name]), t.say(ctx, e.Entity, field, after[name])}
		if c.Before == c.After && c.Before != "" {
			// The reader's own language is the same: the change is in another.
			c.Before, c.After = everyLanguage(before[name]), everyLanguage(after[name])
		}
		if c.Before != "" || c.After != "" {
			out = append(out, c)
		}
	}
	return out
}

func fields(side string) map[string]json.RawMessage {
	var f map[string]json.RawMessage
	if json.Unmarshal([]byte(side), &f) != nil {
		return nil
	}
	return f
}

var day = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)

// say is a value as the reader's language writes it.
func (t Things) say(ctx context.Context, entity, field string, raw json.RawMessage) string {
	raw = bytes.TrimSpace(raw)
	if len(raw) == 0 || string(raw) == "null" {
		return ""
	}
	if text, ok := textOf(raw); ok && raw[0] == '{' {
		return text.For(ctx)
	}
	switch raw[0] {
	case '"':
		var s string
		if json.Unmarshal(raw, &s) != nil {
			return string(raw)
		}
		return t.word(ctx, entity, field, s)
	case 't':
		return i18n.T(ctx, "word.yes")
	case 'f':
		return i18n.T(ctx, "word.no")
	case '[':
		return t.list(ctx, entity, field, raw)
	case '{':
		return t.record(ctx, field, raw)
	}
	return t.figure(ctx, field, raw)
}

// word is a code in words, or the string itself.
func (t Things) word(ctx context.Context, entity, field, s string) string {
	if said := contractWord(ctx, entity, field, s); said != "" {
		return said
	}
	if said := moneyWord(ctx, entity, field, s); said != "" {
		return said
	}
	key := ""
	switch field {
	case "state":
		key = "state." + s
		if entity == "zone" {
			key = "zone_state." + s
		}
		if entity == "case" {
			key = "cases.state_" + s
		}
		if entity == "condition" {
			key = "condition.state_" + s
		}
	case "cause":
		key = "audit.cause_" + s
	case "route":
		key = "audit.route_" + s
	case "verdict":
		key = "audit.verdict_" + s
	case "origin":
		key = "audit.origin_" + s
	case "answer":
		key = "audit.answer_" + s
	case "attempt":
		return label(ctx, s)
	case "refused":
		return strings.TrimSpace(i18n.T(ctx, s))
	case "experts":
		if title, ok := t.Seats[s]; ok {
			return title.For(ctx)
		}
	case "confidence":
		return ui.ConfidenceWord(ctx, portfolio.Confidence(s))
	case "level":
		key = "escalation.level_" + s
	case "signature":
		key = "signing.status_" + s
	case "result":
		key = "stage.result_" + s
	case "role":
		key = "role." + s
	case "form", "evidence_form":
		key = "form." + s
	case "model":
		key = "funding." + s
	case "kind":
		key = "day_kind." + s
		if entity == "case" {
			key = "cases.kind_" + s
		}
		if entity == "condition" {
			key = "condition.kind_" + s
		}
	case "seat":
		if title, ok := t.Seats[s]; ok {
			return title.For(ctx)
		}
	case "source":
		key = "source." + s
	case "locale":
		if l, ok := i18n.Parse(s); ok {
			return l.Name()
		}
	case "direction":
		if d := t.Reference.Direction(s); d.Code != "" {
			return d.Name.For(ctx)
		}
	case "goals":
		if g := t.Reference.Goal(s); g.Code != "" {
			return g.Name.For(ctx)
		}
	case "zones":
		for _, p := range t.Pictures {
			for i := range p.Zones {
				if z := &p.Zones[i]; z.Code == s {
					return z.Profile.Name.For(ctx)
				}
			}
		}
	case "due":
		if p, err := civil.ParsePeriod(s); err == nil {
			return i18n.ShortPeriod(ctx, p)
		}
	}
	if said := voteWord(entity, field, s); said != "" {
		key = said
	}
	if i18n.Has(key) {
		return i18n.T(ctx, key)
	}
	if d, err := civil.ParseDate(s); err == nil && day.MatchString(s) {
		return i18n.Date(ctx, d)
	}
	return s
}

// figure is a number: a key stands for what it names.
func (t Things) figure(ctx context.Context, field string, raw json.RawMessage) string {
	n, err := strconv.ParseInt(string(raw), 10, 64)
	if err != nil {
		return string(raw)
	}
	if sumField(field) {
		return sumText(ctx, n)
	}
	switch field {
	case "contract_id":
		if c, ok := t.Contracts[n]; ok {
			return "№ " + c.Current().Number
		}
	case "percent", "advance", "vat_rate":
		return i18n.Percent(ctx, int(n))
	case "lead_id", "co_ids", "owner_id", "body_id", "represents_id", "customer_id", "payer_id", "integrator_id", "operator_id":
		if b, ok := t.Reference.Bodies[n]; ok {
			return b.Short.For(ctx)
		}
	case "programme_id":
		if p := t.Reference.Programme(n); p != nil {
			return p.Name(t.On).For(ctx)
		}
	case "milestone_id":
		for _, p := range t.Pictures {
			if _, l := p.Line(n); l != nil {
				return l.Plan.Number + " " + l.Plan.Title.For(ctx)
			}
		}
	case "project_id":
		for _, p := range t.Pictures {
			if project := p.Project(n); project != nil {
				return project.Profile.Name.For(ctx)
			}
		}
	case "zone_id":
		for _, p := range t.Pictures {
			if z := p.Zone(n); z != nil {
				return z.Profile.Name.For(ctx)
			}
		}
	}
	if strings.HasSuffix(field, "_id") && n == 0 {
		return ""
	}
	return string(raw)
}

// list is each element in words.
func (t Things) list(ctx context.Context, entity, field string, raw json.RawMessage) string {
	var items []json.RawMessage
	if json.Unmarshal(raw, &items) != nil {
		return string(raw)
	}
	words := make([]string, 0, len(items))
	for _, item := range items {
		var cost struct {
			Year   int
			Source string
			Amount *money.Amount
		}
		var score struct {
			Criterion string
			Score     int
		}
		if said := agreedSum(ctx, field, item); said != "" {
			words = append(words, said)
			continue
		}
		if field == "scores" && json.Unmarshal(item, &score) == nil && score.Criterion != "" {
			words = append(words, i18n.T(ctx, "cases.criterion_"+score.Criterion)+": "+strconv.Itoa(score.Score))
			continue
		}
		if field == "costs" && json.Unmarshal(item, &cost) == nil && cost.Amount != nil {
			words = append(words, strconv.Itoa(cost.Year)+": "+i18n.Money(ctx, *cost.Amount)+", "+t.word(ctx, entity, "source", cost.Source))
			continue
		}
		if day, ok := dayOf(ctx, item); entity == "calendar" && ok {
			words = append(words, day)
			continue
		}
		words = append(words, t.say(ctx, entity, field, item))
	}
	return strings.Join(words, "; ")
}

// dayOf is a day of the working calendar in words.
func dayOf(ctx context.Context, raw json.RawMessage) (string, bool) {
	var d struct {
		Date civil.Date `json:"date"`
		Kind string     `json:"kind"`
		Name i18n.Text  `json:"name"`
	}
	if json.Unmarshal(raw, &d) != nil || d.Date.IsZero() {
		return "", false
	}
	return i18n.Date(ctx, d.Date) + ": " + i18n.T(ctx, "day_kind."+d.Kind) + ", " + d.Name.For(ctx), true
}

// textOf reads content in three languages, or one string for all.
func textOf(raw json.RawMessage) (i18n.Text, bool) {
	var s string
	if json.Unmarshal(raw, &s) == nil && s != "" {
		return i18n.Same(s), true
	}
	var three map[string]string
	if json.Unmarshal(raw, &three) != nil || len(three) == 0 {
		return i18n.Text{}, false
	}
	for name := range three {
		if _, ok := i18n.Parse(name); !ok {
			return i18n.Text{}, false
		}
	}
	return i18n.Text{KK: three["kk"], RU: three["ru"], EN: three["en"]}, true
}

func everyLanguage(raw json.RawMessage) string {
	text, ok := textOf(raw)
	if !ok {
		return string(raw)
	}
	return "kk: " + text.KK + "; ru: " + text.RU + "; en: " + text.EN
}
