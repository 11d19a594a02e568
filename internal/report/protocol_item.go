package report

import (
	"strconv"
	"strings"

	"qadam/internal/approval"
	"qadam/internal/i18n"
)

// item is what was heard, said, decided and voted on an item.
func (p Protocol) item(n int, it approval.ProtocolItem) []Passage {
	number := strconv.Itoa(n)
	out := []Passage{{Label: Plain(number + "."), Value: about(it), Strong: true, Space: true, Stays: true}}
	out = append(out, heard(it)...)
	if !it.Spoke.IsZero() {
		out = append(out, Passage{Value: Say("protocol.spoke"), Strong: true, Space: true, Stays: true}, Passage{Value: Text(it.Spoke)})
	}
	out = append(out, decided(number, it)...)
	if it.Outcome != "" {
		out = append(out, voted(it)...)
	}
	return out
}

// heard is who brought the item, and what the competence centre says of it.
func heard(it approval.ProtocolItem) []Passage {
	out := []Passage{
		{Value: Say("protocol.heard"), Strong: true, Space: true, Stays: true},
		{Value: Say("protocol.brought", "Body", Text(it.Rapporteur), "Case", it.CaseID)},
	}
	for _, o := range it.Opinions {
		out = append(out, Passage{Value: Say("protocol.opinion", "Name", Plain(o.Expert), "Post", Text(o.Title), "Verdict", Say("protocol.verdict_"+string(o.Verdict)))})
	}
	if len(it.Opinions) == 0 {
		out = append(out, Passage{Value: Say("protocol.no_opinion")})
	}
	return out
}

// decided are the decision, its conditions and the assignments, numbered.
func decided(number string, it approval.ProtocolItem) []Passage {
	out := []Passage{{Value: Say("protocol.decided"), Strong: true, Space: true, Stays: true}}
	add := func(v Value) {
		out = append(out, Passage{Label: Plain(number + "." + strconv.Itoa(len(out)) + "."), Value: v})
	}
	outcome := string(it.Outcome)
	if outcome == "" {
		outcome = "not_considered"
	}
	add(Say("protocol.outcome_"+outcome, "Title", Text(it.Title)))
	for _, c := range it.Conditions {
		add(commitment("protocol.condition", c))
	}
	for _, c := range it.Assignments {
		add(commitment("protocol.assignment", c))
	}
	return out
}

// commitment is a condition or an assignment with its executor and its term.
func commitment(key string, c approval.Commitment) Value {
	v := Say(key, "Text", ended(c.Text), "Owner", Text(c.Owner), "Day", FormalDay(c.Due), "Evidence", Say("form."+string(c.Evidence)))
	if !c.Blocks {
		return v
	}
	return sentences{v, Say("protocol.blocks")}
}

// ended is a text without the full stop at its end: the sentence has one.
func ended(t i18n.Text) Value {
	cut := func(s string) string { return strings.TrimRight(s, ". ") }
	return Text(i18n.Text{KK: cut(t.KK), RU: cut(t.RU), EN: cut(t.EN)})
}

// sentences are values with spaces between them.
type sentences []Value

func (s sentences) In(l i18n.Locale) string {
	texts := make([]string, len(s))
	for i, v := range s {
		texts[i] = v.In(l)
	}
	return strings.Join(texts, " ")
}

// voted are the counts, who took no part and why, and what dissenters wrote.
func voted(it approval.ProtocolItem) []Passage {
	c := it.Counts
	out := []Passage{
		{Value: Say("protocol.voted"), Strong: true, Space: true, Stays: true},
		{Value: Say("protocol.counts", "For", c.For, "Conditionally", c.ForWithCondition, "Against", c.Against, "Abstained", c.Abstained, "NotVoted", c.NotVoted, "Recused", c.Recused)},
	}
	if it.Casting {
		out = append(out, Passage{Value: Say("protocol.casting")})
	}
	if it.Outcome == approval.OutcomeDeferred {
		out = append(out, Passage{Value: Say("protocol.too_few", "Present", it.Quorum.Present, "Needed", it.Quorum.Needed)})
	}
	for _, v := range it.Votes {
		if v.Recusal != approval.NotRecused {
			out = append(out, Passage{Value: Say("protocol.recused", "Who", who(v.Attendee), "Reason", Say("protocol.recusal_"+string(v.Recusal)))})
		}
	}
	for _, v := range it.Votes {
		if v.Dissent != "" {
			out = append(out, Passage{Value: Say("protocol.dissent", "Who", who(v.Attendee), "Text", Typed(strings.TrimRight(v.Dissent, ". ")))})
		}
	}
	return out
}

