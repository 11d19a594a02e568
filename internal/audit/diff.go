package audit

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/gowebpki/jcs"
)

// Diff is the change from before to after, with only the fields that differ.
// Values that are not JSON objects are kept whole.
func Diff(before, after any) Change {
	b, berr := fields(before)
	a, aerr := fields(after)
	if berr != nil || aerr != nil {
		return Change{Before: before, After: after}
	}
	for k, v := range b {
		if w, ok := a[k]; ok && bytes.Equal(v, w) {
			delete(a, k)
			delete(b, k)
		}
	}
	return Change{Before: b, After: a}
}

func fields(v any) (Fields, error) {
	raw, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	var f Fields
	if err := json.Unmarshal(raw, &f); err != nil {
		return nil, err
	}
	if f == nil {
		f = Fields{}
	}
	return f, nil
}

// Canonical is the canonical JSON (RFC 8785) of v, "" for nil.
func Canonical(v any) (string, error) {
	if v == nil {
		return "", nil
	}
	raw, err := json.Marshal(v)
	if err != nil {
		return "", fmt.Errorf("audit: canonical: %w", err)
	}
	out, err := jcs.Transform(raw)
	if err != nil {
		return "", fmt.Errorf("audit: canonical: %w", err)
	}
	return string(out), nil
}
