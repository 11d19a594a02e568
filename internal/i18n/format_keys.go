package i18n

import "time"

// The keys of names are written out, so that a search for a key finds its use.

var monthKeys = [...]string{"",
	"month.january", "month.february", "month.march", "month.april", "month.may", "month.june",
	"month.july", "month.august", "month.september", "month.october", "month.november", "month.december"}

var monthOfDateKeys = [...]string{"",
	"month.of_january", "month.of_february", "month.of_march", "month.of_april", "month.of_may", "month.of_june",
	"month.of_july", "month.of_august", "month.of_september", "month.of_october", "month.of_november", "month.of_december"}

var shortMonthKeys = [...]string{"",
	"month.jan", "month.feb", "month.mar", "month.apr", "month.may_short", "month.jun",
	"month.jul", "month.aug", "month.sep", "month.oct", "month.nov", "month.dec"}

var weekdayKeys = [...]string{
	"weekday.sunday", "weekday.monday", "weekday.tuesday", "weekday.wednesday",
	"weekday.thursday", "weekday.friday", "weekday.saturday"}

var byteKeys = [...]string{"format.bytes", "format.kilobytes", "format.megabytes", "format.gigabytes"}

// shortMonth looks the name up without a context.
func shortMonth(l Locale, m time.Month) string {
	return catalogue[l.index()][shortMonthKeys[m]].other.static
}
