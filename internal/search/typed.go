package search

import (
	"strings"
	"unicode"
)

// small are words that say nothing alone; a question that has others is asked
// without them.
var small = map[string]bool{
	"в": true, "во": true, "на": true, "с": true, "со": true, "по": true, "и": true, "о": true, "об": true, "для": true, "от": true, "из": true, "к": true, "за": true, "при": true,
	"мен": true, "бен": true, "пен": true, "жане": true, "ушин": true,
	"in": true, "of": true, "the": true, "at": true, "for": true, "on": true, "and": true, "a": true, "to": true,
}

// kindNames are what people call the kinds of what is found: who asks for a case
// and a number means the case, whatever words are in it.
var kindNames = map[string]Kind{
	"программа": Programme, "программы": Programme, "багдарлама": Programme, "багдарламалар": Programme, "programme": Programme, "programmes": Programme, "program": Programme,
	"проект": Project, "проекты": Project, "жоба": Project, "жобалар": Project, "project": Project, "projects": Project,
	"точка": Milestone, "точки": Milestone, "контрольная": Milestone, "контрольные": Milestone, "нукте": Milestone, "нуктеси": Milestone, "нуктелери": Milestone, "milestone": Milestone, "milestones": Milestone,
	"зона": Zone, "зоны": Zone, "пилотная": Zone, "пилотные": Zone, "аймак": Zone, "аймактар": Zone, "пилоттык": Zone, "zone": Zone, "zones": Zone,
	"дело": Case, "дела": Case, "ис": Case, "истер": Case, "case": Case, "cases": Case,
	"документ": Document, "документы": Document, "кужат": Document, "кужаттар": Document, "document": Document, "documents": Document,
}

// sounds are the letters of words as they are heard, in Latin ones; S, C and Z
// are sh, ch and zh.
var sounds = map[rune]string{
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'д': "d", 'е': "e", 'ж': "Z", 'з': "z", 'и': "i", 'й': "i", 'к': "k", 'л': "l", 'м': "m", 'н': "n", 'о': "o", 'п': "p",
	'р': "r", 'с': "s", 'т': "t", 'у': "u", 'ф': "f", 'х': "h", 'ц': "c", 'ч': "C", 'ш': "S", 'щ': "S", 'ъ': "", 'ы': "i", 'ь': "", 'э': "e", 'ю': "iu", 'я': "ia",
	'á': "a", 'ä': "a", 'ó': "o", 'ö': "o", 'ú': "u", 'ü': "u", 'ū': "u", 'ý': "y", 'ń': "n", 'ñ': "n", 'ğ': "g", 'ǵ': "g", 'ı': "i", 'ş': "S", 'ç': "C",
}

var spelled = strings.NewReplacer(
	"shch", "S", "sch", "S", "sh", "S", "ch", "C", "zh", "Z", "kh", "h", "gh", "g", "ts", "c", "ck", "k",
	"ya", "ia", "ja", "ia", "yu", "iu", "ju", "iu", "yo", "e", "jo", "Zo", "ye", "e", "y", "i", "j", "Z", "q", "k", "w", "v", "x", "ks",
)

// Sound is how a folded word is heard, whatever alphabet it is written in, so
// that osveshenie is освещение and паркинг parking.
func Sound(word string) string {
	var b strings.Builder
	for _, r := range word {
		if s, ok := sounds[r]; ok {
			b.WriteString(s)
		} else {
			b.WriteRune(r)
		}
	}
	heard := []byte(spelled.Replace(b.String()))
	out := heard[:0]
	for i, c := range heard {
		if i == 0 || c != heard[i-1] {
			out = append(out, c)
		}
	}
	return string(out)
}

const (
	latinKeys    = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
	cyrillicKeys = "йцукенгшщзхъфывапролджэячсмитьбюё"
)

// Relaid is what somebody typed as the same keys write it in the other alphabet:
// who forgot to change it types fcnfyf for астана. "" for what has letters of
// both or of none.
func Relaid(s string) string {
	s = strings.ToLower(s)
	isLatin := strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Latin, r) })
	isCyrillic := strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) })
	if isLatin == isCyrillic {
		return ""
	}
	from, to := []rune(cyrillicKeys), []rune(latinKeys)
	if isLatin {
		from, to = to, from
	}
	return strings.Map(func(r rune) rune {
		for i, key := range from {
			if key == r {
				return to[i]
			}
		}
		return r
	}, s)
}
