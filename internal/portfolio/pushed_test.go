package portfolio

import (
	"slices"
	"testing"
)

// The predecessor is planned from 2 to 13 April, ten working days; its follower
// from 16 to 27 April, ten working days too. The Saturdays 28 April and 5 May
// are worked, 30 April, 1 May and 7 to 9 May are not.
func TestPushedTo(t *testing.T) {
	const on = "2018-04-09"
	accepted := reported(100, "2018-04-20", "2018-04-08")
	accepted.Accepted, accepted.DoneOn = true, date("2018-04-20")
	tests := []struct {
		name   string
		first  Facts
		second Facts
		link   Link
		want   string
	}{
		{"the predecessor ends in time", reported(50, "2018-04-13", on), Facts{}, Link{Kind: FS}, ""},
		{"a week late, ten days of work after it", reported(50, "2018-04-20", on), Facts{}, Link{Kind: FS}, "2018-05-05"},
		{"with a lag of two working days", reported(50, "2018-04-20", on), Facts{}, Link{Kind: FS, Lag: 2}, "2018-05-11"},
		{"with a lead of five the plan holds", reported(50, "2018-04-20", on), Facts{}, Link{Kind: FS, Lag: -5}, ""},
		{"half of the work is done already", reported(50, "2018-04-20", on), reported(50, "2018-04-27", on), Link{Kind: FS}, ""},
		{"the owner's own forecast is later still", reported(50, "2018-04-20", on), reported(0, "2018-05-31", on), Link{Kind: FS}, ""},
		{"starts linked: the predecessor began in time", reported(50, "2018-04-20", on), Facts{}, Link{Kind: SS}, ""},
		{"starts linked with a lag of fifteen", reported(50, "2018-04-13", on), Facts{}, Link{Kind: SS, Lag: 15}, "2018-05-05"},
		{"ends linked", reported(50, "2018-05-31", on), Facts{}, Link{Kind: FF}, "2018-05-31"},
		{"ends linked, in time", reported(50, "2018-04-20", on), Facts{}, Link{Kind: FF}, ""},
		{"start to finish", Facts{}, Facts{}, Link{Kind: SF}, ""},
		{"done late pushes what was never reported", accepted, Facts{}, Link{Kind: FS}, "2018-05-05"},
		{"done late does not push what was reported since", accepted, reported(0, "2018-04-27", on), Link{Kind: FS}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.link.MilestoneID = 1
			b := board(on, map[int64]Facts{1: tt.first, 2: tt.second}, planned(1, "2018-04-02", "2018-04-13"), planned(2, "2018-04-16", "2018-04-27", tt.link))
			if got := b.Line(2).PushedTo; got != date(tt.want) {
				t.Errorf("pushed to %q, want %q", got, tt.want)
			}
			if by := b.Line(2).Pusher; (by == b.Line(1)) != (tt.want != "") {
				t.Errorf("pushed by %v", by)
			}
			if l := b.Line(2); tt.want != "" && (l.Status != AtRisk || l.Finish != date(tt.want)) {
				t.Errorf("%s by %s, ends %s", l.Status, l.Reason.Rule, l.Finish)
			}
		})
	}
}

func TestWhatIsNotDoneCannotEndBeforeToday(t *testing.T) {
	b := board("2018-04-30", map[int64]Facts{1: reported(90, "2018-04-13", "2018-04-10")}, planned(1, "2018-04-02", "2018-04-13"), planned(2, "2018-04-16", "2018-04-27", Link{MilestoneID: 1, Kind: FS}))
	if got := b.Line(2).PushedTo; got != date("2018-05-17") {
		t.Errorf("pushed to %s", got)
	}
}

// Lines may stand in any order: predecessors are computed first.
func TestAPushRunsThroughTheNetwork(t *testing.T) {
	after := func(id int64) Link { return Link{MilestoneID: id, Kind: FS} }
	b := board("2018-04-09", map[int64]Facts{1: reported(0, "2018-05-31", "2018-04-09")},
		planned(3, "2018-05-02", "2018-05-11", after(2)), planned(2, "2018-04-16", "2018-04-27", after(1)), planned(1, "2018-04-02", "2018-04-13"))
	if got := b.Line(2).PushedTo; got != date("2018-06-14") {
		t.Errorf("the second is pushed to %s", got)
	}
	if got := b.Line(3).PushedTo; got != date("2018-06-22") || b.Line(3).Pusher != b.Line(2) {
		t.Errorf("the third is pushed to %s by %v", got, b.Line(3).Pusher)
	}
}

func TestACycleIsFoundAndDoesNoHarm(t *testing.T) {
	after := func(id int64) Link { return Link{MilestoneID: id, Kind: FS} }
	sheet := NewSheet(1, []Plan{
		planned(1, "2018-04-02", "2018-04-13"), planned(2, "2018-04-02", "2018-04-13", after(1), after(4)),
		planned(3, "2018-04-02", "2018-04-13", after(2)), planned(4, "2018-04-02", "2018-04-13", after(3)),
	}, calendar2018())
	if got := sheet.Cycle(); len(got) != 3 || slices.Contains(got, 1) {
		t.Errorf("Cycle() = %v", got)
	}
	if got := NewBoard(sheet, Known{Rules: DefaultStatusRules, On: date("2018-04-09")}).Total.Total; got != 4 {
		t.Errorf("%d lines", got)
	}
	straight := NewSheet(1, []Plan{planned(1, "2018-04-02", "2018-04-13"), planned(2, "2018-04-02", "2018-04-13", after(1), after(9))}, calendar2018())
	if got := straight.Cycle(); got != nil {
		t.Errorf("Cycle() = %v", got)
	}
	self := NewSheet(1, []Plan{planned(1, "2018-04-02", "2018-04-13", after(1))}, calendar2018())
	if got := self.Cycle(); !slices.Equal(got, []int64{1}) {
		t.Errorf("Cycle() = %v", got)
	}
}
