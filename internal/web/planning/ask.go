package planning

import "qadam/internal/web/site"

// asked and without are how this area says site.Asked and site.Without.
var (
	asked   = site.Asked
	without = site.Without
	pushURL = site.PushURL
)
