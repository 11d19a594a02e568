package portfolio

import (
	"net/url"
	"time"
	"unicode/utf8"

	"qadam/internal/civil"
	"qadam/internal/fault"
)

// Evidence is a file or a link that came with an update and shows that the
// milestone is done (rules.md §6).
type Evidence struct {
	ID          int64
	UpdateID    int64
	MilestoneID int64
	ProgrammeID int64
	Name        string     // of the file, made safe; of the link as typed
	Number      string     // of the document
	Dated       civil.Date // and its day
	SHA256      string     `gorm:"column:sha256"` // of the file's bytes, "" for a link
	Size        int64      // bytes
	MediaType   string
	URL         string `gorm:"column:url"` // "" for a file
	RecordedAt  time.Time
	RecordedBy  int64
}

// TableName is evidence: the word has no plural.
func (Evidence) TableName() string { return "evidence" }

// CheckLink refuses a link that is not an address of the web.
func CheckLink(s string) error {
	u, err := url.Parse(s)
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" || u.User != nil || len(s) > 500 {
		return fault.Field("link", "fault.not_a_link")
	}
	return nil
}

// Review is the competence centre's word on evidence: accepted, or returned
// with a reason. Only accepted evidence makes a milestone done.
type Review struct {
	ID          int64
	MilestoneID int64
	UpdateID    int64
	ProgrammeID int64
	Accepted    bool
	DoneOn      civil.Date // the act's date; zero when returned
	Reason      string
	RecordedAt  time.Time
	RecordedBy  int64
}

// Check refuses a return without a reason and an acceptance without the day
// of the act, or with one before the start or after today.
func (r Review) Check(start, today civil.Date) error {
	if utf8.RuneCountInString(r.Reason) > NoteLimit {
		return fault.Field(r.field(), "fault.too_long", "Limit", NoteLimit)
	}
	if !r.Accepted {
		if r.Reason == "" {
			return fault.Field("reason", "fault.required")
		}
		return nil
	}
	switch {
	case r.DoneOn.IsZero():
		return fault.Field("done_on", "fault.required")
	case r.DoneOn.After(today):
		return fault.Field("done_on", "fault.in_future")
	case r.DoneOn.Before(start):
		return fault.Field("done_on", "milestone.done_before_start")
	}
	return nil
}

// field is where the words of the review are typed.
func (r Review) field() string {
	if r.Accepted {
		return "note"
	}
	return "reason"
}
