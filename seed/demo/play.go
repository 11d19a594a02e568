// Package demo is the year 2018 as a play with dates: for each programme its
// pilot zones, its roadmap with versions, its projects, and for every line of
// the roadmap who reported, handed in, accepted or returned what and when. It
// is plain data; seed plays it through the application. It refuses to know the
// application, the database or the clock.
package demo

import (
	"fmt"
	"time"

	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/money"
)

// Curtain is the day and hour at which the play ends and real time goes on:
// Monday 15 October 2018, 09:00 in Almaty.
var Curtain = moment("2018-10-15 09:00")

// Year is the year of the roadmaps.
const Year = 2018

// Play is one programme's year.
type Play struct {
	Programme string
	Zones     []Zone
	Versions  []Version
	Projects  []Project
}

// Manager is the address of the person who reports for the programme.
func (p Play) Manager() string { return "manager." + p.Programme + "@qadam.demo" }

// Head is the address of the person who submits the programme's roadmap.
func (p Play) Head() string { return "head." + p.Programme + "@qadam.demo" }

// Moment is a day and a time of day in Almaty.
type Moment struct {
	Day          civil.Date
	Hour, Minute int
}

// At is the moment as an instant, in UTC.
func (m Moment) At() time.Time {
	return time.Date(m.Day.Year, m.Day.Month, m.Day.Day, m.Hour, m.Minute, 0, 0, civil.Zone).UTC()
}

// IsZero reports whether there is no moment.
func (m Moment) IsZero() bool { return m.Day.IsZero() }

func (m Moment) String() string { return fmt.Sprintf("%s %02d:%02d", m.Day, m.Hour, m.Minute) }

// Zone is a pilot zone. All of them are plausible, none is sourced.
type Zone struct {
	Code       string
	Name       i18n.Text
	District   i18n.Text
	Population int
	Lat, Lon   float64
	Polygon    string     // GeoJSON
	Designated civil.Date // by the act
	Order      string     // number of the act
	Active     civil.Date // zero when it is not active yet
}

// Version is one version of the roadmap and its way into force. A zero
// Submitted or InForce means that it has not come so far.
type Version struct {
	Number    int
	Drafted   Moment
	Submitted Moment
	InForce   Moment
	Act       Act
	Because   string // the code of the reason, in the words of internal/approval
	Reason    string // why it follows the one before
	Delegated bool   // the manager proposes it and the head decides, within the akimat's tolerance
	Changes   []Change
}

// Act is the order of the akim that brought a version into force. Synthetic.
type Act struct {
	Number    string
	Date      civil.Date
	Signatory i18n.Text // the position
}

// Change is one difference of a version from the one before. Exactly one of
// Move, Cost, Add and Drop is meant; Line names it everywhere.
type Change struct {
	Kind  ChangeKind
	Line  string // key of the line
	Start civil.Date
	Due   civil.Period
	Cost  []Cost
}

// ChangeKind says what a change does.
type ChangeKind string

const (
	Move   ChangeKind = "move" // other dates
	Recost ChangeKind = "cost" // other costs
	Add    ChangeKind = "add"  // the line is new in this version; it stands among the project's lines
	Drop   ChangeKind = "drop" // the line is not in this version any more
)

// Project is one of the 41 projects of domain/seed_projects.csv.
type Project struct {
	Code      string
	Name      i18n.Text
	Direction string
	Model     string // ppp service public private
	Subtype   i18n.Text
	Goals     []string
	Zones     []string // codes of pilot zones
	Area      i18n.Text
	Basis     i18n.Text // what is known of the real project
	Grade     string    // S, GK or P, as the CSV grades it
	Source    string
	Plan2018  money.Amount // synthetic
	Total     money.Amount // synthetic unless Basis names it
	Lines     []Line
	Ended     *Ended
}

// Ended is the early end of a project.
type Ended struct {
	At       Moment
	Kind     string // terminated
	Reason   string
	Document string
}

// Line is one milestone of the roadmap with its whole story.
type Line struct {
	Key        string
	Title      i18n.Text
	Form       string // report act order protocol contract information
	Lead       string // code of a body
	With       []string
	Start      civil.Date
	Due        civil.Period
	ForMoney   bool // a deadline of money: rolls back
	Cost       []Cost
	Source     string
	BudgetCode string
	Weight     int
	After      []Link
	Gate       bool
	Zone       string
	Note       string
	Scenes     []Scene
}

// Cost is what a line costs in one year.
type Cost struct {
	Year   int
	Amount money.Amount
}

// Link is a predecessor.
type Link struct {
	Key  string
	Kind string // FS SS FF
	Lag  int    // working days
}

// SceneKind says what happens in a scene.
type SceneKind string

const (
	Reported SceneKind = "report" // the manager reports
	SaidDone SceneKind = "done"   // the manager reports 100 % and hands in evidence
	Accepted SceneKind = "accept" // an expert accepts; the line is done on the document's day
	Returned SceneKind = "return" // an expert returns, with a reason
)

// Scene is one entry in the story of a line.
type Scene struct {
	At       Moment
	Kind     SceneKind
	Percent  int
	Forecast civil.Date
	Note     string // of the manager, or the expert's reason
	Expert   int    // 1..3 for Accepted and Returned
	Evidence *Evidence
}

// Evidence is the document handed in; Text becomes the content of the file.
type Evidence struct {
	File   string
	Number string
	Date   civil.Date
	Text   string
}

// Plays are the five programmes in their usual order.
func Plays() []Play {
	return []Play{astana(), almaty(), karaganda(), ontustik(), aktobe()}
}
