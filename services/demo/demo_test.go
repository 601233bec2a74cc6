package demo_test

import (
	"bytes"
	"context"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/models/db/dbtest"
	"qingxiaoyi.cn/qingxiaoyi/services/adjustment"
	"qingxiaoyi.cn/qingxiaoyi/services/demo"
	"qingxiaoyi.cn/qingxiaoyi/services/demo/town"
	"qingxiaoyi.cn/qingxiaoyi/services/ledger"
	"qingxiaoyi.cn/qingxiaoyi/services/mart"
	"qingxiaoyi.cn/qingxiaoyi/services/org"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/people/wechatstub"
	"qingxiaoyi.cn/qingxiaoyi/services/place"
	"qingxiaoyi.cn/qingxiaoyi/services/proof"
	"qingxiaoyi.cn/qingxiaoyi/services/seal"
	"qingxiaoyi.cn/qingxiaoyi/services/station"
)

const appID, appSecret = "wx-of-the-test", "its-secret"

// rooms are those that a town is founded through.
func rooms(t *testing.T, store *db.Store) demo.Rooms {
	t.Helper()
	wechat := httptest.NewServer(wechatstub.New(appID, appSecret))
	t.Cleanup(wechat.Close)
	codec, err := seal.New(seal.Options{Keys: []seal.Key{{ID: "k", Secret: bytes.Repeat([]byte{1}, 32)}}, IndexKey: bytes.Repeat([]byte{2}, 32)})
	require.NoError(t, err)
	tokens, err := people.NewTokens(people.TokenOptions{
		Issuer: "qingxiaoyi", Audience: "api", Life: time.Minute, Keys: []people.TokenKey{{ID: "t", Secret: bytes.Repeat([]byte{3}, 32)}},
	})
	require.NoError(t, err)
	passwords, tree := people.NewPasswords(2), org.New(store)
	return demo.Rooms{
		Store: store, Tree: tree, Passwords: passwords, Adjustments: adjustment.New(store, tree), AppID: appID,
		People: people.New(people.Options{
			Store: store, Seal: codec, Tokens: tokens, Passwords: passwords,
			WeChat: people.NewWeChat(people.WeChatOptions{Base: wechat.URL, AppID: appID, Secret: appSecret}),
		}),
	}
}

