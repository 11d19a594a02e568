package listing_test

import (
	"cmp"
	"fmt"
	"iter"
	"math/rand/v2"
	"net/url"
	"slices"
	"strings"
	"testing"

	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/listing"
)

// thing is a row with a value of every kind, some of which may be missing.
type thing struct {
	id    int64
	title string
	state int // place in states
	sum   int64
	due   civil.Date
	half  *int
}

var states = []string{"red", "amber", "green", ""}

func list() *listing.List[thing] {
	return &listing.List[thing]{
		Columns: []listing.Column[thing]{
			{Name: "title", Kind: listing.Text, Fixed: true, Order: func(t thing) listing.Key { return listing.ByText(i18n.RU, t.title) }},
			{Name: "state", Kind: listing.Choice, Order: func(t thing) listing.Key { return listing.ByNumber(t.state) }},
			{Name: "sum", Kind: listing.Money, Order: func(t thing) listing.Key { return listing.ByNumber(t.sum) }, Sum: func(t thing) int64 { return t.sum }},
			{Name: "due", Kind: listing.Day, Order: func(t thing) listing.Key { return listing.ByDay(t.due) }},
			{Name: "half", Kind: listing.Percent, Hidden: true, Order: func(t thing) listing.Key {
				if t.half == nil {
					return listing.None
				}
				return listing.ByNumber(*t.half)
			}},
			{Name: "note", Kind: listing.Text, Hidden: true},
		},
		Filters: []listing.Filter[thing]{
			{Name: "q", Whole: true, Make: func(v []string) func(thing) bool {
				return func(t thing) bool { return strings.Contains(t.title, v[0]) }
			}},
			{Name: "state", Make: func(v []string) func(thing) bool {
				return func(t thing) bool { return slices.Contains(v, states[t.state]) }
			}},
		},
		Groups: []listing.Group[thing]{{
			Name: "state", Code: func(t thing) string { return states[t.state] }, Order: func(t thing) listing.Key { return listing.ByNumber(t.state) },
		}},
		Default: []listing.Sort{{By: "due"}},
		ID:      func(t thing) int64 { return t.id },
	}
}

// things are n rows in no order, alike enough for many equals.
func things(n int, r *rand.Rand) []thing {
	words := strings.Fields("Әкімдік арна Құрылыс кезең Zone зона 2 10 школа «Сергек» ёлка")
	all := make([]thing, n)
	for i := range all {
		t := thing{id: int64(i + 1), title: words[r.IntN(len(words))] + " " + words[r.IntN(len(words))], state: r.IntN(4), sum: int64(r.IntN(9)) - 4}
		if r.IntN(5) > 0 {
			t.due = civil.Date{Year: 2018, Month: 6, Day: 1 + r.IntN(12)}
		}
		if h := r.IntN(120); h <= 100 {
			t.half = &h
		}
		all[i] = t
	}
	r.Shuffle(n, func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all
}

// naive is the whole list as anybody would make it: filter, sort, that is all.
func naive(all []thing, q listing.Query) []thing {
	var rows []thing
	for _, t := range all {
		if q.Filter("q") != nil && !strings.Contains(t.title, q.Values.Get("q")) || q.Filter("state") != nil && !slices.Contains(q.Filter("state"), states[t.state]) {
			continue
		}
		rows = append(rows, t)
	}
	day := func(t thing) int { return t.due.Day }
	// missing is last either way
	known := func(a, b bool, less int, down bool) int {
		switch {
		case a && b && down:
			return -less
		case a && b:
			return less
		case a:
			return -1
		case b:
			return 1
		default:
			return 0
		}
	}
	by := func(name string, down bool, a, b thing) int {
		switch name {
		case "title":
			return known(true, true, i18n.Compare(i18n.RU, a.title, b.title), down)
		case "state":
			return known(true, true, cmp.Compare(a.state, b.state), down)
		case "sum":
			return known(true, true, cmp.Compare(a.sum, b.sum), down)
		case "due":
			return known(!a.due.IsZero(), !b.due.IsZero(), cmp.Compare(day(a), day(b)), down)
		default:
			x, y := 0, 0
			if a.half != nil && b.half != nil {
				x, y = *a.half, *b.half
			}
			return known(a.half != nil, b.half != nil, cmp.Compare(x, y), down)
		}
	}
	slices.SortFunc(rows, func(a, b thing) int {
		c := 0
		if q.Group != "" {
			c = cmp.Compare(a.state, b.state)
		}
		for _, s := range append(slices.Clone(q.Sort), listing.Sort{By: "due"}) {
			c = cmp.Or(c, by(s.By, s.Descending, a, b))
		}
		return cmp.Or(c, cmp.Compare(a.id, b.id))
	})
	return rows
}

func read(t testing.TB, l *listing.List[thing], address string) listing.Query {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return l.Read(u)
}

func ids(rows []thing) string {
	var out []string
	for _, r := range rows {
		out = append(out, fmt.Sprint(r.id))
	}
	return strings.Join(out, " ")
}

// TestPagesAreTheSortedList walks random lists forwards and backwards, and holds
// every page, its count, its sums and its place against the plain way.
func TestPagesAreTheSortedList(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 1))
	sorts := []string{"", "title", "-title", "state,-sum", "-due,half", "-half,title,sum", "sum", "due"}
	for n := range 60 {
		all := things(r.IntN(230), r)
		query := url.Values{"rows": {"25"}, "sort": {sorts[r.IntN(len(sorts))]}}
		if r.IntN(2) == 0 {
			query.Set("group", "state")
		}
		if r.IntN(3) == 0 {
			query.Set("state", "red,green")
		}
		if r.IntN(4) == 0 {
			query.Set("q", "зона")
		}
		address := "/things?" + query.Encode()
		l := list()
		want := naive(all, read(t, l, address))
		if got := l.All(slices.Values(all), read(t, l, address)); ids(got.Rows) != ids(want) {
			t.Fatalf("%d %s: all is %s, want %s", n, address, ids(got.Rows), ids(want))
		}
		walk(t, l, all, want, address)
	}
}

