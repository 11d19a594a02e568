package store_test

import (
	"strings"
	"testing"
	"time"

	"qadam/internal/access"
	"qadam/internal/app"
	"qadam/internal/approval"
	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/store"
	"qadam/internal/testkit"
)

// decided is a meeting of the two voting seats of the world, under rules of
// their own, on the case of the zone: one is for, one against with a dissent.
// It returns the meeting and its vote.
func decided(t *testing.T, w *testkit.World, caseID int64) (sitting, vote int64) {
	t.Helper()
	ctx, chair, secretary := t.Context(), w.Actor("chair"), w.Actor("secretary")
	rules := approval.DefaultRules
	rules.QuorumLeast = 1
	must(t, w.App.SaveRules(ctx, w.Actor("admin"), w.Bodies["working-group"], rules, testkit.Day("2018-03-06"), "Two seats"))
	must(t, w.App.Resubmit(ctx, w.Actor("head.ontustik"), caseID, app.CaseText{Brief: i18n.Same("Why")}))
	steps(t, w, caseID, approval.Reviewed)
	sitting, err := w.App.PlanSitting(ctx, secretary, app.NewSitting{
		Form: approval.InPerson, At: testkit.At("2018-03-06 15:00"), Place: i18n.Same("Room"), Items: []app.NewItem{{CaseID: caseID}},
	})
	must(t, err)
	w.Clock.Set("2018-03-06 15:00")
	must(t, w.App.MarkPresence(ctx, secretary, sitting, map[int64]approval.Attendance{w.Seats["chair"]: approval.Present, w.Seats["member"]: approval.Present}))
	_, err = w.App.ConveneSitting(ctx, chair, sitting)
	must(t, err)
	s, err := w.Store.Read(access.System(), w.Store.Instant()).Sitting(ctx, sitting)
	must(t, err)
	vote, err = w.App.OpenVote(ctx, chair, sitting, s.Items[0].ID)
	must(t, err)
	w.Clock.Set("2018-03-06 15:10")
	must(t, w.App.CastBallot(ctx, chair, vote, approval.Ballot{Choice: approval.For}))
	must(t, w.App.CastBallot(ctx, w.Actor("member"), vote, approval.Ballot{Choice: approval.Against, Reason: "No"}))
	w.Clock.Set("2018-03-06 15:20")
	must(t, w.App.AddDissent(ctx, w.Actor("member"), vote, 0, "Never"))
	_, err = w.App.CloseVote(ctx, chair, vote)
	must(t, err)
	must(t, w.App.EndSitting(ctx, chair, sitting))
	return sitting, vote
}

// A vote as of an instant has the ballots that were cast by then, and was open
// until it was closed.
func TestAVoteAsOfAnInstant(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		w.Clock.Set("2018-03-06 10:00")
		id := heard(t, w)
		sitting, vote := decided(t, w, id)
		for _, tt := range []struct {
			at               string
			state            approval.SittingState
			votes, ballots   int
			dissent, outcome string
		}{
			{"2018-03-06 14:00", approval.SittingPlanned, 0, 0, "", ""},
			{"2018-03-06 15:05", approval.SittingConvened, 1, 0, "", "open"},
			{"2018-03-06 15:15", approval.SittingConvened, 1, 2, "", "open"},
			{"2018-03-06 15:25", approval.SittingHeld, 1, 2, "Never", "returned"},
		} {
			r := w.Store.Read(access.System(), testkit.At(tt.at))
			s, err := r.Sitting(t.Context(), sitting)
			must(t, err)
			if s.State() != tt.state || len(s.Votes) != tt.votes {
				t.Errorf("at %s the meeting is %s with %d votes", tt.at, s.State(), len(s.Votes))
			}
			v, err := r.Vote(t.Context(), vote)
			if tt.votes == 0 {
				if err == nil {
					t.Errorf("at %s there is a vote already", tt.at)
				}
				continue
			}
			must(t, err)
			if len(v.Ballots) != tt.ballots || v.Dissent(w.Seats["member"]) != tt.dissent || string(v.Outcome()) != tt.outcome {
				t.Errorf("at %s: %d ballots, dissent %q, %s", tt.at, len(v.Ballots), v.Dissent(w.Seats["member"]), v.Outcome())
			}
			if tt.ballots > 0 && (len(v.Presence) != 2 || v.Count().Missing != 0) {
				t.Errorf("at %s: presence %d, %+v", tt.at, len(v.Presence), v.Count())
			}
		}
		if _, err := w.Store.Read(access.System(), testkit.At("2018-03-06 09:00")).Sitting(t.Context(), sitting); err == nil {
			t.Error("the meeting was known before it was planned")
		}
	})
}

