package store

import (
	"database/sql"
	"time"

	"qadam/internal/access"
	"qadam/internal/funding"
	"qadam/internal/portfolio"
	"qadam/internal/search"
)

// naming is that something names a paper of money since an instant.
type naming struct {
	document, id int64
	at           time.Time
}

// papers are the texts of the papers that money goes by: those given, of all
// with nil. They are known to those who draft, and to others once money, a stage
// of a project that they may know of or a signed contract goes by them (see
// finance.requireNamed).
func (i *indexer) papers(only []int64, doors map[int64][]span[int]) ([]text, error) {
	var all []funding.Document
	if err := i.rows(&all, "id", only); err != nil {
		return nil, err
	}
	projects, err := i.namings(only, "project_id", "funding_entries", "stage_records")
	if err != nil {
		return nil, err
	}
	contracts, err := i.namings(only, "contract_id", "contract_terms", "contract_steps")
	if err != nil {
		return nil, err
	}
	codes, err := i.codes("projects")
	if err != nil {
		return nil, err
	}
	signed := map[int64]time.Time{}
	err = each(i.db, func(rows *sql.Rows) error {
		var id int64
		var at time.Time
		err := rows.Scan(&id, &at)
		if was, ok := signed[id]; !ok || at.Before(was) {
			signed[id] = at.UTC()
		}
		return err
	}, "SELECT contract_id, recorded_at FROM contract_steps WHERE state = ?", funding.ContractSigned)
	if err != nil {
		return nil, err
	}
	said, err := i.saidPapers(signed)
	if err != nil {
		return nil, err
	}
	var texts []text
	for _, d := range all {
		sayings := said[called{d.ProgrammeID, d.Kind, d.Number}]
		points := []time.Time{d.RecordedAt}
		for _, s := range sayings {
			if points = append(points, s.from); !s.until.IsZero() {
				points = append(points, s.until)
			}
		}
		var named []namedBy
		for _, n := range projects[d.ID] {
			points = append(points, n.at)
			for _, s := range doors[n.id] {
				points = append(points, later(n.at, s.from))
				if !s.until.IsZero() {
					points = append(points, later(n.at, s.until))
				}
			}
			named = append(named, namedBy{search.AboutFunding, codes[n.id], n.at, func(at time.Time) int { return knownBy(doors[n.id], at) }})
		}
		for _, n := range contracts[d.ID] {
			points = append(points, n.at)
			since, ok := signed[n.id]
			if ok {
				points = append(points, later(n.at, since))
			}
			named = append(named, namedBy{search.AboutContract, key(n.id), n.at, func(at time.Time) int {
				if ok && !since.After(at) {
					return search.Door(access.SeeInForce)
				}
				return 0
			}})
		}
		plain := text{
			kind: search.Document, paper: paperOfMoney + string(d.Kind), thing: d.ID, programme: d.ProgrammeID, code: d.Number, detail: d.Title,
			words: sorted("document_kind."+string(d.Kind), []string{d.Number, d.Title}, d.FileName),
		}
		for one := range named {
			list := spans(points, func(at time.Time) (text, bool) {
				t := plain
				t.about, t.key, t.doors = named[one].about, named[one].key, leadsBy(named, one, at)
				for _, s := range sayings {
					if !s.from.After(at) && (s.until.IsZero() || at.Before(s.until)) {
						t.doors &^= s.doors
					}
				}
				return t, t.doors != 0
			})
			texts = append(texts, timed(list)...)
		}
	}
	return i.within(texts)
}

// namedBy is what names a paper since an instant, where it leads and by which
// rights it is known to more than those who draft.
type namedBy struct {
	about search.About
	key   string
	since time.Time
	doors func(time.Time) int
}

// leadsBy are the rights by which a paper is known as named by one of its
// namings: nobody is led to what he may not know of, and by each right the paper
// leads to the first naming known by it.
func leadsBy(named []namedBy, one int, at time.Time) int {
	own := 0
	for i, n := range named[:one+1] {
		mask := 0
		if !n.since.After(at) {
			mask = search.Door(access.SeeDraft) | n.doors(at)
		}
		if i < one {
			own |= mask
		} else {
			own = mask &^ own
		}
	}
	return own
}

// namings are what names papers in tables, by paper: keys of one column, since
// the first row that does.
func (i *indexer) namings(only []int64, column string, tables ...string) (map[int64][]naming, error) {
	all := map[int64][]naming{}
	where, args := " WHERE document_id <> 0", []any{}
	if only != nil {
		where, args = " WHERE document_id IN ?", []any{only}
	}
	for _, table := range tables {
		err := each(i.db, func(rows *sql.Rows) error {
			var n naming
			err := rows.Scan(&n.document, &n.id, &n.at)
			n.at = n.at.UTC()
			all[n.document] = append(all[n.document], n)
			return err
		}, "SELECT document_id, "+column+", recorded_at FROM "+table+" WHERE id IN (SELECT first FROM (SELECT MIN(id) AS first FROM "+table+where+
			" GROUP BY document_id, "+column+") AS firsts) ORDER BY id", args...)
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

// called is the number of a paper in a programme.
type called struct {
	programme int64
	kind      funding.DocumentKind
	number    string
}

// saying is that a number is found as an act's or a contract's, through a time
// and by rights.
type saying struct {
	from, until time.Time // until is zero: still
	doors       int
}

// saidPapers are acts of roadmaps and contracts: what money goes by is found as
// they, once, by who may know of them and from then on. signed are when contracts
// were.
func (i *indexer) saidPapers(signed map[int64]time.Time) (map[called][]saying, error) {
	all := map[called][]saying{}
	everybody := 0
	for _, action := range search.Doors {
		everybody |= search.Door(action)
	}
	err := each(i.db, func(rows *sql.Rows) error {
		c := called{kind: funding.DocAct}
		var state portfolio.VersionState
		var at time.Time
		err := rows.Scan(&c.programme, &c.number, &state, &at)
		if state.SeeAction() == access.SeeInForce {
			all[c] = append(all[c], saying{from: at.UTC(), doors: everybody})
		}
		return err
	}, "SELECT programme_id, act_number, state, recorded_at FROM version_steps WHERE act_number <> '' ORDER BY id")
	if err != nil {
		return nil, err
	}
	type terms struct {
		called
		contract int64
		at       time.Time
	}
	var list []terms
	err = each(i.db, func(rows *sql.Rows) error {
		t := terms{called: called{kind: funding.DocContract}}
		err := rows.Scan(&t.programme, &t.contract, &t.number, &t.at)
		t.at = t.at.UTC()
		list = append(list, t)
		return err
	}, "SELECT programme_id, contract_id, number, recorded_at FROM contract_terms ORDER BY contract_id, id")
	for at, t := range list {
		if t.number == "" {
			continue
		}
		s := saying{from: t.at, doors: search.Door(access.SeeDraft)}
		if at+1 < len(list) && list[at+1].contract == t.contract {
			s.until = list[at+1].at
		}
		all[t.called] = append(all[t.called], s)
		if since, ok := signed[t.contract]; ok {
			s.from, s.doors = later(s.from, since), everybody
			if s.until.IsZero() || s.from.Before(s.until) {
				all[t.called] = append(all[t.called], s)
			}
		}
	}
	return all, err
}