func TestTheDemoTown(t *testing.T) {
	store := dbtest.New(t, dbtest.NewClock())
	r := rooms(t, store)
	isDemo, anything, err := demo.Founded(t.Context(), store)
	require.NoError(t, err)
	require.False(t, isDemo || anything)

	before := time.Now()
	require.NoError(t, demo.Found(t.Context(), r))
	took := time.Since(before)
	t.Logf("founded in %s", took)
	require.Less(t, took, 2*time.Minute, "who tries the demo waits for it")

	isDemo, anything, err = demo.Founded(t.Context(), store)
	require.NoError(t, err)
	require.True(t, isDemo && anything)

	t.Run("is as large as the real one", func(t *testing.T) {
		count := func(row any, where ...any) (n int64) {
			q := store.Read(t.Context()).DB.Model(row)
			if len(where) > 0 {
				q = q.Where(where[0], where[1:]...)
			}
			require.NoError(t, q.Count(&n).Error)
			return n
		}
		for name, c := range map[string][2]int64{
			"districts":      {count(&models.OrgUnit{}, "level = ?", "district"), 10},
			"streets":        {count(&models.OrgUnit{}, "level = ?", "street"), 118},
			"communities":    {count(&models.OrgUnit{}, "level = ?", "community"), 843},
			"stations":       {count(&models.Station{}), 500},
			"rider marts":    {count(&models.Mart{}, "kind = ?", mart.Rider), 35},
			"rural marts":    {count(&models.Mart{}, "kind = ?", mart.Rural), 172},
			"goods":          {count(&models.Goods{}), 12},
			"prices":         {count(&models.GoodsPrice{}), 24},
			"shelves":        {count(&models.Stock{}, "purchased = ? AND donated = ? AND held = ?", 200, 20, 0), 207 * 12},
			"people":         {count(&models.Person{}), 20 + 10 + 12},
			"staff":          {count(&models.StaffAccount{}), 12},
			"budgets":        {count(&models.Budget{}, "funded = ?", demo.Budget), 118},
			"rulebooks":      {count(&models.Rulebook{}, "state = ?", "approved"), 1},
			"opening points": {count(&models.Adjustment{}, "state = ?", adjustment.Approved), 10},
		} {
			require.Equal(t, c[1], c[0], name)
		}
		require.Len(t, r.Tree.Tree().All(), 972)
	})
	t.Run("opens the doors of its stations and marts", func(t *testing.T) {
		stations, marts := station.New(store, place.China()), mart.New(store, place.China())
		require.NoError(t, stations.Reload(t.Context()))
		require.NoError(t, marts.Reload(t.Context()))
		for _, d := range town.Stations() {
			found, ok := stations.Find(d.ID)
			require.True(t, ok, d.ID)
			require.Contains(t, found.Name+found.Address, "示例", "nobody takes it for a real one")
		}
		for _, d := range town.Marts() {
			_, ok := marts.Find(d.ID)
			require.True(t, ok, d.ID)
		}
		offers, err := marts.Goods(store.Read(t.Context()), "mart-1", store.Now())
		require.NoError(t, err)
		require.Len(t, offers, 12)
	})
	t.Run("knows everybody of the contract", func(t *testing.T) {
		for _, p := range town.People() {
			pair, err := r.People.SignInWeChat(t.Context(), p.Login, "10.0.0.1", "r")
			require.NoError(t, err, p.Login)
			actor, err := r.People.Authenticate(t.Context(), pair.AccessToken)
			require.NoError(t, err)
			require.True(t, actor.Is(people.Role(p.Role)), p.Login)
			available, err := ledger.Available(store.Read(t.Context()), actor.ID)
			require.NoError(t, err)
			require.Equal(t, p.Points, available, p.Login)
			if strings.HasPrefix(p.Login, "demo-rider-") && len(p.Login) == len("demo-rider-1") {
				require.Equal(t, int64(500), available, p.Login)
			}
		}
		for _, s := range town.StaffList() {
			pair, err := r.People.SignInStaff(t.Context(), s.Username, "demo-"+s.Username, "", "10.0.0.1", "r")
			require.NoError(t, err, s.Username)
			actor, err := r.People.Authenticate(t.Context(), pair.AccessToken)
			require.NoError(t, err)
			_, ok := actor.Of(s.Scope, people.Role(s.Role))
			require.True(t, ok, s.Username)
		}
	})
	t.Run("has books that hold from the first day on", func(t *testing.T) {
		report, err := proof.Books(t.Context(), store)
		require.NoError(t, err)
		require.Empty(t, report.Bad)
		require.Equal(t, [2]int64{5000, 5000}, [2]int64{report.Figures.Issued, report.Figures.Outstanding})
	})
	t.Run("is not founded twice", func(t *testing.T) {
		require.Error(t, demo.Found(t.Context(), r))
		report, err := proof.Books(t.Context(), store)
		require.NoError(t, err)
		require.True(t, report.Balanced())
		require.Equal(t, int64(5000), report.Figures.Issued)
	})
}

func TestATownWhoseFoundingWasCutShortIsNotTakenForAWholeOne(t *testing.T) {
	store := dbtest.New(t, dbtest.NewClock())
	r := rooms(t, store)
	elsewhere := dbtest.New(t, nil) // the adjustments find nobody there, as if the power had failed before them
	r.Adjustments = adjustment.New(elsewhere, org.New(elsewhere))
	require.Error(t, demo.Found(t.Context(), r))
	isDemo, anything, err := demo.Founded(context.Background(), store)
	require.NoError(t, err)
	require.False(t, isDemo)
	require.True(t, anything, "and not for an empty database either")
}
