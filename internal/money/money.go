// Package money holds sums in tenge as whole numbers of tiyn. It knows one
// currency and no fractions: nothing is ever rounded here.
package money

import (
	"math/big"
	"strconv"
	"strings"
	"unicode"

	"qadam/internal/fault"
)

// Amount is a sum in tiyn, a hundredth of a tenge.
type Amount int64

// The sums in which people think.
const (
	Tiyn     Amount = 1
	Tenge           = 100 * Tiyn
	Thousand        = 1000 * Tenge
	Million         = 1000 * Thousand
	Billion         = 1000 * Million
)

// String returns the sum in tenge as Parse reads it: 1234567.89.
func (a Amount) String() string {
	sign, n := "", uint64(a)
	if a < 0 {
		sign, n = "-", -n
	}
	s := sign + strconv.FormatUint(n/100, 10)
	if rest := n % 100; rest != 0 {
		s += "." + string('0'+byte(rest/10)) + string('0'+byte(rest%10))
	}
	return s
}

// Parse reads a sum as people type it: 1 234 567,89 with spaces of any kind or
// apostrophes, 1,234,567.89, 1,5 млрд, 450 тыс. тенге, ₸2.4 bn. It refuses what
// is not a whole number of tiyn, and 1,234, which is a thousand to some and
// less than two to others.
func Parse(s string) (Amount, error) {
	number, unit, err := divide(s)
	if err != nil {
		return 0, err
	}
	negative := strings.HasPrefix(number, "-")
	number = strings.TrimPrefix(number, "-")
	whole, fraction, err := point(number, unit == Tenge)
	if err != nil {
		return 0, err
	}
	tiyn, ok := new(big.Int).SetString(whole+fraction, 10)
	if !ok {
		return 0, invalid()
	}
	tiyn.Mul(tiyn, big.NewInt(int64(unit)))
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(len(fraction))), nil)
	rest := new(big.Int)
	if tiyn.QuoRem(tiyn, scale, rest); rest.Sign() != 0 {
		return 0, fault.Invalid("money.below_tiyn")
	}
	if negative {
		tiyn.Neg(tiyn)
	}
	if !tiyn.IsInt64() {
		return 0, fault.Invalid("money.too_large")
	}
	return Amount(tiyn.Int64()), nil
}

func invalid() error { return fault.Invalid("money.invalid") }

// longest is the longest text that can be a sum; more is not worth reading.
const longest = 64

// divide separates the number, with its sign and separators, from the words
// around it, and says how much one of it is.
func divide(s string) (number string, unit Amount, err error) {
	if len(s) > longest {
		return "", 0, invalid()
	}
	s = strings.ToLower(strings.Map(plainRune, s))
	first := strings.IndexAny(s, "0123456789")
	last := strings.LastIndexAny(s, "0123456789")
	if first < 0 {
		return "", 0, invalid()
	}
	minus, ok1 := before(s[:first])
	unit, ok2 := after(s[last+1:])
	if !ok1 || !ok2 {
		return "", 0, invalid()
	}
	return minus + s[first:last+1], unit, nil
}

// before reads what stands before a number: a minus and the currency, if any.
func before(s string) (minus string, ok bool) {
	minuses := strings.Count(s, "-")
	name := strings.TrimSpace(strings.Replace(s, "-", "", 1))
	if minuses == 1 {
		minus = "-"
	}
	return minus, minuses <= 1 && (name == "" || tengeWords[name])
}

// after reads what stands behind a number: how much one of it is, and the
// currency, in this order, if any.
func after(s string) (unit Amount, ok bool) {
	unit = Tenge
	words := strings.Fields(strings.ReplaceAll(s, "₸", " ₸"))
	if len(words) > 0 {
		if scale, ok := scales[strings.TrimSuffix(words[0], ".")]; ok {
			unit, words = scale, words[1:]
		}
	}
	if len(words) > 0 && tengeWords[strings.TrimSuffix(words[0], ".")] {
		words = words[1:]
	}
	return unit, len(words) == 0
}

// plainRune makes one space of all spaces and one minus of all minuses, and
// takes the apostrophe of 1'234 for a space.
func plainRune(r rune) rune {
	switch {
	case r == '−' || r == '–' || r == '‑':
		return '-'
	case r == '\'' || r == '’' || unicode.IsSpace(r): // NBSP and narrow NBSP are spaces
		return ' '
	default:
		return r
	}
}

// scales are the words for a thousand and more, without the dot of тыс.
var scales = map[string]Amount{
	"мың": Thousand, "тыс": Thousand, "тысяч": Thousand, "тысяча": Thousand, "тысячи": Thousand,
	"k": Thousand, "thousand": Thousand, "к": Thousand,
	"млн": Million, "миллион": Million, "миллиона": Million, "миллионов": Million,
	"m": Million, "mln": Million, "mn": Million, "million": Million, "м": Million,
	"млрд": Billion, "миллиард": Billion, "миллиарда": Billion, "миллиардов": Billion,
	"b": Billion, "bn": Billion, "bln": Billion, "billion": Billion,
}

// tengeWords are the names of the currency.
var tengeWords = map[string]bool{
	"₸": true, "тенге": true, "теңге": true, "тг": true, "тнг": true,
	"tenge": true, "kzt": true,
}

// point separates tenge from their fraction. The last comma or dot is the
// decimal one unless it appears twice or thousands are what it separates.
func point(s string, exact bool) (whole, fraction string, err error) {
	at := strings.LastIndexAny(s, ",.")
	if at < 0 {
		whole, ok := ungroup(s, " ")
		return whole, "", orInvalid(ok)
	}
	mark := s[at : at+1]
	if strings.Count(s, mark) > 1 {
		whole, ok := ungroup(s, mark)
		return whole, "", orInvalid(ok)
	}
	whole, fraction = s[:at], s[at+1:]
	if strings.Trim(fraction, "0123456789") != "" {
		return "", "", invalid()
	}
	if exact && len(fraction) == 3 && !strings.ContainsAny(whole, " ,.") && len(whole) <= 3 && whole != "0" {
		return "", "", fault.Invalid("money.ambiguous")
	}
	group := " "
	if strings.ContainsAny(whole, ",.") {
		group = map[string]string{",": ".", ".": ","}[mark]
	}
	whole, ok := ungroup(whole, group)
	return whole, fraction, orInvalid(ok)
}

func orInvalid(ok bool) error {
	if ok {
		return nil
	}
	return invalid()
}

// ungroup takes the separators out of a whole number. Every group but the first
// has three digits: 12 34 is more likely a slip than a sum.
func ungroup(s, mark string) (string, bool) {
	groups := strings.Split(s, mark)
	for i, g := range groups {
		if g == "" || strings.Trim(g, "0123456789") != "" {
			return "", false
		}
		if len(groups) > 1 && (i > 0 && len(g) != 3 || len(g) > 3) {
			return "", false
		}
	}
	return strings.Join(groups, ""), true
}

// Split divides a sum into n parts that differ by a tiyn at most and add up to
// it; the first parts are the larger ones. Nothing comes of n below 1.
func (a Amount) Split(n int) []Amount {
	if n < 1 {
		return nil
	}
	parts := make([]Amount, n)
	each, rest := a/Amount(n), a%Amount(n)
	for i := range parts {
		parts[i] = each
		switch {
		case rest > 0:
			parts[i]++
			rest--
		case rest < 0:
			parts[i]--
			rest++
		}
	}
	return parts
}
