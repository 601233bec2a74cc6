import { useEffect, useRef, useState } from 'react'
import { useDidHide, useDidShow } from '@tarojs/taro'
import { live } from './live'
import type { Who } from './api'

/** 有推送用推送，没有就每秒问一次；页面看不见时两样都停。 */
export function useLive(as: Who, pull: () => void, on: boolean, every = 1000) {
  const latest = useRef(pull)
  latest.current = pull
  const [shown, setShown] = useState(true)
  const [up, setUp] = useState(false)
  useDidShow(() => setShown(true))
  useDidHide(() => setShown(false))
  const active = on && shown
  useEffect(() => {
    if (!active) return undefined
    const off = live('/live', as, () => latest.current(), setUp)
    return () => {
      off()
      setUp(false)
    }
  }, [active, as])
  useEffect(() => {
    if (!active) return undefined
    const t = setInterval(() => latest.current(), up ? 20_000 : every)
    return () => clearInterval(t)
  }, [active, up, every])
}
