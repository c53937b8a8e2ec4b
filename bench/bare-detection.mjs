// The floor of the gate's measurement: a thread that decodes pictures and looks for faces in them, and nothing else.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { parentPort } from 'node:worker_threads'
import sharp from 'sharp'

sharp.concurrency(1)
const require = createRequire(import.meta.url)
const human = new URL('../', pathToFileURL(require.resolve('@vladmandic/human')))
const wasm = new URL('./', pathToFileURL(require.resolve('@tensorflow/tfjs-backend-wasm')))
globalThis.fetch = async (address) => new Response(await readFile(new URL(String(address))))

const { Human } = require(new URL('dist/human.node-wasm.js', human).pathname)
const off = { enabled: false }
const each = { skipFrames: 0, skipTime: 0 }
const unused = { body: off, hand: off, object: off, gesture: off, segmentation: off, filter: off }
const faceOnly = { iris: off, emotion: off, description: off, antispoof: off, liveness: off }
const detector = new Human({
  backend: 'wasm',
  wasmPath: wasm.href,
  modelBasePath: new URL('models/', human).href,
  cacheModels: false,
  cacheSensitivity: 0,
  async: false,
  debug: false,
  face: { enabled: true, detector: { rotation: false, maxDetected: 4, minConfidence: 0.2, ...each }, ...faceOnly },
  ...unused,
})
const ready = detector.load()

parentPort.on('message', async (jpegs) => {
  await ready
  let faces = 0
  for (const jpeg of jpegs) {
    const picture = sharp(jpeg).resize(640, 640, { fit: 'inside', withoutEnlargement: true }).raw()
    const { data, info } = await picture.toBuffer({ resolveWithObject: true })
    const tensor = detector.tf.tensor(data, [1, info.height, info.width, 3], 'int32')
    faces += (await detector.detect(tensor)).face.length
    tensor.dispose()
  }
  parentPort.postMessage(faces)
})
