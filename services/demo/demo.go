// Package demo alone founds the demo town, all of it 示例数据, through the rooms that a real town is made of.
package demo

import (
	"context"
	"fmt"
	"time"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/adjustment"
	"qingxiaoyi.cn/qingxiaoyi/services/demo/town"
	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/mart"
	"qingxiaoyi.cn/qingxiaoyi/services/once"
	"qingxiaoyi.cn/qingxiaoyi/services/org"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/people/wechatstub"
	"qingxiaoyi.cn/qingxiaoyi/services/rulebook"
	"qingxiaoyi.cn/qingxiaoyi/services/station"
)

// Setting is what marks a database as a demo town; a server that is no demo refuses it.
const Setting = "demo"

// Budget is what each street may issue in a month, in points.
const Budget = 1_000_000

// Opening stock of each mart, in pieces of each kind.
const (
	openingPurchased = 200
	openingDonated   = 20
)

// Rooms are what a town is founded through.
type Rooms struct {
	Store       *db.Store
	Tree        *org.Service
	People      *people.Service
	Passwords   *people.Passwords
	Adjustments *adjustment.Service
	AppID       string // of the stand-in for WeChat, on which openids depend
}

// Founded says whether the database holds a demo town, or anything at all.
func Founded(ctx context.Context, store *db.Store) (demo, anything bool, err error) {
	tx := store.Read(ctx)
	value, err := org.Setting(tx, Setting)
	if err != nil {
		return false, false, err
	}
	var units int64
	if err := tx.DB.Model(&models.OrgUnit{}).Count(&units).Error; err != nil {
		return false, false, fmt.Errorf("count units: %w", err)
	}
	return value != "", units > 0, nil
}

// Found makes the town in an empty database, in one unit but for the points that people begin with, which go through two
// signatures like anybody's.
func Found(ctx context.Context, r Rooms) error {
	hashes, err := hashes(ctx, r.Passwords)
	if err != nil {
		return err
	}
	var ids map[string]string
	err = r.Store.Write(ctx, func(tx *db.Tx) error {
		if err := ground(tx); err != nil {
			return err
		}
		if ids, err = r.people(tx, hashes); err != nil {
			return err
		}
		return shelves(tx, ids["keeper-1"])
	})
	if err != nil {
		return fmt.Errorf("found the demo town: %w", err)
	}
	if err := r.Tree.Reload(ctx); err != nil {
		return err
	}
	if err := r.opening(ctx, ids); err != nil {
		return fmt.Errorf("hand out the opening points: %w", err)
	}
	// Last of all, so that a town whose founding was cut short is not taken for a whole one.
	return r.Store.Write(ctx, func(tx *db.Tx) error { return org.Set(tx, Setting, "示例数据") })
}

func hashes(ctx context.Context, p *people.Passwords) (map[string]string, error) {
	made := map[string]string{}
	for _, s := range town.StaffList() {
		hash, err := p.Hash(ctx, s.Password)
		if err != nil {
			return nil, fmt.Errorf("hash the password of %s: %w", s.Username, err)
		}
		made[s.Username] = hash
	}
	return made, nil
}

// ground lays the tree, the doors, the goods, the rules and the budgets.
func ground(tx *db.Tx) error {
	units := Units()
	if err := org.Plant(tx, units); err != nil {
		return err
	}
	var stations []models.Station
	for _, s := range town.Stations() {
		stations = append(stations, models.Station{Place: row(tx, s.Door, s.Kind, s.Services)})
	}
	if err := station.Open(tx, stations); err != nil {
		return err
	}
	var marts []models.Mart
	for _, m := range town.Marts() {
		marts = append(marts, models.Mart{Place: row(tx, m.Door, m.Scheme, nil)})
	}
	if err := mart.Open(tx, marts); err != nil {
		return err
	}
	if err := rulebook.Publish(tx, rulebook.Default(), "demo"); err != nil {
		return err
	}
	month := rulebook.Month(rulebook.Day(tx.Now))
	for _, u := range units {
		if u.Level == org.Street || u.Level == org.Township {
			if err := rulebook.FundMonth(tx, u.ID, month, Budget); err != nil {
				return err
			}
		}
	}
	return goods(tx)
}

// Units are the real tree of the city: the one thing in the demo town that is no 示例数据, and where a real town begins too.
func Units() []models.OrgUnit {
	var rows []models.OrgUnit
	for _, u := range town.Units() {
		rows = append(rows, models.OrgUnit{ID: u.Code, ParentID: u.ParentCode, Level: u.Level, Name: u.Name, Path: u.Path})
	}
	return rows
}

func row(tx *db.Tx, d town.Door, kind string, services []string) models.Place {
	return models.Place{
		ID: d.ID, Kind: kind, Name: d.Name, OrgUnitID: d.Community, OrgPath: d.Path, Address: d.Address, Lat: d.At.Lat, Lng: d.At.Lng,
		Hours: station.Packed(d.Hours), Facilities: station.Codes(d.Facilities), Services: station.Codes(services),
		State: station.Opened, ChangedAt: models.At(tx.Now),
	}
}

