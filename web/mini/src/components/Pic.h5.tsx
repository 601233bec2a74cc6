export function Pic({ src, alt, className = '' }: { src: string; alt: string; className?: string }) {
  return <img className={`pic ${className}`} src={src} alt={alt} loading="lazy" onError={(e) => { e.currentTarget.style.visibility = 'hidden' }} />
}
