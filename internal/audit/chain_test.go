package audit_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"qadam/internal/audit"
	"qadam/internal/civil"
	"qadam/internal/testkit"
)

// chain is n entries, four a day, and a checkpoint for every day that ended.
func chain(t *testing.T, n int) ([]audit.Entry, []audit.Checkpoint) {
	t.Helper()
	at, hash := testkit.At("2018-03-01 00:00"), ""
	var entries []audit.Entry
	var checkpoints []audit.Checkpoint
	for i := range n {
		e, err := audit.Sealed(hash, audit.Entry{
			Seq: int64(i + 1), RecordedAt: at.Add(time.Duration(i) * 6 * time.Hour), ActorID: 3, ActorName: "Айгерім", Seat: "manager",
			Action: "milestone.progress", ProgrammeID: 1, Entity: "milestone", EntityID: 9, Before: `{"percent":10}`, After: `{"percent":20}`, Files: "aa bb",
		})
		if err != nil {
			t.Fatal(err)
		}
		if i > 0 && civil.DateOf(entries[i-1].RecordedAt).Before(civil.DateOf(e.RecordedAt)) {
			checkpoints = append(checkpoints, signed(entries[i-1], "testkit"))
		}
		entries, hash = append(entries, e), e.Hash
	}
	return entries, checkpoints
}

func signed(e audit.Entry, key string) audit.Checkpoint {
	return audit.Checkpoint{Seq: e.Seq, Day: civil.DateOf(e.RecordedAt), Hash: e.Hash, RecordedAt: e.RecordedAt}.Signed(testkit.KeyOf(key))
}

func check(entries []audit.Entry, checkpoints []audit.Checkpoint, trusted string) audit.Verdict {
	c := audit.NewCheck(checkpoints, trusted)
	for _, e := range entries {
		c.Entry(e)
	}
	return c.Verdict()
}

func TestASoundChain(t *testing.T) {
	entries, checkpoints := chain(t, 10)
	v := check(entries, checkpoints, checkpoints[0].PublicKey)
	if !v.Sound() || v.Entries != 10 || v.Checkpoints != 2 || v.Head != entries[9].Hash {
		t.Errorf("%+v", v)
	}
	if v := check(nil, nil, ""); !v.Sound() {
		t.Errorf("an empty log: %+v", v)
	}
}

func TestEveryFieldIsPartOfTheHash(t *testing.T) {
	for name, forge := range map[string]func(*audit.Entry){
		"time":      func(e *audit.Entry) { e.RecordedAt = e.RecordedAt.Add(time.Microsecond) },
		"actor":     func(e *audit.Entry) { e.ActorID++ },
		"name":      func(e *audit.Entry) { e.ActorName = "Somebody else" },
		"seat":      func(e *audit.Entry) { e.Seat = "head" },
		"action":    func(e *audit.Entry) { e.Action = "milestone.accepted" },
		"programme": func(e *audit.Entry) { e.ProgrammeID = 2 },
		"entity":    func(e *audit.Entry) { e.Entity = "project" },
		"id":        func(e *audit.Entry) { e.EntityID++ },
		"before":    func(e *audit.Entry) { e.Before = "" },
		"after":     func(e *audit.Entry) { e.After = `{"percent":90}` },
		"files":     func(e *audit.Entry) { e.Files = "aa" },
		"hash":      func(e *audit.Entry) { e.Hash = strings.Repeat("0", 64) },
	} {
		t.Run(name, func(t *testing.T) {
			entries, checkpoints := chain(t, 10)
			forge(&entries[5])
			if v := check(entries, checkpoints, ""); v.FirstBad != 6 || v.Fault != "entry 6 does not match its hash" {
				t.Errorf("%+v", v)
			}
		})
	}
}

