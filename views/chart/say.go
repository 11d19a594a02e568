package chart

import (
	"context"
	"strings"

	"qadam/internal/i18n"
	"qadam/internal/money"
)

// signed is a change with its sign.
func signed(ctx context.Context, a money.Amount) string {
	if a > 0 {
		return "+" + i18n.Money(ctx, a)
	}
	return i18n.Money(ctx, a)
}

func (d WaterfallData) text(ctx context.Context) string {
	var parts []string
	for _, s := range d.Steps {
		parts = append(parts, said(ctx, s.Label, s.Amount))
	}
	return strings.Join(parts, "; ")
}

func (d WaterfallData) twin(ctx context.Context) TwinData {
	t := TwinData{ID: d.id("twin"), Caption: d.Title, Heads: []string{i18n.T(ctx, "chart.figure"), i18n.T(ctx, "chart.sum"), i18n.T(ctx, "chart.change")}}
	for i, s := range d.Steps {
		r := TwinRow{Words: []string{s.Label}, Sums: []money.Amount{s.Amount, 0}, Blank: []bool{false, i == 0}}
		if i > 0 {
			r.Sums[1] = s.Amount - d.Steps[i-1].Amount
		}
		t.Rows = append(t.Rows, r)
	}
	return t
}

func (d YearsData) entries() []entry {
	var out []entry
	for i, s := range d.Series {
		out = append(out, entry{key: s.Key, label: s.Label, amount: d.Total(i)})
	}
	if d.Beside != nil {
		out = append(out, entry{key: d.Beside.Key, label: d.Beside.Label, amount: d.TotalBeside()})
	}
	return out
}

func (d YearsData) text(ctx context.Context) string {
	var parts []string
	for _, r := range d.Rows {
		one := said(ctx, r.Label, r.Total())
		if d.Beside != nil && r.Beside != 0 {
			one += ", " + said(ctx, d.Beside.Label, r.Beside)
		}
		parts = append(parts, one)
	}
	return strings.Join(parts, "; ")
}

func (d YearsData) twin(ctx context.Context) TwinData {
	t := TwinData{ID: d.id("twin"), Caption: d.Title, Heads: []string{d.Of}}
	all := TwinRow{Words: []string{i18n.T(ctx, "chart.total")}, Total: true}
	var total money.Amount
	for i, s := range d.Series {
		t.Heads = append(t.Heads, s.Label)
		all.Sums = append(all.Sums, d.Total(i))
		total += d.Total(i)
	}
	all.Sums = append(all.Sums, total)
	t.Heads = append(t.Heads, i18n.T(ctx, "chart.total"))
	if d.Beside != nil {
		t.Heads = append(t.Heads, d.Beside.Label)
		all.Sums = append(all.Sums, d.TotalBeside())
	}
	for _, r := range d.Rows {
		sums := append(append([]money.Amount{}, r.Amounts...), r.Total())
		if d.Beside != nil {
			sums = append(sums, r.Beside)
		}
		t.Rows = append(t.Rows, TwinRow{Words: []string{r.Label}, Sums: sums})
	}
	t.Rows = append(t.Rows, all)
	return t
}

func (s Stream) say(ctx context.Context) string {
	return label(ctx, s.from()) + " → " + label(ctx, s.to()) + ": " + i18n.MoneyFull(ctx, s.Amount)
}

func (d FlowData) text(ctx context.Context) string {
	var parts []string
	for _, s := range d.Streams {
		parts = append(parts, label(ctx, s.from())+" → "+said(ctx, label(ctx, s.to()), s.Amount))
	}
	return strings.Join(parts, "; ")
}

func (d FlowData) twin(ctx context.Context) TwinData {
	t := TwinData{ID: d.id("twin"), Caption: d.Title, Heads: []string{i18n.T(ctx, "chart.planned_as"), i18n.T(ctx, "chart.realised_as"), i18n.T(ctx, "chart.sum")}}
	var total money.Amount
	for _, s := range d.Streams {
		t.Rows = append(t.Rows, TwinRow{Words: []string{label(ctx, s.from()), label(ctx, s.to())}, Sums: []money.Amount{s.Amount}})
		total += s.Amount
	}
	t.Rows = append(t.Rows, TwinRow{Words: []string{i18n.T(ctx, "chart.total"), ""}, Sums: []money.Amount{total}, Total: true})
	return t
}

func (d CurveData) entries() []entry {
	var out []entry
	for _, l := range d.Lines {
		out = append(out, entry{key: l.Key, label: l.Label, amount: d.now(l), line: true})
	}
	return out
}

func (d CurveData) text(ctx context.Context) string {
	var parts []string
	for _, l := range d.Lines {
		parts = append(parts, said(ctx, l.Label, d.now(l)))
	}
	return strings.Join(parts, "; ")
}

func (d CurveData) twin(ctx context.Context) TwinData {
	t := TwinData{ID: d.id("twin"), Caption: d.Title, Heads: []string{i18n.T(ctx, "chart.day")}}
	for _, l := range d.Lines {
		t.Heads = append(t.Heads, l.Label)
	}
	for i, day := range d.Days {
		r := TwinRow{Words: []string{i18n.Date(ctx, day)}}
		for _, l := range d.Lines {
			known := i < len(l.Amounts)
			r.Blank = append(r.Blank, !known)
			var a money.Amount
			if known {
				a = l.Amounts[i]
			}
			r.Sums = append(r.Sums, a)
		}
		t.Rows = append(t.Rows, r)
	}
	return t
}
