import { QR_QUIET, type QrPicture } from '@/lib/domain/qr'

/** A QR code as part of the page: always black on white with its quiet zone, in either theme. */
export function QrCode({
  picture: { size, path },
  label,
  className = 'size-44',
}: {
  picture: QrPicture
  /** What it leads to, for those who cannot see it. */
  label: string
  className?: string
}) {
  const side = size + 2 * QR_QUIET
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`${-QR_QUIET} ${-QR_QUIET} ${side} ${side}`}
      shapeRendering="crispEdges"
      className={`rounded-lg bg-white ${className}`}
    >
      <path d={path} fill="#000" />
    </svg>
  )
}
