// Package fonts is the letters that are embedded in files: Tinos, which is as
// wide as Times New Roman and has the Kazakh letters, ₸ and №.
package fonts

import _ "embed" // of the two files

// Regular and Bold are subsets of Tinos 1.33 (SIL Open Font License,
// tinos-license.txt), made with pyftsubset.
var (
	//go:embed tinos-regular.ttf
	Regular []byte
	//go:embed tinos-bold.ttf
	Bold []byte
)

// Has reports whether the fonts have the letter: they are subsets with these
// ranges.
func Has(r rune) bool {
	for _, span := range ranges {
		if r >= span[0] && r <= span[1] {
			return true
		}
	}
	return false
}

// ranges are what pyftsubset was given.
var ranges = [][2]rune{
	{0x20, 0x7e}, {0xa0, 0xff}, {0x400, 0x45f}, {0x490, 0x52f}, {0x2010, 0x2015}, {0x2018, 0x201e}, {0x2020, 0x2022}, {0x2026, 0x2026},
	{0x202f, 0x202f}, {0x2030, 0x2030}, {0x2032, 0x2033}, {0x2039, 0x203a}, {0x20ac, 0x20ac}, {0x20b8, 0x20b8}, {0x2116, 0x2116},
	{0x2190, 0x2193}, {0x2212, 0x2212}, {0x2260, 0x2260}, {0x2264, 0x2265}, {0x25a1, 0x25a1},
}
