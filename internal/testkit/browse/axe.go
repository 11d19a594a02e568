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

// Prune leaves out rows, cells and marks in which nothing is that was not seen
// twice beside them, whatever their words: a rule that one of them breaks, all
// break, and axe-core takes its time with each. What something else in the page
// refers to stays. Returns how many were left out.
func (t *Tab) Prune() int {
	t.T.Helper()
	return Eval[int](t, pruneJS)
}

const pruneJS = `(() => {
	const named = new Set();
	for (const e of document.querySelectorAll("[aria-controls],[aria-labelledby],[aria-describedby],[aria-owns],[aria-activedescendant],[for],[popovertarget],[headers],[list]")) {
		for (const a of ["aria-controls", "aria-labelledby", "aria-describedby", "aria-owns", "aria-activedescendant", "for", "popovertarget", "headers", "list"]) {
			for (const id of (e.getAttribute(a) ?? "").split(/\s+/)) if (id) named.add(id);
		}
	}
	for (const a of document.querySelectorAll('a[href^="#"], use[href^="#"]')) named.add(a.getAttribute("href").slice(1));
	const own = (e) => [...(e.id ? [e] : []), ...e.querySelectorAll("[id]")].every((c) => !named.has(c.id) || [...document.querySelectorAll('[for="' + CSS.escape(c.id) + '"],[aria-labelledby~="' + CSS.escape(c.id) + '"],[aria-describedby~="' + CSS.escape(c.id) + '"],[aria-controls~="' + CSS.escape(c.id) + '"],[popovertarget="' + CSS.escape(c.id) + '"]')].every((r) => e.contains(r)));
	let left = 0;
	// A mark of an element is what its look and its rules depend on; a part is left out when all its marks were seen twice.
	const shape = (e, above) => above + ">" + e.tagName + "." + (e.getAttribute("class") ?? "") + "." + [...e.attributes].map((a) => ["role", "type", "fill", "scope", "aria-current", "aria-sort"].includes(a.name) ? a.name + a.value : a.name).join();
	const marks = (e, above, into) => {
		const s = shape(e, above);
		into.add(s + (e.childElementCount ? "" : e.textContent.trim() ? "t" : ""));
		for (const c of e.children) marks(c, e.tagName + "." + (e.getAttribute("class") ?? ""), into);
		return into;
	};
	for (const parent of document.querySelectorAll("tbody, ul, ol, dl, svg, g, tr, select, datalist, .cards, main div")) {
		if (!parent.isConnected || parent.children.length < 6) continue;
		const seen = new Map();
		for (const e of [...parent.children]) {
			if (e.matches("th, td") && !e.closest("table.days")) continue;
			if (e.matches("dt, dd")) continue;
			const all = marks(e, "", new Set());
			if ([...all].every((m) => (seen.get(m) ?? 0) >= 2) && own(e)) { e.remove(); left++; continue; }
			for (const m of all) seen.set(m, (seen.get(m) ?? 0) + 1);
		}
	}
	return left;
})()`
