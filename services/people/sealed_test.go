package people_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/models/db/dbtest"
	"qingxiaoyi.cn/qingxiaoyi/models/migrations"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
)

// everything is all that the database holds: every column of every row and, of an embedded one, the bytes of its files.
func everything(t *testing.T, store *db.Store, folder string) string {
	var all strings.Builder
	files, err := migrations.Files.ReadDir(".")
	require.NoError(t, err)
	for _, f := range files {
		sql, err := migrations.Files.ReadFile(f.Name())
		require.NoError(t, err)
		table := regexp.MustCompile(`CREATE TABLE IF NOT EXISTS (\w+)`).FindSubmatch(sql)[1]
		var rows []map[string]any
		require.NoError(t, store.Read(t.Context()).DB.Table(string(table)).Find(&rows).Error)
		for _, row := range rows {
			for column, v := range row {
				if b, ok := v.([]byte); ok {
					v = string(b)
				}
				_, _ = fmt.Fprintf(&all, "%s.%s=%v\n", table, column, v)
			}
		}
	}
	files, err = os.ReadDir(folder)
	if err != nil {
		return all.String() // a database server
	}
	for _, f := range files {
		raw, err := os.ReadFile(filepath.Join(folder, f.Name()))
		require.NoError(t, err)
		all.Write(raw)
	}
	return all.String()
}

func TestNobodysNamePhoneOrOpenidStandsInTheDatabase(t *testing.T) {
	address, folder := dbtest.URL(t)
	clock := dbtest.NewClock()
	store, err := db.Open(t.Context(), db.Options{URL: address, Folder: folder, Clock: clock.Now})
	require.NoError(t, err)
	t.Cleanup(func() { _ = store.Close() })
	_, err = store.Migrate(t.Context(), migrations.Files)
	require.NoError(t, err)
	w := openTown(t, store, clock)

	rider, pair := w.rider("rider-1")
	_, err = w.room.Change(t.Context(), rider, people.Edit{DisplayName: text("欧阳铁柱"), Phone: text("13900001234")})
	require.NoError(t, err)
	secret, _, err := people.NewTOTP("庆小驿", "keeper-1")
	require.NoError(t, err)
	w.found(people.NewPerson{Name: "慕容翠花", Phone: "13900005678", OpenID: "oSecretSecretSecretSecretSec", Username: "keeper-1", TOTPSecret: secret})
	sysadmin := w.staff("sysadmin-1", people.SysAdmin, "2306", city)
	answer, err := w.room.HireStaff(t.Context(), w.call(), sysadmin, people.Hire{
		Name: "司徒建国", Phone: "13900009999", Username: "officer-9", Password: password,
		Roles: []people.Scoped{{Role: people.GridOfficer, ScopeID: "230604003008", Path: community}},
	})
	done[people.Hired](w, answer, err)
	_, err = w.room.Search(t.Context(), sysadmin, people.Filter{Query: "13900001234", Limit: 20})
	require.NoError(t, err)
	require.Error(t, w.knock("typed-my-password-here", password, ""))

	all := everything(t, store, folder)
	require.Contains(t, all, rider.ID)
	require.Contains(t, all, "keeper-1", "the haystack is the right one")
	for _, secret := range []string{
		"欧阳", "铁柱", "慕容", "司徒", "13900001234", "1390000", "0001234", "13900005678", "13900009999", "oSecretSecret",
		password, secret, pair.RefreshToken, pair.AccessToken, "typed-my-password",
	} {
		require.NotContains(t, all, secret)
	}
	names, err := w.room.Names(t.Context(), []string{rider.ID})
	require.NoError(t, err)
	require.Equal(t, "欧*", names[rider.ID])
}

func TestOnePersonsPhoneCannotBeShownToAnother(t *testing.T) {
	w := newTown(t)
	one := w.found(people.NewPerson{Phone: "13900001234"})
	two := w.found(people.NewPerson{})
	w.do(func(tx *db.Tx) error {
		return tx.DB.Exec("UPDATE people SET phone_sealed = (SELECT s FROM (SELECT phone_sealed AS s FROM people WHERE id = ?) x) WHERE id = ?", one, two).Error
	})
	_, err := w.room.Card(t.Context(), two)
	require.Error(t, err)
	require.NotContains(t, err.Error(), "1390000")
}
