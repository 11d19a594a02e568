package store

import (
	"context"

	"qadam/internal/portfolio"
)

// LastEdit returns the last change of a draft that was not taken back, or nil.
func (r *Reader) LastEdit(ctx context.Context, versionID int64) (*portfolio.DraftEdit, error) {
	return nil, nil
}

// LastUndone returns the change that was taken back last and can be done again,
// or nil.
func (r *Reader) LastUndone(ctx context.Context, versionID int64) (*portfolio.DraftEdit, error) {
	return nil, nil
}
