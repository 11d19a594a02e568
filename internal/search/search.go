// Package search is how texts are sought: the words of a question and of a text
// as they are compared, typing errors that are forgiven, what is marked in a hit
// and which hit comes first. It is pure; the store keeps the index.
package search

import "qadam/internal/i18n"

// Kind is what a hit is.
type Kind string

// The kinds of what is found.
const (
	Programme Kind = "programme"
	Project   Kind = "project"
	Milestone Kind = "milestone"
	Zone      Kind = "zone"
	Case      Kind = "case"
	Document  Kind = "document" // evidence, papers of money, contracts, protocols, acts
)

// Kinds lists them, in the order in which they are shown.
var Kinds = []Kind{Programme, Project, Milestone, Zone, Case, Document}

// About is the thing to whose page a hit leads.
type About string

// What hits lead to. Key is the code of a programme, project or zone, and the
// number in the address of the others; after a line of a roadmap, which is a
// milestone, and a slash that of the version that says so.
const (
	AboutProgramme About = "programme"
	AboutProject   About = "project"
	AboutMilestone About = "milestone"
	AboutZone      About = "zone"
	AboutCase      About = "case"
	AboutContract  About = "contract"
	AboutProtocol  About = "protocol"
	AboutRoadmap   About = "roadmap"       // Key is the code of the programme, a slash and the year
	AboutFunding   About = "funding"       // the money of the project of the code
	AboutEntry     About = "funding_entry" // an entry of the ledger of money
)

// Ask is what somebody seeks.
type Ask struct {
	Text        string
	Kind        Kind  // "" for all
	ProgrammeID int64 // 0 for all
	Skip        int   // hits of the kind that were shown before
	Limit       int   // hits shown of each kind
}

// Hit is one thing that was found.
type Hit struct {
	Kind        Kind
	Paper       string // of a document: evidence, act, protocol, contract, or the kind of a paper of money; of a case: its state
	ID          int64  // its key; with Kind and Paper it is there once
	ProgrammeID int64  // 0 for what belongs to none
	About       About
	Key         string
	Code        string    // by which people call it: a code or a number, "" for none
	Title       i18n.Text // as it was at the instant read
	Detail      string    // what else of it was searched, in its own words, "" for nothing
}

// Found is the answer.
type Found struct {
	Words  []string      // what was sought, as it is marked in the hits
	Near   bool          // nothing has these words; what is shown has words like them
	Hits   []Hit         // of the kind asked for, or the first of each kind, the best first
	Counts map[Kind]int  // of each kind, at most Most
	Beyond map[Kind]bool // the kinds that have more than were counted
	More   bool          // the kind asked for has more after these
}

// Most is how many hits of a kind are looked at, the best ones: who has more must
// say more.
const Most = 500

// Total is the number of hits of all kinds.
func (f Found) Total() int {
	n := 0
	for _, one := range f.Counts {
		n += one
	}
	return n
}
