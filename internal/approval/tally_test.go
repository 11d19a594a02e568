package approval_test

import (
	"testing"
	"time"

	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/portfolio"
)

// poll is a vote in a few letters: one for each seat, the chair's first.
//
//   - for   c for with a condition   - against   = abstained   r recused by a ballot
//     d recused as drafter   x recused as executor   . has not voted   o is not in the room
func poll(seats string, change ...func(*approval.Vote)) *approval.Vote {
	v := &approval.Vote{ID: 1, Form: approval.Written, Motion: approval.MotionApprove, Rules: approval.DefaultRules}
	for _, f := range change {
		f(v)
	}
	for i, letter := range seats {
		seat := int64(i + 1)
		e := approval.Elector{SeatID: seat, PersonID: 100 + seat, Chair: i == 0}
		switch letter {
		case 'd':
			e.Recused = approval.RecusedDrafter
		case 'x':
			e.Recused = approval.RecusedExecutor
		}
		v.Electorate = append(v.Electorate, e)
		if v.Form == approval.InPerson && letter != 'o' {
			v.Presence = append(v.Presence, approval.Presence{SeatID: seat, Attendance: approval.Present})
		}
		if c, ok := letters[letter]; ok {
			v.Ballots = append(v.Ballots, ballot(seat, c))
		}
	}
	return v
}

var letters = map[rune]approval.Choice{
	'+': approval.For, 'c': approval.ForWithCondition, '-': approval.Against, '=': approval.Abstain, 'r': approval.Recused,
}

func ballot(seat int64, c approval.Choice) approval.Ballot {
	b := approval.Ballot{SeatID: seat, PersonID: 100 + seat, Choice: c, Reason: "because"}
	if c == approval.ForWithCondition {
		b.Condition = approval.Proposals{demand}
	}
	return b
}

var demand = approval.Proposal{
	Text: i18n.Text{KK: "Сынақ", RU: "Испытать"}, OwnerID: 1, DueOn: civil.Date{Year: 2018, Month: time.June, Day: 29}, Evidence: portfolio.FormAct,
}

func room(v *approval.Vote)      { v.Form = approval.InPerson }
func rejecting(v *approval.Vote) { v.Motion = approval.MotionReject }
func cast(v *approval.Vote)      { v.Rules.Majority = approval.MajorityOfCast }
func twoThirds(v *approval.Vote) { v.Rules.Majority = approval.TwoThirds }
func noCasting(v *approval.Vote) { v.Rules.CastingVote = false }
func carrying(v *approval.Vote)  { v.Conditions = approval.Proposals{demand} }
func half(v *approval.Vote)      { v.Rules.QuorumNum, v.Rules.QuorumDen = 1, 2 }
func leastFive(v *approval.Vote) { v.Rules.QuorumLeast = 5 }
func leastOne(v *approval.Vote)  { v.Rules.QuorumLeast = 1 }

