package store

import (
	"slices"
	"time"

	"qadam/internal/access"
	"qadam/internal/civil"
	"qadam/internal/portfolio"
	"qadam/internal/search"
)

// namesSince is by what a programme and its city were called from an instant on:
// then and before, in all languages, and how people also write it.
type namesSince struct {
	from  time.Time // zero for the first names
	names []string
}

// begins is when a term of a programme begins to count; the first one always did
// (see portfolio.Programme.Term).
func begins(p portfolio.Programme, term int) time.Time {
	if term == 0 {
		return time.Time{}
	}
	return p.Terms[term].ValidFrom.StartOfDay()
}

// namesOf are those of a programme, one for each term that brings a new name.
func namesOf(p portfolio.Programme) []namesSince {
	var all []namesSince
	names := slices.Clone(p.Aliases)
	for at, t := range p.Terms {
		known := len(names)
		for _, name := range []string{t.Name.KK, t.Name.RU, t.Name.EN, t.City.KK, t.City.RU, t.City.EN} {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
		if at == 0 || len(names) > known {
			all = append(all, namesSince{begins(p, at), slices.Clone(names)})
		}
	}
	return all
}

// programmes are the texts of the programmes: as they were called by then, and
// whose they were. Of a name that is to come nobody knows before its day.
func (i *indexer) programmes() ([]text, []int64, error) {
	ref, err := loadReference(i.db)
	if err != nil {
		return nil, nil, err
	}
	var texts []text
	var ids []int64
	for _, p := range ref.Programmes {
		points := []time.Time{p.RecordedAt}
		for at := range p.Terms {
			points = append(points, later(p.RecordedAt, begins(p, at)))
		}
		texts, ids = append(texts, timed(spans(points, func(at time.Time) (text, bool) { return programmeText(p, at), true }))...), append(ids, p.ID)
	}
	return texts, ids, nil
}

// programmeText is what a programme was called at an instant.
func programmeText(p portfolio.Programme, at time.Time) text {
	called, more := append([]string{p.Code}, p.Aliases...), []string(nil)
	for n, t := range p.Terms {
		if begins(p, n).After(at) {
			break
		}
		called = append(called, t.Name.KK, t.Name.RU, t.Name.EN)
		more = append(more, t.Territory.KK, t.Territory.RU, t.Territory.EN, t.City.KK, t.City.RU, t.City.EN, t.Owner.Name.KK, t.Owner.Name.RU, t.Owner.Name.EN)
	}
	return text{
		kind: search.Programme, thing: p.ID, programme: p.ID, doors: search.Door(access.SeeInForce), about: search.AboutProgramme, key: p.Code,
		title: p.Name(civil.DateOf(at)), words: search.Indexed(search.Programme, called, more...),
	}
}

// within are texts with the names of their programme and its city, by which what
// belongs to it is found too: people ask for a thing and its city. Where these
// get a new name in the meantime, a text is cut in two.
func (i *indexer) within(texts []text) ([]text, error) {
	if i.names == nil {
		ref, err := loadReference(i.db)
		if err != nil {
			return nil, err
		}
		i.names = map[int64][]namesSince{}
		for _, p := range ref.Programmes {
			i.names[p.ID] = namesOf(p)
		}
	}
	all := make([]text, 0, len(texts))
	for _, t := range texts {
		list := i.names[t.programme]
		if len(list) == 0 {
			all = append(all, t) // what belongs to none
		}
		for n, one := range list {
			piece := t
			piece.from = micros(later(t.from, one.from))
			if n+1 < len(list) && (t.until.IsZero() || list[n+1].from.Before(t.until)) {
				piece.until = micros(list[n+1].from)
			}
			if !piece.until.IsZero() && !piece.from.Before(piece.until) {
				continue
			}
			piece.words = search.Within(t.words, one.names...)
			all = append(all, piece)
		}
	}
	return all, nil
}
