// Package report is what is printed and exported: documents and tables of
// values, not of strings, so that the screen, the spreadsheet, the PDF and the
// text document cannot disagree. It refuses to know how any of them looks.
package report

import (
	"context"
	"strings"

	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/money"
)

// Value is what stands in a cell or in a line of text. In says it in a
// language. A spreadsheet takes days and numbers as such.
type Value interface {
	In(l i18n.Locale) string
}

// Text is content: what people wrote, in the languages in which they did.
type Text i18n.Text

// In returns the text in l, or in another language when there is none.
func (t Text) In(l i18n.Locale) string { return i18n.Text(t).In(l) }

// Plain is the same in every language, such as a number of a line or a code.
type Plain string

// In returns the text itself.
func (p Plain) In(i18n.Locale) string { return string(p) }

// Typed is what somebody wrote in one language, whichever it was, as in a note.
type Typed string

// In returns the text itself.
func (t Typed) In(i18n.Locale) string { return string(t) }

// Word is a message of the catalogue with what fills its places.
type Word struct {
	Key  string
	Args []any
}

// Say is the message of the key; args alternate name and value, and a value may
// be a Value.
func Say(key string, args ...any) Word { return Word{key, args} }

// In returns the message.
func (w Word) In(l i18n.Locale) string {
	args := make([]any, len(w.Args))
	for i, a := range w.Args {
		if v, ok := a.(Value); ok {
			a = v.In(l)
		}
		args[i] = a
	}
	return i18n.T(in(l), w.Key, args...)
}

// Day is a day.
type Day civil.Date

// In returns the day as tables have it: 30.09.2018.
func (d Day) In(l i18n.Locale) string { return i18n.Date(in(l), civil.Date(d)) }

// FormalDay is a day as acts write it: 30 сентября 2018 года.
type FormalDay civil.Date

// In returns the day in words.
func (d FormalDay) In(l i18n.Locale) string { return i18n.FormalDate(in(l), civil.Date(d)) }

// Period is a term of a roadmap, in words (facts.md §1.8).
type Period civil.Period

// In returns the term: III квартал 2018 года; a day as acts write it.
func (p Period) In(l i18n.Locale) string {
	text := i18n.Period(in(l), civil.Period(p))
	if p.Kind == civil.Day {
		text = FormalDay(p.Day).In(l)
	}
	return strings.ReplaceAll(text, "\u00a0", " ") // its column is narrow
}

// Number is a whole number.
type Number int64

// In returns the number in groups of three.
func (n Number) In(l i18n.Locale) string { return i18n.Number(in(l), int64(n)) }

// Sum is money in a unit that the head of its column names, to so many places.
// Nothing is rounded: Places is chosen so that every sum of the column fits.
type Sum struct {
	Amount money.Amount
	Unit   money.Amount
	Places int
}

// In returns the number without its unit.
func (s Sum) In(l i18n.Locale) string { return i18n.Decimal(in(l), s.Float(), s.Places) }

// Float is the sum in its unit; a float holds every sum below 90 trillion tenge
// to the tiyn.
func (s Sum) Float() float64 { return float64(s.Amount) / float64(s.Unit) }

// Places is how many decimal places the sums need in the unit.
func Places(unit money.Amount, sums ...money.Amount) int {
	places := 0
	for _, a := range sums {
		n, step := 0, unit
		for a%step != 0 && step > 1 {
			n, step = n+1, step/10
		}
		places = max(places, n)
	}
	return places
}

// List is values one after another, such as executors.
type List []Value

// In returns the values with commas between them.
func (v List) In(l i18n.Locale) string {
	texts := make([]string, len(v))
	for i, one := range v {
		texts[i] = one.In(l)
	}
	return strings.Join(texts, ", ")
}

// Said is a value in one of the languages of a document.
type Said struct {
	Lang i18n.Locale
	Text string
}

// In returns what a value says in the languages, one after another. What is
// the same in two of them, as a number, is said once.
func In(v Value, languages []i18n.Locale) []Said {
	if v == nil {
		return nil
	}
	var out []Said
	for _, l := range languages {
		text, lang := v.In(l), l
		switch v := v.(type) {
		case Text:
			lang = i18n.Text(v).Lang(l)
		case Typed:
			if spoken := i18n.Spoken(text); spoken != "" {
				lang = spoken
			}
		case alone:
			lang = v.lang
		}
		if text == "" || len(out) > 0 && out[len(out)-1].Text == text {
			continue
		}
		out = append(out, Said{lang, text})
	}
	return out
}

// Lines is In without the languages, for what has no room to mark them.
func Lines(v Value, languages []i18n.Locale) []string {
	var out []string
	for _, s := range In(v, languages) {
		out = append(out, s.Text)
	}
	return out
}

func in(l i18n.Locale) context.Context { return i18n.With(context.Background(), l) }
