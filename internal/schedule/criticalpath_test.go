package schedule

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"qadam/internal/civil"
)

func date(s string) civil.Date {
	d, err := civil.ParseDate(s)
	if err != nil {
		panic(s)
	}
	return d
}

// monday is day 1 of the networks below. The calendar has no holidays: days 1
// to 5 are a week of work, day 6 is the next Monday.
var (
	monday  = date("2018-01-08")
	weekday = civil.NewCalendar(nil)
)

func day(n int) civil.Date { return weekday.Day(weekday.Ordinal(monday) + n - 1) }

func number(d civil.Date) int { return weekday.Ordinal(d) - weekday.Ordinal(monday) + 1 }

// network reads a network of lines such as "C 4 A+2 B SS-1 from 3 by 12":
// a name, how many days, what it follows with lag and kind, not before day 3,
// to end by day 12. Also: "ends-from 7" does not end before day 7, "began 2"
// and "was 2-5" are facts, "aside" is beside the rest.
func network(lines ...string) Network {
	n := Network{Calendar: weekday, Start: monday}
	at := map[string]int{}
	for i, line := range lines {
		at[strings.Fields(line)[0]] = i
	}
	for i, line := range lines {
		words := strings.Fields(line)
		a := Activity{Duration: whole(words[1])}
		for w := 2; w < len(words); w++ {
			switch words[w] {
			case "from":
				w++
				a.NotBefore = day(whole(words[w]))
			case "by":
				w++
				a.FinishBy = day(whole(words[w]))
			case "ends-from":
				w++
				a.FinishNotBefore = day(whole(words[w]))
			case "began":
				w++
				a.Start = day(whole(words[w]))
			case "aside":
				a.Aside = true
			case "was":
				w++
				from, until, _ := strings.Cut(words[w], "-")
				a.Start, a.Finish = day(whole(from)), day(whole(until))
			default:
				l := Link{To: i, Kind: FS}
				name := strings.TrimRight(words[w], "+-0123456789")
				if lag := words[w][len(name):]; lag != "" {
					l.Lag = whole(lag)
				}
				l.From = at[name]
				if w+1 < len(words) && slices.Contains([]Kind{FS, SS, FF, SF}, Kind(words[w+1])) {
					w++
					l.Kind = Kind(words[w])
				}
				n.Links = append(n.Links, l)
			}
		}
		n.Activities = append(n.Activities, a)
	}
	return n
}

func whole(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		panic(s)
	}
	return n
}

// shown is a result as "early early-late late total free", critical with a star.
func shown(r Result) []string {
	var lines []string
	for _, t := range r.Timings {
		line := fmt.Sprintf("%d-%d %d-%d %d %d", number(t.EarliestStart), number(t.EarliestFinish), number(t.LatestStart), number(t.LatestFinish), t.TotalFloat, t.FreeFloat)
		if t.Critical {
			line += " *"
		}
		lines = append(lines, line)
	}
	return lines
}

