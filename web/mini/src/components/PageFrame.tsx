import { useEffect, type ReactNode } from 'react'
import { Text, View } from '@tarojs/components'
import { care } from '@/lib/care'
import { useSignal } from '@/lib/hooks'
import { back, tab, tabs } from '@/lib/go'
import { Box } from './Box'
import { Icon, type IconName } from './Icon'
import { OfflineBanner } from './State'
import { Tap } from './Tap'

const items: [string, IconName][] = [['首页', 'home'], ['服务站', 'pin'], ['领取码', 'qr'], ['积分', 'star'], ['我的', 'me']]

/** 每一页的框：标题（H5）、断网提示、大字、底部栏目。 */
export function PageFrame({ title, children, at, footer, bare, wide }: { title: string; children: ReactNode; at?: number; footer?: ReactNode; bare?: boolean; wide?: boolean }) {
  const big = useSignal(care)
  const h5 = process.env.TARO_ENV === 'h5'
  useEffect(() => {
    if (h5) document.title = title === '庆小驿' ? title : `${title} · 庆小驿`
  }, [h5, title])
  return (
    <View className={`page ${big ? 'care' : ''} ${at !== undefined ? 'has-tabs' : ''} ${footer ? 'has-footer' : ''} ${wide ? 'wide' : ''}`}>
      {h5 && !bare && (
        <Box role="banner" className="bar">
          {at === undefined && <Tap className="bar-back" label="返回" onTap={back}><Icon name="back" /></Tap>}
          <Box role="heading" level={1} className="bar-title">{title}</Box>
        </Box>
      )}
      <OfflineBanner />
      <Box role="main" className="body">{children}</Box>
      {footer && <Box role="region" label="操作" className="footer">{footer}</Box>}
      {at !== undefined && (
        <Box role="navigation" label="栏目" className="tabs">
          {items.map(([text, icon], i) => (
            <Tap key={text} className={`tab ${i === at ? 'on' : ''}`} current={i === at} onTap={() => i !== at && tab(tabs[i])}><Icon name={icon} /><Text>{text}</Text></Tap>
          ))}
        </Box>
      )}
    </View>
  )
}
