package store

import (
	"context"
	"database/sql"
	"slices"
	"strconv"
	"time"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/funding"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/search"
)

// What documents are, beside the kinds of papers of money, which follow a slash.
const (
	paperEvidence = "evidence"
	paperAct      = "act"      // of a version of a roadmap
	paperDecision = "decision" // of a case about something else
	paperContract = "contract"
	paperProtocol = "protocol"
	paperOfMoney  = "paper/"
)

// sortOf is what a document is, in the words of all languages, so that it is
// found by them too. key is of the catalogue.
func sortOf(key string) []string {
	words := make([]string, len(i18n.All))
	for i, l := range i18n.All {
		words[i] = i18n.T(i18n.With(context.Background(), l), key)
	}
	return words
}

// sorted are the words of a document: by which number and name it is called, and
// what else of it is sought.
func sorted(key string, called []string, more ...string) string {
	return search.Indexed(search.Document, append(sortOf(key), called...), more...)
}

// evidence are the texts of evidence: that of milestones, of all with nil.
func (i *indexer) evidence(milestones []int64) ([]text, []int64, error) {
	var all []portfolio.Evidence
	if err := i.rows(&all, "milestone_id", milestones); err != nil {
		return nil, nil, err
	}
	texts, ids := make([]text, len(all)), make([]int64, len(all))
	for at, e := range all {
		ids[at] = e.ID
		texts[at] = text{
			kind: search.Document, paper: paperEvidence, thing: e.ID, programme: e.ProgrammeID, doors: search.Door(access.SeeInForce),
			about: search.AboutMilestone, key: key(e.MilestoneID), code: e.Number, detail: e.Name,
			words: sorted("search.paper_evidence", []string{e.Number, e.Name}, e.URL), from: micros(e.RecordedAt),
		}
	}
	return texts, ids, nil
}

// acts are the texts of the acts by which versions of roadmaps came into force.
func (i *indexer) acts(roadmaps []int64) ([]text, []int64, error) {
	versions, years, err := i.versions(roadmaps)
	if err != nil {
		return nil, nil, err
	}
	codes, err := i.codes("programmes")
	var texts []text
	var ids []int64
	for _, v := range versions {
		for _, s := range v.Steps {
			if ids = append(ids, s.ID); s.ActNumber == "" || s.State.SeeAction() != access.SeeInForce {
				continue
			}
			texts = append(texts, text{
				kind: search.Document, paper: paperAct, thing: s.ID, programme: v.ProgrammeID, doors: search.Door(access.SeeInForce),
				about: search.AboutRoadmap, key: codes[v.ProgrammeID] + "/" + strconv.Itoa(years[v.RoadmapID]) + "/" + strconv.Itoa(v.Number), code: s.ActNumber, title: s.Signatory,
				words: sorted("search.paper_act", []string{s.ActNumber}, s.Signatory.KK, s.Signatory.RU, s.Signatory.EN, codes[v.ProgrammeID]), from: micros(s.RecordedAt),
			})
		}
	}
	return texts, ids, err
}

// decisions are the texts of the acts by which what cases about zones and
// projects ask for came into force; those about roadmaps are acts.
func (i *indexer) decisions(cases []int64) ([]text, []int64, error) {
	var steps []approval.Step
	if err := i.rows(&steps, "case_id", cases); err != nil {
		return nil, nil, err
	}
	kinds := map[int64]approval.Kind{}
	err := each(i.db, func(rows *sql.Rows) error {
		var id int64
		var kind approval.Kind
		err := rows.Scan(&id, &kind)
		kinds[id] = kind
		return err
	}, "SELECT id, kind FROM cases")
	var texts []text
	var ids []int64
	for _, s := range steps {
		kind := kinds[s.CaseID]
		if ids = append(ids, s.ID); s.ActNumber == "" || s.State.SeeAction() != access.SeeInForce || kind == approval.KindRoadmap || kind == approval.KindChange {
			continue
		}
		texts = append(texts, text{
			kind: search.Document, paper: paperDecision, thing: s.ID, programme: s.ProgrammeID, doors: search.Door(access.SeeInForce),
			about: search.AboutCase, key: key(s.CaseID), code: s.ActNumber, title: s.Signatory,
			words: sorted("search.paper_decision", []string{s.ActNumber}, s.Signatory.KK, s.Signatory.RU, s.Signatory.EN, s.FileName), from: micros(s.RecordedAt),
		})
	}
	return texts, ids, err
}

