package civil

// Holding is the line of a ledger that holds on a day: the one with the latest
// first day that has come, of two for one day the one recorded later; nil when
// there is none. The ledger is in the order in which it was recorded; from is the
// first day of a line.
func Holding[L any](ledger []L, on Date, from func(*L) Date) *L {
	var found *L
	for i := range ledger {
		line := &ledger[i]
		if !from(line).After(on) && (found == nil || !from(line).Before(from(found))) {
			found = line
		}
	}
	return found
}
