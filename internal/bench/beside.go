package main

import (
	"context"
	"net/http"
	"net/url"
	"path/filepath"
	"slices"
)

// pair is two things measured in turn.
type pair struct {
	floor, subject result
	ratios         []float64
}

// rates is the median of the ratios of their rates.
func (p pair) rates() float64 {
	slices.Sort(p.ratios)
	return p.ratios[len(p.ratios)/2]
}

// beside measures two things in turn, in as many parts as there are rounds, so
// that what else the machine does befalls both.
func (m *measure) beside(ctx context.Context, s *server, name string, floor, subject func() (result, error)) (pair, error) {
	var p pair
	profiled := m.profile != "" && m.load == name
	for range m.rounds {
		under, err := floor()
		if err != nil {
			return p, err
		}
		if profiled {
			if err := m.toggleProfile(s); err != nil {
				return p, err
			}
		}
		over, err := subject()
		if err != nil {
			return p, err
		}
		if profiled {
			if err := m.toggleProfile(s); err != nil {
				return p, err
			}
			profiled = false // a profile of one part is enough
		}
		p.floor, p.subject = p.floor.plus(under), p.subject.plus(over)
		p.ratios = append(p.ratios, over.perSecond()/under.perSecond())
	}
	return p, ctx.Err()
}

func (m *measure) toggleProfile(s *server) error {
	file, err := filepath.Abs(m.profile)
	if err != nil {
		return err
	}
	return m.client.try(request{method: http.MethodPost, url: "http://" + s.Beside + profilePath + "?file=" + url.QueryEscape(file), want: http.StatusOK})
}
