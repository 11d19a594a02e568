package i18n

import (
	"embed"
	"fmt"
	"path"
	"strings"

	"github.com/BurntSushi/toml"
	goi18n "github.com/nicksnyder/go-i18n/v2/i18n"
)

// files are the words: catalog/<part>.<language>.toml, a part for each group of
// pages. A key stands in one part only.
//
//go:embed catalog/*.toml
var files embed.FS

// catalogue is every message of each language, taken apart once at the start.
var catalogue = mustLoad()

func mustLoad() [3]map[string]*entry {
	loaded, err := load()
	if err != nil {
		panic("i18n: " + err.Error())
	}
	return loaded
}

// load reads all parts. Of a key that stands in two of them the first counts; a
// test sees to it that there is none.
func load() (loaded [3]map[string]*entry, err error) {
	for i := range loaded {
		loaded[i] = make(map[string]*entry, 1024)
	}
	dir, err := files.ReadDir("catalog")
	if err != nil {
		return loaded, err
	}
	for _, f := range dir {
		messages, l, err := read(f.Name())
		if err != nil {
			return loaded, err
		}
		for _, m := range messages {
			if loaded[l.index()][m.ID] == nil {
				loaded[l.index()][m.ID] = newEntry(m)
			}
		}
	}
	return loaded, nil
}

// read reads one part in one language.
func read(name string) ([]*goi18n.Message, Locale, error) {
	data, err := files.ReadFile(path.Join("catalog", name))
	if err != nil {
		return nil, "", err
	}
	file, err := goi18n.ParseMessageFileBytes(data, name, map[string]goi18n.UnmarshalFunc{"toml": toml.Unmarshal})
	if err != nil {
		return nil, "", fmt.Errorf("%s: %w", name, err)
	}
	_, language, _ := strings.Cut(strings.TrimSuffix(name, ".toml"), ".")
	l, ok := Parse(language)
	if !ok {
		return nil, "", fmt.Errorf("%s: no language of ours", name)
	}
	return file.Messages, l, nil
}

// newEntry takes a message apart.
func newEntry(m *goi18n.Message) *entry {
	form := func(s string) *pattern {
		if s == "" {
			return nil
		}
		p := parsePattern(s)
		return &p
	}
	return &entry{one: form(m.One), few: form(m.Few), many: form(m.Many), other: parsePattern(m.Other)}
}
