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
	texts, err := i.within(texts)
	return texts, ids, err
}

// acts are the texts of the acts by which versions of roadmaps came into force.
func (i *indexer) acts(roadmaps []int64) ([]text, []int64, error) {
	versions, years, err := i.versions(roadmaps)
	if err != nil {
		return nil, nil, err
	}
	codes, err := i.codes("programmes")
	if err != nil {
		return nil, nil, err
	}
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
				words: sorted("search.paper_act", []string{s.ActNumber}, s.Signatory.KK, s.Signatory.RU, s.Signatory.EN), from: micros(s.RecordedAt),
			})
		}
	}
	texts, err = i.within(texts)
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
	if err != nil {
		return nil, nil, err
	}
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
	texts, err = i.within(texts)
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
	return i.within(texts)
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
	return i.within(texts)
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
