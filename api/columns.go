package api

import (
	"context"
	"fmt"
	"strings"
)

// The columns of the tables that leave as Excel files.

func yuan(fen int64) string { return fmt.Sprintf("%d.%02d", fen/100, fen%100) }

// say is the word for a code, or the code where there is none.
func say(words map[string]string, code string) string {
	if w, ok := words[code]; ok {
		return w
	}
	return code
}

var (
	awardWords      = map[string]string{"pending": "待签批", "queued": "待下月预算", "granted": "已入账", "refused": "未通过"}
	levelWords      = map[string]string{"officer": "网格员", "community": "社区", "street": "街道", "district": "区县"}
	redemptionWords = map[string]string{"reserved": "待领取", "fulfilled": "已领取", "cancelled": "已取消", "expired": "已过期", "reversed": "已冲正"}
	proposalWords   = map[string]string{"proposed": "待签批", "approved": "已同意", "declined": "未同意"}
	movementWords   = map[string]string{"received": "入库", "counted": "盘点", "written_off": "报损", "handed_out": "发放", "returned": "退回"}
	sourceWords     = map[string]string{"purchased": "采购", "donated": "捐赠"}
	personWords     = map[string]string{"active": "正常", "suspended": "已停用", "cancelled": "已注销"}
	placeWords      = map[string]string{"open": "开放", "retired": "已停用"}
	wareWords       = map[string]string{"offered": "可兑换", "withdrawn": "已下架"}
	schemeWords     = map[string]string{"rider": "骑手", "rural": "乡村"}
	workWords       = map[string]string{"rider": "外卖骑手", "courier": "快递员", "ride_hailing": "网约车司机", "trucker": "货车司机"}
)

var reportColumns = []column[reportView]{
	{"编号", func(v reportView) any { return v.Number }},
	{"类别", func(v reportView) any { return v.CategoryName }},
	{"状态", func(v reportView) any { return say(stateWords, v.State) }},
	{"说明", func(v reportView) any { return v.Description }},
	{"社区", func(v reportView) any { return v.OrgUnitName }},
	{"上报人", func(v reportView) any { return v.Reporter }},
	{"上报时间", func(v reportView) any { return v.FiledAt }},
	{"办理期限", func(v reportView) any { return v.DueAt }},
	{"理由", func(v reportView) any { return v.Reason }},
	{"积分", func(v reportView) any { return v.Points }},
	{"照片数", func(v reportView) any { return len(v.Photos) }},
}

var awardColumns = []column[awardView]{
	{"积分项", func(v awardView) any { return v.RuleCode + " " + v.RuleName }},
	{"人员", func(v awardView) any { return v.Person }},
	{"积分", func(v awardView) any { return v.Points }},
	{"状态", func(v awardView) any { return say(awardWords, v.State) }},
	{"等谁签", func(v awardView) any { return say(levelWords, v.NextLevel) }},
	{"社区", func(v awardView) any { return v.OrgUnitName }},
	{"行为日期", func(v awardView) any { return v.EarnedOn }},
	{"计算说明", func(v awardView) any { return v.Explanation }},
	{"理由", func(v awardView) any { return v.Reason }},
	{"时间", func(v awardView) any { return v.At }},
}

var reversalColumns = []column[reversalView]{
	{"兑换单 id", func(v reversalView) any { return v.RedemptionID }},
	{"状态", func(v reversalView) any { return say(proposalWords, v.State) }},
	{"物品已退回", func(v reversalView) any { return v.GoodsBack }},
	{"理由", func(v reversalView) any { return v.Reason }},
	{"经办人 id", func(v reversalView) any { return v.ProposedBy }},
	{"提出时间", func(v reversalView) any { return v.ProposedAt }},
	{"不同意的理由", func(v reversalView) any { return v.DecidedWhy }},
}

