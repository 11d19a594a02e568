package fault

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

func TestKinds(t *testing.T) {
	tests := []struct {
		name string
		err  error
		kind Kind
	}{
		{"a field", Field("percent", "fault.required"), KindInvalid},
		{"no field", Invalid("money.invalid"), KindInvalid},
		{"unknown", NotFound(), KindNotFound},
		{"forbidden", Forbidden(), KindForbidden},
		{"changed meanwhile", Conflict("fault.conflict"), KindConflict},
		{"wrapped", fmt.Errorf("app: report: %w", NotFound()), KindNotFound},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for k := KindInvalid; k <= KindConflict; k++ {
				if got := Is(tt.err, k); got != (k == tt.kind) {
					t.Errorf("Is(%v, %s) = %t", tt.err, k, got)
				}
			}
		})
	}
	if Is(nil, KindInvalid) || Is(errors.New("disk full"), KindInvalid) || Of(nil) != nil {
		t.Error("what is not a fault is taken for one")
	}
}

func TestJoinTellsAllMistakesAtOnce(t *testing.T) {
	err := Join(nil, Field("percent", "fault.out_of_range", "Min", 0, "Max", 100), nil, Field("note", "fault.required"))
	fields := FieldsOf(err)
	if len(fields) != 2 || fields[0].Name != "percent" || fields[0].Args["Max"] != 100 || fields[1].Name != "note" {
		t.Errorf("fields = %+v", fields)
	}
	if Join(nil, nil) != nil || Fields() != nil {
		t.Error("no mistakes are a fault")
	}
	if err := Join(Field("note", "fault.required"), Forbidden()); !Is(err, KindForbidden) {
		t.Errorf("forbidden is hidden behind %v", err)
	}
	broken := errors.New("disk full")
	if err := Join(Field("note", "fault.required"), broken); err != broken {
		t.Errorf("an outage is hidden behind %v", err)
	}
}

func TestErrorKeepsWhatWasTypedOutOfTheLog(t *testing.T) {
	err := Field("iin", "fault.not_offered", "Value", "880112345623")
	if s := err.Error(); strings.Contains(s, "8801") || s != "invalid: fault.fields: iin: fault.not_offered" {
		t.Errorf("Error() = %q", s)
	}
}