func walk(t *testing.T, l *listing.List[thing], all, want []thing, address string) {
	t.Helper()
	at, next := 0, address
	var last listing.Page[thing]
	for {
		q := read(t, l, next)
		p := l.Page(slices.Values(all), q)
		end := min(at+q.Rows, len(want))
		if ids(p.Rows) != ids(want[at:end]) {
			t.Fatalf("%s: the page is %s, want %s", next, ids(p.Rows), ids(want[at:end]))
		}
		if p.Total.Count != len(want) || p.Of != len(all) || len(want) > 0 && p.From != at+1 || len(want) == 0 && p.From != 0 {
			t.Fatalf("%s: %d of %d from %d, want %d of %d from %d", next, p.Total.Count, p.Of, p.From, len(want), len(all), at+1)
		}
		if (p.Before != "") != (at > 0) || (p.After != "") != (end < len(want)) {
			t.Fatalf("%s: pages before and after are wrong: %q %q", next, p.Before, p.After)
		}
		groups(t, p, want, q)
		last = p
		if p.After == "" {
			break
		}
		at, next = end, q.Next(p.After)
	}
	for last.Before != "" {
		q := read(t, l, read(t, l, address).Previous(last.Before))
		last = l.Page(slices.Values(all), q)
		from := max(0, at-q.Rows)
		if ids(last.Rows) != ids(want[from:at]) || last.From != from+1 || last.After == "" {
			t.Fatalf("%s back: the page from %d is %s, want %s", address, last.From, ids(last.Rows), ids(want[from:at]))
		}
		at = from
	}
}

// groups holds what the engine added up against adding it up.
func groups(t *testing.T, p listing.Page[thing], want []thing, q listing.Query) {
	t.Helper()
	sums, counts, total := map[string]int64{}, map[string]int{}, int64(0)
	for _, w := range want {
		sums[states[w.state]] += w.sum
		counts[states[w.state]]++
		total += w.sum
	}
	if p.Total.By["sum"] != total {
		t.Fatalf("the total is %d, want %d", p.Total.By["sum"], total)
	}
	if q.Group == "" {
		if p.Groups != nil || p.At != nil {
			t.Fatal("groups that nobody asked for")
		}
		return
	}
	if len(p.Groups) != len(sums) {
		t.Fatalf("%d groups, want %d", len(p.Groups), len(sums))
	}
	for _, g := range p.Groups {
		if g.Count != counts[g.Code] || g.By["sum"] != sums[g.Code] {
			t.Fatalf("group %q has %d and %d, want %d and %d", g.Code, g.Count, g.By["sum"], counts[g.Code], sums[g.Code])
		}
	}
	for i, r := range p.Rows {
		if p.Groups[p.At[i]].Code != states[r.state] {
			t.Fatalf("row %d stands under %q", r.id, p.Groups[p.At[i]].Code)
		}
	}
	if n := len(p.Groups); n > 0 && counts[""] > 0 && p.Groups[n-1].Code != "" {
		t.Error("what has no state is not last")
	}
}

