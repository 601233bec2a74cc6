package plan

import (
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"gorm.io/gorm/schema"
)

// guests build rows of other rooms, on purpose: each says which and why.
var guests = []struct{ room, rows, why string }{
	{"services/demo", "OrgUnit Station Mart Goods GoodsPrice", "a town is founded from rows, which org.Plant, station.Open, mart.Open and mart.Plant check and write"},
	{"services/report", "OrgUnit", "says in which community an act was done; nothing is written"},
}

// row is a struct of models that has a table.
type row struct{ owner, table string }

var owned = regexp.MustCompile(`(?m)^Owner: (\S+)$`)

// notRows are structs of models that are no rows by themselves.
var notRows = []string{"Place"} // what a station and a mart have in common

// rows reads from the comments in models who owns what.
func rows(t *testing.T) map[string]row {
	t.Helper()
	found := map[string]row{}
	for _, f := range house(t) {
		if f.room != "models" || f.test {
			continue
		}
		for _, d := range f.syntax.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.TYPE {
				continue
			}
			for _, s := range g.Specs {
				spec := s.(*ast.TypeSpec)
				if _, ok := spec.Type.(*ast.StructType); !ok || slices.Contains(notRows, spec.Name.Name) {
					continue
				}
				m := owned.FindStringSubmatch(g.Doc.Text())
				require.NotNil(t, m, "models.%s does not say “Owner: services/…”", spec.Name.Name)
				name := spec.Name.Name
				found[name] = row{owner: m[1], table: schema.NamingStrategy{}.TableName(name)}
			}
		}
	}
	goods := found["Goods"]
	goods.table = "goods" // models keeps the uncountable word
	found["Goods"] = goods
	require.Greater(t, len(found), 20)
	return found
}

// writers are the words of gorm that change a table.
var writers = []string{
	"Create", "CreateInBatches", "Save", "Update", "Updates", "UpdateColumn", "UpdateColumns", "Delete", "FirstOrCreate",
}

// changes is SQL that changes a table.
var changes = regexp.MustCompile(`(?i)\b(?:INSERT\s+(?:IGNORE\s+)?INTO|REPLACE\s+INTO|DELETE\s+FROM|UPDATE)\s+` + "`?" + `(\w+)`)

// finding is a place where a row is built or changed.
type finding struct{ row, at string }

// reader walks one file and remembers which of its names are rows.
type reader struct {
	file   file
	rows   map[string]row
	models string // what the file calls the package
	names  map[string]string
	found  []finding
}

// built lists where a file builds a row with fields, or changes its table.
func built(f file, rows map[string]row) []finding {
	r := &reader{file: f, rows: rows, names: map[string]string{}}
	for _, i := range f.syntax.Imports {
		if i.Path.Value == strconv.Quote(module+"/models") {
			r.models = "models"
			if i.Name != nil {
				r.models = i.Name.Name
			}
		}
	}
	ast.Inspect(f.syntax, r.learn)
	ast.Inspect(f.syntax, r.see)
	return r.found
}

// learn remembers what is declared as a row or as rows; a name that means two things in one file means the row.
func (r *reader) learn(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.ValueSpec:
		r.name(n.Names, n.Type)
	case *ast.Field:
		r.name(n.Names, n.Type)
	case *ast.AssignStmt:
		for i, right := range n.Rhs {
			if u, ok := right.(*ast.UnaryExpr); ok {
				right = u.X
			}
			if c, ok := right.(*ast.CallExpr); ok && len(c.Args) > 0 { // make([]models.X, n)
				right = c.Args[0]
			}
			if lit, ok := right.(*ast.CompositeLit); ok {
				right = lit.Type
			}
			if name, ok := n.Lhs[min(i, len(n.Lhs)-1)].(*ast.Ident); ok {
				r.name([]*ast.Ident{name}, right)
			}
		}
	}
	return true
}

func (r *reader) name(names []*ast.Ident, typ ast.Expr) {
	if row := r.rowOf(typ); row != "" {
		for _, n := range names {
			r.names[n.Name] = row
		}
	}
}

// rowOf is the row that a type is made of: models.X, *models.X, []models.X, map[string]models.X.
func (r *reader) rowOf(typ ast.Expr) string {
	switch typ := typ.(type) {
	case *ast.StarExpr:
		return r.rowOf(typ.X)
	case *ast.ArrayType:
		return r.rowOf(typ.Elt)
	case *ast.MapType:
		return r.rowOf(typ.Value)
	case *ast.SelectorExpr:
		pkg, ok := typ.X.(*ast.Ident)
		if _, isRow := r.rows[typ.Sel.Name]; ok && isRow && r.models != "" && pkg.Name == r.models {
			return typ.Sel.Name
		}
	}
	return ""
}

func (r *reader) add(row string, n ast.Node) {
	r.found = append(r.found, finding{row, r.file.at(n)})
}

