package api

import (
	"net/http"
	"reflect"

	"github.com/danielgtaylor/huma/v2"

	"qingxiaoyi.cn/qingxiaoyi/services/mart"
	"qingxiaoyi.cn/qingxiaoyi/services/people"
)

const (
	get   = http.MethodGet
	post  = http.MethodPost
	patch = http.MethodPatch
)

// routes are all routes of the API, on one page: who may call what.
func (s *Server) routes() {
	townsfolk, officers, keeper := only(people.Townsfolk...), only(people.Officers...), only(people.MartKeeper)
	readers := only(append([]people.Role{people.Auditor}, people.Officers...)...)
	signers, admins, auditor := only(people.DistrictAdmin, people.CityAdmin), only(people.Admins...), only(people.Auditor)
	reversers := only(append([]people.Role{people.MartKeeper}, people.Admins...)...)

	handle(s, route{method: post, path: "/auth/wechat", name: "sign-in-wechat", summary: "微信登录", tag: "auth", who: anyone}, s.signInWeChat)
	handle(s, route{method: post, path: "/auth/staff", name: "sign-in-staff", summary: "工作人员登录", tag: "auth", who: anyone}, s.signInStaff)
	handle(s, route{method: post, path: "/auth/refresh", name: "refresh", summary: "换取新令牌", tag: "auth", who: anyone}, s.refresh)
	handle(s, route{method: post, path: "/auth/logout", name: "sign-out", summary: "退出登录", tag: "auth", who: signedIn, status: 204}, s.signOut)

	handle(s, route{method: get, path: "/me", name: "me", summary: "我的资料", tag: "me", who: signedIn}, s.me)
	handle(s, route{method: patch, path: "/me", name: "change-me", summary: "修改我的资料", tag: "me", who: signedIn}, s.changeMe)
	handle(s, route{method: post, path: "/me/consents", name: "consent", summary: "同意或撤回", tag: "me", who: signedIn, status: 204}, s.consent)
	handle(s, route{method: get, path: "/me/points", name: "my-points", summary: "我的积分", tag: "me", who: signedIn}, s.points)
	handle(s, route{method: get, path: "/me/transfers", name: "my-transfers", summary: "我的流水", tag: "me", who: signedIn}, s.transfers)
	handle(s, route{method: get, path: "/me/transfers/{id}", name: "my-transfer", summary: "一笔流水的由来", tag: "me", who: signedIn}, s.transfer)
	handle(s, route{method: get, path: "/me/awards", name: "my-awards", summary: "等待入账的积分", tag: "me", who: signedIn}, s.myAwards)
	handle(s, route{method: get, path: "/me/reports", name: "my-reports", summary: "我的上报", tag: "me", who: signedIn}, s.myReports)
	handle(s, route{method: get, path: "/me/redemptions", name: "my-redemptions", summary: "我的兑换", tag: "me", who: signedIn}, s.myRedemptions)

	handle(s, route{method: get, path: "/org-units", name: "org-units", summary: "组织树", tag: "org", who: anyone}, s.units)
	handle(s, route{method: get, path: "/org-units/{id}", name: "org-unit", summary: "一个组织", tag: "org", who: anyone}, s.unit)
	handle(s, route{method: get, path: "/stations", name: "stations", summary: "找驿站", tag: "stations", who: anyone}, s.directory(s.Stations.Directory, false))
	handle(s, route{method: get, path: "/stations/{id}", name: "station", summary: "一个驿站", tag: "stations", who: anyone}, s.look(s.Stations.Directory, false))
	handle(s, route{method: get, path: "/marts", name: "marts", summary: "找积分超市", tag: "marts", who: anyone}, s.directory(s.Marts.Directory, true))
	handle(s, route{method: get, path: "/marts/{id}", name: "mart", summary: "一家积分超市", tag: "marts", who: anyone}, s.look(s.Marts.Directory, true))
	handle(s, route{method: get, path: "/marts/{id}/goods", name: "goods", summary: "能兑换什么", tag: "marts", who: anyone}, s.goods)
	handle(s, route{method: get, path: "/rulebook", name: "rulebook", summary: "现行积分办法", tag: "rulebook", who: anyone}, s.rulebook)

	s.uploads()
	s.photo()
	commit(s, route{method: post, path: "/reports", name: "file-report", summary: "随手拍上报", tag: "report", who: townsfolk, status: 201}, s.fileReport, s.commandReport)
	handle(s, route{method: get, path: "/reports", name: "reports", summary: "待办上报", tag: "report", who: readers}, s.inbox)
	handle(s, route{method: get, path: "/reports/{id}", name: "report", summary: "一条上报及其经过", tag: "report", who: signedIn}, s.report)
	commit(s, route{method: post, path: "/reports/{id}/accept", name: "report.accept", summary: "采纳", tag: "report", who: officers, privileged: true}, s.acceptReport, s.commandReport)
	commit(s, route{method: post, path: "/reports/{id}/reject", name: "report.reject", summary: "退回", tag: "report", who: officers, privileged: true}, s.rejectReport, s.commandReport)
	commit(s, route{method: post, path: "/reports/{id}/merge", name: "report.merge", summary: "并案", tag: "report", who: officers, privileged: true}, s.mergeReport, s.commandReport)

	handle(s, route{method: get, path: "/awards", name: "awards", summary: "等我签批的积分", tag: "award", who: officers}, s.awards)
	commit(s, route{method: post, path: "/awards/{id}/approve", name: "award.approve", summary: "签批积分", tag: "award", who: officers, privileged: true}, s.approveAward, s.commandAward)
	commit(s, route{method: post, path: "/awards/{id}/refuse", name: "award.refuse", summary: "不予通过", tag: "award", who: officers, privileged: true}, s.refuseAward, s.commandAward)

	commit(s, route{method: post, path: "/redemptions", name: "reserve", summary: "预留兑换", tag: "redemption", who: townsfolk, status: 201}, s.reserve, s.commandRedemption)
	handle(s, route{method: get, path: "/redemptions/{id}", name: "redemption", summary: "一张兑换单", tag: "redemption", who: signedIn}, s.redemption)
	handle(s, route{method: get, path: "/redemptions/{id}/pickup-code", name: "pickup-code", summary: "兑换码（每 60 秒变化）", tag: "redemption", who: signedIn}, s.pickupCode)
	commit(s, route{method: post, path: "/redemptions/{id}/cancel", name: "cancel-redemption", summary: "取消兑换", tag: "redemption", who: signedIn}, s.cancelRedemption, s.commandRedemption)
	commit(s, route{method: post, path: "/redemptions/{id}/dispute", name: "redemption.dispute", summary: "不是我领的", tag: "redemption", who: signedIn}, s.dispute, s.commandRedemption)
	commit(s, route{method: post, path: "/redemptions/{id}/reversal", name: "redemption.reversal.propose", summary: "提出兑换冲正", tag: "redemption", who: reversers, status: 201, privileged: true}, s.proposeReversal, commandReversal)
	handle(s, route{method: get, path: "/reversals", name: "reversals", summary: "等我签批的冲正", tag: "redemption", who: admins}, s.reversals)
	commit(s, route{method: post, path: "/reversals/{id}/approve", name: "redemption.reversal.approve", summary: "同意冲正", tag: "redemption", who: admins, privileged: true}, s.approveReversal, commandReversal)
	commit(s, route{method: post, path: "/reversals/{id}/refuse", name: "redemption.reversal.refuse", summary: "不同意冲正", tag: "redemption", who: admins, privileged: true}, s.refuseReversal, commandReversal)

	handle(s, route{method: post, path: "/counter/scan", name: "counter.scan", summary: "扫码查看", tag: "counter", who: keeper, privileged: true}, s.scan)
	commit(s, route{method: post, path: "/counter/fulfil", name: "redemption.fulfil", summary: "核销发放", tag: "counter", who: keeper, privileged: true}, s.shownCommand(s.Redemptions.Fulfil), s.commandRedemption)
	commit(s, route{method: post, path: "/counter/countersign", name: "redemption.countersign", summary: "大额兑换的第二人复核", tag: "counter", who: keeper, privileged: true}, s.shownCommand(s.Redemptions.Countersign), s.commandRedemption)
	handle(s, route{method: get, path: "/counter/redemptions", name: "counter-redemptions", summary: "本店的兑换单", tag: "counter", who: keeper}, s.counterRedemptions)
	handle(s, route{method: get, path: "/counter/stock", name: "counter-stock", summary: "本店库存", tag: "counter", who: keeper}, s.counterStock)
	commit(s, route{method: post, path: "/counter/stock/receipts", name: "stock.receive", summary: "入库", tag: "stock", who: keeper, status: 201, privileged: true}, s.slip(mart.Receive), toBooking)
	commit(s, route{method: post, path: "/counter/stock/counts", name: "stock.count", summary: "盘点", tag: "stock", who: keeper, status: 201, privileged: true}, s.slip(mart.Count), toBooking)
	commit(s, route{method: post, path: "/counter/stock/write-offs", name: "stock.write_off", summary: "报损", tag: "stock", who: keeper, status: 201, privileged: true}, s.slip(mart.WriteOff), toBooking)
	handle(s, route{method: get, path: "/counter/day-close", name: "counter-day-close", summary: "日结", tag: "counter", who: keeper}, s.dayClose)

	commit(s, route{method: post, path: "/adjustments", name: "adjustment.propose", summary: "提出人工调整", tag: "adjustment", who: signers, status: 201, privileged: true}, s.proposeAdjustment, commandAdjustment)
	handle(s, route{method: get, path: "/adjustments", name: "adjustments", summary: "人工调整", tag: "adjustment", who: only(people.DistrictAdmin, people.CityAdmin, people.Auditor)}, s.adjustments)
	commit(s, route{method: post, path: "/adjustments/{id}/approve", name: "adjustment.approve", summary: "同意调整", tag: "adjustment", who: signers, privileged: true}, s.approveAdjustment, commandAdjustment)
	commit(s, route{method: post, path: "/adjustments/{id}/refuse", name: "adjustment.refuse", summary: "不同意调整", tag: "adjustment", who: signers, privileged: true}, s.refuseAdjustment, commandAdjustment)

	handle(s, route{method: get, path: "/audit/ledger", name: "audit-ledger", summary: "账目核对（逐行重算）", tag: "audit", who: auditor}, s.auditLedger)
	handle(s, route{method: get, path: "/audit/events", name: "audit-events", summary: "审计记录", tag: "audit", who: auditor}, s.events)
	handle(s, route{method: get, path: "/audit/day-closes", name: "audit-day-closes", summary: "日结链", tag: "audit", who: auditor}, s.dayCloses)
}

func (s *Server) schemaOf(v any, hint string) *huma.Schema {
	return s.huma.OpenAPI().Components.Schemas.Schema(reflect.TypeOf(v), true, hint)
}
