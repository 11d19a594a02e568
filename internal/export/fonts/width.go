package fonts

import (
	"encoding/binary"
	"sync"
)

// Width is how wide a letter is at the size of 1, as in Times New Roman. One
// that the font has not is as wide as a box.
func Width(r rune, bold bool) float64 {
	t := tables[0]()
	if bold {
		t = tables[1]()
	}
	if w, ok := t[r]; ok {
		return w
	}
	return t[Box]
}

// Box stands for a letter that the font has not: a sign that somebody typed must
// not vanish without a trace.
const Box = '□'

var tables = [...]func() map[rune]float64{
	sync.OnceValue(func() map[rune]float64 { return widths(Regular) }),
	sync.OnceValue(func() map[rune]float64 { return widths(Bold) }),
}

// Has reports whether the fonts have the letter.
func Has(r rune) bool {
	_, ok := tables[0]()[r]
	return ok
}

// widths reads the widths of all letters from a TrueType file. It is for our
// own two files and trusts them.
func widths(file []byte) map[rune]float64 {
	u16 := func(b []byte, at int) int { return int(binary.BigEndian.Uint16(b[at:])) }
	u32 := func(b []byte, at int) int { return int(binary.BigEndian.Uint32(b[at:])) }
	table := map[string][]byte{}
	for i := range u16(file, 4) {
		entry := file[12+16*i:]
		table[string(entry[:4])] = file[u32(entry, 8):]
	}
	em := float64(u16(table["head"], 18))
	metrics := u16(table["hhea"], 34)
	width := func(glyph int) float64 { return float64(u16(table["hmtx"], 4*min(glyph, metrics-1))) / em }
	out := map[rune]float64{}
	cmap := table["cmap"]
	for i := range u16(cmap, 2) {
		sub := cmap[u32(cmap, 8+8*i):]
		if u16(sub, 0) != 4 { // segments: the one that every file has
			continue
		}
		n := u16(sub, 6) / 2
		ends, starts, deltas, offsets := 14, 16+2*n, 16+4*n, 16+6*n
		for s := range n {
			first, last := u16(sub, starts+2*s), u16(sub, ends+2*s)
			delta, offset := u16(sub, deltas+2*s), u16(sub, offsets+2*s)
			for r := first; r <= last && r != 0xffff; r++ {
				glyph := r
				if offset != 0 {
					glyph = u16(sub, offsets+2*s+offset+2*(r-first))
				}
				if glyph = (glyph + delta) & 0xffff; glyph != 0 {
					out[rune(r)] = width(glyph)
				}
			}
		}
	}
	return out
}