// named is the annex with everybody's vote, item by item.
func (p Protocol) named() Table {
	t := Table{
		Name: Say("protocol.named"), Caption: []Line{{Say("protocol.named"), true}}, Apart: true,
		Columns: []Column{
			{Head: Say("word.number"), Width: 10, Align: Centre},
			{Head: Say("protocol.elector"), Width: 75},
			{Head: Say("protocol.vote"), Width: 35},
			{Head: Say("word.note"), Width: 50},
		},
	}
	for i, it := range p.Record.Items {
		if len(it.Votes) == 0 {
			continue
		}
		head := Say("protocol.item", "Number", i+1, "Title", Text(it.Title))
		t.Rows = append(t.Rows, Row{Section, []Cell{{Value: head, Across: len(t.Columns), Align: &start}}})
		for j, v := range it.Votes {
			choice := string(v.Choice)
			if choice == "" {
				choice = "none"
			}
			t.Rows = append(t.Rows, Row{Item, []Cell{{Value: Number(j + 1)}, {Value: who(v.Attendee)}, {Value: Say("protocol.choice_" + choice)}, {Value: note(v)}}})
		}
	}
	return t
}

// note is why somebody voted so, or did not.
func note(v approval.Voted) Value {
	switch {
	case v.Reason != "":
		return Typed(v.Reason)
	case v.Recusal != approval.NotRecused:
		return Say("protocol.recusal_" + string(v.Recusal))
	case v.Dissent != "":
		return Say("protocol.has_dissent")
	}
	return nil
}

// texts is the annex with the fingerprints of what was voted on.
func (p Protocol) texts() Table {
	t := Table{
		Name: Say("protocol.texts"), Caption: []Line{{Say("protocol.texts"), true}},
		Columns: []Column{
			{Head: Say("word.number"), Width: 10, Align: Centre},
			{Head: Say("protocol.subject"), Width: 48},
			{Head: Say("protocol.fingerprint"), Width: 112},
		},
	}
	for i, it := range p.Record.Items {
		if it.Fingerprint != "" {
			t.Rows = append(t.Rows, Row{Item, []Cell{{Value: Number(i + 1)}, {Value: Text(it.Title)}, {Value: Plain(it.Fingerprint)}}})
		}
	}
	return t
}

// inOne says a block in one language, whichever its document has. apart lets it
// begin a page.
func inOne(b Block, l i18n.Locale, apart bool) Block {
	one := func(v Value) Value {
		if v == nil {
			return nil
		}
		return alone{v, l}
	}
	switch b := b.(type) {
	case Prose:
		out := Prose{Apart: apart}
		for _, s := range b.Passages {
			s.Value, s.Label, s.Right = one(s.Value), one(s.Label), one(s.Right)
			out.Passages = append(out.Passages, s)
		}
		return out
	case Table:
		out := b
		out.Name, out.Caption, out.Columns, out.Rows = one(b.Name), nil, nil, nil
		for _, c := range b.Caption {
			out.Caption = append(out.Caption, Line{one(c.Value), c.Strong})
		}
		for _, c := range b.Columns {
			c.Head = one(c.Head)
			out.Columns = append(out.Columns, c)
		}
		for _, r := range b.Rows {
			cells := make([]Cell, len(r.Cells))
			for i, c := range r.Cells {
				c.Value = one(c.Value)
				cells[i] = c
			}
			out.Rows = append(out.Rows, Row{r.Kind, cells})
		}
		return out
	}
	return b
}
