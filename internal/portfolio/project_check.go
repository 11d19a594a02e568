package portfolio

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"qadam/internal/fault"
	"qadam/internal/i18n"
)

// ProjectChoices are the codes that a project may name, and those that projects
// have already: a code is an address, so it is one for all programmes.
type ProjectChoices struct {
	Directions, Goals, Zones Codes
	Taken                    Codes
}

// codePattern is how codes look in addresses.
var codePattern = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// reserved are the addresses of forms, and so no codes of anything.
var reserved = Codes{"new", "edit"}

// The longest code and texts of a project, in letters.
const (
	codeMost    = 60
	nameMost    = 300
	profileMost = 2000
)

// Trim returns the project without spaces around what was typed.
func (p Project) Trim() Project {
	p.Code = strings.TrimSpace(p.Code)
	for _, t := range []*i18n.Text{&p.Profile.Name, &p.Profile.Subtype, &p.Profile.Area, &p.Profile.Basis} {
		*t = t.Trim()
	}
	p.Profile.Source = strings.TrimSpace(p.Profile.Source)
	return p
}

// Check refuses a project that could stand in no roadmap, or under an address
// that is another's.
func (p Project) Check(known ProjectChoices) error {
	var errs []error
	bad := func(name, key string, args ...any) { errs = append(errs, fault.Field(name, key, args...)) }
	switch {
	case p.Code == "":
		bad("code", "fault.required")
	case !codePattern.MatchString(p.Code):
		bad("code", "fault.code")
	case utf8.RuneCountInString(p.Code) > codeMost:
		bad("code", "fault.too_long", "Limit", codeMost)
	case reserved.Has(p.Code) || known.Taken.Has(p.Code):
		bad("code", "project.code_taken")
	}
	for _, t := range []struct {
		name, text string
		needed     bool
		most       int
	}{
		{"name_kk", p.Profile.Name.KK, true, nameMost}, {"name_ru", p.Profile.Name.RU, true, nameMost}, {"name_en", p.Profile.Name.EN, false, nameMost},
		{"area_kk", p.Profile.Area.KK, false, nameMost}, {"area_ru", p.Profile.Area.RU, false, nameMost}, {"area_en", p.Profile.Area.EN, false, nameMost},
		{"basis_kk", p.Profile.Basis.KK, false, profileMost}, {"basis_ru", p.Profile.Basis.RU, false, profileMost}, {"basis_en", p.Profile.Basis.EN, false, profileMost},
		{"source", p.Profile.Source, false, profileMost},
	} {
		switch {
		case t.needed && t.text == "":
			bad(t.name, "fault.required")
		case utf8.RuneCountInString(t.text) > t.most:
			bad(t.name, "fault.too_long", "Limit", t.most)
		}
	}
	if !known.Directions.Has(p.Profile.Direction) {
		bad("direction", "fault.required_choice")
	}
	if !slices.Contains(Models, p.Profile.Model) {
		bad("model", "fault.required_choice")
	}
	if len(p.Profile.Goals) == 0 {
		bad("goals", "project.goal_needed")
	} else if !known.Goals.all(p.Profile.Goals) {
		bad("goals", "fault.required_choice")
	}
	if !known.Zones.all(p.Profile.Zones) {
		bad("zones", "project.zone_unknown")
	}
	if p.Profile.Total < 0 {
		bad("total", "roadmap.cost_negative")
	}
	return fault.Join(errs...)
}

// all reports whether every code is in the list.
func (c Codes) all(wanted Codes) bool {
	return !slices.ContainsFunc(wanted, func(code string) bool { return !c.Has(code) })
}

// SuggestCode makes a code of a name: in Latin letters, a few words long, and
// another one while it is taken.
func SuggestCode(name i18n.Text, taken func(code string) bool) string {
	code := slug(name.EN)
	if code == "" {
		code = slug(name.RU)
	}
	if code == "" {
		code = slug(name.KK)
	}
	if code == "" {
		return ""
	}
	next := code
	for n := 2; reserved.Has(next) || taken(next); n++ {
		next = code + "-" + strconv.Itoa(n)
	}
	return next
}

// slugMost is how long a suggested code is at most.
const slugMost = 32

// slug writes a name in small Latin letters and hyphens.
func slug(name string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(name) {
		switch latin, ok := letters[r]; {
		case ok:
			b.WriteString(latin)
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case unicode.IsLetter(r):
			// A letter of another alphabet is left out.
		default:
			b.WriteByte(' ')
		}
	}
	code := ""
	for _, word := range strings.Fields(b.String()) {
		if code != "" && len(code)+1+len(word) > slugMost {
			break
		}
		if code != "" {
			code += "-"
		}
		code += word
	}
	return code[:min(len(code), slugMost)]
}

// letters are Russian and Kazakh letters as addresses write them.
var letters = map[rune]string{
	'а': "a", 'ә': "a", 'б': "b", 'в': "v", 'г': "g", 'ғ': "g", 'д': "d", 'е': "e", 'ё': "e", 'ж': "zh", 'з': "z", 'и': "i", 'й': "i",
	'к': "k", 'қ': "q", 'л': "l", 'м': "m", 'н': "n", 'ң': "n", 'о': "o", 'ө': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t", 'у': "u",
	'ұ': "u", 'ү': "u", 'ф': "f", 'х': "kh", 'һ': "h", 'ц': "ts", 'ч': "ch", 'ш': "sh", 'щ': "shch", 'ъ': "", 'ы': "y", 'і': "i",
	'ь': "", 'э': "e", 'ю': "yu", 'я': "ya",
}
