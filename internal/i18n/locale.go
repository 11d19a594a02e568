// Package i18n says everything in the reader's language: messages from the
// catalogue, plurals, dates, numbers and sums of money, the order of the
// alphabet, and content that exists in three languages. The language travels
// in the context; nothing else does.
package i18n

import (
	"context"
	"regexp"
	"strings"

	"golang.org/x/text/language"
)

// Locale is a language of the interface; its text is the tag of BCP 47.
type Locale string

// The languages.
const (
	KK Locale = "kk"
	RU Locale = "ru"
	EN Locale = "en"
)

// All are the languages in the order in which they stand in for each other.
var All = []Locale{KK, RU, EN}

// Name returns the language's name for itself.
func (l Locale) Name() string {
	switch l {
	case RU:
		return "Русский"
	case EN:
		return "English"
	default:
		return "Қазақша"
	}
}

// index is the language's place in All.
func (l Locale) index() int {
	switch l {
	case RU:
		return 1
	case EN:
		return 2
	default:
		return 0
	}
}

type localeKey struct{}

// With returns a context in which everything is said in l.
func With(ctx context.Context, l Locale) context.Context {
	return context.WithValue(ctx, localeKey{}, l)
}

// From returns the language of ctx, and Kazakh, the state language, when it has none.
func From(ctx context.Context) Locale {
	if l, ok := ctx.Value(localeKey{}).(Locale); ok {
		return l
	}
	return KK
}

// Parse reads a language as people and browsers write it: kk, kz, kk-Latn-KZ, ru-KZ.
func Parse(s string) (Locale, bool) {
	first, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(s, "_", "-")), "-")
	switch first {
	case "kk", "kz", "kaz":
		return KK, true
	case "ru", "rus":
		return RU, true
	case "en", "eng":
		return EN, true
	default:
		return "", false
	}
}

// matcher knows which of our languages readers of others understand best.
var matcher = language.NewMatcher([]language.Tag{language.Kazakh, language.Russian, language.English})

// country finds kz, the country, where the language kk is meant.
var country = regexp.MustCompile(`(?i)(^|,\s*)kz\b`)

// Match chooses the language for an Accept-Language header, Kazakh when
// nothing fits.
func Match(acceptLanguage string) Locale {
	tags, _, err := language.ParseAcceptLanguage(country.ReplaceAllString(acceptLanguage, "${1}kk"))
	if err != nil {
		return KK
	}
	for _, t := range tags {
		if l, ok := Parse(t.String()); ok {
			return l
		}
	}
	_, i, confidence := matcher.Match(tags...)
	if confidence == language.No {
		return KK
	}
	return All[i]
}
