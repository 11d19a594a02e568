package money

// Unit is in what the sums of a page or a file are written: budgets speak of
// thousands, roadmaps of millions (facts.md §1.6).
type Unit string

// The units, of which InMillion is the one that pages begin with.
const (
	InTenge    Unit = "tenge"
	InThousand Unit = "thousand"
	InMillion  Unit = "million"
)

// Units lists them, the smallest first.
var Units = []Unit{InTenge, InThousand, InMillion}

// ReadUnit reads the unit that an address names; what is no unit is the one
// that pages begin with.
func ReadUnit(s string) Unit {
	switch u := Unit(s); u {
	case InTenge, InThousand:
		return u
	default:
		return InMillion
	}
}

// Size is how much one of the unit is.
func (u Unit) Size() Amount {
	switch u {
	case InTenge:
		return Tenge
	case InThousand:
		return Thousand
	default:
		return Million
	}
}
