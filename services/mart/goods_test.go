package mart_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/mart"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/place"
	"qingxiaoyi.cn/qingxiaoyi/services/station"
)

func (w *town) price(who people.Actor, goods, scheme string, points int64, from time.Time) error {
	return w.do(func(tx *db.Tx) error {
		_, err := mart.Price(tx, who, goods, scheme, points, from)
		return err
	})
}

func (w *town) goods(martID string) []mart.Offer {
	w.Helper()
	offers, err := w.service.Goods(w.store.Read(w.Context()), martID, w.clock.Now())
	require.NoError(w, err)
	return offers
}

// quotes asks what each of the goods costs at each of the marts.
func (w *town) quotes(marts, goods []string) map[mart.StockKey]mart.Quote {
	w.Helper()
	quotes, err := w.service.Offers(w.store.Read(w.Context()), marts, goods, w.clock.Now())
	require.NoError(w, err)
	found := map[mart.StockKey]mart.Quote{}
	for _, m := range marts {
		for _, g := range goods {
			key := mart.StockKey{MartID: m, GoodsID: g}
			if q, ok := quotes.Of(key); ok {
				found[key] = q
			}
		}
	}
	return found
}

func TestAMartOffersWhatItCarriesAtItsSchemesPrice(t *testing.T) {
	w := newTown(t)
	w.receive(soap, mart.Purchased, 5)
	w.receive(gloves, mart.Donated, 1)
	require.NoError(t, w.hold(gloves, 1))
	require.NoError(t, w.hold(soap, 2))
	_, err := w.keep(mart.Receive, keeper3, "m2", mart.Slip{GoodsID: "soap", Source: mart.Purchased, Quantity: 9})
	require.NoError(t, err)
	_, err = w.keep(mart.Receive, keeper3, "m2", mart.Slip{GoodsID: "gloves", Source: mart.Purchased, Quantity: 9})
	require.NoError(t, err)

	require.Equal(t, []mart.Offer{
		{Quote: mart.Quote{GoodsID: "soap", Name: "香皂", Unit: "块", Points: 6}, InStock: 3},
		{Quote: mart.Quote{GoodsID: "gloves", Name: "防寒手套", Unit: "副", Points: 47}, InStock: 0},
	}, w.goods("m1"))
	require.Equal(t, []mart.Offer{
		{Quote: mart.Quote{GoodsID: "soap", Name: "香皂", Unit: "块", Points: 3}, InStock: 9},
	}, w.goods("m2"), "gloves have no rural price")
	_, err = w.service.Goods(w.store.Read(t.Context()), "x", w.clock.Now())
	require.ErrorIs(t, err, people.ErrUnknown)

	require.Equal(t, map[mart.StockKey]mart.Quote{
		soap:                            {GoodsID: "soap", Name: "香皂", Unit: "块", Points: 6},
		gloves:                          {GoodsID: "gloves", Name: "防寒手套", Unit: "副", Points: 47},
		{MartID: "m2", GoodsID: "soap"}: {GoodsID: "soap", Name: "香皂", Unit: "块", Points: 3},
	}, w.quotes([]string{"m1", "m2", "x"}, []string{"soap", "gloves", "caviar"}))
	require.Empty(t, w.quotes(nil, nil))

	t.Run("a retired mart offers nothing more", func(t *testing.T) {
		require.NoError(t, w.do(func(tx *db.Tx) error {
			_, err := w.service.Change(tx, keeper3, "m2", station.Edit{State: ptr(station.Retired)})
			return err
		}))
		require.Empty(t, w.quotes([]string{"m2"}, []string{"soap"}))
	})
	t.Run("withdrawn goods are offered nowhere", func(t *testing.T) {
		require.NoError(t, w.do(func(tx *db.Tx) error {
			_, err := mart.ChangeGoods(tx, district, "soap", mart.Edit{State: ptr(mart.Withdrawn)})
			return err
		}))
		require.Len(t, w.goods("m1"), 1)
		require.Empty(t, w.quotes([]string{"m1"}, []string{"soap"}))
		lines, err := mart.StockOf(w.store.Read(t.Context()), "m1")
		require.NoError(t, err)
		require.Len(t, lines, 2, "but the keeper still sees what is left")
	})
}

