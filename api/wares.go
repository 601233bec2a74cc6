package api

import (
	"context"
	"time"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/mart"
	"qingxiaoyi.cn/qingxiaoyi/services/once"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/redemption"
)

type wareView struct {
	ID        string      `json:"id"`
	Name      string      `json:"name"`
	Unit      string      `json:"unit"`
	CostFen   int64       `json:"cost_fen" doc:"采购成本，分"`
	ImageID   string      `json:"image_id" doc:"没有图片为空"`
	ImageURL  *string     `json:"image_url,omitempty"`
	State     string      `json:"state" enum:"offered,withdrawn"`
	ChangedAt time.Time   `json:"changed_at"`
	Prices    []priceView `json:"prices" doc:"现行的与将来的，按办法"`
}

type priceView struct {
	ID      string    `json:"id"`
	Scheme  string    `json:"scheme" enum:"rider,rural"`
	Points  int64     `json:"points"`
	From    time.Time `json:"from"`
	Current bool      `json:"current" doc:"现在有效"`
}

func (s *Server) wareView(g models.Goods, prices []mart.Listing) wareView {
	v := wareView{
		ID: g.ID, Name: g.Name, Unit: g.Unit, CostFen: g.CostFen, ImageID: g.ImageID, State: g.State, ChangedAt: g.ChangedAt.Time(),
		Prices: []priceView{},
	}
	if g.ImageID != "" {
		link := s.photoLink(g.ImageID, false)
		v.ImageURL = &link
	}
	for _, p := range prices {
		v.Prices = append(v.Prices, priceView{p.ID, p.Scheme, p.Points, p.FromAt.Time(), p.Current})
	}
	return v
}

func (s *Server) wares(ctx context.Context, in *Paged) (*listed[wareView], error) {
	tx := s.Store.Read(ctx)
	goods, err := mart.Catalogue(tx)
	if err != nil {
		return nil, err
	}
	prices, err := mart.PriceList(tx)
	if err != nil {
		return nil, err
	}
	return cut(goods, *in, func(g models.Goods) string { return g.ID }, func(g models.Goods) wareView { return s.wareView(g, prices[g.ID]) })
}

// ware is goods with their prices, as a command on them answers.
type ware struct {
	models.Goods
	prices []mart.Listing
}

func (s *Server) commandWare(_ context.Context, w ware) wareView {
	return s.wareView(w.Goods, w.prices)
}

type addWareInput struct {
	Keyed
	Body struct {
		Name    string `json:"name" minLength:"1" maxLength:"60"`
		Unit    string `json:"unit" minLength:"1" maxLength:"8" doc:"双、套、袋……"`
		CostFen int64  `json:"cost_fen" minimum:"0" maximum:"100000000"`
		ImageID string `json:"image_id,omitempty" maxLength:"36" doc:"先上传照片"`
	}
}

func (s *Server) addWare(ctx context.Context, call once.Call, actor people.Actor, in *addWareInput) (once.Answer, error) {
	b := in.Body
	if err := s.picture(ctx, b.ImageID); err != nil {
		return once.Answer{}, err
	}
	return once.Do(ctx, s.Store, call, func(tx *db.Tx) (any, error) {
		g, err := mart.AddGoods(tx, actor, mart.Edit{Name: &b.Name, Unit: &b.Unit, ImageID: &b.ImageID, CostFen: &b.CostFen})
		return ware{Goods: g}, err
	})
}

var errPicture = fault.New(fault.Refused, "mart.image_id", "没有这张图片，请先上传", "No such picture: upload it first")

// picture holds that a picture is there before goods are shown with it.
func (s *Server) picture(ctx context.Context, id string) error {
	if id == "" {
		return nil
	}
	found, err := s.Photos.Of(ctx, []string{id})
	if err == nil && len(found) == 0 {
		return errPicture.On("image_id")
	}
	return err
}

type changeWareInput struct {
	Keyed
	ByID
	Body struct {
		Name    *string `json:"name,omitempty" minLength:"1" maxLength:"60"`
		Unit    *string `json:"unit,omitempty" minLength:"1" maxLength:"8"`
		CostFen *int64  `json:"cost_fen,omitempty" minimum:"0" maximum:"100000000"`
		ImageID *string `json:"image_id,omitempty" maxLength:"36" doc:"空串为去掉图片"`
		State   *string `json:"state,omitempty" enum:"offered,withdrawn"`
	}
}

func (s *Server) changeWare(ctx context.Context, call once.Call, actor people.Actor, in *changeWareInput) (once.Answer, error) {
	b := in.Body
	if b.ImageID != nil {
		if err := s.picture(ctx, *b.ImageID); err != nil {
			return once.Answer{}, err
		}
	}
	return once.Do(ctx, s.Store, call, func(tx *db.Tx) (any, error) {
		g, err := mart.ChangeGoods(tx, actor, in.ID, mart.Edit{Name: b.Name, Unit: b.Unit, ImageID: b.ImageID, CostFen: b.CostFen, State: b.State})
		if err != nil {
			return nil, err
		}
		prices, err := mart.PriceList(tx)
		return ware{g, prices[g.ID]}, err
	})
}

type priceInput struct {
	Keyed
	ByID
	Body struct {
		Scheme string     `json:"scheme" enum:"rider,rural"`
		Points int64      `json:"points" minimum:"1" maximum:"1000000"`
		From   *time.Time `json:"from,omitempty" doc:"不填为立即"`
	}
}

type pricedView struct {
	ID      string    `json:"id"`
	GoodsID string    `json:"goods_id"`
	Scheme  string    `json:"scheme"`
	Points  int64     `json:"points"`
	From    time.Time `json:"from"`
}

