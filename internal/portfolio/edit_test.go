package portfolio

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"qadam/internal/i18n"
)

func TestWhatAChangeTouches(t *testing.T) {
	before := linked(3, "2>1")
	after := slices.Clone(before)
	after[0].Note = "changed"                     // another content
	after[1].Number, after[1].Position = "1.9", 9 // another place only
	after[2].Revision = 7                         // nothing that counts
	after = append(after, planned(4, "2018-04-02", "2018-Q2"))
	was, is := Touching(before, after)
	if len(was.Lines) != 1 || was.Line(1) == nil || len(is.Lines) != 2 || is.Line(1).Note != "changed" || is.Line(4) == nil || is.Line(2) != nil {
		t.Errorf("lines %+v became %+v", was.Lines, is.Lines)
	}
	if len(was.Places) != 1 || was.Places[0].Number != "1.2" || len(is.Places) != 1 || is.Places[0].Number != "1.9" {
		t.Errorf("places %+v became %+v", was.Places, is.Places)
	}
	gone, none := Touching(after, after[:3])
	if len(gone.Lines) != 1 || gone.Line(4) == nil || !none.IsZero() {
		t.Errorf("%+v is gone, %+v", gone, none)
	}
	if was, is := Touching(before, before); !was.IsZero() || !is.IsZero() {
		t.Errorf("nothing: %+v, %+v", was, is)
	}
}

// Whatever is done to a draft, rolled back it is what it was; also when its
// ledger was written and read.
func TestADraftIsRolledBackToWhatItWas(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 1))
	equal := cmpopts.EquateEmpty()
	for round := range 100 {
		plans := linked(1+r.IntN(6), "")
		next := int64(100)
		states, ledger := [][]Plan{plans}, []DraftEdit{}
		for step := range 15 {
			after := slices.Clone(plans)
			switch n := r.IntN(4); {
			case n == 0 || len(after) == 0:
				next++
				p := planned(next, "2018-04-02", "2018-Q2")
				p.Title = i18n.Same(fmt.Sprint(step))
				after = slices.Insert(after, r.IntN(len(after)+1), p)
			case n == 1:
				after = slices.Delete(after, 0, 1)
			case n == 2:
				p := &after[r.IntN(len(after))]
				p.Note, p.Revision = fmt.Sprint(round, step), p.Revision+1
				p.Costs = Costs{{Year: 2018, Source: FromPPP, Amount: 5}}
			default:
				i, j := r.IntN(len(after)), r.IntN(len(after))
				after[i], after[j] = after[j], after[i]
			}
			for i, place := range Renumber(PlacesOf(after)) {
				after[i].Position, after[i].Number = place.Position, place.Number
			}
			was, is := Touching(plans, after)
			ledger = append(ledger, DraftEdit{ID: int64(step + 1), Before: written(t, was), After: written(t, is)})
			plans = after
			states = append(states, plans)
		}
		slices.Reverse(ledger)
		for back := range len(ledger) + 1 {
			want := states[len(states)-1-back]
			if diff := cmp.Diff(want, RolledBack(plans, ledger[:back]), equal); diff != "" {
				t.Fatalf("round %d, %d changes rolled back (-was +is):\n%s", round, back, diff)
			}
		}
	}
}

// written is a side of a change as it comes back from the database.
func written(t *testing.T, side Touched) Touched {
	t.Helper()
	v, err := side.Value()
	if err != nil {
		t.Fatal(err)
	}
	var back Touched
	if err := back.Scan(v); err != nil {
		t.Fatal(err)
	}
	if again, _ := json.Marshal(back); string(again) != v {
		t.Fatalf("%s was read as %s", v, again)
	}
	return back
}

// A ledger is written as "1 2 3<2 4": change 3 takes 2 back.
func TestWhichChangeStands(t *testing.T) {
	for _, tt := range []struct {
		ledger       string
		last, undone int64
	}{
		{"", 0, 0},
		{"1", 1, 0},
		{"1 2", 2, 0},
		{"1 2 3<2", 1, 3},
		{"1 2 3<2 4<1", 0, 4},
		{"1 2 3<2 4<1 5<4", 5, 3},
		{"1 2 3<2 4<1 5<4 6<3", 6, 0},
		{"1 2 3<2 4<1 5<4 6<3 7<6", 5, 7},
		{"1 2 3<2 4", 4, 0},         // another change: nothing can be made again
		{"1 2 3<2 4 5<4", 1, 5},     // and what was taken back before it stays so
		{"1 2 3<2 4 5<4 6<1", 0, 6}, // down to the first
	} {
		var ledger []DraftEdit
		for _, one := range strings.Fields(tt.ledger) {
			var e DraftEdit
			if _, err := fmt.Sscanf(one, "%d<%d", &e.ID, &e.UndoesID); err != nil {
				e.UndoesID = 0
			}
			ledger = append(ledger, e)
		}
		last, undone := StandingEdits(ledger)
		id := func(e *DraftEdit) int64 {
			if e == nil {
				return 0
			}
			return e.ID
		}
		if id(last) != tt.last || id(undone) != tt.undone {
			t.Errorf("%q: the last is %d, taken back was %d; want %d and %d", tt.ledger, id(last), id(undone), tt.last, tt.undone)
		}
	}
}

// The names of a line's fields stand in the ledgers of drafts for ever: one that
// is renamed could not be read there any more.
func TestTheNamesInTheLedgerStay(t *testing.T) {
	p := planned(1, "2018-04-02", "2018-quarterly-10", Link{MilestoneID: 2, Kind: SS, Lag: -3})
	p.CoIDs, p.Costs = IDs{3}, Costs{{Year: 2018, Source: FromPPP, Amount: 5, BudgetCode: "1"}}
	v, err := Touched{Lines: []Plan{p}, Places: []Place{{4, 5, 6, "1.2"}}}.Value()
	const want = `{"lines":[{"ID":0,"VersionID":0,"MilestoneID":1,"ProgrammeID":0,"ProjectID":1,"Position":1,"Number":"1","Title":{"kk":"Т","ru":"Т","en":""},"Form":"act","LeadID":1,"CoIDs":[3],"Start":"2018-04-02","Due":"2018-quarterly-10","ForMoney":false,"Costs":[{"year":2018,"source":"ppp","tiyn":5,"budget_code":"1"}],"Weight":10,"Gate":false,"ZoneID":0,"Links":[{"milestone_id":2,"kind":"SS","lag":-3}],"Note":"","Revision":0}],"places":[{"milestone_id":4,"project_id":5,"position":6,"number":"1.2"}]}`
	if err != nil || v != want {
		t.Errorf("%s\n%v", v, err)
	}
}
