import { inTurn } from '@/components/kept/in-turn'
import type { SeenFrame } from '@/lib/domain/face-frame'
import { FACE_FILES, FACE_FILES_BYTES } from './face-files'
import type { FromDetector, ToDetector } from './face-messages'
import { NoPicture } from './first-reading'
import { pixelsOf, type Size } from './shot'

/** The picture a detector looks at need not be larger: its models see 256 pixels and less. */
const LONG_SIDE = 480
/** A detector that has not opened by then is done without. */
const OPEN_MS = 30_000
/** A frame that takes longer than this has no answer to wait for. */
const DETECT_MS = 5_000

export type FaceDetector = {
  /**
   * What is shown there now. `track`: quicker, but a person who leaves is noticed a moment later.
   * Rejects with NoPicture when nothing is shown; with anything else, the detector is of no more use.
   */
  detect(source: HTMLVideoElement | HTMLCanvasElement, track: boolean): Promise<SeenFrame>
  close(): void
}

/**
 * Opens the face detector: fetches its runtime and models into a worker.
 * @param onProgress the share that has arrived, 0 to 1
 * Rejects when it cannot be had: no worker, no WebAssembly, files missing, or it takes too long.
 */
export async function openFaceDetector(
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<FaceDetector> {
  signal.throwIfAborted()
  const worker = new Worker(new URL('./face-worker.ts', import.meta.url), { type: 'module' })
  let settle: { resolve: (answer: FromDetector) => void; reject: (thrown: unknown) => void } | undefined
  worker.onmessage = ({ data }: MessageEvent<FromDetector>) => {
    if (data.kind === 'loading') return onProgress(Math.min(1, data.bytes / FACE_FILES_BYTES))
    if (data.kind === 'failed') settle?.reject(new Error(data.reason))
    else settle?.resolve(data)
  }
  worker.onerror = (event) => settle?.reject(new Error(event.message || 'The worker did not start'))
  let closed = false
  const close = () => {
    closed = true
    worker.terminate()
    settle?.reject(new Error('Closed'))
  }
  signal.addEventListener('abort', close, { once: true })

  const post = (message: ToDetector, limit: number, transfer: Transferable[]): Promise<FromDetector> =>
    new Promise((resolve, reject) => {
      if (closed) return reject(new Error('Closed'))
      const timer = setTimeout(() => {
        reject(new Error('The detector does not answer'))
        // An answer that came later would be taken for the next one.
        close()
      }, limit)
      settle = {
        resolve: (answer) => {
          clearTimeout(timer)
          resolve(answer)
        },
        reject: (thrown) => {
          clearTimeout(timer)
          reject(thrown)
        },
      }
      worker.postMessage(message, transfer)
    })
  // An answer does not say which picture it is about, and a burst asks while the look before it is under way.
  const next = inTurn()
  const ask = (message: ToDetector, limit: number, transfer: Transferable[] = []) =>
    next(() => post(message, limit, transfer))

  try {
    const opened = await ask({ kind: 'open', files: FACE_FILES }, OPEN_MS)
    const draws = opened.kind === 'open' && opened.draws
    return {
      close,
      async detect(source, track) {
        const picture = await pictureOf(source, draws)
        const transfer = picture instanceof ImageBitmap ? [picture] : [picture.data.buffer]
        const answer = await ask({ kind: 'detect', picture, track }, DETECT_MS, transfer)
        if (answer.kind !== 'seen') throw new Error('The detector answered something else')
        return answer.reading
      },
    }
  } catch (thrown) {
    close()
    throw thrown
  }
}

async function pictureOf(source: HTMLVideoElement | HTMLCanvasElement, draws: boolean) {
  const size = scaled(source)
  try {
    // Workers of Safari before 16.4 cannot draw: there the pixels are taken out here.
    return draws ? await createImageBitmap(source, resized(size)) : pixelsOf(source, size)
  } catch (cause) {
    throw new NoPicture('There is no picture just now', { cause })
  }
}

function scaled(source: HTMLVideoElement | HTMLCanvasElement): Size {
  const { width, height } =
    source instanceof HTMLVideoElement ? { width: source.videoWidth, height: source.videoHeight } : source
  const scale = Math.min(1, LONG_SIDE / Math.max(width, height))
  return { width: Math.round(width * scale), height: Math.round(height * scale) }
}

const resized = ({ width, height }: Size) => ({ resizeWidth: width, resizeHeight: height })
