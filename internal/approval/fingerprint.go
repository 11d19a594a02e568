package approval

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"qadam/internal/audit"
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/money"
	"qadam/internal/portfolio"
)

// Fingerprint returns the canonical JSON (RFC 8785) of a content and the hex of
// its SHA-256: what is voted upon (rules.md §5).
func Fingerprint(content any) (text, sum string, err error) {
	text, err = audit.Canonical(content)
	if err != nil {
		return "", "", err
	}
	return text, SumOf(text), nil
}

// SumOf is the fingerprint of a text that is canonical already.
func SumOf(text string) string {
	h := sha256.Sum256([]byte(text))
	return hex.EncodeToString(h[:])
}

// What follows are the contents that fingerprints are of. Things are named by
// their codes, so that the text says the same wherever it is read; a milestone
// has no code and stands under its key. The names of the fields may not change.

type versionText struct {
	Kind      string     `json:"kind"`
	Programme string     `json:"programme"`
	Year      int        `json:"year"`
	Version   int        `json:"version"`
	Lines     []lineText `json:"lines"`
}

type lineText struct {
	Milestone int64          `json:"milestone"`
	Position  int            `json:"position"`
	Number    string         `json:"number"`
	Project   string         `json:"project"`
	Title     i18n.Text      `json:"title"`
	Form      portfolio.Form `json:"form"`
	Lead      string         `json:"lead"`
	Co        []string       `json:"co"`
	Start     civil.Date     `json:"start"`
	Due       civil.Period   `json:"due"`
	ForMoney  bool           `json:"for_money"`
	Costs     []costText     `json:"costs"`
	Weight    int            `json:"weight"`
	Gate      bool           `json:"gate"`
	Zone      string         `json:"zone"`
	Links     []linkText     `json:"links"`
	Note      string         `json:"note"`
}

type costText struct {
	Year       int              `json:"year"`
	Source     portfolio.Source `json:"source"`
	Amount     money.Amount     `json:"tiyn"`
	BudgetCode string           `json:"budget_code"`
}

type linkText struct {
	MilestoneID int64              `json:"milestone"`
	Kind        portfolio.LinkKind `json:"kind"`
	Lag         int                `json:"lag"`
}

func versionContent(s Subject) any {
	text := versionText{Kind: SubjectVersion, Programme: s.Programme, Year: s.Year, Version: s.Version.Number, Lines: []lineText{}}
	for _, p := range s.Plans {
		l := lineText{
			Milestone: p.MilestoneID, Position: p.Position, Number: p.Number, Project: s.Codes.Projects[p.ProjectID], Title: p.Title, Form: p.Form,
			Lead: s.Codes.Bodies[p.LeadID], Co: []string{}, Start: p.Start, Due: p.Due, ForMoney: p.ForMoney, Costs: []costText{},
			Weight: p.Weight, Gate: p.Gate, Zone: s.Codes.Zones[p.ZoneID], Links: []linkText{}, Note: p.Note,
		}
		for _, id := range p.CoIDs {
			l.Co = append(l.Co, s.Codes.Bodies[id])
		}
		for _, c := range p.Costs {
			l.Costs = append(l.Costs, costText(c))
		}
		for _, k := range p.Links {
			l.Links = append(l.Links, linkText(k))
		}
		text.Lines = append(text.Lines, l)
	}
	return text
}

type zoneText struct {
	Kind       string    `json:"kind"`
	Programme  string    `json:"programme"`
	Code       string    `json:"code"`
	Name       i18n.Text `json:"name"`
	District   i18n.Text `json:"district"`
	Population int       `json:"population"`
	Geometry   string    `json:"geometry"`
}

func zoneContent(s Subject) any {
	z := s.Zone.Profile
	return zoneText{SubjectZone, s.Programme, s.Zone.Code, z.Name, z.District, z.Population, z.Geometry}
}

type projectText struct {
	Kind      string          `json:"kind"`
	Programme string          `json:"programme"`
	Code      string          `json:"code"`
	Name      i18n.Text       `json:"name"`
	Direction string          `json:"direction"`
	Model     portfolio.Model `json:"model"`
	Subtype   i18n.Text       `json:"subtype"`
	Goals     []string        `json:"goals"`
	Zones     []string        `json:"zones"`
	Area      i18n.Text       `json:"area"`
	Basis     i18n.Text       `json:"basis"`
	Tiyn      money.Amount    `json:"tiyn"`
	Financing *Financing      `json:"financing,omitempty"` // texts before issue 5 have none
}

func projectContent(s Subject) any {
	p := s.Project.Profile
	return projectText{
		SubjectProject, s.Programme, s.Project.Code, p.Name, p.Direction, p.Model, p.Subtype,
		append([]string{}, p.Goals...), append([]string{}, p.Zones...), p.Area, p.Basis, p.Total, s.Financing,
	}
}

type assessmentText struct {
	Kind      string    `json:"kind"`
	Programme string    `json:"programme"`
	Project   string    `json:"project"`
	Title     i18n.Text `json:"title"`
	Brief     i18n.Text `json:"brief"`
}

func assessmentContent(s Subject) any {
	return assessmentText{string(KindAssessment), s.Programme, s.Project.Code, s.Title, s.Brief}
}

// Executors are the bodies that lead or co-execute the lines, each once.
func Executors(plans []portfolio.Plan) portfolio.IDs {
	var ids portfolio.IDs
	for _, p := range plans {
		for _, id := range append(portfolio.IDs{p.LeadID}, p.CoIDs...) {
			if id != 0 && !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	slices.Sort(ids)
	return ids
}
