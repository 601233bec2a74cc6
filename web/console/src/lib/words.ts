// The Chinese of every code the API answers with. An unknown code is shown as it is.
type Words = Record<string, string>;
const pick = (w: Words) => (code: string | null | undefined) => (code ? (w[code] ?? code) : '—');
export const options = (w: Words) => Object.entries(w).map(([value, label]) => ({ value, label }));

export const categories: Words = {
  environment: '环境卫生', road_hazard: '道路隐患', fire_safety: '消防安全', utilities: '水电气暖', food_hygiene: '食品卫生',
  public_order: '治安秩序', traffic: '交通', property: '物业', resident_need: '居民需求', other: '其他',
};
export const reportStates: Words = { submitted: '待处理', accepted: '已采纳', rejected: '未采纳', merged: '已并案' };
export const awardStates: Words = { pending: '待签批', queued: '顺延下月', granted: '已入账', refused: '已退回' };
export const proposalStates: Words = { proposed: '待签批', approved: '已同意', declined: '已退回' };
export const redemptionStates: Words = { reserved: '待领取', fulfilled: '已领取', cancelled: '已取消', expired: '过期未领', reversed: '已冲正' };
export const workerTypes: Words = { rider: '外卖骑手', courier: '快递员', ride_hailing: '网约车司机', trucker: '货车司机' };
export const roles: Words = {
  rider: '骑手', resident: '居民', mart_keeper: '超市管理员', station_manager: '站长', grid_officer: '网格员', community_reviewer: '社区审核员',
  street_admin: '街道管理员', district_admin: '区县管理员', city_admin: '市级管理员', auditor: '审计员', sysadmin: '系统管理员', system: '系统',
};
/** Who signs an award, in their order. */
export const signLevels: Words = { officer: '网格员', community: '社区', street: '街道', district: '区县', city: '市' };
export const placeKinds: Words = { station: '庆小驿', service_center: '党群服务中心', grid_post: '网格驿站', mart: '积分超市' };
export const placeStates: Words = { open: '开放', retired: '已停用' };
export const schemes: Words = { rider: '骑手超市', rural: '乡村超市' };
export const holidayRules: Words = { usual: '照常', closed: '休息', special: '按单独时间' };
export const movementKinds: Words = { received: '入库', handed_out: '兑出', returned: '冲正退回', counted: '盘点', written_off: '报损' };
export const sources: Words = { purchased: '采购', donated: '捐赠' };
export const goodsStates: Words = { offered: '在架', withdrawn: '已下架' };
export const personStates: Words = { active: '正常', locked: '已锁定', suspended: '已停用', cancelled: '已注销' };
export const objectTypes: Words = {
  report: '随手拍', award: '积分奖励', adjustment: '积分调整', redemption: '兑换单', reversal: '兑换冲正', person: '人员', grant: '职责',
  station: '驿站', mart: '积分超市', goods: '商品', stock: '库存', stock_movement: '出入库', rulebook: '积分办法', budget: '发放预算', session: '登录', auth: '登录', counter: '柜台',
  people: '人员', places: '站点', export: '导出',
};
export const ruleUnits: Words = {
  report: '每件上报', event: '每次', item: '每条', task: '每单', hour: '每小时', activity: '每场', course: '每门', meeting: '每次会议', sheet: '每份',
  title: '每次荣誉', award: '每次表彰', thanks: '每次感谢', idea: '每条建议',
};
export const capPeriods: Words = { day: '日', month: '月', year: '年', activity: '场', week: '周' };
export const capUnits: Words = { times: '次', points: '分', hours: '小时', half_hours: '个半小时' };

