package internal_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Time comes from outside: whoever asks for it below cmd makes a rule that
// cannot be asked about March.
func TestNobodyAsksForTheTime(t *testing.T) {
	eachFile(t, func(path string, f *ast.File) {
		if strings.HasSuffix(path, "_test.go") || strings.HasPrefix(path, "cmd/") || strings.HasPrefix(path, "internal/testkit/") || strings.HasPrefix(path, "internal/bench/") {
			return
		}
		ast.Inspect(f, func(n ast.Node) bool {
			s, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if x, ok := s.X.(*ast.Ident); ok && x.Name == "time" && (s.Sel.Name == "Now" || s.Sel.Name == "Since" || s.Sel.Name == "Until") && path != "internal/web/middleware.go" {
				t.Errorf("%s uses time.%s: take the store's clock, or the day as an argument", path, s.Sel.Name)
			}
			return true
		})
	})
}

// empty are words that say nothing of what a thing is (house.md §14).
var empty = regexp.MustCompile(`(Service|Manager|Helper|Util|Impl|DTO|Base)([A-Z]|$)`)

func TestNamesSaySomething(t *testing.T) {
	allowed := map[string]bool{"Manager": true, "Service": true, "Baseline": true, "BaseURL": true, "FromService": true, "ServiceModel": true}
	eachFile(t, func(path string, f *ast.File) {
		if strings.HasSuffix(path, "_templ.go") {
			return
		}
		for _, d := range f.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if empty.MatchString(d.Name.Name) && !allowed[d.Name.Name] {
					t.Errorf("%s: func %s: a name says what a thing is", path, d.Name.Name)
				}
			case *ast.GenDecl:
				for _, s := range d.Specs {
					if ts, ok := s.(*ast.TypeSpec); ok && empty.MatchString(ts.Name.Name) && !allowed[ts.Name.Name] {
						t.Errorf("%s: type %s: a name says what a thing is", path, ts.Name.Name)
					}
				}
			}
		}
	})
}

// eachFile parses every Go file of ours.
func eachFile(t *testing.T, do func(path string, f *ast.File)) {
	t.Helper()
	for _, root := range []string{"cmd", "internal", "seed", "static", "views"} {
		err := filepath.WalkDir(filepath.Join("..", root), func(path string, d fs.DirEntry, err error) error {
			if d != nil && d.IsDir() && d.Name() == "node_modules" {
				return filepath.SkipDir
			}
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") {
				return err
			}
			f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
			if err == nil {
				do(strings.TrimPrefix(filepath.ToSlash(path), "../"), f)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
