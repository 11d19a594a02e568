package portfolio

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"slices"
)

// Codes is a short list of codes or names, kept as a JSON array.
type Codes []string

// Has reports whether the code is in the list.
func (c Codes) Has(code string) bool { return slices.Contains(c, code) }

// Value writes the list as JSON.
func (c Codes) Value() (driver.Value, error) { return toJSON(c, len(c)) }

// Scan reads the list from JSON.
func (c *Codes) Scan(src any) error { return fromJSON(src, c) }

// IDs is a short list of keys, kept as a JSON array.
type IDs []int64

// Value writes the list as JSON.
func (i IDs) Value() (driver.Value, error) { return toJSON(i, len(i)) }

// Scan reads the list from JSON.
func (i *IDs) Scan(src any) error { return fromJSON(src, i) }

func toJSON(v any, n int) (driver.Value, error) {
	if n == 0 {
		return "[]", nil
	}
	b, err := json.Marshal(v)
	return string(b), err
}

func fromJSON(src, dst any) error {
	switch s := src.(type) {
	case nil:
		return nil
	case string:
		if s == "[]" {
			return nil
		}
		return json.Unmarshal([]byte(s), dst)
	case []byte:
		return json.Unmarshal(s, dst)
	default:
		return fmt.Errorf("portfolio: cannot read %T as JSON", src)
	}
}
