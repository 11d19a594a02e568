package store

import (
	"database/sql"
	"slices"
	"time"

	"qadam/internal/funding"
	"qadam/internal/search"
)

// touched is what some entries of the log are about, as far as it can be found.
type touched struct {
	reference bool
	things    map[string][]int64
	instants  []time.Time // of changes of drafts and of money: their rows have the same
}

func (t *touched) note(entity string, id, _ int64, at time.Time) {
	if t.things == nil {
		t.things = map[string][]int64{}
	}
	switch entity {
	case "reference", "body":
		t.reference = true
	case "zone", "project", "roadmap", "milestone", "case", "protocol", "contract":
		if !slices.Contains(t.things[entity], id) {
			t.things[entity] = append(t.things[entity], id)
		}
	}
	switch entity {
	case "plan", "project", "funding_entry", "contract", "revenue":
		t.instants = append(t.instants, at)
	}
}

// say says anew what some entries are about.
func (i *indexer) say(t touched) error {
	if t.reference {
		texts, ids, err := i.programmes()
		if err != nil {
			return err
		}
		known, err := i.said(search.Programme)
		if err != nil {
			return err
		}
		for _, t := range texts {
			if !known[t.plain()] { // everything of the programme is found by its names
				i.names = nil
				_, err := i.anew()
				return err
			}
		}
		if err := i.replace(search.Programme, ids, texts, ""); err != nil {
			return err
		}
	}
	for _, one := range []struct {
		things []int64
		say    func([]int64) error
	}{
		{t.things["zone"], i.sayZones}, {t.things["roadmap"], i.sayRoadmaps}, {t.things["project"], i.sayProjects},
		{t.things["case"], i.sayCases}, {t.things["milestone"], i.sayEvidence}, {t.things["protocol"], i.sayProtocols}, {t.things["contract"], i.sayContracts},
	} {
		if len(one.things) > 0 {
			if err := one.say(one.things); err != nil {
				return err
			}
		}
	}
	if len(t.instants) == 0 {
		return nil
	}
	if err := i.sayEdited(t.instants); err != nil {
		return err
	}
	return i.sayMoney(t)
}

// said are the texts of a kind.
func (i *indexer) said(k search.Kind) (map[text]bool, error) {
	all := map[text]bool{}
	err := each(i.db, func(rows *sql.Rows) error {
		old, err := scanText(rows)
		all[old.plain()] = true
		return err
	}, "SELECT "+textColumns+" FROM search_texts WHERE kind = ?", k)
	return all, err
}

func (i *indexer) sayZones(ids []int64) error {
	texts, err := i.zones(ids)
	if err != nil {
		return err
	}
	return i.replace(search.Zone, ids, texts, "")
}

// sayRoadmaps says the lines and acts of roadmaps, and the projects of their
// programmes, which are known by the versions that have them.
func (i *indexer) sayRoadmaps(ids []int64) error {
	for _, roadmap := range ids {
		texts, things, err := i.milestones([]int64{roadmap}, nil)
		if err != nil {
			return err
		}
		// Also those that left a draft.
		gone, err := i.keys("SELECT DISTINCT thing_id FROM search_texts WHERE kind = ? AND paper = ?", search.Milestone, key(roadmap))
		if err != nil {
			return err
		}
		slices.Sort(things)
		for _, id := range gone {
			if _, ok := slices.BinarySearch(things, id); !ok {
				things = append(things, id)
				slices.Sort(things)
			}
		}
		if err := i.replace(search.Milestone, things, texts, " AND paper = ?", key(roadmap)); err != nil {
			return err
		}
	}
	texts, steps, err := i.acts(ids)
	if err != nil {
		return err
	}
	if err := i.replace(search.Document, steps, texts, " AND paper = ?", paperAct); err != nil {
		return err
	}
	papers, err := i.keys(`SELECT id FROM funding_documents WHERE kind = ? AND (programme_id, number) IN
		(SELECT s.programme_id, s.act_number FROM version_steps s JOIN roadmap_versions v ON v.id = s.version_id WHERE v.roadmap_id IN ?)`, funding.DocAct, ids)
	if err != nil {
		return err
	}
	if err := i.sayPapers(papers); err != nil {
		return err
	}
	projects, err := i.keys("SELECT id FROM projects WHERE programme_id IN (SELECT programme_id FROM roadmaps WHERE id IN ?)", ids)
	if err != nil {
		return err
	}
	return i.sayProjects(projects)
}

// sayProjects says projects and the papers that their money goes by.
func (i *indexer) sayProjects(ids []int64) error {
	if len(ids) == 0 {
		return nil
	}
	texts, _, err := i.projects(ids)
	if err != nil {
		return err
	}
	if err := i.replace(search.Project, ids, texts, ""); err != nil {
		return err
	}
	papers, err := i.keys("SELECT document_id FROM funding_entries WHERE project_id IN ? UNION SELECT document_id FROM stage_records WHERE project_id IN ? AND document_id <> 0", ids, ids)
	if err != nil {
		return err
	}
	return i.sayPapers(papers)
}

