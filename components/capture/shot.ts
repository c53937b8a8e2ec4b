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

/** Draws what is shown now, in this size. */
export function grab(source: HTMLVideoElement | HTMLCanvasElement, size: Size): HTMLCanvasElement {
  return draw(source, size).canvas
}

/** Draws a picture at a size of its own. */
export function draw(source: CanvasImageSource, { width, height }: Size, readBack = false) {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: readBack })
  if (!context) throw new Error('This browser cannot draw')
  context.imageSmoothingQuality = 'high'
  // The video's own pixels, never mirrored: mirroring belongs to the preview's CSS alone.
  context.drawImage(source, 0, 0, width, height)
  return { canvas, context }
}

/** A picture as JPEG, in this size; encoding goes on while the next one is awaited. */
export function jpegOf(picture: HTMLCanvasElement, size: Size): Promise<Blob> {
  const isSame = picture.width === size.width && picture.height === size.height
  return encodeJpeg(isSame ? picture : grab(picture, size), JPEG_QUALITY)
}

export function encodeJpeg(canvas: HTMLCanvasElement, quality: number): Promise<Blob> {
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('No JPEG'))), 'image/jpeg', quality),
  )
}

/** The pixels of what is shown now, in this size. */
export function pixelsOf(source: HTMLVideoElement | HTMLCanvasElement, size: Size): ImageData {
  return draw(source, size, true).context.getImageData(0, 0, size.width, size.height)
}

/** The small grey copy of what is shown now. */
export function fingerprint(source: HTMLVideoElement | HTMLCanvasElement): Uint8Array {
  return brightness(pixelsOf(source, FINGERPRINT).data)
}