/** What was done, for the record: the codes of the audit events. */
export const actions: Words = {
  'auth.staff': '工作人员登录', 'auth.wechat': '微信登录', 'auth.refresh': '续期登录', 'auth.lockout': '登录锁定', 'auth.logout': '退出登录',
  'people.join': '首次登录建档', 'people.search': '查找人员', 'people.see': '查看人员', 'people.grant': '授予职责', 'people.revoke': '收回职责', 'people.hire': '建立工作账号',
  'people.lock': '停用账号', 'people.unlock': '恢复账号', 'people.password': '修改密码', 'people.totp': '启用动态口令', 'people.cancel': '注销账号', 'people.change': '修改资料',
  'people.export': '导出个人信息', 'people.consent': '同意或撤回',
  'report.accept': '采纳上报', 'report.reject': '不采纳上报', 'report.merge': '上报并案',
  'award.approve': '签批积分', 'award.refuse': '退回积分', 'award.create': '录入积分', 'award.release': '顺延积分入账',
  'adjustment.propose': '提出积分调整', 'adjustment.approve': '同意积分调整', 'adjustment.refuse': '退回积分调整', 'adjustment.approved': '同意积分调整', 'adjustment.declined': '退回积分调整',
  'counter.scan': '柜台扫码', 'redemption.fulfil': '核销发放', 'redemption.countersign': '大额复核签字', 'redemption.dispute': '本人提出异议', 'redemption.cancel': '取消兑换',
  'redemption.reversal.propose': '申请冲正', 'redemption.reversal.approve': '同意冲正', 'redemption.reversal.refuse': '退回冲正', 'redemption.reversal.approved': '同意冲正', 'redemption.reversal.declined': '退回冲正',
  'stock.receive': '入库', 'stock.count': '盘点', 'stock.write_off': '报损', 'stock.transfer': '调拨',
  'station.change': '修改驿站', 'station.notice_post': '驿站发通知', 'station.notice_withdraw': '驿站撤通知', 'mart.change': '修改超市', 'mart.notice_post': '超市发通知', 'mart.notice_withdraw': '超市撤通知',
  'goods.price': '商品改价', 'goods.add': '新增商品', 'goods.change': '修改商品', 'rulebook.propose': '起草积分办法', 'rulebook.approve': '批准积分办法', 'rulebook.refuse': '退回积分办法',
  'rulebook.approved': '批准积分办法', 'rulebook.declined': '退回积分办法', 'budget.set': '设定发放预算', 'photo.take_down': '下架照片',
};
/** Why a thing was refused, where the record keeps only the code. */
const refusals: Words = {
  'auth.forbidden': '没有权限', 'auth.same_person': '不能由同一人经手', 'auth.credentials': '用户名或密码不对', 'auth.locked': '连续输错被锁', 'auth.suspended': '账号已停用',
  'auth.totp': '动态口令不对', 'auth.reuse': '令牌被重复使用', 'not_found': '不在管辖范围', 'people.unknown': '不在管辖范围', 'award.level': '要由上一级签', 'award.state': '已经处理过',
  'report.state': '已经处理过', 'report.into': '不能并入那一件', 'report.reason': '没写理由', 'adjustment.state': '已经处理过', 'redemption.already_fulfilled': '已经领过',
  'redemption.expired': '兑换单已过期', 'redemption.cancelled': '兑换单已取消', 'redemption.self_service': '不能给自己办', 'redemption.second_signature': '要第二人签字',
  'counter.other_mart': '不是本店的', 'counter.code_unknown': '没有这个码', 'counter.code_expired': '码已过期',
};

export const reportState = pick(reportStates);
export const awardState = pick(awardStates);
export const proposalState = pick(proposalStates);
export const redemptionState = pick(redemptionStates);
export const workerType = pick(workerTypes);
export const role = pick(roles);
export const signLevel = pick(signLevels);
export const placeKind = pick(placeKinds);
export const placeState = pick(placeStates);
export const scheme = pick(schemes);
export const movementKind = pick(movementKinds);
export const source = pick(sources);
export const goodsState = pick(goodsStates);
export const personState = pick(personStates);
export const objectType = pick(objectTypes);
export const ruleUnit = pick(ruleUnits);
export const action = pick(actions);
export const outcome = (code: string) => (code === 'done' ? '完成' : (refusals[code] ?? `未成：${code}`));

/** The colour of a state's tag; its word is always beside it. */
export function tone(state: string | undefined): string {
  switch (state) {
    case 'submitted': case 'pending': case 'proposed': case 'reserved': case 'draft': return 'gold';
    case 'accepted': case 'approved': case 'granted': case 'fulfilled': case 'in_force': case 'active': case 'done': return 'green';
    case 'rejected': case 'refused': case 'declined': case 'locked': case 'suspended': case 'reversed': return 'red';
    case 'queued': case 'scheduled': case 'merged': return 'blue';
    default: return 'default';
  }
}
