package app

import (
	"strconv"

	"qadam/internal/access"
	"qadam/internal/approval"
	"qadam/internal/audit"
	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/store"
)

// stepCase takes a case a step further: it refuses a step that is not in the
// table, keeps it, lets the version or zone follow, records it as case.<state>
// and posts the letters. said is what the entry says besides the state; it may
// be nil. The case given has the step afterwards.
func (a *App) stepCase(tx *store.Tx, c *approval.Case, s approval.Step, said map[string]any) error {
	if !c.MayBecome(s.State) {
		return fault.Conflict("case.wrong_step")
	}
	s.CaseID, s.ProgrammeID, s.Round = c.ID, c.ProgrammeID, c.Round()
	if err := tx.AppendCaseStep(&s); err != nil {
		return err
	}
	before := map[string]any{"state": c.State()}
	c.Steps = append(c.Steps, s)
	if err := a.follow(tx, *c, s); err != nil {
		return err
	}
	after := map[string]any{"state": s.State}
	for name, v := range map[string]string{"cause": string(s.Cause), "reason": s.Reason, "act_number": s.ActNumber, "file": s.FileName} {
		if v != "" {
			after[name] = v
		}
	}
	if !s.ActDate.IsZero() {
		after["act_date"], after["signatory"] = s.ActDate, s.Signatory
	}
	if s.VoteID != 0 {
		after["vote_id"] = s.VoteID
	}
	for name, v := range said {
		after[name] = v
	}
	change := audit.Diff(before, after)
	if s.FileSHA256 != "" {
		change = change.With(s.FileSHA256)
	}
	if err := tx.Record("case."+string(s.State), c.ProgrammeID, "case", c.ID, change); err != nil {
		return err
	}
	return tellStep(tx, *c, s)
}

// approve takes a case to its approval, and, when no act has to follow, into
// force at once. A kind that never has an act has none here either.
func (a *App) approve(tx *store.Tx, c *approval.Case, s approval.Step, act bool, said map[string]any) error {
	s.State = approval.Approved
	if err := a.stepCase(tx, c, s, said); err != nil {
		return err
	}
	if act && c.Kind.Rule().Act {
		return nil
	}
	return a.stepCase(tx, c, approval.Step{State: approval.InForce, Cause: s.Cause, VoteID: s.VoteID}, nil)
}

// follow lets the subject of a case go where the case went.
func (a *App) follow(tx *store.Tx, c approval.Case, s approval.Step) error {
	switch c.Kind.Rule().Subject {
	case approval.SubjectVersion:
		return a.followVersion(tx, c, s)
	case approval.SubjectZone:
		if s.State != approval.InForce {
			return nil
		}
		on := s.ActDate
		if on.IsZero() {
			on = civil.DateOf(tx.Now)
		}
		z, err := tx.Zone(c.SubjectID)
		if err != nil {
			return err
		}
		return a.stepZone(tx, z, portfolio.ZoneStep{State: portfolio.ZoneDesignated, HappenedOn: on, Note: s.ActNumber})
	}
	return nil
}

// followVersion takes the version of a roadmap to the state that belongs to its
// case's; the one that was in force until then is superseded.
func (a *App) followVersion(tx *store.Tx, c approval.Case, s approval.Step) error {
	v, err := tx.Version(c.SubjectID)
	if err != nil {
		return err
	}
	state := s.State.Version()
	if v.State() == state {
		return nil
	}
	if state == portfolio.InForce {
		m, err := tx.RoadmapByID(v.RoadmapID)
		if err != nil {
			return err
		}
		if old := m.InForce(); old != nil {
			if err := a.step(tx, *old, portfolio.VersionStep{State: portfolio.Superseded}); err != nil {
				return err
			}
		}
	}
	step := portfolio.VersionStep{State: state, ActNumber: s.ActNumber, ActDate: s.ActDate, Signatory: s.Signatory, Note: s.Reason}
	if err := a.step(tx, v, step); err != nil || state != portfolio.InForce {
		return err
	}
	return a.postPlanned(tx, v.RoadmapID)
}

