package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"sync"
	"sync/atomic"

	"qingxiaoyi.cn/qingxiaoyi/api"
	"qingxiaoyi.cn/qingxiaoyi/config"
	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/models/migrations"
	"qingxiaoyi.cn/qingxiaoyi/services/ledger"
	"qingxiaoyi.cn/qingxiaoyi/services/mart"
	"qingxiaoyi.cn/qingxiaoyi/services/org"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/people/wechatstub"
	"qingxiaoyi.cn/qingxiaoyi/services/place"
	"qingxiaoyi.cn/qingxiaoyi/services/proof"
	"qingxiaoyi.cn/qingxiaoyi/services/report"
	"qingxiaoyi.cn/qingxiaoyi/services/rulebook"
	"qingxiaoyi.cn/qingxiaoyi/services/station"
)

// benchTown is a town with many people who have points and are signed in, and the server in front of it.
type benchTown struct {
	*house
	address  string
	persons  []signedInPerson
	officers []string // tokens
	serial   atomic.Int64
	cleanup  []func()
}

type signedInPerson struct{ id, token string }

// The benchmark's town: one community with some marts of much stock, and rules without limits, because the limits' refusals
// are not what is measured; that they are looked at is.
const (
	benchCommunity = "230604019008"
	benchPath      = "/2306/230604/230604019/230604019008/"
	benchStreet    = "230604019"
	benchMarts     = 40
	benchGoods     = 25
	benchStock     = 1_000_000
	benchPoints    = 1_000_000
	noLimit        = 1_000_000
)

func newBenchTown(ctx context.Context, s config.Settings, people int) (_ *benchTown, err error) {
	b := &benchTown{}
	defer func() {
		if err != nil {
			b.close()
		}
	}()
	dir, err := os.MkdirTemp("", "qingxiaoyi-bench")
	if err != nil {
		return nil, fmt.Errorf("make a folder: %w", err)
	}
	b.cleanup = append(b.cleanup, func() { _ = os.RemoveAll(dir) })
	s.Data, s.WeChatAppID, s.WeChatSecret = dir, config.DemoAppID, config.DemoSecret
	if s.Database, err = b.database(ctx, string(s.Database)); err != nil {
		return nil, err
	}
	standIn := httptest.NewServer(wechatstub.New(config.DemoAppID, config.DemoSecret))
	b.cleanup = append(b.cleanup, standIn.Close)
	s.WeChatBase = standIn.URL
	c, err := config.Load(s)
	if err != nil {
		return nil, err
	}
	store, err := db.Open(ctx, db.Options{URL: string(c.Database), Folder: c.Data})
	if err != nil {
		return nil, err
	}
	b.cleanup = append(b.cleanup, func() { _ = store.Close() })
	if _, err := store.Migrate(ctx, migrations.Files); err != nil {
		return nil, err
	}
	if err := store.Write(ctx, benchGround); err != nil {
		return nil, fmt.Errorf("lay the ground: %w", err)
	}
	if b.house, err = open(ctx, c, store, slog.New(slog.DiscardHandler)); err != nil {
		return nil, err
	}
	if err := b.settle(ctx, people); err != nil {
		return nil, err
	}
	return b, b.serve(c)
}

// database makes a database of its own on the server that was given, so that nothing of anybody's is touched.
func (b *benchTown) database(ctx context.Context, address string) (config.Secret, error) {
	if !strings.HasPrefix(address, "mysql://") {
		return "sqlite", nil
	}
	dsn, err := db.DSN(address)
	if err != nil {
		return "", err
	}
	pool, err := sql.Open("mysql", dsn.FormatDSN())
	if err != nil {
		return "", fmt.Errorf("open the server: %w", err)
	}
	name := fmt.Sprintf("qingxiaoyi_bench_%d", os.Getpid())
	if _, err := pool.ExecContext(ctx, "CREATE DATABASE "+name); err != nil {
		return "", errors.Join(fmt.Errorf("make a database for the benchmark: %w", err), pool.Close())
	}
	b.cleanup = append(b.cleanup, func() {
		_, _ = pool.Exec("DROP DATABASE " + name)
		_ = pool.Close()
	})
	u, err := url.Parse(address)
	if err != nil {
		return "", errors.New("the database address cannot be read")
	}
	u.Path = "/" + name
	return config.Secret(u.String()), nil
}

func (b *benchTown) close() {
	for i := len(b.cleanup) - 1; i >= 0; i-- {
		b.cleanup[i]()
	}
}