// TestACursorOutlivesItsRow keeps the place when the row at the end of the page
// is gone, and begins anew under another order.
func TestACursorOutlivesItsRow(t *testing.T) {
	l := list()
	all := things(90, rand.New(rand.NewPCG(6, 2)))
	q := read(t, l, "/things?sort=title&rows=25")
	first := l.Page(slices.Values(all), q)
	gone := first.Rows[24]
	left := slices.DeleteFunc(slices.Clone(all), func(x thing) bool { return x.id == gone.id })
	second := l.Page(slices.Values(left), read(t, l, q.Next(first.After)))
	if want := naive(all, q)[25:50]; ids(second.Rows) != ids(want) {
		t.Errorf("after the row went: %s, want %s", ids(second.Rows), ids(want))
	}
	other := read(t, l, q.Next(first.After))
	other.Sort = []listing.Sort{{By: "sum"}, {By: "title"}}
	if p := l.Page(slices.Values(all), other); p.From != 1 || len(p.Rows) != 25 {
		t.Errorf("a cursor of another order: from %d, %d rows", p.From, len(p.Rows))
	}
}

// TestACursorIsOfItsOrder begins anew when the group, the columns or the language
// that a cursor was written under are others, and past the last row.
func TestACursorIsOfItsOrder(t *testing.T) {
	all := things(90, rand.New(rand.NewPCG(6, 3)))
	l := list()
	l.Locale = "kk"
	const address = "/things?sort=sum&rows=25"
	after := l.Page(slices.Values(all), read(t, l, address)).After
	second := l.Page(slices.Values(all), read(t, l, address+"&after="+after))
	if second.From != 26 {
		t.Fatalf("the second page is from %d", second.From)
	}
	for name, other := range map[string]string{"another column": "/things?sort=title&rows=25", "the other way": "/things?sort=-sum&rows=25", "a group": address + "&group=state"} {
		if p := l.Page(slices.Values(all), read(t, l, other+"&after="+after)); p.From != 1 || len(p.Rows) != 25 {
			t.Errorf("%s: from %d, %d rows", name, p.From, len(p.Rows))
		}
	}
	both := read(t, l, address+"&after="+after+"&before="+second.Before)
	if p := l.Page(slices.Values(all), both); p.From != 26 || ids(p.Rows) != ids(second.Rows) {
		t.Errorf("with before beside it: from %d", p.From)
	}
	if p := l.Page(slices.Values(second.Rows[:0:0]), read(t, l, address+"&after="+after)); len(p.Rows) != 0 || p.From != 0 {
		t.Errorf("of nothing: from %d", p.From)
	}
	left := naive(all, read(t, l, address))[:20]
	if p := l.Page(slices.Values(left), read(t, l, address+"&after="+after)); p.From != 1 || len(p.Rows) != 20 {
		t.Errorf("past the last row: from %d, %d rows", p.From, len(p.Rows))
	}
	l.Locale = "ru"
	if p := l.Page(slices.Values(all), read(t, l, address+"&after="+after)); p.From != 1 {
		t.Errorf("another language: from %d", p.From)
	}
}

