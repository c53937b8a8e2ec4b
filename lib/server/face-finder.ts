// Runs in a worker thread: finding a face keeps a processor busy for a tenth of a second, and the portal's own thread
// has answers to give meanwhile. It reads no database and no settings, and it opens no connection.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parentPort } from 'node:worker_threads'
import sharp from 'sharp'
import { z } from 'zod'
import type { DetectedFace } from '@/lib/domain/face'
import { readFrame } from '@/lib/domain/face-frame'
import type { FrameReading } from '@/lib/domain/face-gate'
import type { Pixels } from '@/lib/domain/face-light'

sharp.concurrency(1)
sharp.cache(false)

/** The models see 256 and 192 pixels; more than this would only cost time. */
const LONGEST_SIDE = 640

const questionSchema = z.object({ jpeg: z.instanceof(Uint8Array) })

const require = createRequire(join(process.cwd(), 'package.json'))
// The packages' `exports` hide the WebAssembly build and the models, so they are found by their place.
const human = join(require.resolve('@vladmandic/human'), '../..')
const wasm = join(require.resolve('@tensorflow/tfjs-backend-wasm'), '..')
const folder = (path: string) => pathToFileURL(`${path}/`).href

// What this thread loads is on the disk, and Node's fetch does not know file: addresses. Nor can anything in here
// reach a network by it.
globalThis.fetch = async (address) => new Response(await readFile(new URL(String(address))))

type Tensor = { dispose(): void }
type Found = {
  face: {
    mesh: number[][]
    boxScore: number
    rotation: { angle: { yaw: number; pitch: number; roll: number } } | null
  }[]
  error: string | null
}
type Detector = {
  load(): Promise<void>
  detect(picture: Tensor): Promise<Found>
  tf: { getBackend(): string; tensor(data: Pixels['data'], shape: number[], type: 'int32'): Tensor }
}

const { Human }: { Human: new (settings: object) => Detector } = require(join(human, 'dist/human.node-wasm.js'))

const off = { enabled: false }
const detector = new Human({
  backend: 'wasm',
  wasmPath: folder(wasm),
  modelBasePath: folder(join(human, 'models')),
  cacheModels: false,
  cacheSensitivity: 0,
  async: false,
  debug: false,
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
  gesture: off,
  segmentation: off,
  filter: off,
})

const port = parentPort
if (!port) throw new Error('Only to be started as a worker thread')

await detector.load()
// Without WebAssembly the library would go on in JavaScript, at a second and more a picture.
if (detector.tf.getBackend() !== 'wasm') throw new Error('WebAssembly did not start')

port.on('message', async (message) => {
  try {
    port.postMessage({ kind: 'seen', reading: await read(questionSchema.parse(message).jpeg) })
  } catch {
    // Without the reason: an error may quote the picture it choked on.
    port.postMessage({ kind: 'failed' })
  }
})
port.postMessage({ kind: 'started' })

async function read(jpeg: Uint8Array): Promise<FrameReading> {
  const picture = sharp(jpeg)
  const { width, height } = await picture.metadata()
  const { data, info } = await picture
    .resize(LONGEST_SIDE, LONGEST_SIDE, { fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  const pixels: Pixels = { width: info.width, height: info.height, data, channels: 3 }
  const { faces, light } = readFrame(pixels, await find(pixels))
  return { frame: { width, height }, faces: faces.length, face: faces[0] ?? null, light }
}

async function find({ data, width, height }: Pixels): Promise<DetectedFace[]> {
  const tensor = detector.tf.tensor(data, [1, height, width, 3], 'int32')
  try {
    const { face, error } = await detector.detect(tensor)
    if (error) throw new Error(error)
    return face.flatMap(({ mesh, boxScore, rotation }) => (rotation ? [{ mesh, boxScore, angle: rotation.angle }] : []))
  } finally {
    tensor.dispose()
  }
}