var redemptionColumns = []column[redemptionView]{
	{"编号", func(v redemptionView) any { return v.Number }},
	{"状态", func(v redemptionView) any { return say(redemptionWords, v.State) }},
	{"领取人", func(v redemptionView) any { return v.ReceiverMasked }},
	{"物品", func(v redemptionView) any {
		words := make([]string, len(v.Items))
		for i, it := range v.Items {
			words[i] = fmt.Sprintf("%s×%d", it.Name, it.Quantity)
		}
		return words
	}},
	{"积分", func(v redemptionView) any { return v.Points }},
	{"超市", func(v redemptionView) any { return v.Mart.Name }},
	{"预留时间", func(v redemptionView) any { return v.ReservedAt }},
	{"领取期限", func(v redemptionView) any { return v.ExpiresAt }},
	{"领取时间", func(v redemptionView) any { return v.FulfilledAt }},
	{"取消或过期时间", func(v redemptionView) any { return v.ClosedAt }},
	{"本人提出异议", func(v redemptionView) any { return v.DisputedAt }},
}

var stockColumns = []column[stockView]{
	{"物品", func(v stockView) any { return v.Name }},
	{"单位", func(v stockView) any { return v.Unit }},
	{"采购", func(v stockView) any { return v.Purchased }},
	{"捐赠", func(v stockView) any { return v.Donated }},
	{"待领取占用", func(v stockView) any { return v.Held }},
	{"还可兑换", func(v stockView) any { return v.InStock }},
}

var movementColumns = []column[movementLine]{
	{"时间", func(v movementLine) any { return v.At }},
	{"物品", func(v movementLine) any { return v.GoodsName }},
	{"类型", func(v movementLine) any { return say(movementWords, v.Kind) }},
	{"来源", func(v movementLine) any { return say(sourceWords, v.Source) }},
	{"数量", func(v movementLine) any { return v.Quantity }},
	{"单价（元）", func(v movementLine) any { return yuan(v.UnitCostFen) }},
	{"备注", func(v movementLine) any { return v.Note }},
	{"经办人", func(v movementLine) any { return v.ByMasked }},
	{"兑换单 id", func(v movementLine) any { return v.RedemptionID }},
}

var dayColumns = []column[dayLine]{
	{"物品", func(v dayLine) any { return v.Name }},
	{"来源", func(v dayLine) any { return say(sourceWords, v.Source) }},
	{"期初", func(v dayLine) any { return v.Opening }},
	{"入库", func(v dayLine) any { return v.Received }},
	{"退回", func(v dayLine) any { return v.Returned }},
	{"发放", func(v dayLine) any { return v.HandedOut }},
	{"报损", func(v dayLine) any { return v.WrittenOff }},
	{"盘点差异", func(v dayLine) any { return v.Counted }},
	{"期末", func(v dayLine) any { return v.Closing }},
	{"对得上", func(v dayLine) any { return v.Agrees }},
}

// daySheet is the day close with its sums above the lines.
func (s *Server) daySheet(ctx context.Context, in *dayInput) (sheet[dayLine], error) {
	day, err := s.dayClose(ctx, in)
	if err != nil {
		return sheet[dayLine]{}, err
	}
	d := day.Body
	return sheet[dayLine]{name: "日结-" + d.On, columns: dayColumns, rows: d.Lines, above: [][]any{
		{"超市", d.Mart.Name, "地址", d.Mart.Address},
		{"日期", d.On, "账实相符", d.Agrees},
		{"核销单数", d.Redemptions, "发出件数", d.HandedOut, "核销积分", d.Points},
		{"入库合计", d.StockIn, "出库合计", d.StockOut, "盘点差异合计", d.Differences},
		{},
	}}, nil
}

var adjustmentColumns = []column[adjustmentView]{
	{"状态", func(v adjustmentView) any { return say(proposalWords, v.State) }},
	{"人员", func(v adjustmentView) any { return v.Person }},
	{"积分", func(v adjustmentView) any { return v.Points }},
	{"理由", func(v adjustmentView) any { return v.Reason }},
	{"提出人", func(v adjustmentView) any { return v.Proposer }},
	{"提出时间", func(v adjustmentView) any { return v.ProposedAt }},
	{"办结时间", func(v adjustmentView) any { return v.DecidedAt }},
	{"不同意的理由", func(v adjustmentView) any { return v.DecidedWhy }},
}

