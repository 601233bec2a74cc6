import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, App, Button, DatePicker, Segmented, Spin } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useState } from 'react';
import { download, errorText, get } from '../lib/api';
import { martsOf } from '../lib/duty';
import { dateTime, num, points, signed, today } from '../lib/format';
import { useSession } from '../lib/session';
import type { DayClose as DayCloseType } from '../lib/types';
import { source } from '../lib/words';
import { Failure } from '../ui/act';
import { MartPick, useMart } from '../ui/MartPick';
import { Title } from '../ui/Title';

type PaperKind = 'a4' | '80';
type Line = DayCloseType['lines'][number];
const COLS = [['opening', '期初'], ['received', '入库'], ['returned', '退库'], ['handed_out', '兑出'], ['written_off', '报损'], ['counted', '盘点差异'], ['closing', '期末']] as const;
const shown = (key: string, n: number) => (key === 'counted' ? signed(n) : num(n));
const moved = (l: Line) => COLS.some(([k]) => l[k] !== 0);
const name = (l: Line) => `${l.name}（${source(l.source)}）`;

function Sheet({ d, kind, by }: { d: DayCloseType; kind: PaperKind; by: string }) {
  const lines = d.lines.filter(moved);
  return (
    <article className={`paper ${kind === '80' ? 'paper-80' : ''}`}>
      <h2>积分超市日结单</h2>
      <div className="sub">{d.mart.name}　{d.on}</div>
      <div className="sums"><span>核销 <b>{num(d.redemptions)}</b> 单</span><span>发出 <b>{num(d.handed_out)}</b> 件</span><span>核销积分 <b>{points(d.points)}</b></span><span>入库 <b>{num(d.stock_in)}</b></span><span>出库 <b>{num(d.stock_out)}</b></span><span>盘点差异 <b>{signed(d.differences)}</b></span><span>账实 <b>{d.agrees ? '相符' : '不符'}</b></span></div>
      <table className="wide"><thead><tr><th>商品</th>{COLS.map(([, t]) => <th key={t}>{t}</th>)}</tr></thead><tbody>
        {lines.map((l) => <tr key={l.goods_id + l.source}><td>{name(l)}{l.agrees ? '' : '　账不符'}</td>{COLS.map(([k]) => <td key={k}>{shown(k, l[k])}</td>)}</tr>)}
        <tr><td><b>合计</b></td>{COLS.map(([k]) => <td key={k}><b>{shown(k, lines.reduce((s, l) => s + l[k], 0))}</b></td>)}</tr>
      </tbody></table>
      <div className="roll">{lines.map((l) => (
        <div className="line" key={l.goods_id + l.source}><p><b>{name(l)}</b><span>兑出 {l.handed_out}</span></p><p><span>期初 {l.opening}　入 {l.received + l.returned}　损 {l.written_off}</span><span>期末 {l.closing}{l.counted ? `　差 ${signed(l.counted)}` : ''}</span></p></div>
      ))}</div>
      <div className="sign"><div>管理员签字：</div><div>复核人签字：</div></div>
      <div className="digest mono">打印：{by}　{dateTime(new Date().toISOString())}</div>
    </article>
  );
}

export default function DayClose() {
  const who = useSession()?.person.display_name ?? '';
  const marts = martsOf(useSession()?.person);
  const [mart, setMart] = useMart(marts);
  const [on, setOn] = useState(today());
  const [kind, setKind] = useState<PaperKind>('a4');
  const q = useQuery({ queryKey: ['counter', 'day-close', on, mart], queryFn: () => get<DayCloseType>('/counter/day-close', { on, mart_id: mart }) });
  const { message } = App.useApp();
  const d = q.data;
  useEffect(() => {
    const s = document.createElement('style');
    s.textContent = kind === '80' ? '@page{size:80mm 297mm;margin:3mm}' : '@page{size:A4;margin:14mm}';
    document.head.append(s);
    return () => s.remove();
  }, [kind]);
  const excel = () => download('/counter/day-close.xlsx', { on, mart_id: mart }, `日结 ${d!.mart.name} ${d!.on}.xlsx`).catch((e: unknown) => message.error(errorText(e)));
  return (
    <>
      <Title note="当天零点到此刻的核销和出入库">日结</Title>
      <div className="filters no-print">
        {marts.length > 1 ? <MartPick marts={marts} value={mart} onChange={setMart} /> : null}
        <DatePicker aria-label="日期" allowClear={false} value={dayjs(on)} disabledDate={(x) => x.format('YYYY-MM-DD') > today()} onChange={(x) => x && setOn(x.format('YYYY-MM-DD'))} />
        <Segmented value={kind} onChange={(v) => setKind(v as PaperKind)} options={[{ value: 'a4', label: 'A4 纸' }, { value: '80', label: '80 毫米小票' }]} />
        <span className="spring" />
        <Button icon={<DownloadOutlined />} disabled={!d} onClick={() => void excel()}>导出 Excel</Button>
        <Button type="primary" icon={<PrinterOutlined />} disabled={!d} onClick={() => window.print()}>打印</Button>
      </div>
      {q.isError ? <Failure error={q.error} retry={() => void q.refetch()} /> : !d ? <Spin /> : (
        <>
          {d.agrees && d.differences === 0 ? null : <Alert className="no-print" type="warning" showIcon title={d.agrees ? `盘点有差异，合计 ${signed(d.differences)} 件，请核对后再签字` : '期初加进出不等于期末，请联系审计'} style={{ marginBottom: 12 }} />}
          <Sheet d={d} kind={kind} by={who} />
        </>
      )}
    </>
  );
}