// The vectors are worked by hand. Days are inclusive: an activity of five days
// that starts on day 1 ends on day 5, and what follows it starts on day 6.
func TestSchedule(t *testing.T) {
	tests := []struct {
		name  string
		lines []string
		want  []string // early start and finish, late start and finish, total and free float
		end   int
		path  []int
	}{
		{"one activity", []string{"A 5"}, []string{"1-5 1-5 0 0 *"}, 5, []int{0}},
		{"one after the other", []string{"A 5", "B 3 A"}, []string{"1-5 1-5 0 0 *", "6-8 6-8 0 0 *"}, 8, []int{0, 1}},
		{"FS with a lag of two", []string{"A 5", "B 3 A+2"}, []string{"1-5 1-5 0 0 *", "8-10 8-10 0 0 *"}, 10, []int{0, 1}},
		{"FS with a lead of two", []string{"A 5", "B 3 A-2"}, []string{"1-5 1-5 0 0 *", "4-6 4-6 0 0 *"}, 6, []int{0, 1}},
		{"a lead longer than the predecessor starts no earlier than the network", []string{"A 2", "B 3 A-9"}, []string{"1-2 2-3 1 1", "1-3 1-3 0 0 *"}, 3, []int{1}},
		{"SS", []string{"A 5", "B 3 A SS"}, []string{"1-5 1-5 0 0 *", "1-3 3-5 2 2"}, 5, []int{0}},
		{"SS with a lag of four", []string{"A 5", "B 3 A+4 SS"}, []string{"1-5 1-5 0 0 *", "5-7 5-7 0 0 *"}, 7, []int{0, 1}},
		{"SS with a lead", []string{"A 5 from 4", "B 3 A-2 SS"}, []string{"4-8 4-8 0 0 *", "2-4 6-8 4 4"}, 8, []int{0}},
		{"FF", []string{"A 5", "B 3 A FF"}, []string{"1-5 1-5 0 0 *", "3-5 3-5 0 0 *"}, 5, []int{0, 1}},
		{"FF with a lag of two", []string{"A 5", "B 3 A+2 FF"}, []string{"1-5 1-5 0 0 *", "5-7 5-7 0 0 *"}, 7, []int{0, 1}},
		{"FF with a lead of three", []string{"A 5", "B 3 A-3 FF"}, []string{"1-5 1-5 0 0 *", "1-3 3-5 2 2"}, 5, []int{0}},
		{"SF: it does not end before the other starts", []string{"A 2 from 6", "B 3 A SF"}, []string{"6-7 6-7 0 0 *", "4-6 5-7 1 1"}, 7, []int{0}},
		{"SF with a lag of three", []string{"A 2 from 6", "B 3 A+3 SF"}, []string{"6-7 6-7 0 0 *", "7-9 7-9 0 0 *"}, 9, []int{0, 1}},
		{"SF with a lead of three", []string{"A 2 from 6", "B 3 A-3 SF"}, []string{"6-7 6-7 0 0 *", "1-3 5-7 4 4"}, 7, []int{0}},

		// A(3) → B(4) and C(6) → D(5): by B 12 days, by C 14.
		{"two ways to the end", []string{"A 3", "B 4 A", "C 6 A", "D 5 B C"}, []string{"1-3 1-3 0 0 *", "4-7 6-9 2 2", "4-9 4-9 0 0 *", "10-14 10-14 0 0 *"}, 14, []int{0, 2, 3}},
		// B may slip by 4 with C, but only C's slip is free of others.
		{"float is shared along a chain", []string{"A 10", "B 2", "C 4 B", "D 1 A C"}, []string{"1-10 1-10 0 0 *", "1-2 5-6 4 0", "3-6 7-10 4 4", "11-11 11-11 0 0 *"}, 11, []int{0, 3}},
		// A ladder: trench, pipe, backfill, staggered by SS+2 and FF+2.
		{"a ladder of SS and FF", []string{"A 6", "B 4 A+2 SS A+2 FF", "C 3 B+2 SS B+2 FF"}, []string{"1-6 1-6 0 0 *", "5-8 5-8 0 0 *", "8-10 8-10 0 0 *"}, 10, []int{0, 1, 2}},
		{"not earlier than", []string{"A 5", "B 3 A from 9"}, []string{"1-5 4-8 3 3", "9-11 9-11 0 0 *"}, 11, []int{1}},
		{"not ending earlier than", []string{"A 5", "B 3 A ends-from 12", "C 2 B"}, []string{"1-5 5-9 4 4", "10-12 10-12 0 0 *", "13-14 13-14 0 0 *"}, 14, []int{1, 2}},
		{"must finish by, and does", []string{"A 5", "B 3 A by 8", "C 9"}, []string{"1-5 1-5 0 0 *", "6-8 6-8 0 1 *", "1-9 1-9 0 0 *"}, 9, []int{2}},
		{"must finish by, and cannot: float is negative back to the start", []string{"A 5", "B 3 A by 6", "C 4 B"}, []string{"1-5 -1-3 -2 0 *", "6-8 4-6 -2 0 *", "9-12 9-12 0 0 *"}, 12, []int{0, 1, 2}},
		{"an activity of no days", []string{"A 5", "B 0 A", "C 2 B"}, []string{"1-5 1-5 0 0 *", "6-5 6-5 0 0 *", "6-7 6-7 0 0 *"}, 7, []int{0, 1, 2}},
		{"linked twice, the later link holds", []string{"A 5", "B 3 A SS A+1"}, []string{"1-5 1-5 0 0 *", "7-9 7-9 0 0 *"}, 9, []int{0, 1}},
		{"in any order of the lines", []string{"B 3 A", "A 5"}, []string{"6-8 6-8 0 0 *", "1-5 1-5 0 0 *"}, 8, []int{1, 0}},
		{"the longest of two critical paths", []string{"A 8", "B 3", "C 5 B"}, []string{"1-8 1-8 0 0 *", "1-3 1-3 0 0 *", "4-8 4-8 0 0 *"}, 8, []int{1, 2}},

		{"what has ended holds nobody up and is not critical", []string{"A 5 was 1-9", "B 3 A"}, []string{"1-9 1-9 0 0", "10-12 10-12 0 0 *"}, 12, []int{1}},
		{"and nobody before it", []string{"A 5 from 4", "B 3 A was 1-3", "C 4 B"}, []string{"4-8 4-8 0 0 *", "1-3 1-3 0 0", "4-7 5-8 1 1"}, 8, []int{0}},
		{"what has begun keeps its start, the rest of its work is pushed", []string{"A 8", "B 3 A began 2", "C 2 B+1 SS"}, []string{"1-8 1-8 0 0 *", "2-11 2-11 0 0 *", "3-4 10-11 7 7"}, 11, []int{0, 1}},
		{"the rest of the work of what has begun can wait", []string{"A 8", "B 3 began 2 ends-from 5"}, []string{"1-8 1-8 0 0 *", "2-5 2-8 3 3"}, 8, []int{0}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, err := network(tt.lines...).Schedule()
			if err != nil {
				t.Fatal(err)
			}
			if got := shown(r); !slices.Equal(got, tt.want) {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
			if number(r.End) != tt.end || !slices.Equal(r.Path, tt.path) {
				t.Errorf("ends on day %d by %v, want %d by %v", number(r.End), r.Path, tt.end, tt.path)
			}
		})
	}
}

