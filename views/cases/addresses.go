package cases

import "strconv"

// conditionPage is the page of a condition.
func conditionPage(id int64) string { return "/conditions/" + strconv.FormatInt(id, 10) }
