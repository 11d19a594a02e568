package schedule

import (
	"errors"
	"slices"
	"testing"
)

func TestACircleIsNamed(t *testing.T) {
	tests := []struct {
		name  string
		lines []string
		want  []int
	}{
		{"linked to itself", []string{"A 1", "B 1 B"}, []int{1}},
		{"two", []string{"A 1 B", "B 1 A"}, []int{0, 1}},
		{"three with something before and behind", []string{"A 1", "B 1 A D", "C 1 B", "D 1 C", "E 1 D"}, []int{1, 2, 3}},
		{"the way goes along the links", []string{"A 1 B", "B 1 C", "C 1 A"}, []int{0, 2, 1}},
		{"behind another", []string{"C 1 B", "D 1 C E", "E 1 D", "A 1 B", "B 1 A"}, []int{3, 4}},
		{"of any kind of link", []string{"A 1 B SS", "B 1 A-9 FF"}, []int{0, 1}},
		{"though one of them has ended", []string{"A 1 B was 1-1", "B 1 A"}, []int{0, 1}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			n := network(tt.lines...)
			_, err := n.Schedule()
			var circle *CycleError
			if !errors.As(err, &circle) || !slices.Equal(circle.Path, tt.want) {
				t.Fatalf("%v, want %v", err, tt.want)
			}
			slices.Reverse(n.Links)
			_, again := n.Schedule()
			if again.Error() != err.Error() {
				t.Errorf("%v, and the other way round %v", err, again)
			}
		})
	}
}

func TestTheErrorSaysTheWay(t *testing.T) {
	_, err := network("A 1 C", "B 1 A", "C 1 B").Schedule()
	if want := "schedule: the links run in a circle: 0 → 1 → 2 → 0"; err == nil || err.Error() != want {
		t.Errorf("%v", err)
	}
}

func TestOrder(t *testing.T) {
	order, err := Order(4, network("A 1 C", "B 1", "C 1 B", "D 1 A").Links)
	if err != nil || !slices.Equal(order, []int{1, 2, 0, 3}) {
		t.Errorf("%v %v", order, err)
	}
	order, err = Order(4, network("A 1 C", "B 1 D", "C 1 A", "D 1").Links)
	if err == nil || !slices.Equal(order, []int{3, 1, 0, 2}) {
		t.Errorf("with a circle: %v %v", order, err)
	}
	for _, bad := range []Link{{From: 2, To: 0}, {From: 0, To: -1}} {
		if _, err := Order(2, []Link{bad}); err == nil || errors.As(err, new(*CycleError)) {
			t.Errorf("%v: %v", bad, err)
		}
	}
}
