package ui

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"qadam/internal/civil"
	"qadam/internal/i18n"
)

// DayText is a day as people type it in all three languages, for the value of
// a DayField: 30.09.2018, or nothing for no day.
func DayText(d civil.Date) string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%02d.%02d.%04d", d.Day, int(d.Month), d.Year)
}

// ParseDay reads a day as typed: 30.09.2018, also with slashes, commas, spaces
// or dashes, or 2018-09-30. Empty is no day and no error.
func ParseDay(typed string) (civil.Date, error) {
	typed = strings.TrimSpace(typed)
	if typed == "" {
		return civil.Date{}, nil
	}
	parts := strings.FieldsFunc(typed, func(r rune) bool { return strings.ContainsRune("./-, \u00a0", r) })
	if len(parts) != 3 {
		return civil.ParseDate(typed)
	}
	if len(parts[0]) == 4 {
		parts[0], parts[2] = parts[2], parts[0]
	}
	if len(parts[2]) != 4 {
		return civil.ParseDate(typed)
	}
	var n [3]int
	for i, part := range parts {
		number, err := strconv.Atoi(part)
		if err != nil {
			return civil.ParseDate(typed)
		}
		n[i] = number
	}
	return civil.ParseDate(fmt.Sprintf("%04d-%02d-%02d", n[2], n[1], n[0]))
}

// dayField makes a field one for a day.
func dayField(ctx context.Context, f Field) Field {
	if f.Hint == "" {
		f.Hint = i18n.T(ctx, "ui.day_hint")
	}
	if f.Placeholder == "" {
		f.Placeholder = i18n.T(ctx, "ui.day_pattern")
	}
	return f
}

// machineTime is an instant for the datetime attribute.
func machineTime(t time.Time) string { return t.UTC().Format(time.RFC3339) }
