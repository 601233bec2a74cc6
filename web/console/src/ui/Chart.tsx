import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsCoreOption } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, AriaComponent, CanvasRenderer]);

export default function Chart({ option, label }: { option: EChartsCoreOption; label: string }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const chart = init(box.current!);
    chart.setOption({ animationDuration: 300, ...option });
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(box.current!);
    return () => { watch.disconnect(); chart.dispose(); };
  }, [option]);
  return <div ref={box} className="chart" role="img" aria-label={label} />;
}