func TestWhatElseIsFound(t *testing.T) {
	ours := chainKey(t)
	tests := []struct {
		name  string
		spoil func([]audit.Entry, []audit.Checkpoint) ([]audit.Entry, []audit.Checkpoint)
		bad   int64
		fault string
	}{
		{"an entry taken out of the middle", func(e []audit.Entry, c []audit.Checkpoint) ([]audit.Entry, []audit.Checkpoint) {
			return append(e[:3:3], e[4:]...), c
		}, 4, "entry 4 is missing"},
		{"two entries exchanged", func(e []audit.Entry, c []audit.Checkpoint) ([]audit.Entry, []audit.Checkpoint) {
			e[3], e[4] = e[4], e[3]
			return e, c
		}, 4, "entry 4 is missing"},
		{"the tail cut off behind a checkpoint", func(e []audit.Entry, c []audit.Checkpoint) ([]audit.Entry, []audit.Checkpoint) {
			return e[:6], c
		}, 7, "entry 7 is missing: the checkpoint of 2018-03-02 signed entry 8"},
		{"everything removed", func(_ []audit.Entry, c []audit.Checkpoint) ([]audit.Entry, []audit.Checkpoint) {
			return nil, c
		}, 1, "entry 1 is missing: the checkpoint of 2018-03-02 signed entry 8"},
		{"the end written anew with right hashes", func(e []audit.Entry, c []audit.Checkpoint) ([]audit.Entry, []audit.Checkpoint) {
			for i := 6; i < len(e); i++ {
				e[i].After = `{"percent":99}`
				e[i], _ = audit.Sealed(e[i-1].Hash, e[i])
			}
			return e, c
		}, 8, "entry 8 is not what the checkpoint of 2018-03-02 signed"},
		{"a checkpoint with a forged hash", func(e []audit.Entry, c []audit.Checkpoint) ([]audit.Entry, []audit.Checkpoint) {
			e[7].After = `{"percent":99}`
			e[7], _ = audit.Sealed(e[6].Hash, e[7])
			c[1].Hash = e[7].Hash
			return e[:8], c
		}, 8, "entry 8 has a checkpoint with a wrong signature"},
		{"a checkpoint with another day", func(e []audit.Entry, c []audit.Checkpoint) ([]audit.Entry, []audit.Checkpoint) {
			c[0].Day = c[0].Day.AddDays(1)
			return e, c
		}, 4, "entry 4 has a checkpoint with a wrong signature"},
		{"a checkpoint of another key", func(e []audit.Entry, c []audit.Checkpoint) ([]audit.Entry, []audit.Checkpoint) {
			c[0] = signed(e[3], "thief")
			return e, c
		}, 4, "entry 4 has a checkpoint signed with another key"},
		{"a signature that is no hex", func(e []audit.Entry, c []audit.Checkpoint) ([]audit.Entry, []audit.Checkpoint) {
			c[0].Signature = "?"
			return e, c
		}, 4, "entry 4 has a checkpoint with a wrong signature"},
		{"time goes back", func(e []audit.Entry, c []audit.Checkpoint) ([]audit.Entry, []audit.Checkpoint) {
			e[9].RecordedAt = e[0].RecordedAt
			e[9], _ = audit.Sealed(e[8].Hash, e[9])
			return e, c
		}, 10, "entry 10 is older than the entry before it"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v := check2(t, tt.spoil, ours)
			if v.FirstBad != tt.bad || v.Fault != tt.fault {
				t.Errorf("first bad %d: %s; want %d: %s", v.FirstBad, v.Fault, tt.bad, tt.fault)
			}
		})
	}
}

func chainKey(t *testing.T) string {
	t.Helper()
	_, checkpoints := chain(t, 10)
	return checkpoints[0].PublicKey
}

func check2(t *testing.T, spoil func([]audit.Entry, []audit.Checkpoint) ([]audit.Entry, []audit.Checkpoint), trusted string) audit.Verdict {
	t.Helper()
	entries, checkpoints := spoil(chain(t, 10))
	return check(entries, checkpoints, trusted)
}

// A restored installation has a new key and trusts the old one too.
func TestSeveralKeysMayBeTrusted(t *testing.T) {
	entries, checkpoints := chain(t, 10)
	old := checkpoints[0].PublicKey
	checkpoints[1] = signed(entries[7], "new")
	if v := check(entries, checkpoints, old); v.Sound() {
		t.Error("the new key was not trusted")
	}
	if v := check(entries, checkpoints, old+" "+checkpoints[1].PublicKey); !v.Sound() {
		t.Error(v.Fault)
	}
}

func TestDiffHasOnlyWhatDiffers(t *testing.T) {
	type m = map[string]any
	tests := []struct {
		name          string
		before, after any
		want          string
	}{
		{"one field", m{"percent": 10, "note": "a"}, m{"percent": 20, "note": "a"}, `{"percent":10} {"percent":20}`},
		{"new", nil, m{"percent": 20}, `{} {"percent":20}`},
		{"gone", m{"percent": 20}, nil, `{"percent":20} {}`},
		{"a field more", m{}, m{"note": "a"}, `{} {"note":"a"}`},
		{"nothing", m{"a": 1}, m{"a": 1}, `{} {}`},
		{"not objects", 10, 20, `10 20`},
		{"days", m{"d": testkit.Day("2018-03-01")}, m{"d": civil.Date{}}, `{"d":"2018-03-01"} {"d":null}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := audit.Diff(tt.before, tt.after)
			got := fmt.Sprint(canonical(t, c.Before), " ", canonical(t, c.After))
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
	c := audit.Added(1).With("aa").With("bb")
	if diff := cmp.Diff([]string{"aa", "bb"}, c.Files); diff != "" {
		t.Error(diff)
	}
}

func canonical(t *testing.T, v any) string {
	t.Helper()
	s, err := audit.Canonical(v)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// RFC 8785: keys in order, no spaces, the shortest numbers, letters as they are.
func TestCanonical(t *testing.T) {
	got := canonical(t, map[string]any{"б": 1.0, "a": []any{"Қ<&>", nil, 1e21}, "c": json.RawMessage(`{ "y" : 2, "x" : 1 }`)})
	if want := `{"a":["Қ<&>",null,1e+21],"c":{"x":1,"y":2},"б":1}`; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if canonical(t, nil) != "" {
		t.Error("nothing is not empty")
	}
	if _, err := audit.Canonical(func() {}); err == nil {
		t.Error("a function has no JSON")
	}
}
