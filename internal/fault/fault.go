// Package fault holds the four ways in which a request can be wrong: what was
// given is invalid, the thing does not exist, the person may not, or someone
// else was faster. A fault carries keys of messages, never sentences, so that
// the page can say it in the reader's language. It knows nothing of HTTP, and
// an error that is not a fault is a defect or an outage.
package fault

import (
	"errors"
	"strings"
)

// Kind is which of the four ways it is.
type Kind int

// The kinds. They are spelled with Kind because the plain words are the
// functions that make a fault.
const (
	KindInvalid Kind = iota + 1
	KindNotFound
	KindForbidden
	KindConflict
)

// String returns the kind as a word for logs.
func (k Kind) String() string {
	switch k {
	case KindInvalid:
		return "invalid"
	case KindNotFound:
		return "not found"
	case KindForbidden:
		return "forbidden"
	case KindConflict:
		return "conflict"
	default:
		return "fault"
	}
}

// Error is a fault: its kind, the key of its message, and for Invalid the
// fields that are wrong.
type Error struct {
	Kind   Kind
	Key    string
	Args   map[string]any
	Fields []FieldError
}

// FieldError says what is wrong with one field of a form.
type FieldError struct {
	Name string // the name of the input
	Key  string // the key of the message
	Args map[string]any
}

// Error returns the fault in English for logs. It leaves the arguments out:
// they may hold what a person typed, which does not belong in a log.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Kind.String())
	if e.Key != "" {
		b.WriteString(": " + e.Key)
	}
	for i, f := range e.Fields {
		if i == 0 {
			b.WriteString(": ")
		} else {
			b.WriteString("; ")
		}
		b.WriteString(f.Name + ": " + f.Key)
	}
	return b.String()
}

// Field returns the fault of one field. Args alternate name and value.
func Field(name, key string, args ...any) error {
	return Fields(FieldError{Name: name, Key: key, Args: pairs(args)})
}

// Fields returns the fault of several fields, and nil when there are none.
func Fields(fields ...FieldError) error {
	if len(fields) == 0 {
		return nil
	}
	return &Error{Kind: KindInvalid, Key: "fault.fields", Fields: fields}
}

// Invalid returns a fault that belongs to no single field.
func Invalid(key string, args ...any) error {
	return &Error{Kind: KindInvalid, Key: key, Args: pairs(args)}
}

// NotFound says that the thing does not exist, or that the person may not know
// that it does: outsiders cannot tell the two apart.
func NotFound() error {
	return &Error{Kind: KindNotFound, Key: "fault.not_found"}
}

// Forbidden says that the person may see the thing but not do this to it.
func Forbidden() error {
	return &Error{Kind: KindForbidden, Key: "fault.forbidden"}
}

// Conflict says that the thing was changed meanwhile or exists already.
func Conflict(key string, args ...any) error {
	return &Error{Kind: KindConflict, Key: key, Args: pairs(args)}
}

// Is reports whether err is, or wraps, a fault of kind k.
func Is(err error, k Kind) bool {
	e := Of(err)
	return e != nil && e.Kind == k
}

// Of returns the fault that err is or wraps, or nil.
func Of(err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return nil
}

// FieldsOf returns the fields that err complains of.
func FieldsOf(err error) []FieldError {
	if e := Of(err); e != nil {
		return e.Fields
	}
	return nil
}

// Join makes one fault of several, so that a person hears of all mistakes at
// once, and nil when there are none. An error that is not about fields comes
// first and alone: there is no use in mending fields before it.
func Join(errs ...error) error {
	var fields []FieldError
	for _, err := range errs {
		if err == nil {
			continue
		}
		e := Of(err)
		if e == nil || e.Kind != KindInvalid || len(e.Fields) == 0 {
			return err
		}
		fields = append(fields, e.Fields...)
	}
	return Fields(fields...)
}

// pairs makes a map of alternating names and values.
func pairs(args []any) map[string]any {
	if len(args) < 2 {
		return nil
	}
	m := make(map[string]any, len(args)/2)
	for i := 0; i+1 < len(args); i += 2 {
		if name, ok := args[i].(string); ok {
			m[name] = args[i+1]
		}
	}
	return m
}
