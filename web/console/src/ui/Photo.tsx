import { Image } from 'antd';
import type { Photo as PhotoType } from '../lib/types';

/** A photo of a report. Its address carries a signature that dies soon, and only our own host is asked. */
export function Photo({ photo, width, height }: { photo: PhotoType; width: number; height: number }) {
  if (!photo.url.startsWith('/')) return <span className="photo-none" style={{ width, height }}>打不开</span>;
  return <Image src={photo.thumb_url} preview={{ src: photo.url }} width={width} height={height} alt="现场照片" fallback={BROKEN} loading="lazy" />;
}
const BROKEN = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="120" height="90"><rect width="120" height="90" fill="#eef2f0"/><text x="60" y="50" text-anchor="middle" font-size="14" fill="#555">打不开</text></svg>')}`;

export function Photos({ photos, width = 150, height = 112 }: { photos: PhotoType[]; width?: number; height?: number }) {
  if (photos.length === 0) return <span className="muted">没有照片</span>;
  return (
    <Image.PreviewGroup>
      <div className="photos">{photos.map((p) => <Photo key={p.id} photo={p} width={width} height={height} />)}</div>
    </Image.PreviewGroup>
  );
}
