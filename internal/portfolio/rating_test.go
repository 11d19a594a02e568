package portfolio

import (
	"strings"
	"testing"
	"time"

	"qadam/internal/civil"
)

func TestCheckRating(t *testing.T) {
	centre := Rating{
		Party: Centre, Confidence: AmberRed, Rationale: "No source of money", DocumentNumber: "№ 14", DocumentDate: date("2018-09-11"), ReviewOn: date("2018-11-12"),
	}
	owner := Rating{Party: Owner, Confidence: ConfidenceGreen, Rationale: "All is well"}
	with := func(r Rating, change func(*Rating)) Rating {
		change(&r)
		return r
	}
	tests := []struct {
		name   string
		rating Rating
		want   string
	}{
		{"the centre's", centre, ""},
		{"the owner's, without evidence or a review", owner, ""},
		{"the owner says no half steps", with(owner, func(r *Rating) { r.Confidence = AmberGreen }), "confidence fault.required_choice"},
		{"no step", with(centre, func(r *Rating) { r.Confidence = "" }), "confidence fault.required_choice"},
		{"no data is no step", with(owner, func(r *Rating) { r.Confidence = Confidence(NoData) }), "confidence fault.required_choice"},
		{"without a rationale", with(owner, func(r *Rating) { r.Rationale = " " }), "rationale fault.required"},
		{"a rationale of 4001 letters", with(owner, func(r *Rating) { r.Rationale = strings.Repeat("ұ", 4001) }), "rationale fault.too_long"},
		{"the centre's without evidence", with(centre, func(r *Rating) { r.DocumentNumber, r.DocumentDate = "", civil.Date{} }), "document_number rating.needs_evidence"},
		{"the centre's with a link", with(centre, func(r *Rating) {
			r.DocumentNumber, r.DocumentDate, r.URL = "", civil.Date{}, "https://example.kz/a"
		}), ""},
		{"a document without its day", with(centre, func(r *Rating) { r.DocumentDate = civil.Date{} }), "document_date fault.required"},
		{"a day without its document", with(owner, func(r *Rating) { r.DocumentDate = date("2018-09-11") }), "document_number fault.required"},
		{"a document of tomorrow", with(centre, func(r *Rating) { r.DocumentDate = date("2018-09-13") }), "document_date fault.in_future"},
		{"the centre's without a review", with(centre, func(r *Rating) { r.ReviewOn = civil.Date{} }), "review_on fault.required"},
		{"a review today", with(centre, func(r *Rating) { r.ReviewOn = date("2018-09-12") }), "review_on rating.review_ahead"},
		{"a review tomorrow", with(centre, func(r *Rating) { r.ReviewOn = date("2018-09-13") }), ""},
		{"a review in a year", with(centre, func(r *Rating) { r.ReviewOn = date("2019-09-12") }), ""},
		{"a review later than that", with(centre, func(r *Rating) { r.ReviewOn = date("2019-09-13") }), "review_on rating.review_too_late"},
		{"everything wrong at once", Rating{Party: Centre}, "confidence fault.required_choice, rationale fault.required, document_number rating.needs_evidence, review_on fault.required"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := complaints(tt.rating.Check(date("2018-09-12"))); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}

// Where they differ by two steps or more the project is on the disagreement list
// (rules.md §4).
func TestRatingsDisagree(t *testing.T) {
	said := func(c Confidence) *Rating {
		if c == "" {
			return nil
		}
		return &Rating{Confidence: c}
	}
	tests := []struct {
		computed      Health
		owner, centre Confidence
		apart         int
	}{
		{Green, "green", "green", 0},
		{Green, "", "", 0},
		{"", "", "red", 0},
		{NoData, "", "red", 0},
		{Green, "green", "amber_green", 1},
		{Amber, "amber", "amber_green", 1},
		{Amber, "green", "amber_green", 2},
		{Green, "", "amber", 2},
		{Red, "amber", "", 2},
		{NoData, "green", "amber_red", 3},
		{"", "green", "red", 4},
		{Red, "green", "amber", 4},
		{Amber, "green", "red", 4},
	}
	for _, tt := range tests {
		three := Three{Computed: tt.computed, Owner: said(tt.owner), Centre: said(tt.centre), Rules: DefaultStatusRules}
		if got := three.Apart(); got != tt.apart || three.Disagree() != (tt.apart >= 2) {
			t.Errorf("%s, %s, %s are %d steps apart, want %d", tt.computed, tt.owner, tt.centre, got, tt.apart)
		}
	}
}

// given is a rating that was given on a day.
func given(p Party, c Confidence, on string) Rating {
	return Rating{ProjectID: 1, Party: p, Confidence: c, RecordedAt: date(on).StartOfDay().Add(12 * time.Hour)}
}

func TestHowLongRatingsDisagree(t *testing.T) {
	red := func(from, to string) func(civil.Date) Health {
		return func(on civil.Date) Health {
			if on.Before(date(from)) || on.After(date(to)) {
				return Green
			}
			return Red
		}
	}
	tests := []struct {
		name    string
		ratings []Rating
		health  func(civil.Date) Health
		want    string
	}{
		{"since the figures became red", []Rating{given(Owner, "green", "2018-03-05")}, red("2018-07-12", "2018-12-31"), "2018-07-12"},
		{"since the first of the month", []Rating{given(Owner, "green", "2018-03-05")}, red("2018-08-01", "2018-12-31"), "2018-08-01"},
		{"since yesterday", []Rating{given(Owner, "green", "2018-03-05")}, red("2018-10-14", "2018-12-31"), "2018-10-14"},
		{"since today", []Rating{given(Owner, "green", "2018-03-05")}, red("2018-10-15", "2018-12-31"), "2018-10-15"},
		{"since the owner rated", []Rating{given(Owner, "green", "2018-09-20")}, red("2018-01-01", "2018-12-31"), "2018-09-20"},
		{"since the owner rated today", []Rating{given(Owner, "green", "2018-10-15")}, red("2018-01-01", "2018-12-31"), "2018-10-15"},
		{"two people, whatever the figures", []Rating{given(Owner, "green", "2018-04-03"), given(Centre, "amber_red", "2018-06-20")}, red("2018-09-03", "2018-09-10"), "2018-06-20"},
		{"it began anew after they had agreed", []Rating{given(Owner, "green", "2018-02-01"), given(Owner, "red", "2018-08-03"), given(Owner, "green", "2018-09-05")}, red("2018-01-01", "2018-12-31"), "2018-09-05"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b, asked := NewRatingBook(tt.ratings, nil), 0
			since, err := b.since(date("2018-10-15"), &Project{ID: 1}, func(on civil.Date) (Colours, error) {
				asked++
				return Colours{map[int64]Health{1: tt.health(on)}, DefaultStatusRules}, nil
			})
			if err != nil || since != date(tt.want) {
				t.Errorf("since %s, want %s (%v)", since, tt.want, err)
			}
			if asked > 20 {
				t.Errorf("asked for %d days", asked)
			}
		})
	}
}

// A rating is out of date when its review is over, or a quarter after it where it
// names none.
func TestARatingGoesOutOfDate(t *testing.T) {
	given := Rating{RecordedAt: date("2018-05-14").StartOfDay()}
	reviewed := given
	reviewed.ReviewOn = date("2018-12-03")
	for day, want := range map[string][2]bool{
		"2018-08-14": {false, false}, "2018-08-15": {true, false}, "2018-10-15": {true, false}, "2018-12-03": {true, false}, "2018-12-04": {true, true},
	} {
		if got := [2]bool{given.Stale(date(day), DefaultStatusRules), reviewed.Stale(date(day), DefaultStatusRules)}; got != want {
			t.Errorf("%s: %v", day, got)
		}
	}
}