var eventColumns = []column[eventView]{
	{"时间", func(v eventView) any { return v.At }},
	{"人员", func(v eventView) any { return v.Actor }},
	{"人员 id", func(v eventView) any { return v.ActorID }},
	{"角色", func(v eventView) any { return v.Role }},
	{"操作", func(v eventView) any { return v.Action }},
	{"对象", func(v eventView) any { return v.ObjectType }},
	{"对象 id", func(v eventView) any { return v.ObjectID }},
	{"结果", func(v eventView) any { return v.Outcome }},
	{"来自", func(v eventView) any { return v.From }},
	{"请求编号", func(v eventView) any { return v.RequestID }},
	{"详情", func(v eventView) any { return v.Detail }},
}

var closeColumns = []column[dayCloseView]{
	{"日期", func(v dayCloseView) any { return v.Day }},
	{"流水笔数", func(v dayCloseView) any { return v.Transfers }},
	{"审计条数", func(v dayCloseView) any { return v.Events }},
	{"积分", func(v dayCloseView) any { return v.Points }},
	{"上一日摘要", func(v dayCloseView) any { return v.Previous }},
	{"摘要", func(v dayCloseView) any { return v.Digest }},
	{"结账时间", func(v dayCloseView) any { return v.ClosedAt }},
}

var transferColumns = []column[TransferView]{
	{"时间", func(v TransferView) any { return v.At }},
	{"说明", func(v TransferView) any { return v.Reason }},
	{"类型", func(v TransferView) any { return say(kindWords, v.Kind) }},
	{"增减", func(v TransferView) any { return v.Points }},
	{"可用积分", func(v TransferView) any { return v.BalanceAfter }},
	{"积分项", func(v TransferView) any { return v.RuleCode }},
}

var personColumns = []column[CardView]{
	{"id", func(v CardView) any { return v.ID }},
	{"姓名", func(v CardView) any { return v.NameMasked }},
	{"手机", func(v CardView) any { return v.PhoneMasked }},
	{"职业", func(v CardView) any { return say(workWords, v.WorkerType) }},
	{"所属社区", func(v CardView) any { return v.OrgUnitName }},
	{"状态", func(v CardView) any { return say(personWords, v.State) }},
	{"角色", func(v CardView) any {
		var words []string
		for _, g := range v.Grants {
			words = append(words, strings.TrimSuffix(g.RoleName+"·"+g.ScopeName, "·"))
		}
		return words
	}},
	{"注册时间", func(v CardView) any { return v.CreatedAt }},
}

var placeColumns = []column[placeDetail]{
	{"id", func(v placeDetail) any { return v.ID }},
	{"名称", func(v placeDetail) any { return v.Name }},
	{"状态", func(v placeDetail) any { return say(placeWords, v.State) }},
	{"办法", func(v placeDetail) any { return say(schemeWords, v.Scheme) }},
	{"地址", func(v placeDetail) any { return v.Address }},
	{"社区", func(v placeDetail) any { return v.OrgUnitName }},
	{"开放时间", func(v placeDetail) any { return v.Hours }},
	{"设施", func(v placeDetail) any { return names(v.FacilityNames) }},
	{"服务", func(v placeDetail) any { return names(v.Services) }},
	{"纬度", func(v placeDetail) any { return v.Location.Lat }},
	{"经度", func(v placeDetail) any { return v.Location.Lng }},
	{"示例数据", func(v placeDetail) any { return v.DemoData }},
}

func names(labels []labelView) []string {
	words := make([]string, len(labels))
	for i, l := range labels {
		words[i] = l.Name
	}
	return words
}