func goods(tx *db.Tx) error {
	var kinds []models.Goods
	var prices []models.GoodsPrice
	from := models.At(tx.Now.Add(-time.Hour))
	for _, g := range town.GoodsList() {
		kinds = append(kinds, models.Goods{ID: g.ID, Name: g.Name, Unit: g.Unit, CostFen: g.CostFen, State: mart.Offered, ChangedAt: models.At(tx.Now)})
		prices = append(prices,
			models.GoodsPrice{ID: tx.NewID(), GoodsID: g.ID, Scheme: mart.Rider, Points: g.RiderPoints, FromAt: from, SetBy: "demo"},
			models.GoodsPrice{ID: tx.NewID(), GoodsID: g.ID, Scheme: mart.Rural, Points: g.RuralPoints, FromAt: from, SetBy: "demo"})
	}
	return mart.Plant(tx, kinds, prices)
}

func shelves(tx *db.Tx, by string) error {
	var deliveries []mart.Delivery
	for _, m := range town.Marts() {
		for _, g := range town.GoodsList() {
			cost := g.CostFen
			deliveries = append(deliveries,
				mart.Delivery{MartID: m.ID, Slip: mart.Slip{GoodsID: g.ID, Source: mart.Purchased, Quantity: openingPurchased, UnitCostFen: &cost, Note: "期初（示例数据）"}},
				mart.Delivery{MartID: m.ID, Slip: mart.Slip{GoodsID: g.ID, Source: mart.Donated, Quantity: openingDonated, Note: "期初（示例数据）"}})
		}
	}
	return mart.Deliver(tx, by, deliveries)
}

// people founds everybody and returns their ids by the names they sign in with.
func (r Rooms) people(tx *db.Tx, hashes map[string]string) (map[string]string, error) {
	paths := map[string]string{}
	for _, u := range town.Units() {
		paths[u.Code] = u.Path
	}
	for _, s := range town.Stations() {
		paths[s.ID] = s.Path
	}
	for _, m := range town.Marts() {
		paths[m.ID] = m.Path
	}
	ids := map[string]string{}
	for _, p := range town.People() {
		id, err := r.People.Found(tx, people.NewPerson{
			Name: p.DisplayName, WorkerType: p.WorkerType, OrgUnitID: p.Community, OrgPath: paths[p.Community],
			OpenID: wechatstub.OpenID(r.AppID, p.Login[len("demo-"):]), Roles: []people.Scoped{{Role: people.Role(p.Role)}}, GrantedBy: "demo",
		})
		if err != nil {
			return nil, fmt.Errorf("found %s: %w", p.Login, err)
		}
		ids[p.Login] = id
	}
	for _, s := range town.StaffList() {
		id, err := r.People.Found(tx, people.NewPerson{
			Name: s.DisplayName, OrgUnitID: s.Community, OrgPath: paths[s.Community], Username: s.Username, PasswordHash: hashes[s.Username],
			Roles: []people.Scoped{{Role: people.Role(s.Role), ScopeID: s.Scope, Path: paths[s.Scope]}}, GrantedBy: "demo",
		})
		if err != nil {
			return nil, fmt.Errorf("found %s: %w", s.Username, err)
		}
		ids[s.Username] = id
	}
	return ids, nil
}

// opening gives the points that people begin with: proposed by the district, approved by the city.
func (r Rooms) opening(ctx context.Context, ids map[string]string) error {
	district := people.Actor{ID: ids["district-1"], Grants: []people.Scoped{{Role: people.DistrictAdmin, ScopeID: "230604", Path: "/2306/230604/"}}}
	city := people.Actor{ID: ids["city-1"], Grants: []people.Scoped{{Role: people.CityAdmin, ScopeID: "2306", Path: "/2306/"}}}
	for _, p := range town.People() {
		if p.Points == 0 {
			continue
		}
		var id string
		propose := call(district.ID, "propose "+p.Login, func(v any) { id = v.(models.Adjustment).ID })
		if _, err := r.Adjustments.Propose(ctx, propose, district, ids[p.Login], p.Points, "示例数据：开户积分"); err != nil {
			return err
		}
		if id == "" {
			return fmt.Errorf("the opening points of %s were refused", p.Login)
		}
		approved := false
		approve := call(city.ID, "approve "+p.Login, func(any) { approved = true })
		if _, err := r.Adjustments.Approve(ctx, approve, city, id); err != nil {
			return err
		}
		if !approved {
			return fmt.Errorf("the opening points of %s were not approved", p.Login)
		}
	}
	return nil
}

// call is a command of the founding itself, which nobody sends twice.
func call(subject, key string, done func(value any)) once.Call {
	return once.Call{
		Key:    once.Key{Subject: subject, Route: "demo", Key: key},
		Answer: func(value any) once.Answer { done(value); return once.Answer{Status: 200} },
		Refuse: func(f *fault.Fault) once.Answer { return once.Answer{Status: 409, Body: []byte(f.Code)} },
	}
}
