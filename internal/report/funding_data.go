package report

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"

	"qadam/internal/civil"
	"qadam/internal/i18n"
)

// Object is data with its names in order.
type Object []Member

// Member is a name with its value.
type Member struct {
	Name  string
	Value any
}

// MarshalJSON writes the members in their order.
func (o Object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(strconv.Quote(m.Name) + ":")
		v, err := json.Marshal(m.Value)
		if err != nil {
			return nil, err
		}
		b.Write(v)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// Data is the report for programs: sums in tiyn, whatever the unit on paper. A
// total stands beside its table, under its name with _total.
func (f Funding) Data() Object {
	o := Object{{"as_of", f.On}}
	if !f.Against.IsZero() {
		o = append(o, Member{"against", f.Against})
	}
	o = append(o, Member{"head", f.Head})
	for _, t := range f.Tables {
		rows, totals := []Object{}, []Object{}
		for _, r := range t.Rows {
			one := t.object(r)
			if r.Total {
				totals = append(totals, one)
			} else {
				rows = append(rows, one)
			}
		}
		o = append(o, Member{t.Key, rows})
		for _, total := range totals {
			o = append(o, Member{t.Key + "_total", total})
		}
	}
	return o
}

func (t FundingTable) object(r FundingRow) Object {
	o := Object{}
	for i, v := range r.Cells {
		if r.Total && v == nil || i == 0 && r.Total {
			continue
		}
		o = append(o, Member{t.Columns[i].Key, plainData(v)})
	}
	return o
}

// plainData is a value as JSON has it.
func plainData(v Value) any {
	switch v := v.(type) {
	case nil, Undefined:
		return nil
	case Tiyn:
		return int64(v)
	case Thousandths:
		return int64(v)
	case Number:
		return int64(v)
	case Day:
		return civil.Date(v)
	case Text:
		return i18n.Text(v)
	case Coded:
		return v.Code
	case List:
		list := []any{}
		for _, one := range v {
			list = append(list, plainData(one))
		}
		return list
	default:
		return v.In(i18n.EN)
	}
}

// Sheet is the report as one head and rows under it, for CSV. With several
// tables the first column names the table. The last columns of every row say
// which day and which head of the log it is of.
func (f Funding) Sheet() (head []string, rows [][]Value) {
	several := len(f.Tables) > 1
	if several {
		head = append(head, "table")
	}
	for _, t := range f.Tables {
		for i, c := range t.Columns {
			for _, name := range t.heads(i, c.Key) {
				if !slices.Contains(head, name) {
					head = append(head, name)
				}
			}
		}
	}
	head = append(head, "as_of", "head")
	for _, t := range f.Tables {
		for _, r := range t.Rows {
			if r.Total {
				continue
			}
			row := make([]Value, len(head))
			if several {
				row[0] = Plain(t.Key)
			}
			for i, v := range r.Cells {
				names := t.heads(i, t.Columns[i].Key)
				for k, one := range flat(v, len(names)) {
					row[slices.Index(head, names[k])] = one
				}
			}
			row[len(row)-2], row[len(row)-1] = Day(f.On), Plain(f.Head)
			rows = append(rows, row)
		}
	}
	return head, rows
}

// heads are the names of the columns that a column becomes: content in three
// languages becomes three.
func (t FundingTable) heads(col int, key string) []string {
	for _, r := range t.Rows {
		if col < len(r.Cells) && !r.Total {
			if _, ok := r.Cells[col].(Text); ok {
				return []string{key + "_kk", key + "_ru", key + "_en"}
			}
		}
	}
	return []string{key}
}

// flat is a value as the cells of a sheet.
func flat(v Value, n int) []Value {
	if n == 3 {
		t, ok := v.(Text)
		if !ok {
			return nil
		}
		return []Value{Plain(t.KK), Plain(t.RU), Plain(t.EN)}
	}
	switch v := v.(type) {
	case nil, Undefined:
		return nil
	case Tiyn:
		return []Value{Number(v)}
	case Thousandths:
		return []Value{Number(v)}
	case Number, Day, Plain:
		return []Value{v}
	case Coded:
		return []Value{Plain(v.Code)}
	case Typed:
		return []Value{Plain(v)}
	case List:
		text := ""
		for i, one := range v {
			if i > 0 {
				text += " "
			}
			for _, cell := range flat(one, 1) {
				if number, ok := cell.(Number); ok {
					text += strconv.FormatInt(int64(number), 10)
				} else {
					text += cell.In(i18n.EN)
				}
			}
		}
		return []Value{Plain(text)}
	default:
		return []Value{Plain(v.In(i18n.EN))}
	}
}
