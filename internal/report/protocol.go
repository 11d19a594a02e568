package report

import (
	"slices"
	"strconv"
	"strings"

	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/i18n"
)

// Protocol is what the protocol of a sitting is made of (facts.md §4.3).
type Protocol struct {
	ID          int64
	Record      approval.Record
	Fingerprint string                 // of the record
	Chair       *approval.Confirmation // nil until confirmed
	Secretary   *approval.Confirmation
	Extract     bool // only some of the items
	Languages   []i18n.Locale
}

// ProtocolOf is a protocol as it was read, in the languages given.
func ProtocolOf(p approval.Protocol, r approval.Record, languages []i18n.Locale) Protocol {
	out := Protocol{ID: p.ID, Record: r, Chair: p.Confirmed(approval.AsChair), Secretary: p.Confirmed(approval.AsSecretary), Languages: languages}
	if d := p.Draft(); d != nil {
		out.Fingerprint = d.Fingerprint
	}
	return out
}

// ProtocolMark is how the PDF of a protocol calls itself, so that a copy which
// was changed can be told from one that was not ours.
func ProtocolMark(id int64, fingerprint string) string {
	return "qadam-protocol:" + strconv.FormatInt(id, 10) + ":" + fingerprint
}

// Document is the protocol on paper. In two languages, which are equal in force,
// each has the whole text, the second from a new page on.
func (p Protocol) Document() Document {
	d := Document{
		Name:  "protocol-" + p.Record.Day.String() + "-" + strconv.Itoa(p.Record.Number),
		Title: p.title(), Languages: p.Languages, Day: p.Record.Day, Portrait: true,
	}
	for i, l := range p.Languages {
		for j, b := range p.text() {
			d.Blocks = append(d.Blocks, inOne(b, l, i > 0 && j == 0))
		}
	}
	d.Foot = []Value{
		Say("protocol.foot", "Number", p.Record.Number, "Day", Day(p.Record.Day), "Fingerprint", Plain(p.Fingerprint)),
		Say("protocol.foot_log", "Head", Plain(p.Record.Head)),
	}
	if !p.Extract && p.signed() {
		d.Mark = ProtocolMark(p.ID, p.Fingerprint)
	}
	return d
}

func (p Protocol) signed() bool { return p.Chair != nil && p.Secretary != nil }

func (p Protocol) title() Value {
	return Say("protocol.title", "Number", p.Record.Number, "Day", Day(p.Record.Day))
}

// text is the whole text once.
func (p Protocol) text() []Block {
	blocks := []Block{Prose{Passages: slices.Concat(p.head(), p.people(), p.agenda())}}
	for i, it := range p.Record.Items {
		blocks = append(blocks, Prose{Passages: p.item(i+1, it)})
	}
	blocks = append(blocks, Prose{Passages: p.signatures()})
	if t := p.named(); len(t.Rows) > 0 {
		blocks = append(blocks, t)
	}
	if t := p.texts(); len(t.Rows) > 0 {
		blocks = append(blocks, t)
	}
	return blocks
}

// head is what it is, where and when.
func (p Protocol) head() []Passage {
	r := p.Record
	var out []Passage
	if !p.signed() {
		out = append(out, Passage{Value: Say("protocol.unconfirmed"), Strong: true, Align: End})
	}
	name := "protocol.heading_" + string(r.Form)
	if p.Extract {
		name = "protocol.heading_extract"
	}
	out = append(out,
		Passage{Value: Text(r.Body), Align: Centre, Space: len(out) > 0},
		Passage{Value: Say(name), Strong: true, Align: Centre},
		Passage{Value: FormalDay(r.Day), Right: Say("protocol.number", "Number", r.Number), Space: true},
	)
	place := Passage{Value: Text(r.Place)}
	switch {
	case r.Form == approval.Written:
		place = Passage{Value: Say("protocol.until", "Day", FormalDay(r.Until))}
	case r.At != "":
		place.Right = Say("protocol.at", "Time", Plain(r.At))
	}
	return append(out, place)
}

