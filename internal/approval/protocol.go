package approval

import (
	"encoding/json"
	"time"

	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
)

// Protocol is what a sitting leaves behind: one for each, drafted from the
// record as often as needed, confirmed by chair and secretary, and immutable
// from then on (facts.md §4.3).
type Protocol struct {
	ID         int64
	SittingID  int64
	BodyID     int64
	RecordedAt time.Time
	RecordedBy int64

	Drafts        []ProtocolDraft `gorm:"foreignKey:ProtocolID"` // oldest first; only the last one counts; loaded, as all that follows
	Confirmations []Confirmation  `gorm:"foreignKey:ProtocolID"` // of all drafts, oldest first
	Files         []ProtocolFile  `gorm:"foreignKey:ProtocolID"` // none before it is confirmed
}

// ProtocolDraft is a text of a protocol. A later draft takes the place of an
// earlier one, with whatever confirmations that had.
type ProtocolDraft struct {
	ID          int64
	ProtocolID  int64
	Record      string // canonical JSON (RFC 8785) of a Record: the bytes that are signed
	Fingerprint string // hex of their SHA-256
	RecordedAt  time.Time
	RecordedBy  int64
}

// Confirmation is the word of the chair or the secretary that a draft says what
// was said, from his seat, with an electronic signature or without.
type Confirmation struct {
	ID         int64
	ProtocolID int64
	DraftID    int64
	SeatID     int64
	PersonID   int64
	Role       string    // chair or secretary
	Name       string    // of the person, then
	Title      i18n.Text // of the seat, then
	Signature  string    // SHA-256 of the CMS kept, "" without one
	Status     string    // of the signature: valid or unverified, "" without one
	Reason     string    // why it is not valid: a key of signing
	Signer     string    // as the certificate names him
	SignerIIN  string    // masked
	SignerBIN  string    // masked
	RecordedAt time.Time
	RecordedBy int64
}

// ProtocolFile is the PDF of a confirmed protocol in one text.
type ProtocolFile struct {
	ID         int64
	ProtocolID int64
	Text       string // kk, ru or both
	SHA256     string `gorm:"column:sha256"`
	Size       int64  // bytes
	RecordedAt time.Time
}

// The roles in which a protocol is confirmed.
const (
	AsChair     = "chair"
	AsSecretary = "secretary"
)

// Draft is the text that counts, nil before the first.
func (p Protocol) Draft() *ProtocolDraft {
	if len(p.Drafts) == 0 {
		return nil
	}
	return &p.Drafts[len(p.Drafts)-1]
}

// Confirmed is the confirmation of the draft that counts in a role, or nil.
func (p Protocol) Confirmed(role string) *Confirmation {
	d := p.Draft()
	for i, c := range p.Confirmations {
		if d != nil && c.DraftID == d.ID && c.Role == role {
			return &p.Confirmations[i]
		}
	}
	return nil
}

// Signed reports whether both have confirmed: the protocol is immutable.
func (p Protocol) Signed() bool {
	return p.Confirmed(AsChair) != nil && p.Confirmed(AsSecretary) != nil
}

// File is the PDF in a text, or nil.
func (p Protocol) File(text string) *ProtocolFile {
	for i, f := range p.Files {
		if f.Text == text {
			return &p.Files[i]
		}
	}
	return nil
}

// Read is the record of a draft.
func (d ProtocolDraft) Read() (Record, error) {
	var r Record
	err := json.Unmarshal([]byte(d.Record), &r)
	return r, err
}

// Cut leaves of a record the items of the programmes that sees names, and says
// whether that is less than all: then it is an extract.
func (r Record) Cut(sees func(programmeID int64) bool) (Record, bool) {
	all := r.Items
	r.Items = nil
	for _, it := range all {
		if sees(it.ProgrammeID) {
			r.Items = append(r.Items, it)
		}
	}
	return r, len(r.Items) < len(all)
}

