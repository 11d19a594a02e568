package demo

import (
	"fmt"
	"strings"

	"qadam/internal/civil"
)

// known is the day on which what is entered of a contract by default is.
func (d *Deal) known() civil.Date {
	switch {
	case d.OfAnotherYear:
		return day("01-26")
	case d.Registered.IsZero():
		return d.Signed
	}
	return d.Registered
}

func (d *Deal) paper() Paper {
	return papered("contract", d.Number, d.Signed, "")
}

// inYears commits the contract: so much in each year, from one on. What is left
// out is committed whole for the year of the signature.
func inYears(from int, millions ...float64) dealBit {
	return func(t *treasury, d *Deal) {
		for i, m := range millions {
			p := Posting{Line: d.Line, Kind: "commit", Year: from + i, Amount: mln(m), On: d.Signed, Deal: d.Key, Paper: d.paper()}
			t.enter(d.known(), p)
		}
	}
}

// accepts is an act of work, entered on the day after which it is dated: "04-12
// 04-16" is dated and entered.
func accepts(days string, millions float64, bits ...func(*Posting)) dealBit {
	return func(t *treasury, d *Deal) {
		dated, entered := twoDays(days)
		t.acts[d.Key]++
		p := Posting{Line: d.Line, Kind: "accept", Year: dated.Year, Period: fmt.Sprintf("%d-Q%d", dated.Year, (int(dated.Month)+2)/3), Amount: mln(millions), On: dated, Deal: d.Key,
			Paper: papered("acceptance", fmt.Sprintf("№ %d/%s", t.acts[d.Key], bare(d.Number)), dated, "")}
		for _, b := range bits {
			b(&p)
		}
		t.enter(entered, p)
	}
}

// bare is a number without its sign.
func bare(number string) string { return strings.TrimPrefix(number, "№ ") }

// twoDays reads "04-12 04-16", or one day for both.
func twoDays(s string) (dated, entered civil.Date) {
	first, second, two := strings.Cut(s, " ")
	if !two {
		second = first
	}
	return day(first), day(second)
}

// pays is a payment by treasury or bank.
func pays(days string, millions float64, bits ...func(*Posting)) dealBit {
	return payment("pay", days, millions, bits)
}

// returns is money that came back.
func returns(days string, millions float64, note string) dealBit {
	return payment("return", days, millions, []func(*Posting){func(p *Posting) { p.Note, p.Paper.Title = note, "Возврат излишне оплаченного" }})
}

func payment(kind, days string, millions float64, bits []func(*Posting)) dealBit {
	return func(t *treasury, d *Deal) {
		dated, entered := twoDays(days)
		t.orders++
		p := Posting{Line: d.Line, Kind: kind, Year: dated.Year, Amount: mln(millions), On: dated, Deal: d.Key,
			Paper: papered("payment", fmt.Sprintf("№ %d", 200+t.orders*3), dated, "")}
		for _, b := range bits {
			b(&p)
		}
		t.enter(entered, p)
	}
}

// cancels lessens what is committed, by a supplementary agreement with another
// sum.
func cancels(at string, millions float64, why string) dealBit {
	return func(t *treasury, d *Deal) {
		paper := papered("contract", "№ 1/"+bare(d.Number), day(at), "")
		t.enter(day(at), Posting{Line: d.Line, Kind: "cancel_commit", Year: day(at).Year, Amount: mln(millions), On: day(at), Deal: d.Key, Paper: paper, Note: why})
		t.scene(day(at), MoneyScene{Kind: Amended, Deal: d.Key, Amount: d.Amount - mln(millions), Paper: paper, Why: why})
	}
}

// ends is the last state of a contract: completed or terminated.
func ends(at, on, state, reason string) dealBit {
	return func(t *treasury, d *Deal) {
		p := papered("other", "№ "+bare(d.Number)+"/И", day(on), "Акт об исполнении договора")
		if state == "terminated" {
			p.Title = "Уведомление о расторжении договора"
		}
		t.scene(day(at), MoneyScene{Kind: Stepped, Deal: d.Key, State: state, On: day(on), Paper: p, Why: reason})
	}
}

