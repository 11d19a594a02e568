package site

import "testing"

func TestWhatSomebodyTypedIsNoFormula(t *testing.T) {
	s := NewSheet("name", "number")
	s.Add("=1+1", "-12.5")
	s.Add("@SUM(A1)", "+7")
	s.Add("-x", "Жарық, \"ақылды\"")
	want := "name,number\r\n'=1+1,-12.5\r\n'@SUM(A1),+7\r\n'-x,\"Жарық, \"\"ақылды\"\"\"\r\n"
	if got := string(s.CSV()); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
