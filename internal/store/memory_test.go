package store

import (
	"testing"

	"qadam/internal/portfolio"
)

// A day and the day it is compared with fit whole however large the portfolio
// is; a third day takes the place of the first.
func TestTwoDaysOfALargePortfolioAreKept(t *testing.T) {
	m, shared := newMemory(), make([]portfolio.Line, linesKept/2)
	kept := func(day int) int {
		n := 0
		for id := range int64(5) {
			if _, ok := lookUp(m, &m.pictures, pictureKey{programme: id, on: day}); ok {
				n++
			}
		}
		return n
	}
	for day := range 3 {
		for id := range int64(5) {
			p := &portfolio.Picture{Programme: portfolio.Programme{ID: id}, Boards: map[int]*portfolio.Board{2018: {Lines: shared}}}
			m.rememberPast(pictureKey{programme: id, on: day}, p)
		}
	}
	for day, want := range []int{0, 5, 5} {
		if got := kept(day); got != want {
			t.Errorf("of day %d there are %d pictures, want %d", day, got, want)
		}
	}
	if small := newMemory(); small.pictures.room != linesKept {
		t.Errorf("a small portfolio has room for %d lines", small.pictures.room)
	}
}

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