// sayPapers says papers that money goes by.
func (i *indexer) sayPapers(ids []int64) error {
	if len(ids) == 0 {
		return nil
	}
	projects, err := i.keys("SELECT project_id FROM funding_entries WHERE document_id IN ? UNION SELECT project_id FROM stage_records WHERE document_id IN ?", ids, ids)
	if err != nil {
		return err
	}
	doors := map[int64][]span[int]{}
	if len(projects) > 0 {
		if _, doors, err = i.projects(projects); err != nil {
			return err
		}
	}
	texts, err := i.papers(ids, doors)
	if err != nil {
		return err
	}
	return i.replace(search.Document, ids, texts, " AND paper LIKE ?", paperOfMoney+"%")
}

func (i *indexer) sayCases(ids []int64) error {
	texts, err := i.cases(ids)
	if err != nil {
		return err
	}
	if err := i.replace(search.Case, ids, texts, ""); err != nil {
		return err
	}
	texts, steps, err := i.decisions(ids)
	if err != nil {
		return err
	}
	return i.replace(search.Document, steps, texts, " AND paper = ?", paperDecision)
}

func (i *indexer) sayEvidence(milestones []int64) error {
	texts, ids, err := i.evidence(milestones)
	if err != nil {
		return err
	}
	return i.replace(search.Document, ids, texts, " AND paper = ?", paperEvidence)
}

func (i *indexer) sayProtocols(ids []int64) error {
	texts, err := i.protocols(ids)
	if err != nil {
		return err
	}
	return i.replace(search.Document, ids, texts, " AND paper = ?", paperProtocol)
}

func (i *indexer) sayContracts(ids []int64) error {
	texts, err := i.contracts(ids)
	if err != nil {
		return err
	}
	return i.replace(search.Document, ids, texts, " AND paper = ?", paperContract)
}

// sayEdited says the lines of drafts that were changed at some instants.
func (i *indexer) sayEdited(instants []time.Time) error {
	edits, err := i.editsAt(instants)
	if err != nil {
		return err
	}
	for roadmap, lines := range edits {
		texts, things, err := i.milestones([]int64{roadmap}, lines)
		if err != nil {
			return err
		}
		if err := i.replace(search.Milestone, things, texts, " AND paper = ?", key(roadmap)); err != nil {
			return err
		}
	}
	return nil
}

// sayMoney says the papers that came or were named at some instants, and those
// of contracts.
func (i *indexer) sayMoney(t touched) error {
	var papers []int64
	for some := range slices.Chunk(t.instants, 500) {
		found, err := i.keys(`SELECT document_id FROM funding_entries WHERE recorded_at IN ? UNION SELECT document_id FROM stage_records WHERE recorded_at IN ? AND document_id <> 0
			UNION SELECT document_id FROM contract_terms WHERE recorded_at IN ? AND document_id <> 0`, some, some, some)
		if err != nil {
			return err
		}
		papers = append(papers, found...)
	}
	for some := range slices.Chunk(t.things["contract"], 500) {
		found, err := i.keys(`SELECT document_id FROM contract_terms WHERE contract_id IN ? AND document_id <> 0 UNION SELECT document_id FROM contract_steps WHERE contract_id IN ? AND document_id <> 0
			UNION SELECT id FROM funding_documents WHERE kind = ? AND (programme_id, number) IN (SELECT programme_id, number FROM contract_terms WHERE contract_id IN ?)`, some, some, funding.DocContract, some)
		if err != nil {
			return err
		}
		papers = append(papers, found...)
	}
	slices.Sort(papers)
	return i.sayPapers(slices.Compact(papers))
}

// all are the texts of everything.
func (i *indexer) all() ([]text, error) {
	var texts []text
	add := func(more []text, err error) error {
		texts = append(texts, more...)
		return err
	}
	first := func(more []text, _ []int64, err error) error { return add(more, err) }
	projects, doors, err := i.projects(nil)
	if err := add(projects, err); err != nil {
		return nil, err
	}
	for _, say := range []func() error{
		func() error { return first(i.programmes()) },
		func() error { return add(i.zones(nil)) },
		func() error { return first(i.milestones(nil, nil)) },
		func() error { return add(i.cases(nil)) },
		func() error { return first(i.evidence(nil)) },
		func() error { return first(i.acts(nil)) },
		func() error { return first(i.decisions(nil)) },
		func() error { return add(i.contracts(nil)) },
		func() error { return add(i.protocols(nil)) },
		func() error { return add(i.papers(nil, doors)) },
	} {
		if err := say(); err != nil {
			return nil, err
		}
	}
	return texts, nil
}