// voidIfChanged compares the subject as it stands with what was submitted
// (rules.md §5). When they differ the case is void and true returned: the
// caller lets the transaction end well, so that the entry stays, and answers
// errVoid.
func (a *App) voidIfChanged(tx *store.Tx, c *approval.Case) (bool, error) {
	now, err := a.fingerprint(tx, *c)
	if err != nil || now == c.Submission().Fingerprint {
		return false, err
	}
	return true, a.stepCase(tx, c, approval.Step{State: approval.Void, Cause: approval.CauseChanged}, map[string]any{
		"fingerprint": now, "submitted_fingerprint": c.Submission().Fingerprint,
	})
}

// fingerprint is that of the subject of a case as it stands now.
func (a *App) fingerprint(tx *store.Tx, c approval.Case) (string, error) {
	ref, err := tx.Reference()
	if err != nil {
		return "", err
	}
	subject, err := a.subject(tx, ref, c, c.Submission())
	if err != nil {
		return "", err
	}
	frozen := approval.FinancingOf(c.Submission().Content)
	if subject.Financing = subject.Financing.Since(frozen); !c.State().Open() {
		subject.Financing = frozen // what was decided is: money moves on
	}
	_, sum, err := approval.Fingerprint(c.Kind.Rule().Content(subject))
	return sum, err
}

// errVoid says that the text is another than was submitted and the case void.
func errVoid() error { return fault.Conflict("case.void") }

// stepLetters says whom a step of a case is told, and in which words.
var stepLetters = map[approval.State]struct {
	roles []access.Role
	kind  portfolio.LetterKind
	key   string
}{
	approval.Submitted: {[]access.Role{access.Secretary}, portfolio.LetterDecision, "letter.case_submitted"},
	approval.Withdrawn: {[]access.Role{access.Secretary}, portfolio.LetterDecision, "letter.case_withdrawn"},
	approval.Reviewed:  {[]access.Role{access.Secretary}, portfolio.LetterSitting, "letter.opinions_given"},
	approval.Returned:  {[]access.Role{access.Manager, access.Head}, portfolio.LetterRemark, "letter.case_returned"},
	approval.Void:      {[]access.Role{access.Manager, access.Head, access.Secretary}, portfolio.LetterDecision, "letter.case_void"},
	approval.Deferred:  {[]access.Role{access.Manager, access.Head, access.Secretary}, portfolio.LetterDecision, "letter.case_deferred"},
	approval.Rejected:  {[]access.Role{access.Manager, access.Head}, portfolio.LetterDecision, "letter.case_rejected"},
	approval.Approved:  {[]access.Role{access.Manager, access.Head, access.Secretary}, portfolio.LetterDecision, "letter.case_approved"},
	approval.InForce:   {[]access.Role{access.Manager, access.Head}, portfolio.LetterDecision, "letter.case_in_force"},
}

// tellStep posts what people are to know of a step. A change that one person
// decides is told that person instead of the secretary.
func tellStep(tx *store.Tx, c approval.Case, s approval.Step) error {
	l, ok := stepLetters[s.State]
	if !ok {
		return nil
	}
	if s.State == approval.Submitted {
		switch c.Route() {
		case approval.ByAkimat:
			l.roles, l.key = []access.Role{access.Head}, "letter.change_proposed"
		case approval.ByCentre:
			l.roles, l.key = []access.Role{access.Expert}, "letter.change_proposed"
		}
	}
	to := store.To{Roles: l.roles, ProgrammeID: c.ProgrammeID}
	return tx.Post(caseLetter(c, to, l.kind, l.key, s.Reason))
}

// caseLetter is a letter about a case.
func caseLetter(c approval.Case, to store.To, kind portfolio.LetterKind, key, note string) store.Letter {
	return store.Letter{
		To: to, Kind: kind, Key: key, Args: []any{"Case", c.ID, "Title", c.Title()}, Note: i18n.Same(note), Link: casePath(c.ID),
	}
}

// casePath is the page of a case, as views/href has it.
func casePath(id int64) string { return "/cases/" + strconv.FormatInt(id, 10) }
