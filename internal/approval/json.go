package approval

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
)

// toJSON is a list as a column keeps it; an empty one is [] and never null.
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
		return fmt.Errorf("approval: cannot read %T as JSON", src)
	}
}
