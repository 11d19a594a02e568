package demo

import (
	"fmt"
	"strings"

	"qadam/internal/i18n"
)

// Verdicts of an opinion.
const (
	fit       = "recommended"
	fitIf     = "with_conditions"
	unfit     = "not_recommended"
	condition = "for_with_condition"
)

// ofVersion is the case of a version: a roadmap when it is the first one.
func ofVersion(programme string, version int, scenes ...CaseScene) Case {
	kind := OfChange
	if version == 1 {
		kind = OfRoadmap
	}
	return Case{Key: fmt.Sprint(programme, " ", version), Kind: kind, Programme: programme, Version: version, Scenes: scenes}
}

// zoneCase is the way of a pilot zone from its submission to the act of the day
// on which it was designated, which Zone tells.
func zoneCase(programme, zone string, scenes ...CaseScene) Case {
	return Case{Key: zone, Kind: OfZone, Programme: programme, Subject: zone, Scenes: scenes}
}

// of is a case about a project.
func of(kind CaseKind, programme, project string, title, brief i18n.Text, scenes ...CaseScene) Case {
	return Case{Key: project, Kind: kind, Programme: programme, Subject: project, Title: title, Brief: brief, Scenes: scenes}
}

func sent(at string) CaseScene { return CaseScene{At: moment(at), Kind: Sent} }

func takenBack(at, reason string) CaseScene {
	return CaseScene{At: moment(at), Kind: TakenBack, Text: reason}
}

func decided(at, text string) CaseScene { return CaseScene{At: moment(at), Kind: Decided, Text: text} }

// ask assigns experts, who have until the day.
func ask(at, due string, experts ...int) CaseScene {
	return CaseScene{At: moment(at), Kind: Assigned, Due: day(due), Experts: experts}
}

// gives is an expert's opinion; its parts follow as scores, remarks and
// conditions.
func gives(at string, expert int, verdict, summary string, parts ...any) CaseScene {
	o := Opinion{Verdict: verdict, Summary: summary}
	for _, p := range parts {
		switch p := p.(type) {
		case Score:
			o.Scores = append(o.Scores, p)
		case Remark:
			o.Remarks = append(o.Remarks, p)
		case Proposal:
			o.Conditions = append(o.Conditions, p)
		default:
			panic(fmt.Sprintf("seed/demo: an opinion has no %T", p))
		}
	}
	return CaseScene{At: moment(at), Kind: Opined, Experts: []int{expert}, Opinion: o}
}

// begins is an opinion that is still being written.
func begins(at string, expert int, parts ...any) CaseScene {
	s := gives(at, expert, "", "", parts...)
	s.Kind = Sketched
	return s
}

func conflicted(at string, expert int, reason string) CaseScene {
	return CaseScene{At: moment(at), Kind: Conflicted, Experts: []int{expert}, Text: reason}
}

// follows and declines are the manager's answers to the remark that begins so.
func follows(at, remark, text string) CaseScene {
	return CaseScene{At: moment(at), Kind: Answered, Remark: remark, Yes: true, Text: text}
}

func declines(at, remark, text string) CaseScene {
	return CaseScene{At: moment(at), Kind: Answered, Remark: remark, Text: text}
}

func acted(at, number, date string, signatory i18n.Text) CaseScene {
	return CaseScene{At: moment(at), Kind: Acted, Act: Act{Number: number, Date: day(date), Signatory: signatory}}
}

func score(n int, text string) Score            { return Score{n, text} }
func remark(line, text string) Remark           { return Remark{line, text} }
func remarkOnAll(text string) Remark            { return Remark{"", text} }
func blocking(p Proposal) Proposal              { p.Blocks = true; return p }
func touching(line string, p Proposal) Proposal { p.Line = line; return p }

// require is a condition: who has to show what by when.
func require(owner, due, evidence, en, kk, ru string) Proposal {
	return Proposal{Text: t(en, ru, kk), Owner: owner, Due: day(due), Evidence: evidence}
}

