import { isLargeEnough, livenessMinimum, SELFIE_POSITION } from '@/lib/domain/frame'
import { brightness, FINGERPRINT } from './fingerprint'

const JPEG_QUALITY = 0.92
/** The selfie's longer side; more pixels than this tell Smile ID nothing and cost a slow network dearly. */
const SELFIE_LONG_MAX = 1280

export type Size = { width: number; height: number }

/** The size to draw a frame in, in the stream's own shape. Null: the camera is too small for this position. */
export function shotSize(position: number, { width, height }: Size): Size | null {
  if (!isLargeEnough(position, width, height)) return null
  const short = Math.min(width, height)
  const long = Math.max(width, height)
  const scale =
    position === SELFIE_POSITION
      ? Math.min(1, SELFIE_LONG_MAX / long)
      : Math.min(1, Math.max(livenessMinimum.short / short, livenessMinimum.long / long))
  // Shrinking a very wide selfie must not push its short side under the minimum.
  const size = { width: Math.round(width * scale), height: Math.round(height * scale) }
  return isLargeEnough(position, size.width, size.height) ? size : { width, height }
}

function draw(video: HTMLVideoElement, { width, height }: Size, readBack = false) {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: readBack })
  if (!context) throw new Error('This browser cannot draw')
  context.imageSmoothingQuality = 'high'
  // The video's own pixels, never mirrored: mirroring belongs to the preview's CSS alone.
  context.drawImage(video, 0, 0, width, height)
  return { canvas, context }
}

/** Draws the frame the video shows now; encoding goes on while the next one is awaited. */
export function shoot(video: HTMLVideoElement, size: Size): Promise<Blob> {
  const { canvas } = draw(video, size)
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('No JPEG'))), 'image/jpeg', JPEG_QUALITY),
  )
}

/** The small grey copy of what the video shows now. */
export function fingerprint(video: HTMLVideoElement): Uint8Array {
  const { context } = draw(video, FINGERPRINT, true)
  return brightness(context.getImageData(0, 0, FINGERPRINT.width, FINGERPRINT.height).data)
}