var wareColumns = []column[wareView]{
	{"id", func(v wareView) any { return v.ID }},
	{"名称", func(v wareView) any { return v.Name }},
	{"单位", func(v wareView) any { return v.Unit }},
	{"成本（元）", func(v wareView) any { return yuan(v.CostFen) }},
	{"状态", func(v wareView) any { return say(wareWords, v.State) }},
	{"骑手积分", func(v wareView) any { return v.price("rider") }},
	{"乡村积分", func(v wareView) any { return v.price("rural") }},
	{"变更时间", func(v wareView) any { return v.ChangedAt }},
}

// price is what counts now in a scheme, nothing where there is none.
func (v wareView) price(scheme string) any {
	for _, p := range v.Prices {
		if p.Scheme == scheme && p.Current {
			return p.Points
		}
	}
	return ""
}

var budgetColumns = []column[budgetView]{
	{"区县", func(v budgetView) any { return v.DistrictName }},
	{"街道", func(v budgetView) any { return v.StreetName }},
	{"月份", func(v budgetView) any { return v.Month }},
	{"额度", func(v budgetView) any { return v.Funded }},
	{"已发放", func(v budgetView) any { return v.Used }},
	{"剩余", func(v budgetView) any { return v.Left }},
	{"已用（%）", func(v budgetView) any { return v.Percent }},
	{"预警", func(v budgetView) any { return v.Warn }},
	{"沿用上次额度", func(v budgetView) any { return v.Carried }},
}

var versionColumns = []column[VersionView]{
	{"版本", func(v VersionView) any { return v.Version }},
	{"区县", func(v VersionView) any { return v.OrgUnitName }},
	{"状态", func(v VersionView) any { return say(proposalWords, v.State) }},
	{"施行日期", func(v VersionView) any { return v.EffectiveFrom }},
	{"现行", func(v VersionView) any { return v.InForce }},
	{"提出人", func(v VersionView) any { return v.Proposer }},
	{"提出时间", func(v VersionView) any { return v.ProposedAt }},
	{"签批人", func(v VersionView) any { return v.Decider }},
	{"签批时间", func(v VersionView) any { return v.DecidedAt }},
}

// figureLine is one line of the figures as a table: the totals, a month or a unit.
type figureLine struct {
	kind, name string
	FiguresView
}

var figureColumns = []column[figureLine]{
	{"范围", func(v figureLine) any { return v.kind }},
	{"名称", func(v figureLine) any { return v.name }},
	{"发放", func(v figureLine) any { return v.Issued }},
	{"兑换", func(v figureLine) any { return v.Redeemed }},
	{"期末占用", func(v figureLine) any { return v.Held }},
	{"期末未花掉", func(v figureLine) any { return v.Outstanding }},
	{"到期", func(v figureLine) any { return v.Expired }},
	{"领走单数", func(v figureLine) any { return v.Redemptions }},
	{"物品成本（元）", func(v figureLine) any { return yuan(v.ValueFen) }},
	{"其中捐赠（元）", func(v figureLine) any { return yuan(v.DonatedFen) }},
	{"上报", func(v figureLine) any { return v.Reports }},
	{"采纳", func(v figureLine) any { return v.Accepted }},
}

func (s *Server) figureSheet(ctx context.Context, in *figuresInput) (sheet[figureLine], error) {
	out, err := s.figures(ctx, in)
	if err != nil {
		return sheet[figureLine]{}, err
	}
	v := out.Body
	t := sheet[figureLine]{name: "统计-" + v.OrgUnitName, columns: figureColumns, above: [][]any{{"组织", v.OrgUnitName, "月份", v.From + " 至 " + v.To}, {}}}
	t.rows = append(t.rows, figureLine{"合计", v.OrgUnitName, v.Totals})
	for _, m := range v.Months {
		t.rows = append(t.rows, figureLine{"月份", m.Month, m.FiguresView})
	}
	for _, u := range v.OrgUnits {
		t.rows = append(t.rows, figureLine{"下级", u.Name, u.FiguresView})
	}
	return t, nil
}