func TestAPriceCountsFromItsInstantAndIsNeverEdited(t *testing.T) {
	w := newTown(t)
	w.receive(soap, mart.Purchased, 5)
	points := func() int64 {
		p := w.goods("m1")[0].Points
		require.Equal(t, p, w.quotes([]string{"m1"}, []string{"soap"})[soap].Points)
		return p
	}
	require.NoError(t, w.price(district, "soap", mart.Rider, 8, w.clock.Now().Add(time.Hour)))
	require.Equal(t, int64(6), points())
	w.clock.Pass(time.Hour - time.Millisecond)
	require.Equal(t, int64(6), points())
	w.clock.Pass(time.Millisecond)
	require.Equal(t, int64(8), points())
	require.NoError(t, w.price(city, "soap", mart.Rider, 9, time.Time{}))
	require.NoError(t, w.price(city, "soap", mart.Rider, 7, time.Time{}))
	require.Equal(t, int64(7), points(), "of two from one instant the one set last")
	require.NoError(t, w.price(city, "soap", mart.Rural, 1, time.Time{}))
	require.Equal(t, int64(7), points(), "the other scheme's price is another")

	history, err := mart.Prices(w.store.Read(t.Context()), "soap")
	require.NoError(t, err)
	require.Len(t, history, 6)
	require.Equal(t, "city-1", history[0].SetBy)
	events := w.events()
	require.Equal(t, "goods.price", events[0].Action)
	require.Contains(t, events[0].Detail, "香皂，rural，1 分，自 2026-03-11T05:00:00Z")

	for name, c := range map[string]struct {
		err  error
		want error
	}{
		"a keeper":            {w.price(keeper1, "soap", mart.Rider, 5, time.Time{}), people.ErrMayNot},
		"unknown goods":       {w.price(city, "caviar", mart.Rider, 5, time.Time{}), people.ErrUnknown},
		"for nothing":         {w.price(city, "soap", mart.Rider, 0, time.Time{}), mart.ErrInvalid},
		"beyond measure":      {w.price(city, "soap", mart.Rider, 1_000_001, time.Time{}), mart.ErrInvalid},
		"an unknown scheme":   {w.price(city, "soap", "urban", 5, time.Time{}), mart.ErrInvalid},
		"in the past":         {w.price(city, "soap", mart.Rider, 5, w.clock.Now().Add(-time.Millisecond)), mart.ErrInvalid},
		"in the next century": {w.price(city, "soap", mart.Rider, 5, w.clock.Now().AddDate(90, 0, 0)), mart.ErrInvalid},
	} {
		t.Run("refuses "+name, func(t *testing.T) { require.ErrorIs(t, c.err, c.want) })
	}
	require.Len(t, w.events(), len(events))
}

func TestTheCatalogueIsTheDistrictsAndTheCitys(t *testing.T) {
	w := newTown(t)
	add := func(who people.Actor, e mart.Edit) (goods models.Goods, err error) {
		err = w.do(func(tx *db.Tx) (err error) {
			goods, err = mart.AddGoods(tx, who, e)
			return err
		})
		return goods, err
	}
	change := func(who people.Actor, id string, e mart.Edit) error {
		return w.do(func(tx *db.Tx) error {
			_, err := mart.ChangeGoods(tx, who, id, e)
			return err
		})
	}
	helmet, err := add(district, mart.Edit{Name: ptr(" 头盔 "), Unit: ptr("顶"), CostFen: ptr(int64(6000))})
	require.NoError(t, err)
	require.Equal(t, mart.Offered, helmet.State)
	require.NoError(t, change(city, helmet.ID, mart.Edit{CostFen: ptr(int64(5500)), ImageID: ptr("photo-1")}))
	catalogue, err := mart.Catalogue(w.store.Read(t.Context()))
	require.NoError(t, err)
	require.Len(t, catalogue, 3)
	for _, g := range catalogue {
		if g.ID == helmet.ID {
			require.Equal(t, models.Goods{
				ID: helmet.ID, Name: "头盔", Unit: "顶", CostFen: 5500, ImageID: "photo-1", State: mart.Offered, ChangedAt: models.At(w.clock.Now()),
			}, g)
		}
	}
	require.Len(t, w.events(), 2)

	_, err = add(keeper1, mart.Edit{Name: ptr("头盔"), Unit: ptr("顶"), CostFen: ptr(int64(1))})
	require.ErrorIs(t, err, people.ErrMayNot)
	require.ErrorIs(t, change(rider, "soap", mart.Edit{}), people.ErrMayNot)
	require.ErrorIs(t, change(rider, "caviar", mart.Edit{}), people.ErrMayNot)
	require.ErrorIs(t, change(city, "caviar", mart.Edit{}), people.ErrUnknown)
	_, err = add(city, mart.Edit{})
	require.ErrorIs(t, err, mart.ErrInvalid)
	require.Len(t, fault.As(err).Fields, 3)
	err = change(city, "soap", mart.Edit{Name: ptr(""), Unit: ptr("一二三四五六七八九"), CostFen: ptr(int64(-1)), State: ptr("x"), ImageID: ptr(string(make([]byte, 37)))})
	require.ErrorIs(t, err, mart.ErrInvalid)
	require.Len(t, fault.As(err).Fields, 5)
	require.Len(t, w.events(), 2)
}

func TestMartsAreFoundAsStationsAre(t *testing.T) {
	w := newTown(t)
	found, _, err := w.service.Search(station.Query{Near: &place.Point{Lat: 46.6, Lng: 124.85}, Text: "积分兑换 让胡路"}, w.clock.Now())
	require.NoError(t, err)
	require.Len(t, found, 2)
	require.Equal(t, mart.Rider, found[0].Kind)
	require.True(t, found[0].OpenNow)
	require.NoError(t, w.do(func(tx *db.Tx) error {
		_, err := w.service.Post(tx, keeper1, "m1", place.Notice{Text: "盘点，暂停兑换", Closed: true})
		return err
	}))
	seen, ok := w.service.Look("m1", w.clock.Now())
	require.True(t, ok)
	require.False(t, seen.OpenNow)
	require.Equal(t, "mart.notice_post", w.events()[0].Action)
	require.ErrorIs(t, w.do(func(tx *db.Tx) error {
		_, err := w.service.Change(tx, manager, "m1", station.Edit{Name: ptr("x")})
		return err
	}), people.ErrMayNot, "a station's manager keeps no mart")
}
