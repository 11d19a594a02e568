// Command tally reads what go test -json says, shows what failed and what was
// skipped, and closes with the count. With CI=true a skipped test is a
// failure: a gate that skips is none.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"
)

// event is a line of go test -json.
type event struct {
	Action, Package, Test, Output string
	Elapsed                       float64
}

func main() {
	passed, failed, skipped := 0, 0, []string{}
	output := map[string][]string{}
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(make([]byte, 1<<20), 16<<20)
	for in.Scan() {
		var e event
		if json.Unmarshal(in.Bytes(), &e) != nil {
			fmt.Println(in.Text()) // what the compiler says
			continue
		}
		name := e.Package + " " + e.Test
		switch e.Action {
		case "output", "build-output":
			output[name] = append(output[name], e.Output)
		case "pass":
			if e.Test != "" {
				passed++
			} else {
				fmt.Printf("ok   %6.1fs  %s\n", e.Elapsed, e.Package)
			}
			delete(output, name)
		case "skip":
			if e.Test != "" {
				skipped = append(skipped, name+": "+reason(output[name]))
			}
			delete(output, name)
		case "fail", "build-fail":
			if e.Test != "" {
				failed++
			} else {
				fmt.Printf("FAIL %6.1fs  %s\n", e.Elapsed, e.Package)
				if !strings.Contains(strings.Join(output[name], ""), "--- FAIL") {
					failed++ // it did not build, or stopped before its tests
				}
			}
			fmt.Print(strings.Join(output[name], ""))
		}
	}
	for _, s := range skipped {
		fmt.Println("skipped", s)
	}
	fmt.Printf("%d passed, %d failed, %d skipped\n", passed, failed, len(skipped))
	if failed > 0 || in.Err() != nil || passed == 0 || len(skipped) > 0 && os.Getenv("CI") == "true" {
		os.Exit(1)
	}
}

// reason is what a skipped test said.
func reason(lines []string) string {
	for _, l := range lines {
		if l = strings.TrimSpace(l); l != "" && !strings.HasPrefix(l, "===") && !strings.HasPrefix(l, "---") {
			return l
		}
	}
	return "no reason given"
}
