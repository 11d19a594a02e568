package store

import "testing"

// What was used longest ago goes first, and what is large takes the room of
// many; the newest stays even when it is larger than all the room.
func TestMemoForgetsByWeight(t *testing.T) {
	m := memo[string, int]{room: 10, weigh: func(v int) int { return v }}
	has := func(want string) {
		t.Helper()
		got := ""
		for _, k := range []string{"a", "b", "c", "d"} {
			if _, ok := m.items[k]; ok {
				got += k
			}
		}
		if got != want {
			t.Errorf("has %q, want %q", got, want)
		}
	}
	m.put("a", 4)
	m.put("b", 4)
	m.get("a")
	m.put("c", 4)
	has("ac")
	m.put("c", 2)
	m.put("b", 4)
	has("abc")
	m.put("d", 11)
	has("d")
	m.put("a", 1)
	has("a")
}
