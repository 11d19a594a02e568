package store

import (
	"context"

	"qadam/internal/portfolio"
)

// Sheet returns the lines of a version, prepared for computing, such as those
// of baseline 0. Those of a version that came into force are read once; one
// that is under approval may be returned and edited. Whether the person may
// see the version is for the caller to ask: see Roadmap.Visible.
func (r *Reader) Sheet(ctx context.Context, v portfolio.Version) (*portfolio.Sheet, error) {
	h, err := r.heads(ctx)
	if err != nil {
		return nil, err
	}
	ref, err := r.reference(ctx, h)
	if err != nil {
		return nil, err
	}
	if s := v.State(); s != portfolio.InForce && s != portfolio.Superseded {
		return r.sheet(ctx, v, -1, ref)
	}
	return r.sheet(ctx, v, h.reference, ref)
}
