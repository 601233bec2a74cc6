package api

import (
	"context"
	"net/http"
	"time"

	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/ledger"
	"qingxiaoyi.cn/qingxiaoyi/services/mart"
	"qingxiaoyi.cn/qingxiaoyi/services/once"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/redemption"
)

var errShown = fault.New(fault.Malformed, "counter.code_missing", "请扫码或输入 8 位数字", "Scan the code or type its 8 digits")

// shownBody is what a keeper scanned or typed: one of the two.
type shownBody struct {
	Code   string `json:"code,omitempty" maxLength:"200" doc:"二维码内容"`
	Digits string `json:"digits,omitempty" maxLength:"20" doc:"8 位数字"`
}

func (b shownBody) shown() (redemption.Shown, error) {
	if (b.Code == "") == (b.Digits == "") {
		return redemption.Shown{}, errShown
	}
	return redemption.Shown{Code: b.Code, Digits: b.Digits}, nil
}

type scanInput struct{ Body shownBody }

type scanOutput struct{ Body scanView }

type scanView struct {
	RedemptionID   string     `json:"redemption_id"`
	Number         string     `json:"number"`
	ReceiverMasked string     `json:"receiver_masked"`
	Items          []itemView `json:"items"`
	Points         int64      `json:"points"`
	State          string     `json:"state"`
	ExpiresAt      time.Time  `json:"expires_at"`
	NeedsSecond    bool       `json:"needs_second_signature"`
	Countersigned  bool       `json:"countersigned"`
}

func (s *Server) scan(ctx context.Context, in *scanInput) (*scanOutput, error) {
	actor := actorOf(ctx)
	shown, err := in.Body.shown()
	if err != nil {
		return nil, err
	}
	settle, err := s.limits.try("code "+actor.ID, true)
	if err != nil {
		return nil, err
	}
	o, err := s.Redemptions.Scan(ctx, actor, shown)
	settle(guessed(err))
	if err != nil {
		return nil, err
	}
	names, err := s.People.Names(ctx, []string{o.PersonID})
	if err != nil {
		return nil, err
	}
	v := s.redemptionView(o, names[o.PersonID])
	return &scanOutput{scanView{
		RedemptionID: o.ID, Number: o.Number, ReceiverMasked: v.ReceiverMasked, Items: v.Items, Points: o.Points, State: o.State,
		ExpiresAt: v.ExpiresAt, NeedsSecond: v.NeedsSecond, Countersigned: v.Countersigned,
	}}, nil
}

type fulfilInput struct {
	Keyed
	Body shownBody
}

// fulfil and countersign guess at codes like scan does, so they are slowed down alike.
func (s *Server) shownCommand(f func(context.Context, once.Call, people.Actor, redemption.Shown) (once.Answer, error)) func(context.Context, once.Call, people.Actor, *fulfilInput) (once.Answer, error) {
	return func(ctx context.Context, call once.Call, actor people.Actor, in *fulfilInput) (once.Answer, error) {
		shown, err := in.Body.shown()
		if err != nil {
			return once.Answer{}, err
		}
		settle, err := s.limits.try("code "+actor.ID, true)
		if err != nil {
			return once.Answer{}, err
		}
		answer, err := f(ctx, call, actor, shown)
		settle(guessed(err) || answer.Status == http.StatusNotFound && !answer.Replayed)
		return answer, err
	}
}

// MartInput names the mart of a keeper who keeps several; one who keeps one need not.
type MartInput struct {
	MartID string `query:"mart_id" maxLength:"36" doc:"管理多家超市时必填"`
}

var errWhichMart = fault.New(fault.Refused, "counter.which_mart", "请先选择超市", "Choose the mart")

func keptMart(actor people.Actor, wanted string) (string, error) {
	var kept []string
	for _, g := range actor.Grants {
		if g.Role == people.MartKeeper && (wanted == "" || g.ScopeID == wanted) {
			kept = append(kept, g.ScopeID)
		}
	}
	switch {
	case len(kept) == 1:
		return kept[0], nil
	case wanted != "" || len(kept) == 0:
		return "", people.ErrUnknown
	}
	return "", errWhichMart.On("mart_id")
}

type counterInput struct {
	RedemptionsInput
	MartInput
}

func (s *Server) counterRedemptions(ctx context.Context, in *counterInput) (*listed[redemptionView], error) {
	martID, err := keptMart(actorOf(ctx), in.MartID)
	if err != nil {
		return nil, err
	}
	return s.redemptionsAt(ctx, martID, in.RedemptionsInput)
}

type stockView struct {
	GoodsID   string `json:"goods_id"`
	Name      string `json:"name"`
	Unit      string `json:"unit"`
	Purchased int64  `json:"purchased" doc:"采购的现有件数"`
	Donated   int64  `json:"donated" doc:"捐赠的现有件数"`
	Held      int64  `json:"held" doc:"待领取占用"`
	InStock   int64  `json:"in_stock" doc:"还可兑换"`
}

type stockInput struct {
	MartInput
	Paged
}

func (s *Server) counterStock(ctx context.Context, in *stockInput) (*listed[stockView], error) {
	martID, err := keptMart(actorOf(ctx), in.MartID)
	if err != nil {
		return nil, err
	}
	return s.stockAt(ctx, martID, in.Paged)
}