func TestQueriesAreReadAndWritten(t *testing.T) {
	l := list()
	tests := []struct{ address, want string }{
		{"/things", "/things"},
		{"/things?sort=&state=&lang=kk&after=x&page=3", "/things?after=x"},
		{"/things?sort=sum&sort=-due&sort=sum&sort=nothing", "/things?sort=sum,-due"},
		{"/things?sort=sum,due,state,title", "/things?sort=sum,due,state"},
		{"/things?sort=note", "/things"},
		{"/things?cols=half&cols=sum&cols=nothing", "/things?cols=title,sum,half"},
		{"/things?cols=nothing", "/things"},
		{"/things?state=red&state=green,red", "/things?state=red,green"},
		{"/things?q=a,b&as_of=2018-06-30", "/things?as_of=2018-06-30&q=a,b"},
		{"/things?rows=7&dense=no&group=nothing", "/things"},
		{"/things?rows=100&dense=yes&group=state&view=7", "/things?dense=yes&group=state&rows=100&view=7"},
	}
	for _, tt := range tests {
		if got := read(t, l, tt.address).Address(); got != tt.want {
			t.Errorf("%s is written %s, want %s", tt.address, got, tt.want)
		}
	}
	q := read(t, l, "/things?sort=sum,-due&state=red,green&q=x&after=abc&as_of=2018-06-30")
	for name, tt := range map[string]struct{ got, want string }{
		"sorted by the first": {q.SortedBy("sum"), "/things?as_of=2018-06-30&q=x&sort=-sum&state=red,green"},
		"sorted by another":   {q.SortedBy("title"), "/things?as_of=2018-06-30&q=x&sort=title&state=red,green"},
		"then by one more":    {q.ThenBy("title"), "/things?as_of=2018-06-30&q=x&sort=sum,-due,title&state=red,green"},
		"the other way":       {q.ThenBy("due"), "/things?as_of=2018-06-30&q=x&sort=sum,due&state=red,green"},
		"without a value":     {q.Without("state", "red"), "/things?as_of=2018-06-30&q=x&sort=sum,-due&state=green"},
		"bare":                {q.Bare(), "/things?as_of=2018-06-30&sort=sum,-due"},
		"data":                {q.Data("csv"), "/things.csv?as_of=2018-06-30&cols=title,state,sum,due&q=x&sort=sum,-due&state=red,green"},
		"next":                {q.Next("def"), "/things?after=def&as_of=2018-06-30&q=x&sort=sum,-due&state=red,green"},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: %s, want %s", name, tt.got, tt.want)
		}
	}
	if strings.Join(q.Cols, " ") != "title state sum due" || q.Chosen || !q.Filtered() {
		t.Errorf("columns by default: %v", q.Cols)
	}
}

// FuzzAddresses reads whatever stands in an address: nothing breaks, and what is
// written is read again as the same.
func FuzzAddresses(f *testing.F) {
	f.Add("sort=-sum,title&group=state&after=AwEAAA")
	f.Add("before=%00&rows=25&cols=half,half&state=,,red")
	f.Add("after=BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
	all := things(40, rand.New(rand.NewPCG(6, 3)))
	f.Fuzz(func(t *testing.T, query string) {
		l := list()
		q := l.Read(&url.URL{Path: "/things", RawQuery: query})
		if p := l.Page(slices.Values(all), q); len(p.Rows) > q.Rows || p.Total.Count > p.Of {
			t.Errorf("%d rows of %d found of %d", len(p.Rows), p.Total.Count, p.Of)
		}
		u, err := url.Parse(q.Address())
		if err != nil {
			t.Fatal(err)
		}
		if again := l.Read(u).Address(); again != q.Address() {
			t.Errorf("%q is read again as %q", q.Address(), again)
		}
	})
}

// BenchmarkFirstPage is the first page of 100,000 rows, filtered, sorted by
// three columns, grouped with sums.
func BenchmarkFirstPage(b *testing.B) {
	all := things(100_000, rand.New(rand.NewPCG(6, 4)))
	keys := map[string]string{}
	for _, t := range all {
		keys[t.title] = string(i18n.SortKey(i18n.RU, t.title))
	}
	for _, address := range []string{"/things", "/things?sort=-title", "/things?sort=state,-sum,title&group=state", "/things?state=red&sort=-half"} {
		b.Run(address, func(b *testing.B) {
			l := list()
			l.Columns[0].Order = func(t thing) listing.Key { return listing.ByBytes(keys[t.title]) }
			q := read(b, l, address)
			rows := iter.Seq[thing](slices.Values(all))
			for b.Loop() {
				if p := l.Page(rows, q); len(p.Rows) != q.Rows {
					b.Fatal(len(p.Rows))
				}
			}
		})
	}
}

func TestWhatAFilterRefusesFindsNothing(t *testing.T) {
	l := list()
	l.Filters[1].Refuse = listing.OneOf("red", "amber", "green")
	rows := slices.Values([]thing{{id: 1, state: 0}, {id: 2, state: 1}})
	for query, want := range map[string]int{"": 2, "state=red": 1, "state=green": 0, "state=red,blue": -1, "state=blue": -1, "q=blue": 0} {
		u := &url.URL{Path: "/things", RawQuery: query}
		q := l.Read(u)
		if faulty := want < 0; faulty != (len(q.Faults) == 1) {
			t.Errorf("%s: faults %v", query, q.Faults)
		}
		if p := l.Page(rows, q); p.Total.Count != max(want, 0) || len(l.All(rows, q).Rows) != max(want, 0) {
			t.Errorf("%s finds %d, want %d", query, p.Total.Count, want)
		}
	}
}
