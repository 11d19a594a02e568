package funding_test

import (
	"testing"

	"qadam/internal/fault"
	"qadam/internal/funding"
)

func TestCheckBIN(t *testing.T) {
	tests := []struct {
		name, bin, want string
	}{
		{"a company that publishes it", "971240001315", ""},
		{"another", "940140000385", ""},
		{"and another", "970740000838", ""},
		{"the last digit is wrong", "100140011058", "contract.bin_digit"},
		{"two digits changed places", "100140011509", "contract.bin_digit"},
		{"too short", "10014001105", "contract.bin_length"},
		{"too long", "1001400110590", "contract.bin_length"},
		{"a letter", "10014001105O", "contract.bin_length"},
		{"digits of another script", "١٠٠١٤٠٠١١٠٥٩", "contract.bin_length"},
		{"nothing", "", "contract.bin_length"},
		{"a citizen's number", withDigit("90010130000"), "contract.bin_person"},
		{"a month that is none", withDigit("18134000001"), "contract.bin_form"},
		{"month nought", withDigit("18004000001"), "contract.bin_form"},
		{"an owner of no kind", withDigit("18017000001"), "contract.bin_form"},
		{"a foreign company", withDigit("18015000001"), ""},
		{"joint enterprise", withDigit("18016000001"), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := ""
			if err := funding.CheckBIN(tt.bin); err != nil {
				got = fault.Of(err).Key
			}
			if got != tt.want {
				t.Errorf("CheckBIN(%q) = %q, want %q", tt.bin, got, tt.want)
			}
		})
	}
}

// withDigit puts the check digit behind eleven digits.
func withDigit(first string) string {
	d, ok := funding.BINDigit(first)
	if !ok {
		panic(first + " has no check digit")
	}
	return first + string(d)
}

func TestBINDigit(t *testing.T) {
	tests := []struct {
		name, first string
		want        byte
		ok          bool
	}{
		{"the first pass", "10000000000", '1', true},
		{"the weights of the first pass rise", "00000000001", '0', true},
		{"the first pass gives ten, the second counts", "00000000010", '1', true},
		{"the first pass gives nine, which is a digit", "10014001105", '9', true},
		{"both passes give ten: there is none", "", 0, false},
	}
	// The eleven for which there is none are found, not known.
	for n := range 1000 {
		first := "18014000" + string([]byte{byte('0' + n/100), byte('0' + n/10%10), byte('0' + n%10)})
		if sums := weighed(first); sums[0] == 10 && sums[1] == 10 {
			tests[len(tests)-1].first = first
			break
		}
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, ok := funding.BINDigit(tt.first); got != tt.want || ok != tt.ok {
				t.Errorf("BINDigit(%q) = %q, %v, want %q, %v", tt.first, got, ok, tt.want, tt.ok)
			}
		})
	}
}

// weighed are the rests of both passes, reckoned apart from the code.
func weighed(first string) [2]int {
	var sums [2]int
	for i := range first {
		d := int(first[i] - '0')
		sums[0] += d * (i + 1)
		sums[1] += d * ((i+2)%11 + 1)
	}
	return [2]int{sums[0] % 11, sums[1] % 11}
}

func TestPlainBIN(t *testing.T) {
	for _, typed := range []string{"100140011059", " 100 140 011 059", "100140-011-059", "100\u00a0140\u202f011 059"} {
		if got := funding.PlainBIN(typed); got != "100140011059" {
			t.Errorf("PlainBIN(%q) = %q", typed, got)
		}
	}
}
