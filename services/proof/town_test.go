package proof

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/models/db/dbtest"
	"qingxiaoyi.cn/qingxiaoyi/services/adjustment"
	"qingxiaoyi.cn/qingxiaoyi/services/audit"
	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/ledger"
	"qingxiaoyi.cn/qingxiaoyi/services/mart"
	"qingxiaoyi.cn/qingxiaoyi/services/once"
	"qingxiaoyi.cn/qingxiaoyi/services/org"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/place"
	"qingxiaoyi.cn/qingxiaoyi/services/redemption"
	"qingxiaoyi.cn/qingxiaoyi/services/rulebook"
	"qingxiaoyi.cn/qingxiaoyi/services/seal"
	"qingxiaoyi.cn/qingxiaoyi/services/station"
)

const (
	street    = "230604003"
	community = "/2306/230604/230604003/230604003008/"
)

var (
	unit     = models.OrgUnit{ID: "230604003008", ParentID: street, Level: org.Community, Name: "创业八社区", Path: community}
	keeper   = staff("keeper-1", people.MartKeeper, "m1", community)
	officer  = staff("officer-1", people.GridOfficer, unit.ID, community)
	reviewer = staff("community-1", people.Reviewer, unit.ID, community)
	district = staff("district-1", people.DistrictAdmin, "230604", "/2306/230604/")
	city     = staff("city-1", people.CityAdmin, "2306", "/2306/")
)

func staff(id string, role people.Role, scope, path string) people.Actor {
	return people.Actor{ID: id, Grants: []people.Scoped{{Role: role, ScopeID: scope, Path: path}}}
}

// town is one in which everything has happened once: awards of one and two signatures, one of them still open; an adjustment
// up and one down; redemptions that wait, were handed over, were reversed, were cancelled; a day that is closed.
type town struct {
	testing.TB
	store *db.Store
	clock *dbtest.Clock
	rules *rulebook.Service
	marts *mart.Service
	room  *redemption.Service
	n     int
	last  any // what the last command answered
	li    people.Actor
}

func newTown(t testing.TB) *town {
	clock := dbtest.NewClock()
	w := &town{TB: t, store: dbtest.New(t, clock), clock: clock}
	w.ground()
	w.open()
	w.report("report-1", "R01")
	award := w.report("report-2", "R03")
	w.command(func(c once.Call) (once.Answer, error) { return w.rules.Approve(t.Context(), c, reviewer, award.ID) })
	w.report("report-3", "R03")
	w.adjust(300)
	w.adjust(-20)
	w.reserve()
	w.cancel(w.reserve())
	w.handOver(w.reserve())
	w.reverse(w.handOver(w.reserve()))
	clock.Pass(24 * time.Hour)
	_, err := audit.CloseDays(t.Context(), w.store)
	require.NoError(t, err)
	return w
}

func (w *town) do(f func(tx *db.Tx) error) {
	w.Helper()
	require.NoError(w, w.store.Write(context.WithoutCancel(w.Context()), f))
}

func (w *town) ground() {
	codec, err := seal.New(seal.Options{Keys: []seal.Key{{ID: "k", Secret: bytes.Repeat([]byte{1}, 32)}}, IndexKey: bytes.Repeat([]byte{2}, 32)})
	require.NoError(w, err)
	w.do(func(tx *db.Tx) error {
		if err := org.Plant(tx, []models.OrgUnit{
			{ID: "2306", Level: org.City, Name: "大庆市"}, {ID: "230604", ParentID: "2306", Level: org.District, Name: "让胡路区"},
			{ID: street, ParentID: "230604", Level: org.Street, Name: "创业城街道"}, unit,
		}); err != nil {
			return err
		}
		if err := mart.Open(tx, []models.Mart{{Place: models.Place{
			ID: "m1", Kind: mart.Rider, Name: "积分超市", OrgUnitID: unit.ID, OrgPath: community, Address: "（示例数据）", Lat: 46.6, Lng: 124.85,
			Hours: station.Packed(place.Daily(place.AllDay)), State: station.Opened,
		}}}); err != nil {
			return err
		}
		if err := mart.Plant(tx, []models.Goods{{ID: "soap", Name: "香皂", Unit: "块", State: mart.Offered}},
			[]models.GoodsPrice{{ID: "p1", GoodsID: "soap", Scheme: mart.Rider, Points: 6, FromAt: 1}}); err != nil {
			return err
		}
		if err := mart.Deliver(tx, "keeper-1", []mart.Delivery{{MartID: "m1", Slip: mart.Slip{GoodsID: "soap", Source: mart.Donated, Quantity: 50}}}); err != nil {
			return err
		}
		book := rulebook.Default()
		book.Redeem.PerItemMonth = 100
		if err := rulebook.Publish(tx, book, "test"); err != nil {
			return err
		}
		if err := rulebook.FundMonth(tx, street, "2026-03", 10_000); err != nil {
			return err
		}
		id, err := people.New(people.Options{Store: w.store, Seal: codec}).Found(tx, people.NewPerson{
			Name: "示例", WorkerType: "rider", OrgUnitID: unit.ID, OrgPath: community,
		})
		w.li = people.Actor{ID: id, Grants: []people.Scoped{{Role: people.Rider}}}
		return err
	})
}

