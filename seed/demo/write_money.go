package demo

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"qadam/internal/civil"
	"qadam/internal/money"
)

// treasury is the money of a programme as it is written; part is a piece of it.
type treasury struct {
	Money
	acts   map[string]int // of each contract
	orders int            // payment orders
}

type part func(*treasury)

// moneyOf puts the parts into the order in which they happened. Scenes of one
// day follow each other by a few minutes.
func moneyOf(programme string, parts ...part) Money {
	t := &treasury{Money: Money{Programme: programme}, acts: map[string]int{}}
	for _, p := range parts {
		p(t)
	}
	slices.SortStableFunc(t.Scenes, func(a, b MoneyScene) int { return a.At.Day.Compare(b.At.Day) })
	before, n := civil.Date{}, 0
	for i := range t.Scenes {
		at := &t.Scenes[i].At
		if at.Day != before {
			before, n = at.Day, 0
		}
		minutes := 9*60 + 32 + n*7 + int(at.Day.Day)%5
		at.Hour, at.Minute = minutes/60, minutes%60
		n++
	}
	return t.Money
}

func (t *treasury) scene(day civil.Date, s MoneyScene) {
	s.At = Moment{Day: day}
	t.Scenes = append(t.Scenes, s)
}

func (t *treasury) enter(day civil.Date, rows ...Posting) {
	t.scene(day, MoneyScene{Kind: Entered, Rows: rows})
}

// revenue is the own revenue of the local budget, in billion tenge, from a year
// on.
func revenue(at, number, date string, from int, billions ...float64) part {
	return func(t *treasury) {
		for i, b := range billions {
			t.scene(day(at), MoneyScene{Kind: Earned, Head: true, Year: from + i, Amount: mln(b * 1000),
				Paper: Paper{Kind: "budget", Number: number, Date: day(date), Title: "Прогноз собственных доходов местного бюджета"}})
		}
	}
}

// row is a sum of a table of many lines.
type row struct {
	line string
	sum  float64
	why  string
}

func to(line string, millions float64, why ...string) row {
	return row{line, millions, strings.Join(why, " ")}
}

// budget allocates money by a decision on the budget or a refinement of it,
// entered by the head as one table.
func budget(at, number, date, title string, rows ...row) part {
	return func(t *treasury) {
		paper := Paper{Kind: "budget", Number: number, Date: day(date), Title: title}
		s := MoneyScene{Kind: Entered, Head: true}
		for _, r := range rows {
			s.Rows = append(s.Rows, Posting{Line: r.line, Kind: "allocate", Year: Year, Amount: mln(r.sum), On: paper.Date, Paper: paper, Why: r.why})
		}
		t.scene(day(at), s)
	}
}

// planned is what a paper other than a roadmap plans for a year after the
// play's, or without one.
func planned(at, line string, paper Paper, from int, millions ...float64) part {
	return func(t *treasury) {
		for i, m := range millions {
			if m == 0 {
				continue
			}
			t.enter(day(at), Posting{Key: fmt.Sprintf("%s plan %d", line, from+i), Line: line, Kind: "plan", Year: from + i, Amount: mln(m), On: paper.Date, Paper: paper})
		}
	}
}

// takeOff reverses a posting by its key.
func takeOff(at, posting string, paper Paper, why string) part {
	return func(t *treasury) {
		t.scene(day(at), MoneyScene{Kind: TakenOff, Posting: posting, Paper: paper, Why: why})
	}
}

func paper(kind, number, date, title string) Paper { return papered(kind, number, day(date), title) }

// dealBit is a part of a contract: an attribute or a scene of its story.
type dealBit func(*treasury, *Deal)

func (t *treasury) agree(d *Deal, registered string, bits []dealBit) {
	d.Project, _, _ = strings.Cut(d.Line, "/")
	d.Key = d.Project + " " + d.Number
	entered, known := d.Signed, day(cmp.Or(registered, d.Signed.String()))
	if d.OfAnotherYear {
		entered, known = day("01-26"), day("01-26")
	}
	t.scene(entered, MoneyScene{Kind: Agreed, Deal: d.Key})
	if registered != "" {
		d.Registered = day(registered)
		d.Registry = fmt.Sprintf("%s-%03d", strings.ToUpper(t.Programme[:3]), len(t.Deals)+1)
	}
	i := len(t.Scenes)
	committed := false
	for _, b := range bits {
		b(t, d)
	}
	for _, s := range t.Scenes[i:] {
		for _, p := range s.Rows {
			committed = committed || p.Kind == "commit" && p.Line == d.Line
		}
	}
	if !committed && d.Kind != "memorandum" {
		inYears(d.Signed.Year, float64(d.Amount)/1e8)(t, d)
	}
	// It is registered and begins before anything else of the story.
	var opening []MoneyScene
	if d.Kind != "memorandum" {
		if registered != "" {
			opening = append(opening, MoneyScene{At: Moment{Day: known}, Kind: Stepped, Deal: d.Key, State: "registered", On: d.Registered,
				Paper: papered("registration", d.Registry, d.Registered, "")})
		}
		opening = append(opening, MoneyScene{At: Moment{Day: known}, Kind: Stepped, Deal: d.Key, State: "active", On: day(cmp.Or(registered, d.Signed.String()))})
	}
	t.Scenes = slices.Insert(t.Scenes, i, opening...)
	t.Deals = append(t.Deals, *d)
}

