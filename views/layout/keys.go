package layout

import (
	"context"
	"strings"

	"github.com/a-h/templ"

	"qadam/internal/i18n"
	"qadam/static"
	"qadam/views/href"
)

// GoKey is the letter that, after g, leads to the page of a link of the
// navigation; "" when none does. A letter is that of the key, whatever alphabet
// the keyboard is set to.
func GoKey(address string) string {
	if strings.HasPrefix(address, "/admin/calendar/") {
		return "k"
	}
	return goKeys[address]
}

var goKeys = map[string]string{
	href.Home(): "w", href.Portfolio(): "p", href.Programmes(): "g", href.Roadmaps(): "r", href.Projects(): "j", href.Milestones(): "m",
	href.Cases(): "a", href.Conditions(): "c", href.Funding(): "f", href.Zones(): "z", href.Search(): "s",
	href.AdminPeople(): "u", href.AdminLetters(): "o", href.AdminStages(): "t", href.AdminStatusRules(): "n", href.Audit(): "l",
}

// keys are what the script of the keyboard needs to know of a page: where it and
// its sheet are, where it finds the palette and the list of shortcuts, whether
// single keys count, and its few words. The script is fetched when the page is
// at rest.
func (s Shell) keys(ctx context.Context) templ.Attributes {
	if !s.signedIn() {
		return nil
	}
	a := templ.Attributes{
		"data-keys":      static.Path("js/keys.js"),
		"data-keys-css":  static.Path("css/keys.css"),
		"data-keys-said": i18n.T(ctx, "keys.said"),
	}
	if s.KeysOff {
		a["data-keys-off"] = true
	}
	return a
}
