package i18n

import (
	"context"
	"math"
	"strings"
	"testing"
	"time"

	"qadam/internal/civil"
	"qadam/internal/money"
)

func in(l Locale) context.Context { return With(context.Background(), l) }

// plain shows no-break spaces as _, so that a table can be read.
func plain(s string) string { return strings.ReplaceAll(s, nbsp, "_") }

// Formats of facts.md §1.8, each in Kazakh, Russian and English.
func TestFormats(t *testing.T) {
	day := civil.Date{Year: 2018, Month: time.September, Day: 30}
	first := civil.Date{Year: 2018, Month: time.May, Day: 1}
	moment := time.Date(2018, 9, 30, 8, 5, 0, 0, time.UTC)
	term := func(s string) func(context.Context) string {
		p, err := civil.ParsePeriod(s)
		if err != nil {
			t.Fatal(err)
		}
		return func(ctx context.Context) string { return Period(ctx, p) }
	}
	short := func(s string) func(context.Context) string {
		p, _ := civil.ParsePeriod(s)
		return func(ctx context.Context) string { return ShortPeriod(ctx, p) }
	}
	number := func(n int64) func(context.Context) string {
		return func(ctx context.Context) string { return Number(ctx, n) }
	}
	decimal := func(f float64, places int) func(context.Context) string {
		return func(ctx context.Context) string { return Decimal(ctx, f, places) }
	}
	sum := func(a money.Amount) func(context.Context) string {
		return func(ctx context.Context) string { return Money(ctx, a) }
	}
	full := func(a money.Amount) func(context.Context) string {
		return func(ctx context.Context) string { return MoneyFull(ctx, a) }
	}
	unit := func(a money.Amount, u money.Unit) func(context.Context) string {
		return func(ctx context.Context) string { return MoneyUnit(ctx, a, u) }
	}
	size := func(n int64) func(context.Context) string {
		return func(ctx context.Context) string { return Bytes(ctx, n) }
	}
	tests := []struct {
		name       string
		format     func(context.Context) string
		kk, ru, en string
	}{
		{"a date", func(ctx context.Context) string { return Date(ctx, day) }, "30.09.2018", "30.09.2018", "30_Sep_2018"},
		{"a date of one digit", func(ctx context.Context) string { return Date(ctx, first) }, "01.05.2018", "01.05.2018", "1_May_2018"},
		{"no date", func(ctx context.Context) string { return Date(ctx, civil.Date{}) }, "", "", ""},
		{"a short date", func(ctx context.Context) string { return ShortDate(ctx, day) }, "30_қыр.", "30_сен.", "30_Sep"},
		{"May alone", func(ctx context.Context) string { return ShortPeriod(ctx, civil.InMonth(2018, time.May)) }, "мам._2018", "май_2018", "May_2018"},
		{"May", func(ctx context.Context) string { return ShortDate(ctx, first) }, "1_мам.", "1_мая", "1_May"},
		{"a long date", func(ctx context.Context) string { return LongDate(ctx, day) }, "2018_ж._30_қыркүйек", "30_сентября_2018_г.", "30_September_2018"},
		{"a date in an act", func(ctx context.Context) string { return FormalDate(ctx, day) }, "2018_жылғы_30_қыркүйек", "30_сентября_2018_года", "30_September_2018"},
		{"a moment in Almaty", func(ctx context.Context) string { return Moment(ctx, moment) }, "30.09.2018, 14:05", "30.09.2018, 14:05", "30_Sep_2018, 14:05"},
		{"a weekday", func(ctx context.Context) string { return Weekday(ctx, day.Weekday()) }, "жексенбі", "воскресенье", "Sunday"},
		{"a month", func(ctx context.Context) string { return MonthName(ctx, time.September) }, "қыркүйек", "сентябрь", "September"},

		{"the term of a day", term("2018-09-30"), "30.09.2018", "30.09.2018", "30_Sep_2018"},
		{"a month's term", term("2018-09"), "2018_жылғы_қыркүйек", "сентябрь_2018_года", "September_2018"},
		{"a quarter's term", term("2018-Q3"), "2018_жылғы_III_тоқсан", "III_квартал_2018_года", "3rd_quarter_2018"},
		{"a half-year's term", term("2018-H1"), "2018_жылғы_I_жартыжылдық", "I_полугодие_2018_года", "1st_half_of_2018"},
		{"a year's term", term("2018"), "2018_жыл", "2018_год", "2018"},
		{"a short month", short("2018-09"), "қыр._2018", "сен._2018", "Sep_2018"},
		{"a short quarter", short("2018-Q3"), "III_тоқ._2018", "III_кв._2018", "Q3_2018"},
		{"a short half-year", short("2018-H2"), "II_ж/ж_2018", "II_пол._2018", "H2_2018"},
		{"every month", term("2018-monthly-1"), "ай сайын, 1-күніне_дейін", "ежемесячно, до_1_числа", "monthly, by_the_1st"},
		{"every quarter", term("2018-quarterly-10"), "тоқсан сайын, 10-күніне_дейін", "ежеквартально, до_10_числа", "quarterly, by_the_10th"},
		{"every half-year", term("2018-half_yearly-22"), "жартыжылдық сайын, 22-күніне_дейін", "раз в полугодие, до_22_числа", "half-yearly, by_the_22nd"},
		{"all the time", term("2018-constant"), "тұрақты", "постоянно", "constantly"},
		{"a short every month", short("2018-monthly-11"), "ай сайын, 11-күн", "ежемес., до_11", "monthly, 11th"},
		{"a short every quarter", short("2018-quarterly-3"), "тоқ. сайын, 3-күн", "ежекв., до_3", "quarterly, 3rd"},
		{"a short every half-year", short("2018-half_yearly-13"), "ж/ж сайын, 13-күн", "раз в полуг., до_13", "half-yearly, 13th"},

		{"a number", number(1234567), "1_234_567", "1_234_567", "1,234,567"},
		{"three digits", number(123), "123", "123", "123"},
		{"a thousand", number(1000), "1_000", "1_000", "1,000"},
		{"less than nothing", number(-1234), "−1_234", "−1_234", "−1,234"},
		{"a little less than nothing", number(-7), "−7", "−7", "−7"},
		{"the least", number(-1 << 63), "−9_223_372_036_854_775_808", "−9_223_372_036_854_775_808", "−9,223,372,036,854,775,808"},
		{"a decimal", decimal(1234567.894, 2), "1_234_567,89", "1_234_567,89", "1,234,567.89"},
		{"no minus before nothing", decimal(-0.04, 1), "0,0", "0,0", "0.0"},
		{"a negative decimal", decimal(-0.25, 2), "−0,25", "−0,25", "−0.25"},
		{"without places", decimal(2.6, 0), "3", "3", "3"},
		{"per cent", func(ctx context.Context) string { return Percent(ctx, 45) }, "45%", "45_%", "45%"},
		{"per cent with a fraction", func(ctx context.Context) string { return PercentOf(ctx, Decimal(ctx, 45.6, 1)) }, "45,6%", "45,6_%", "45.6%"},

		{"billions", sum(2400 * money.Million), "2,4_млрд_₸", "2,4_млрд_₸", "₸2.4_bn"},
		{"millions", sum(450 * money.Million), "450_млн_₸", "450_млн_₸", "₸450_m"},
		{"thousands", sum(12500 * money.Tenge), "12,5_мың_₸", "12,5_тыс._₸", "₸12.5_k"},
		{"tenge", sum(999*money.Tenge + 50), "999,50_₸", "999,50_₸", "₸999.50"},
		{"rounded up into the next unit", sum(999_960 * money.Thousand), "1_млрд_₸", "1_млрд_₸", "₸1_bn"},
		{"just short of the next unit", sum(999_940 * money.Thousand), "999,9_млн_₸", "999,9_млн_₸", "₸999.9_m"},
		{"very many billions", sum(12_345_600 * money.Million), "12_345,6_млрд_₸", "12_345,6_млрд_₸", "₸12,345.6_bn"},
		{"nothing", sum(0), "0_₸", "0_₸", "₸0"},
		{"a saving", sum(-1500 * money.Thousand), "−1,5_млн_₸", "−1,5_млн_₸", "−₸1.5_m"},
		{"a sum in full", full(1234567*money.Tenge + 89), "1_234_567,89_₸", "1_234_567,89_₸", "₸1,234,567.89"},
		{"in full without tiyn", full(1234567 * money.Tenge), "1_234_567_₸", "1_234_567_₸", "₸1,234,567"},
		{"in full with few tiyn", full(5), "0,05_₸", "0,05_₸", "₸0.05"},
		{"in a column of millions", func(ctx context.Context) string { return MoneyIn(ctx, 1234500*money.Thousand, money.Million) }, "1_234,5", "1_234,5", "1,234.5"},
		{"in millions, the tenth always", unit(1234*money.Million, money.InMillion), "1_234,0", "1_234,0", "1,234.0"},
		{"in millions, half a tenth away from zero", unit(-50*money.Thousand, money.InMillion), "−0,1", "−0,1", "−0.1"},
		{"in millions, less than half a tenth", unit(-49*money.Thousand, money.InMillion), "0,0", "0,0", "0.0"},
		{"in thousands", unit(29_890_123*money.Thousand+60*money.Tenge, money.InThousand), "29_890_123,1", "29_890_123,1", "29,890,123.1"},
		{"in tenge, exactly", unit(-1234567*money.Tenge-89, money.InTenge), "−1_234_567,89", "−1_234_567,89", "−1,234,567.89"},
		{"the least there is, in millions", unit(math.MinInt64, money.InMillion), "−92_233_720_368,5", "−92_233_720_368,5", "−92,233,720,368.5"},

		{"a small file", size(900), "900_Б", "900_Б", "900_B"},
		{"a file", size(46080), "45_КБ", "45_КБ", "45_KB"},
		{"a larger file", size(1258291), "1,2_МБ", "1,2_МБ", "1.2_MB"},
		{"the limit", size(10 << 20), "10_МБ", "10_МБ", "10_MB"},
		{"nearly a megabyte", size(1<<20 - 1), "1_МБ", "1_МБ", "1_MB"},
		{"a disk", size(5 << 40), "5_120_ГБ", "5_120_ГБ", "5,120_GB"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for i, want := range []string{tt.kk, tt.ru, tt.en} {
				if got := plain(tt.format(in(All[i]))); got != want {
					t.Errorf("%s: got %q, want %q", All[i], got, want)
				}
			}
		})
	}
}

func TestWhatAFormOffersIsWhatItReads(t *testing.T) {
	for _, l := range All {
		for _, a := range []money.Amount{0, 5, 123456, 1234567 * money.Tenge, -1234567 * money.Tenge, 1<<63 - 1} {
			shown := MoneyPlain(in(l), a)
			if got, err := money.Parse(shown); err != nil || got != a {
				t.Errorf("%s: %q is read as %s, %v", l, shown, got, err)
			}
			full := MoneyFull(in(l), a)
			if got, err := money.Parse(full); err != nil || got != a {
				t.Errorf("%s: %q is read as %s, %v", l, full, got, err)
			}
		}
	}
}