// why is the word that a posting needs where the rules warn.
func why(text string) func(*Posting) { return func(p *Posting) { p.Why = text } }

// writtenOn is when the contract is entered, where that is not the day on which
// it was signed.
func writtenOn(at string) dealBit {
	return func(t *treasury, d *Deal) {
		for i := range t.Scenes {
			if s := &t.Scenes[i]; s.Kind == Agreed && s.Deal == d.Key {
				s.At.Day = day(at)
			}
		}
	}
}

func papered(kind, number string, on civil.Date, title string) Paper {
	return Paper{Kind: kind, Number: number, Date: on, Title: title}
}

// scan keeps the paper of a posting as a file.
func scan(file, text string) func(*Posting) {
	return func(p *Posting) { p.Paper.File, p.Paper.Text = file, text }
}

// advance lets so many per cent be paid before anything is accepted.
func advance(percent int) dealBit { return func(_ *treasury, d *Deal) { d.Advance = percent } }

// monthEnds are the months of the year: the day of the monthly act of a
// service, the day it is entered, the day it is paid.
var monthEnds = map[string][3]string{
	"2018-02": {"02-28", "03-05", "03-19"}, "2018-03": {"03-30", "04-05", "04-18"}, "2018-04": {"04-28", "05-04", "05-18"},
	"2018-05": {"05-31", "06-06", "06-20"}, "2018-06": {"06-29", "07-05", "07-18"}, "2018-07": {"07-31", "08-06", "08-20"},
	"2018-08": {"08-29", "09-06", "09-19"}, "2018-09": {"09-28", "10-04", "10-12"},
}

// monthly are the monthly acts of a service from a month to another, of which
// the first so many are paid.
func monthly(from, to, paid int, millions float64, bits ...func(*Posting)) dealBit {
	return func(t *treasury, d *Deal) {
		for n := from; n <= to; n++ {
			month := fmt.Sprintf("%d-%02d", Year, n)
			days := monthEnds[month]
			bits := append([]func(*Posting){func(p *Posting) {
				p.Period = month
				p.Paper.Title = "Акт оказанных услуг за " + monthNames[n]
			}}, bits...)
			accepts(days[0]+" "+days[1], millions, bits...)(t, d)
			if n-from < paid {
				pays(days[2], millions)(t, d)
			}
		}
	}
}

var monthNames = []string{"", "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь"}

// owes are the obligations of the budget under a partnership, of one type:
// every year the same sum, from a year to another.
func owes(kind string, from, to int, millions float64, indexation string) dealBit {
	return func(_ *treasury, d *Deal) {
		for y := from; y <= to; y++ {
			d.Dues = append(d.Dues, Due{kind, y, mln(millions), indexation})
		}
	}
}

// takesOn commits the obligations of the contract on their own line, as they
// were registered in the treasury.
func takesOn(at, line string) dealBit {
	return func(t *treasury, d *Deal) {
		by := map[int]int64{}
		first, last := 9999, 0
		for _, due := range d.Dues {
			by[due.Year] += int64(due.Amount)
			first, last = min(first, due.Year), max(last, due.Year)
		}
		paper := papered("registration", "№ ГО-"+d.Registry, day(at), "Регистрация государственных обязательств")
		var rows []Posting
		for y := first; y <= last; y++ {
			p := Posting{Line: line, Kind: "commit", Year: y, Amount: mln(float64(by[y]) / 1e8), On: day(at), Deal: d.Key, Paper: paper}
			rows = append(rows, p)
		}
		t.enter(day(at), rows...)
	}
}

// surety stands behind the partnership.
func surety(kind, issuer string, millions float64, given, expires string) dealBit {
	return func(_ *treasury, d *Deal) {
		d.Surety = &Surety{kind, issuer, mln(millions), day(given), day(expires)}
	}
}