func (r *reader) see(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.CompositeLit:
		r.literal(n)
	case *ast.CallExpr:
		if f, ok := n.Fun.(*ast.SelectorExpr); ok && slices.Contains(writers, f.Sel.Name) {
			r.chain(n)
		}
	case *ast.BasicLit:
		if n.Kind != token.STRING {
			return true
		}
		for _, m := range changes.FindAllStringSubmatch(n.Value, -1) {
			for name, row := range r.rows {
				if row.table == strings.ToLower(m[1]) {
					r.add(name, n)
				}
			}
		}
	}
	return true
}

// literal sees models.X{…} with fields, by itself or in a slice or map of them.
func (r *reader) literal(n *ast.CompositeLit) {
	row := r.rowOf(n.Type)
	if row == "" || len(n.Elts) == 0 {
		return
	}
	if _, one := n.Type.(*ast.SelectorExpr); one {
		r.add(row, n)
		return
	}
	for _, e := range n.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			e = kv.Value
		}
		if inner, ok := e.(*ast.CompositeLit); ok && inner.Type == nil && len(inner.Elts) > 0 {
			r.add(row, inner)
		}
	}
}

// chain sees tx.DB.Model(&models.X{}).Where(…).UpdateColumns(…) and tx.DB.Create(&rows).
func (r *reader) chain(call *ast.CallExpr) {
	seen := map[string]bool{}
	ast.Inspect(call, func(n ast.Node) bool {
		row := ""
		switch n := n.(type) {
		case *ast.CompositeLit:
			row = r.rowOf(n.Type)
		case *ast.CallExpr:
			for _, a := range n.Args {
				if u, ok := a.(*ast.UnaryExpr); ok {
					a = u.X
				}
				if name, ok := a.(*ast.Ident); ok && r.names[name.Name] != "" {
					row = r.names[name.Name]
				}
			}
		}
		if row != "" && !seen[row] {
			seen[row] = true
			r.add(row, call)
		}
		return true
	})
}

func TestOnlyItsOwnerBuildsARow(t *testing.T) {
	all, files := rows(t), house(t)
	standing, visited := map[string]bool{}, map[string]bool{}
	for _, f := range files {
		standing[f.room] = true
		if f.test || f.room == "" && strings.HasPrefix(f.name, "bench") { // the bench has a rival written by hand
			continue
		}
		for _, b := range built(f, all) {
			owner := all[b.row].owner
			if f.room == owner {
				continue
			}
			if guest := invited(f.room, b.row); guest != "" {
				visited[guest] = true
				continue
			}
			t.Errorf("%s builds or changes models.%s, which only %s does", b.at, b.row, owner)
		}
	}
	for name, r := range all {
		require.True(t, standing[r.owner], "models.%s belongs to %s, which is not there", name, r.owner)
	}
	for _, g := range guests {
		for _, name := range strings.Fields(g.rows) {
			if !visited[g.room+" "+name] {
				t.Errorf("guests lets %s build models.%s, which it does not: cut it back", g.room, name)
			}
		}
	}
}

func invited(room, name string) string {
	for _, g := range guests {
		if g.room == room && slices.Contains(strings.Fields(g.rows), name) {
			return room + " " + name
		}
	}
	return ""
}

func TestEveryWayToBuildARowIsSeen(t *testing.T) {
	all := rows(t)
	for code, want := range map[string]string{
		`_ = models.Account{ID: "a"}`:                                               "Account",
		`_ = &models.Account{ID: "a"}`:                                              "Account",
		`_ = []models.Account{{ID: "a"}}`:                                           "Account",
		`_ = map[string]*models.Account{"a": {ID: "a"}}`:                            "Account",
		`tx.DB.Model(&models.Account{}).Where("id = ?", 1).UpdateColumn("held", 0)`: "Account",
		`tx.DB.Where("id = ?", 1).Delete(&models.Goods{})`:                          "Goods",
		`var a models.Account; tx.DB.Create(&a)`:                                    "Account",
		`rows := make([]models.Account, 3); tx.DB.CreateInBatches(rows, 3)`:         "Account",
		`tx.DB.Exec("UPDATE stock_movements SET quantity = 1")`:                     "StockMovement",
		`tx.DB.Exec("DELETE FROM goods WHERE 1 = 1")`:                               "Goods",
		`tx.DB.Exec("insert into goods (id) values (1)")`:                           "Goods",
		`var a models.Account; tx.DB.Where("id = ?", 1).Take(&a)`:                   "",
		`var a []models.Account; tx.DB.Model(&models.Account{}).Find(&a)`:           "",
		`_ = models.Account{}`:                                                      "",
		`tx.DB.Raw("SELECT id FROM goods FOR UPDATE")`:                              "",
	} {
		set := token.NewFileSet()
		source := "package x\nimport \"" + module + "/models\"\nfunc f() { " + code + " }"
		syntax, err := parser.ParseFile(set, "x.go", source, parser.SkipObjectResolution)
		require.NoError(t, err, code)
		got := ""
		for _, b := range built(file{name: "x.go", syntax: syntax, set: set}, all) {
			got = b.row
		}
		require.Equal(t, want, got, code)
	}
}
