package demo

import (
	"fmt"
	"math"
	"strings"

	"qadam/internal/civil"
	"qadam/internal/i18n"
	"qadam/internal/money"
)

// Forms of completion, short because every line says one.
const (
	written   = "report"
	act       = "act"
	order     = "order"
	protocol  = "protocol"
	contract  = "contract"
	informing = "information"
)

// bit is a part of a line: a plan's attribute or a scene.
type bit func(*Line)

// t is a text in three languages.
func t(en, ru, kk string) i18n.Text { return i18n.Text{EN: en, RU: ru, KK: kk} }

// line writes a milestone: its key, its official title, its form, from when to
// when, its weight in the project, and then attributes and scenes in the order
// in which they happened.
func line(key, en, ru, kk, form, start, due string, weight int, bits ...bit) Line {
	p, err := civil.ParsePeriod(due)
	if err != nil {
		panic(fmt.Sprintf("seed/demo: %s: %q is not a period", key, due))
	}
	l := Line{Key: key, Title: t(en, ru, kk), Form: form, Start: day(start), Due: p, Weight: weight}
	for _, b := range bits {
		b(&l)
	}
	return l
}

// by names the responsible executor and then the co-executors.
func by(lead string, with ...string) bit {
	return func(l *Line) { l.Lead, l.With = lead, with }
}

// cost is in million tenge: 2018, then 2019 where there is a tail.
func cost(millions ...float64) bit {
	return func(l *Line) { l.Cost = sums(millions...) }
}

func sums(millions ...float64) []Cost {
	var c []Cost
	for i, m := range millions {
		if m > 0 {
			c = append(c, Cost{Year: Year + i, Amount: mln(m)})
		}
	}
	return c
}

// from names the source of financing where it is not the project's usual one.
func from(source string) bit { return func(l *Line) { l.Source = source } }

// budgeted names a source with a budget code of its own.
func budgeted(source, code string) bit {
	return func(l *Line) { l.Source, l.BudgetCode = source, code }
}

// after: finish to start. A key with a slash is one of another project.
func after(keys ...string) bit {
	return func(l *Line) {
		for _, k := range keys {
			l.After = append(l.After, Link{Key: k, Kind: "FS"})
		}
	}
}

// lagged is a link of another kind or with a lag in working days.
func lagged(key, kind string, lag int) bit {
	return func(l *Line) { l.After = append(l.After, Link{Key: key, Kind: kind, Lag: lag}) }
}

func gate(l *Line)     { l.Gate = true }
func forMoney(l *Line) { l.ForMoney = true }

func in(zone string) bit   { return func(l *Line) { l.Zone = zone } }
func note(text string) bit { return func(l *Line) { l.Note = text } }

// report is the manager's regular update.
func report(at string, percent int, forecast, note string) bit {
	return scene(Scene{At: moment(at), Kind: Reported, Percent: percent, Forecast: day(forecast), Note: note})
}

// done is the manager's update with evidence: the document's number and day,
// the name of its file and what stands in it.
func done(at, number, date, file, text string) bit {
	d := day(date)
	return scene(Scene{At: moment(at), Kind: SaidDone, Percent: 100, Forecast: d,
		Evidence: &Evidence{File: file, Number: number, Date: d, Text: text}})
}

// accept is an expert's word that the evidence will do.
func accept(at string, expert int) bit {
	return scene(Scene{At: moment(at), Kind: Accepted, Expert: expert})
}

// giveBack is an expert's return with a reason.
func giveBack(at string, expert int, reason string) bit {
	return scene(Scene{At: moment(at), Kind: Returned, Expert: expert, Note: reason})
}

func scene(s Scene) bit { return func(l *Line) { l.Scenes = append(l.Scenes, s) } }

// project fills what its lines take from it: the key's first part, the usual
// executor and the usual source of money.
func project(p Project, lead, source, budgetCode string, lines ...Line) Project {
	for i := range lines {
		l := &lines[i]
		l.Key = p.Code + "/" + l.Key
		for j, link := range l.After {
			if !strings.Contains(link.Key, "/") {
				l.After[j].Key = p.Code + "/" + link.Key
			}
		}
		if l.Lead == "" {
			l.Lead = lead
		}
		if len(l.Cost) > 0 && l.Source == "" {
			l.Source = source
		}
		if coded[l.Source] && l.BudgetCode == "" {
			l.BudgetCode = budgetCode
		}
	}
	p.Lines = lines
	return p
}

// coded are the sources that have a budget code.
var coded = map[string]bool{"local_budget": true, "republican_budget": true, "targeted_transfer": true}

// move, recost, add and drop are the changes of a version.
func move(key, start, due string) Change {
	p, err := civil.ParsePeriod(due)
	if err != nil {
		panic(fmt.Sprintf("seed/demo: %s: %q is not a period", key, due))
	}
	return Change{Kind: Move, Line: key, Start: day(start), Due: p}
}

func recost(key string, millions ...float64) Change {
	return Change{Kind: Recost, Line: key, Cost: sums(millions...)}
}

func add(key string) Change  { return Change{Kind: Add, Line: key} }
func drop(key string) Change { return Change{Kind: Drop, Line: key} }

// mln is a sum in million tenge.
func mln(millions float64) money.Amount { return money.Amount(math.Round(millions * 1e8)) }

// day reads "2018-03-05" or, in the year of the play, "03-05".
func day(s string) civil.Date {
	if len(s) == len("03-05") {
		s = fmt.Sprintf("%d-%s", Year, s)
	}
	d, err := civil.ParseDate(s)
	if err != nil {
		panic(fmt.Sprintf("seed/demo: %q is not a day", s))
	}
	return d
}

// moment reads "03-05 10:20".
func moment(s string) Moment {
	d, clock, _ := strings.Cut(s, " ")
	var m Moment
	if n, err := fmt.Sscanf(clock, "%d:%d", &m.Hour, &m.Minute); n != 2 || err != nil {
		panic(fmt.Sprintf("seed/demo: %q has no time of day", s))
	}
	m.Day = day(d)
	return m
}

// polygon writes GeoJSON from pairs of longitude and latitude and closes the
// ring.
func polygon(lonLat ...float64) string {
	var ring []string
	for i := 0; i+1 < len(lonLat); i += 2 {
		ring = append(ring, fmt.Sprintf("[%.4f,%.4f]", lonLat[i], lonLat[i+1]))
	}
	ring = append(ring, ring[0])
	return `{"type":"Polygon","coordinates":[[` + strings.Join(ring, ",") + `]]}`
}

// Ways of paying that several projects share.
var (
	contractualPPP = t("contractual PPP", "контрактное ГЧП", "келісімшарттық МЖӘ")
	subscription   = t("subscription to an ICT service", "подписка на ИК-услугу", "АК-қызметке жазылу")
	localBudget    = t("local budget", "местный бюджет", "жергілікті бюджет")
	fares          = t("operator invests, commission from fares", "инвестиции оператора, комиссия с оплаты проезда", "оператор инвестициясы, жол ақысынан комиссия")
	wholeCity      = t("Whole city", "Весь город", "Бүкіл қала")
)
