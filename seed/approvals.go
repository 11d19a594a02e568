package seed

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/approval"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
	"qadam/internal/store"
	"qadam/seed/demo"
)

// stageApprovals adds the events of the competence centre and of the working
// group.
func (p *player) stageApprovals(year demo.Approval) {
	p.then(year.Rules.At.At(), adminEmail, func(ctx context.Context, admin access.Actor) error {
		rules := approval.DefaultRules
		rules.OpinionDays, rules.VoteDays = year.Rules.OpinionDays, year.Rules.VoteDays
		return p.app.SaveRules(ctx, admin, p.bodies["working-group"], rules, year.Rules.At.Day, year.Rules.Reason)
	})
	for _, c := range year.Cases {
		for _, s := range c.Scenes {
			p.stageCaseScene(c, s)
		}
	}
	for _, s := range year.Sittings {
		p.stageSitting(s)
	}
	for _, o := range year.Obligations {
		p.stageObligation(o)
	}
	for _, a := range year.Absences {
		p.then(a.At.At(), email(demo.Account(a.Member)), func(ctx context.Context, member access.Actor) error {
			return p.app.Substitute(ctx, member, p.member(a.Member), p.people[email(a.By)], a.From, a.To, a.Reason)
		})
	}
}

func email(account string) string { return account + "@qadam.demo" }

func expertEmail(n int) string { return email(fmt.Sprintf("expert%d", n)) }

// member is the seat of a member of the working group; 0 is the chair's.
func (p *player) member(n int) int64 { return p.seats[seatCode("working-group", demo.Account(n))] }

func (p *player) reads() time.Time { return p.app.Store.Instant() }

// stageCaseScene adds one scene of a case.
func (p *player) stageCaseScene(c demo.Case, s demo.CaseScene) {
	actor := map[demo.CaseSceneKind]string{
		demo.Sent: c.Head(), demo.TakenBack: c.Head(), demo.Decided: c.Head(), demo.Answered: c.Manager(),
		demo.Assigned: secretaryEmail, demo.Acted: secretaryEmail,
	}[s.Kind]
	if actor == "" {
		actor = expertEmail(s.Experts[0])
	}
	p.then(s.At.At(), actor, func(ctx context.Context, actor access.Actor) error {
		if err := p.actOnCase(ctx, actor, c, s); err != nil {
			return fmt.Errorf("case %s, %s: %w", c.Key, s.Kind, err)
		}
		return nil
	})
}

func (p *player) actOnCase(ctx context.Context, actor access.Actor, c demo.Case, s demo.CaseScene) error {
	id := p.ids["case "+c.Key]
	switch s.Kind {
	case demo.Sent:
		return p.send(ctx, actor, c)
	case demo.Assigned:
		var seats []int64
		for _, n := range s.Experts {
			seats = append(seats, p.seats[seatCode("competence-centre", fmt.Sprintf("expert%d", n))])
		}
		return p.app.AssignExperts(ctx, actor, id, seats, s.Due)
	case demo.Opined:
		o := approval.Opinion{Verdict: approval.Verdict(s.Opinion.Verdict), Summary: s.Opinion.Summary, Scores: scores(c, s.Opinion), Conditions: p.proposals(s.Opinion.Conditions)}
		for _, r := range s.Opinion.Remarks {
			o.Remarks = append(o.Remarks, approval.Remarked{MilestoneID: p.ids["line "+r.Line], Text: r.Text})
		}
		return p.app.GiveOpinion(ctx, actor, id, o)
	case demo.Sketched:
		return p.app.SaveOpinionDraft(ctx, actor, id, approval.OpinionDraft{Scores: scores(c, s.Opinion)})
	case demo.Conflicted:
		return p.app.DeclareConflict(ctx, actor, id, s.Text)
	case demo.Answered:
		return p.answer(ctx, actor, id, s)
	case demo.TakenBack:
		return p.app.Withdraw(ctx, actor, id, s.Text)
	case demo.Decided:
		return p.app.DecideChange(ctx, actor, id, true, s.Text)
	case demo.Acted:
		return p.record(ctx, actor, id, s.Act)
	}
	return fmt.Errorf("nobody knows how to %s", s.Kind)
}

// send opens the case, or sends its next round.
func (p *player) send(ctx context.Context, head access.Actor, c demo.Case) error {
	var id int64
	var err error
	text := app.CaseText{Title: c.Title, Brief: c.Brief}
	switch c.Kind {
	case demo.OfRoadmap, demo.OfChange:
		version := p.ids[versionName(c.Programme, c.Version)]
		if err = p.app.SubmitRoadmap(ctx, head, version); err != nil {
			return err
		}
		id, err = p.caseAbout(ctx, approval.Kind(c.Kind), version)
	case demo.OfZone:
		id, err = p.app.SubmitZone(ctx, head, p.ids["zone "+c.Subject], text)
	case demo.OfInclusion:
		id, err = p.app.SubmitInclusion(ctx, head, p.ids["project "+c.Subject], text)
	case demo.OfAssessment:
		id, err = p.app.SubmitAssessment(ctx, head, p.ids["project "+c.Subject], text)
	}
	p.ids["case "+c.Key] = id
	return err
}

func versionName(programme string, number int) string {
	return fmt.Sprint("version ", programme, number)
}

func (p *player) caseAbout(ctx context.Context, kind approval.Kind, subjectID int64) (int64, error) {
	c, err := p.app.Store.Read(access.System(), p.reads()).CaseOf(ctx, kind, subjectID)
	return c.ID, err
}

