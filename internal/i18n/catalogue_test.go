package i18n

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	goi18n "github.com/nicksnyder/go-i18n/v2/i18n"
)

// forms are the plural forms that a message with any must have.
var forms = map[Locale][]string{
	KK: {"one", "other"},
	RU: {"one", "few", "many", "other"},
	EN: {"one", "other"},
}

// areas are the first words of keys, and so a list of what the program talks about.
var areas = strings.Fields(`account admin area audit body budget case cases change chart check comparison complete condition contract day_kind direction document document_kind draft earned entry fault form format funding funding_report funding_short
	goal health holiday inbox letter line_kind link listing milestone money money_unit month period period_kind portfolio portfolio_report programme project protocol reason roadmap role search seed signing sitting
	schedule source stage state status status_rules timeline ui verify vote weekday word work zone zone_state keys news view rating escalation why`)

// parts returns the messages of each part of the catalogue in each language.
func parts(t *testing.T) map[string]map[Locale]map[string]*goi18n.Message {
	t.Helper()
	dir, err := files.ReadDir("catalog")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]map[Locale]map[string]*goi18n.Message{}
	for _, f := range dir {
		part, _, _ := strings.Cut(f.Name(), ".")
		messages, l, err := read(f.Name())
		if err != nil {
			t.Fatal(err)
		}
		if all[part] == nil {
			all[part] = map[Locale]map[string]*goi18n.Message{}
		}
		all[part][l] = map[string]*goi18n.Message{}
		for _, m := range messages {
			all[part][l][m.ID] = m
		}
	}
	return all
}

func TestLanguagesHaveEqualKeysAndPlaces(t *testing.T) {
	for part, languages := range parts(t) {
		t.Run(part, func(t *testing.T) {
			for _, l := range All {
				if languages[l] == nil {
					t.Errorf("%s.%s.toml is missing", part, l)
				}
			}
			for key, m := range languages[KK] {
				for _, l := range []Locale{RU, EN} {
					other := languages[l][key]
					if other == nil {
						t.Errorf("%s is missing in %s", key, l)
						continue
					}
					if (m.One != "") != (other.One != "") {
						t.Errorf("%s has plural forms in one of kk and %s only", key, l)
					}
					if got, want := places(other.Other), places(m.Other); !slices.Equal(got, want) {
						t.Errorf("%s has the places %v in %s and %v in kk", key, got, l, want)
					}
				}
			}
			for _, l := range []Locale{RU, EN} {
				for key := range languages[l] {
					if languages[KK][key] == nil {
						t.Errorf("%s is in %s but not in kk", key, l)
					}
				}
			}
		})
	}
}

func TestMessagesAreWellFormed(t *testing.T) {
	valid := regexp.MustCompile(`^[a-z0-9_]+(\.[a-z0-9_]+)+$`)
	for part, languages := range parts(t) {
		for l, messages := range languages {
			for key, m := range messages {
				if !valid.MatchString(key) {
					t.Errorf("%s.%s: the key %q is not like area.thing", part, l, key)
				}
				if area, _, _ := strings.Cut(key, "."); !slices.Contains(areas, area) {
					t.Errorf("%s.%s: %s begins with no known area", part, l, key)
				}
				texts := map[string]string{"one": m.One, "few": m.Few, "many": m.Many, "other": m.Other}
				for form, s := range texts {
					needed := form == "other" || m.One != "" && slices.Contains(forms[l], form)
					switch {
					case needed && strings.TrimSpace(s) == "":
						t.Errorf("%s.%s: %s has no form %q", part, l, key, form)
					case s != strings.TrimSpace(s):
						t.Errorf("%s.%s: %s has spaces around it", part, l, key)
					case s != "" && !slices.Equal(places(s), places(m.Other)) && form != "one":
						t.Errorf("%s.%s: %s has other places in its form %q", part, l, key, form)
					}
					if strings.Count(s, "{{") != len(regexp.MustCompile(`\{\{\.[A-Z][A-Za-z]*\}\}`).FindAllString(s, -1)) {
						t.Errorf("%s.%s: %s has a place that is not like {{.Name}}: %q", part, l, key, s)
					}
				}
			}
		}
	}
}

// TestLettersFitTheLanguage finds text that was left in another language.
func TestLettersFitTheLanguage(t *testing.T) {
	for part, languages := range parts(t) {
		for key, m := range languages[EN] {
			if strings.IndexFunc(m.Other, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }) >= 0 && !speaksOfLetters[key] {
				t.Errorf("%s.en: %s is not English: %q", part, key, m.Other)
			}
		}
		for key, m := range languages[RU] {
			if i := strings.IndexAny(strings.ToLower(m.Other), "әғқңөұүһі"); i >= 0 && !speaksOfLetters[key] {
				t.Errorf("%s.ru: %s is not Russian: %q", part, key, m.Other)
			}
		}
	}
}

// speaksOfLetters are messages that show a word of another language on purpose.
var speaksOfLetters = map[string]bool{
	"ui.language.kk": true, "ui.language.ru": true,
	"ui.lang_kk": true, "ui.lang_ru": true,
}

// places returns the names of the places of a message, each once, in order.
func places(s string) []string {
	names := map[string]bool{}
	for _, p := range parsePattern(s).parts {
		if p.place != "" {
			names[p.place] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

func TestAKeyStandsInOnePartOnly(t *testing.T) {
	owner := map[string]string{}
	for part, languages := range parts(t) {
		for key := range languages[KK] {
			if other, ok := owner[key]; ok {
				t.Errorf("%s stands in %s and in %s", key, other, part)
			}
			owner[key] = part
		}
	}
}