// votes are the ballots of an item in one line, from the chair to member8, a
// minute after each other: + for, ? for with a condition, - against, 0 abstains,
// x recuses himself, . says nothing. What they say follows by because, unless
// and dissents.
func votes(opened, line string, words ...func([]Ballot)) []Ballot {
	choices := map[rune]string{'+': "for", '?': condition, '-': "against", '0': "abstain", 'x': "recused"}
	var all []Ballot
	at := moment(opened)
	for member, mark := range line {
		at = at.later(1)
		if choice := choices[mark]; choice != "" {
			all = append(all, Ballot{At: at, Member: member, Choice: choice})
		}
	}
	for _, w := range words {
		w(all)
	}
	return all
}

// cast is one ballot of a written vote.
func cast(at string, member int, choice string, words ...func([]Ballot)) Ballot {
	all := []Ballot{{At: moment(at), Member: member, Choice: choice}}
	for _, w := range words {
		w(all)
	}
	return all[0]
}

func spoken(member int, say func(*Ballot)) func([]Ballot) {
	return func(all []Ballot) {
		for i := range all {
			if all[i].Member == member {
				say(&all[i])
				return
			}
		}
		panic(fmt.Sprintf("seed/demo: %s has not voted", Account(member)))
	}
}

func because(member int, reason string) func([]Ballot) {
	return spoken(member, func(b *Ballot) { b.Reason = reason })
}

func dissents(member int, text string) func([]Ballot) {
	return spoken(member, func(b *Ballot) { b.Dissent = text })
}

func unless(member int, p Proposal) func([]Ballot) {
	return spoken(member, func(b *Ballot) { b.Condition = &p })
}

func byAccount(member int, account string) func([]Ballot) {
	return spoken(member, func(b *Ballot) { b.By = account })
}

// later is a moment some minutes after.
func (m Moment) later(minutes int) Moment {
	m.Minute += minutes
	m.Hour, m.Minute = m.Hour+m.Minute/60, m.Minute%60
	return m
}

// item is a line of the agenda with its vote.
func item(key, opened, closed, line string, words ...func([]Ballot)) Item {
	return Item{Case: key, Opened: moment(opened), Closed: moment(closed), Ballots: votes(opened, line, words...)}
}

// heard is who said what, for the protocol.
func (i Item) heard(kk, ru string) Item { i.Spoke = t("", ru, kk); return i }

// toReject turns the motion round.
func (i Item) toReject() Item { i.Reject = true; return i }

// dutyOf is the story of a condition that begins so.
func dutyOf(key, begins string, scenes ...DutyScene) Obligation {
	programme, _, _ := strings.Cut(key, " ")
	return Obligation{Case: key, Begins: begins, Programme: programme, Scenes: scenes}
}

// assignment is one that a sitting gave.
func assignment(at string, sitting int, programme string, what Proposal, scenes ...DutyScene) Obligation {
	return Obligation{Set: moment(at), Sitting: sitting, Programme: programme, Assignment: what, Scenes: scenes}
}

func fulfilled(at, number, date, file, text, note string) DutyScene {
	return DutyScene{At: moment(at), Kind: Fulfilled, Text: note, Evidence: &Evidence{File: file, Number: number, Date: day(date), Text: text}}
}

func satisfied(at string, expert int, text string) DutyScene {
	return DutyScene{At: moment(at), Kind: Satisfied, Expert: expert, Text: text}
}

func incomplete(at string, expert int, text string) DutyScene {
	return DutyScene{At: moment(at), Kind: Incomplete, Expert: expert, Text: text}
}

func moreTime(at, until, reason string) DutyScene {
	return DutyScene{At: moment(at), Kind: MoreTime, Until: day(until), Text: reason}
}

func prolonged(at, text string) DutyScene {
	return DutyScene{At: moment(at), Kind: Prolonged, Text: text}
}
