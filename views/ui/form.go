package ui

import (
	"context"
	"net/url"
	"slices"

	"github.com/a-h/templ"

	"qadam/internal/fault"
	"qadam/internal/i18n"
)

// Form is what a person typed and what is wrong with it. The zero Form is one
// that nobody has sent yet.
type Form struct {
	Values url.Values
	// Errors are in the order of the fields. One without a name is about the
	// form as a whole.
	Errors []fault.FieldError
	// Prefix keeps apart the fields of two forms on one page that have the
	// same name. It goes before the id, not before the name.
	Prefix string
}

// Sent reports whether the form has been sent.
func (f Form) Sent() bool { return f.Values != nil }

// Faulty reports whether anything is wrong.
func (f Form) Faulty() bool { return len(f.Errors) > 0 }

// Value is what was typed, or the fallback while nothing has been sent.
func (f Form) Value(name, fallback string) string {
	if !f.Sent() {
		return fallback
	}
	return f.Values.Get(name)
}

// Has reports whether a value was chosen, of several or of one.
func (f Form) Has(name, value string, fallback bool) bool {
	if !f.Sent() {
		return fallback
	}
	return slices.Contains(f.Values[name], value)
}

// Error says in words what is wrong with a field, or nothing.
func (f Form) Error(ctx context.Context, name string) string {
	for _, e := range f.Errors {
		if e.Name == name {
			return i18n.FieldText(ctx, e)
		}
	}
	return ""
}

// ID is the id of a field's input.
func (f Form) ID(name string) string { return fieldID(f.Prefix, name) }

func fieldID(prefix, name string) string {
	if prefix == "" {
		return "f-" + name
	}
	return "f-" + prefix + "-" + name
}

// Option is one choice of a list.
type Option struct {
	Value, Label string
	Hint         string // for radio buttons
	Group        string // options of one group stand together
}

// Words are values as choices, each called by the catalogue's word for it: its key
// is the value after the beginning given, such as "funding.".
func Words[T ~string](ctx context.Context, values []T, beginning string) []Option {
	out := make([]Option, len(values))
	for i, v := range values {
		out[i] = Option{Value: string(v), Label: i18n.T(ctx, beginning+string(v))}
	}
	return out
}

// Field is one input with its label, its hint and its fault. Only Name and
// Label must be set.
type Field struct {
	Form     Form
	Name     string
	Label    string
	Hint     string
	Value    string // shown until the form has been sent
	Type     string // of an input: text when empty
	Unit     string // behind the input, such as %
	Options  []Option
	Blank    string   // label of the empty choice of a list; none when empty
	Checked  bool     // of a box, until the form has been sent
	Chosen   []string // of several boxes, until the form has been sent
	Required bool
	Multiple bool // of a file or a list
	Hidden   bool // the label is for screen readers only

	Rows         int
	Min, Max     string
	Step         string
	MaxLength    int
	Accept       string // of a file
	Autocomplete string
	Placeholder  string
	Attrs        templ.Attributes
}

func (f Field) id() string { return f.Form.ID(f.Name) }

func (f Field) fault(ctx context.Context) string { return f.Form.Error(ctx, f.Name) }

func (f Field) faultID() string { return f.id() + "-fault" }

func (f Field) hintID() string {
	if f.Hint == "" {
		return ""
	}
	return f.id() + "-hint"
}

// describedBy names what a screen reader reads after the label.
func (f Field) describedBy(ctx context.Context) string {
	if f.fault(ctx) == "" {
		return f.hintID()
	}
	return joined(f.faultID(), f.hintID())
}

func (f Field) labelClass() string {
	if f.Hidden {
		return "visually-hidden"
	}
	return "form-label"
}

func (f Field) typed() string { return f.Form.Value(f.Name, f.Value) }

func (f Field) kind() string {
	if f.Type == "" {
		return "text"
	}
	return f.Type
}

// attributes are those that every kind of input has.
func (f Field) attributes(ctx context.Context) templ.Attributes {
	a := templ.Attributes{"id": f.id(), "name": f.Name}
	if f.Required {
		a["required"] = true
	}
	if f.fault(ctx) != "" {
		a["aria-invalid"] = "true"
	}
	if ids := f.describedBy(ctx); ids != "" {
		a["aria-describedby"] = ids
	}
	for name, value := range map[string]string{
		"min": f.Min, "max": f.Max, "step": f.Step, "accept": f.Accept,
		"autocomplete": f.Autocomplete, "placeholder": f.Placeholder,
	} {
		if value != "" {
			a[name] = value
		}
	}
	if f.MaxLength > 0 {
		a["maxlength"] = f.MaxLength
	}
	if f.Multiple {
		a["multiple"] = true
	}
	for name, value := range f.Attrs {
		a[name] = value
	}
	return a
}

// prose is attributes, with the language of what was typed where that is known
// and another one than the page's.
func (f Field) prose(ctx context.Context) templ.Attributes {
	a := f.attributes(ctx)
	if l := i18n.Spoken(f.typed()); l != "" && l != i18n.From(ctx) && a["lang"] == nil {
		a["lang"] = string(l)
	}
	return a
}

// choice is the field of a list. A list without a blank line always has a
// choice, so it cannot be required.
func (f Field) choice() Field {
	f.Required = f.Required && f.Blank != ""
	return f
}

// optionID is the id of one of several buttons. The first has the id of the
// field, so that the summary of errors leads to it.
func (f Field) optionID(i int) string {
	if i == 0 {
		return f.id()
	}
	return f.id() + "-" + f.Options[i].Value
}

// groups are the options by their group, in the order of the first of each.
func (f Field) groups() [][]Option {
	if !slices.ContainsFunc(f.Options, func(o Option) bool { return o.Group != "" }) {
		return [][]Option{f.Options}[:min(1, len(f.Options))]
	}
	var out [][]Option
	for _, o := range f.Options {
		at := slices.IndexFunc(out, func(g []Option) bool { return g[0].Group == o.Group })
		if at < 0 {
			out = append(out, []Option{o})
			continue
		}
		out[at] = append(out[at], o)
	}
	return out
}
