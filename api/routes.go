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
	put   = http.MethodPut
)

// routes are all routes of the API, on one page: who may call what.
func (s *Server) routes() {
	s.wordSpans()
	townsfolk, officers, keeper := only(people.Townsfolk...), only(people.Officers...), only(people.MartKeeper)
	readers := only(append([]people.Role{people.Auditor}, people.Officers...)...)
	signers, admins, auditor := only(people.DistrictAdmin, people.CityAdmin), only(people.Admins...), only(people.Auditor)
	staff, seekers, keepers := only(people.Staff...), only(people.Seekers...), only(append([]people.Role{people.SysAdmin}, people.Admins...)...)
	tenders, doors := only(append([]people.Role{people.StationMan, people.MartKeeper}, people.Admins...)...), only(append([]people.Role{people.StationMan, people.MartKeeper, people.Auditor}, people.Admins...)...)
	shelves, overseen, city := only(append([]people.Role{people.MartKeeper, people.Auditor}, people.Admins...)...), only(overseers...), only(people.CityAdmin)
	reversers := only(append([]people.Role{people.MartKeeper}, people.Admins...)...)

	handle(s, route{method: post, path: "/auth/wechat", name: "sign-in-wechat", summary: "微信登录", tag: "auth", who: anyone}, s.signInWeChat)
	handle(s, route{method: post, path: "/auth/staff", name: "sign-in-staff", summary: "工作人员登录", tag: "auth", who: anyone}, s.signInStaff)
	handle(s, route{method: post, path: "/auth/refresh", name: "refresh", summary: "换取新令牌", tag: "auth", who: anyone}, s.refresh)
	handle(s, route{method: post, path: "/auth/logout", name: "sign-out", summary: "退出登录", tag: "auth", who: signedIn, status: 204, enrols: true}, s.signOut)

	handle(s, route{method: get, path: "/me", name: "me", summary: "我的资料", tag: "me", who: signedIn, enrols: true}, s.me)
	handle(s, route{method: patch, path: "/me", name: "change-me", summary: "修改我的资料", tag: "me", who: oneself}, s.changeMe)
	handle(s, route{method: post, path: "/me/consents", name: "consent", summary: "同意或撤回", tag: "me", who: oneself, status: 204}, s.consent)
	handle(s, route{method: get, path: "/me/points", name: "my-points", summary: "我的积分", tag: "me", who: oneself}, s.points)
	table(s, route{method: get, path: "/me/transfers", name: "my-transfers", summary: "我的流水", tag: "me", who: oneself}, s.transfers, transferColumns)
	handle(s, route{method: get, path: "/me/transfers/{id}", name: "my-transfer", summary: "一笔流水的由来", tag: "me", who: oneself}, s.transfer)
	handle(s, route{method: get, path: "/me/awards", name: "my-awards", summary: "等待入账的积分", tag: "me", who: oneself}, s.myAwards)
	handle(s, route{method: get, path: "/me/reports", name: "my-reports", summary: "我的上报", tag: "me", who: oneself}, s.myReports)
	handle(s, route{method: get, path: "/me/redemptions", name: "my-redemptions", summary: "我的兑换", tag: "me", who: oneself}, s.myRedemptions)
	handle(s, route{method: get, path: "/me/export", name: "export-me", summary: "导出我的数据", tag: "me", who: oneself}, s.exportMine)
	commit(s, route{method: post, path: "/me/cancel", name: "cancel-me", summary: "注销账号", tag: "me", who: oneself}, s.cancelMe, commandCancelled)
	handle(s, route{method: post, path: "/me/password", name: "change-password", summary: "修改密码", tag: "me", who: staff, status: 204, enrols: true}, s.changePassword)
	handle(s, route{method: post, path: "/me/totp", name: "enrol-totp", summary: "申请动态口令", tag: "me", who: staff, enrols: true}, s.enrolFactor)
	handle(s, route{method: post, path: "/me/totp/confirm", name: "confirm-totp", summary: "启用动态口令", tag: "me", who: staff, status: 204, enrols: true}, s.confirmFactor)
	handle(s, route{method: get, path: "/consent-documents", name: "consent-documents", summary: "需要同意的文件", tag: "me", who: anyone}, s.consentDocuments)
	s.liveStream()

	handle(s, route{method: get, path: "/org-units", name: "org-units", summary: "组织树", tag: "org", who: anyone}, s.units)
	handle(s, route{method: get, path: "/org-units/{id}", name: "org-unit", summary: "一个组织", tag: "org", who: anyone}, s.unit)
	handle(s, route{method: get, path: "/stations", name: "stations", summary: "找驿站", tag: "stations", who: anyone}, s.directory(s.Stations.Directory, false))
	handle(s, route{method: get, path: "/stations/{id}", name: "station", summary: "一个驿站", tag: "stations", who: anyone}, s.look(s.Stations.Directory, false))
	handle(s, route{method: get, path: "/marts", name: "marts", summary: "找积分超市", tag: "marts", who: anyone}, s.directory(s.Marts.Directory, true))
	handle(s, route{method: get, path: "/marts/{id}", name: "mart", summary: "一家积分超市", tag: "marts", who: anyone}, s.look(s.Marts.Directory, true))
	handle(s, route{method: get, path: "/marts/{id}/goods", name: "goods", summary: "能兑换什么", tag: "marts", who: visitor}, s.goods)
	handle(s, route{method: get, path: "/rulebook", name: "rulebook", summary: "现行积分办法", tag: "rulebook", who: anyone}, s.rulebook)
	handle(s, route{method: get, path: "/facilities", name: "facilities", summary: "设施与服务", tag: "words", who: anyone}, s.facilities)
	handle(s, route{method: get, path: "/report-categories", name: "report-categories", summary: "上报类别", tag: "words", who: anyone}, s.categories)
	handle(s, route{method: get, path: "/roles", name: "roles", summary: "角色", tag: "words", who: signedIn}, s.roles)

	s.uploads()
	s.photo()
	commit(s, route{method: post, path: "/reports", name: "file-report", summary: "随手拍上报", tag: "report", who: townsfolk, status: 201}, s.fileReport, s.commandReport)
	table(s, route{method: get, path: "/reports", name: "reports", summary: "待办上报", tag: "report", who: readers}, s.inbox, reportColumns)
	handle(s, route{method: get, path: "/reports/{id}", name: "report", summary: "一条上报及其经过", tag: "report", who: signedIn}, s.report)
	commit(s, route{method: post, path: "/reports/{id}/accept", name: "report.accept", summary: "采纳", tag: "report", who: officers, privileged: true}, s.acceptReport, s.commandReport)
	commit(s, route{method: post, path: "/reports/{id}/reject", name: "report.reject", summary: "退回", tag: "report", who: officers, privileged: true}, s.rejectReport, s.commandReport)
	commit(s, route{method: post, path: "/reports/{id}/merge", name: "report.merge", summary: "并案", tag: "report", who: officers, privileged: true}, s.mergeReport, s.commandReport)

	table(s, route{method: get, path: "/awards", name: "awards", summary: "等我签批的积分", tag: "award", who: officers}, s.awards, awardColumns)
	commit(s, route{method: post, path: "/awards/{id}/approve", name: "award.approve", summary: "签批积分", tag: "award", who: officers, privileged: true}, s.approveAward, s.commandAward)
	commit(s, route{method: post, path: "/awards/{id}/refuse", name: "award.refuse", summary: "不予通过", tag: "award", who: officers, privileged: true}, s.refuseAward, s.commandAward)

	commit(s, route{method: post, path: "/redemptions", name: "reserve", summary: "预留兑换", tag: "redemption", who: townsfolk, status: 201}, s.reserve, s.commandRedemption)
	handle(s, route{method: get, path: "/redemptions/{id}", name: "redemption", summary: "一张兑换单", tag: "redemption", who: signedIn}, s.redemption)
	handle(s, route{method: get, path: "/redemptions/{id}/pickup-code", name: "pickup-code", summary: "兑换码（每 60 秒变化）", tag: "redemption", who: oneself}, s.pickupCode)
	commit(s, route{method: post, path: "/redemptions/{id}/cancel", name: "cancel-redemption", summary: "取消兑换", tag: "redemption", who: oneself}, s.cancelRedemption, s.commandRedemption)
	commit(s, route{method: post, path: "/redemptions/{id}/dispute", name: "redemption.dispute", summary: "不是我领的", tag: "redemption", who: oneself}, s.dispute, s.commandRedemption)
	commit(s, route{method: post, path: "/redemptions/{id}/reversal", name: "redemption.reversal.propose", summary: "提出兑换冲正", tag: "redemption", who: reversers, status: 201, privileged: true}, s.proposeReversal, commandReversal)
	table(s, route{method: get, path: "/reversals", name: "reversals", summary: "等我签批的冲正", tag: "redemption", who: admins}, s.reversals, reversalColumns)
	commit(s, route{method: post, path: "/reversals/{id}/approve", name: "redemption.reversal.approve", summary: "同意冲正", tag: "redemption", who: admins, privileged: true}, s.approveReversal, commandReversal)
	commit(s, route{method: post, path: "/reversals/{id}/refuse", name: "redemption.reversal.refuse", summary: "不同意冲正", tag: "redemption", who: admins, privileged: true}, s.refuseReversal, commandReversal)

	handle(s, route{method: post, path: "/counter/scan", name: "counter.scan", summary: "扫码查看", tag: "counter", who: keeper, privileged: true}, s.scan)
	commit(s, route{method: post, path: "/counter/fulfil", name: "redemption.fulfil", summary: "核销发放", tag: "counter", who: keeper, privileged: true}, s.shownCommand(s.Redemptions.Fulfil), s.commandRedemption)
	commit(s, route{method: post, path: "/counter/countersign", name: "redemption.countersign", summary: "大额兑换的第二人复核", tag: "counter", who: keeper, privileged: true}, s.shownCommand(s.Redemptions.Countersign), s.commandRedemption)
	table(s, route{method: get, path: "/counter/redemptions", name: "counter-redemptions", summary: "本店的兑换单", tag: "counter", who: keeper}, s.counterRedemptions, redemptionColumns)
	table(s, route{method: get, path: "/counter/stock", name: "counter-stock", summary: "本店库存", tag: "counter", who: keeper}, s.counterStock, stockColumns)
	commit(s, route{method: post, path: "/counter/stock/receipts", name: "stock.receive", summary: "入库", tag: "stock", who: keeper, status: 201, privileged: true}, s.slip(mart.Receive), toBooking)
	commit(s, route{method: post, path: "/counter/stock/counts", name: "stock.count", summary: "盘点", tag: "stock", who: keeper, status: 201, privileged: true}, s.slip(mart.Count), toBooking)
	commit(s, route{method: post, path: "/counter/stock/write-offs", name: "stock.write_off", summary: "报损", tag: "stock", who: keeper, status: 201, privileged: true}, s.slip(mart.WriteOff), toBooking)
	handle(s, route{method: get, path: "/counter/day-close", name: "counter-day-close", summary: "日结", tag: "counter", who: keeper}, s.dayClose)
	sheets(s, route{method: get, path: "/counter/day-close", name: "counter-day-close", summary: "日结", tag: "counter", who: keeper}, s.daySheet)
	table(s, route{method: get, path: "/counter/stock/movements", name: "counter-stock-movements", summary: "本店出入库流水", tag: "counter", who: keeper}, s.counterMovements, movementColumns)

	commit(s, route{method: post, path: "/adjustments", name: "adjustment.propose", summary: "提出人工调整", tag: "adjustment", who: signers, status: 201, privileged: true}, s.proposeAdjustment, commandAdjustment)
	table(s, route{method: get, path: "/adjustments", name: "adjustments", summary: "人工调整", tag: "adjustment", who: only(people.DistrictAdmin, people.CityAdmin, people.Auditor)}, s.adjustments, adjustmentColumns)
	commit(s, route{method: post, path: "/adjustments/{id}/approve", name: "adjustment.approve", summary: "同意调整", tag: "adjustment", who: signers, privileged: true}, s.approveAdjustment, commandAdjustment)
	commit(s, route{method: post, path: "/adjustments/{id}/refuse", name: "adjustment.refuse", summary: "不同意调整", tag: "adjustment", who: signers, privileged: true}, s.refuseAdjustment, commandAdjustment)

	handle(s, route{method: get, path: "/audit/head", name: "audit-head", summary: "最近一次日结的摘要（公开）", tag: "audit", who: anyone}, s.auditHead)
	handle(s, route{method: get, path: "/audit/ledger", name: "audit-ledger", summary: "账目核对（逐行重算）", tag: "audit", who: auditor}, s.auditLedger)
	table(s, route{method: get, path: "/audit/events", name: "audit-events", summary: "审计记录", tag: "audit", who: auditor}, s.events, eventColumns)
	table(s, route{method: get, path: "/audit/day-closes", name: "audit-day-closes", summary: "日结链", tag: "audit", who: auditor}, s.dayCloses, closeColumns)

	table(s, route{method: get, path: "/people", name: "people", summary: "人员", tag: "person", who: seekers}, s.people, personColumns)
	handle(s, route{method: get, path: "/people/{id}", name: "person", summary: "一位人员", tag: "person", who: seekers, privileged: true}, s.lookAtPerson)
	commit(s, route{method: post, path: "/people/{id}/grants", name: "people.grant", summary: "授予角色", tag: "person", who: keepers, status: 201, privileged: true}, s.grantRole, s.commandGrant)
	commit(s, route{method: post, path: "/people/{id}/grants/{grant_id}/revoke", name: "people.revoke", summary: "收回角色", tag: "person", who: keepers, privileged: true}, s.revokeRole, s.commandGrant)
	commit(s, route{method: post, path: "/people/{id}/suspend", name: "people.lock", summary: "停用账号", tag: "person", who: keepers, privileged: true}, s.suspend, commandState)
	commit(s, route{method: post, path: "/people/{id}/restore", name: "people.unlock", summary: "恢复账号", tag: "person", who: keepers, privileged: true}, s.restore, commandState)
	commit(s, route{method: post, path: "/staff", name: "people.hire", summary: "新建工作人员账号", tag: "person", who: keepers, status: 201, privileged: true}, s.hire, s.commandHired)

	table(s, route{method: get, path: "/manage/stations", name: "kept-stations", summary: "我管的驿站", tag: "stations", who: doors}, s.kept(s.Stations.Directory, false), placeColumns)
	table(s, route{method: get, path: "/manage/marts", name: "kept-marts", summary: "我管的超市", tag: "marts", who: doors}, s.kept(s.Marts.Directory, true), placeColumns)
	commit(s, route{method: patch, path: "/stations/{id}", name: "station.change", summary: "修改驿站", tag: "stations", who: tenders, privileged: true}, s.changePlace(s.Stations.Directory), s.commandPlace(s.Stations.Directory, false))
	commit(s, route{method: patch, path: "/marts/{id}", name: "mart.change", summary: "修改超市", tag: "marts", who: tenders, privileged: true}, s.changePlace(s.Marts.Directory), s.commandPlace(s.Marts.Directory, true))
	handle(s, route{method: get, path: "/stations/{id}/notices", name: "station-notices", summary: "驿站公告", tag: "stations", who: anyone}, s.notices(s.Stations.Directory))
	handle(s, route{method: get, path: "/marts/{id}/notices", name: "mart-notices", summary: "超市公告", tag: "marts", who: anyone}, s.notices(s.Marts.Directory))
	commit(s, route{method: post, path: "/stations/{id}/notices", name: "station.notice_post", summary: "驿站发公告", tag: "stations", who: tenders, status: 201, privileged: true}, s.postNotice(s.Stations.Directory), commandNotice)
	commit(s, route{method: post, path: "/marts/{id}/notices", name: "mart.notice_post", summary: "超市发公告", tag: "marts", who: tenders, status: 201, privileged: true}, s.postNotice(s.Marts.Directory), commandNotice)
	commit(s, route{method: post, path: "/notices/{id}/withdraw", name: "notice.withdraw", summary: "撤下公告", tag: "stations", who: tenders, privileged: true}, s.withdrawNotice, commandWithdrawn)

	table(s, route{method: get, path: "/goods", name: "wares", summary: "物品目录", tag: "goods", who: shelves}, s.wares, wareColumns)
	commit(s, route{method: post, path: "/goods", name: "goods.add", summary: "新增物品", tag: "goods", who: signers, status: 201, privileged: true}, s.addWare, s.commandWare)
	commit(s, route{method: patch, path: "/goods/{id}", name: "goods.change", summary: "修改物品", tag: "goods", who: signers, privileged: true}, s.changeWare, s.commandWare)
	commit(s, route{method: post, path: "/goods/{id}/prices", name: "goods.price", summary: "定积分价", tag: "goods", who: signers, status: 201, privileged: true}, s.setPrice, commandPrice)
	table(s, route{method: get, path: "/marts/{id}/stock", name: "mart-stock", summary: "超市库存", tag: "marts", who: shelves}, s.martStock, stockColumns)
	table(s, route{method: get, path: "/marts/{id}/stock/movements", name: "mart-movements", summary: "超市出入库流水", tag: "marts", who: shelves}, s.martMovements, movementColumns)
	table(s, route{method: get, path: "/marts/{id}/redemptions", name: "mart-redemptions", summary: "超市的兑换单", tag: "marts", who: shelves}, s.martRedemptions, redemptionColumns)

	table(s, route{method: get, path: "/rulebook/versions", name: "rulebook-versions", summary: "积分办法的版本", tag: "rulebook", who: readers}, s.versions, versionColumns)
	handle(s, route{method: get, path: "/rulebook/versions/{id}", name: "rulebook-version", summary: "一个版本", tag: "rulebook", who: readers}, s.version)
	handle(s, route{method: post, path: "/rulebook/versions/preview", name: "rulebook-preview", summary: "预览会改变什么", tag: "rulebook", who: signers}, s.previewVersion)
	commit(s, route{method: post, path: "/rulebook/versions", name: "rulebook.propose", summary: "提出新版本", tag: "rulebook", who: signers, status: 201, privileged: true}, s.proposeVersion, s.commandVersion)
	commit(s, route{method: post, path: "/rulebook/versions/{id}/approve", name: "rulebook.approve", summary: "同意版本", tag: "rulebook", who: city, privileged: true}, s.approveVersion, s.commandVersion)
	commit(s, route{method: post, path: "/rulebook/versions/{id}/refuse", name: "rulebook.refuse", summary: "不同意版本", tag: "rulebook", who: city, privileged: true}, s.refuseVersion, s.commandVersion)
	table(s, route{method: get, path: "/budgets", name: "budgets", summary: "街道积分预算", tag: "budget", who: overseen}, s.budgets, budgetColumns)
	commit(s, route{method: put, path: "/budgets/{id}", name: "budget.set", summary: "设置街道预算", tag: "budget", who: signers, privileged: true}, s.setBudget, s.commandBudget)
	handle(s, route{method: get, path: "/figures", name: "figures", summary: "统计", tag: "figures", who: overseen}, s.figures)
	sheets(s, route{method: get, path: "/figures", name: "figures", summary: "统计", tag: "figures", who: overseen}, s.figureSheet)
}

func (s *Server) schemaOf(v any, hint string) *huma.Schema {
	return s.huma.OpenAPI().Components.Schemas.Schema(reflect.TypeOf(v), true, hint)
}
