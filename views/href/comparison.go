package href

import "strconv"

// Comparison holds two versions of a roadmap against each other: the newest
// against the one in force, or that against the original.
func Comparison(programme string, year int) string {
	return Roadmap(programme, year) + "/comparison"
}

// ComparisonOf is what the second version has different from the first.
func ComparisonOf(programme string, year, was, is int) string {
	return With(Comparison(programme, year), "from", strconv.Itoa(was), "to", strconv.Itoa(is))
}
