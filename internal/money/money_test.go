package money

import (
	"math"
	"testing"

	"qadam/internal/fault"
)

func TestParse(t *testing.T) {
	tests := []struct {
		name, in string
		want     Amount
	}{
		{"plain", "1234567", 1234567 * Tenge},
		{"comma", "1234567,89", 1234567*Tenge + 89},
		{"dot", "1234567.89", 1234567*Tenge + 89},
		{"one place", "0,5", 50},
		{"spaces", "1 234 567,89", 1234567*Tenge + 89},
		{"no-break spaces", "1\u00a0234\u00a0567,89", 1234567*Tenge + 89},
		{"narrow no-break spaces", "1\u202f234\u202f567,89", 1234567*Tenge + 89},
		{"apostrophes", "1'234'567", 1234567 * Tenge},
		{"as in English", "1,234,567.89", 1234567*Tenge + 89},
		{"as in German", "1.234.567,89", 1234567*Tenge + 89},
		{"groups without a fraction", "1,234,567", 1234567 * Tenge},
		{"with the sign", "1 234 ₸", 1234 * Tenge},
		{"sign in front", "₸1,234.50", 1234*Tenge + 50},
		{"with the word", "450 тенге", 450 * Tenge},
		{"in Kazakh", "450 теңге", 450 * Tenge},
		{"abbreviated", "450 тг.", 450 * Tenge},
		{"thousand", "450 тыс. тенге", 450 * Thousand},
		{"thousand in Kazakh", "450 мың теңге", 450 * Thousand},
		{"million", "1,5 млн", 1500 * Thousand},
		{"three places are clear with a unit", "1,234 млн", 1234 * Thousand},
		{"billion", "2,4 млрд ₸", 2400 * Million},
		{"billion in English", "₸2.4 bn", 2400 * Million},
		{"close to the number", "2.4bn", 2400 * Million},
		{"k", "15k", 15 * Thousand},
		{"capital letters", "1,5 МЛРД", 1500 * Million},
		{"minus", "-5", -5 * Tenge},
		{"typographic minus", "−5,25 ₸", -525},
		{"zero", "0", 0},
		{"below a tenge with three places of a million", "0,001 млн", Thousand},
		{"the largest", "92233720368547758,07", math.MaxInt64},
		{"the smallest", "-92233720368547758,08", math.MinInt64},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Parse(tt.in)
			if err != nil || got != tt.want {
				t.Errorf("Parse(%q) = %s, %v, want %s", tt.in, got, err, tt.want)
			}
		})
	}
}

func TestParseRefuses(t *testing.T) {
	tests := []struct{ name, in, key string }{
		{"nothing", "", "money.invalid"},
		{"words", "много", "money.invalid"},
		{"a slip in the groups", "12 34", "money.invalid"},
		{"a group too long", "1 2345", "money.invalid"},
		{"an empty group", "1,,234", "money.invalid"},
		{"two signs", "--5", "money.invalid"},
		{"a minus inside", "5-3", "money.invalid"},
		{"a minus behind", "5-", "money.invalid"},
		{"two units", "5 млн млрд", "money.invalid"},
		{"the unit after the currency", "5 тенге млн", "money.invalid"},
		{"another currency", "5 USD", "money.invalid"},
		{"a per cent", "5 %", "money.invalid"},
		{"an exponent", "1e9", "money.invalid"},
		{"a comma at the end", "5,", "money.invalid"},
		{"a point in front", ",5", "money.invalid"},
		{"both marks twice", "1,2.3,4", "money.invalid"},
		{"very long", "1 000 000 000 000 000 000 000 000 000 000 000 000 000 000 000 000 000", "money.invalid"},
		{"a thousand or less than two", "1,234", "money.ambiguous"},
		{"less than a tiyn", "0,001", "money.below_tiyn"},
		{"less than a tiyn of a thousand", "0,000001 тыс", "money.below_tiyn"},
		{"more than can be held", "92233720368547758,08", "money.too_large"},
		{"more than can be held in billions", "999999999999 млрд", "money.too_large"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Parse(tt.in)
			if e := fault.Of(err); e == nil || e.Key != tt.key || got != 0 {
				t.Errorf("Parse(%q) = %s, %v, want %s", tt.in, got, err, tt.key)
			}
		})
	}
}

func TestSplitLosesNoTiyn(t *testing.T) {
	tests := []struct {
		name string
		sum  Amount
		n    int
		want []Amount
	}{
		{"evenly", 900, 3, []Amount{300, 300, 300}},
		{"the first get what is left", 1000, 3, []Amount{334, 333, 333}},
		{"fewer tiyn than parts", 2, 3, []Amount{1, 1, 0}},
		{"a debt", -1000, 3, []Amount{-334, -333, -333}},
		{"into one", 7, 1, []Amount{7}},
		{"into none", 7, 0, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := tt.sum.Split(tt.n)
			if len(got) != len(tt.want) {
				t.Fatalf("Split(%d) = %v, want %v", tt.n, got, tt.want)
			}
			for i := range got {
				if got[i] != tt.want[i] {
					t.Fatalf("Split(%d) = %v, want %v", tt.n, got, tt.want)
				}
			}
		})
	}
}

func FuzzParseReadsWhatStringWrites(f *testing.F) {
	for _, n := range []int64{0, 1, 5, 10, 99, 100, -1, -100, 123456789, math.MaxInt64, math.MinInt64} {
		f.Add(n)
	}
	f.Fuzz(func(t *testing.T, n int64) {
		a := Amount(n)
		got, err := Parse(a.String())
		if err != nil || got != a {
			t.Errorf("Parse(%q) = %s, %v", a.String(), got, err)
		}
	})
}

func FuzzParseNeverInvents(f *testing.F) {
	for _, s := range []string{"1 234 567,89 ₸", "₸2.4 bn", "-5", "1,234", "0,5 млрд тенге"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a, err := Parse(s)
		if err != nil {
			if !fault.Is(err, fault.KindInvalid) || a != 0 {
				t.Errorf("Parse(%q) = %s, %v", s, a, err)
			}
			return
		}
		if again, err := Parse(a.String()); err != nil || again != a {
			t.Errorf("Parse(%q) = %s, which is read as %s, %v", s, a, again, err)
		}
	})
}

func FuzzSplitAddsUp(f *testing.F) {
	f.Add(int64(1000), 3)
	f.Add(int64(-7), 12)
	f.Add(int64(math.MinInt64), 5)
	f.Fuzz(func(t *testing.T, n int64, parts int) {
		parts = max(1, min(parts, 1000))
		var sum, low, high Amount
		for i, p := range Amount(n).Split(parts) {
			sum += p
			if i == 0 {
				low, high = p, p
			}
			low, high = min(low, p), max(high, p)
		}
		if sum != Amount(n) || high-low > 1 {
			t.Errorf("%d in %d parts adds up to %d, from %d to %d", n, parts, sum, low, high)
		}
	})
}