func TestSittingsAreListedForThoseWhoMaySee(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		w.Clock.Set("2018-03-06 10:00")
		sitting, _ := decided(t, w, heard(t, w))
		want := map[string]int{"admin": 0, "nobody": 0}
		for _, who := range testkit.Everyone {
			n, ok := want[who]
			if !ok {
				n = 1
			}
			r := w.Store.Read(w.Actor(who), w.Store.Instant())
			all, err := r.Sittings(t.Context(), store.SittingFilter{})
			if err != nil || len(all) != n {
				t.Errorf("%s sees %d sittings, %v", who, len(all), err)
			}
			if _, err := r.Sitting(t.Context(), sitting); (err == nil) != (n == 1) {
				t.Errorf("%s: %v", who, err)
			}
		}
		r := w.Store.Read(access.System(), w.Store.Instant())
		for name, f := range map[string]store.SittingFilter{
			"of the state":    {States: []approval.SittingState{approval.SittingHeld}},
			"of the year":     {Year: 2018, BodyID: w.Bodies["working-group"], Limit: 5},
			"of the key":      {IDs: []int64{sitting}},
			"before the next": {Before: sitting + 1},
		} {
			if all, err := r.Sittings(t.Context(), f); err != nil || len(all) != 1 || len(all[0].Votes) != 1 || all[0].Votes[0].Closing == nil {
				t.Errorf("%s: %v, %v", name, all, err)
			}
		}
		for name, f := range map[string]store.SittingFilter{
			"of another state": {States: []approval.SittingState{approval.SittingPlanned, approval.SittingConvened}}, "of another year": {Year: 2017}, "before the first": {Before: sitting},
		} {
			if all, err := r.Sittings(t.Context(), f); err != nil || len(all) != 0 {
				t.Errorf("%s: %v, %v", name, all, err)
			}
		}
	})
}

// What somebody wrote into the votes behind the doors is found.
func TestCheckCountsVotesAgain(t *testing.T) {
	const columns = "(vote_id, programme_id, seat_id, person_id, choice, reason, condition, dissent, recorded_at, recorded_by)"
	for _, tt := range []struct{ name, sql, want string }{
		{"nothing", "", ""},
		{"a ballot after the end", "INSERT INTO ballots " + columns + ` SELECT vote_id, programme_id, seat_id, person_id, 'for', '', '[]', '', (SELECT max(recorded_at) FROM sitting_steps), 0
			FROM ballots WHERE choice = 'against'`, "was cast after the vote was closed"},
		{"a ballot of a stranger", "INSERT INTO ballots " + columns + ` SELECT vote_id, programme_id, (SELECT id FROM seats WHERE code = 'expert'), person_id, 'for', '', '[]', '', recorded_at, 0
			FROM ballots WHERE choice = 'against'`, "which has no part in it"},
		{"a changed mind", "INSERT INTO ballots " + columns + ` SELECT vote_id, programme_id, seat_id, person_id, 'for', '', '[]', '', recorded_at, 0
			FROM ballots WHERE choice = 'against'`, "with another count than its ballots give"},
		{"a sitting that began again", `INSERT INTO sitting_steps (sitting_id, state, present, seats, quorum, note, recorded_at, recorded_by)
			SELECT sitting_id, 'convened', 0, 0, 0, '', recorded_at, 0 FROM sitting_steps WHERE state = 'held'`, "went from held to convened"},
	} {
		testkit.Dialects(t, func(t *testing.T, dialect string) {
			w := testkit.NewWorld(t, dialect)
			w.Clock.Set("2018-03-06 10:00")
			decided(t, w, heard(t, w))
			if tt.sql != "" {
				must(t, w.Store.DB().Exec(tt.sql).Error)
			}
			faults, err := w.Store.Check(t.Context())
			must(t, err)
			if said := strings.Join(faults, "\n"); !strings.Contains(said, tt.want) || tt.want == "" && said != "" {
				t.Errorf("%s: %q, want %q", tt.name, said, tt.want)
			}
		})
	}
}

// Who sat where on a day is told as it was known at the instant: a substitute
// named later stands in no earlier page.
func TestSeatsAreAsTheyWereKnown(t *testing.T) {
	testkit.Worlds(t, func(t *testing.T, w *testkit.World) {
		ctx, day := t.Context(), civil.DateOf(w.Store.Now())
		before := w.Store.Instant()
		must(t, w.App.Substitute(ctx, w.Actor("member"), w.Seats["member"], w.People["nobody"], day, day.AddDays(2), "Leave"))
		sits := func(at time.Time) int64 {
			seats, err := w.Store.Read(access.System(), at).SeatsOfBody(ctx, w.Bodies["working-group"], day)
			must(t, err)
			for _, s := range seats {
				if s.SeatID == w.Seats["member"] {
					return s.PersonID
				}
			}
			return 0
		}
		if was, is := sits(before), sits(w.Store.Instant()); was != w.People["member"] || is != w.People["nobody"] {
			t.Errorf("in the seat of %d sat %d, sits %d", w.People["member"], was, is)
		}
	})
}
