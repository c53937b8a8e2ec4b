// A worker thread that finds faces. Plain JavaScript, so that it runs the same however its parent is run.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parentPort } from 'node:worker_threads'

const require = createRequire(import.meta.url)
// The package's `exports` hide both files, so they are named by their path; its own Node entry wants a native addon.
const root = new URL('../', pathToFileURL(require.resolve('@vladmandic/human')))
const wasm = new URL('./', pathToFileURL(require.resolve('@tensorflow/tfjs-backend-wasm')))

// The only thing this thread ever fetches are its own models and WebAssembly, from the disk: Node's fetch knows no
// file: addresses, and nothing here may reach a network.
globalThis.fetch = async (address) => new Response(await readFile(new URL(String(address))))

const { Human } = require(fileURLToPath(new URL('dist/human.node-wasm.js', root)))

const off = { enabled: false }
const everyTime = { skipFrames: 0, skipTime: 0 }
const human = new Human({
  backend: 'wasm',
  wasmPath: wasm.href,
  modelBasePath: new URL('models/', root).href,
  cacheModels: false,
  async: false,
  cacheSensitivity: 0,
  debug: false,
  face: {
    enabled: true,
    detector: { rotation: false, maxDetected: 3, minConfidence: 0.5, ...everyTime },
    mesh: { enabled: true },
    iris: off,
    emotion: off,
    description: { enabled: true, ...everyTime },
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

await human.load()
// What does not start ends the thread: its parent tries another one later.
if (human.tf.getBackend() !== 'wasm') throw new Error('no WebAssembly')

parentPort.on('message', async ({ id, pixels, width, height, describe }) => {
  try {
    parentPort.postMessage({ id, ok: true, faces: await look(pixels, width, height, describe) })
  } catch (error) {
    parentPort.postMessage({ id, ok: false, reason: error instanceof Error ? error.message : 'failed' })
  }
})

async function look(pixels, width, height, describe) {
  const tensor = human.tf.tensor(pixels, [1, height, width, 3], 'float32')
  try {
    const { face, error } = await human.detect(tensor, { face: { description: { enabled: describe } } })
    if (error) throw new Error(error)
    return face.map(({ mesh, embedding }) => ({ ...bounds(mesh), descriptor: embedding ?? [] }))
  } finally {
    tensor.dispose()
  }
}

/** In pixels. The detector's own box is a square around the head; the mesh ends where the face does. */
function bounds(mesh) {
  const xs = mesh.map(([x]) => x)
  const ys = mesh.map(([, y]) => y)
  const [left, top] = [Math.min(...xs), Math.min(...ys)]
  return { left, top, width: Math.max(...xs) - left, height: Math.max(...ys) - top }
}
