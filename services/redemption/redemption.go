// Package redemption alone turns points into goods: reserved by their owner, handed over by a keeper against a fresh code, or
// given back.
package redemption

import (
	"slices"

	"qingxiaoyi.cn/qingxiaoyi/models"
	"qingxiaoyi.cn/qingxiaoyi/models/db"
	"qingxiaoyi.cn/qingxiaoyi/services/fault"
	"qingxiaoyi.cn/qingxiaoyi/services/mart"
	"qingxiaoyi.cn/qingxiaoyi/services/once"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
	"qingxiaoyi.cn/qingxiaoyi/services/rulebook"
)

// State is where a redemption stands.
type State string

// The states. Every one but Reserved and Fulfilled is final.
const (
	Reserved  State = "reserved"
	Fulfilled State = "fulfilled"
	Cancelled State = "cancelled"
	Expired   State = "expired"
	Reversed  State = "reversed"
)

// moves is every legal move there is.
var moves = map[State][]State{
	Reserved:  {Fulfilled, Cancelled, Expired},
	Fulfilled: {Reversed},
}

// May says whether a redemption may go from one state to another.
func (s State) May(to State) bool { return slices.Contains(moves[s], to) }

// Refusals of this room.
var (
	ErrSoldOut   = mart.ErrSoldOut
	ErrLimit     = fault.New(fault.Conflict, "redemption.limit", "超过兑换限额", "Over the limit")
	ErrNoItems   = fault.New(fault.Refused, "redemption.items", "请选择要兑换的物品，每种 1 至 20 件", "Choose what to redeem, 1 to 20 of each")
	ErrNoGoods   = fault.New(fault.NotFound, "redemption.goods", "这家超市没有这种物品", "This mart does not have these goods")
	ErrState     = fault.New(fault.Conflict, "redemption.state", "兑换单已不是待领取状态", "The redemption is no longer waiting")
	ErrDone      = fault.New(fault.Conflict, "redemption.already_fulfilled", "这张兑换单已经领取", "Already handed over")
	ErrExpired   = fault.New(fault.Conflict, "redemption.expired", "兑换单已过期，积分已退回", "The redemption has expired and the points are back")
	ErrCancelled = fault.New(fault.Conflict, "redemption.cancelled", "兑换单已取消", "The redemption was cancelled")
	ErrSelf      = fault.New(fault.Forbidden, "redemption.self_service", "不能给自己办理，请另一位管理员核销", "Nobody serves themselves")
	ErrSecond    = fault.New(fault.Conflict, "redemption.second_signature",
		"超过单人核销额度，请另一位工作人员先扫码复核", "A second member of staff has to sign first")
	ErrOtherMart = fault.New(fault.NotFound, "counter.other_mart", "这张兑换码不是本店的", "This code is for another mart")
	ErrCode      = fault.New(fault.NotFound, "counter.code_unknown", "没有找到这个兑换码，请核对后重试", "No such code")
	ErrCodeOld   = fault.New(fault.Conflict, "counter.code_expired", "兑换码已过期，请对方刷新后出示", "The code has expired, please ask for a fresh one")
	ErrDispute   = fault.New(fault.Conflict, "redemption.dispute", "只能对三十天内已领取的兑换单提出异议，且只能提一次", "Only a hand-over of the last 30 days can be disputed, once")
	ErrReversal  = fault.New(fault.Conflict, "redemption.reversal", "这张兑换单不能冲正，或已在冲正中", "This redemption cannot be reversed, or is being reversed")
)

// most of one item in one order; the month's limit of the rulebook comes on top.
const most = 20

// Service is the room. Its hot commands, reserve and fulfil, are done for everybody at once.
type Service struct {
	store   *db.Store
	marts   *mart.Service
	rules   *rulebook.Service
	key     []byte
	reserve *once.Line[reserveOrder]
	fulfil  *once.Line[fulfilOrder]
}

// New opens the room. key is the secret of the pickup codes.
func New(store *db.Store, marts *mart.Service, rules *rulebook.Service, key []byte) *Service {
	s := &Service{store: store, marts: marts, rules: rules, key: key}
	s.reserve = once.NewLine(store, s.reserveMany)
	s.fulfil = once.NewLine(store, s.fulfilMany)
	return s
}

// Order is a redemption with its lines.
type Order struct {
	models.Redemption
	Items []models.RedemptionItem
}

// Want is one line of a new order.
type Want struct {
	GoodsID  string
	Quantity int64
}

// keeps returns the actor's right over the counter of a mart.
func keeps(actor people.Actor, martID string) (people.Scoped, bool) {
	return actor.Of(martID, people.MartKeeper)
}
