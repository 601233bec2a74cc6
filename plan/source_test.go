package plan

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const module = "qingxiaoyi.cn/qingxiaoyi"

// file is one Go file: where it stands in the module, and what it imports.
type file struct {
	room, name string // "services/ledger", "audit.go"; room is "" for main
	test       bool
	imports    []string
	syntax     *ast.File
	set        *token.FileSet
}

// at says where a node stands, for people.
func (f file) at(n ast.Node) string {
	return path.Join(f.room, f.name) + ":" + strconv.Itoa(f.set.Position(n.Pos()).Line)
}

// own cuts the module's path off an import; false for other people's packages.
func own(imported string) (string, bool) {
	if imported == module {
		return "", true
	}
	return strings.CutPrefix(imported, module+"/")
}

// house reads every Go file of the module.
func house(t testing.TB) []file {
	t.Helper()
	root, err := filepath.Abs("..")
	require.NoError(t, err)
	var files []file
	set := token.NewFileSet()
	err = filepath.WalkDir(root, func(at string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() {
			if at != root && (strings.HasPrefix(name, ".") || name == "node_modules" || name == "testdata" || name == "bin" || name == "dist") {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") {
			return nil
		}
		syntax, err := parser.ParseFile(set, at, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		room, err := filepath.Rel(root, filepath.Dir(at))
		if err != nil {
			return err
		}
		f := file{name: name, test: strings.HasSuffix(name, "_test.go"), syntax: syntax, set: set}
		if room != "." {
			f.room = filepath.ToSlash(room)
		}
		for _, i := range syntax.Imports {
			imported, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				return err
			}
			f.imports = append(f.imports, imported)
		}
		files = append(files, f)
		return nil
	})
	require.NoError(t, err)
	require.NotEmpty(t, files)
	_, err = os.Stat(filepath.Join(root, "go.mod"))
	require.NoError(t, err, "the plan is read from the module's root")
	return files
}
