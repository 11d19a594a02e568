//go:build shots

package web_test

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"qadam/internal/i18n"
	"qadam/internal/testkit/browse"
)

var (
	shots = flag.String("shots", "", "take pictures of every page into this folder")
	only  = flag.String("only", "", "of these pages only: a pattern of the pictures' names")
)

// TestShots takes pictures of every page for people to look at: each kind of
// page as one who uses it, in three languages, wide and narrow, some dark.
//
//	go test -tags shots ./internal/web -run Shots -shots /tmp/shots -only 'portfolio.*-en-1440'
func TestShots(t *testing.T) {
	if *shots == "" {
		t.Fatal("say where: -shots FOLDER")
	}
	wanted, err := regexp.Compile(*only)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(*shots, 0o755); err != nil {
		t.Fatal(err)
	}
	b := browse.Start(t)
	s := browse.Serve(t)
	tabs := map[string]*browse.Tab{}
	for _, stop := range stops(t, s) {
		for _, locale := range i18n.All {
			for _, width := range []int64{1440, 360} {
				for _, dark := range []bool{false, true} {
					name := shotName(stop, locale, width, dark)
					if dark && (locale != i18n.KK || width == 360) || !wanted.MatchString(name) {
						continue
					}
					tab, ok := tabs[stop.who]
					if !ok {
						tab = b.Open(t, s)
						if stop.who != "" {
							tab.Enter(stop.who)
						}
						tabs[stop.who] = tab
					}
					tab.Dark(dark)
					tab.Go(in(stop.address, locale))
					if err := os.WriteFile(filepath.Join(*shots, name), tab.Screenshot(width), 0o644); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
	}
}

// shotName is as in portfolio-against-official-kk-1440-dark.png.
func shotName(s stop, l i18n.Locale, width int64, dark bool) string {
	route, query, _ := strings.Cut(s.kind, "?")
	parts := []string{strings.Trim(regexp.MustCompile(`[^a-z0-9]+`).ReplaceAllString(route, "-"), "-")}
	if parts[0] == "" {
		parts[0] = "work"
	}
	if query != "" {
		parts = append(parts, strings.ReplaceAll(query, "&", "-"))
	}
	who, _, _ := strings.Cut(s.who, "@")
	if who == "" {
		who = "nobody"
	}
	parts = append(parts, who, string(l), map[int64]string{1440: "1440", 360: "360"}[width])
	if dark {
		parts = append(parts, "dark")
	}
	return strings.Join(parts, "-") + ".png"
}