// The same in the calendar of 2018: Saturday 28 April is worked, 30 April and
// 1 May are not, nor 7 to 9 May.
func TestScheduleCountsWorkingDays(t *testing.T) {
	days := append(civil.HolidayRules(2018), civil.MovedDayOff(date("2018-04-28"), date("2018-04-30"))...)
	days = append(days, civil.MovedDayOff(date("2018-05-05"), date("2018-05-08"))...)
	n := Network{Calendar: civil.NewCalendar(days), Start: date("2018-04-21"), // a Saturday
		Activities: []Activity{{Duration: 6}, {Duration: 5}, {Duration: 2, FinishBy: date("2018-05-09")}},
		Links:      []Link{{From: 0, To: 1, Kind: FS}, {From: 0, To: 2, Kind: FS, Lag: 1}},
	}
	r, err := n.Schedule()
	if err != nil {
		t.Fatal(err)
	}
	want := []Timing{
		{EarliestStart: date("2018-04-23"), EarliestFinish: date("2018-04-28"), LatestStart: date("2018-04-23"), LatestFinish: date("2018-04-28"), Critical: true},
		{EarliestStart: date("2018-05-02"), EarliestFinish: date("2018-05-10"), LatestStart: date("2018-05-02"), LatestFinish: date("2018-05-10"), Critical: true},
		{EarliestStart: date("2018-05-03"), EarliestFinish: date("2018-05-04"), LatestStart: date("2018-05-04"), LatestFinish: date("2018-05-05"), TotalFloat: 1, FreeFloat: 2},
	}
	if !slices.Equal(r.Timings, want) || r.End != date("2018-05-10") || !slices.Equal(r.Path, []int{0, 1}) {
		t.Errorf("%+v", r)
	}
}

// What goes on beside the rest neither makes it longer nor is critical, and the
// links of it hold as all do.
func TestWhatStandsAside(t *testing.T) {
	for _, tt := range []struct {
		name  string
		lines []string
		want  string
		end   int
		path  []int
	}{
		{"all year", []string{"A 3", "B 4 A", "C 20 aside"}, "0 critical, 0 critical, 0", 7, []int{0, 1}},
		{"within the rest", []string{"A 3", "B 4 A", "C 2 aside"}, "0 critical, 0 critical, 5", 7, []int{0, 1}},
		{"followed", []string{"A 3", "C 5 aside", "B 4 A C"}, "2, 0, 0 critical", 9, []int{2}},
		{"following, it does not hold up what it follows", []string{"A 3", "B 4 A", "D 1", "C 20 D aside"}, "0 critical, 0 critical, 6, 0", 7, []int{0, 1}},
		{"one after the other", []string{"A 3", "C 9 aside", "E 9 C aside"}, "0 critical, 0, 0", 3, []int{0}},
		{"begun", []string{"A 3", "C 9 began 1 aside"}, "0 critical, 0", 3, []int{0}},
		{"ended", []string{"A 3", "C 9 was 1-9 aside"}, "0 critical, 0", 3, []int{0}},
		{"to end by a day", []string{"A 3", "C 9 by 8 aside"}, "0 critical, -1", 3, []int{0}},
		{"alone", []string{"C 9 aside", "D 4 aside"}, "0, 5", 9, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := scheduled(t, network(tt.lines...))
			var got []string
			for _, timing := range r.Timings {
				word := strconv.Itoa(timing.TotalFloat)
				if timing.Critical {
					word += " critical"
				}
				got = append(got, word)
			}
			if said := strings.Join(got, ", "); said != tt.want || number(r.End) != tt.end || !slices.Equal(r.Path, tt.path) {
				t.Errorf("%s, ends on day %d by %v; want %s on day %d by %v", said, number(r.End), r.Path, tt.want, tt.end, tt.path)
			}
		})
	}
}

func TestNothingToSchedule(t *testing.T) {
	r, err := network().Schedule()
	if err != nil || !r.End.IsZero() || len(r.Timings)+len(r.Path) != 0 {
		t.Errorf("%+v %v", r, err)
	}
}
