package planning

import "qadam/internal/web/site"

// asked and pushURL are how this area says site.Asked and site.PushURL.
var (
	asked   = site.Asked
	pushURL = site.PushURL
)
