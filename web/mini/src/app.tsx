import { useEffect, type PropsWithChildren } from 'react'
import { startOutbox } from '@/lib/drafts'
import { keepOffline } from '@/lib/offline'
import './app.scss'

export default function App({ children }: PropsWithChildren) {
  useEffect(() => startOutbox(), [])
  useEffect(keepOffline, [])
  return children
}
