package site

import (
	"errors"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/views/ui"
)

// Form is a form as it was sent. What does not have the right shape (a number,
// a day) is remembered as a fault of its field; the rules come later.
type Form struct {
	Form  ui.Form
	files map[string][]*multipart.FileHeader
	err   error
}

// multipartMemory is how much of an upload is held in memory.
const multipartMemory = 1 << 20

// ReadForm reads the form of a POST.
func ReadForm(c echo.Context) *Form {
	r := c.Request()
	f := &Form{Form: ui.Form{Values: url.Values{}}}
	var err error
	if strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/form-data") {
		err = r.ParseMultipartForm(multipartMemory)
		if r.MultipartForm != nil {
			f.files = r.MultipartForm.File
		}
	} else {
		err = r.ParseForm()
	}
	f.err = err
	if r.PostForm != nil {
		f.Form.Values = r.PostForm
	}
	for _, typed := range f.Form.Values {
		for i := range typed {
			typed[i] = readable(typed[i])
		}
	}
	return f
}

// readable leaves out of what was sent what is no text: PostgreSQL keeps
// neither a zero byte nor half a letter.
func readable(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "")
}

// Readable reports whether an address is text. Who follows links asks for no
// other.
func Readable(c echo.Context) bool {
	u := c.Request().URL
	if u.Path != readable(u.Path) {
		return false
	}
	for _, values := range c.QueryParams() {
		for _, v := range values {
			if v != readable(v) {
				return false
			}
		}
	}
	return true
}

// Text is what was typed, without the spaces around it.
func (f *Form) Text(name string) string { return strings.TrimSpace(f.Form.Values.Get(name)) }

// Raw is what was typed, as it is: for passwords.
func (f *Form) Raw(name string) string { return f.Form.Values.Get(name) }

// All are the values of a field that may have several.
func (f *Form) All(name string) []string { return f.Form.Values[name] }

// Bool reports whether a box was ticked.
func (f *Form) Bool(name string) bool { return f.Form.Values.Get(name) != "" }

// Int is a whole number; nothing typed is a fault.
func (f *Form) Int(name string) int {
	text := f.Text(name)
	if text == "" {
		f.Fault(name, "fault.required")
		return 0
	}
	text = strings.TrimSpace(strings.TrimSuffix(text, "%"))
	n, err := strconv.Atoi(text)
	if err != nil {
		f.Fault(name, "fault.not_a_number")
	}
	return n
}

// ID is the key of something chosen, 0 when nothing was.
func (f *Form) ID(name string) int64 {
	n, err := strconv.ParseInt(f.Text(name), 10, 64)
	if err != nil && f.Text(name) != "" {
		f.Fault(name, "fault.required")
	}
	return n
}

// Day is a day; nothing typed is no day.
func (f *Form) Day(name string) civil.Date {
	text := f.Text(name)
	if text == "" {
		return civil.Date{}
	}
	d, err := ui.ParseDay(text)
	if err != nil {
		f.Take(name, err)
	}
	return d
}

// Files are the files that were sent in a field; empty ones are left out.
func (f *Form) Files(name string) []*multipart.FileHeader {
	var sent []*multipart.FileHeader
	for _, h := range f.files[name] {
		if h.Filename != "" {
			sent = append(sent, h)
		}
	}
	return sent
}

// Fault remembers what is wrong with a field.
func (f *Form) Fault(name, key string, args ...any) {
	f.Form.Errors = append(f.Form.Errors, fault.Of(fault.Field(name, key, args...)).Fields...)
}

// Take remembers a fault that something else found, under the field's name.
func (f *Form) Take(name string, err error) {
	found := fault.Of(err)
	if found == nil {
		f.err = errors.Join(f.err, err)
		return
	}
	if len(found.Fields) == 0 {
		f.Form.Errors = append(f.Form.Errors, fault.FieldError{Name: name, Key: found.Key, Args: found.Args})
		return
	}
	for _, e := range found.Fields {
		e.Name = name
		f.Form.Errors = append(f.Form.Errors, e)
	}
}

// TooLarge reports whether more was sent than is read, so that nothing of it is
// known.
func (f *Form) TooLarge() bool {
	var tooLarge *http.MaxBytesError
	return errors.As(f.err, &tooLarge) || errors.Is(f.err, multipart.ErrMessageTooLarge)
}

// Try runs do when the shape is right. ok is false when something is wrong
// that the person can mend: then the faults are on the form. Any other error
// is returned.
func (f *Form) Try(do func() error) (ok bool, err error) {
	if f.TooLarge() {
		f.Fault("files", "fault.upload_too_large")
		return false, nil
	}
	if f.err != nil {
		return false, fault.Invalid("fault.bad_form")
	}
	if f.Form.Faulty() {
		return false, nil
	}
	err = do()
	found := fault.Of(err)
	if found == nil || found.Kind != fault.KindInvalid {
		return err == nil, err
	}
	if len(found.Fields) == 0 {
		f.Form.Errors = append(f.Form.Errors, fault.FieldError{Key: found.Key, Args: found.Args})
	}
	f.Form.Errors = append(f.Form.Errors, found.Fields...)
	return false, nil
}

// Again is the status under which a form that Try did not take is shown again: 422
// for what is wrong in it, 409 when somebody was faster, which it then says above
// the form. Any other error is none of the form's and comes back.
func (f *Form) Again(err error) (status int, other error) {
	switch found := fault.Of(err); {
	case err == nil:
		return http.StatusUnprocessableEntity, nil
	case found == nil || found.Kind != fault.KindConflict:
		return 0, err
	default:
		f.Form.Errors = append(f.Form.Errors, fault.FieldError{Key: found.Key, Args: found.Args})
		return http.StatusConflict, nil
	}
}

// ID reads the key in the address. What is no key is not found.
func ID(c echo.Context) (int64, error) {
	id, err := strconv.ParseInt(c.Param("id"), 10, 64)
	if err != nil || id <= 0 {
		return 0, fault.NotFound()
	}
	return id, nil
}

// Locale is the language of the request.
func Locale(c echo.Context) i18n.Locale { return i18n.From(Ctx(c)) }
