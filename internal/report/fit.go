package report

import (
	"unicode"

	"qadam/internal/money"
)

// sheet is how wide a landscape A4 sheet is between its edges, in millimetres.
const sheet = 277.0

// fit makes the columns as wide together as the sheet. What is left goes to
// those that give; where room is short they give way first, then the others,
// none beyond its least. Only columns whose least widths are wider than the
// sheet all become narrower than that.
func fit(columns []Column, sheet float64) {
	if left := sheet - width(columns); left > 0 {
		giving := 0.0
		for _, c := range columns {
			if c.Gives {
				giving += c.Width
			}
		}
		for i, c := range columns {
			if c.Gives {
				columns[i].Width += left * c.Width / giving
			}
		}
	}
	for _, gives := range []bool{true, false} {
		over, slack := width(columns)-sheet, 0.0
		for _, c := range columns {
			if c.Gives == gives {
				slack += c.Width - c.Least
			}
		}
		for i, c := range columns {
			if c.Gives == gives && over > 0 && slack > 0 {
				columns[i].Width -= min(1, over/slack) * (c.Width - c.Least)
			}
		}
	}
	for i, all := 0, width(columns); i < len(columns); i++ {
		columns[i].Width *= sheet / all
	}
}

func width(columns []Column) float64 {
	sum := 0.0
	for _, c := range columns {
		sum += c.Width
	}
	return sum
}

func least(columns []Column) float64 {
	sum := 0.0
	for _, c := range columns {
		sum += c.Least
	}
	return sum
}

// wide is how much room a sum needs so that it stands on one line: digits of
// 8.5 points, what stands between them, and the edges of a cell.
func (f *form) wide(a money.Amount) float64 {
	most := 0.0
	for _, l := range f.Languages {
		most = max(most, numberWidth(f.sum(a).In(l)))
	}
	return most
}

// numberWidth is how wide a number is, with the edges of its cell.
func numberWidth(text string) float64 {
	wide := 2.4
	for _, r := range text {
		if unicode.IsDigit(r) || r == '−' {
			wide += 1.51
		} else {
			wide += 0.78
		}
	}
	return wide
}
