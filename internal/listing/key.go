package listing

import (
	"cmp"

	"qadam/internal/civil"
	"qadam/internal/i18n"
)

// Key is a value by which rows are sorted. What has no value stands last in
// either direction.
type Key struct {
	number int64
	bytes  string
	none   bool
}

// None is the key of what has no value.
var None = Key{none: true}

// ByNumber is the key of a number, a sum, a percentage or a place in an order.
func ByNumber[N ~int | ~int64](n N) Key { return Key{number: int64(n)} }

// ByDay is the key of a day; a zero day has none.
func ByDay(d civil.Date) Key {
	if d.IsZero() {
		return None
	}
	return Key{number: int64((d.Year*100+int(d.Month))*100 + d.Day)}
}

// ByText is the key of a text in the alphabet of l; empty text has none. Making
// it costs about a microsecond: keep those of many rows and give them to ByBytes.
func ByText(l i18n.Locale, s string) Key {
	if s == "" {
		return None
	}
	return ByBytes(string(i18n.SortKey(l, s)))
}

// ByBytes is a key that was made before, such as one of i18n.SortKey; it orders
// by its bytes. Codes, too, may be ordered so.
func ByBytes(s string) Key { return Key{bytes: s, none: s == ""} }

// compare orders two keys: what has no value is last either way.
func (k Key) compare(o Key, descending bool) int {
	switch {
	case k.none || o.none:
		return cmp.Compare(one(k.none), one(o.none))
	case descending:
		k, o = o, k
	}
	if c := cmp.Compare(k.number, o.number); c != 0 {
		return c
	}
	return cmp.Compare(k.bytes, o.bytes)
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}
