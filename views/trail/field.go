package trail

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"qadam/internal/i18n"
)

// order is how the fields are read: what matters first, bare keys last.
var order = strings.Fields("state percent forecast said_done done_on number title name code seat role person valid_from valid_to start due")

func rank(name string) int {
	_, name = ofLine(name)
	if at := slices.Index(order, name); at >= 0 {
		return at
	}
	if name == "update_id" || name == "version_id" {
		return len(order) + 1
	}
	return len(order)
}

// labels are the keys of the words for the fields.
var labels = map[string]string{
	"percent": "word.percent", "forecast": "word.forecast", "note": "word.note", "said_done": "audit.said_done", "done_on": "word.done_on",
	"reason": "word.reason", "year": "word.year", "version": "word.version", "state": "word.state", "act_number": "word.document_number",
	"act_date": "word.document_date", "document_number": "word.document_number", "document_date": "word.document_date", "signatory": "audit.signatory", "number": "word.number", "title": "word.title",
	"form": "word.form_of_completion", "lead_id": "word.executor", "co_ids": "word.co_executors", "start": "word.start", "due": "word.due",
	"costs": "word.cost", "weight": "word.weight", "gate": "audit.gate", "zone_id": "word.pilot_zone", "links": "word.predecessors",
	"device": "account.device", "code": "word.code", "name": "word.title", "model": "word.funding_model", "direction": "word.direction",
	"goals": "word.goals", "ended_on": "audit.ended_on", "document": "audit.document", "happened_on": "word.date", "email": "word.email",
	"locale": "word.language", "seat": "word.seat", "role": "word.role", "person": "word.user", "valid_from": "word.from",
	"valid_to": "word.until", "voting": "admin.vote", "programme_id": "word.programme", "date": "word.date", "kind": "word.kind",
	"moved_from": "admin.instead_of", "days": "audit.days", "bodies": "audit.bodies", "programmes": "word.programmes",
	"directions": "audit.directions", "seats": "admin.seats", "update_id": "audit.update_number", "version_id": "audit.version_number",
	"cause": "audit.cause", "round": "audit.round", "route": "audit.route", "fingerprint": "audit.fingerprint", "submitted_fingerprint": "audit.submitted_fingerprint",
	"experts": "audit.experts", "verdict": "audit.verdict", "scores": "audit.scores", "summary": "audit.summary", "conditions": "audit.conditions",
	"remarks": "audit.remarks", "remark_id": "audit.remark_number", "origin": "audit.origin", "text": "audit.text", "answer": "audit.answer",
	"vote_id": "audit.vote_number", "file": "audit.file", "attempt": "audit.attempt", "refused": "audit.refused", "milestone_id": "word.milestone",
	"owner_id": "condition.owner", "due_on": "word.due", "evidence_form": "audit.evidence_form", "blocks": "audit.blocks", "case_id": "audit.case_number",
	"draft": "audit.draft_number", "signature": "protocol.signature", "sha256": "audit.hash", "sitting_id": "audit.sitting_number", "project_id": "word.project", "akimat_days": "audit.akimat_days", "akimat_tenths": "audit.akimat_tenths",
	"centre_days": "audit.centre_days", "centre_tenths": "audit.centre_tenths", "escalate_days": "audit.escalate_days",
	"choice": "audit.choice", "outcome": "audit.outcome", "motion": "audit.motion", "count": "audit.count", "early": "audit.early", "electorate": "audit.electorate",
	"rules": "vote.rules", "dissent": "audit.dissent", "closes_on": "audit.closes_on", "planned_at": "audit.planned_at", "place": "audit.place", "body_id": "word.body",
	"cases": "audit.about_case", "position": "audit.position", "present": "audit.present", "quorum": "vote.rule_quorum_label", "presence": "audit.presence",
	"represents_id": "vote.represents", "quorum_num": "vote.rule_quorum_num", "quorum_den": "vote.rule_quorum_den", "quorum_least": "vote.rule_quorum_least",
	"majority": "vote.rule_majority", "casting_vote": "vote.rule_casting", "act_required": "vote.rule_act", "opinion_days": "vote.rule_opinion_days",
	"vote_days": "vote.rule_vote_days",
	"stage":     "stage.stage", "planned_on": "stage.planned", "actual_on": "stage.actual", "result": "stage.result", "rule": "stage.rule", "stages": "stage.list",
	"confidence": "rating.confidence", "rationale": "rating.rationale", "review_on": "rating.review_on", "level": "escalation.level",
	"first_on": "escalation.red_since", "last_on": "escalation.month_end", "months": "escalation.months", "hold_by": "escalation.hold_by", "agenda": "escalation.agenda",
	"near_days": "status_rules.number_near_days", "behind_points": "status_rules.number_behind_points", "red_share": "status_rules.number_red_share",
	"amber_share": "status_rules.number_amber_share", "stale_share": "status_rules.number_stale_share", "reporting_days": "status_rules.number_reporting_days",
	"stale_tenths": "audit.stale_tenths", "report_by": "status_rules.number_report_by", "funding_share": "status_rules.number_funding_share",
	"funding_from_month": "status_rules.number_funding_from_month", "disagree_steps": "status_rules.number_disagree_steps", "rating_days": "status_rules.number_rating_days",
	"review_months": "status_rules.number_review_months", "review_days": "status_rules.number_review_days", "ministry_months": "status_rules.number_ministry_months",
	"holder": "audit.holder", "link": "word.link", "from_year": "audit.from_year", "population": "word.population", "district": "word.district",
	"zones": "word.pilot_zones", "area": "project.area", "basis": "project.basis", "read_in": "project.source_of", "geometry": "zone.geometry",
}

// lineField is a field of one line among several that changed at once: its
// number and what the field is called.
var lineField = regexp.MustCompile(`^(\d+(?:\.\d+)+) ([a-z_]+)$`)

// ofLine takes the number of a line off the name of a field: 1.2 due.
func ofLine(name string) (number, field string) {
	if parts := lineField.FindStringSubmatch(name); parts != nil {
		return parts[1], parts[2]
	}
	return "", name
}

func fieldLabel(ctx context.Context, entity, name string) string {
	if number, field := ofLine(name); number != "" {
		return number + ": " + fieldLabel(ctx, entity, field)
	}
	if entity == "person" && name == "name" {
		return i18n.T(ctx, "word.name")
	}
	if kind, ok := strings.CutPrefix(name, "letter_"); ok {
		return i18n.T(ctx, "letter.kind_"+kind)
	}
	if said := contractField(ctx, entity, name); said != "" {
		return said
	}
	if said := moneyField(ctx, entity, name); said != "" {
		return said
	}
	if key, ok := labels[name]; ok {
		return i18n.T(ctx, key)
	}
	return name
}
