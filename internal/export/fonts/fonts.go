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