func TestResultOfAVote(t *testing.T) {
	type rules = []func(*approval.Vote)
	tests := []struct {
		name    string
		seats   string
		rules   rules
		want    approval.Outcome
		decided bool // it may be closed before its term
	}{
		// rules.md §5
		{"nine seats, one recused, six for, one against, one has not voted: five of eight are needed", "+d+++++-.", nil, approval.OutcomeApproved, true},
		{"four for, four against, one abstained: of all nine five are needed", "+---+-=++", nil, approval.OutcomeReturned, true},
		{"four for, four against, one abstained, of the votes cast: the chair was for and decides", "+---+-=++", rules{cast}, approval.OutcomeApproved, true},
		{"five of nine voted: deferred", "+++++....", nil, approval.OutcomeDeferred, false},

		// the quorum
		{"nobody voted: deferred, never failed", ".........", nil, approval.OutcomeDeferred, false},
		{"six of nine are two thirds", "+++++-...", nil, approval.OutcomeApproved, true},
		{"two thirds of eight are six, not five", "+++++...", nil, approval.OutcomeDeferred, false},
		{"two thirds of seven are five", "++++-..", nil, approval.OutcomeApproved, true},
		{"two thirds of three are two, but three are the least", "++.", nil, approval.OutcomeDeferred, false},
		{"three of three are enough", "++-", nil, approval.OutcomeApproved, true},
		{"with two voting seats there is never a quorum", "++", nil, approval.OutcomeDeferred, true},
		{"a recused seat is not counted for the quorum", "++++dxr..", nil, approval.OutcomeApproved, true},
		{"so many recused that fewer than three are left", "++ddddddd", nil, approval.OutcomeDeferred, true},
		{"everyone is recused", "drrrxxrrr", nil, approval.OutcomeDeferred, true},
		{"abstentions make the quorum", "+++++=...", nil, approval.OutcomeApproved, true},
		{"an empty seat counts as a seat", "+++++....", rules{leastOne}, approval.OutcomeDeferred, false},
		{"half of nine are five people and never four", "++++.....", rules{half}, approval.OutcomeDeferred, false},
		{"half of nine are reached by five", "+++++....", rules{half}, approval.OutcomeApproved, true},
		{"the body asks for at least five", "++++dddd.", rules{leastFive}, approval.OutcomeDeferred, false},

		// the majority of all voting seats
		{"four of nine for and nobody against: five are needed", "++++==...", nil, approval.OutcomeReturned, false},
		{"five of nine for", "+++++=...", nil, approval.OutcomeApproved, true},
		{"half of eight is not more than half", "++++----", nil, approval.OutcomeReturned, true},
		{"the chair does not decide a tie of all seats", "++++----d", nil, approval.OutcomeReturned, true},
		{"abstentions only: nothing is passed", "=========", nil, approval.OutcomeReturned, true},
		{"against only", "---------", nil, approval.OutcomeReturned, true},
		{"unanimous", "+++++++++", nil, approval.OutcomeApproved, true},

		// the majority of the votes cast
		{"two for, one against, the rest abstained", "+-+======", rules{cast}, approval.OutcomeApproved, true},
		{"one for, two against, the rest abstained", "+--======", rules{cast}, approval.OutcomeReturned, true},
		{"a tie, the chair against", "-+-+=====", rules{cast}, approval.OutcomeReturned, true},
		{"a tie, the chair for with a condition", "c-+-=====", rules{cast}, approval.OutcomeConditions, true},
		{"a tie, the chair abstained: nobody decides", "=+-+-====", rules{cast}, approval.OutcomeReturned, true},
		{"a tie, the chair recused", "d+-+-====", rules{cast}, approval.OutcomeReturned, true},
		{"a tie, and no casting vote in the rules", "++--=====", rules{cast, noCasting}, approval.OutcomeReturned, true},
		{"abstentions only are no tie", "=========", rules{cast}, approval.OutcomeReturned, true},
		{"a tie, the chair has not voted", ".+-+-==+-", rules{cast}, approval.OutcomeReturned, false},

		// two thirds
		{"two thirds of nine are six", "++++++---", rules{twoThirds}, approval.OutcomeApproved, true},
		{"five of nine are less than two thirds", "+++++----", rules{twoThirds}, approval.OutcomeReturned, true},
		{"two thirds of eight are six, not five", "d+++++---", rules{twoThirds}, approval.OutcomeReturned, true},
		{"six of eight are two thirds", "d++++++--", rules{twoThirds}, approval.OutcomeApproved, true},

		// conditions
		{"one of those for has a condition", "+c++++---", nil, approval.OutcomeConditions, true},
		{"the motion carries a condition", "++++++---", rules{carrying}, approval.OutcomeConditions, true},
		{"a condition of a motion that is not passed is none", "+-----+--", rules{carrying}, approval.OutcomeReturned, true},
		{"for with a condition is for", "ccccc----", nil, approval.OutcomeConditions, true},

		// a motion to reject
		{"the motion to reject is passed", "+++++----", rules{rejecting}, approval.OutcomeRejected, true},
		{"the motion to reject is not passed: the case is where it was", "++++-----", rules{rejecting}, approval.OutcomeKept, true},
		{"a motion to reject without a quorum", "+++++....", rules{rejecting}, approval.OutcomeDeferred, false},
		{"a tie on a motion to reject, the chair for it", "++--=====", rules{rejecting, cast}, approval.OutcomeRejected, true},

		// early, both ways
		{"five of nine for with six voted: the rest changes nothing", "+++++=...", nil, approval.OutcomeApproved, true},
		{"five against with six voted: five for cannot come together", "-----=...", nil, approval.OutcomeReturned, true},
		{"four against with six voted: three could still pass it", "----++...", nil, approval.OutcomeReturned, false},
		{"five for, but no quorum yet: they might stay away", "+++++....", nil, approval.OutcomeDeferred, false},
		{"of the votes cast: three ahead and two missing", "+++++-=..", rules{cast}, approval.OutcomeApproved, true},
		{"of the votes cast: two ahead and two missing, the chair for: a tie at worst", "++++--=..", rules{cast}, approval.OutcomeApproved, true},
		{"of the votes cast: two ahead and two missing, the chair against", "-++++-=..", rules{cast}, approval.OutcomeApproved, false},
		{"of the votes cast: two ahead and two missing, one of them the chair", ".++++--=.", rules{cast}, approval.OutcomeApproved, false},

		// in a room
		{"those who are not there are not waited for", "++++--ooo", rules{room}, approval.OutcomeReturned, true},
		{"six present make the quorum", "+++++-ooo", rules{room}, approval.OutcomeApproved, true},
		{"five present do not", "+++++oooo", rules{room}, approval.OutcomeDeferred, true},
		{"somebody who is there has not voted and may decide", "++++--.oo", rules{room}, approval.OutcomeReturned, false},
		{"somebody who is there has not voted and decides nothing", "+++++-.oo", rules{room}, approval.OutcomeApproved, true},
		{"five voted, one who is there could make the quorum", "+++++.ooo", rules{room}, approval.OutcomeDeferred, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v := poll(tt.seats, tt.rules...)
			if got := v.Result(); got != tt.want {
				t.Errorf("Result() = %s, want %s: %+v", got, tt.want, v.Count())
			}
			if got := v.Decided(); got != tt.decided {
				t.Errorf("Decided() = %v, want %v: %+v", got, tt.decided, v.Count())
			}
		})
	}
}

