package href

import "strings"

// Data is the data behind a page, under its address with a suffix such as csv.
func Data(address, format string) string {
	path, query, found := strings.Cut(address, "?")
	if found {
		return path + "." + format + "?" + query
	}
	return path + "." + format
}