// people are who presided, who came, who did not, and whether they were enough.
func (p Protocol) people() []Passage {
	r := p.Record
	out := p.group("protocol.chaired", []approval.Attendee{r.Chair}, false)
	out = append(out, p.group("protocol.present_"+string(r.Form), without(r.Present, r.Chair.SeatID), true)...)
	out = append(out, p.group("protocol.secretary", []approval.Attendee{r.Secretary}, false)...)
	out = append(out, p.group("protocol.absent_"+string(r.Form), r.Absent, true)...)
	if names := strings.TrimSpace(r.Invited); names != "" {
		out = append(out, Passage{Value: Say("protocol.invited"), Strong: true, Space: true, Stays: true})
		for name := range strings.Lines(names) {
			if name = strings.TrimSpace(name); name != "" {
				out = append(out, Passage{Label: Plain("–"), Value: Typed(name)})
			}
		}
	}
	q := r.Quorum
	said := "protocol.quorum_" + string(r.Form)
	if !q.Reached {
		said = "protocol.no_quorum_" + string(r.Form)
	}
	out = append(out, Passage{Value: Say("protocol.quorum", "Seats", q.Seats, "Present", q.Present, "Needed", q.Needed), Space: true, Stays: true})
	return append(out, Passage{Value: Say(said)})
}

func without(all []approval.Attendee, seatID int64) []approval.Attendee {
	return slices.DeleteFunc(slices.Clone(all), func(a approval.Attendee) bool { return a.SeatID == seatID })
}

// group is a list of people under its head; none without people.
func (p Protocol) group(head string, people []approval.Attendee, listed bool) []Passage {
	if len(people) == 0 {
		return nil
	}
	out := []Passage{{Value: Say(head), Strong: true, Space: true, Stays: true}}
	for i, a := range people {
		one := Passage{Value: who(a)}
		switch {
		case listed:
			one.Label = Plain(strconv.Itoa(i+1) + ".")
		case a.Body.IsZero() && a.Name != "" && !a.Substitute: // what he is stands in the head
			one.Value = Plain(a.Name)
		}
		out = append(out, one)
	}
	return out
}

// who is a person with what he is or speaks for; a seat that nobody holds is
// called so.
func who(a approval.Attendee) Value {
	name := Value(Plain(a.Name))
	if a.Name == "" {
		name = Say("protocol.vacant")
	}
	if a.Substitute {
		return Say("protocol.substitute", "Name", name, "Post", post(a))
	}
	return Say("protocol.person", "Name", name, "Post", post(a))
}

// post is what a seat speaks for, or what it is called. The word before a colon,
// such as Member:, stands in the head of the list already.
func post(a approval.Attendee) Value {
	if !a.Body.IsZero() {
		return Text(a.Body)
	}
	cut := func(s string) string {
		if _, after, ok := strings.Cut(s, ": "); ok {
			return after
		}
		return s
	}
	return Text(i18n.Text{KK: cut(a.Title.KK), RU: cut(a.Title.RU), EN: cut(a.Title.EN)})
}

// agenda lists the items.
func (p Protocol) agenda() []Passage {
	if len(p.Record.Items) == 0 {
		return nil
	}
	out := []Passage{{Value: Say("protocol.agenda"), Strong: true, Align: Centre, Space: true, Stays: true}}
	for i, it := range p.Record.Items {
		out = append(out, Passage{Label: Plain(strconv.Itoa(i+1) + "."), Value: about(it)})
	}
	return out
}

// about is what an item is called. The usual motion, to approve, is not said.
func about(it approval.ProtocolItem) Value {
	if it.Motion == approval.MotionReject {
		return Say("protocol.about_rejection", "Title", Text(it.Title))
	}
	return Text(it.Title)
}

// signatures are the lines for chair and secretary, with their confirmations.
func (p Protocol) signatures() []Passage {
	var out []Passage
	for _, s := range []struct {
		word string
		by   approval.Attendee
		said *approval.Confirmation
	}{{"protocol.sign_chair", p.Record.Chair, p.Chair}, {"protocol.sign_secretary", p.Record.Secretary, p.Secretary}} {
		name := s.by.Name
		if s.said != nil {
			name = s.said.Name
		}
		line := Passage{Value: Say(s.word), Right: Plain(name), Sign: true, Space: true, Strong: true, Stays: true}
		out = append(out, line, Passage{Value: confirmation(s.said), Small: true})
	}
	if p.Extract {
		return []Passage{{Value: Say("protocol.extract_of"), Small: true, Space: true}}
	}
	return out
}

// confirmation says when it was confirmed and what its signature is worth.
func confirmation(c *approval.Confirmation) Value {
	if c == nil {
		return Say("protocol.not_confirmed")
	}
	at := c.RecordedAt.In(civil.Zone)
	args := []any{"Day", Day(civil.DateOf(c.RecordedAt)), "Time", Plain(at.Format("15:04"))}
	if c.Status == "" {
		return Say("protocol.confirmed", args...)
	}
	signer := c.Signer
	if c.SignerIIN != "" {
		signer += ", " + c.SignerIIN
	}
	return Say("protocol.confirmed_signed", append(args, "Status", Say("signing.status_"+c.Status), "Signer", Plain(signer))...)
}