// before2018 is what a contract of 2017 came to by the end of its year, entered
// in one table in January: paid is what was accepted.
func before2018(line string, allocated float64, decision, dated string, committed, accepted, paid float64) dealBit {
	return func(t *treasury, d *Deal) {
		const year = Year - 1
		rows := []Posting{{Line: line, Kind: "allocate", Year: year, Amount: mln(allocated), On: day(dated), Paper: papered("budget", decision, day(dated), "Решение маслихата о бюджете на 2017 год")}}
		add := func(kind, on string, sum float64, p Paper) {
			if sum > 0 {
				rows = append(rows, Posting{Line: line, Kind: kind, Year: year, Amount: mln(sum), On: day(on), Deal: d.Key, Paper: p})
			}
		}
		add("commit", d.Signed.String(), committed, d.paper())
		add("accept", "2017-12-22", accepted, papered("acceptance", "№ 1/"+bare(d.Number), day("2017-12-22"), ""))
		add("pay", "2017-12-28", paid, papered("payment", "№ 1"+bare(d.Number)[:2], day("2017-12-28"), ""))
		t.enter(d.known(), rows...)
	}
}

// stages are what is said of the stages of a project's funding model, each a
// few words: the code, the day planned, then the day it was passed, or ~ the day
// expected; @ when that was said, > the line that waits for it, a result other
// than passed, and why with_such_words. What is only planned, or was passed
// before, is written down on the first day; the rest when it happens.
func stages(project, model, first string, list ...string) part {
	return func(t *treasury) {
		for _, s := range list {
			f := strings.Fields(s)
			n := &StageNote{Project: project, Model: model, Code: f[0], Planned: day(f[1])}
			at := day(first)
			for _, word := range f[2:] {
				switch {
				case strings.HasPrefix(word, "~"):
					n.Expected = day(word[1:])
					n.Note = "Срок переносится."
				case strings.HasPrefix(word, "@"):
					at = day(word[1:])
				case strings.HasPrefix(word, ">"):
					n.Gates = project + "/" + word[1:]
				case word == "rejected" || word == "returned":
					n.Result = word
				case strings.Contains(word, "_"):
					n.Note = strings.ReplaceAll(word, "_", " ")
				default:
					n.Actual = day(word)
					if n.Result == "" {
						n.Result = "passed"
					}
				}
			}
			if !n.Actual.IsZero() {
				if n.Actual.After(at) {
					at = n.Actual
				}
				n.Paper = papered("other", fmt.Sprintf("№ %s-%d", f[0], 10+len(t.Scenes)%83), n.Actual, "Документ этапа "+f[0])
			}
			t.scene(at, MoneyScene{Kind: Staged, Stage: n})
		}
	}
}

// company has a made-up name that says so, and a made-up number.
func company(serial int, name string) Company {
	return Company{Name: "ТОО «" + name + "» (условное)", BIN: bin(serial)}
}

// bin is a business identification number with the right check digit: twelve
// digits, of which the first four are the month of registration and the fifth
// says that it is a company (facts.md §1.8).
func bin(serial int) string {
	for ; ; serial += 1000 {
		s := fmt.Sprintf("%02d%02d40%05d", 10+serial%8, 1+serial%12, 90000+serial%10000)
		if c := checkDigit(s); c < 10 {
			return fmt.Sprintf("%s%d", s, c)
		}
	}
}

func checkDigit(s string) int {
	sum := func(first int) int {
		n := 0
		for i, c := range s {
			n += ((first+i-1)%11 + 1) * int(c-'0')
		}
		return n % 11
	}
	if c := sum(1); c < 10 {
		return c
	}
	return sum(3)
}

// late2017 is money of the year before that nobody committed: it lapsed.
func late2017(at, line string, millions float64, number, dated, note string) part {
	return func(t *treasury) {
		t.enter(day(at), Posting{Line: line, Kind: "allocate", Year: Year - 1, Amount: mln(millions), On: day(dated),
			Paper: papered("budget", number, day(dated), "О республиканском бюджете на 2017–2019 годы"), Note: note})
	}
}
