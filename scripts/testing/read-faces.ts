import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import sharp from 'sharp'
import type { DetectedFace } from '@/lib/domain/face'
import { readFrame, type SeenFrame } from '@/lib/domain/face-frame'

const require = createRequire(import.meta.url)
const drawn = resolve('e2e/faces/jpg')

type Tensor = { dispose(): void }
type Detected = { face: { mesh: number[][]; boxScore: number; rotation: { angle: DetectedFace['angle'] } | null }[] }
type Detector = {
  load(): Promise<void>
  detect(input: Tensor): Promise<Detected>
  tf: { tensor(data: Uint8Array, shape: number[], type: 'int32'): Tensor }
}

/** The detector the browser has, in Node, for tests: reads a JPEG as guidance would. */
export async function openDetector(): Promise<(name: string) => Promise<SeenFrame>> {
  const human = resolve('node_modules/@vladmandic/human')
  // The package's exports hide its WASM build for Node, so it is loaded by its place.
  const { Human }: { Human: new (config: object) => Detector } = require(join(human, 'dist/human.node-wasm.js'))
  const off = { enabled: false }
  const detector = new Human({
    backend: 'wasm',
    debug: false,
    wasmPath: `${resolve('node_modules/@tensorflow/tfjs-backend-wasm/wasm-out')}/`,
    modelBasePath: 'http://models.test/',
    cacheModels: false,
    cacheSensitivity: 0,
    filter: off,
    gesture: off,
    face: {
      enabled: true,
      detector: { rotation: false, maxDetected: 4, minConfidence: 0.2, skipFrames: 0, skipTime: 0 },
      mesh: { enabled: true },
      iris: off,
      emotion: off,
      description: off,
      antispoof: off,
      liveness: off,
    },
    body: off,
    hand: off,
    object: off,
    segmentation: off,
  })
  const { fetch } = globalThis
  // Its loader only knows fetch; the models lie beside it.
  globalThis.fetch = async (url) => new Response(readFileSync(join(human, 'models', new URL(String(url)).pathname)))
  await detector.load()
  globalThis.fetch = fetch

  return async (name) => {
    const picture = sharp(join(drawn, `${name}.jpg`))
    const { data, info } = await picture.clone().removeAlpha().raw().toBuffer({ resolveWithObject: true })
    const tensor = detector.tf.tensor(data, [1, info.height, info.width, 3], 'int32')
    const { face } = await detector.detect(tensor)
    tensor.dispose()
    const detected = face.flatMap(({ mesh, boxScore, rotation }) =>
      rotation ? [{ mesh, boxScore, angle: rotation.angle }] : [],
    )
    return readFrame({ width: info.width, height: info.height, data, channels: 3 }, detected)
  }
}
