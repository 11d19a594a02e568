// Package chart draws sums of money as SVG from values: what becomes of a plan,
// planned against realised models, years, curves of earned value. It refuses to
// know where sums come from, to measure text and to need a script: places along
// the width are shares of it, so a drawing fits any screen and paper. What it
// draws it says in a table too (Twin), to the tiyn. Colours never speak alone:
// every series has its pattern and its words.
package chart

import (
	"context"
	"math/bits"
	"strconv"

	"qadam/internal/i18n"
	"qadam/internal/money"
)

// Key gives a series its colour and its pattern. A funding model, a source of
// money (facts.md §2.5) and the measures of earned value are keys.
type Key string

// The keys that are no model and no source.
const (
	Obligations Key = "obligations" // what the budget owes: beside the investment, never in it
	NotSigned   Key = "not_signed"  // planned, and no contract
	NotPlanned  Key = "not_planned" // a contract that no plan foresaw
	PV          Key = "pv"
	EV          Key = "ev"
	AC          Key = "ac"
)

// look is a colour (a class) and a pattern over it, "" for none.
type look struct{ tone, pattern string }

// looks tell the series apart in colour and in black and white: those that stand
// beside each other differ in both, or in pattern.
var looks = map[Key]look{
	"ppp":     {"ppp", "up"},
	"service": {"service", "dots"},
	"public":  {"public", ""},
	"private": {"private", "cross"},

	"republican_budget":   {"public", ""},
	"local_budget_region": {"public", "up"},
	"local_budget_city":   {"public", "dots"},
	"targeted_transfer":   {"public", "bars"},
	"quasi_public":        {"service", "down"},
	"private_equity":      {"private", ""},
	"private_loan":        {"private", "up"},
	"private_own":         {"private", "cross"},
	"ifi_loan":            {"ppp", "bars"},
	"grant":               {"ppp", "down"},
	"user_payments":       {"ppp", "dots"},

	Obligations: {"owed", "down"},
	NotSigned:   {"none", "gap"},
	NotPlanned:  {"none", "extra"},
	PV:          {"plan", ""},
	EV:          {"done", ""},
	AC:          {"ppp", ""},

	Planned:  {"plan", ""},
	Forecast: {"ppp", ""},
	DoneKey:  {"done", ""},
}

func (k Key) look() look {
	if l, ok := looks[k]; ok {
		return l
	}
	return look{"plan", ""}
}

// tone is the class of the colour.
func (k Key) tone() string { return "chart-" + k.look().tone }

// shares is the whole width: places along it are in thousandths of per cent.
const shares = 100_000

// share is how much of a whole a sum is, in thousandths of per cent: nothing
// below zero, no more than all.
func share(part, whole money.Amount) int { return scaled(part, whole, shares) }

// scaled is part of whole in n steps, rounded down, without overflow.
func scaled(part, whole money.Amount, n int) int {
	switch {
	case part <= 0 || whole <= 0:
		return 0
	case part >= whole:
		return n
	}
	hi, lo := bits.Mul64(uint64(part), uint64(n))
	q, _ := bits.Div64(hi, lo, uint64(whole)) // part < whole, so hi < whole
	return int(q)
}

// percent writes thousandths of per cent as an attribute: 12.5%.
func percent(n int) string {
	return strconv.FormatFloat(float64(n)/1000, 'f', -1, 64) + "%"
}

// pixels writes a length.
func pixels(n int) string { return strconv.Itoa(n) }

// Head is what every chart has: an id that is unique on its page, and a title in
// the language of the page. What it shows is said to those who do not see it
// from its values.
type Head struct {
	ID    string
	Title string
}

func (h Head) id(part string) string { return h.ID + "-" + part }

// fill refers to a pattern of this chart.
func (h Head) fill(pattern string) string { return "url(#" + h.id(pattern) + ")" }

// patterns are the marks of a pattern of 8 by 8, drawn in the colour of the
// ground over that of the series; what is not there is drawn on the ground.
var patterns = map[string]string{
	"up":    "M-2 10 10-2M-2 2 2-2M6 10 10 6",
	"down":  "M-2-2 10 10M6-2 10 2M-2 6 2 10",
	"bars":  "M2 0V8M6 0V8",
	"cross": "M-2 10 10-2M-2 2 2-2M6 10 10 6M-2-2 10 10M6-2 10 2M-2 6 2 10",
	"dots":  "M2 2h.01M6 6h.01",
	"gap":   "M-2-2 10 10M6-2 10 2M-2 6 2 10",
	"extra": "M2 2h.01M6 6h.01",
}

// said is a name with its sum, as it is read aloud.
func said(ctx context.Context, name string, a money.Amount) string {
	return name + " " + i18n.Money(ctx, a)
}

// used are the patterns that the keys need, each once.
func used(keys []Key) []string {
	var out []string
	seen := map[string]bool{"": true}
	for _, k := range keys {
		if p := k.look().pattern; !seen[p] {
			seen[p] = true
			out = append(out, p)
		}
	}
	return out
}