func (s *Server) setPrice(ctx context.Context, call once.Call, actor people.Actor, in *priceInput) (once.Answer, error) {
	var from time.Time
	if in.Body.From != nil {
		from = *in.Body.From
	}
	return once.Do(ctx, s.Store, call, func(tx *db.Tx) (any, error) {
		return mart.Price(tx, actor, in.ID, in.Body.Scheme, in.Body.Points, from)
	})
}

func commandPrice(_ context.Context, p models.GoodsPrice) pricedView {
	return pricedView{p.ID, p.GoodsID, p.Scheme, p.Points, p.FromAt.Time()}
}

// seenMart holds that the caller keeps the mart, or oversees it; to anybody else its shelf does not exist.
func (s *Server) seenMart(ctx context.Context, id string) error {
	actor := actorOf(ctx)
	if m, ok := s.Marts.Find(id); ok {
		if _, keeps := actor.Of(id, people.MartKeeper); keeps {
			return nil
		}
		if _, over := actor.Over(m.OrgPath, append([]people.Role{people.Auditor}, people.Admins...)...); over {
			return nil
		}
	}
	return people.ErrUnknown
}

func (s *Server) stockAt(ctx context.Context, martID string, p Paged) (*listed[stockView], error) {
	lines, err := mart.StockOf(s.Store.Read(ctx), martID)
	if err != nil {
		return nil, err
	}
	return cut(lines, p, func(l mart.Line) string { return l.GoodsID }, func(l mart.Line) stockView {
		return stockView{l.GoodsID, l.Name, l.Unit, l.Purchased, l.Donated, l.Held, l.InStock()}
	})
}

type martStockInput struct {
	ByID
	Paged
}

func (s *Server) martStock(ctx context.Context, in *martStockInput) (*listed[stockView], error) {
	if err := s.seenMart(ctx, in.ID); err != nil {
		return nil, err
	}
	return s.stockAt(ctx, in.ID, in.Paged)
}

// MovementFilter narrows a list of movements.
type MovementFilter struct {
	Paged
	Kind    string `query:"kind" enum:"received,counted,written_off,handed_out,returned"`
	GoodsID string `query:"goods_id" maxLength:"36"`
	Source  string `query:"source" enum:"purchased,donated"`
	Day     string `query:"day" format:"date" doc:"北京时间的日期"`
}

type movementLine struct {
	MovementView
	GoodsName    string `json:"goods_name"`
	ByMasked     string `json:"by_masked" doc:"经办人"`
	RedemptionID string `json:"redemption_id,omitempty"`
}

func (s *Server) movements(ctx context.Context, martID string, f MovementFilter) (*listed[movementLine], error) {
	at, err := readCursor(f.Cursor, 1)
	if err != nil {
		return nil, err
	}
	tx := s.Store.Read(ctx)
	rows, next, err := mart.Movements(tx, martID, mart.Filter{GoodsID: f.GoodsID, Kind: f.Kind, Source: f.Source, Day: f.Day, Limit: f.Limit}, at[0])
	if err != nil {
		return nil, err
	}
	names, err := namesOf(ctx, s, rows, func(m models.StockMovement) string { return m.ByPerson })
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(rows))
	for i, m := range rows {
		ids[i] = m.GoodsID
	}
	goods, err := mart.GoodsOf(tx, ids)
	if err != nil {
		return nil, err
	}
	out := whole(rows, func(m models.StockMovement) movementLine {
		return movementLine{
			MovementView: MovementView{m.ID, m.GoodsID, m.Kind, m.Source, m.Quantity, m.UnitCostFen, m.Note, m.At.Time()},
			GoodsName:    goods[m.GoodsID].Name, ByMasked: names[m.ByPerson], RedemptionID: m.RedemptionID,
		}
	})
	if next != "" {
		cursor := writeCursor(next)
		out.Body.NextCursor = &cursor
	}
	return out, nil
}

type martMovementsInput struct {
	ByID
	MovementFilter
}

func (s *Server) martMovements(ctx context.Context, in *martMovementsInput) (*listed[movementLine], error) {
	if err := s.seenMart(ctx, in.ID); err != nil {
		return nil, err
	}
	return s.movements(ctx, in.ID, in.MovementFilter)
}

type counterMovementsInput struct {
	MartInput
	MovementFilter
}

func (s *Server) counterMovements(ctx context.Context, in *counterMovementsInput) (*listed[movementLine], error) {
	martID, err := keptMart(actorOf(ctx), in.MartID)
	if err != nil {
		return nil, err
	}
	return s.movements(ctx, martID, in.MovementFilter)
}

type martRedemptionsInput struct {
	ByID
	RedemptionsInput
}

func (s *Server) martRedemptions(ctx context.Context, in *martRedemptionsInput) (*listed[redemptionView], error) {
	if err := s.seenMart(ctx, in.ID); err != nil {
		return nil, err
	}
	return s.redemptionsAt(ctx, in.ID, in.RedemptionsInput)
}

func (s *Server) redemptionsAt(ctx context.Context, martID string, in RedemptionsInput) (*listed[redemptionView], error) {
	at, err := readCursor(in.Cursor, 1)
	if err != nil {
		return nil, err
	}
	rows, err := s.Redemptions.AtMart(ctx, martID, in.State, at[0], in.Limit+1)
	if err != nil {
		return nil, err
	}
	names, err := namesOf(ctx, s, rows, func(o redemption.Order) string { return o.PersonID })
	if err != nil {
		return nil, err
	}
	return pageOf(rows, in.Limit, func(o redemption.Order) redemptionView { return s.redemptionView(o, names[o.PersonID]) },
		func(o redemption.Order) []string { return []string{o.ID} }), nil
}
