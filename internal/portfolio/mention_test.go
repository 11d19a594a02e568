package portfolio_test

import (
	"slices"
	"testing"

	"qadam/internal/portfolio"
)

func TestWhomATextNames(t *testing.T) {
	people := []portfolio.Person{
		{ID: 1, Name: "Әсем Қайратқызы", Email: "asem@qadam.kz"},
		{ID: 2, Name: "Anna Smith", Email: "anna@qadam.kz"},
		{ID: 3, Name: "Anna Smith-Jones", Email: "jones@qadam.kz"},
		{ID: 4, Name: "Anna Smith", Email: "other.anna@qadam.kz"},
		{ID: 5, Name: "Пётр Семёнов", Email: "petr@qadam.kz"},
		{ID: 6, Name: " ", Email: ""},
		{ID: 7, Name: "Әсем Қайратқызы Омар", Email: "omar@qadam.kz"},
	}
	for _, c := range []struct {
		text string
		want []int64
	}{
		{"nobody", nil},
		{"", nil},
		{"@", nil},
		{"@@", nil},
		{"look @ this", nil},
		{"@Әсем Қайратқызы, look", []int64{1}},
		{"@асем кайраткызы look", []int64{1}},
		{"(@ӘСЕМ ҚАЙРАТҚЫЗЫ)", []int64{1}},
		{"@Әсем\n  Қайратқызы", []int64{1}},
		{"@Әсем Қайратқызы Омар", []int64{7}},
		{"@Әсем Қайратқызының", nil},
		{"@Әсем", nil},
		{"@Әсем Қайратқызы2", nil},
		{"Әсем Қайратқызы", nil},
		{"@Anna Smith.", []int64{2, 4}},
		{"@Anna Smith - now", []int64{2, 4}},
		{"@Anna Smith's view", []int64{2, 4}},
		{"@Anna Smith-Jones", []int64{3}},
		{"@Anna Smith-Jonesy", nil},
		{"@петр семенов и @asem@qadam.kz", []int64{1, 5}},
		{"@@asem@qadam.kz", []int64{1}},
		{"write to asem@qadam.kz", nil},
		{"write to x@Anna Smith", nil},
		{"9@Anna Smith", nil},
		{"@asem@qadam.kz.", []int64{1}},
		{"@asem@qadam.kz.org", nil},
		{"@other.anna@qadam.kz", []int64{4}},
		{"@Пётр Семёнов @Пётр Семёнов", []int64{5}},
	} {
		if got := portfolio.Mentioned(c.text, people); !slices.Equal(got, c.want) {
			t.Errorf("%q names %v, want %v", c.text, got, c.want)
		}
	}
}