func TestChangesOfAVote(t *testing.T) {
	tests := []struct {
		name    string
		ballots []approval.Ballot
		want    approval.Count
	}{
		{"the last ballot of a seat counts", []approval.Ballot{ballot(1, approval.Against), ballot(1, approval.For)},
			approval.Count{Seats: 3, For: 1, Missing: 2, Quorum: 3, Needed: 2, Chair: approval.For}},
		{"a seat is counted once, however often it voted", []approval.Ballot{ballot(2, approval.For), ballot(2, approval.For), ballot(2, approval.For)},
			approval.Count{Seats: 3, For: 1, Missing: 2, Quorum: 3, Needed: 2}},
		{"a condition is gone with the ballot that made it", []approval.Ballot{ballot(2, approval.ForWithCondition), ballot(2, approval.For)},
			approval.Count{Seats: 3, For: 1, Missing: 2, Quorum: 3, Needed: 2}},
		{"who turns out to be recused counts for nothing", []approval.Ballot{ballot(2, approval.For), ballot(2, approval.Recused)},
			approval.Count{Seats: 2, Recused: 1, Missing: 2, Quorum: 3, Needed: 2}},
		{"a seat that is not in the electorate has no vote", []approval.Ballot{ballot(9, approval.For)},
			approval.Count{Seats: 3, Missing: 3, Quorum: 3, Needed: 2}},
		{"another person in the seat changes the seat's ballot", []approval.Ballot{ballot(2, approval.For), {SeatID: 2, PersonID: 7, Choice: approval.Against}},
			approval.Count{Seats: 3, Against: 1, Missing: 2, Quorum: 3, Needed: 2}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v := poll("...")
			v.Ballots = tt.ballots
			if got := v.Count(); got != tt.want {
				t.Errorf("Count() = %+v,\nwant %+v", got, tt.want)
			}
			if got := len(v.Changes(tt.ballots[0].SeatID)); got != len(tt.ballots) {
				t.Errorf("%d ballots are kept, want %d", got, len(tt.ballots))
			}
		})
	}
}

// Decided is held against the long way: every way in which the missing ballots
// could come, or not come.
func TestDecidedIsWhatNoMissingBallotChanges(t *testing.T) {
	sets := map[string][]func(*approval.Vote){
		"all": nil, "cast": {cast}, "two thirds": {twoThirds}, "cast without casting vote": {cast, noCasting}, "half": {half, cast}, "least one": {leastOne},
		"least five": {leastFive}, "room": {room, cast}, "reject": {rejecting},
	}
	const kinds = "+-=rd.o"
	for name, rules := range sets {
		t.Run(name, func(t *testing.T) {
			for n := range 7 * 7 * 7 * 7 {
				seats := make([]byte, 4)
				for i := range seats {
					seats[i] = kinds[n%7]
					n /= 7
				}
				v := poll(string(seats), rules...)
				results := map[approval.Outcome]bool{}
				fill(v, v.Missing(), results)
				if got, want := v.Decided(), len(results) == 1; got != want {
					t.Fatalf("%s: Decided() = %v, but it can end as %v", seats, got, results)
				}
			}
		})
	}
}

func fill(v *approval.Vote, missing []approval.Elector, results map[approval.Outcome]bool) {
	if len(missing) == 0 {
		results[v.Result()] = true
		return
	}
	fill(v, missing[1:], results) // never comes
	kept := v.Ballots
	for _, c := range []approval.Choice{approval.For, approval.Against, approval.Abstain, approval.Recused} {
		v.Ballots = append(kept[:len(kept):len(kept)], ballot(missing[0].SeatID, c))
		fill(v, missing[1:], results)
	}
	v.Ballots = kept
}