type slipInput struct {
	Keyed
	MartInput
	Body struct {
		GoodsID     string `json:"goods_id" minLength:"1" maxLength:"36"`
		Quantity    int64  `json:"quantity" minimum:"0" maximum:"1000000" doc:"入库、报损为件数；盘点为清点到的件数"`
		Source      string `json:"source" enum:"purchased,donated"`
		UnitCostFen *int64 `json:"unit_cost_fen,omitempty" minimum:"0" maximum:"100000000" doc:"采购单价，分"`
		Note        string `json:"note,omitempty" maxLength:"130"`
	}
}

// MovementView is one change of what stands on a shelf.
type MovementView struct {
	ID          string    `json:"id"`
	GoodsID     string    `json:"goods_id"`
	Kind        string    `json:"kind"`
	Source      string    `json:"source"`
	Quantity    int64     `json:"quantity" doc:"带正负号的变化"`
	UnitCostFen int64     `json:"unit_cost_fen"`
	Note        string    `json:"note"`
	At          time.Time `json:"at"`
}

type bookingView struct {
	MovementView
	Purchased int64 `json:"purchased"`
	Donated   int64 `json:"donated"`
	Held      int64 `json:"held"`
	InStock   int64 `json:"in_stock"`
}

func toBooking(_ context.Context, b mart.Booking) bookingView {
	return bookingView{
		MovementView: MovementView{b.ID, b.GoodsID, b.Kind, b.Source, b.Quantity, b.UnitCostFen, b.Note, b.At.Time()},
		Purchased:    b.After.Purchased, Donated: b.After.Donated, Held: b.After.Held,
		InStock: b.After.Purchased + b.After.Donated - b.After.Held,
	}
}

// slip books a stock slip; the three kinds differ only in what the mart's room does with it.
func (s *Server) slip(book func(*db.Tx, people.Actor, string, mart.Slip) (mart.Booking, error)) func(context.Context, once.Call, people.Actor, *slipInput) (once.Answer, error) {
	return func(ctx context.Context, call once.Call, actor people.Actor, in *slipInput) (once.Answer, error) {
		martID, err := keptMart(actor, in.MartID)
		if err != nil {
			return once.Answer{}, err
		}
		return once.Do(ctx, s.Store, call, func(tx *db.Tx) (any, error) {
			return book(tx, actor, martID, mart.Slip{
				GoodsID: in.Body.GoodsID, Source: in.Body.Source, Quantity: in.Body.Quantity, UnitCostFen: in.Body.UnitCostFen, Note: in.Body.Note,
			})
		})
	}
}

type dayInput struct {
	MartInput
	On string `query:"on" format:"date" doc:"北京时间的日期；不填为今天"`
}

type dayView struct {
	On          string    `json:"on" format:"date"`
	Mart        martRef   `json:"mart"`
	Redemptions int64     `json:"redemptions" doc:"当日核销单数"`
	HandedOut   int64     `json:"handed_out" doc:"当日发出件数"`
	Points      int64     `json:"points" doc:"当日核销积分"`
	StockIn     int64     `json:"stock_in"`
	StockOut    int64     `json:"stock_out"`
	Differences int64     `json:"differences" doc:"盘点差异合计"`
	Agrees      bool      `json:"agrees" doc:"期初＋进出＝期末"`
	Lines       []dayLine `json:"lines"`
}

type dayLine struct {
	GoodsID    string `json:"goods_id"`
	Name       string `json:"name"`
	Source     string `json:"source" enum:"purchased,donated"`
	Opening    int64  `json:"opening"`
	Received   int64  `json:"received"`
	Returned   int64  `json:"returned"`
	HandedOut  int64  `json:"handed_out"`
	WrittenOff int64  `json:"written_off"`
	Counted    int64  `json:"counted" doc:"盘点差异"`
	Closing    int64  `json:"closing"`
	Agrees     bool   `json:"agrees"`
}

type dayOutput struct{ Body dayView }

// dayClose adds up a day over one snapshot: a hand-over between two statements would look like a difference.
func (s *Server) dayClose(ctx context.Context, in *dayInput) (*dayOutput, error) {
	martID, err := keptMart(actorOf(ctx), in.MartID)
	if err != nil {
		return nil, err
	}
	m, _ := s.Marts.Find(martID)
	v := dayView{On: in.On, Mart: martRef{martID, m.Name, m.Address}, Lines: []dayLine{}}
	err = s.Store.Snapshot(ctx, func(tx *db.Tx) error {
		if v.On == "" {
			v.On = ledger.Day(tx.Now)
		}
		day, err := mart.DayClose(tx, martID, v.On)
		if err != nil {
			return err
		}
		v.add(day)
		v.Redemptions, v.Points, err = ledger.Takings(tx, martID, v.On)
		return err
	})
	return &dayOutput{v}, err
}

func (v *dayView) add(day mart.Day) {
	v.HandedOut, v.Agrees = day.HandedOut, day.Agrees
	for _, l := range day.Lines {
		v.StockIn += l.In()
		v.StockOut += l.Out()
		v.Differences += l.Counted
		v.Lines = append(v.Lines, dayLine{
			l.GoodsID, l.Name, l.Source, l.Opening, l.Received, l.Returned, l.HandedOut, l.WrittenOff, l.Counted, l.Closing, l.Agrees,
		})
	}
}