// contracts are the texts of contracts, of all with nil. One that was never
// signed is known to those who draft (see Reader.shows).
func (i *indexer) contracts(only []int64) ([]text, error) {
	var all []funding.Contract
	db := i.db.Preload("Terms", byID).Preload("Steps", byID)
	if only != nil {
		db = db.Where("id IN ?", only)
	}
	if err := db.Order("id").Find(&all).Error; err != nil {
		return nil, err
	}
	var parties []funding.Party
	if err := i.db.Find(&parties).Error; err != nil {
		return nil, err
	}
	by := map[int64]funding.Party{}
	for _, p := range parties {
		by[p.ID] = p
	}
	var texts []text
	for _, c := range all {
		var points []time.Time
		for _, t := range c.Terms {
			points = append(points, t.RecordedAt)
		}
		for _, s := range c.Steps {
			points = append(points, s.RecordedAt)
		}
		list := spans(points, func(at time.Time) (text, bool) {
			then := c
			then.Steps = slices.DeleteFunc(slices.Clone(c.Steps), func(s funding.ContractStep) bool { return s.RecordedAt.After(at) })
			t, ok := latest(c.Terms, at, func(t funding.Terms) time.Time { return t.RecordedAt })
			door := access.SeeInForce
			if !then.Signed() {
				door = access.SeeDraft
			}
			p := by[t.SupplierID]
			return text{
				kind: search.Document, paper: paperContract, thing: c.ID, programme: c.ProgrammeID, doors: search.Door(door),
				about: search.AboutContract, key: key(c.ID), code: t.Number, detail: p.Name,
				words: sorted("search.paper_contract", []string{t.Number, p.Name}, t.RegistryNo, p.BIN),
			}, ok
		})
		texts = append(texts, timed(list)...)
	}
	return texts, nil
}

// protocols are the texts of protocols, a text for each programme of which they
// say something: who may read only an extract finds nothing of the others.
func (i *indexer) protocols(only []int64) ([]text, error) {
	var all []approval.Protocol
	db := i.db.Preload("Drafts", byID)
	if only != nil {
		db = db.Where("id IN ?", only)
	}
	if err := db.Order("id").Find(&all).Error; err != nil {
		return nil, err
	}
	var texts []text
	for _, p := range all {
		for at, d := range p.Drafts {
			record, err := d.Read()
			if err != nil {
				return nil, err
			}
			var until time.Time
			if at+1 < len(p.Drafts) {
				until = micros(p.Drafts[at+1].RecordedAt)
			}
			about := map[int64][]string{}
			for _, item := range record.Items {
				about[item.ProgrammeID] = append(about[item.ProgrammeID], item.Title.KK, item.Title.RU, item.Title.EN)
			}
			if len(record.Items) == 0 {
				about[0] = nil
			}
			for programme, titles := range about {
				number := strconv.Itoa(record.Number)
				texts = append(texts, text{
					kind: search.Document, paper: paperProtocol, thing: p.ID, programme: programme, doors: search.Door(access.SeeReviewed),
					about: search.AboutProtocol, key: key(p.ID), code: number, title: record.Body,
					words: sorted("search.paper_protocol", []string{number, record.Body.KK, record.Body.RU, record.Body.EN}, titles...), from: micros(d.RecordedAt), until: until,
				})
			}
		}
	}
	return texts, nil
}

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
	said, err := i.saidPapers()
	if err != nil {
		return nil, err
	}
	var texts []text
	for _, d := range all {
		if said[called{d.ProgrammeID, d.Kind, d.Number}] {
			continue
		}
		points := []time.Time{d.RecordedAt}
		for _, n := range projects[d.ID] {
			points = append(points, n.at)
			for _, s := range doors[n.id] {
				points = append(points, later(n.at, s.from))
			}
		}
		for _, n := range contracts[d.ID] {
			points = append(points, n.at)
			if at, ok := signed[n.id]; ok {
				points = append(points, later(n.at, at))
			}
		}
		list := spans(points, func(at time.Time) (text, bool) {
			t := text{
				kind: search.Document, paper: paperOfMoney + string(d.Kind), thing: d.ID, programme: d.ProgrammeID, doors: search.Door(access.SeeDraft),
				code: d.Number, detail: d.Title,
				words: sorted("document_kind."+string(d.Kind), []string{d.Number, d.Title}, d.FileName),
			}
			for _, n := range projects[d.ID] {
				if !n.at.After(at) {
					t.doors |= knownBy(doors[n.id], at)
					if t.about == "" {
						t.about, t.key = search.AboutFunding, codes[n.id]
					}
				}
			}
			for _, n := range contracts[d.ID] {
				if n.at.After(at) {
					continue
				}
				if s, ok := signed[n.id]; ok && !s.After(at) {
					t.doors |= search.Door(access.SeeInForce)
				}
				if t.about == "" {
					t.about, t.key = search.AboutContract, key(n.id)
				}
			}
			return t, t.about != ""
		})
		texts = append(texts, timed(list)...)
	}
	return texts, nil
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

// saidPapers are acts of roadmaps and contracts: what money goes by is found as
// they, once.
func (i *indexer) saidPapers() (map[called]bool, error) {
	all := map[called]bool{}
	err := each(i.db, func(rows *sql.Rows) error {
		var c called
		err := rows.Scan(&c.programme, &c.kind, &c.number)
		all[c] = true
		return err
	}, "SELECT programme_id, CAST(? AS text), act_number FROM version_steps WHERE act_number <> '' UNION SELECT programme_id, CAST(? AS text), number FROM contract_terms WHERE number <> ''",
		funding.DocAct, funding.DocContract)
	return all, err
}

// codes are the codes of things by their keys.
func (i *indexer) codes(table string) (map[int64]string, error) {
	codes := map[int64]string{}
	err := each(i.db, func(rows *sql.Rows) error {
		var id int64
		var code string
		err := rows.Scan(&id, &code)
		codes[id] = code
		return err
	}, "SELECT id, code FROM "+table)
	return codes, err
}
