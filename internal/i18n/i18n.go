package i18n

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/money"
)

// T returns the message of key in the language of ctx. Args alternate name and
// value and fill its {{.Name}} places. A key that is not in the catalogue is
// returned as it is; a test sees to it that there is none.
func T(ctx context.Context, key string, args ...any) string {
	l := From(ctx)
	m, ok := catalogue[l.index()][key]
	if !ok {
		return key
	}
	if len(m.other.parts) == 0 {
		return m.other.static
	}
	return m.other.fill(ctx, args, "")
}

// N returns the message of key in the form that goes with the number n, which
// fills {{.Count}}.
func N(ctx context.Context, key string, n int, args ...any) string {
	l := From(ctx)
	m, ok := catalogue[l.index()][key]
	if !ok {
		return key
	}
	return m.form(l, n).fill(ctx, args, Number(ctx, int64(n)))
}

// Has reports whether the catalogue has a message of that key.
func Has(key string) bool {
	_, ok := catalogue[0][key]
	return ok
}

// FaultText returns what a fault says to the person; of another error it says
// nothing but that something went wrong.
func FaultText(ctx context.Context, err error) string {
	e := fault.Of(err)
	if e == nil {
		return T(ctx, "fault.unexpected")
	}
	return message(ctx, e.Key, e.Args)
}

// FieldText returns what is wrong with a field.
func FieldText(ctx context.Context, f fault.FieldError) string {
	return message(ctx, f.Key, f.Args)
}

// message is T, or N when the arguments hold a Count.
func message(ctx context.Context, key string, named map[string]any) string {
	args := make([]any, 0, 2*len(named))
	for name, value := range named {
		args = append(args, name, value)
	}
	if n, ok := named["Count"].(int); ok {
		return N(ctx, key, n, args...)
	}
	return T(ctx, key, args...)
}

// entry is a message in one language, with its plural forms if it has any.
type entry struct {
	one, few, many *pattern
	other          pattern
}

// form chooses the form for n.
func (m *entry) form(l Locale, n int) *pattern {
	if n < 0 {
		n = -n
	}
	var p *pattern
	switch plural.Cardinal.MatchPlural(tags[l.index()], n, 0, 0, 0, 0) {
	case plural.One:
		p = m.one
	case plural.Few:
		p = m.few
	case plural.Many:
		p = m.many
	}
	if p == nil {
		return &m.other
	}
	return p
}

var tags = [...]language.Tag{language.Kazakh, language.Russian, language.English}

// pattern is a message taken apart: text and places by turns. A message
// without places is only static.
type pattern struct {
	static string
	parts  []part
}

// part is some text and the name of the place after it, if there is one.
type part struct{ text, place string }

// parsePattern takes a message apart at its {{.Name}} places.
func parsePattern(s string) pattern {
	p := pattern{static: s}
	for rest := s; ; {
		text, after, found := strings.Cut(rest, "{{.")
		place, tail, closed := strings.Cut(after, "}}")
		if !found || !closed {
			if len(p.parts) > 0 && rest != "" {
				p.parts = append(p.parts, part{text: rest})
			}
			return p
		}
		p.parts = append(p.parts, part{text, strings.TrimSpace(place)})
		rest = tail
	}
}

// fill puts the arguments into their places. A place without an argument stays
// visible, so that it is noticed.
func (p *pattern) fill(ctx context.Context, args []any, count string) string {
	if len(p.parts) == 0 {
		return p.static
	}
	var b strings.Builder
	for _, part := range p.parts {
		b.WriteString(part.text)
		if part.place == "" {
			continue
		}
		if part.place == "Count" && count != "" {
			b.WriteString(count)
			continue
		}
		b.WriteString(argument(ctx, args, part.place))
	}
	return b.String()
}

// argument finds the value of a name among alternating names and values.
func argument(ctx context.Context, args []any, name string) string {
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] == name {
			return say(ctx, args[i+1])
		}
	}
	return "{{." + name + "}}"
}

// Exact is a sum that a message says to the tiyn.
type Exact money.Amount

// Key is a message within a message.
type Key string

// say writes a value as the reader's language does. Whole numbers are written
// plainly, because most are years and codes; use Number for quantities.
func say(ctx context.Context, v any) string {
	switch v := v.(type) {
	case string:
		return v
	case int:
		return strconv.Itoa(v)
	case civil.Date:
		return Date(ctx, v)
	case civil.Period:
		return Period(ctx, v)
	case money.Amount:
		return Money(ctx, v)
	case Exact:
		return MoneyFull(ctx, money.Amount(v))
	case Key:
		return T(ctx, string(v))
	case time.Time:
		return Moment(ctx, v)
	case Text:
		return v.For(ctx)
	default:
		return fmt.Sprint(v)
	}
}