func benchGround(tx *db.Tx) error {
	err := org.Plant(tx, []models.OrgUnit{
		{ID: "2306", Level: "city", Name: "大庆市"}, {ID: "230604", ParentID: "2306", Level: "district", Name: "让胡路区"},
		{ID: benchStreet, ParentID: "230604", Level: "street", Name: "街道"},
		{ID: benchCommunity, ParentID: benchStreet, Level: "community", Name: "社区"},
	})
	if err != nil {
		return err
	}
	door := models.Place{
		Kind: "station", Name: "站", OrgUnitID: benchCommunity, OrgPath: benchPath, Address: "址", Lat: 46.65, Lng: 124.87,
		Hours: station.Packed(place.Daily(place.AllDay)), State: station.Opened, ChangedAt: models.At(tx.Now),
	}
	door.ID = "station-1"
	if err := station.Open(tx, []models.Station{{Place: door}}); err != nil {
		return err
	}
	var marts []models.Mart
	var goods []models.Goods
	var prices []models.GoodsPrice
	var deliveries []mart.Delivery
	for g := range benchGoods {
		id := fmt.Sprintf("goods-%d", g)
		goods = append(goods, models.Goods{ID: id, Name: "物品", Unit: "件", CostFen: 100, State: mart.Offered, ChangedAt: models.At(tx.Now)})
		prices = append(prices, models.GoodsPrice{ID: tx.NewID(), GoodsID: id, Scheme: mart.Rider, Points: 6, SetBy: "bench"})
	}
	for m := range benchMarts {
		door.ID, door.Kind = fmt.Sprintf("mart-%d", m), mart.Rider
		marts = append(marts, models.Mart{Place: door})
		for _, g := range goods {
			deliveries = append(deliveries, mart.Delivery{MartID: door.ID, Slip: mart.Slip{GoodsID: g.ID, Source: mart.Purchased, Quantity: benchStock}})
		}
	}
	if err := mart.Open(tx, marts); err != nil {
		return err
	}
	if err := mart.Plant(tx, goods, prices); err != nil {
		return err
	}
	if err := mart.Deliver(tx, "bench", deliveries); err != nil {
		return err
	}
	return benchRules(tx)
}

func benchRules(tx *db.Tx) error {
	book := rulebook.Default()
	book.Caps = rulebook.Caps{Day: noLimit, Month: noLimit, Year: noLimit}
	book.Redeem.PerItemMonth, book.Redeem.PointsMonth = 1000, noLimit
	for i := range book.Rules {
		for c := range book.Rules[i].ItemCaps {
			book.Rules[i].ItemCaps[c].Limit = noLimit
		}
	}
	if err := rulebook.Publish(tx, book, "bench"); err != nil {
		return err
	}
	return rulebook.FundMonth(tx, benchStreet, rulebook.Month(rulebook.Day(tx.Now)), 100_000_000)
}

// settle lets the people sign in as new people do, and gives each points to spend.
func (b *benchTown) settle(ctx context.Context, n int) error {
	b.persons = make([]signedInPerson, n)
	if err := parallel(n, func(i int) error {
		pair, err := b.People.SignInWeChat(ctx, fmt.Sprintf("demo-bench-%d", i), "", "")
		b.persons[i] = signedInPerson{pair.Person.ID, pair.AccessToken}
		return err
	}); err != nil {
		return fmt.Errorf("sign people in: %w", err)
	}
	for from := 0; from < n; from += 500 {
		if err := b.Store.Write(ctx, func(tx *db.Tx) error { return grantAll(tx, b.persons[from:min(n, from+500)]) }); err != nil {
			return fmt.Errorf("hand out points: %w", err)
		}
	}
	for i := range 8 {
		token, err := b.hire(ctx, fmt.Sprintf("bench-officer-%d", i))
		if err != nil {
			return fmt.Errorf("hire officers: %w", err)
		}
		b.officers = append(b.officers, token)
	}
	return nil
}

func grantAll(tx *db.Tx, persons []signedInPerson) error {
	ids := make([]string, len(persons))
	for i, p := range persons {
		ids[i] = p.id
	}
	books, err := ledger.Open(tx, ids...)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if _, err := books.Award(id, "bench", benchPoints, ledger.Why{Reason: "bench", Source: ledger.Source{Type: "bench", ID: id}}); err != nil {
			return err
		}
	}
	return books.Write()
}

