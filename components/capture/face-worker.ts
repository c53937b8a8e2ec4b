import { Human } from '@vladmandic/human'
import { readFrame } from '@/lib/domain/face-frame'
import { countFetched } from './count-fetched'
import type { FromDetector, ToDetector } from './face-messages'
import { detectorConfig, FULL, TRACKED } from './human-config'
import { pixelsIn } from './picture-pixels'

// Runs apart from the page: a phone takes a tenth of a second for a frame, and the page must not stand still meanwhile.

let detector: Human | undefined

function say(message: FromDetector): void {
  self.postMessage(message)
}

async function open(files: string): Promise<void> {
  countFetched((bytes) => say({ kind: 'loading', bytes }))
  const opened = new Human(detectorConfig(new URL(files, self.location.origin).href))
  // Asked before anything is fetched: without SIMD a frame takes several times as long.
  if (!(await opened.tf.env().getAsync('WASM_HAS_SIMD_SUPPORT'))) throw new Error('No WebAssembly SIMD')
  await opened.load()
  // Without WASM it would go on in plain script, fifty times slower: that is no guidance.
  if (opened.tf.getBackend() !== 'wasm') throw new Error(`The detector runs on ${opened.tf.getBackend()}`)
  detector = opened
  say({ kind: 'open', draws: typeof OffscreenCanvas !== 'undefined' })
}

async function detect(picture: ImageBitmap | ImageData, track: boolean): Promise<void> {
  if (!detector) throw new Error('The detector is not open')
  const began = performance.now()
  const { data, width, height } = pixelsIn(picture)
  const tensor = detector.tf.tensor(data, [height, width, 4], 'int32')
  try {
    const { face } = await detector.detect(tensor, track ? TRACKED : FULL)
    const found = face.flatMap(({ mesh, boxScore, rotation }) =>
      rotation ? [{ mesh, boxScore, angle: rotation.angle }] : [],
    )
    const ms = performance.now() - began
    say({ kind: 'seen', ms, reading: readFrame({ data, width, height, channels: 4 }, found) })
  } finally {
    tensor.dispose()
  }
}

self.onmessage = ({ data }: MessageEvent<ToDetector>) => {
  const work = data.kind === 'open' ? open(data.files) : detect(data.picture, data.track)
  work.catch((thrown: unknown) => say({ kind: 'failed', reason: String(thrown) }))
}
