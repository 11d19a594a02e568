package portfolio

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"qadam/internal/fault"
)

// standing writes lines as "a 1.1, a 1.2, b 2.1": which milestone stands where.
// A milestone is a letter, its project the digit behind it.
func standing(places []Place) string {
	var out []string
	for _, p := range places {
		out = append(out, fmt.Sprintf("%c %s", rune(p.MilestoneID), p.Number))
	}
	return strings.Join(out, ", ")
}

// placed reads what standing writes; the project is the first part.
func placed(text string) []Place {
	var out []Place
	for one := range strings.SplitSeq(text, ", ") {
		letter, number, _ := strings.Cut(one, " ")
		project := int64(first(number)[0])
		out = append(out, Place{int64(letter[0]), project, len(out) + 1, number})
	}
	return out
}

const tree = "a 1.1, b 1.2, c 1.2.1, d 1.2.2, e 1.3, f 2.1, g 2.1.1, h 2.2, i 3.1"

func TestNumbersFollowFromOrderAndDepth(t *testing.T) {
	for _, tt := range []struct{ name, was, want string }{
		{"what is in order stays", tree, tree},
		{"a gap closes", "a 1.1, b 1.4, c 1.4.3, d 3.7", "a 1.1, b 1.2, c 1.2.1, d 2.1"},
		{"the same number twice becomes two", "a 1.1, b 1.1, c 1.1.1", "a 1.1, b 1.2, c 1.2.1"},
		{"lines of a project come together", "a 1.1, b 2.1, c 1.2, d 2.2", "a 1.1, c 1.2, b 2.1, d 2.2"},
		{"without a parent a line comes up", "a 1.1.1.1, b 1.1, c 1.1.1.1", "a 1.1, b 1.2, c 1.2.1"},
		{"a project's first line stands under no line of another", "a 1.1, b 1.1.1, c 2.1.1", "a 1.1, b 1.1.1, c 2.1"},
		{"one part is no number of a line", "a 1, b 1", "a 1.1, b 1.2"},
		{"nothing is nothing", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var was []Place
			if tt.was != "" {
				was = placed(tt.was)
			}
			if got := standing(Renumber(was)); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestMoves(t *testing.T) {
	refused := func(key string) string { return "refused: " + key }
	for _, tt := range []struct {
		line   byte
		way    Way
		before byte
		want   string
	}{
		{'b', MoveUp, 0, "b 1.1, c 1.1.1, d 1.1.2, a 1.2, e 1.3, f 2.1, g 2.1.1, h 2.2, i 3.1"},
		{'d', MoveUp, 0, "a 1.1, b 1.2, d 1.2.1, c 1.2.2, e 1.3, f 2.1, g 2.1.1, h 2.2, i 3.1"},
		{'e', MoveUp, 0, "a 1.1, e 1.2, b 1.3, c 1.3.1, d 1.3.2, f 2.1, g 2.1.1, h 2.2, i 3.1"},
		{'a', MoveUp, 0, refused("roadmap.cannot_move")},
		{'c', MoveUp, 0, refused("roadmap.cannot_move")},
		{'f', MoveUp, 0, refused("roadmap.cannot_move")},
		{'a', MoveDown, 0, "b 1.1, c 1.1.1, d 1.1.2, a 1.2, e 1.3, f 2.1, g 2.1.1, h 2.2, i 3.1"},
		{'f', MoveDown, 0, "a 1.1, b 1.2, c 1.2.1, d 1.2.2, e 1.3, h 2.1, f 2.2, g 2.2.1, i 3.1"},
		{'d', MoveDown, 0, refused("roadmap.cannot_move")},
		{'e', MoveDown, 0, refused("roadmap.cannot_move")},
		{'b', MoveIn, 0, "a 1.1, b 1.1.1, c 1.1.1.1, d 1.1.1.2, e 1.2, f 2.1, g 2.1.1, h 2.2, i 3.1"},
		{'e', MoveIn, 0, "a 1.1, b 1.2, c 1.2.1, d 1.2.2, e 1.2.3, f 2.1, g 2.1.1, h 2.2, i 3.1"},
		{'a', MoveIn, 0, refused("roadmap.cannot_move")},
		{'f', MoveIn, 0, refused("roadmap.cannot_move")},
		{'c', MoveOut, 0, "a 1.1, b 1.2, d 1.2.1, c 1.3, e 1.4, f 2.1, g 2.1.1, h 2.2, i 3.1"},
		{'b', MoveOut, 0, refused("roadmap.cannot_move")},
		{'e', MoveBefore, 'c', "a 1.1, b 1.2, e 1.2.1, c 1.2.2, d 1.2.3, f 2.1, g 2.1.1, h 2.2, i 3.1"},
		{'d', MoveBefore, 'a', "d 1.1, a 1.2, b 1.3, c 1.3.1, e 1.4, f 2.1, g 2.1.1, h 2.2, i 3.1"},
		{'a', MoveBefore, 'e', "b 1.1, c 1.1.1, d 1.1.2, a 1.2, e 1.3, f 2.1, g 2.1.1, h 2.2, i 3.1"},
		{'b', MoveBefore, 'd', refused("roadmap.cannot_move")}, // under itself
		{'b', MoveBefore, 'b', refused("roadmap.cannot_move")},
		{'b', MoveBefore, 'h', refused("roadmap.cannot_move")}, // of another project
		{'b', MoveBefore, 'z', refused("roadmap.cannot_move")},
		{'g', MoveProjectUp, 0, "f 1.1, g 1.1.1, h 1.2, a 2.1, b 2.2, c 2.2.1, d 2.2.2, e 2.3, i 3.1"},
		{'g', MoveProjectDown, 0, "a 1.1, b 1.2, c 1.2.1, d 1.2.2, e 1.3, i 2.1, f 3.1, g 3.1.1, h 3.2"},
		{'a', MoveProjectUp, 0, refused("roadmap.cannot_move")},
		{'i', MoveProjectDown, 0, refused("roadmap.cannot_move")},
		{'a', "sideways", 0, refused("roadmap.cannot_move")},
		{'z', MoveUp, 0, refused("fault.not_found")},
	} {
		t.Run(fmt.Sprintf("%c %s %c", tt.line, tt.way, max(tt.before, ' ')), func(t *testing.T) {
			before := placed(tree)
			places, err := Move{tt.way, int64(tt.before)}.Apply(before, int64(tt.line))
			got := standing(places)
			if err != nil {
				got = refused(fault.Of(err).Key)
			}
			if got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
			if standing(before) != tree {
				t.Error("what was given has changed")
			}
		})
	}
}

func TestANewLineStandsWhereItsNumberSays(t *testing.T) {
	for _, tt := range []struct {
		project, number, want string
	}{
		{"1", "", "a 1.1, b 1.2, c 1.2.1, d 1.2.2, e 1.3, x 1.4, f 2.1, g 2.1.1, h 2.2, i 3.1"},
		{"4", "", tree + ", x 4.1"},
		{"4", "4.1", tree + ", x 4.1"},
		{"1", "1.4", "a 1.1, b 1.2, c 1.2.1, d 1.2.2, e 1.3, x 1.4, f 2.1, g 2.1.1, h 2.2, i 3.1"},
		{"1", "1.9", "a 1.1, b 1.2, c 1.2.1, d 1.2.2, e 1.3, x 1.4, f 2.1, g 2.1.1, h 2.2, i 3.1"}, // drawn up
		{"1", "1.2.3", "a 1.1, b 1.2, c 1.2.1, d 1.2.2, x 1.2.3, e 1.3, f 2.1, g 2.1.1, h 2.2, i 3.1"},
		{"1", "1.1.1", "a 1.1, x 1.1.1, b 1.2, c 1.2.1, d 1.2.2, e 1.3, f 2.1, g 2.1.1, h 2.2, i 3.1"},
		{"2", "2.1.1.1", "a 1.1, b 1.2, c 1.2.1, d 1.2.2, e 1.3, f 2.1, g 2.1.1, x 2.1.1.1, h 2.2, i 3.1"},
		{"1", "1.3", "number roadmap.number_taken"},
		{"1", "1.2.2", "number roadmap.number_taken"},
		{"1", "2.3", "number roadmap.number_of_other_project"},
		{"2", "1.4", "number roadmap.number_of_other_project"},
		{"4", "5.1", "number roadmap.number_of_other_project"},
		{"1", "1.7.1", "number roadmap.number_without_parent"},
		{"4", "4.1.1", "number roadmap.number_without_parent"},
		{"1", "1", "number roadmap.number_bad"},
		{"1", "1.a", "number roadmap.number_bad"},
		{"1", "1.0", "number roadmap.number_bad"},
		{"1", "1.03", "number roadmap.number_bad"},
		{"1", "1.", "number roadmap.number_bad"},
		{"1", "1.-1", "number roadmap.number_bad"},
		{"1", "1.2.1.1.1.1", "number roadmap.too_deep"},
	} {
		t.Run(tt.number+" of project "+tt.project, func(t *testing.T) {
			got := said(Inserted(placed(tree), Place{'x', int64(tt.project[0]), 0, tt.number}))
			if got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
	if got := said(Inserted(nil, Place{'x', '7', 0, ""})); got != "x 1.1" {
		t.Errorf("the first line of all: %s", got)
	}
	if got := said(InsertedBefore(placed(tree), Place{'x', '1', 0, ""}, 'd')); got != "a 1.1, b 1.2, c 1.2.1, x 1.2.2, d 1.2.3, e 1.3, f 2.1, g 2.1.1, h 2.2, i 3.1" {
		t.Errorf("before d: %s", got)
	}
	if got := said(InsertedUnder(placed(tree), Place{'x', '1', 0, ""}, 'b')); got != "a 1.1, b 1.2, c 1.2.1, d 1.2.2, x 1.2.3, e 1.3, f 2.1, g 2.1.1, h 2.2, i 3.1" {
		t.Errorf("under b: %s", got)
	}
	for _, other := range []int64{'f', 'z'} {
		if got := said(InsertedBefore(placed(tree), Place{'x', '1', 0, ""}, other)); got != "roadmap.cannot_move" {
			t.Errorf("before %c: %s", other, got)
		}
		if got := said(InsertedUnder(placed(tree), Place{'x', '1', 0, ""}, other)); got != "roadmap.cannot_move" {
			t.Errorf("under %c: %s", other, got)
		}
	}
}

func said(places []Place, err error) string {
	if err != nil {
		f := fault.Of(err)
		if len(f.Fields) == 1 {
			return f.Fields[0].Name + " " + f.Fields[0].Key
		}
		return f.Key
	}
	return standing(places)
}

func TestWhatStoodUnderALineThatIsTakenOutMovesUp(t *testing.T) {
	for line, want := range map[byte]string{
		'b': "a 1.1, c 1.2, d 1.3, e 1.4, f 2.1, g 2.1.1, h 2.2, i 3.1",
		'c': "a 1.1, b 1.2, d 1.2.1, e 1.3, f 2.1, g 2.1.1, h 2.2, i 3.1",
		'i': "a 1.1, b 1.2, c 1.2.1, d 1.2.2, e 1.3, f 2.1, g 2.1.1, h 2.2",
		'z': tree,
	} {
		if got := standing(Without(placed(tree), int64(line))); got != want {
			t.Errorf("without %c: %s\nwant %s", line, got, want)
		}
	}
	if got := standing(Without(placed("a 1.1, b 2.1, c 3.1"), 'b')); got != "a 1.1, c 2.1" {
		t.Errorf("the last line of a project: %s", got)
	}
}

// Whatever is done to a roadmap in whichever order, its numbers are sound.
func TestNumbersAreSoundWhateverIsDone(t *testing.T) {
	r := rand.New(rand.NewPCG(2018, 10))
	for round := range 200 {
		var places []Place
		for range r.IntN(25) {
			places = append(places, Place{int64(len(places) + 1), int64(r.IntN(4)), r.IntN(9), strings.TrimSuffix(strings.Repeat("7.", 1+r.IntN(7)), ".")})
		}
		places = Renumber(places)
		sound(t, places)
		if again := Renumber(places); !slices.Equal(again, places) {
			t.Fatalf("numbered twice it is another: %v, %v", places, again)
		}
		next := int64(1000)
		for step := range 40 {
			before := places
			some := int64(1 + r.IntN(len(before)+1))
			if len(before) > 0 {
				some = before[r.IntN(len(before))].MilestoneID
			}
			switch r.IntN(4) {
			case 0:
				next++
				if after, err := Inserted(before, Place{next, int64(r.IntN(5)), 0, ""}); err == nil {
					places = after
				}
			case 1:
				places = Without(before, some)
				if len(before) > 0 && len(places) != len(before)-1 {
					t.Fatalf("one was taken out, %d of %d are left", len(places), len(before))
				}
			default:
				move := Move{Way: Ways[r.IntN(len(Ways))]}
				if len(before) > 0 {
					move.Before = before[r.IntN(len(before))].MilestoneID
				}
				after, err := move.Apply(before, some)
				if err != nil {
					continue
				}
				places = after
				together(t, before, after, some)
			}
			sound(t, places)
			if t.Failed() {
				t.Fatalf("round %d, step %d: %v\nbecame %v", round, step, before, places)
			}
		}
	}
}

// sound holds the laws of numbers: in order, unique, with their parents, the
// lines of a project together and numbered by its place.
func sound(t *testing.T, places []Place) {
	t.Helper()
	numbers, projects := map[string]bool{}, map[int64]string{}
	last := ""
	for i, p := range places {
		if p.Position != i+1 || numbers[p.Number] || Depth(p.Number) < 2 || Depth(p.Number) > MaxDepth {
			t.Errorf("%+v at %d", p, i)
		}
		numbers[p.Number] = true
		parts, err := numberParts(p.Number)
		if err != nil {
			t.Error(err)
		}
		if n := parts[len(parts)-1]; n > 1 {
			parts[len(parts)-1]--
			if !numbers[joined(parts)] {
				t.Errorf("nothing stands before %s", p.Number)
			}
		}
		if Depth(p.Number) > 2 && !numbers[p.Number[:strings.LastIndexByte(p.Number, '.')]] {
			t.Errorf("%s has no parent before it", p.Number)
		}
		place := first(p.Number)
		if known, ok := projects[p.ProjectID]; ok && (known != place || last != place) {
			t.Errorf("the project of %s stands in two places", p.Number)
		} else if !ok && place != fmt.Sprint(len(projects)+1) {
			t.Errorf("%s: %d projects stand before", p.Number, len(projects))
		}
		projects[p.ProjectID], last = place, place
	}
}

// together holds that a line that was moved kept what stands under it.
func together(t *testing.T, before, after []Place, moved int64) {
	t.Helper()
	under := func(places []Place) []int64 {
		s := spotsOf(places)
		i := s.index(moved)
		var ids []int64
		for _, one := range s[i:s.end(i)] {
			ids = append(ids, one.milestone)
		}
		return ids
	}
	if was, is := under(before), under(after); !slices.Equal(was, is[:min(len(is), len(was))]) {
		t.Errorf("under %d stood %v, now %v", moved, was, is)
	}
	if len(before) != len(after) {
		t.Errorf("%d lines became %d", len(before), len(after))
	}
}
