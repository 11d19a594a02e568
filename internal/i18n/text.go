package i18n

import (
	"bytes"
	"context"
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"strings"
	"unicode"
)

// Text is content in three languages: what people wrote, not the interface.
// Any of the three may be missing; another then stands in.
type Text struct {
	KK string `json:"kk"`
	RU string `json:"ru"`
	EN string `json:"en"`
}

// own returns the text in exactly that language.
func (t Text) own(l Locale) string {
	switch l {
	case RU:
		return t.RU
	case EN:
		return t.EN
	default:
		return t.KK
	}
}

// Lang returns the language in which In answers, so that the page can mark it.
// Without any text it is l.
func (t Text) Lang(l Locale) Locale {
	if t.own(l) != "" {
		return l
	}
	for _, other := range All {
		if t.own(other) != "" {
			return other
		}
	}
	return l
}

// In returns the text in l, or else in the first of Kazakh, Russian and English
// that there is.
func (t Text) In(l Locale) string { return t.own(t.Lang(l)) }

// For returns the text for the reader of ctx.
func (t Text) For(ctx context.Context) string { return t.In(From(ctx)) }

// IsZero reports whether there is no text in any language.
func (t Text) IsZero() bool { return t == Text{} }

// Trim returns the text without spaces around it.
func (t Text) Trim() Text {
	return Text{strings.TrimSpace(t.KK), strings.TrimSpace(t.RU), strings.TrimSpace(t.EN)}
}

// Same is one text in all languages, for names that are not translated.
func Same(s string) Text { return Text{s, s, s} }

// Said is a message of the catalogue as content, in all languages. Args
// alternate name and value, as those of T.
func Said(key string, args ...any) Text {
	say := func(l Locale) string { return T(With(context.Background(), l), key, args...) }
	return Text{KK: say(KK), RU: say(RU), EN: say(EN)}
}

// Spoken is the language that the letters of a text tell: Kazakh by the letters
// that Russian has not, else Russian; "" for Latin letters, which tell nothing.
func Spoken(s string) Locale {
	if strings.ContainsAny(s, "әғқңөұүһіӘҒҚҢӨҰҮҺІ") {
		return KK
	}
	for _, r := range s {
		if unicode.Is(unicode.Cyrillic, r) {
			return RU
		}
	}
	return ""
}

// Value stores the text as JSON.
func (t Text) Value() (driver.Value, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false) // so that the database can be searched for & and <
	if err := e.Encode(t); err != nil {
		return nil, err
	}
	return strings.TrimSuffix(b.String(), "\n"), nil
}

// Scan reads what Value wrote; NULL and nothing are no text.
func (t *Text) Scan(src any) error {
	var data []byte
	switch v := src.(type) {
	case nil:
	case string:
		data = []byte(v)
	case []byte:
		data = v
	default:
		return fmt.Errorf("i18n: a text cannot be read from %T", src)
	}
	*t = Text{}
	if len(data) == 0 {
		return nil
	}
	return json.Unmarshal(data, t)
}