func (b *benchTown) hire(ctx context.Context, name string) (token string, err error) {
	const password = "bench-only-password-1"
	hash, err := b.passwords.Hash(ctx, password)
	if err != nil {
		return "", err
	}
	err = b.Store.Write(ctx, func(tx *db.Tx) error {
		_, err := b.People.Found(tx, people.NewPerson{
			Name: "网格员", OrgUnitID: benchCommunity, OrgPath: benchPath, Username: name, PasswordHash: hash, GrantedBy: "bench",
			Roles: []people.Scoped{{Role: people.GridOfficer, ScopeID: benchCommunity, Path: benchPath}},
		})
		return err
	})
	if err != nil {
		return "", err
	}
	pair, err := b.People.SignInStaff(ctx, name, password, "", "", "")
	return pair.AccessToken, err
}

// serve puts the product and its rival behind one HTTP server.
func (b *benchTown) serve(c *config.Config) error {
	tokens, err := newTokens(c)
	if err != nil {
		return err
	}
	server := api.New(b.Rooms)
	rival := &byHand{pool: b.Store.Pool(), tokens: tokens, clock: b.Store.Now, newID: b.Store.NewID}
	server.Engine().POST("/bench/redemptions", rival.handle(rival.redeem))
	server.Engine().POST("/bench/reports/:id/accept", rival.handle(rival.accept))
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	h := &http.Server{Handler: server.Handler()} //nolint:gosec // lives for one benchmark, on the loopback
	go func() { _ = h.Serve(listener) }()
	b.cleanup = append(b.cleanup, func() { _ = h.Close() })
	b.address = listener.Addr().String()
	return nil
}

func (b *benchTown) key() string { return fmt.Sprintf("bench-key-%012d", b.serial.Add(1)) }

func (b *benchTown) redeem(_ context.Context, hand bool, n int) ([][]byte, error) {
	return b.redemptions(hand, n, func(i int) (int, int) { return i % benchMarts, (i / benchMarts) % benchGoods }), nil
}

func (b *benchTown) redeemHot(_ context.Context, hand bool, n int) ([][]byte, error) {
	return b.redemptions(hand, n, func(int) (int, int) { return 0, 0 }), nil
}

func (b *benchTown) redemptions(hand bool, n int, which func(i int) (mart, goods int)) [][]byte {
	path := "/api/v1/redemptions"
	if hand {
		path = "/bench/redemptions"
	}
	requests := make([][]byte, n)
	for i := range requests {
		m, g := which(i)
		body := fmt.Sprintf(`{"mart_id":"mart-%d","items":[{"goods_id":"goods-%d","quantity":1}]}`, m, g)
		requests[i] = request(path, b.persons[int(b.serial.Load())%len(b.persons)].token, b.key(), body)
	}
	return requests
}

// award files n reports, spread over the people, and makes the requests that accept them.
func (b *benchTown) award(ctx context.Context, hand bool, n int) ([][]byte, error) {
	ids := make([]string, n)
	for from := 0; from < n; from += 2000 {
		err := b.Store.Write(ctx, func(tx *db.Tx) error {
			part := ids[from:min(n, from+2000)]
			filings := make([]report.Planted, len(part))
			for i := range part {
				part[i] = tx.NewID()
				filings[i] = report.Planted{ID: part[i], Person: b.persons[(from+i)%len(b.persons)].id, UnitID: benchCommunity, Path: benchPath, StreetID: benchStreet}
			}
			return report.Plant(tx, filings)
		})
		if err != nil {
			return nil, fmt.Errorf("file reports: %w", err)
		}
	}
	prefix := "/api/v1"
	if hand {
		prefix = "/bench"
	}
	requests := make([][]byte, n)
	for i, id := range ids {
		requests[i] = request(prefix+"/reports/"+id+"/accept", b.officers[i%len(b.officers)], b.key(), "{}")
	}
	return requests, nil
}

// prove checks that neither side lost or made a point while it hurried. The points that people were given to begin with came
// out of no award, which is the one thing that the proof may find.
func (b *benchTown) prove(ctx context.Context) error {
	r, err := proof.Books(ctx, b.Store)
	if err != nil {
		return err
	}
	for _, bad := range r.Bad {
		if bad.Why != "awards points for nothing" && bad.Why != "spends a budget that was never set" && !strings.Contains(bad.Why, "more than the street was funded") {
			return fmt.Errorf("the books do not hold after the benchmark: %s %s %s", bad.Table, bad.ID, bad.Why)
		}
	}
	return nil
}

// parallel does f(0) … f(n-1), eight at a time.
func parallel(n int, f func(i int) error) error {
	var group sync.WaitGroup
	var next atomic.Int64
	errs := make([]error, 8)
	for w := range errs {
		group.Go(func() {
			for errs[w] == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				errs[w] = f(i)
			}
		})
	}
	group.Wait()
	return errors.Join(errs...)
}
