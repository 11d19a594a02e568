package i18n

import (
	"context"
	"math/big"
	"strconv"
	"strings"

	"qadam/internal/money"
)

// Money returns a sum for people to grasp: 2,4 млрд ₸, 450 мың ₸, ₸2.4 bn. It is
// rounded to a tenth of its unit; MoneyFull is exact.
func Money(ctx context.Context, a money.Amount) string {
	for i, u := range moneyUnits {
		size := uint64(u.size)
		n := magnitude(a)
		if n < size && !(i+1 < len(moneyUnits) && rounds(n, uint64(moneyUnits[i+1].size), size)) {
			continue
		}
		tenths := (n/(size/10) + (n%(size/10)*2)/(size/10))
		s := grouped(From(ctx), strconv.FormatUint(tenths/10, 10))
		if rest := tenths % 10; rest != 0 {
			s += point(From(ctx)) + strconv.Itoa(int(rest))
		}
		return signed(ctx, a, s+nbsp+T(ctx, u.key))
	}
	return MoneyFull(ctx, a)
}

// moneyUnits are the units of Money, largest first.
var moneyUnits = []struct {
	size money.Amount
	key  string
}{
	{money.Billion, "format.billion"},
	{money.Million, "format.million"},
	{money.Thousand, "format.thousand"},
}

// rounds reports whether n, written in tenths of unit, would come to a thousand
// units, that is to one of the next: 999,96 млн is 1 млрд.
func rounds(n, unit, next uint64) bool { return n >= next-unit/20 }

// MoneyFull returns a sum exactly: 1 234 567,89 ₸, ₸1,234,567.89. Tiyn are
// written only where there are some.
func MoneyFull(ctx context.Context, a money.Amount) string {
	return signed(ctx, a, moneyDigits(ctx, a))
}

// MoneyPlain returns a sum exactly and without the sign of the tenge, as it is
// offered in a form and read by money.Parse.
func MoneyPlain(ctx context.Context, a money.Amount) string {
	s := moneyDigits(ctx, a)
	if a < 0 {
		return "−" + s
	}
	return s
}

// MoneyIn returns a sum in a unit without its name, for tables that name the
// unit in their head; it is rounded to a tenth.
func MoneyIn(ctx context.Context, a, unit money.Amount) string {
	f, _ := new(big.Rat).SetFrac64(int64(a), int64(unit)).Float64()
	return strings.TrimSuffix(Decimal(ctx, f, 1), point(From(ctx))+"0")
}

// moneyDigits writes a sum without its minus.
func moneyDigits(ctx context.Context, a money.Amount) string {
	n := magnitude(a)
	s := grouped(From(ctx), strconv.FormatUint(n/100, 10))
	if rest := int(n % 100); rest != 0 {
		s += point(From(ctx)) + two(rest)
	}
	return s
}

// magnitude is the sum without its sign.
func magnitude(a money.Amount) uint64 {
	if a < 0 {
		return -uint64(a)
	}
	return uint64(a)
}

// signed puts minus and ₸ to a sum.
func signed(ctx context.Context, a money.Amount, s string) string {
	if From(ctx) == EN {
		s = "₸" + s
	} else {
		s += nbsp + "₸"
	}
	if a < 0 {
		s = "−" + s
	}
	return s
}

// MoneyUnit returns a sum in a unit without its name, for tables that name it in
// their head: exactly in tenge, and rounded to a tenth, half away from zero, in
// thousands and millions. The tenth is always written there, so that the numbers
// of a column stand under each other.
func MoneyUnit(ctx context.Context, a money.Amount, u money.Unit) string {
	if u == money.InTenge {
		return MoneyPlain(ctx, a)
	}
	tenth := uint64(u.Size() / 10)
	n := magnitude(a)
	tenths := n / tenth
	if n%tenth >= tenth/2 {
		tenths++
	}
	s := grouped(From(ctx), strconv.FormatUint(tenths/10, 10)) + point(From(ctx)) + strconv.FormatUint(tenths%10, 10)
	if a < 0 && tenths > 0 {
		s = "−" + s
	}
	return s
}

// MoneyUnitName names a unit: млн тенге.
func MoneyUnitName(ctx context.Context, u money.Unit) string { return T(ctx, "money_unit."+string(u)) }
