package browse

import (
	_ "embed"
	"fmt"
	"strings"
)

// axe-core 4.14.1 by Deque Systems, MPL-2.0 (axe/LICENSE), as it came from npm.
//
//go:embed axe/axe.min.js
var axeJS string

// Violation is a rule of accessibility that a page breaks, and where.
type Violation struct {
	ID, Help string
	Nodes    []string
}

func (v Violation) String() string {
	return fmt.Sprintf("%s: %s\n\t%s", v.ID, v.Help, strings.Join(v.Nodes, "\n\t"))
}

// Axe checks the page as it stands for violations of accessibility, of one
// rule or, when it is "", of all.
func (t *Tab) Axe(rule string) []Violation {
	t.T.Helper()
	if !Eval[bool](t, "!!window.axe") {
		Eval[bool](t, axeJS+"\n;true")
	}
	options := `rules: {"target-size": {enabled: true}}`
	if rule != "" {
		options = fmt.Sprintf(`runOnly: [%q]`, rule)
	}
	return Await[[]Violation](t, `axe.run(document, {resultTypes: ["violations"], `+options+`}).then(r => r.violations.map(v => ({
		ID: v.id, Help: v.help, Nodes: v.nodes.slice(0, 3).map(n => n.target.join(" ") + "  " + n.html.slice(0, 160) + "  " + (n.failureSummary ?? "").replace(/\s+/g, " ").slice(0, 260))
	})))`)
}