func (w *town) open() {
	ctx := w.Context()
	w.marts = mart.New(w.store, place.China())
	require.NoError(w, w.marts.Reload(ctx))
	var err error
	w.rules, err = rulebook.NewService(ctx, w.store)
	require.NoError(w, err)
	w.room = redemption.New(w.store, w.marts, w.rules, []byte("the key of the codes"))
}

// command carries one out, which must succeed.
func (w *town) command(send func(c once.Call) (once.Answer, error)) {
	w.Helper()
	w.n++
	answer, err := send(once.Call{
		Key:    once.Key{Subject: "test", Route: "test", Key: fmt.Sprint("key-", w.n)},
		Answer: func(v any) once.Answer { w.last = v; b, _ := json.Marshal(v); return once.Answer{Status: 200, Body: b} },
		Refuse: func(f *fault.Fault) once.Answer { return once.Answer{Status: 409, Body: []byte(f.Code)} },
	})
	require.NoError(w, err)
	require.Equal(w, 200, answer.Status, string(answer.Body))
}

func (w *town) report(id, rule string) (award models.Award) {
	w.Helper()
	w.do(func(tx *db.Tx) (err error) {
		act := rulebook.Act{
			Person: w.li.ID, Ask: rulebook.Ask{Rule: rule}, Source: ledger.Source{Type: "report", ID: id}, Unit: unit, Street: street,
			On: rulebook.Day(tx.Now), Signer: officer, SignerGrant: officer.Grants[0],
		}
		awards, err := w.rules.OpenAwards(tx, []rulebook.Act{act})
		if err != nil {
			return err
		}
		if award, err = awards.Grant(act); err != nil {
			return err
		}
		if err := audit.Record(tx, officer.Event(people.GridOfficer, "report.accept", "report", id, community)); err != nil {
			return err
		}
		return awards.Write()
	})
	return award
}

func (w *town) adjust(points int64) {
	w.Helper()
	tree := org.New(w.store)
	require.NoError(w, tree.Reload(w.Context()))
	room := adjustment.New(w.store, tree)
	w.command(func(c once.Call) (once.Answer, error) {
		return room.Propose(w.Context(), c, district, w.li.ID, points, "开户积分补录")
	})
	id := w.last.(models.Adjustment).ID
	w.command(func(c once.Call) (once.Answer, error) { return room.Approve(w.Context(), c, city, id) })
}

func (w *town) reserve() string {
	w.Helper()
	w.command(func(c once.Call) (once.Answer, error) {
		return w.room.Reserve(w.Context(), c, w.li, "m1", []redemption.Want{{GoodsID: "soap", Quantity: 2}})
	})
	return w.last.(redemption.Order).ID
}

func (w *town) cancel(id string) {
	w.Helper()
	w.command(func(c once.Call) (once.Answer, error) { return w.room.Cancel(w.Context(), c, w.li, id) })
}

func (w *town) handOver(id string) string {
	w.Helper()
	code, err := w.room.Code(w.Context(), w.li, id)
	require.NoError(w, err)
	w.command(func(c once.Call) (once.Answer, error) {
		return w.room.Fulfil(w.Context(), c, keeper, redemption.Shown{Code: code.Code})
	})
	return id
}

func (w *town) reverse(id string) {
	w.Helper()
	w.command(func(c once.Call) (once.Answer, error) {
		return w.room.ProposeReversal(w.Context(), c, keeper, id, "发错了东西", true)
	})
	proposal := w.last.(models.RedemptionReversal).ID
	w.command(func(c once.Call) (once.Answer, error) {
		return w.room.DecideReversal(w.Context(), c, district, proposal, true, "")
	})
}