// Record is what a protocol says, as values: names are copied, so that it says
// the same for ever.
type Record struct {
	Number    int            `json:"number"` // of the sitting, within the body's year
	Day       civil.Date     `json:"day"`    // on which the sitting was held
	Until     civil.Date     `json:"until"`  // the last day of a written vote
	At        string         `json:"at"`     // 15:00, Almaty
	Place     i18n.Text      `json:"place"`
	Form      SittingForm    `json:"form"`
	Held      bool           `json:"held"` // false: for want of a quorum, it was not
	Body      i18n.Text      `json:"body"`
	Chair     Attendee       `json:"chair"`
	Secretary Attendee       `json:"secretary"`
	Present   []Attendee     `json:"present"` // of a written vote: who voted
	Absent    []Attendee     `json:"absent"`
	Invited   string         `json:"invited"`
	Quorum    QuorumFact     `json:"quorum"`
	Items     []ProtocolItem `json:"items"`
	Head      string         `json:"head"` // of the log when it was drafted
}

// Attendee is a seat and who sat in it.
type Attendee struct {
	SeatID     int64     `json:"seat"`
	Name       string    `json:"name"` // "" for a seat that nobody holds
	Title      i18n.Text `json:"title"`
	Body       i18n.Text `json:"body"` // for which it speaks
	Substitute bool      `json:"substitute,omitempty"`
	Voting     bool      `json:"voting"`
}

// QuorumFact is how many of the voting seats took part, of how many that were needed.
type QuorumFact struct {
	Seats   int  `json:"seats"`
	Present int  `json:"present"`
	Needed  int  `json:"needed"`
	Reached bool `json:"reached"`
}

// ProtocolItem is what the protocol says of an item of the agenda.
type ProtocolItem struct {
	ID          int64        `json:"id"`
	CaseID      int64        `json:"case"`
	ProgrammeID int64        `json:"programme"`
	Kind        Kind         `json:"kind"`
	Title       i18n.Text    `json:"title"`
	Motion      Motion       `json:"motion"`
	Fingerprint string       `json:"fingerprint"` // of the text voted on
	Rapporteur  i18n.Text    `json:"rapporteur"`  // the body that brought it
	Opinions    []Heard      `json:"opinions"`
	Spoke       i18n.Text    `json:"spoke"`             // who said what, a person to a line
	Outcome     Outcome      `json:"outcome"`           // "" when it was not voted on
	Casting     bool         `json:"casting,omitempty"` // the chair's vote decided
	Counts      VoteCounts   `json:"counts"`
	Quorum      QuorumFact   `json:"quorum"`
	Votes       []Voted      `json:"votes"`
	Conditions  []Commitment `json:"conditions"`
	Assignments []Commitment `json:"assignments"`
}

// Heard is an opinion of the competence centre.
type Heard struct {
	Expert  string    `json:"expert"`
	Title   i18n.Text `json:"title"`
	Verdict Verdict   `json:"verdict"`
}

// VoteCounts are the votes of an item by choice.
type VoteCounts struct {
	For              int `json:"for"`
	ForWithCondition int `json:"for_with_condition"`
	Against          int `json:"against"`
	Abstained        int `json:"abstained"`
	Recused          int `json:"recused"`
	NotVoted         int `json:"not_voted"`
}

// Voted is how a seat voted in the end.
type Voted struct {
	Attendee
	Choice  Choice  `json:"choice"` // "" for none
	Reason  string  `json:"reason,omitempty"`
	Recusal Recusal `json:"recusal,omitempty"`
	Dissent string  `json:"dissent,omitempty"`
}

// Commitment is a condition or an assignment: what, whose, until when.
type Commitment struct {
	Text     i18n.Text      `json:"text"`
	Owner    i18n.Text      `json:"owner"`
	Due      civil.Date     `json:"due"`
	Evidence portfolio.Form `json:"evidence"`
	Blocks   bool           `json:"blocks,omitempty"`
}

// Minutes is what the secretary added to the record.
func (r Record) Minutes() Minutes {
	m := Minutes{Invited: r.Invited, Spoke: map[int64]i18n.Text{}}
	for _, it := range r.Items {
		if !it.Spoke.IsZero() {
			m.Spoke[it.ID] = it.Spoke
		}
	}
	return m
}

// Minutes is what the secretary adds to the record, a person to a line.
type Minutes struct {
	Invited string
	Spoke   map[int64]i18n.Text // who said what to an item of the agenda, by its key
}

// Issued is a file that was handed out: an export of a page as somebody saw it.
type Issued struct {
	SHA256   string `gorm:"column:sha256;primaryKey"`
	Address  string // of the page, with its parameters
	Format   string // its suffix
	Day      civil.Date
	Head     string // of the log
	PersonID int64  // who had it first
	IssuedAt time.Time
}

// TableName is issued_files.
func (Issued) TableName() string { return "issued_files" }