// purchase is a contract of public procurement.
func purchase(line, number, signed, registered, until, customer string, supplier Company, millions float64, bits ...dealBit) part {
	return func(t *treasury) {
		d := &Deal{Line: line, Kind: "procurement", Number: number, Signed: day(signed), Start: day(signed), End: day(until), Customer: customer, Supplier: supplier, Amount: mln(millions)}
		d.Purchase = &Purchase{Code: CodeOf(line), Procurement: fmt.Sprintf("PP-%s-%d", strings.ToUpper(t.Programme[:3]), 1000+len(t.Deals)*37),
			Plan: Paper{Number: "№ ИПФ-" + fmt.Sprint(len(t.Deals)+1), Date: civil.Date{Year: d.Signed.Year, Month: 1, Day: 10}}}
		d.OfAnotherYear = d.Signed.Year < Year
		t.agree(d, registered, bits)
	}
}

// subscribes is a contract of the service model: so many months at a price
// in million tenge.
func subscribes(line, number, signed, registered, start, until, customer string, supplier Company, service string, months int, price float64, bits ...dealBit) part {
	return func(t *treasury) {
		d := &Deal{Line: line, Kind: "ict_service", Number: number, Signed: day(signed), Start: day(start), End: day(until), Customer: customer, Supplier: supplier, Amount: mln(price) * money.Amount(months)}
		d.Subscription = &Subscription{Service: service, Catalogue: fmt.Sprintf("KU-%s-%02d", strings.ToUpper(t.Programme[:3]), len(t.Deals)+1), Unit: "месяц", Price: mln(price), Units: int64(months),
			Level:    "Доступность 99,5 % в месяц, ответ на обращение до 4 часов",
			Security: Paper{Number: fmt.Sprintf("№ ИБ-%d", 40+len(t.Deals)), Date: d.Signed.AddDays(-20)},
			Exit:     "Данные возвращаются заказчику в открытом формате в течение 30 дней"}
		t.agree(d, registered, bits)
	}
}

// partnership is a contract of public-private partnership: what the partner
// invests.
func partnership(line, number, signed, registered, until, customer string, partner Company, millions float64, p Partnership, bits ...dealBit) part {
	return func(t *treasury) {
		p.Capex = mln(millions)
		p.Owner = cmp.Or(p.Owner, "state")
		t.agree(&Deal{Line: line, Kind: "ppp", Number: number, Signed: day(signed), Start: day(signed), End: day(until), Customer: customer, Supplier: partner, Amount: mln(millions), MultiYear: true, Partnership: &p}, registered, bits)
	}
}

// investment is a contract by which private money comes; loan is one by which
// it is lent.
func investment(line, number, signed, until, customer string, investor Company, millions float64, b Backing, bits ...dealBit) part {
	return func(t *treasury) {
		kind := "investment"
		if b.Instrument == "loan" {
			kind = "loan"
		}
		t.agree(&Deal{Line: line, Kind: kind, Number: number, Signed: day(signed), Start: day(signed), End: day(until), Customer: customer, Supplier: investor, Amount: mln(millions), MultiYear: true, Backing: &b}, "", bits)
	}
}

// memorandum binds nobody: money can be planned by it and no more.
func memorandum(line, number, signed, until, customer string, with Company, millions float64, b Backing) part {
	return func(t *treasury) {
		t.agree(&Deal{Line: line, Kind: "memorandum", Number: number, Signed: day(signed), Start: day(signed), End: day(until), Customer: customer, Supplier: with, Amount: mln(millions), Backing: &b,
			OfAnotherYear: day(signed).Year < Year}, "", nil)
	}
}

// papers are the decisions before a partnership: expert review, budget
// commission, maslikhat, each a number and a date.
func (p Partnership) papers(review, reviewed, commission, commissioned, vote, voted string) Partnership {
	p.Review, p.Commission, p.Vote = Paper{Number: review, Date: day(reviewed)}, Paper{Number: commission, Date: day(commissioned)}, Paper{Number: vote, Date: day(voted)}
	return p
}

// CodeOf is the budget code of a line: what the roadmap gives it, or else the
// usual one of the department.
func CodeOf(line string) string {
	l := LineOf(line)
	p := projectOf(l.Project)
	for _, one := range p.Lines {
		if one.BudgetCode != "" && strings.HasPrefix(l.Source, one.Source) {
			return one.BudgetCode
		}
	}
	return usualCode[p.Direction]
}

// usualCode is the budget code of a department whose project the roadmap pays
// otherwise.
var usualCode = map[string]string{
	"safety": "03.1.252.003.015", "energy": "07.3.373.018.015", "transport": "12.9.368.002.015", "city": "01.1.120.001.015",
	"health": "05.9.253.030.015", "education": "04.9.261.004.015", "housing": "07.2.371.016.015", "ecology": "10.5.254.005.000", "economy": "13.9.289.003.015",
}