// scores puts what an expert wrote to the criteria of the kind, in their order.
func scores(c demo.Case, o demo.Opinion) approval.Scores {
	var all approval.Scores
	for i, criterion := range approval.Kind(c.Kind).Rule().Criteria {
		one := approval.Score{Criterion: criterion, Score: -1}
		if i < len(o.Scores) {
			one.Score, one.Text = o.Scores[i].Score, o.Scores[i].Text
		}
		all = append(all, one)
	}
	return all
}

func (p *player) proposals(all []demo.Proposal) approval.Proposals {
	var out approval.Proposals
	for _, one := range all {
		out = append(out, p.proposal(one))
	}
	return out
}

func (p *player) proposal(one demo.Proposal) approval.Proposal {
	return approval.Proposal{
		Text: one.Text, OwnerID: p.bodies[one.Owner], DueOn: one.Due, Evidence: portfolio.Form(one.Evidence), Blocks: one.Blocks, MilestoneID: p.ids["line "+one.Line],
	}
}

// answer answers the remark of the case that begins with the words.
func (p *player) answer(ctx context.Context, manager access.Actor, caseID int64, s demo.CaseScene) error {
	c, err := p.app.Store.Read(access.System(), p.reads()).Case(ctx, caseID)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(c.Remarks, func(r approval.Remark) bool { return strings.HasPrefix(r.Text, s.Remark) })
	if i < 0 {
		return fmt.Errorf("no remark begins with %q", s.Remark)
	}
	kind := approval.AnswerDeclined
	if s.Yes {
		kind = approval.AnswerAccepted
	}
	return p.app.AnswerRemark(ctx, manager, c.Remarks[i].ID, kind, s.Text)
}

// stageObligation adds what became of a condition, or an assignment with what
// became of it.
func (p *player) stageObligation(o demo.Obligation) {
	var id int64
	if o.Begins == "" {
		p.then(o.Set.At(), email("chair"), func(ctx context.Context, chair access.Actor) error {
			c := p.proposal(o.Assignment).ConditionOn(approval.AssignmentOf, p.ids["programme "+o.Programme])
			c.SittingID = p.ids[sittingName(o.Sitting)]
			var err error
			id, err = p.app.SetAssignment(ctx, chair, c)
			return err
		})
	}
	for _, s := range o.Scenes {
		who := email("manager." + o.Programme)
		switch s.Kind {
		case demo.Satisfied, demo.Incomplete:
			who = expertEmail(s.Expert)
		case demo.Prolonged:
			who = secretaryEmail
		case demo.Fulfilled, demo.MoreTime:
		}
		p.then(s.At.At(), who, func(ctx context.Context, actor access.Actor) error {
			if id == 0 {
				var err error
				if id, err = p.conditionOf(ctx, o); err != nil {
					return err
				}
			}
			if err := p.duty(ctx, actor, id, s); err != nil {
				return fmt.Errorf("condition of %s %q, %s: %w", o.Case, o.Begins, s.Kind, err)
			}
			return nil
		})
	}
}

// conditionOf finds the condition of a case that begins with the words.
func (p *player) conditionOf(ctx context.Context, o demo.Obligation) (int64, error) {
	all, err := p.app.Store.Read(access.System(), p.reads()).Conditions(ctx, store.ConditionFilter{CaseID: p.ids["case "+o.Case]})
	if err != nil {
		return 0, err
	}
	for _, c := range all {
		if strings.HasPrefix(c.Text.In(i18n.RU), o.Begins) {
			return c.ID, nil
		}
	}
	return 0, fmt.Errorf("%s has no condition that begins with %q", o.Case, o.Begins)
}

func (p *player) duty(ctx context.Context, actor access.Actor, id int64, s demo.DutyScene) error {
	switch s.Kind {
	case demo.Fulfilled:
		f, err := p.app.KeepFile(s.Evidence.File, strings.NewReader(s.Evidence.Text))
		if err != nil {
			return err
		}
		return p.app.ReportCondition(ctx, actor, app.ConditionReport{
			ConditionID: id, Text: s.Text, Files: []app.File{f}, Document: app.Document{Number: s.Evidence.Number, Dated: s.Evidence.Date},
		})
	case demo.Satisfied:
		return p.app.AcceptCondition(ctx, actor, id, s.Text)
	case demo.Incomplete:
		return p.app.ReturnCondition(ctx, actor, id, s.Text)
	case demo.MoreTime:
		return p.app.AskExtension(ctx, actor, id, s.Until, s.Text)
	case demo.Prolonged:
		return p.app.DecideExtension(ctx, actor, id, true, s.Text)
	}
	return fmt.Errorf("nobody knows how to %s", s.Kind)
}

// record enters the act that brings what was approved into force, with its text
// as a file.
func (p *player) record(ctx context.Context, secretary access.Actor, caseID int64, a demo.Act) error {
	text := fmt.Sprintf("%s\n%s %s\n\nНегіздеме: Smart City жұмыс тобының хаттамасы, іс № %d. Основание: протокол рабочей группы Smart City, дело № %[4]d.\n", a.Signatory.RU, a.Number, a.Date, caseID)
	file, err := p.app.KeepFile("act-"+strconv.FormatInt(caseID, 10)+".txt", strings.NewReader(text))
	if err != nil {
		return err
	}
	return p.app.RecordAct(ctx, secretary, caseID, app.Act{Number: a.Number, Date: a.Date, Signatory: a.Signatory, File: &file})
}
