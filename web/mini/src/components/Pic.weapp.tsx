import { Image } from '@tarojs/components'

export function Pic({ src, alt, className = '' }: { src: string; alt: string; className?: string }) {
  const aria: Record<string, unknown> = { 'aria-label': alt }
  return <Image {...aria} className={`pic ${className}`} src={src} mode="aspectFill" lazyLoad />
}
