// Without server-only: a worker thread and the tests open it too. It reads no database and no settings.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { DetectedFace } from '@/lib/domain/face'
import type { Pixels } from '@/lib/domain/face-light'

type Tensor = { dispose(): void }
type Found = {
  face: { mesh: number[][]; boxScore: number; rotation: { angle: DetectedFace['angle'] } | null }[]
  error: string | null
}
type Engine = {
  load(): Promise<void>
  detect(picture: Tensor): Promise<Found>
  tf: { getBackend(): string; tensor(data: Pixels['data'], shape: number[], type: 'int32'): Tensor }
}

const off = { enabled: false }

/**
 * Loads the face detector and its mesh from the disk, and gives what finds the faces in a picture of three channels.
 * It keeps a processor busy for a tenth of a second each time. Throws where WebAssembly does not run.
 */
export async function openEngine(): Promise<(pixels: Pixels) => Promise<DetectedFace[]>> {
  const require = createRequire(join(process.cwd(), 'package.json'))
  // The packages' `exports` hide the WebAssembly build and the models, so they are found by their place.
  const human = join(require.resolve('@vladmandic/human'), '../..')
  const wasm = join(require.resolve('@tensorflow/tfjs-backend-wasm'), '..')
  const folder = (path: string) => pathToFileURL(`${path}/`).href
  const { Human }: { Human: new (settings: object) => Engine } = require(join(human, 'dist/human.node-wasm.js'))
  const engine = new Human({
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
  await fromDisk(() => engine.load())
  // Without WebAssembly the library would go on in JavaScript, at a second and more a picture.
  if (engine.tf.getBackend() !== 'wasm') throw new Error('WebAssembly did not start')

  return async ({ data, width, height }) => {
    const tensor = engine.tf.tensor(data, [1, height, width, 3], 'int32')
    try {
      const { face, error } = await engine.detect(tensor)
      if (error) throw new Error(error)
      return face.flatMap(({ mesh, boxScore, rotation }) =>
        rotation ? [{ mesh, boxScore, angle: rotation.angle }] : [],
      )
    } finally {
      tensor.dispose()
    }
  }
}

/** The library only knows fetch, and Node's does not know file: addresses. */
async function fromDisk(load: () => Promise<void>): Promise<void> {
  const { fetch } = globalThis
  globalThis.fetch = async (address) => new Response(await readFile(new URL(String(address))))
  try {
    await load()
  } finally {
    globalThis.fetch = fetch
  }
}
