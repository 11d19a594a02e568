package approval

import (
	"unicode/utf8"

	"qadam/internal/civil"
	"qadam/internal/fault"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
)

// Subject is what a case is about, as it stands: what is checked before it is
// submitted and what its fingerprint is of. Only what its kind needs is given.
type Subject struct {
	Programme string // code
	Year      int    // of a roadmap
	Version   portfolio.Version
	Plans     []portfolio.Plan
	Calendar  *civil.Calendar
	Codes     Codes
	Zone      portfolio.Zone
	Project   portfolio.Project
	Financing *Financing // of an inclusion, nil where nothing is known of the money
	Title     i18n.Text  // of an assessment
	Brief     i18n.Text
}

// Codes are the codes of what lines name by key.
type Codes struct {
	Bodies, Projects, Zones map[int64]string
}

// The longest title and brief of a case, in letters.
const (
	TitleLimit = 300
	BriefLimit = 2000
)

// CheckText refuses texts of a case that are too long.
func (s Subject) CheckText() error {
	var errs []error
	for _, t := range []struct {
		name, text string
		most       int
	}{
		{"title_kk", s.Title.KK, TitleLimit}, {"title_ru", s.Title.RU, TitleLimit}, {"title_en", s.Title.EN, TitleLimit},
		{"brief_kk", s.Brief.KK, BriefLimit}, {"brief_ru", s.Brief.RU, BriefLimit}, {"brief_en", s.Brief.EN, BriefLimit},
	} {
		if utf8.RuneCountInString(t.text) > t.most {
			errs = append(errs, fault.Field(t.name, "fault.too_long", "Limit", t.most))
		}
	}
	return fault.Join(errs...)
}

// completeVersion refuses lines with blocking faults: the first is the message,
// and all of them are its fields, named by the line: see portfolio.LineField.
func completeVersion(s Subject) error {
	var first *portfolio.Finding
	var fields []fault.FieldError
	for _, f := range portfolio.Completeness(s.Plans, portfolio.Surroundings{Year: s.Year, Calendar: s.Calendar}) {
		if !f.Blocking {
			continue
		}
		if first == nil {
			first = &f
		}
		fields = append(fields, fault.FieldError{Name: portfolio.LineField(f.MilestoneID, f.Field), Key: f.Key, Args: f.Args})
	}
	switch {
	case first == nil:
		return nil
	case len(s.Plans) == 0:
		return fault.Invalid(first.Key)
	}
	return &fault.Error{Kind: fault.KindInvalid, Key: "roadmap.incomplete", Args: map[string]any{"N": len(fields)}, Fields: fields}
}

// completeZone refuses a zone that nobody could find on the ground.
func completeZone(s Subject) error {
	z := s.Zone.Profile
	return needed(
		need{"name_kk", z.Name.KK != ""}, need{"name_ru", z.Name.RU != ""},
		need{"district", !z.District.IsZero()}, need{"geometry", z.Geometry != ""},
	)
}

// completeInclusion refuses a project of which it is not known who pays how much
// for what.
func completeInclusion(s Subject) error {
	p := s.Project.Profile
	err := needed(need{"name_kk", p.Name.KK != ""}, need{"name_ru", p.Name.RU != ""}, need{"model", p.Model != ""}, need{"basis", !p.Basis.IsZero()})
	if p.Total <= 0 {
		err = fault.Join(err, fault.Field("total", "case.total_needed"))
	}
	return err
}

// completeAssessment refuses a solution without a name in both languages.
func completeAssessment(s Subject) error {
	return needed(need{"title_kk", s.Title.KK != ""}, need{"title_ru", s.Title.RU != ""})
}

func completeNothing(Subject) error { return nil }

// need is something that a subject must have.
type need struct {
	field string
	there bool
}

func needed(needs ...need) error {
	var errs []error
	for _, n := range needs {
		if !n.there {
			errs = append(errs, fault.Field(n.field, "fault.required"))
		}
	}
	return fault.Join(errs...)
}
