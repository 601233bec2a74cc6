import { DownloadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { App, Button, DatePicker, Empty, Spin } from 'antd';
import dayjs from 'dayjs';
import { lazy, Suspense, useMemo, useState } from 'react';
import { download, errorText, get } from '../lib/api';
import { monthsAgo, num, thisMonth, yuan } from '../lib/format';
import type { FigureRow, Figures as FiguresType, MonthRow, OrgRow } from '../lib/types';
import { Failure } from '../ui/act';
import { OrgSelect } from '../ui/OrgSelect';
import { PageTable, type Column } from '../ui/PageTable';
import { Title } from '../ui/Title';

const Chart = lazy(() => import('../ui/Chart'));
const KEYS = [['issued', '发放', '#0a6b52'], ['redeemed', '兑换', '#c2571a'], ['held', '冻结', '#b8960b'], ['outstanding', '未兑余额', '#1765ad'], ['expired', '过期', '#8a8f8c']] as const;

function columns<T extends FigureRow>(): Column<T>[] {
  return [
    ...KEYS.map(([k, label]): Column<T> => ({ key: k, title: label, align: 'right', width: 92, render: (r) => num(r[k]) })),
    { key: 'value_fen', title: '物品价值', align: 'right', width: 104, render: (r) => yuan(r.value_fen), text: (r) => r.value_fen / 100 },
    { key: 'value_donated_fen', title: '其中捐赠', align: 'right', width: 96, render: (r) => yuan(r.value_donated_fen), text: (r) => r.value_donated_fen / 100 },
    { key: 'reports', title: '上报', align: 'right', width: 70, render: (r) => num(r.reports) },
    { key: 'accepted', title: '采纳', align: 'right', width: 70, render: (r) => num(r.accepted) },
    { key: 'redemptions', title: '核销单', align: 'right', width: 76, render: (r) => num(r.redemptions) },
  ];
}

export default function Figures() {
  const [span, setSpan] = useState<[string, string]>([monthsAgo(11), thisMonth()]);
  const [org, setOrg] = useState<string>();
  const { message } = App.useApp();
  const q = useQuery({ queryKey: ['figures', span, org], queryFn: ({ signal }) => get<FiguresType>('/figures', { from: span[0], to: span[1], org_unit_id: org }, signal), staleTime: 60_000 });
  const f = q.data;
  const excel = () => download('/figures.xlsx', { from: span[0], to: span[1], org_unit_id: org }, `统计 ${span[0]} 至 ${span[1]}.xlsx`).catch((e: unknown) => message.error(errorText(e)));
  const byMonth = useMemo(() => f && ({
    aria: { enabled: true }, color: KEYS.map((k) => k[2]), tooltip: { trigger: 'axis' }, legend: { top: 0 }, grid: { left: 8, right: 12, bottom: 4, top: 36, containLabel: true },
    xAxis: { type: 'category', data: f.months.map((m) => m.month) }, yAxis: { type: 'value' },
    series: KEYS.map(([k, name]) => ({ name, type: k === 'outstanding' || k === 'held' ? 'line' : 'bar', barMaxWidth: 16, symbolSize: 5, data: f.months.map((m) => m[k]) })),
  }), [f]);
  const byOrg = useMemo(() => {
    if (!f) return undefined;
    const top = f.org_units.slice(0, 12).reverse();
    return {
      aria: { enabled: true }, color: [KEYS[0][2], KEYS[1][2]], tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } }, legend: { top: 0 }, grid: { left: 8, right: 24, bottom: 4, top: 36, containLabel: true },
      xAxis: { type: 'value' }, yAxis: { type: 'category', data: top.map((o) => o.name), axisLabel: { width: 110, overflow: 'truncate' } },
      series: [{ name: '发放', type: 'bar', barMaxWidth: 12, data: top.map((o) => o.issued) }, { name: '兑换', type: 'bar', barMaxWidth: 12, data: top.map((o) => o.redeemed) }],
    };
  }, [f]);
  return (
    <>
      <Title note="发放、兑换、冻结、未兑、过期和物品价值分开统计，不做单位排名">统计</Title>
      <div className="filters">
        <DatePicker.RangePicker picker="month" allowClear={false} value={[dayjs(`${span[0]}-01`), dayjs(`${span[1]}-01`)]} onChange={(v) => v?.[0] && v[1] && setSpan([v[0].format('YYYY-MM'), v[1].format('YYYY-MM')])} />
        <OrgSelect value={org} onChange={setOrg} width={220} placeholder="全部管辖范围" />
        {f ? <span className="muted">{f.org_unit_name}　{f.from} 至 {f.to}</span> : null}
        <span className="spring" />
        <Button icon={<DownloadOutlined />} disabled={!f} onClick={() => void excel()}>导出 Excel</Button>
      </div>
      {q.isError ? <Failure error={q.error} retry={() => void q.refetch()} /> : !f ? <div className="panel" style={{ textAlign: 'center', padding: 80 }}><Spin /></div> : (
        <>
          <div className="cards">
            {KEYS.map(([k, label]) => <div className="figure" key={k}><span>{label}（分）</span><b>{num(f.totals[k])}</b></div>)}
            <div className="figure"><span>兑出物品价值</span><b>{yuan(f.totals.value_fen)}</b></div>
          </div>
          {f.months.length === 0 ? <div className="panel"><Empty description="这段时间没有数据" /></div> : (
            <Suspense fallback={<Spin />}>
              <div className="charts">
                <div className="panel"><b>按月</b><Chart option={byMonth!} label="按月的发放、兑换、冻结、未兑余额和过期，数字见下表" /></div>
                <div className="panel"><b>按组织{f.org_units.length > 12 ? '（前 12 个，其余见下表）' : ''}</b><Chart option={byOrg!} label="各组织的发放和兑换，数字见下表" /></div>
              </div>
            </Suspense>
          )}
          <PageTable<MonthRow> name="按月统计" rows={f.months} rowKey={(m) => m.month} columns={[{ key: 'month', title: '月份' }, ...columns<MonthRow>()]} />
          <div style={{ height: 12 }} />
          <PageTable<OrgRow> name="按组织统计" rows={f.org_units} rowKey={(o) => o.id} columns={[{ key: 'name', title: '组织', ellipsis: true }, ...columns<OrgRow>()]} />
        </>
      )}
    </>
  );
}
