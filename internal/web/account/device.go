package account

import "strings"

// sign is a mark in the name that a browser gives itself, and what it means.
type sign struct{ mark, word string }

// Order counts: Edge and Opera also call themselves Chrome, and Chrome calls
// itself Safari.
var (
	browsers = []sign{
		{"Edg", "Edge"}, {"OPR/", "Opera"}, {"YaBrowser/", "Yandex Browser"}, {"Firefox/", "Firefox"}, {"FxiOS/", "Firefox"},
		{"Chrome/", "Chrome"}, {"CriOS/", "Chrome"}, {"Safari/", "Safari"}, {"curl/", "curl"},
	}
	systems = []sign{
		{"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Windows", "Windows"}, {"Mac OS X", "macOS"}, {"CrOS", "ChromeOS"}, {"Linux", "Linux"},
	}
)

// Device says in words what a person signs in with, such as Firefox, Linux;
// nothing when that cannot be told. The rest of the browser's name is not kept.
func Device(agent string) string {
	var words []string
	for _, signs := range [][]sign{browsers, systems} {
		for _, s := range signs {
			if strings.Contains(agent, s.mark) {
				words = append(words, s.word)
				break
			}
		}
	}
	return strings.Join(words, ", ")
}
