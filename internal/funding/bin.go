package funding

import (
	"strings"
	"unicode"

	"qadam/internal/fault"
)

// binLength is how many digits a business identification number has.
const binLength = 12

// The weights of the two passes by which the last digit of a BIN is found: when
// the first gives 10, the second counts.
var binWeights = [2][binLength - 1]int{
	{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11},
	{3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2},
}

// PlainBIN is a BIN without the spaces, dots and hyphens with which it is typed.
func PlainBIN(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '-' || r == '.' {
			return -1
		}
		return r
	}, s)
}

// CheckBIN refuses what is no business identification number: the year and month
// of registration, the kind of owner (4 a resident company, 5 a foreign one, 6
// joint enterprise), six more digits and the check digit. Twelve digits with a
// day of birth in the fifth and sixth place are a citizen's number, which is
// personal data and is not kept.
func CheckBIN(bin string) error {
	if len(bin) != binLength || strings.Trim(bin, "0123456789") != "" {
		return fault.Invalid("contract.bin_length", "Length", binLength)
	}
	if digit, ok := BINDigit(bin[:binLength-1]); !ok || bin[binLength-1] != digit {
		return fault.Invalid("contract.bin_digit")
	}
	if bin[4] < '4' {
		return fault.Invalid("contract.bin_person")
	}
	if month := bin[2:4]; bin[4] > '6' || month < "01" || month > "12" {
		return fault.Invalid("contract.bin_form")
	}
	return nil
}

// BINDigit is the check digit that follows the first eleven digits of a BIN. Some
// eleven have none: no company is given them.
func BINDigit(first string) (byte, bool) {
	if len(first) != binLength-1 || strings.Trim(first, "0123456789") != "" {
		return 0, false
	}
	for _, weights := range binWeights {
		sum := 0
		for i, w := range weights {
			sum += w * int(first[i]-'0')
		}
		if rest := sum % 11; rest < 10 {
			return byte('0' + rest), true
		}
	}
	return 0, false
}
